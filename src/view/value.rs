//! The values of attributes.

use std::borrow::Cow;

/// A text that is usually known at compile time.
pub type Text = Cow<'static, str>;

/// The value of an attribute.
pub enum Value {
    /// The attribute is not there.
    Absent,
    /// It says this.
    Is(Text),
    /// It follows signals; `None` takes it away.
    Follows(Box<dyn Fn() -> Option<Text> + Send>),
}

/// What can be the value of an attribute.
pub trait IntoValue {
    /// The value.
    fn into_value(self) -> Value;
}

/// What a closure may return for an attribute.
pub trait IntoText {
    /// The text, or that there is none.
    fn into_text(self) -> Option<Text>;
}

macro_rules! texts {
    ($($kind:ty, $value:ident => $text:expr;)*) => {$(
        impl IntoText for $kind {
            fn into_text(self) -> Option<Text> {
                let $value = self;
                $text
            }
        }
        impl IntoValue for $kind {
            fn into_value(self) -> Value {
                self.into_text().map_or(Value::Absent, Value::Is)
            }
        }
    )*};
}

texts! {
    &'static str, text => Some(text.into());
    String, text => Some(text.into());
    // As HTML has it: there, or not there.
    bool, on => on.then(|| "".into());
    Option<&'static str>, text => text.map(Into::into);
    Option<String>, text => text.map(Into::into);
}

impl<F, T> IntoValue for F
where
    F: Fn() -> T + Send + 'static,
    T: IntoText,
{
    fn into_value(self) -> Value {
        Value::Follows(Box::new(move || self().into_text()))
    }
}

//! From JSON to the types of the format.
//!
//! `serde_json` reads the text into one plain tree, and the types read
//! themselves from the tree. Deriving `Deserialize` instead would stamp out a
//! reader for every type and every way of holding it: 110 KB of WebAssembly,
//! against a quarter of it. It also lets a fault name its place.

mod tree;
mod types;

use crate::{ArticleId, Colour, LanguageTag, PartRef, SectionPath, Slug, Timestamp, Url};
use std::fmt;
pub use tree::Json;

/// What is wrong, and where.
#[derive(Debug)]
pub struct Fault {
    place: String,
    message: String,
}

impl Fault {
    /// A fault of the value itself.
    pub fn new(message: impl fmt::Display) -> Self {
        Self { place: String::new(), message: message.to_string() }
    }

    /// The same fault, seen from the object that holds the field. Never
    /// inlined: it stands behind every field of every type.
    #[cold]
    #[inline(never)]
    fn in_field(mut self, name: &str) -> Self {
        self.place.insert_str(0, name);
        self.place.insert(0, '.');
        self
    }

    /// The same fault, seen from the list that holds the item.
    #[cold]
    #[inline(never)]
    fn at_item(mut self, at: usize) -> Self {
        self.place.insert_str(0, &format!("[{at}]"));
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.trim_start_matches('.') {
            "" => f.write_str(&self.message),
            place => write!(f, "{place}: {}", self.message),
        }
    }
}

/// What reads itself from JSON.
pub trait FromJson: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// The first [`Fault`], with its place.
    fn from_json(json: Json) -> Result<Self, Fault>;

    /// What stands for a field that is missing.
    ///
    /// # Errors
    /// That it is missing, where nothing may stand for it.
    fn missing() -> Result<Self, Fault> {
        Err(Fault::new("is missing"))
    }
}

/// The fields of an object, taken one by one.
#[derive(Debug)]
pub struct Fields(Vec<(String, Json)>);

impl Fields {
    /// The fields of a value, which must be an object.
    ///
    /// # Errors
    /// What it is instead.
    pub fn of(json: Json) -> Result<Self, Fault> {
        match json {
            Json::Object(fields) => Ok(Self(fields)),
            other => Err(other.is_not("an object")),
        }
    }

    /// A field that must be there, unless its type knows better.
    ///
    /// # Errors
    /// That it is missing, stands twice, or what is wrong in it.
    pub fn required<T: FromJson>(&mut self, name: &str) -> Result<T, Fault> {
        let read = match self.take(name)? {
            Some(json) => T::from_json(json),
            None => T::missing(),
        };
        read.map_err(|fault| fault.in_field(name))
    }

    /// A field that may be missing.
    ///
    /// # Errors
    /// That it stands twice, or what is wrong in it.
    pub fn optional<T: FromJson + Default>(&mut self, name: &str) -> Result<T, Fault> {
        match self.take(name)? {
            Some(json) => T::from_json(json).map_err(|fault| fault.in_field(name)),
            None => Ok(T::default()),
        }
    }

    fn take(&mut self, name: &str) -> Result<Option<Json>, Fault> {
        let Some(at) = self.0.iter().position(|(own, _)| own == name) else { return Ok(None) };
        let (_, json) = self.0.swap_remove(at);
        if self.0.iter().any(|(own, _)| own == name) {
            return Err(Fault::new("stands twice").in_field(name));
        }
        Ok(Some(json))
    }
}

impl Json {
    /// The fault of being something else.
    fn is_not(&self, wanted: &str) -> Fault {
        Fault::new(format_args!("{} stands where {wanted} is expected", self.kind()))
    }

    /// The one field of an object that holds one: a variant and its value.
    fn variant(self) -> Result<(String, Self), Fault> {
        match self {
            Self::Object(fields) => match <[_; 1]>::try_from(fields) {
                Ok([variant]) => Ok(variant),
                Err(fields) => Err(Fault::new(format_args!(
                    "has {} keys; exactly one is expected",
                    fields.len()
                ))),
            },
            other => Err(other.is_not("an object with one key")),
        }
    }
}

impl FromJson for String {
    fn from_json(json: Json) -> Result<Self, Fault> {
        match json {
            Json::Text(text) => Ok(text),
            other => Err(other.is_not("a text")),
        }
    }
}

impl FromJson for bool {
    fn from_json(json: Json) -> Result<Self, Fault> {
        match json {
            Json::Bool(is) => Ok(is),
            other => Err(other.is_not("true or false")),
        }
    }
}

macro_rules! numbers {
    ($($kind:ty)*) => {$(
        impl FromJson for $kind {
            fn from_json(json: Json) -> Result<Self, Fault> {
                let number = match json {
                    Json::Number(number) => <$kind>::try_from(number).ok(),
                    _ => None,
                };
                number.ok_or_else(|| {
                    json.is_not(concat!("a whole number that fits ", stringify!($kind)))
                })
            }
        }
    )*};
}

numbers! { u8 u16 u32 }

/// Times in seconds since 1970: one before it, which only a wrong clock
/// writes, counts as 1970.
impl FromJson for i64 {
    fn from_json(json: Json) -> Result<Self, Fault> {
        match json {
            Json::Number(number) => Ok(Self::try_from(number).unwrap_or(Self::MAX)),
            Json::OtherNumber => Ok(0),
            other => Err(other.is_not("a number")),
        }
    }
}

macro_rules! texts {
    ($($kind:ty)*) => {$(
        impl FromJson for $kind {
            fn from_json(json: Json) -> Result<Self, Fault> {
                <$kind>::try_from(String::from_json(json)?).map_err(Fault::new)
            }
        }
    )*};
}

texts! { ArticleId Slug SectionPath PartRef Url LanguageTag Timestamp Colour }

/// A pair is a list of two.
impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn from_json(json: Json) -> Result<Self, Fault> {
        match json {
            Json::List(items) => match <[_; 2]>::try_from(items) {
                Ok([first, second]) => Ok((A::from_json(first)?, B::from_json(second)?)),
                Err(_) => Err(Fault::new("is not a list of two")),
            },
            other => Err(other.is_not("a list of two")),
        }
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json) -> Result<Self, Fault> {
        match json {
            Json::Null => Ok(None),
            other => T::from_json(other).map(Some),
        }
    }

    fn missing() -> Result<Self, Fault> {
        Ok(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let Json::List(items) = json else { return Err(json.is_not("a list")) };
        let mut read = Self::with_capacity(items.len());
        for (at, item) in items.into_iter().enumerate() {
            read.push(T::from_json(item).map_err(|fault| fault.at_item(at))?);
        }
        Ok(read)
    }
}

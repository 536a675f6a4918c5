//! Structured data as JSON.
//!
//! `serde_json::Value` writes floating-point numbers too, whose tables are
//! 10 KB of WebAssembly that does not compress; structured data holds texts.

use std::fmt::Write as _;

/// A JSON value of texts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Text(String),
    Number(usize),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Json {
    /// Appends the JSON. `<` is escaped, because it could end the script
    /// element that the JSON stands in.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => write_text(text, out),
            // Writing into a `String` cannot fail.
            Self::Number(number) => {
                let _ = write!(out, "{number}");
            }
            Self::List(items) => {
                write_items('[', items, ']', out, |item, out| item.write(out));
            }
            Self::Object(fields) => write_items('{', fields, '}', out, |(name, value), out| {
                write_text(name, out);
                out.push(':');
                value.write(out);
            }),
        }
    }
}

fn write_items<T>(
    open: char,
    items: &[T],
    close: char,
    out: &mut String,
    write: fn(&T, &mut String),
) {
    out.push(open);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(close);
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '<' | '\u{0}'..='\u{1f}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_by_serde() {
        let hostile = "</script>\n\"\\ \u{2028} ə";
        let json = Json::Object(vec![
            ("a", hostile.into()),
            ("b", Json::List(vec![Json::Number(1), "x".into()])),
        ]);
        let mut text = String::new();
        json.write(&mut text);
        assert!(!text.contains('<'));
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, serde_json::json!({"a": hostile, "b": [1, "x"]}));
    }
}

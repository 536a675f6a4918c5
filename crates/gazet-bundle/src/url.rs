//! A link target that cannot run code.

use crate::limits;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A URL that can only be `https`, `http`, `mailto`, `tel` or relative to the
/// site. Every other scheme (`javascript`, `data`, `vbscript`, `file`, ...) is
/// refused, in any spelling: browsers drop tabs, newlines and control
/// characters from a URL before they read its scheme, so a text that holds
/// one is refused whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = PATTERN)))]
pub struct Url(String);

/// The main rules of [`Url::new`] for JSON Schema.
#[cfg(feature = "schema")]
const PATTERN: &str = r#"^(?:[Hh][Tt][Tt][Pp][Ss]?://(?![/?#])|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:|(?!//)(?![^/?#]*:))[^\s"<>\\]*$"#;

/// Why a text is not a [`Url`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UrlError {
    /// Nothing is there.
    #[error("the URL is empty")]
    Empty,
    /// It has more bytes than [`limits::URL_BYTES`].
    #[error("the URL has {0} bytes; the limit is {max}", max = limits::URL_BYTES)]
    TooLong(usize),
    /// It holds a space, a control or invisible character, a quotation mark,
    /// an angle bracket or a backslash; or a percent sign in its host.
    #[error("the URL holds the character {0:?}")]
    Character(char),
    /// Its scheme is not on the list.
    #[error("the scheme {0:?} is not allowed; use https, http, mailto or tel")]
    Scheme(String),
    /// `//host/` or `https:path`: it means another site without saying so.
    #[error("the URL names a host without naming it in full")]
    Ambiguous,
}

impl Url {
    /// Reads a URL; white space around it is dropped.
    ///
    /// # Errors
    /// [`UrlError`] says what is wrong with the text.
    pub fn new(text: impl AsRef<str>) -> Result<Self, UrlError> {
        let text = text.as_ref().trim();
        if text.is_empty() {
            return Err(UrlError::Empty);
        }
        if text.len() > limits::URL_BYTES {
            return Err(UrlError::TooLong(text.len()));
        }
        if let Some(c) = text.chars().find(|&c| dangerous(c)) {
            return Err(UrlError::Character(c));
        }
        if text.starts_with("//") {
            return Err(UrlError::Ambiguous);
        }
        match scheme(text) {
            None => Ok(Self(text.to_owned())),
            Some((scheme, rest)) => match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" => check_host(rest).map(|()| Self(text.to_owned())),
                "mailto" | "tel" => Ok(Self(text.to_owned())),
                other => Err(UrlError::Scheme(other.to_owned())),
            },
        }
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host with its port for `http` and `https`, else `None`: what is
    /// shown beside a link that leaves the site.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        match scheme(&self.0) {
            // `mailto` and `tel` are the allowed schemes without a host.
            Some((scheme, rest)) if scheme.to_ascii_lowercase().starts_with("http") => host(rest),
            _ => None,
        }
    }

    /// Whether it points into the site itself.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        scheme(&self.0).is_none()
    }
}

impl TryFrom<String> for Url {
    type Error = UrlError;
    fn try_from(text: String) -> Result<Self, UrlError> {
        Self::new(text)
    }
}

impl From<Url> for String {
    fn from(url: Url) -> Self {
        url.0
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The scheme and what follows its colon. A colon after the first `/`, `?` or
/// `#` belongs to a path (RFC 3986, section 4.2).
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (before, after) = text.split_once(':')?;
    (!before.contains(['/', '?', '#'])).then_some((before, after))
}

/// The host and port of what follows `http:`; text before an `@` is a user
/// name, which browsers do not ask for.
fn host(rest: &str) -> Option<&str> {
    rest.strip_prefix("//")?.split(['/', '?', '#']).next()?.rsplit('@').next()
}

fn check_host(rest: &str) -> Result<(), UrlError> {
    let host = host(rest).unwrap_or_default();
    if host.is_empty() || host.starts_with(':') {
        return Err(UrlError::Ambiguous);
    }
    // Browsers decode `%65vil.example` and drop joiners before they ask, so
    // the host that is shown would not be the host that answers.
    let hidden = |c: char| matches!(c, '%' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    host.chars().find(|&c| hidden(c)).map_or(Ok(()), |c| Err(UrlError::Character(c)))
}

/// Joiners (U+200C, U+200D) are letters of Persian and Indic spelling and may
/// stand in a path; other invisible characters only serve to deceive.
fn dangerous(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '"' | '<' | '>' | '\\' | '\u{ad}' | '\u{200b}' | '\u{feff}')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_urls_pass() {
        let good = [
            "https://example.org/a?b#c",
            "HTTP://EXAMPLE.ORG",
            "mailto:a@example.org",
            "tel:+994123",
            "/article/a",
            "images/a.svg",
            "#note-1",
            "?q=a:b",
            "a/b:c",
            "https://fa.example/\u{645}\u{6cc}\u{200c}\u{634}\u{648}\u{62f}",
        ];
        for text in good {
            assert_eq!(Url::new(text).map(|u| u.0), Ok(text.to_owned()), "{text}");
        }
        let bad = [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://x/y",
            "//evil.example",
            "\\\\evil.example",
            "https:evil.example",
            "https:///evil",
            "http://",
            "a b",
            "java\u{a0}script:x",
            "https://@/",
            "https://:80/",
            "https://%65vil.example/",
            "https://ev\u{ad}il.example/",
            "https://ev\u{200d}il.example/",
            "https://a.example/\u{202e}fdp.exe",
        ];
        for text in bad {
            assert!(Url::new(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_host_is_what_the_browser_would_ask() {
        let host = |text: &str| Url::new(text).unwrap().host().map(str::to_owned);
        assert_eq!(host("https://a.example:8080/x"), Some("a.example:8080".into()));
        assert_eq!(host("https://bank.example@evil.example/"), Some("evil.example".into()));
        assert_eq!(host("/a"), None);
        assert_eq!(host("mailto:a@b"), None);
    }
}

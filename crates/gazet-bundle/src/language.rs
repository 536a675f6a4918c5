//! Languages and the direction in which their script runs.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// A language tag in the form of BCP 47: a language, and if need be a script,
/// a region and variants, in this order: `az`, `en-GB`, `az-Arab-IR`,
/// `de-1996`. Extensions (`-u-`, `-x-`) say how to format rather than what is
/// written, and are refused. Browsers throw on a malformed tag (`en-a`), so
/// none gets as far as them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = PATTERN)))]
pub struct LanguageTag(String);

/// A text that is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is not a BCP 47 language tag such as az, en-GB or az-Arab")]
pub struct LanguageError(pub String);

/// The direction in which a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// The grammar of [`LanguageTag::new`] for JSON Schema.
#[cfg(feature = "schema")]
const PATTERN: &str = "^(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(?:-[A-Za-z]{4})?\
    (?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$";

/// Languages whose likely script in CLDR runs right to left, and two old
/// codes (`iw`, `ji`) that browsers still know.
const RIGHT_TO_LEFT: [&str; 30] = [
    "ar", "arc", "ary", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks",
    "lrc", "mzn", "nqo", "pnb", "prs", "ps", "pst", "rhg", "sd", "sdh", "skr", "syr", "ug", "ur",
    "yi", "khw",
];

/// Languages that one region writes in the Arabic script and others not.
const RIGHT_TO_LEFT_IN: [(&str, &str); 9] = [
    ("az", "iq"),
    ("az", "ir"),
    ("kk", "af"),
    ("kk", "cn"),
    ("kk", "ir"),
    ("ky", "cn"),
    ("pa", "pk"),
    ("tg", "pk"),
    ("uz", "af"),
];

/// Scripts that run right to left (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: [&str; 10] =
    ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

impl LanguageTag {
    /// Reads a tag.
    ///
    /// # Errors
    /// [`LanguageError`] holds the refused text.
    pub fn new(text: impl Into<String>) -> Result<Self, LanguageError> {
        let text = text.into();
        // 35 bytes hold every tag without extensions (RFC 5646, section 4.4.1).
        if text.len() <= 35 && is_well_formed(&text) {
            Ok(Self(text))
        } else {
            Err(LanguageError(text))
        }
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language in lower case: `en` of `en-GB`.
    #[must_use]
    pub fn primary(&self) -> String {
        self.0.split('-').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// The direction of its script: that of a script subtag when there is
    /// one, else the usual one of the language in its region.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let lower = self.0.to_ascii_lowercase();
        let mut subtags = lower.split('-');
        let primary = subtags.next().unwrap_or_default();
        let next = subtags.next().unwrap_or_default();
        let rtl = if is_script(next) {
            RIGHT_TO_LEFT_SCRIPTS.contains(&next)
        } else {
            // Sindhi is written in Devanagari in India.
            RIGHT_TO_LEFT_IN.contains(&(primary, next))
                || (RIGHT_TO_LEFT.contains(&primary) && (primary, next) != ("sd", "in"))
        };
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }
}

fn is_well_formed(text: &str) -> bool {
    let mut subtags = text.split('-').peekable();
    let primary = subtags.next().unwrap_or_default();
    if !is_alphabetic(primary) || !matches!(primary.len(), 2 | 3 | 5..=8) {
        return false;
    }
    subtags.next_if(|subtag| is_script(subtag));
    subtags.next_if(|subtag| is_region(subtag));
    let mut seen = Vec::new();
    subtags.all(|subtag| {
        let variant = subtag.to_ascii_lowercase();
        let new = is_variant(&variant) && !seen.contains(&variant);
        seen.push(variant);
        new
    })
}

fn is_alphabetic(subtag: &str) -> bool {
    subtag.bytes().all(|b| b.is_ascii_alphabetic())
}

fn is_script(subtag: &str) -> bool {
    subtag.len() == 4 && is_alphabetic(subtag)
}

fn is_region(subtag: &str) -> bool {
    (subtag.len() == 2 && is_alphabetic(subtag))
        || (subtag.len() == 3 && subtag.bytes().all(|b| b.is_ascii_digit()))
}

fn is_variant(subtag: &str) -> bool {
    let length = match subtag.as_bytes().first() {
        Some(b'0'..=b'9') => 4..=8,
        _ => 5..=8,
    };
    length.contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl Direction {
    /// The value of the HTML `dir` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = LanguageError;
    fn try_from(text: String) -> Result<Self, LanguageError> {
        Self::new(text)
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_follows_the_script() {
        let check = |tag: &str, direction| {
            assert_eq!(LanguageTag::new(tag).unwrap().direction(), direction, "{tag}");
        };
        check("en-GB", Direction::Ltr);
        check("ar", Direction::Rtl);
        check("az", Direction::Ltr);
        check("az-Arab-IR", Direction::Rtl);
        check("ur-Latn", Direction::Ltr);
        check("ur-Aran-PK", Direction::Rtl);
        check("az-IR", Direction::Rtl);
        check("sd-IN", Direction::Ltr);
        check("he-1996", Direction::Rtl);
    }

    #[test]
    fn only_tags_that_browsers_take_are_taken() {
        for good in ["az", "EN-gb", "zh-Hant-TW", "de-1996", "es-419", "sl-rozaj-biske"] {
            assert!(LanguageTag::new(good).is_ok(), "{good:?}");
        }
        let bad = [
            "",
            "e",
            "abcd",
            "en_GB",
            "1a",
            "en-",
            "-en",
            "en--GB",
            "en-123456789",
            "en-a",
            "en-GB-US",
            "en-GB-Latn",
            "de-1996-1996",
            "ar-u-nu-latn",
            "x-private",
            "zh-yue",
        ];
        for tag in bad {
            assert!(LanguageTag::new(tag).is_err(), "{tag:?}");
        }
    }
}

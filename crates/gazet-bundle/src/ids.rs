//! Identifiers: newtypes that hold only what is safe in a path.

use crate::limits;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IdError {
    /// Nothing is left to be an identifier.
    #[error("it is empty")]
    Empty,
    /// It has more characters than [`limits::SLUG`].
    #[error("it has {0} characters; the limit is {max}", max = limits::SLUG)]
    TooLong(usize),
    /// It has more bytes than [`limits::SLUG_BYTES`].
    #[error("it has {0} bytes; the limit is {max}", max = limits::SLUG_BYTES)]
    TooManyBytes(usize),
    /// It holds a character outside lower-case letters, digits and `-`.
    #[error("it holds {0:?}; only lower-case letters, digits and inner hyphens are allowed")]
    Character(char),
    /// A section path with more levels than [`limits::SECTION_DEPTH`].
    #[error("it has {0} levels; the limit is {max}", max = limits::SECTION_DEPTH)]
    TooDeep(usize),
    /// A part reference that is not 32 lower-case hexadecimal digits.
    #[error("it is not 32 lower-case hexadecimal digits")]
    Hash,
}

/// A slug for JSON Schema: wider than [`check_slug`], since regular
/// expressions know no letters without another case.
#[cfg(feature = "schema")]
macro_rules! slug_pattern {
    () => {
        r"[^\sA-Z/.\\-]+(?:-+[^\sA-Z/.\\-]+)*"
    };
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $check:path, $pattern:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "schema", schemars(with = "String", extend("pattern" = $pattern)))]
        pub struct $name(String);

        impl $name {
            /// Reads the identifier.
            ///
            /// # Errors
            /// [`IdError`] says what is wrong with the text.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                $check(&text)?;
                Ok(Self(text))
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// What never changes about an article, so that a bookmark survives a new
    /// headline and a new slug. It is made of the
    /// same characters as a slug.
    ArticleId,
    check_slug,
    concat!("^", slug_pattern!(), "$")
);
identifier!(
    /// The last piece of a page's address: lower-case letters of any script,
    /// digits and inner hyphens. It holds neither `/` nor `.`, so it cannot
    /// leave its folder.
    Slug,
    check_slug,
    concat!("^", slug_pattern!(), "$")
);
identifier!(
    /// A section's place in the tree: slugs joined by `/`, `news/energy`.
    SectionPath,
    check_section_path,
    concat!("^", slug_pattern!(), "(?:/", slug_pattern!(), "){0,3}$")
);
identifier!(
    /// The name of a part: the first 128 bits of the SHA-256 of its bytes, in
    /// 32 hexadecimal digits. Finding other bytes for a given name takes
    /// 2^128 tries; the full 256 bits would double the incompressible part of
    /// the front document.
    PartRef,
    check_hash,
    "^[0-9a-f]{32}$"
);

impl Slug {
    /// Makes a slug of any label: folded (`Şuşa` is `susa`), everything else
    /// a hyphen. `None` when no letter or digit is left.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        let mut slug = String::new();
        let mut count = 0;
        for c in crate::text::fold(label).chars() {
            let c = if is_slug_letter(c) { c } else { '-' };
            if c == '-' && (slug.is_empty() || slug.ends_with('-')) {
                continue;
            }
            if count == limits::SLUG || slug.len() + c.len_utf8() > limits::SLUG_BYTES {
                break;
            }
            slug.push(c);
            count += 1;
        }
        let slug = slug.trim_end_matches('-');
        // Windows has no folders of these names.
        if is_device(slug) { Self::new(format!("{slug}-1")).ok() } else { Self::new(slug).ok() }
    }
}

fn is_device(slug: &str) -> bool {
    let port = || slug.strip_prefix("com").or_else(|| slug.strip_prefix("lpt"));
    matches!(slug, "con" | "prn" | "aux" | "nul")
        || port().is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']))
}

impl SectionPath {
    /// The slugs from the top of the tree downwards.
    pub fn levels(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// The top section's slug, which gives the whole branch its colour.
    #[must_use]
    pub fn top(&self) -> &str {
        self.0.split('/').next().unwrap_or(&self.0)
    }

    /// Whether this is `other` or lies under it.
    #[must_use]
    pub fn is_within(&self, other: &str) -> bool {
        self.0.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

fn check_slug(text: &str) -> Result<(), IdError> {
    let count = text.chars().count();
    if count == 0 {
        return Err(IdError::Empty);
    }
    if count > limits::SLUG {
        return Err(IdError::TooLong(count));
    }
    if text.len() > limits::SLUG_BYTES {
        return Err(IdError::TooManyBytes(text.len()));
    }
    if let Some(c) = text.chars().find(|&c| c != '-' && !is_slug_letter(c)) {
        return Err(IdError::Character(c));
    }
    if text.starts_with('-') || text.ends_with('-') {
        return Err(IdError::Character('-'));
    }
    Ok(())
}

/// A letter or digit that has no other case (two names that differ only in
/// case are one file on many disks) and no other spelling: the parts of
/// Korean syllables are a second one, and two of them cannot be seen.
fn is_slug_letter(c: char) -> bool {
    let korean_part = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3164}' | '\u{a960}'..='\u{a97f}'
        | '\u{d7b0}'..='\u{d7ff}' | '\u{ffa0}'..='\u{ffdc}');
    // Croatian digraphs at the head of a title, neither upper nor lower case.
    let title_case = matches!(c, '\u{1c5}' | '\u{1c8}' | '\u{1cb}' | '\u{1f2}');
    c.is_alphanumeric()
        && !c.is_uppercase()
        && !title_case
        && crate::text::lower(c) == c
        && !korean_part
}

fn check_section_path(text: &str) -> Result<(), IdError> {
    let levels = text.split('/').count();
    if levels > limits::SECTION_DEPTH {
        return Err(IdError::TooDeep(levels));
    }
    text.split('/').try_for_each(check_slug)
}

fn check_hash(text: &str) -> Result<(), IdError> {
    let hexadecimal = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if text.len() == 32 && text.bytes().all(hexadecimal) { Ok(()) } else { Err(IdError::Hash) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_stay_in_their_folder() {
        for bad in
            ["", "..", ".", "a/b", "a\\b", "A", "ǅ", "-a", "a-", "a b", "a\0", "%2e", "\u{3164}"]
        {
            assert!(Slug::new(bad).is_err(), "{bad:?}");
        }
        for good in ["a", "news-2024", "xəzər", "баку", "٢٠٢٤"] {
            assert!(Slug::new(good).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn labels_become_slugs() {
        let check = |label: &str, slug: Option<&str>| {
            assert_eq!(Slug::from_label(label).as_ref().map(Slug::as_str), slug);
        };
        check("Climate and Ecology", Some("climate-and-ecology"));
        check("  Şuşa & Qarabağ! ", Some("susa-qarabag"));
        check("Баку", Some("баку"));
        check("***", None);
        check("𝐀", None);
        check("𝐀 b", Some("b"));
        check(&"字".repeat(96), Some(&"字".repeat(80)));
    }

    #[test]
    fn a_section_lies_within_its_parents_only() {
        let path = |text: &str| SectionPath::new(text).unwrap();
        assert!(path("news/energy").is_within("news"));
        assert!(path("news").is_within("news"));
        assert!(!path("newsroom").is_within("news"));
        assert!(SectionPath::new("a/b/c/d/e").is_err());
        assert!(SectionPath::new("a//b").is_err());
    }
}

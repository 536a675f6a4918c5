//! Inline text: a tree of typed spans.

use crate::{Direction, LanguageTag, Url};
use serde::Serialize;

/// A run of text, or something with a meaning of its own. On the wire a text
/// is a JSON string and the rest an object with one key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Span {
    /// Plain text.
    Text(String),
    /// Text with a meaning.
    Rich(Rich),
}

/// Inline text with a meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rich {
    /// Stress emphasis (HTML `em`).
    Em(Vec<Span>),
    /// Strong importance (HTML `strong`).
    Strong(Vec<Span>),
    /// No longer accurate (HTML `s`).
    Strike(Vec<Span>),
    /// Marked as relevant (HTML `mark`).
    Mark(Vec<Span>),
    /// Subscript.
    Sub(Vec<Span>),
    /// Superscript.
    Sup(Vec<Span>),
    /// Computer code.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        to: Url,
        /// What is read.
        text: Vec<Span>,
    },
    /// An abbreviation and what it stands for.
    Abbr {
        /// The abbreviation as it stands in the text.
        text: String,
        /// What it stands for.
        title: String,
    },
    /// Text in another language.
    Lang {
        /// Its language.
        lang: LanguageTag,
        /// Its direction, when it is not the usual one of the language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dir: Option<Direction>,
        /// What is read.
        text: Vec<Span>,
    },
    /// A reference to the footnote with this label.
    Note(String),
    /// A line break inside a paragraph; the value says nothing.
    Break(bool),
}

impl Span {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The spans directly inside this one.
    #[must_use]
    pub fn children(&self) -> &[Span] {
        match self {
            Self::Text(_) => &[],
            Self::Rich(rich) => rich.children(),
        }
    }

    /// Appends what is read, without any markup; a note's label is left out.
    pub fn plain_text(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Rich(Rich::Code(text) | Rich::Abbr { text, .. }) => out.push_str(text),
            Self::Rich(Rich::Break(_)) => out.push(' '),
            Self::Rich(rich) => rich.children().iter().for_each(|span| span.plain_text(out)),
        }
    }
}

impl Rich {
    /// The spans directly inside this one.
    #[must_use]
    pub fn children(&self) -> &[Span] {
        match self {
            Self::Em(text)
            | Self::Strong(text)
            | Self::Strike(text)
            | Self::Mark(text)
            | Self::Sub(text)
            | Self::Sup(text)
            | Self::Link { text, .. }
            | Self::Lang { text, .. } => text,
            Self::Code(_) | Self::Abbr { .. } | Self::Note(_) | Self::Break(_) => &[],
        }
    }

    /// The same, to be changed.
    #[must_use]
    pub fn children_mut(&mut self) -> &mut [Span] {
        match self {
            Self::Em(text)
            | Self::Strong(text)
            | Self::Strike(text)
            | Self::Mark(text)
            | Self::Sub(text)
            | Self::Sup(text)
            | Self::Link { text, .. }
            | Self::Lang { text, .. } => text,
            Self::Code(_) | Self::Abbr { .. } | Self::Note(_) | Self::Break(_) => &mut [],
        }
    }
}

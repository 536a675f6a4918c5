//! A text of a feed, and what kind it is.

use super::super::xml::{escape, unescape};
use crate::html;

/// A text, plain or HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Text {
    /// What is read, with its line breaks.
    Plain(String),
    /// HTML.
    Html(String),
}

impl Text {
    /// A text of which the format does not say what it is, as in RSS: HTML
    /// when it holds a tag or a reference of HTML.
    pub(crate) fn guess(text: String) -> Self {
        let is_html = has_tag(&text) || unescape(&text) != text;
        if is_html { Self::Html(text) } else { Self::Plain(text) }
    }

    /// A headline of RSS. Its references are those of HTML, but a tag is one
    /// only when it is closed: "How to use <b>" is about the tag.
    pub(crate) fn headline(text: &str) -> Self {
        let is_html = has_tag(text) && (text.contains("</") || text.contains("/>"));
        if is_html { Self::Html(text.to_owned()) } else { Self::Plain(unescape(text)) }
    }

    /// What is read, on one line.
    pub(crate) fn line(&self) -> String {
        match self {
            Self::Plain(text) => html::plain(&escape(text)),
            Self::Html(text) => html::plain(text),
        }
    }

    /// The text as HTML, and whether its line breaks mean something: those of
    /// a plain text do when an empty line parts paragraphs, else they are
    /// where the line was full.
    pub(crate) fn html(&self) -> (String, bool) {
        match self {
            Self::Plain(text) => {
                let text = text.trim();
                let parts = text.lines().any(|line| line.trim().is_empty());
                (escape(text), parts)
            }
            Self::Html(text) => {
                let parts = !has_tag(text) && text.trim().contains("\n\n");
                (text.clone(), parts)
            }
        }
    }

    /// Whether nothing is there to be read or seen.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Plain(text) | Self::Html(text) => text.trim().is_empty(),
        }
    }
}

/// Whether a `<` stands before the name of a tag.
fn has_tag(text: &str) -> bool {
    text.split('<').skip(1).any(|rest| {
        let rest = rest.strip_prefix(['/', '!']).unwrap_or(rest);
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') && rest.contains('>')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_read_as_they_were_meant() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Text::headline(text).line(), expected, "{text}");
        };
        check("AT&amp;T <i>&amp;</i> co", "AT&T & co");
        check("How to use <b> and 1 < 2", "How to use <b> and 1 < 2");
        check("?page=1&copy=2;mode=x & done", "?page=1&copy=2;mode=x & done");
        check("Caf&eacute; &#8220;x&#8221;", "Café “x”");
        check("a\n  b", "a b");
    }
}

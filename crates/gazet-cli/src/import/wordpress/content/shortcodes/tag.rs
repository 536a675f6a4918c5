//! A shortcode's tag.

/// A tag at the start of a text.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    pub(super) attributes: &'t str,
    /// Bytes from `[` to `]`.
    pub(super) length: usize,
    /// `[/name]`
    pub(super) is_end: bool,
    /// `[name /]`
    pub(super) closes_itself: bool,
}

/// Bytes of one tag: page builders write some of six thousand.
const LENGTH: usize = 16_384;

/// `[[gallery]]`, which is shown with one pair of brackets and not run.
pub(super) fn escaped(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('[')?;
    let tag = Tag::read(inner)?;
    inner[tag.length..].starts_with(']').then(|| &inner[..tag.length])
}

impl<'t> Tag<'t> {
    /// Reads a tag; `None` when the bracket is only a bracket.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let rest = text.strip_prefix('[')?;
        let (is_end, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let name = &rest[..rest.find(|c: char| !is_part(c))?];
        if name.len() < 3 || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end = end(&rest[name.len()..])? + name.len();
        let inside = &rest[name.len()..end];
        let begins = [' ', '\t', '\n', '\r', '=', ':', '/', '\u{a0}'];
        if !inside.is_empty() && !inside.starts_with(begins) {
            return None;
        }
        let closes_itself = inside.ends_with('/');
        let attributes = inside.trim_end_matches('/');
        let length = text.len() - rest.len() + end + 1;
        Some(Self { name, attributes, length, is_end, closes_itself })
    }

    /// Whether a tag that WordPress itself does not know is one of a plugin.
    /// A word in brackets is a word in brackets, unless something says more.
    pub(super) fn is_shortcode(&self, is_closed: bool) -> bool {
        is_closed || self.closes_itself || self.name.contains('_') || self.attributes.contains('=')
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, key: &str) -> Option<String> {
        let mut rest = self.attributes;
        while let Some((before, after)) = rest.split_once('=') {
            let own = before.split_whitespace().next_back().unwrap_or_default();
            let after = after.trim_start();
            let (value, left) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let after = &after[1..];
                    after.split_once(quote).unwrap_or((after, ""))
                }
                // Quotation marks that an editor made typographic.
                Some(quote @ ('“' | '”' | '″' | '„' | '»' | '«')) => {
                    let after = &after[quote.len_utf8()..];
                    let marks = ['“', '”', '″', '»', '«'];
                    let end = after.find(marks).unwrap_or(after.len());
                    (&after[..end], after[end..].trim_start_matches(marks))
                }
                _ => {
                    let end = after.find(char::is_whitespace).unwrap_or(after.len());
                    after.split_at(end)
                }
            };
            if own == key && !value.trim().is_empty() {
                return Some(value.trim().to_owned());
            }
            rest = left;
        }
        None
    }

    /// Numbers in an attribute.
    pub(super) fn numbers(&self, keys: &[&str]) -> Vec<u64> {
        let value = keys.iter().find_map(|key| self.attribute(key)).unwrap_or_default();
        value.split(',').filter_map(|id| id.trim().parse().ok()).collect()
    }
}

/// Where a tag ends: at the first `]` outside quotation marks.
fn end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(LENGTH) {
        match (byte, quote) {
            (b'"' | b'\'', None) if text[..at].ends_with('=') => quote = Some(byte),
            (_, Some(own)) if own == byte => quote = None,
            (b']', None) => return Some(at),
            (b'[' | b'<', None) => return None,
            _ => {}
        }
    }
    None
}

//! The comments in which the block editor writes where blocks begin and end.

use serde_json::{Map, Value};

/// A comment.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Mark<'t> {
    /// The name of the block, without that of WordPress itself before it.
    pub(in super::super) name: &'t str,
    json: &'t str,
    /// Whether the block ends here.
    pub(in super::super) is_end: bool,
    /// Whether it begins and ends here.
    pub(super) is_empty: bool,
    /// Where the comment begins and ends in the text.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The comments of a text, in their order.
pub(in super::super) fn marks(text: &str) -> impl Iterator<Item = Mark<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find("<!--")?;
            // `<!-->` is a comment too, and over.
            let end = start + 2 + text[start + 2..].find("-->")? + 3;
            at = end;
            let inside = text.get(start + 4..end - 3).unwrap_or_default().trim();
            let (is_end, inside) = match inside.strip_prefix('/') {
                Some(rest) => (true, rest),
                None => (false, inside),
            };
            let Some(inside) = inside.strip_prefix("wp:") else { continue };
            let (is_empty, inside) = match inside.strip_suffix('/') {
                Some(rest) => (true, rest.trim_end()),
                None => (false, inside),
            };
            let name_end = inside.find([' ', '\n', '\t', '{']).unwrap_or(inside.len());
            let name = &inside[..name_end];
            let name = name.strip_prefix("core/").unwrap_or(name);
            let json = inside[name_end..].trim();
            return Some(Mark { name, json, is_end, is_empty, start, end });
        }
    })
}

impl Mark<'_> {
    /// What the block was set to; nothing, when it cannot be read.
    pub(in super::super) fn settings(&self) -> Map<String, Value> {
        serde_json::from_str(self.json).unwrap_or_default()
    }
}

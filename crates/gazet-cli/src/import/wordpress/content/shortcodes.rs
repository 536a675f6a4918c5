//! Shortcodes to HTML. Those of plugins lose their tags and keep their text.

mod known;
mod tag;

use super::Sources;
use crate::html::Losses;
use std::collections::{BTreeSet, HashMap};
use tag::Tag;

/// Captions inside captions that are read.
const DEPTH: usize = 4;

/// Bytes of the name of a shortcode.
const NAME: usize = 60;

/// Elements whose text is shown as it stands.
const VERBATIM: [&str; 6] = ["pre", "code", "script", "style", "textarea", "svg"];

/// Reads the shortcodes of a text.
pub(super) fn read(text: &str, sources: &Sources<'_>, losses: &mut Losses) -> String {
    Reader { sources, losses, notes: Vec::new() }.read(text, 0)
}

struct Reader<'r, 's> {
    sources: &'r Sources<'s>,
    losses: &'r mut Losses,
    /// Footnotes that plugins write into the text.
    notes: Vec<String>,
}

impl Reader<'_, '_> {
    fn read(&mut self, text: &str, depth: usize) -> String {
        if !text.contains('[') {
            return text.to_owned();
        }
        let closings = closings(text);
        // Tags that were dropped, with what ends them.
        let mut open: Vec<(&str, &str)> = Vec::new();
        let mut never: BTreeSet<&str> = BTreeSet::new();
        let mut html = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(next) = memchr::memchr2(b'[', b'<', &text.as_bytes()[at..]) {
            html.push_str(&text[at..at + next]);
            at += next;
            let rest = &text[at..];
            if rest.starts_with('<') {
                let length = markup(rest, &mut never);
                html.push_str(&rest[..length]);
                at += length;
                continue;
            }
            if let Some(shown) = tag::escaped(rest) {
                html.push_str(shown);
                at += shown.len() + 2;
                continue;
            }
            let Some(tag) = Tag::read(rest) else {
                html.push('[');
                at += 1;
                continue;
            };
            let inside = at + tag.length;
            let close = closings
                .get(tag.name)
                .and_then(|list| list.get(list.partition_point(|place| *place < inside)).copied());
            if tag.is_end {
                match open.iter().rposition(|(name, _)| *name == tag.name) {
                    Some(begun) => html.push_str(open.remove(begun).1),
                    None if tag.name.contains('_') => {}
                    None => html.push_str(&rest[..tag.length]),
                }
                at = inside;
                continue;
            }
            let content = close.filter(|_| !tag.closes_itself && depth < DEPTH);
            let content = content.map(|close| (&text[inside..close], close + tag.name.len() + 3));
            if let Some((shown, takes_content)) = self.known(&tag, content.map(|(c, _)| c), depth) {
                html.push_str(&shown);
                at = content.filter(|_| takes_content).map_or(inside, |(_, end)| end);
                continue;
            }
            if !tag.is_shortcode(close.is_some()) {
                html.push('[');
                at += 1;
                continue;
            }
            self.losses.note(format!("[{}]", tag.name));
            let (before, after) = self.of_plugin(&tag, close.is_some());
            html.push_str(&before);
            if close.is_some() && !tag.closes_itself {
                open.push((tag.name, after));
            } else {
                html.push_str(after);
            }
            at = inside;
        }
        html.push_str(&text[at..]);
        if depth == 0 && !self.notes.is_empty() {
            html.push_str(&self.listed_notes());
        }
        html
    }
}

/// Where each name is closed.
fn closings(text: &str) -> HashMap<&str, Vec<usize>> {
    let mut all: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "[/") {
        let rest = &text.as_bytes()[at + 2..];
        if let Some(end) = memchr::memchr(b']', &rest[..rest.len().min(NAME + 1)]) {
            all.entry(&text[at + 2..at + 2 + end]).or_default().push(at);
        }
    }
    all
}

/// The length of a tag, or of an element whose text is shown as it stands.
fn markup<'t>(rest: &'t str, never: &mut BTreeSet<&'t str>) -> usize {
    let end =
        rest[1..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest.len(), |end| end + 1);
    let name = &rest[1..end];
    let is_tag = !name.is_empty() || rest.starts_with("</") || rest.starts_with("<!");
    // The next bracket decides, so that no text is gone through for each of
    // its brackets.
    let next = memchr::memchr2(b'<', b'>', &rest.as_bytes()[1..]).map(|next| next + 1);
    let Some(tag) = next.filter(|next| is_tag && rest[*next..].starts_with('>')) else { return 1 };
    let tag = tag + 1;
    if VERBATIM.contains(&name) && !never.contains(name) {
        let close = format!("</{name}>");
        match rest.find(&close) {
            Some(found) => return found + close.len(),
            None => never.insert(name),
        };
    }
    tag
}

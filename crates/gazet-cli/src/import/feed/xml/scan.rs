//! The tokens of XML, and how to go on behind a fault.

use super::tree::Tree;
use super::{Element, unescape};
use crate::html::Losses;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Bytes that are read again behind faults: 64 MiB, a quarter of a second. Each fault may
/// cost a look at all that follows, so a file that is nothing but faults has
/// to end somewhere.
const AGAIN: usize = 64 * 1024 * 1024;

/// Reads a file as far as there is something to read; the element stands for
/// the document.
///
/// # Errors
/// A sentence, when it declares entities: they can grow without end or name
/// files.
pub(crate) fn read(text: &str, losses: &mut Losses) -> Result<Element, String> {
    let mut scan = Scan { text, tree: Tree::new(), losses, again: 0 };
    let mut at = 0;
    while at < text.len() {
        if scan.again > AGAIN {
            scan.losses.note("all that follows more faults than can be read past");
            break;
        }
        at = scan.run(at)?;
    }
    let Scan { tree, losses, .. } = scan;
    Ok(tree.finish(losses))
}

struct Scan<'s> {
    text: &'s str,
    tree: Tree,
    losses: &'s mut Losses,
    /// Bytes that were read again.
    again: usize,
}

impl Scan<'_> {
    /// Reads from a place to the next fault and returns where to go on.
    fn run(&mut self, from: usize) -> Result<usize, String> {
        let text = self.text;
        let mut reader = Reader::from_str(&text[from..]);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        loop {
            let start = from + position(reader.buffer_position());
            let Ok(event) = reader.read_event() else {
                self.again = self.again.saturating_add(text.len() - start);
                return self.recover(start);
            };
            let end = from + position(reader.buffer_position());
            let whole = text.get(start..end).unwrap_or_default();
            match event {
                Event::Start(_) | Event::Empty(_) | Event::End(_) => {
                    if let Some(next) = self.tag(whole, start) {
                        self.again = self.again.saturating_add(whole.len());
                        return Ok(next);
                    }
                }
                Event::Text(_) if whole.contains("]]>") => {
                    // The text of the data said this, and so ended it before.
                    self.losses.note("]]> in a text");
                    self.tree.text(&unescape(&whole.replace("]]>", "")), false);
                }
                Event::Text(_) | Event::GeneralRef(_) => self.tree.text(&unescape(whole), false),
                Event::CData(_) => {
                    if let Some(next) = self.data(whole, start) {
                        return Ok(next);
                    }
                }
                Event::DocType(_) => refuse_entities(whole)?,
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
                Event::Eof => return Ok(text.len()),
            }
        }
    }

    /// Takes a tag; the place to go on when it is none, or ends elsewhere.
    fn tag(&mut self, whole: &str, start: usize) -> Option<usize> {
        let inside = whole.strip_prefix('<')?.strip_suffix('>')?;
        let is_end = inside.starts_with('/');
        let name_at = inside.trim_start_matches('/');
        let name_end = name_at.find([' ', '\t', '\n', '/', '>']).unwrap_or(name_at.len());
        let name = &name_at[..name_end];
        if !is_name(name) {
            // `a < b`: what follows is read again, from the next that may be
            // a tag.
            self.losses.note("a bare <, which is shown");
            let may_be_tag = |at: &usize| {
                inside[at + 1..]
                    .starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '!' | '?'))
            };
            let next = inside.match_indices('<').map(|(at, _)| at).find(may_be_tag);
            let bare = next.map_or(whole.len(), |at| at + 1);
            self.tree.text(&unescape(&whole[..bare]), false);
            return Some(start + bare);
        }
        if inside.contains('<') && inside.contains('>') {
            // A quotation mark was not closed, and took what follows for
            // the value of an attribute.
            self.losses.note("an attribute that does not end");
            let tag_end = whole.find('>')?;
            self.take(&whole[1..tag_end], name, is_end);
            return Some(start + tag_end + 1);
        }
        self.take(inside, name, is_end);
        None
    }

    fn take(&mut self, inside: &str, name: &str, is_end: bool) {
        if is_end {
            return self.tree.end(name);
        }
        let is_empty = inside.ends_with('/');
        let content = inside.strip_suffix('/').unwrap_or(inside);
        let tag = BytesStart::from_content(content, name.len());
        let mut found = tag.html_attributes();
        let attributes = found.with_checks(false).flatten().map(|found| {
            let key = String::from_utf8_lossy(found.key.as_ref()).to_ascii_lowercase();
            (key, unescape(&String::from_utf8_lossy(&found.value)))
        });
        self.tree.start(name, attributes.collect(), self.losses);
        if is_empty {
            self.tree.end(name);
        }
    }

    /// Takes character data. One that holds the end of an item and the start
    /// of other data was not closed, and ends with its element.
    fn data(&mut self, whole: &str, start: usize) -> Option<usize> {
        const OPEN: &str = "<![CDATA[";
        let inside = whole.strip_prefix(OPEN)?.strip_suffix("]]>")?;
        let runs_on = ["</item>", "</entry>"]
            .iter()
            .filter_map(|close| inside.find(close))
            .min()
            .filter(|at| inside[*at..].contains(OPEN));
        let Some(item_end) = runs_on else {
            self.tree.text(inside, true);
            return None;
        };
        self.losses.note("the end of character data; it ends with its element");
        let own = format!("</{}", self.tree.written());
        let cut = inside[..item_end].rfind(&own).unwrap_or(item_end);
        self.tree.text(&inside[..cut], true);
        Some(start + OPEN.len() + cut)
    }

    /// Goes on where the reader gave up.
    fn recover(&mut self, start: usize) -> Result<usize, String> {
        let rest = &self.text[start..];
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            self.losses.note("the end of character data; it ends with its element");
            let own = format!("</{}", self.tree.written());
            let cut = inside.find(&own).unwrap_or(inside.len());
            self.tree.text(&inside[..cut], true);
            return Ok(start + rest.len() - inside.len() + cut);
        }
        for (mark, what) in [("<!--", "comment"), ("<?", "instruction"), ("<!", "declaration")] {
            if rest.starts_with(mark) {
                refuse_entities(rest)?;
                self.losses.note(format!("the end of a {what}"));
                return Ok(start + mark.len());
            }
        }
        if rest.starts_with('<') {
            let tag_end = rest.find('>');
            // The file ends inside a tag.
            let Some(tag_end) = tag_end else {
                self.losses.note("a tag that does not end");
                return Ok(self.text.len());
            };
            self.losses.note("an attribute that does not end");
            return Ok(self.tag(&rest[..=tag_end], start).unwrap_or(start + tag_end + 1));
        }
        let next = rest.chars().next().map_or(1, char::len_utf8);
        self.tree.text(&rest[..next.min(rest.len())], false);
        Ok(start + next)
    }
}

fn position(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

fn is_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || c == '_';
    name.starts_with(is_letter)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

fn refuse_entities(declaration: &str) -> Result<(), String> {
    if declaration.to_ascii_uppercase().contains("<!ENTITY") {
        return Err("declares entities, which no feed needs; it is refused, \
                    and nothing it names was opened"
            .to_owned());
    }
    Ok(())
}

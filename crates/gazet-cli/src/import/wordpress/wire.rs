//! The items of an export and their fields, as they stand in the file.
//!
//! An export is often not well-formed: a plugin writes `]]>` into a text, a
//! host cuts the file. The items are therefore found by their tags, each is
//! parsed alone, and one that does not parse is read by its tags too, as
//! WordPress' own importer does it in the last resort.

use crate::html::Losses;
use quick_xml::Reader;
use quick_xml::events::Event;

/// An export.
#[derive(Debug, Default)]
pub(super) struct Export {
    /// What the paper says of itself.
    pub(super) channel: Fields,
    pub(super) authors: Vec<Fields>,
    pub(super) categories: Vec<Fields>,
    pub(super) items: Vec<Fields>,
}

/// The fields of one element, in their order.
#[derive(Debug, Default, Clone)]
pub(super) struct Fields(Vec<Field>);

/// A field.
#[derive(Debug, Default, Clone)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    /// The fields inside it: those of a piece of meta data or of a comment.
    pub(super) inner: Vec<(String, String)>,
}

impl Fields {
    /// The text of the first field of a name that says something.
    pub(super) fn text(&self, name: &str) -> &str {
        let own = self.0.iter().filter(|field| field.name == name);
        own.map(|field| field.text.trim()).find(|text| !text.is_empty()).unwrap_or("")
    }

    /// Every field of a name.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f Field> {
        self.0.iter().filter(move |field| field.name == name)
    }

    /// A piece of meta data.
    pub(super) fn meta(&self, key: &str) -> Option<&str> {
        let value = |field: &Field, name: &str| {
            field.inner.iter().find(|(own, _)| own == name).map(|(_, text)| text.clone())
        };
        let found = self
            .all("wp:postmeta")
            .find(|field| value(field, "wp:meta_key").as_deref().map(str::trim) == Some(key))?;
        found.inner.iter().find(|(own, _)| own == "wp:meta_value").map(|(_, text)| text.trim())
    }
}

impl Field {
    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}

/// Finds everything in the text.
///
/// # Errors
/// A sentence, when the text is no export or declares entities.
pub(super) fn read(text: &str, losses: &mut Losses) -> Result<Export, String> {
    let head_end = find(text, "<item", 0).unwrap_or(text.len());
    let head = &text[..head_end];
    if ["<!ENTITY", "<!DOCTYPE"].iter().any(|mark| head.contains(mark)) {
        return Err("declares entities or a document type, which no WordPress export does; \
                    it is refused, and nothing it names was opened"
            .to_owned());
    }
    if !text.contains("<rss") && !text.contains("<item") {
        return Err("is no WordPress export: it holds neither <rss> nor <item>".to_owned());
    }
    let mut export = Export::default();
    for (name, list) in
        [("wp:author", &mut export.authors), ("wp:category", &mut export.categories)]
    {
        for piece in pieces(head, name) {
            list.push(fields(piece.inside, losses, name));
        }
    }
    let mut channel = head.to_owned();
    for name in ["wp:author", "wp:category", "wp:tag", "wp:term", "image"] {
        for piece in pieces(head, name) {
            channel = channel.replace(piece.whole, "");
        }
    }
    let start =
        channel.find("<channel").and_then(|at| channel[at..].find('>').map(|end| at + end + 1));
    // The head is never whole, so it is read by its tags.
    export.channel = by_tags(&channel[start.unwrap_or(0)..]);
    for piece in pieces(text, "item") {
        if !piece.is_closed {
            losses.note("the file ends inside an item");
        }
        export.items.push(fields(piece.inside, losses, "item"));
    }
    Ok(export)
}

/// An element found by its tags.
struct Piece<'t> {
    whole: &'t str,
    inside: &'t str,
    is_closed: bool,
}

/// The elements of a name, outside character data. One that is not closed
/// ends where the next begins.
fn pieces<'t>(text: &'t str, name: &str) -> Vec<Piece<'t>> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(start) = find(text, &open, at) {
        let Some(tag_end) = text[start..].find('>').map(|end| start + end + 1) else { break };
        // `<wp:category>` is no `<wp:category_nicename>`.
        if !text[start + open.len()..tag_end].starts_with(['>', ' ', '\t', '\n', '\r', '/']) {
            at = tag_end;
            continue;
        }
        let end = find(text, &close, tag_end);
        let next = find(text, &format!("{open}>"), tag_end);
        let (inside_end, whole_end, is_closed) = match (end, next) {
            (Some(end), Some(next)) if next < end => (next, next, false),
            (Some(end), _) => (end, end + close.len(), true),
            (None, Some(next)) => (next, next, false),
            (None, None) => (text.len(), text.len(), false),
        };
        pieces.push(Piece {
            whole: &text[start..whole_end],
            inside: &text[tag_end..inside_end],
            is_closed,
        });
        at = whole_end;
    }
    pieces
}

/// The first place of a mark at or after `from` that is not inside CDATA.
fn find(text: &str, mark: &str, from: usize) -> Option<usize> {
    const CDATA: &str = "<![CDATA[";
    let mut at = from;
    loop {
        let found = text[at..].find(mark).map(|found| at + found)?;
        match text[at..found].find(CDATA).map(|data| at + data) {
            None => return Some(found),
            // Character data that never ends hides nothing.
            Some(data) => match text[data..].find("]]>") {
                Some(end) => at = data + end + 3,
                None => return Some(found),
            },
        }
    }
}

/// The fields of one element: parsed, or else read by their tags.
fn fields(inside: &str, losses: &mut Losses, what: &str) -> Fields {
    parse(inside).unwrap_or_else(|| {
        losses.note(format!("<{what}> is not well-formed XML and was read by its tags"));
        by_tags(inside)
    })
}

fn parse(inside: &str) -> Option<Fields> {
    let mut reader = Reader::from_str(inside);
    reader.config_mut().check_end_names = true;
    let mut fields: Vec<Field> = Vec::new();
    let mut depth = 0_usize;
    let mut inner = (String::new(), String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
                match depth {
                    0 => fields.push(Field {
                        name,
                        attributes: attributes(&tag),
                        ..Field::default()
                    }),
                    1 => inner = (name, String::new()),
                    _ => {}
                }
                depth += 1;
            }
            Event::Empty(tag) if depth == 0 => {
                let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
                fields.push(Field { name, attributes: attributes(&tag), ..Field::default() });
            }
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                if depth == 1 {
                    fields.last_mut()?.inner.push(std::mem::take(&mut inner));
                }
            }
            Event::Text(text) => {
                add(&mut fields, &mut inner, depth, &text.decode().ok()?);
            }
            Event::CData(data) => add(&mut fields, &mut inner, depth, &data.decode().ok()?),
            Event::GeneralRef(name) => {
                let name = name.decode().ok()?;
                add(&mut fields, &mut inner, depth, &entity(&name));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    (depth == 0).then_some(Fields(fields))
}

fn add(fields: &mut [Field], inner: &mut (String, String), depth: usize, text: &str) {
    match (depth, fields.last_mut()) {
        (1, Some(field)) => field.text.push_str(text),
        (2, _) => inner.1.push_str(text),
        _ => {}
    }
}

fn attributes(tag: &quick_xml::events::BytesStart<'_>) -> Vec<(String, String)> {
    let found = tag.attributes().flatten().map(|attribute| {
        let value = String::from_utf8_lossy(&attribute.value).into_owned();
        (String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), unescape(&value))
    });
    found.collect()
}

/// What stands for a reference. One that XML does not know is one of HTML,
/// which the text is read as later.
fn entity(name: &str) -> String {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    let known = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name
            .strip_prefix('#')
            .and_then(|digits| match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            })
            .and_then(char::from_u32),
    };
    known.map_or_else(|| format!("&{name};"), String::from)
}

fn unescape(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(';').filter(|(name, _)| name.len() <= 10 && !name.contains(' ')) {
            Some((name, rest)) => {
                out.push_str(&entity(name));
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(piece);
            }
        }
    }
    out
}

/// The fields as a scan of the tags finds them.
fn by_tags(inside: &str) -> Fields {
    let mut fields = Vec::new();
    let mut at = 0;
    while let Some(start) = inside[at..].find('<').map(|found| at + found) {
        let rest = &inside[start + 1..];
        let end = rest.find(['>', ' ', '/', '\n', '\t']).unwrap_or(rest.len());
        let name = &rest[..end];
        let Some(tag_end) = inside[start..].find('>').map(|end| start + end + 1) else { break };
        let is_name = !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-'));
        let close = format!("</{name}>");
        let found = inside[tag_end..].find(&close).map(|end| tag_end + end);
        let is_empty = inside[..tag_end].ends_with("/>");
        let (Some(mut close_at), true, false) = (found, is_name, is_empty) else {
            at = tag_end.max(start + 1);
            continue;
        };
        if name == "content:encoded" || name == "excerpt:encoded" {
            // Its text may name its own tag; the last one closes it.
            close_at = inside[tag_end..].rfind(&close).map_or(close_at, |end| tag_end + end);
        }
        let tag = &inside[start + 1 + name.len()..tag_end - 1];
        let attributes = ["domain", "nicename", "isPermaLink"]
            .iter()
            .filter_map(|key| {
                let (_, rest) = tag.split_once(&format!("{key}=\""))?;
                Some(((*key).to_owned(), unescape(rest.split('"').next()?)))
            })
            .collect();
        let raw = &inside[tag_end..close_at];
        let inner = match name {
            "wp:postmeta" | "wp:comment" => {
                by_tags(raw).0.into_iter().map(|field| (field.name, field.text)).collect()
            }
            _ => Vec::new(),
        };
        fields.push(Field { name: name.to_owned(), attributes, text: data(raw), inner });
        at = close_at + close.len();
    }
    Fields(fields)
}

/// The text of an element that was not parsed.
fn data(raw: &str) -> String {
    let trimmed = raw.trim();
    match trimmed.strip_prefix("<![CDATA[") {
        Some(data) => {
            let data = data.strip_suffix("]]>").unwrap_or(data);
            // How WordPress writes `]]>` into character data.
            data.replace("]]]]><![CDATA[>", "]]>")
        }
        None => unescape(trimmed),
    }
}

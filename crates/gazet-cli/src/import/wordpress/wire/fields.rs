//! The fields of one element.

use super::text;
use crate::html::Losses;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::collections::HashMap;

/// The fields of one element, in their order.
#[derive(Debug, Default, Clone)]
pub(in super::super) struct Fields<'t>(Vec<Field<'t>>);

/// A field.
#[derive(Debug, Clone)]
pub(in super::super) struct Field<'t> {
    pub(in super::super) name: &'t str,
    /// What stands in its tag behind the name.
    attributes: &'t str,
    /// What stands between its tags.
    pub(super) raw: &'t str,
    pub(in super::super) text: Cow<'t, str>,
}

impl<'t> Fields<'t> {
    /// The text of the first field of a name that says something.
    pub(in super::super) fn text(&self, name: &str) -> &str {
        let own = self.0.iter().filter(|field| field.name == name);
        own.map(|field| field.text.trim()).find(|text| !text.is_empty()).unwrap_or("")
    }

    /// Every field of a name.
    pub(in super::super) fn all<'f>(
        &'f self,
        name: &'f str,
    ) -> impl Iterator<Item = &'f Field<'t>> {
        self.0.iter().filter(move |field| field.name == name)
    }

    /// Every field.
    pub(super) fn list(&self) -> &[Field<'t>] {
        &self.0
    }

    /// What is inside the one element that holds everything, however it is
    /// called.
    pub(super) fn innermost(self) -> Self {
        match self.0.as_slice() {
            [only] if is_nest(only.raw) => by_tags(only.raw).innermost(),
            _ => self,
        }
    }

    /// A piece of meta data.
    pub(in super::super) fn meta(&self, key: &str) -> Option<String> {
        let pieces = self.all("wp:postmeta").filter(|field| field.raw.contains(key));
        let mut own = pieces.map(|field| by_tags(field.raw));
        let found = own.find(|piece| piece.text("wp:meta_key") == key)?;
        Some(found.text("wp:meta_value").to_owned()).filter(|value| !value.is_empty())
    }

    /// A term of the taxonomy `category` under the names of a category.
    pub(super) fn renamed(mut self) -> Self {
        for field in &mut self.0 {
            field.name = match field.name {
                "wp:term_slug" => "wp:category_nicename",
                "wp:term_parent" => "wp:category_parent",
                "wp:term_name" => "wp:cat_name",
                "wp:term_description" => "wp:category_description",
                other => other,
            };
        }
        self
    }
}

impl Field<'_> {
    /// An attribute.
    pub(in super::super) fn attribute(&self, name: &str) -> String {
        let mut rest = self.attributes;
        while let Some((own, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                return String::new();
            };
            let (value, left) = after[1..].split_once(quote).unwrap_or((&after[1..], ""));
            if own.trim() == name {
                return text::unescape(value).into_owned();
            }
            rest = left;
        }
        String::new()
    }
}

/// The fields of one element: parsed, or else read by their tags.
pub(super) fn read<'t>(inside: &'t str, losses: &mut Losses) -> Fields<'t> {
    parse(inside).unwrap_or_else(|| {
        losses.note("<item> is not well-formed XML and was read by its tags");
        by_tags(inside)
    })
}

fn parse(inside: &str) -> Option<Fields<'_>> {
    let mut reader = Reader::from_str(inside);
    reader.config_mut().check_end_names = true;
    let mut fields = Vec::new();
    loop {
        let position = |reader: &Reader<_>| usize::try_from(reader.buffer_position()).ok();
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                let end = position(&reader)?;
                let whole = inside.get(end.checked_sub(tag.len() + 1)?..end - 1)?;
                let span = reader.read_to_end(tag.to_end().name()).ok()?;
                let raw = inside
                    .get(usize::try_from(span.start).ok()?..usize::try_from(span.end).ok()?)?;
                // Character data that ended before its element did.
                let trimmed = raw.trim();
                if trimmed.starts_with("<![CDATA[") && !trimmed.ends_with("]]>") {
                    return None;
                }
                fields.push(field(whole, raw));
            }
            Event::Empty(tag) => {
                let end = position(&reader)?;
                fields.push(field(inside.get(end.checked_sub(tag.len() + 2)?..end - 2)?, ""));
            }
            Event::End(_) => return None,
            Event::Eof => break,
            _ => {}
        }
    }
    Some(Fields(fields))
}

/// A field of what stands in its tag and between its tags.
fn field<'t>(tag: &'t str, raw: &'t str) -> Field<'t> {
    let end = tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(end);
    let text = match name {
        // What is in them is read when it is asked for.
        "wp:postmeta" | "wp:comment" | "wp:author" | "wp:category" | "wp:term" | "wp:tag" => {
            "".into()
        }
        _ => text::read(raw),
    };
    Field { name, attributes, raw, text }
}

/// The fields as a scan of the tags finds them.
pub(super) fn by_tags(inside: &str) -> Fields<'_> {
    let closings = Closings::of(inside);
    let mut fields = Vec::new();
    let mut at = 0;
    while let Some(start) = inside[at..].find('<').map(|found| at + found) {
        let rest = &inside[start + 1..];
        let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let name = &rest[..end];
        let Some(tag_end) = rest.find('>').map(|end| start + end + 2) else { break };
        let tag = &inside[start + 1..tag_end - 1];
        let is_empty = tag.ends_with('/');
        match closings.after(name, tag_end, inside).filter(|_| !name.is_empty() && !is_empty) {
            Some(close) => {
                fields.push(field(tag, &inside[tag_end..close]));
                at = close + name.len() + 3;
            }
            // The file was cut inside this text; what there is is read.
            None if matches!(name, "content:encoded" | "excerpt:encoded" | "title")
                && !is_empty =>
            {
                fields.push(field(tag, &inside[tag_end..]));
                at = inside.len();
            }
            None => at = tag_end,
        }
    }
    Fields(fields)
}

/// Whether an element's content is elements.
fn is_nest(raw: &str) -> bool {
    let raw = raw.trim_start();
    raw.starts_with('<') && !raw.starts_with("<![CDATA[")
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-' | '.')
}

/// Where each name's closing tags are, so that none is looked for twice.
struct Closings<'t> {
    all: HashMap<&'t str, Vec<usize>>,
    /// Those right behind the end of character data.
    of_data: HashMap<&'t str, Vec<usize>>,
}

impl<'t> Closings<'t> {
    fn of(inside: &'t str) -> Self {
        let (mut all, mut of_data): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = Default::default();
        for at in memchr::memmem::find_iter(inside.as_bytes(), "</") {
            let rest = &inside[at + 2..];
            let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
            if rest[end..].starts_with('>') {
                let name = &rest[..end];
                all.entry(name).or_default().push(at);
                if inside[..at].trim_end().ends_with("]]>") {
                    of_data.entry(name).or_default().push(at);
                }
            }
        }
        Self { all, of_data }
    }

    /// The tag that closes an element which opens at `from`. Character data
    /// ends with its element: an earlier end is one that the text itself says.
    fn after(&self, name: &str, from: usize, inside: &str) -> Option<usize> {
        let first = |list: &HashMap<&str, Vec<usize>>| {
            let list = list.get(name)?;
            list.get(list.partition_point(|at| *at < from)).copied()
        };
        let is_data = inside[from..].trim_start().starts_with("<![CDATA[");
        first(&self.of_data).filter(|_| is_data).or_else(|| first(&self.all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_however_broken() {
        let check = |inside: &str, name: &str, expected: &str| {
            let found = read(inside, &mut Losses::default());
            assert_eq!(found.text(name), expected, "{inside}");
        };
        check("<a>1</a><b:c x='y'>2 &amp; 3</b:c>", "b:c", "2 & 3");
        check("<a>1</a><b/><c>2</c>", "c", "2");
        check("<c><![CDATA[</a><a>]]></c><a>1</a>", "a", "1");
        check("<c><![CDATA[x ]]> <p> </c> y]]></c><a>1</a>", "c", "x ]]> <p> </c> y");
        check(
            "<content:encoded><p>a<br>b</p></content:encoded><a>1</a>",
            "content:encoded",
            "<p>a<br>b</p>",
        );
        check("<content:encoded><p>a</p></content:encoded>", "content:encoded", "<p>a</p>");
        check("<a>1 & 2</a><b>x</b>", "a", "1 & 2");
        check("<a>1</a><content:encoded><![CDATA[cut", "content:encoded", "cut");
    }

    #[test]
    fn meta_data_and_attributes_are_found() {
        let inside = "<category domain=\"post_tag\" nicename='a&amp;b'>T</category><wp:postmeta><wp:meta_key>_k</wp:meta_key><wp:meta_value><![CDATA[v]]></wp:meta_value></wp:postmeta>";
        let fields = read(inside, &mut Losses::default());
        assert_eq!(fields.meta("_k").as_deref(), Some("v"));
        assert_eq!(fields.meta("k"), None);
        let attributes: Vec<_> = fields
            .all("category")
            .map(|f| (f.attribute("domain"), f.attribute("nicename")))
            .collect();
        assert_eq!(attributes, [("post_tag".to_owned(), "a&b".to_owned())]);
    }
}

//! The few tags that are understood inside Markdown.

/// A piece of inline HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag {
    /// A comment, which says nothing to readers.
    Comment,
    /// An opening tag.
    Open {
        /// Its name in lower case.
        name: String,
        /// Its attributes in their order, names in lower case.
        attributes: Vec<(String, String)>,
        /// Whether it closes itself: `<br/>`.
        closed: bool,
    },
    /// A closing tag.
    Close(String),
    /// Anything else: a processing instruction, a declaration.
    Other,
}

/// Reads one piece of HTML as the Markdown parser found it.
pub(super) fn parse(text: &str) -> Tag {
    let text = text.trim();
    if text.starts_with("<!--") {
        return Tag::Comment;
    }
    if let Some(rest) = text.strip_prefix("</") {
        return Tag::Close(rest.trim_end_matches('>').trim().to_ascii_lowercase());
    }
    let Some(rest) = text.strip_prefix('<') else { return Tag::Other };
    let name_end =
        rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let (name, rest) = rest.split_at(name_end);
    if name.is_empty() {
        return Tag::Other;
    }
    let (attributes, closed) = attributes(rest);
    Tag::Open { name: name.to_ascii_lowercase(), attributes, closed }
}

/// The tags in a block of HTML, each with the number of lines before it.
pub(super) fn tags(html: &str) -> Vec<(usize, Tag)> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[start..];
        let last = if rest.starts_with("<!--") { "-->" } else { ">" };
        let length = rest.find(last).map_or(rest.len(), |end| end + last.len());
        let lines = html[..start].matches('\n').count();
        tags.push((lines, parse(&rest[..length])));
        at = start + length;
    }
    tags
}

fn attributes(mut rest: &str) -> (Vec<(String, String)>, bool) {
    let mut attributes = Vec::new();
    let mut closed = false;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() || rest.starts_with('>') {
            return (attributes, closed);
        }
        if let Some(after) = rest.strip_prefix('/') {
            closed = true;
            rest = after;
            continue;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
            .filter(|&end| end > 0)
            .unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        attributes.push((name, unescape(value)));
    }
}

fn attribute_value(rest: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(after) = rest.strip_prefix(quote) {
            return after.split_once(quote).unwrap_or((after, ""));
        }
    }
    let end = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
    rest.split_at(end)
}

/// Replaces the character references that a text in quotes may need.
fn unescape(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read() {
        let open = |name: &str, attributes: &[(&str, &str)], closed| Tag::Open {
            name: name.into(),
            attributes: attributes.iter().map(|(n, v)| ((*n).into(), (*v).into())).collect(),
            closed,
        };
        let check = |text: &str, expected: Tag| assert_eq!(parse(text), expected, "{text}");
        check("<sub>", open("sub", &[], false));
        check("<ABBR Title='A &amp; B'>", open("abbr", &[("title", "A & B")], false));
        check("<span lang=az dir=\"rtl\">", open("span", &[("lang", "az"), ("dir", "rtl")], false));
        check("<br />", open("br", &[], true));
        check("<a =x>", open("a", &[("=x>", "")], false));
        check("</Span >", Tag::Close("span".into()));
        check("<!-- x -->", Tag::Comment);
        check("<?php ?>", Tag::Other);
    }

    #[test]
    fn a_block_names_its_tags() {
        let names: Vec<_> = tags("<!-- <b> -->\n<div class=a>\nx <IMG>\n</div>")
            .into_iter()
            .filter_map(|(line, tag)| match tag {
                Tag::Open { name, .. } | Tag::Close(name) => Some((line, name)),
                _ => None,
            })
            .collect();
        let expected = [(1, "div"), (2, "img"), (3, "div")];
        assert_eq!(names, expected.map(|(line, name)| (line, name.to_owned())));
    }
}

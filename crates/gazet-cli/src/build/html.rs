//! As much of HTML as is needed to find the tags of a page that this program
//! and Trunk wrote.

/// A tag and its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Its name in lower case.
    pub(super) name: String,
    /// Attributes in their order: name, value, and where name and value stand.
    pub(super) attributes: Vec<Attribute<'t>>,
    /// Offset of its `<`.
    pub(super) start: usize,
    /// Offset after its `>`.
    pub(super) end: usize,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute<'t> {
    pub(super) name: String,
    pub(super) value: &'t str,
    /// Where it stands, from the first letter of its name to its end.
    pub(super) range: (usize, usize),
}

impl<'t> Tag<'t> {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        self.attributes.iter().find(|a| a.name == name).map(|a| a.value)
    }
}

/// The opening tags of a text, outside comments and scripts.
pub(super) fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|found| at + found) {
        if text[start..].starts_with("<!--") {
            at = text[start..].find("-->").map_or(text.len(), |end| start + end + 3);
            continue;
        }
        let Some(tag) = tag(text, start) else {
            at = start + 1;
            continue;
        };
        at = tag.end;
        // What stands in these is text, whatever it looks like.
        if matches!(tag.name.as_str(), "script" | "style" | "textarea" | "title") {
            at += content(text, &tag).len();
        }
        tags.push(tag);
    }
    tags
}

/// What stands between a tag whose content is text and its end.
pub(super) fn content<'t>(text: &'t str, tag: &Tag<'_>) -> &'t str {
    let rest = &text[tag.end..];
    let end = format!("</{}", tag.name);
    let found = rest
        .char_indices()
        .filter(|(_, c)| *c == '<')
        .map(|(at, _)| at)
        .find(|&at| rest.get(at..at + end.len()).is_some_and(|t| t.eq_ignore_ascii_case(&end)));
    &rest[..found.unwrap_or(rest.len())]
}

fn tag(text: &str, start: usize) -> Option<Tag<'_>> {
    let rest = &text[start + 1..];
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
    let mut at = start + 1 + rest.find(is_end)?;
    let name = text[start + 1..at].to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        at += text[at..].find(|c: char| !c.is_ascii_whitespace() && c != '/')?;
        if text[at..].starts_with('>') {
            return Some(Tag { name, attributes, start, end: at + 1 });
        }
        let from = at;
        at += text[at..].find(|c: char| is_end(c) || c == '=').filter(|&end| end > 0).unwrap_or(1);
        let key = text.get(from..at)?.to_ascii_lowercase();
        let mut value = "";
        let gap = text[at..].len() - text[at..].trim_start().len();
        if text[at + gap..].starts_with('=') {
            at += gap + 1;
            at += text[at..].len() - text[at..].trim_start().len();
            (value, at) = attribute_value(text, at)?;
        }
        attributes.push(Attribute { name: key, value, range: (from, at) });
    }
}

fn attribute_value(text: &str, at: usize) -> Option<(&str, usize)> {
    for quote in ['"', '\''] {
        if text[at..].starts_with(quote) {
            let end = at + 1 + text[at + 1..].find(quote)?;
            return Some((&text[at + 1..end], end + 1));
        }
    }
    let end = at + text[at..].find(|c: char| c.is_ascii_whitespace() || c == '>')?;
    Some((&text[at..end], end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_where_a_browser_finds_them() {
        let text = "<!doctype html><HTML lang=en data-x='/a/'>\n<!-- <b> --><script a=\"<i>\">'<p>' </SCRIPT\n><br/><img alt='>'>a < b";
        let found: Vec<String> = tags(text).into_iter().map(|tag| tag.name).collect();
        assert_eq!(found, ["html", "script", "br", "img"]);
        let all = tags(text);
        assert_eq!(all[0].attribute("lang"), Some("en"));
        assert_eq!(all[0].attribute("data-x"), Some("/a/"));
        let (from, to) = all[0].attributes[1].range;
        assert_eq!(&text[from..to], "data-x='/a/'");
        assert_eq!(content(text, &all[1]), "'<p>' ");
        assert_eq!(all[3].attribute("alt"), Some(">"));
    }
}

//! The fields of an item, under all their names.

use super::super::xml::Element;
use super::text::Text;

/// Where the text stands, the fullest first.
pub(super) const CONTENT: [&str; 9] = [
    "content:encoded",
    "content",
    "turbo:content",
    "xhtml:body",
    "body",
    "encoded",
    "yandex:full-text",
    "full-text",
    "fulltext",
];

/// Where something shorter stands.
pub(super) const SUMMARY: [&str; 7] = [
    "description",
    "summary",
    "dc:description",
    "dcterms:abstract",
    "itunes:summary",
    "media:description",
    "itunes:subtitle",
];

/// When it was published.
pub(super) const PUBLISHED: [&str; 9] = [
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "date",
    "prism:publicationdate",
];

/// When it was last changed.
pub(super) const UPDATED: [&str; 3] = ["updated", "modified", "dcterms:modified"];

/// A text that says of which type it is, in Atom, or that is what it looks
/// like, in RSS.
pub(super) fn text(element: &Element, is_atom: bool) -> Text {
    match (element.name.as_str(), atom_type(element)) {
        ("xhtml:body" | "body", _) => Text::Html(element.markup()),
        ("content:encoded" | "encoded" | "turbo:content", _) => Text::Html(element.escaped_html()),
        (_, Some(kind)) => kind,
        _ if is_atom && element.elements().next().is_none() => Text::Plain(element.text()),
        _ => Text::guess(element.escaped_html()),
    }
}

/// A headline, or what is as short.
pub(super) fn headline(element: &Element, is_atom: bool) -> Text {
    match atom_type(element) {
        Some(kind) => kind,
        None if is_atom => Text::Plain(element.text()),
        None => Text::headline(&element.text()),
    }
}

/// The text of an element with a `type`, and of Atom 0.3 with a `mode`.
fn atom_type(element: &Element) -> Option<Text> {
    let kind = element.attribute("type")?.to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let is_inline = element.elements().next().is_some();
    let is_escaped = element.attribute("mode").map_or(!is_inline, |mode| mode == "escaped");
    match kind {
        "html" | "text/html" | "xhtml" | "application/xhtml+xml" if is_escaped && !is_inline => {
            Some(Text::Html(element.text()))
        }
        "xhtml" | "application/xhtml+xml" => Some(Text::Html(element.markup())),
        "html" | "text/html" => Some(Text::Html(element.escaped_html())),
        "text" | "text/plain" if is_inline => Some(Text::Html(element.markup())),
        "text" | "text/plain" => Some(Text::Plain(element.text())),
        // Text of some other kind is at least text; what is not was put into
        // base64, which nobody reads.
        other if other.contains('/') => {
            let text = element.text();
            let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=\n".contains(c);
            let is_text = other.starts_with("text/") || other.ends_with("xml");
            Some(Text::Plain(if is_text || !text.chars().all(is_base64) {
                text
            } else {
                String::new()
            }))
        }
        _ => None,
    }
}

/// What tells an item from others.
pub(super) fn id(element: &Element) -> Option<String> {
    let about = || element.attribute("rdf:about").map(str::to_owned);
    element.text_of(&["guid", "id", "dc:identifier"]).or_else(about)
}

/// The page of an item or feed: of several addresses the one for people.
pub(super) fn link(element: &Element) -> Option<String> {
    let told = element.text_of(&["feedburner:origlink"]);
    let rss = || element.all("link").map(Element::text).find(|text| !text.is_empty());
    told.or_else(rss).or_else(|| {
        let alternate = |link: &&Element| {
            matches!(link.attribute("rel"), None | Some("alternate"))
                && link.attribute("href").is_some()
        };
        let is_page =
            |link: &&Element| link.attribute("type").is_none_or(|kind| kind.contains("html"));
        let all: Vec<&Element> = element.all("link").filter(alternate).collect();
        let best = all.iter().find(|link| is_page(link)).or(all.first())?;
        best.attribute("href").map(str::to_owned)
    })
}

/// An id that is an address, unless it says that it is none.
pub(super) fn permalink(element: &Element) -> Option<String> {
    let guid = element.first(&["guid", "id"]);
    let is_none =
        guid.and_then(|guid| guid.attribute("ispermalink")).is_some_and(|value| value == "false");
    let is_web = |id: &String| id.starts_with("http://") || id.starts_with("https://");
    id(element).filter(|id| !is_none && is_web(id))
}

/// Who wrote it.
pub(super) fn authors(element: &Element) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in ["author", "dc:creator", "dcterms:creator", "itunes:author"] {
        for author in element.all(name) {
            let own = author.text_of(&["name", "email"]);
            let name = person(&own.unwrap_or_else(|| author.text()));
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            break;
        }
    }
    names
}

/// The name in `mail@host (Name)` and `Name <mail@host>`; of an address alone
/// what stands before the `@`.
fn person(text: &str) -> String {
    let text = text.trim();
    if !text.contains('@') {
        return text.to_owned();
    }
    let inner = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(n, _)| n);
    let outer = text.split_once('<').map(|(name, _)| name);
    let name = [inner, outer]
        .into_iter()
        .flatten()
        .map(str::trim)
        .find(|name| !name.is_empty() && !name.contains('@'));
    match name {
        Some(name) => name.trim_matches('"').to_owned(),
        None => {
            let words = text.split_whitespace().filter(|word| !word.contains('@'));
            let words = words.collect::<Vec<_>>().join(" ");
            let user = text.trim_start_matches("mailto:").split('@').next().unwrap_or_default();
            if words.is_empty() { user.to_owned() } else { words }
        }
    }
}

/// What it is about.
pub(super) fn tags(element: &Element) -> Vec<String> {
    let of_category = |category: &Element| {
        let term = category.attribute("label").or(category.attribute("term"));
        let term = term.map_or_else(|| category.text(), str::to_owned);
        (!is_kind(category) && !term.contains("://")).then_some(term)
    };
    let named = element.all("category").filter_map(of_category);
    let subjects = element.all("dc:subject").map(Element::text);
    let words = ["media:keywords", "itunes:keywords"];
    let words = words.into_iter().filter_map(|name| element.text_of(&[name]));
    let words: Vec<String> =
        words.flat_map(|list| list.split(',').map(str::to_owned).collect::<Vec<_>>()).collect();
    named.chain(subjects).chain(words).collect()
}

/// Whether a category says what kind of entry Blogger made.
fn is_kind(category: &Element) -> bool {
    category.attribute("scheme").is_some_and(|scheme| scheme.contains("schemas.google.com"))
}

/// Why an entry is not for everyone: exports of Blogger are Atom feeds with
/// drafts, comments and templates in them.
pub(super) fn hidden(element: &Element) -> Option<&'static str> {
    let control = element.first(&["app:control"]).and_then(|own| own.text_of(&["app:draft"]));
    if control.is_some_and(|draft| draft.eq_ignore_ascii_case("yes")) {
        return Some("draft");
    }
    let kind = element.all("category").find(|category| is_kind(category))?.attribute("term")?;
    match kind.rsplit('#').next()? {
        "comment" => Some("a comment"),
        "template" | "settings" => Some("settings of Blogger"),
        _ => None,
    }
}

/// Where it was first.
pub(super) fn source(element: &Element) -> (Option<String>, Option<String>) {
    let Some(source) = element.all("source").next() else { return (None, None) };
    let name = source.text_of(&["title"]).or_else(|| {
        let text = source.text();
        (source.elements().next().is_none() && !text.is_empty()).then_some(text)
    });
    let address = source.attribute("url").map(str::to_owned).or_else(|| link(source));
    (name, address)
}

#[cfg(test)]
mod tests {
    #[test]
    fn people_have_names() {
        let check = |text: &str, expected: &str| assert_eq!(super::person(text), expected);
        check("a@b.example (Ann B.)", "Ann B.");
        check("Ann B. <a@b.example>", "Ann B.");
        check("\"Ann\" <a@b.example>", "Ann");
        check("a@b.example Ann", "Ann");
        check("ann@b.example", "ann");
        check(" Ann B. ", "Ann B.");
    }
}

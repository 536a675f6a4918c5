//! RSS 0.9x, 1.0 and 2.0, and Atom 0.3 and 1.0.
//!
//! The items are looked for wherever they stand, since RSS 1.0 has them
//! beside the channel and broken feeds anywhere. A field is looked for under
//! every name that any of the formats has for it: none means two things, and
//! many feeds mix them.

use super::super::xml::Element;
use super::{Feed, Item, fields, media};

/// The elements that hold a feed.
const ROOTS: [&str; 6] = ["rss", "rdf:rdf", "rdf", "feed", "channel", "entry"];

/// Reads what a document holds.
///
/// # Errors
/// A sentence, when it is no feed.
pub(crate) fn read(document: &Element) -> Result<Feed, String> {
    let nowhere = Place { base: None, language: None, is_atom: false };
    let mut items = Vec::new();
    let root = find(document, &ROOTS, 4);
    gather(document, &root.map_or(nowhere.clone(), |root| nowhere.inside(root)), &mut items);
    // A root that was spoilt has items all the same.
    let is_read = |item: &Item| {
        let has_text = item.summary.is_some() || item.content.is_some();
        has_text || (item.title.is_some() && (item.link.is_some() || item.id.is_some()))
    };
    let is_feed = root.is_some() || items.iter().any(is_read);
    if !is_feed {
        return Err(no_feed(document));
    }
    let root = root.unwrap_or(document);
    let place = nowhere.inside(root);
    let head = find(document, &["channel", "feed"], 5).unwrap_or(root);
    let mut feed = feed(head, &place.inside(head));
    // What stands beside the channel, as RSS 1.0 has it.
    feed.has_logo |= find(document, &["image", "logo", "icon", "itunes:image"], 3).is_some();
    let authors = fields::authors(head);
    for item in &mut items {
        // Atom: an entry without an author has those of the feed.
        if item.authors.is_empty() && head.name == "feed" {
            item.authors.clone_from(&authors);
        }
    }
    feed.items = items;
    Ok(feed)
}

/// Where an element stands.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) base: Option<String>,
    pub(super) language: Option<String>,
    /// Whether texts say of which type they are.
    pub(super) is_atom: bool,
}

impl Place {
    /// The place inside an element.
    pub(super) fn inside(&self, element: &Element) -> Self {
        let own = element.attribute("xml:base");
        let base = match (own, &self.base) {
            (Some(own), Some(outer)) => {
                let joined = url::Url::parse(outer).and_then(|outer| outer.join(own));
                Some(joined.map_or_else(|_| own.to_owned(), String::from))
            }
            (own, outer) => own.map(str::to_owned).or_else(|| outer.clone()),
        };
        let language = element.attribute("xml:lang").map(str::to_owned);
        Self {
            base,
            language: language.or_else(|| self.language.clone()),
            is_atom: self.is_atom || matches!(element.name.as_str(), "feed" | "entry"),
        }
    }
}

/// The first element with one of these names, no deeper than this.
fn find<'e>(element: &'e Element, names: &[&str], depth: usize) -> Option<&'e Element> {
    if depth == 0 {
        return None;
    }
    element.elements().find_map(|inner| {
        if names.contains(&inner.name.as_str()) {
            return Some(inner);
        }
        if is_item(inner) { None } else { find(inner, names, depth - 1) }
    })
}

fn is_item(element: &Element) -> bool {
    matches!(element.name.as_str(), "item" | "entry")
}

/// Reads the items at any depth, but none inside another.
fn gather(element: &Element, place: &Place, items: &mut Vec<Item>) {
    for inner in element.elements() {
        let place = place.inside(inner);
        if is_item(inner) {
            items.push(item(inner, &place));
        } else {
            gather(inner, &place, items);
        }
    }
}

fn feed(head: &Element, place: &Place) -> Feed {
    let text = |names: &[&str]| head.first(names).map(|own| fields::headline(own, place.is_atom));
    Feed {
        title: text(&["title", "dc:title"]),
        tagline: text(&["description", "subtitle", "tagline", "itunes:subtitle"]),
        link: fields::link(head),
        language: head.text_of(&["language", "dc:language"]).or_else(|| place.language.clone()),
        rights: text(&["copyright", "rights", "dc:rights"]),
        date: head.text_of(&["pubdate", "lastbuilddate", "updated", "modified", "dc:date"]),
        base: place.base.clone(),
        has_logo: false,
        items: Vec::new(),
    }
}

fn item(element: &Element, place: &Place) -> Item {
    let content = element.first(&fields::CONTENT);
    let inner = content.map_or_else(|| place.clone(), |content| place.inside(content));
    let text = |own: &Element| fields::text(own, place.is_atom);
    let described = element.first(&fields::SUMMARY).map(text).filter(|text| !text.is_blank());
    let media = media::all(element);
    Item {
        id: fields::id(element),
        link: fields::link(element).or_else(|| fields::permalink(element)),
        title: element
            .first(&["title", "media:title", "dc:title", "itunes:title"])
            .map(|own| fields::headline(own, place.is_atom)),
        summary: described.or_else(|| media::description(element)),
        content: content.map(text).filter(|text| !text.is_blank()),
        authors: fields::authors(element),
        tags: fields::tags(element),
        published: element.text_of(&fields::PUBLISHED),
        updated: element.text_of(&fields::UPDATED),
        language: element.text_of(&["dc:language", "language"]).or(inner.language),
        base: inner.base,
        media,
        source: fields::source(element),
        hidden: fields::hidden(element),
    }
}

/// Why a document is no feed, with the feeds that a web page names.
fn no_feed(document: &Element) -> String {
    let Some(root) = document.elements().next() else {
        return "is no feed: it holds no element".to_owned();
    };
    let mut named = Vec::new();
    links(document, &mut named);
    match (root.name.as_str(), named.is_empty()) {
        (_, false) => format!("is a web page; its feeds are at {}", named.join(", ")),
        ("html", true) => "is a web page that names no feed".to_owned(),
        (name, true) => format!("is no feed: it begins with <{name}>"),
    }
}

fn links(element: &Element, named: &mut Vec<String>) {
    for inner in element.elements() {
        let kind = inner.attribute("type").unwrap_or_default();
        let is_feed = ["rss+xml", "atom+xml", "feed+json"].iter().any(|own| kind.ends_with(own));
        if let (true, Some(address)) = (is_feed && inner.name == "link", inner.attribute("href")) {
            named.push(address.to_owned());
        }
        links(inner, named);
    }
}

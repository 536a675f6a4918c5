//! JSON Feed 1.0 and 1.1.
//!
//! Values are taken as they come: an id may be a number, an author a name. A
//! file that was cut is read item by item.

use super::text::Text;
use super::{Feed, Item, Media};
use crate::html::Losses;
use crate::import::json::{self, Object, list, string};
use serde_json::Value;

/// Reads a feed.
///
/// # Errors
/// A sentence, when the text is none.
pub(crate) fn read(text: &str, losses: &mut Losses) -> Result<Feed, String> {
    let (head, items) = match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(mut head)) => {
            let Some(Value::Array(items)) = head.remove("items") else {
                return Err("is no JSON Feed: it has no list \"items\"".to_owned());
            };
            (head, items)
        }
        Ok(_) => return Err("is no JSON Feed: it is no object".to_owned()),
        Err(error) => {
            let (head, items) = pieces(text, losses)
                .ok_or_else(|| format!("is neither XML nor a JSON Feed: {error}"))?;
            losses.note("the form of the file, which is no JSON; its items were read one by one");
            (head, items)
        }
    };
    let authors = people(&head);
    let mut feed = Feed {
        title: string(&head, "title").map(|text| Text::headline(&text)),
        tagline: string(&head, "description").map(|text| Text::headline(&text)),
        link: string(&head, "home_page_url"),
        language: string(&head, "language"),
        has_logo: head.contains_key("icon") || head.contains_key("favicon"),
        ..Feed::default()
    };
    for item in items {
        let Value::Object(item) = item else {
            losses.note("an item that is no object");
            continue;
        };
        let mut item = read_item(&item);
        if item.authors.is_empty() {
            item.authors.clone_from(&authors);
        }
        feed.items.push(item);
    }
    Ok(feed)
}

/// The head and the whole items of a file that is not whole.
fn pieces(text: &str, losses: &mut Losses) -> Option<(Object, Vec<Value>)> {
    let at = text.find("\"items\"").unwrap_or(0);
    let start = text[at..].find(if at > 0 { '[' } else { '{' })? + at + 1;
    let head = text[..at].trim_end().trim_end_matches(',');
    let head = serde_json::from_str(&format!("{head}}}")).unwrap_or_default();
    let items = json::objects(&text[start..], is_item, losses);
    (!items.is_empty()).then(|| (head, items.into_iter().map(Value::Object).collect()))
}

/// Whether an object is an item, and neither an author nor an attachment.
fn is_item(object: &Object) -> bool {
    let own = ["content_html", "content_text", "date_published", "external_url"];
    let is_titled = object.contains_key("title") && !object.contains_key("mime_type");
    is_titled || object.contains_key("id") || own.iter().any(|name| object.contains_key(*name))
}

fn read_item(item: &Object) -> Item {
    let text = |name: &str| string(item, name);
    let html = text("content_html").map(Text::Html).filter(|text| !text.is_blank());
    let plain = text("content_text").map(Text::Plain).filter(|text| !text.is_blank());
    let (link, external) = (text("url"), text("external_url"));
    Item {
        id: text("id"),
        link: link.clone().or_else(|| external.clone()),
        // Plain text by the format, and HTML by what many programs make.
        title: text("title").map(|text| Text::headline(&text)),
        summary: text("summary").map(Text::guess),
        content: html.or(plain),
        authors: people(item),
        tags: list(item, "tags").filter_map(Value::as_str).map(str::to_owned).collect(),
        published: text("date_published"),
        updated: text("date_modified"),
        language: text("language"),
        base: None,
        media: media(item),
        source: (None, external),
        hidden: None,
    }
}

/// The authors of version 1.1, and the one of 1.0.
fn people(object: &Object) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for author in list(object, "authors").chain(object.get("author")) {
        let name = match author {
            Value::Object(author) => string(author, "name"),
            Value::String(name) => Some(name.clone()),
            _ => None,
        };
        if let Some(name) = name.filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    names
}

fn media(item: &Object) -> Vec<Media> {
    let picture = |name: &str| {
        let medium = Some("image".to_owned());
        string(item, name).map(|url| Media { url, medium, ..Media::default() })
    };
    let attached = list(item, "attachments").filter_map(Value::as_object).filter_map(|file| {
        let kind = string(file, "mime_type");
        Some(Media {
            url: string(file, "url")?,
            medium: kind.and_then(|kind| kind.split('/').next().map(str::to_owned)),
            title: string(file, "title"),
            ..Media::default()
        })
    });
    ["image", "banner_image"].into_iter().filter_map(picture).chain(attached).collect()
}

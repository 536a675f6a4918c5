//! JSON Feed 1.0 and 1.1.
//!
//! Values are taken as they come: an id may be a number, an author a name. A
//! file that was cut is read item by item.

use super::text::Text;
use super::{Feed, Item, Media};
use crate::html::Losses;
use serde_json::{Deserializer, Map, Value};

/// Places at which an item is looked for behind a broken one.
const TRIES: usize = 1_000;

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
        title: string(&head, "title").map(Text::Plain),
        tagline: string(&head, "description").map(Text::Plain),
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
fn pieces(text: &str, losses: &mut Losses) -> Option<(Map<String, Value>, Vec<Value>)> {
    let at = text.find("\"items\"")?;
    let start = at + text[at..].find('[')? + 1;
    let head = text[..at].trim_end().trim_end_matches(',');
    let head = match serde_json::from_str(&format!("{head}}}")) {
        Ok(Value::Object(head)) => head,
        _ => Map::new(),
    };
    let mut items = Vec::new();
    let (mut at, mut tries) = (start, 0);
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let mut stream = Deserializer::from_str(&text[open..]).into_iter::<Value>();
        match stream.next() {
            Some(Ok(item)) => {
                at = open + stream.byte_offset();
                items.push(item);
            }
            _ => {
                if tries == 0 || text[open..].starts_with("{\"id\"") {
                    losses.note("an item that is no JSON");
                }
                tries += 1;
                at = open + 1;
            }
        }
        let is_over = text[at..].trim_start().starts_with(']');
        if is_over || tries == TRIES {
            break;
        }
    }
    Some((head, items))
}

fn read_item(item: &Map<String, Value>) -> Item {
    let text = |name: &str| string(item, name);
    let html = text("content_html").map(Text::Html).filter(|text| !text.is_blank());
    let plain = text("content_text").map(Text::Plain).filter(|text| !text.is_blank());
    let (link, external) = (text("url"), text("external_url"));
    let tags = item.get("tags").and_then(Value::as_array).into_iter().flatten();
    Item {
        id: text("id"),
        link: link.clone().or_else(|| external.clone()),
        title: text("title").map(Text::Plain),
        summary: text("summary").map(Text::Plain),
        content: html.or(plain),
        authors: people(item),
        tags: tags.filter_map(Value::as_str).map(str::to_owned).collect(),
        published: text("date_published"),
        updated: text("date_modified"),
        language: text("language"),
        base: None,
        media: media(item),
        source: (None, external),
        hidden: None,
    }
}

/// A text or a number that says something.
fn string(object: &Map<String, Value>, name: &str) -> Option<String> {
    let text = match object.get(name)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The authors of version 1.1, and the one of 1.0.
fn people(object: &Map<String, Value>) -> Vec<String> {
    let many = object.get("authors").and_then(Value::as_array).into_iter().flatten();
    let mut names: Vec<String> = Vec::new();
    for author in many.chain(object.get("author")) {
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

fn media(item: &Map<String, Value>) -> Vec<Media> {
    let picture = |name: &str| {
        let medium = Some("image".to_owned());
        string(item, name).map(|url| Media { url, medium, ..Media::default() })
    };
    let attached = item.get("attachments").and_then(Value::as_array).into_iter().flatten();
    let attached = attached.filter_map(Value::as_object).filter_map(|file| {
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

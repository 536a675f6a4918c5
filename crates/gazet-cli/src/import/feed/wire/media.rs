//! What comes with an item: enclosures, Media RSS, pictures of podcasts.

use super::super::xml::Element;
use super::Media;
use super::text::Text;

/// Every file of an item, each address once.
pub(super) fn all(item: &Element) -> Vec<Media> {
    let mut found = Vec::new();
    gather(item, None, &mut found);
    let mut media: Vec<Media> = Vec::new();
    for one in found {
        match media.iter_mut().find(|own| own.url == one.url) {
            Some(own) => {
                own.title = own.title.take().or(one.title);
                own.width = own.width.or(one.width);
                own.height = own.height.or(one.height);
                own.medium = own.medium.take().or(one.medium);
            }
            None => media.push(one),
        }
    }
    media
}

/// What Media RSS says of the item, when nothing else does.
pub(super) fn description(item: &Element) -> Option<Text> {
    let inner = |name| item.all(name).find_map(|own| own.first(&["media:description"]));
    let found = inner("media:group").or_else(|| inner("media:content"))?;
    let is_html = found.attribute("type") == Some("html");
    let text = found.text();
    Some(if is_html { Text::Html(text) } else { Text::Plain(text) })
}

fn gather(element: &Element, title: Option<&str>, found: &mut Vec<Media>) {
    for inner in element.elements() {
        let own = inner.text_of(&["media:title"]);
        let title = own.as_deref().or(title);
        let address = match inner.name.as_str() {
            "enclosure" | "media:content" | "media:thumbnail" | "media:player" => {
                inner.attribute("url").or(inner.attribute("href"))
            }
            "itunes:image" => inner.attribute("href"),
            "link" if inner.attribute("rel") == Some("enclosure") => inner.attribute("href"),
            // An entry that is a file of another place.
            "content" => inner.attribute("src"),
            _ => None,
        };
        let text;
        let address = match (inner.name.as_str(), address) {
            ("image", None) => {
                text = inner.text_of(&["url"]).unwrap_or_else(|| inner.text());
                Some(text.as_str()).filter(|text| text.contains('/'))
            }
            (_, address) => address,
        };
        if let Some(url) = address {
            found.push(media(inner, url, title));
        }
        if matches!(inner.name.as_str(), "media:group" | "media:content") {
            gather(inner, title, found);
        }
    }
}

fn media(element: &Element, url: &str, title: Option<&str>) -> Media {
    let side = |name: &str| -> Option<u32> {
        let value = element.attribute(name)?;
        value.trim_end_matches("px").parse().ok().filter(|side| *side > 0)
    };
    let is_picture = matches!(element.name.as_str(), "image" | "itunes:image" | "media:thumbnail");
    let kind = element.attribute("type").and_then(|kind| kind.split('/').next());
    let medium = match element.attribute("medium").or(kind) {
        _ if is_picture => Some("image".to_owned()),
        _ if element.name == "media:player" => Some("video".to_owned()),
        // Flash, as YouTube still calls its player.
        Some("application") if url.contains("youtube.com/") => Some("video".to_owned()),
        medium => medium.map(str::to_ascii_lowercase),
    };
    Media {
        url: url.to_owned(),
        medium,
        title: element.attribute("title").or(title).map(str::to_owned),
        width: side("width"),
        height: side("height"),
        is_thumbnail: element.name == "media:thumbnail",
    }
}

//! JSON Feed 1.1.

use super::{Feed, Item};
use serde_json::{Map, Value, json};
use std::io;

pub(super) fn write(feed: &Feed<'_>) -> io::Result<Vec<u8>> {
    let document = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.home(),
        "feed_url": feed.url("feed.json"),
        "language": feed.site.language.as_str(),
        "items": feed.items.iter().map(|item| self::item(feed, item)).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn item(feed: &Feed<'_>, item: &Item<'_>) -> Value {
    let article = item.article;
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("id", super::atom::id(feed, article).into());
    put("url", item.url.as_str().into());
    put("title", article.title.as_str().into());
    if !article.deck.is_empty() {
        put("summary", article.deck.as_str().into());
    }
    put("content_html", item.html.as_str().into());
    if let Some(image) = &article.image {
        put("image", super::html::address(feed.site, &image.src).into());
    }
    put("date_published", article.published.to_string().into());
    if let Some(updated) = article.updated {
        put("date_modified", updated.to_string().into());
    }
    put("authors", item.authors.iter().map(|name| json!({"name": name})).collect());
    put("tags", article.tags.iter().map(String::as_str).collect());
    put("language", item.language.into());
    Value::Object(fields)
}

//! What the keys above a text mean, whatever program they were written for.

use super::dates;
use crate::html::{Losses, plain};
use gazet_bundle::Timestamp;
use serde_json::{Map, Value};

/// The meaning of a head.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) deck: String,
    pub(super) kicker: String,
    pub(super) slug: String,
    pub(super) date: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
    pub(super) language: String,
    pub(super) authors: Vec<String>,
    pub(super) sections: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) image: Option<Picture>,
    /// Addresses that the text had on the old site.
    pub(super) addresses: Vec<String>,
    pub(super) is_draft: bool,
    pub(super) is_page: bool,
    pub(super) is_sticky: bool,
}

/// The picture that stands for a text.
#[derive(Debug, Default)]
pub(super) struct Picture {
    pub(super) src: String,
    pub(super) alt: String,
    pub(super) caption: String,
}

/// Keys of a picture, in the order in which they are believed.
const PICTURES: [&str; 15] = [
    "image",
    "cover",
    "feature_image",
    "featured_image",
    "featuredimage",
    "feature",
    "cover_image",
    "coverimage",
    "hero",
    "hero_image",
    "banner",
    "header",
    "teaser",
    "thumbnail",
    "og_image",
];

/// Reads the keys.
pub(super) fn read(keys: &Map<String, Value>, losses: &mut Losses) -> Head {
    let keys = Keys(keys);
    let flag =
        |name: &str| matches!(keys.text(name).to_lowercase().as_str(), "true" | "yes" | "on" | "1");
    let status = keys.text("status").to_lowercase();
    let kind = [keys.text("layout"), keys.text("type"), keys.text("template")];
    let mut date = |names: &[&str]| {
        let text = names.iter().map(|name| keys.text(name)).find(|text| !text.is_empty())?;
        let read = dates::read(&text);
        if read.is_none() {
            losses.note(format!("the date {text:?}, which cannot be read"));
        }
        read
    };
    Head {
        date: date(&["date", "published_at", "publishdate", "pubdate", "created_at", "created"]),
        updated: date(&[
            "updated",
            "lastmod",
            "modified",
            "last_modified_at",
            "updated_at",
            "last_updated",
        ]),
        id: keys.first(&["id", "uuid", "guid"]),
        title: plain(&keys.first(&["title", "linktitle", "name"])),
        deck: plain(&keys.first(&[
            "deck",
            "description",
            "summary",
            "excerpt",
            "subtitle",
            "dek",
            "lead",
            "abstract",
        ])),
        kicker: plain(&keys.first(&["kicker"])),
        slug: keys.first(&["slug", "basename"]),
        language: keys.first(&["lang", "language", "locale"]).replace('_', "-"),
        authors: keys.list(&["authors", "author", "byline"], Parts::Names),
        sections: keys.list(&["section", "category", "categories"], Parts::Sections),
        tags: keys.list(&["tags", "tag", "keywords"], Parts::Words),
        image: keys.picture(),
        addresses: keys
            .list(&["permalink", "url", "aliases", "redirect_from", "canonical_url"], Parts::Whole),
        is_draft: flag("draft")
            || matches!(status.as_str(), "draft" | "hidden" | "skip")
            || matches!(keys.text("published").to_lowercase().as_str(), "false" | "no"),
        is_page: kind
            .iter()
            .any(|kind| matches!(kind.trim_end_matches(".html"), "page" | "static")),
        is_sticky: flag("sticky") || flag("pinned") || flag("featured"),
    }
}

/// How a text stands for a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// It is one thing.
    Whole,
    /// Names, which commas part.
    Names,
    /// Words, which commas part, or else spaces under a key in the plural, as
    /// Jekyll has it.
    Words,
    /// As words; where several keys have it, the first one does.
    Sections,
}

struct Keys<'k>(&'k Map<String, Value>);

impl Keys<'_> {
    /// A value of a key, or of one in the tables where themes keep theirs.
    fn get(&self, name: &str) -> Option<&Value> {
        let found = self.0.get(name).filter(|value| !value.is_null());
        let inner = ["taxonomies", "extra", "params"].iter();
        found.or_else(|| inner.filter_map(|table| self.0.get(*table)?.get(name)).next())
    }

    fn text(&self, name: &str) -> String {
        self.get(name).map(text).unwrap_or_default()
    }

    fn first(&self, names: &[&str]) -> String {
        names.iter().map(|name| self.text(name)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn list(&self, names: &[&str], parts: Parts) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for name in names {
            let found: Vec<String> = match self.get(name) {
                Some(Value::Array(items)) => items.iter().map(text).collect(),
                Some(value) => split(&text(value), name, parts),
                None => continue,
            };
            for item in found.into_iter().map(|item| plain(&item)) {
                if !item.is_empty() && !all.contains(&item) {
                    all.push(item);
                }
            }
            if !all.is_empty() && parts == Parts::Names {
                break;
            }
        }
        all
    }

    fn picture(&self) -> Option<Picture> {
        PICTURES.iter().find_map(|name| {
            let value = self.get(name)?;
            let own = |keys: &[&str]| {
                let table = value.as_object();
                let found = keys.iter().filter_map(|key| table?.get(*key).map(text));
                found.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
            };
            let of_table =
                own(&["src", "url", "path", "image", "feature", "teaser", "overlay_image"]);
            let src = if value.is_object() { of_table } else { text(value) };
            let alt = [
                own(&["alt", "image_description"]),
                self.first(&["image_alt", "cover_alt", "featured_image_alt"]),
            ];
            let caption = [
                own(&["caption", "credit", "title"]),
                self.first(&["image_caption", "feature_image_caption"]),
            ];
            let chosen =
                |all: [String; 2]| all.into_iter().find(|t| !t.is_empty()).unwrap_or_default();
            // A colour or a yes is no picture.
            src.contains('.').then(|| Picture { src, alt: chosen(alt), caption: chosen(caption) })
        })
    }
}

/// A value as a text: that of the name, where a table says more.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::Array(items) => items.first().map(text).unwrap_or_default(),
        Value::Object(table) => {
            let names = ["name", "title", "text", "slug"];
            names.iter().filter_map(|name| table.get(*name)).map(text).next().unwrap_or_default()
        }
        Value::Null => String::new(),
    }
}

fn split(text: &str, name: &str, parts: Parts) -> Vec<String> {
    let is_plural = matches!(name, "tags" | "categories");
    let pieces: Vec<&str> = match parts {
        Parts::Whole => vec![text],
        Parts::Names if text.contains(" <") => vec![text.split(" <").next().unwrap_or(text)],
        Parts::Names => text.split([';', ',']).collect(),
        _ if text.contains(',') => text.split(',').collect(),
        _ if is_plural => text.split_whitespace().collect(),
        _ => vec![text],
    };
    pieces.into_iter().map(|piece| piece.trim().to_owned()).collect()
}

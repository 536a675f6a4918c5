//! A feed as its format says it, before anything is made of it.

pub(super) mod json;
pub(super) mod text;
pub(super) mod xml;

mod fields;
mod media;

use text::Text;

/// A feed of any format.
#[derive(Debug, Default)]
pub(super) struct Feed {
    pub(super) title: Option<Text>,
    pub(super) tagline: Option<Text>,
    /// The page that it belongs to.
    pub(super) link: Option<String>,
    pub(super) language: Option<String>,
    pub(super) rights: Option<Text>,
    /// When it last changed.
    pub(super) date: Option<String>,
    /// What relative addresses stand beside, when it says so.
    pub(super) base: Option<String>,
    /// Whether it has a picture of its own.
    pub(super) has_logo: bool,
    pub(super) items: Vec<Item>,
}

/// An item of a feed.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// What tells it from others, if it says so.
    pub(super) id: Option<String>,
    pub(super) link: Option<String>,
    pub(super) title: Option<Text>,
    pub(super) summary: Option<Text>,
    pub(super) content: Option<Text>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) language: Option<String>,
    pub(super) base: Option<String>,
    pub(super) media: Vec<Media>,
    /// Where it was first: a name and an address.
    pub(super) source: (Option<String>, Option<String>),
    /// Why nobody should see it, if so.
    pub(super) hidden: Option<&'static str>,
}

/// A picture, sound, film or other file that comes with an item.
#[derive(Debug, Default, Clone)]
pub(super) struct Media {
    pub(super) url: String,
    /// `image`, `audio`, `video` or another medium, when it is told.
    pub(super) medium: Option<String>,
    pub(super) title: Option<String>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    /// Whether it is a small picture that stands for something else.
    pub(super) is_thumbnail: bool,
}

impl Media {
    /// What it is: as it is told, or as its name ends.
    pub(super) fn kind(&self) -> &str {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let of_ending = match ending.as_deref() {
            Some("jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg") => Some("image"),
            Some("mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "aac" | "flac") => Some("audio"),
            Some("mp4" | "m4v" | "webm" | "mov" | "ogv" | "m3u8") => Some("video"),
            _ => None,
        };
        match self.medium.as_deref() {
            Some(medium @ ("image" | "audio" | "video")) => medium,
            _ => of_ending.unwrap_or(if self.is_thumbnail { "image" } else { "other" }),
        }
    }
}

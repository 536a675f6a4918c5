//! The pictures of the old site's library.

use super::super::wire::Fields;
use crate::html::{cut, plain, size_of_name};
use gazet_bundle::{Focal, Image, Url, limits};
use std::collections::BTreeMap;

/// Size in CSS pixels of a picture of which nothing tells it.
const UNKNOWN: (u32, u32) = (1200, 800);

/// The pictures by their numbers.
pub(super) struct Library(BTreeMap<String, Picture>);

struct Picture {
    image: Image,
    /// Number of the post that it was put into.
    parent: String,
}

impl Library {
    pub(super) fn new(items: &[Fields]) -> Self {
        let attachments = items.iter().filter(|i| i.text("wp:post_type") == "attachment");
        let known = attachments.filter_map(|item| {
            let image = picture(item)?;
            let parent = item.text("wp:post_parent").to_owned();
            Some((item.text("wp:post_id").to_owned(), Picture { image, parent }))
        });
        Self(known.collect())
    }

    /// The picture of this number.
    pub(super) fn image(&self, id: &str) -> Option<Image> {
        self.0.get(id).map(|picture| picture.image.clone())
    }

    /// The HTML of a gallery: of these pictures, or of all of a post.
    pub(super) fn gallery(&self, ids: &[u64], parent: &str) -> String {
        let chosen: Vec<&Image> = if ids.is_empty() {
            self.0.values().filter(|p| p.parent == parent).map(|p| &p.image).collect()
        } else {
            ids.iter().filter_map(|id| self.0.get(&id.to_string())).map(|p| &p.image).collect()
        };
        if chosen.is_empty() {
            return String::new();
        }
        let escape =
            |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let figures = chosen.iter().map(|image| {
            format!(
                "<figure><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>",
                escape(image.src.as_str()),
                image.width,
                image.height,
                escape(&image.alt),
                escape(&image.caption),
            )
        });
        format!("<figure class=\"wp-block-gallery\">{}</figure>", figures.collect::<String>())
    }
}

fn picture(item: &Fields) -> Option<Image> {
    let address = [item.text("wp:attachment_url"), item.text("guid")];
    let address = address.into_iter().find(|address| !address.is_empty())?;
    let path = address.split(['?', '#']).next()?.to_ascii_lowercase();
    let kinds = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    let src = Url::new(address).ok().filter(|url| url.host().is_some())?;
    if !kinds.iter().any(|kind| path.ends_with(kind)) {
        return None;
    }
    let size = item.meta("_wp_attachment_metadata").and_then(size_of_metadata);
    let (width, height) = size.or_else(|| size_of_name(address)).unwrap_or(UNKNOWN);
    let words = |text: &str| cut(&plain(text), limits::CAPTION);
    Some(Image {
        src,
        width,
        height,
        alt: words(item.meta("_wp_attachment_image_alt").unwrap_or_default()),
        caption: words(item.text("excerpt:encoded")),
        credit: String::new(),
        focal: Focal::default(),
        placeholder: None,
        variants: Vec::new(),
    })
}

/// Width and height in what PHP's `serialize` wrote: the first of each name,
/// which are those of the picture itself.
fn size_of_metadata(text: &str) -> Option<(u32, u32)> {
    let number = |name: &str| {
        let (_, rest) = text.split_once(&format!("\"{name}\";"))?;
        let value = rest.strip_prefix("i:").or_else(|| {
            // Some write numbers as texts: s:4:"1200".
            rest.strip_prefix("s:").and_then(|rest| rest.split_once('"')).map(|(_, value)| value)
        })?;
        let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|side| (1..=limits::SIDE).contains(side))
    };
    Some((number("width")?, number("height")?))
}

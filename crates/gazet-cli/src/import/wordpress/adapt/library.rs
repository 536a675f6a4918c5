//! The pictures of the old site's library.

use super::super::wire::Fields;
use super::moves::Moves;
use crate::html::{cut, plain, size_of_name};
use gazet_bundle::{Focal, Image, Url, limits};
use std::collections::{BTreeMap, HashMap};

/// Size in CSS pixels of a picture of which nothing tells it.
const UNKNOWN: (u32, u32) = (1200, 800);

/// The pictures and files by their numbers.
pub(super) struct Library {
    pictures: BTreeMap<u64, Picture>,
    /// Addresses of all files.
    files: BTreeMap<u64, String>,
    /// Pictures by the names of their files, without those of smaller versions.
    by_file: HashMap<String, u64>,
    /// Addresses of the pages that WordPress makes of files.
    pages: Vec<(u64, String)>,
}

struct Picture {
    image: Image,
    /// Number of the post that it was put into.
    parent: String,
}

impl Library {
    pub(super) fn new(items: &[Fields<'_>]) -> Self {
        let mut all = Self {
            pictures: BTreeMap::new(),
            files: BTreeMap::new(),
            by_file: HashMap::new(),
            pages: Vec::new(),
        };
        for item in items.iter().filter(|item| item.text("wp:post_type") == "attachment") {
            let Ok(number) = item.text("wp:post_id").parse() else { continue };
            all.files.insert(number, address(item).to_owned());
            all.pages.push((number, item.text("link").to_owned()));
            let Some(image) = picture(item) else { continue };
            all.by_file.insert(file(image.src.as_str()), number);
            let parent = item.text("wp:post_parent").to_owned();
            all.pictures.insert(number, Picture { image, parent });
        }
        all
    }

    /// The picture of this number.
    pub(super) fn image(&self, id: &str) -> Option<Image> {
        self.pictures.get(&id.trim().parse().ok()?).map(|picture| picture.image.clone())
    }

    /// The address of the file of this number.
    pub(super) fn file(&self, id: u64) -> Option<String> {
        self.files.get(&id).cloned()
    }

    /// What the library tells of the picture at an address, in whichever size.
    pub(super) fn known(&self, address: &str) -> Option<&Image> {
        let number = self.by_file.get(&file(address))?;
        self.pictures.get(number).map(|picture| &picture.image)
    }

    /// Links to the page of a file lead to the file: there is no such page.
    pub(super) fn note_moves(&self, moves: &mut Moves, home: &str) {
        for (number, page) in &self.pages {
            let Some(file) = self.files.get(number).filter(|file| file.contains("://")) else {
                continue;
            };
            if !page.is_empty() && page != file {
                moves.add(page, file);
            }
            moves.add(&format!("{home}/?attachment_id={number}"), file);
        }
    }

    /// The HTML of a gallery: of these pictures, or of all of a post.
    pub(super) fn gallery(&self, ids: &[u64], parent: &str) -> String {
        let chosen: Vec<&Image> = if ids.is_empty() {
            let own = self.pictures.values().filter(|p| !parent.is_empty() && p.parent == parent);
            own.map(|p| &p.image).collect()
        } else {
            ids.iter().filter_map(|id| self.pictures.get(id)).map(|p| &p.image).collect()
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

/// Where the file of an item lies.
fn address<'i>(item: &'i Fields<'_>) -> &'i str {
    let address = [item.text("wp:attachment_url"), item.text("guid")];
    address.into_iter().find(|address| !address.is_empty()).unwrap_or_default()
}

/// The path of a file without its host, and without the size that WordPress
/// puts into the names of smaller versions.
fn file(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split_once('/').map_or(rest, |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let (stem, kind) = path.rsplit_once('.').unwrap_or((path, ""));
    let stem = match size_of_name(path) {
        Some(_) => stem.rsplit_once('-').map_or(stem, |(stem, _)| stem),
        None => stem.strip_suffix("-scaled").unwrap_or(stem),
    };
    format!("{stem}.{kind}")
}

fn picture(item: &Fields<'_>) -> Option<Image> {
    let address = address(item);
    let path = address.split(['?', '#']).next()?.to_ascii_lowercase();
    let kinds = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    let src = Url::new(address).ok().filter(|url| url.host().is_some())?;
    if !kinds.iter().any(|kind| path.ends_with(kind)) {
        return None;
    }
    let data = item.meta("_wp_attachment_metadata").unwrap_or_default();
    let (size, credit) = (size_of_metadata(&data), credit_of_metadata(&data));
    let (width, height) = size.or_else(|| size_of_name(address)).unwrap_or(UNKNOWN);
    let words = |text: &str| cut(&plain(text), limits::CAPTION);
    Some(Image {
        src,
        width,
        height,
        alt: words(&item.meta("_wp_attachment_image_alt").unwrap_or_default()),
        caption: words(item.text("excerpt:encoded")),
        credit: cut(&plain(&item.meta("_media_credit").unwrap_or(credit)), limits::CREDIT),
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

/// Who made the picture, as the camera or the agency wrote it into the file.
fn credit_of_metadata(text: &str) -> String {
    let told = |name: &str| {
        let (_, rest) = text.split_once(&format!("\"{name}\";s:"))?;
        let (length, rest) = rest.split_once(":\"")?;
        // PHP counts bytes.
        rest.get(..length.parse().ok()?).map(str::trim).filter(|words| !words.is_empty())
    };
    told("credit").or_else(|| told("copyright")).unwrap_or_default().to_owned()
}

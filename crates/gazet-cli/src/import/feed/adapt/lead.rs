//! The lead picture of an item.

use super::super::wire::text::Text;
use super::super::wire::{Item, Media};
use super::places::Places;
use crate::html::{Losses, cut, size_of_name};
use gazet_bundle::{Block, Focal, Image, Url, limits};

/// Size in CSS pixels of a picture of which nothing tells it: 3:2, as most
/// cameras have it.
const UNKNOWN: (u32, u32) = (1200, 800);

/// Width in pixels below which a picture only hints at another: half of what
/// the narrowest phones show.
const SMALL: u32 = 180;

/// The picture that comes with an item, or the one with which its text
/// begins. It is taken out of the text, where it would stand twice.
pub(super) fn take(
    item: &Item,
    blocks: &mut Vec<Block>,
    place: &Places,
    losses: &mut Losses,
) -> Option<Image> {
    let first = match blocks.first() {
        Some(Block::Image(image)) => Some(image.clone()),
        _ => None,
    };
    let best = item.media.iter().filter(|media| is_picture(media)).max_by_key(|media| {
        // The first of those that are as good.
        (!media.is_thumbnail, media.width.unwrap_or(0))
    });
    let best =
        best.filter(|media| first.is_none() || media.width.is_none_or(|width| width >= SMALL));
    let Some(mut lead) = best.and_then(|media| image(media, item, place, losses)) else {
        if first.is_some() {
            blocks.remove(0);
        }
        return first;
    };
    let same = |image: &Image| file(&image.src) == file(&lead.src);
    let place = blocks.iter().position(|block| matches!(block, Block::Image(own) if same(own)));
    if let Some(Block::Image(own)) = place.map(|place| blocks.remove(place)) {
        // What stands in the text knows more of the picture.
        lead = own;
    }
    Some(lead)
}

/// Whether a file is a picture of the item. WordPress.com names the portrait
/// of its author first, and calls it a picture like any other.
fn is_picture(media: &Media) -> bool {
    let is_portrait = media.url.contains("gravatar.com/avatar");
    let is_pixel = media.width == Some(1) || media.height == Some(1);
    media.kind() == "image" && !is_portrait && !is_pixel
}

fn image(media: &Media, item: &Item, place: &Places, losses: &mut Losses) -> Option<Image> {
    let address = place.page(item, &media.url);
    let src =
        address.and_then(|url| Url::new(url.as_str()).ok()).filter(|url| url.host().is_some());
    let Some(src) = src else {
        losses.note("a picture without an address that is allowed");
        return None;
    };
    let side = |side: Option<u32>| side.filter(|side| *side <= limits::SIDE);
    let told = side(media.width).zip(side(media.height)).or_else(|| size_of_name(src.as_str()));
    let (width, height) = told.unwrap_or_else(|| {
        losses.note("the size of a picture is not told; 1200 by 800 is taken");
        UNKNOWN
    });
    let alt = media.title.as_deref().map(|title| Text::headline(title).line());
    Some(Image {
        src,
        width,
        height,
        alt: cut(&alt.unwrap_or_default(), limits::CAPTION),
        caption: String::new(),
        credit: String::new(),
        focal: Focal::default(),
        placeholder: None,
        variants: Vec::new(),
    })
}

/// The address of a picture without the size that is asked for.
fn file(src: &Url) -> &str {
    src.as_str().split(['?', '#']).next().unwrap_or_default()
}

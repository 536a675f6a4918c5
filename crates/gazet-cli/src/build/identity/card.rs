//! The cards that link previews show: 1,200 by 630 pixels, the size that Open
//! Graph readers ask for. The paper has one; so has every lead picture in SVG,
//! which no preview draws.

use super::draw::{FAMILY, cover, draw, has_glyphs, width_of};
use super::{ACCENT, INK, OPEN_STAR, PAPER, QUIET, STAR};
use crate::build::facts::Known;
use crate::build::feeds::escape;
use crate::build::images::picture_key;
use crate::build::key::key_of;
use crate::build::output::Output;
use crate::build::parts::Data;
use crate::error::{IoContext, Result};
use gazet_bundle::{Image, Site};
use gazet_reader::meta::{CARD, card_of};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use rayon::prelude::*;
use resvg::tiny_skia::Pixmap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;

/// Of 100: fine lines of a drawing stay whole, at about 90 KB.
const QUALITY: u8 = 86;

/// The largest name of a paper, and the width that it may take.
const NAME_SIZE: f32 = 150.0;
const NAME_WIDTH: f32 = 1000.0;
const LINE_SIZE: f32 = 34.0;

/// Puts the card of the paper into the site.
pub(in crate::build) fn put_own_card(site: &Site, output: &Output) -> Result<()> {
    let svg = own(site);
    output.make(CARD, key_of(&[svg.as_bytes()]), || {
        let drawn = draw(svg.as_bytes(), WIDTH, HEIGHT).and_then(|pixels| jpeg(&pixels));
        Ok(Cow::Owned(drawn.unwrap_or_default()))
    })
}

/// Puts the cards of lead pictures in SVG into the site. A picture that is
/// read the wrong way by a preview is worse than none, so a drawing that
/// cannot be rendered gets the card of the paper.
pub(in crate::build) fn put_cards(
    data: &Data,
    folder: &Path,
    known: &Known,
    output: &Output,
) -> Result<()> {
    let images = data.all().articles.iter().filter_map(|article| article.image.as_ref());
    // One picture may lead two articles; the first says what stays in sight.
    let mut cards: BTreeMap<String, &Image> = BTreeMap::new();
    for image in images {
        if let Some(card) = card_of(image) {
            cards.entry(card).or_insert(image);
        }
    }
    let own = own(&data.all().site);
    cards.par_iter().try_for_each(|(name, image)| {
        let src = image.src.as_str();
        let path = folder.join(src);
        let (x, y) = (image.focal.x, image.focal.y);
        let file = picture_key(&path, src, known)?;
        let key = key_of(&[&file.bytes(), &[x, y], own.as_bytes()]);
        output.make(name, key, || {
            let svg = fs::read(&path).at("cannot read", &path)?;
            let drawn = cover(&svg, WIDTH, HEIGHT, (f32::from(x), f32::from(y)))
                .or_else(|| draw(own.as_bytes(), WIDTH, HEIGHT));
            Ok(Cow::Owned(drawn.and_then(|pixels| jpeg(&pixels)).unwrap_or_default()))
        })
    })
}

/// The card of the paper: its name between two rules, as a masthead has it.
fn own(site: &Site) -> String {
    let name = has_glyphs(&site.title).then(|| escape(&site.title));
    let size = NAME_SIZE.min(NAME_WIDTH / width_of(&site.title).max(1.0) * 100.0);
    let tagline = if has_glyphs(&site.tagline) { escape(&site.tagline) } else { String::new() };
    let host = escape(site.url.host().unwrap_or_default());
    let star = |y: f32, scale: f32| {
        let x = 600.0 - 16.0 * scale;
        format!(
            "<path transform=\"translate({x} {y}) scale({scale})\" fill=\"{ACCENT}\" fill-rule=\"evenodd\" d=\"{STAR}{OPEN_STAR}\"/>"
        )
    };
    let text = |y: f32, size: f32, fill: &str, text: &str| {
        format!(
            "<text x=\"600\" y=\"{y}\" fill=\"{fill}\" font-family=\"{FAMILY}\" font-weight=\"700\" font-size=\"{size}\" text-anchor=\"middle\">{text}</text>"
        )
    };
    let inside = match name {
        Some(name) => format!(
            "{}{}{}",
            star(104.0, 2.4),
            text(322.0 + size * 0.34, size, INK, &name),
            text(478.0, LINE_SIZE, QUIET, &tagline),
        ),
        // A name in letters that the fonts do not have: the mark alone.
        None => star(187.0, 8.0),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\"><path fill=\"{PAPER}\" d=\"M0 0h1200v630H0z\"/><path fill=\"{INK}\" d=\"M80 64h1040v6H80zM80 76h1040v2H80zM80 536h1040v2H80z\"/>{inside}{}</svg>",
        text(580.0, 26.0, QUIET, &host)
    )
}

fn jpeg(pixels: &Pixmap) -> Option<Vec<u8>> {
    // Nothing shines through: the ground is painted.
    let rgb: Vec<u8> =
        pixels.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .write_image(&rgb, pixels.width(), pixels.height(), ExtendedColorType::Rgb8)
        .ok()?;
    Some(bytes)
}

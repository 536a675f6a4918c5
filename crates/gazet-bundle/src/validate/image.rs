//! Checks of one picture.

use super::Report;
use super::place::Place;
use crate::{Image, Url};

/// Whether a picture needs words of its own for those who do not see it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Alt {
    /// It says something by itself.
    Needed,
    /// A name stands beside it, so that reading it out again would disturb.
    Named,
}

pub(super) fn check(image: &Image, alt: Alt, place: &Place<'_>, report: &mut Report) {
    check_source(&image.src, &place.key("src"), report);
    let words = image.alt.trim();
    let place_of_alt = place.key("alt");
    if alt == Alt::Needed && words.is_empty() {
        report.warning(&place_of_alt, "is empty: say what is seen");
    } else if is_file_name(words) {
        report.warning(&place_of_alt, format!("{words:?} is a file name: say what is seen"));
    } else if !words.is_empty() && words == image.caption.trim() {
        report.warning(&place_of_alt, "repeats the caption, which would be read out twice");
    }
    report.characters(&place_of_alt, &image.alt);
    report.characters(&place.key("caption"), &image.caption);
    report.characters(&place.key("credit"), &image.credit);
    let variants = place.key("variants");
    for (index, variant) in image.variants.iter().enumerate() {
        let place = variants.at(index);
        check_source(&variant.src, &place.key("src"), report);
        if variant.width == 0 || variant.width > image.width {
            let message = format!("is {}, not 1 to {}", variant.width, image.width);
            report.error(&place.key("width"), message);
        }
    }
    if !image.variants.is_sorted_by_key(|variant| variant.width) {
        report.error(&variants, "are not in order, narrowest first");
    }
    for kind in [None, Some("image/webp"), Some("image/avif")] {
        if !image.versions(kind).is_sorted_by(|a, b| a.width != b.width) {
            report.error(&variants, "hold two of one kind and width");
        }
    }
}

fn check_source(src: &Url, place: &Place<'_>, report: &mut Report) {
    let text = src.as_str();
    if src.is_relative() {
        return;
    }
    if src.host().is_none() {
        report.error(place, format!("{text:?} is not the address of a picture"));
    } else if !text.to_ascii_lowercase().starts_with("https:") {
        report.warning(place, format!("{text:?} is not https, and browsers may not load it"));
    }
}

fn is_file_name(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let image = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    image.iter().any(|suffix| lower.ends_with(suffix)) && !lower.contains(' ')
}

//! From texts with lines to the types of the format.

use super::images::Images;
use super::wire::{At, PictureHead, Text};
use crate::fault::Log;
use gazet_bundle::{Focal, Image, Slug};
use std::fmt::Display;

/// Reads a text as something, or logs why it is none.
pub(super) fn parse<'t, T, E: Display>(
    text: &'t Text,
    key: &str,
    log: &mut Log,
    read: impl FnOnce(&'t str) -> Result<T, E>,
) -> Option<T> {
    let At { line, value } = text.as_ref()?;
    match read(value) {
        Ok(value) => Some(value),
        Err(error) => {
            let quoted = format!("{value:?}");
            let error = error.to_string();
            // Some errors name the text themselves.
            log.error(
                *line,
                if error.contains(&quoted) {
                    format!("{key:?}: {error}")
                } else {
                    format!("{key:?} is {quoted}: {error}")
                },
            );
            None
        }
    }
}

/// The text, or nothing.
pub(super) fn or_empty(text: Text) -> String {
    text.map(|at| at.value).unwrap_or_default()
}

/// Reads a slug as the Markdown folder has it: ASCII, so that it is the same
/// file on every file system.
pub(super) fn slug(text: &str) -> Result<Slug, String> {
    if let Some(c) = text.chars().find(|c| !c.is_ascii()) {
        return Err(format!("it holds {c:?}; only a-z, 0-9 and '-' are allowed"));
    }
    Slug::new(text).map_err(|error| error.to_string())
}

/// Reads `true` or `false`.
pub(super) fn flag(text: &str) -> Result<bool, &'static str> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("it should be true or false"),
    }
}

/// Reads the point that every crop keeps: `x y` in per cent.
pub(super) fn focal(text: &str) -> Result<Focal, &'static str> {
    let numbers: Option<Vec<u8>> = text
        .split_whitespace()
        .map(|number| number.parse().ok().filter(|number| *number <= 100))
        .collect();
    match numbers.as_deref() {
        Some(&[x, y]) => Ok(Focal { x, y }),
        _ => Err("it should be two whole numbers from 0 to 100, across and down"),
    }
}

/// The lead picture of an article.
pub(super) fn picture(head: PictureHead, images: &mut Images, log: &mut Log) -> Option<Image> {
    let focal = parse(&head.focal, "focal", log, focal).unwrap_or_default();
    let At { line, value } = head.src?;
    let image = images.image(&value, line, log)?;
    Some(Image {
        alt: or_empty(head.alt),
        caption: or_empty(head.caption),
        credit: head.credit.map_or(image.credit, |at| at.value),
        focal,
        ..image
    })
}

/// A picture that is named beside the name of what it shows.
pub(super) fn named_picture(
    src: Text,
    name: &str,
    images: &mut Images,
    log: &mut Log,
) -> Option<Image> {
    let At { line, value } = src?;
    let image = images.image(&value, line, log)?;
    Some(Image { alt: name.to_owned(), ..image })
}

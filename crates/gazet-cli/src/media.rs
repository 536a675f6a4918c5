//! Pictures: from a file of whatever origin to what a bundle shows.
//!
//! A picture becomes a few files: itself in a kind that every browser and
//! feed reader shows, and lighter versions at the widths of screens. It is
//! turned as its camera asks, its colours are those of the web, and what else
//! the file says, the place where it was taken above all, is left out.
//!
//! `kind` and `jpeg` tell what a file is, `pixels` decodes and scales, `encode`
//! and `versions` make the files, `credit` reads who made it, `cache` keeps
//! what was made, and `localise` does it for every picture of an edition.

mod avif;
mod cache;
mod credit;
mod download;
mod encode;
mod error;
mod jpeg;
mod kind;
mod localise;
mod pixels;
mod strip;
mod svg;
mod uploads;
mod versions;
mod walk;

use gazet_bundle::Colour;

pub(crate) use cache::{Cache, Kept};
pub(crate) use error::PictureError;
pub(crate) use kind::Kind;
pub use localise::{Localised, Sources, localise};
pub(crate) use svg::look_at as look_at_svg;
pub(crate) use walk::own_names;

/// Bytes of one picture: 32 MiB, more than cameras of newsrooms write.
pub(crate) const BYTES: usize = 32 * 1024 * 1024;

/// A picture, ready for a bundle.
#[derive(Debug)]
struct Made {
    width: u32,
    height: u32,
    placeholder: Option<Colour>,
    /// Who made it, as the file says.
    credit: String,
    /// The picture itself, then its versions, narrowest first.
    files: Vec<File>,
}

/// One file of a picture.
#[derive(Debug)]
struct File {
    /// What follows the name of the picture: `jpg`, `480.webp`.
    ending: String,
    width: u32,
    bytes: Vec<u8>,
}

/// Makes a picture of a file.
fn make(bytes: &[u8]) -> Result<Made, PictureError> {
    if bytes.len() > BYTES {
        return Err(PictureError::TooLarge(bytes.len()));
    }
    let kind = Kind::of(bytes)?;
    if kind == Kind::Svg {
        let (width, height) = svg::safe(bytes)?;
        return Ok(Made::untouched(kind, width, height, bytes.to_vec()));
    }
    let (width, height) = pixels::size(bytes)?;
    let stays = match kind {
        Kind::Avif => Some(avif::stripped(bytes)?),
        Kind::Jpeg => jpeg::only_for_browsers(bytes).then(|| jpeg::stripped(bytes)),
        _ => pixels::moves(kind, bytes)?.then(|| strip::stripped(kind, bytes)),
    };
    if let Some(bytes) = stays {
        return Ok(Made::untouched(kind, width, height, bytes));
    }
    let still = pixels::decode(kind, bytes)?;
    versions::of(still, kind, bytes)
}

impl Made {
    /// A picture that is shown as it came.
    fn untouched(kind: Kind, width: u32, height: u32, bytes: Vec<u8>) -> Self {
        let file = File { ending: kind.extension().to_owned(), width, bytes };
        Self { width, height, placeholder: None, credit: String::new(), files: vec![file] }
    }
}

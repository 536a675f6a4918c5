//! JPEG, PNG and WebP: their size, and smaller versions of them.

use super::super::super::PictureVariant;
use super::Facts;
use crate::fault::Log;
use gazet_bundle::Colour;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, ImageResult, Limits};
use std::io::Cursor;

/// Pixels along one side. Browsers draw no canvas larger than about 16,384.
const SIDE: u32 = 16_384;

/// Memory for the decoded picture: 512 MiB, which is 128 megapixels.
const MEMORY: u64 = 512 * 1024 * 1024;

/// Widths of the smaller versions in pixels: the column of a phone at two
/// device pixels per CSS pixel, 2 x 414 rounded up, and half of that for
/// cards and slow networks.
const WIDTHS: [u32; 2] = [480, 960];

/// Quality of the smaller versions: a margin above 75, below which JPEG's
/// artefacts are seen, for pictures that were compressed before.
const QUALITY: u8 = 80;

/// Checks the picture by decoding it whole, so that a file that breaks off is
/// found before anything is written.
pub(super) fn look_at(bytes: &[u8], name: &str, log: &mut Log) -> Option<Facts> {
    let named = ImageFormat::from_path(name).ok();
    match image::guess_format(bytes) {
        Ok(found) if Some(found) == named => {}
        Ok(found) => {
            let real = found.extensions_str().first().copied().unwrap_or_default();
            log.error(None, format!("the name is not that of its content, which is {real}"));
            return None;
        }
        Err(_) => {
            log.error(None, "is no picture, whatever its name says");
            return None;
        }
    }
    let read = decode(bytes).and_then(|picture| {
        let (width, height) = (picture.width(), picture.height());
        let placeholder = is_opaque(&picture).then(|| mean(&picture));
        Ok(Facts { width, height, placeholder, variants: variants(&picture, name, bytes.len())? })
    });
    read.map_err(|error| log.error(None, format!("the picture cannot be read: {error}"))).ok()
}

/// Decodes a picture and turns it as its camera asks.
fn decode(bytes: &[u8]) -> ImageResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Smaller versions, each at least a tenth lighter than the picture: a flat
/// drawing is lighter as the PNG it is.
fn variants(picture: &DynamicImage, name: &str, size: usize) -> ImageResult<Vec<PictureVariant>> {
    let mut variants = Vec::new();
    let narrower = WIDTHS.into_iter().filter(|&width| width < picture.width());
    for width in narrower.filter(|_| is_opaque(picture)) {
        let bytes = scale(picture, width)?;
        if bytes.len() < size - size / 10 {
            variants.push(PictureVariant { name: format!("{name}.{width}.jpg"), width, bytes });
        }
    }
    Ok(variants)
}

/// The mean colour, as a picture of one pixel has it.
fn mean(picture: &DynamicImage) -> Colour {
    let pixel = picture.resize_exact(1, 1, FilterType::Triangle).to_rgb8();
    let [red, green, blue] = pixel.get_pixel(0, 0).0;
    Colour { red, green, blue }
}

/// The picture as a JPEG of this width.
fn scale(picture: &DynamicImage, width: u32) -> ImageResult<Vec<u8>> {
    // Rounded to the nearest; a panorama keeps at least one line.
    let lines = u64::from(width) * u64::from(picture.height());
    let lines = (lines + u64::from(picture.width()) / 2) / u64::from(picture.width().max(1));
    let height = u32::try_from(lines).unwrap_or(u32::MAX).max(1);
    let small = picture.resize_exact(width, height, FilterType::Lanczos3).to_rgb8();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&small)?;
    Ok(jpeg)
}

/// JPEG knows no transparency: a picture that has some gets no versions that
/// would look different from it.
fn is_opaque(picture: &DynamicImage) -> bool {
    !picture.color().has_alpha() || picture.to_rgba8().pixels().all(|pixel| pixel.0[3] == u8::MAX)
}

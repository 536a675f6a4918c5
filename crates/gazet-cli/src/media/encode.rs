//! Encoders of what a site shows.

use super::PictureError;
use super::pixels::Pixels;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, SamplingFactor};

/// Width or height of a WebP: 14 bits (RFC 6386, 9.1).
pub(super) const WEBP_SIDE: u32 = 16_383;

/// How a WebP is packed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Webp {
    /// With some loss, of a quality from 0 to 100.
    Lossy(f32),
    /// Every pixel as it is.
    Lossless,
}

pub(super) fn webp(pixels: &Pixels, how: Webp) -> Result<Vec<u8>, PictureError> {
    let refused = || PictureError::Broken("the encoder refuses it".to_owned());
    let mut config = webp::WebPConfig::new().map_err(|()| refused())?;
    match how {
        Webp::Lossy(quality) => {
            config.quality = quality;
            // Sharper red and blue edges for a fiftieth more bytes.
            config.use_sharp_yuv = 1;
        }
        Webp::Lossless => {
            config.lossless = 1;
            // Of a lossless picture this is the effort.
            config.quality = 75.0;
        }
    }
    let Pixels { width, height, is_opaque, bytes } = pixels;
    let encoder = if *is_opaque {
        webp::Encoder::from_rgb(bytes, *width, *height)
    } else {
        webp::Encoder::from_rgba(bytes, *width, *height)
    };
    let packed = encoder.encode_advanced(&config).map_err(|_| refused())?;
    Ok(packed.to_vec())
}

/// A JPEG that comes in passes, with half the colour resolution: a tenth
/// lighter than one that comes line by line.
pub(super) fn jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let side = |side: u32| u16::try_from(side).map_err(PictureError::broken);
    let (width, height) = (side(pixels.width)?, side(pixels.height)?);
    encoder.encode(&pixels.bytes, width, height, ColorType::Rgb).map_err(PictureError::broken)?;
    Ok(bytes)
}

pub(super) fn png(pixels: &Pixels) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
    let colour = if pixels.is_opaque { ExtendedColorType::Rgb8 } else { ExtendedColorType::Rgba8 };
    encoder
        .write_image(&pixels.bytes, pixels.width, pixels.height, colour)
        .map_err(PictureError::broken)?;
    Ok(bytes)
}

//! Pixels: decoding, scaling, colours.

use super::credit::Metadata;
use super::{Kind, PictureError};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use gazet_bundle::{Colour, limits};
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, ImageReader, ImageResult, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::collections::HashSet;
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

/// Memory for the decoded picture: 512 MiB, which is 178 megapixels of three
/// bytes; a header of a few bytes may promise more.
const MEMORY: u64 = 512 * 1024 * 1024;

/// Pixels from which pictures are decoded one at a time, so that as many as
/// there are cores do not fill the memory: 32 megapixels are 96 MB.
const HEAVY: u64 = 32_000_000;

/// Colours up to which a picture is a drawing: photographs of any size have
/// tens of thousands, charts and screenshots with soft edges some hundreds.
const COLOURS: usize = 4096;

/// A picture that does not move, turned as its camera asks.
pub(super) struct Still {
    pub(super) pixels: Pixels,
    /// Whether it had to be turned.
    pub(super) is_turned: bool,
    /// How its colours are to be read, when the file says so.
    pub(super) profile: Option<Vec<u8>>,
    pub(super) metadata: Metadata,
}

/// Red, green, blue and, where it is not opaque, alpha, eight bits each.
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) is_opaque: bool,
    pub(super) bytes: Vec<u8>,
}

static HEAVY_ONE: Mutex<()> = Mutex::new(());

/// Width and height as the header tells them, within what can be decoded.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    let size = imagesize::blob_size(bytes).map_err(PictureError::broken)?;
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let (width, height) = (side(size.width), side(size.height));
    if width == 0 || height == 0 {
        return Err(PictureError::Broken("it has no width or height".to_owned()));
    }
    let sides = 1..=limits::SIDE;
    let is_decodable = u64::from(width) * u64::from(height) * 3 <= MEMORY;
    if !sides.contains(&width) || !sides.contains(&height) || !is_decodable {
        return Err(PictureError::TooManyPixels(width, height));
    }
    Ok((width, height))
}

/// Whether the picture is a short film.
pub(super) fn moves(kind: Kind, bytes: &[u8]) -> Result<bool, PictureError> {
    let read = || -> ImageResult<bool> {
        Ok(match kind {
            Kind::Gif => {
                let mut decoder = GifDecoder::new(Cursor::new(bytes))?;
                decoder.set_limits(memory())?;
                decoder.into_frames().take(2).filter(Result::is_ok).count() > 1
            }
            Kind::Png => PngDecoder::with_limits(Cursor::new(bytes), memory())?.is_apng()?,
            Kind::Webp => WebPDecoder::new(Cursor::new(bytes))?.has_animation(),
            Kind::Jpeg | Kind::Avif | Kind::Svg => false,
        })
    };
    read().map_err(PictureError::broken)
}

/// Decodes the whole picture, so that a file that breaks off is found.
pub(super) fn decode(kind: Kind, bytes: &[u8]) -> Result<Still, PictureError> {
    let format = kind.format().ok_or(PictureError::None)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(memory());
    let mut decoder = reader.into_decoder().map_err(PictureError::broken)?;
    let (width, height) = decoder.dimensions();
    if decoder.total_bytes() > MEMORY {
        return Err(PictureError::TooManyPixels(width, height));
    }
    let is_heavy = u64::from(width) * u64::from(height) > HEAVY;
    // A decoder that panicked while it held the lock left nothing in it.
    let _turn = is_heavy.then(|| HEAVY_ONE.lock().unwrap_or_else(PoisonError::into_inner));
    let metadata = Metadata {
        exif: decoder.exif_metadata().ok().flatten(),
        xmp: decoder.xmp_metadata().ok().flatten(),
        iptc: decoder.iptc_metadata().ok().flatten(),
    };
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(PictureError::broken)?;
    picture.apply_orientation(orientation);
    Ok(Still {
        pixels: Pixels::of(picture),
        is_turned: orientation != Orientation::NoTransforms,
        profile,
        metadata,
    })
}

fn memory() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    limits
}

impl Pixels {
    fn of(picture: DynamicImage) -> Self {
        let (width, height) = (picture.width(), picture.height());
        if picture.color().has_alpha() {
            let pixels = picture.into_rgba8();
            if pixels.pixels().any(|pixel| pixel.0[3] != u8::MAX) {
                return Self { width, height, is_opaque: false, bytes: pixels.into_raw() };
            }
            let opaque = DynamicImage::ImageRgba8(pixels).into_rgb8();
            return Self { width, height, is_opaque: true, bytes: opaque.into_raw() };
        }
        Self { width, height, is_opaque: true, bytes: picture.into_rgb8().into_raw() }
    }

    /// The same picture at another width.
    pub(super) fn scaled(&self, width: u32) -> Result<Self, PictureError> {
        // Rounded to the nearest; a panorama keeps at least one line.
        let lines = u64::from(width) * u64::from(self.height);
        let lines = (lines + u64::from(self.width) / 2) / u64::from(self.width.max(1));
        let height = u32::try_from(lines).unwrap_or(u32::MAX).max(1);
        let kind = if self.is_opaque { PixelType::U8x3 } else { PixelType::U8x4 };
        let from = ImageRef::new(self.width, self.height, &self.bytes, kind)
            .map_err(PictureError::broken)?;
        let mut to = Image::new(width, height, kind);
        let filter = ResizeAlg::Convolution(FilterType::Lanczos3);
        let options = ResizeOptions::new().resize_alg(filter);
        Resizer::new().resize(&from, &mut to, &options).map_err(PictureError::broken)?;
        Ok(Self { width, height, is_opaque: self.is_opaque, bytes: to.into_vec() })
    }

    /// Translates the colours into those of the web. A profile that cannot be
    /// read changes nothing, as in browsers.
    pub(super) fn into_srgb(mut self, profile: &[u8]) -> Self {
        let Ok(own) = ColorProfile::new_from_slice(profile) else { return self };
        if own.color_space != DataColorSpace::Rgb {
            return self;
        }
        let layout = if self.is_opaque { Layout::Rgb } else { Layout::Rgba };
        let srgb = ColorProfile::new_srgb();
        let transform =
            own.create_transform_8bit(layout, &srgb, layout, TransformOptions::default());
        let mut bytes = vec![0; self.bytes.len()];
        if transform.is_ok_and(|transform| transform.transform(&self.bytes, &mut bytes).is_ok()) {
            self.bytes = bytes;
        }
        self
    }

    /// The mean colour of an opaque picture.
    pub(super) fn mean(&self) -> Option<Colour> {
        let count = u64::from(self.width) * u64::from(self.height);
        if !self.is_opaque || count == 0 {
            return None;
        }
        let mut sums = [0_u64; 3];
        for pixel in self.bytes.chunks_exact(3) {
            sums.iter_mut().zip(pixel).for_each(|(sum, channel)| *sum += u64::from(*channel));
        }
        let [red, green, blue] =
            sums.map(|sum| u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX));
        Some(Colour { red, green, blue })
    }

    /// Whether it has few colours, as charts, drawings and screenshots have.
    pub(super) fn is_drawing(&self) -> bool {
        let size = if self.is_opaque { 3 } else { 4 };
        let mut colours = HashSet::new();
        self.bytes.chunks_exact(size).all(|pixel| {
            colours.insert(pixel);
            colours.len() <= COLOURS
        })
    }
}

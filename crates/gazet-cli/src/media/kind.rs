//! What a file is, by its bytes: names and servers may lie.

use super::PictureError;
use image::ImageFormat;

/// How many bytes may stand before the root of an SVG: comments and licences.
const PROLOGUE: usize = 4096;

/// A kind of picture that browsers show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    Gif,
    Webp,
    Avif,
    Svg,
}

impl Kind {
    /// The kind of a file.
    ///
    /// # Errors
    /// [`PictureError`], when it is none that browsers show.
    pub(crate) fn of(bytes: &[u8]) -> Result<Self, PictureError> {
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        if bytes.is_empty() {
            return Err(PictureError::Empty);
        }
        if starts(b"\xff\xd8\xff") {
            return Ok(Self::Jpeg);
        }
        if starts(b"\x89PNG\r\n\x1a\n") {
            return Ok(Self::Png);
        }
        if starts(b"GIF87a") || starts(b"GIF89a") {
            return Ok(Self::Gif);
        }
        if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Ok(Self::Webp);
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return of_brands(bytes);
        }
        let foreign = [
            (&b"BM"[..], "BMP"),
            (b"II*\0", "TIFF"),
            (b"MM\0*", "TIFF"),
            (b"\0\0\x01\0", "an icon"),
            (b"8BPS", "PSD"),
            (b"%PDF", "PDF"),
            (b"\xff\x0a", "JPEG XL"),
            (b"\0\0\0\x0cJXL ", "JPEG XL"),
        ];
        if let Some((_, name)) = foreign.iter().find(|(magic, _)| starts(magic)) {
            return Err(PictureError::Foreign(name));
        }
        of_text(bytes)
    }

    /// The kind that a name ends in.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => Self::Jpeg,
            "png" => Self::Png,
            "gif" => Self::Gif,
            "webp" => Self::Webp,
            "avif" => Self::Avif,
            "svg" => Self::Svg,
            _ => return None,
        })
    }

    /// How names of this kind end.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Avif => "avif",
            Self::Svg => "svg",
        }
    }

    /// The decoder of this kind, where there is one.
    pub(super) fn format(self) -> Option<ImageFormat> {
        match self {
            Self::Jpeg => Some(ImageFormat::Jpeg),
            Self::Png => Some(ImageFormat::Png),
            Self::Gif => Some(ImageFormat::Gif),
            Self::Webp => Some(ImageFormat::WebP),
            Self::Avif | Self::Svg => None,
        }
    }
}

/// By the brands of ISO 14496-12, 4.3: the first box names what may read it.
fn of_brands(bytes: &[u8]) -> Result<Kind, PictureError> {
    let length = bytes.iter().take(4).fold(0, |length, byte| length << 8 | usize::from(*byte));
    let brands = bytes.get(8..length.clamp(8, 256)).unwrap_or_default();
    let has = |brand: &[u8]| brands.chunks(4).any(|own| own == brand);
    if has(b"avif") || has(b"avis") {
        return Ok(Kind::Avif);
    }
    let is_heic = [&b"heic"[..], b"heix", b"mif1", b"msf1", b"hevc"].into_iter().any(has);
    Err(if is_heic { PictureError::Foreign("HEIC") } else { PictureError::Foreign("a film") })
}

fn of_text(bytes: &[u8]) -> Result<Kind, PictureError> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PROLOGUE)]).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.is_empty() {
        return Err(PictureError::Empty);
    }
    if !head.starts_with('<') {
        return Err(PictureError::None);
    }
    match (head.find("<svg"), head.find("<html").or_else(|| head.find("<!doctype html"))) {
        (Some(svg), Some(html)) if html < svg => Err(PictureError::Page),
        (Some(_), _) => Ok(Kind::Svg),
        (None, Some(_)) => Err(PictureError::Page),
        (None, None) if head.starts_with("<?xml") => Err(PictureError::None),
        (None, None) => Err(PictureError::Page),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_bytes() {
        let check = |bytes: &[u8], expected: Result<Kind, PictureError>| {
            assert_eq!(Kind::of(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        };
        check(b"", Err(PictureError::Empty));
        check(b" \n", Err(PictureError::Empty));
        check(b"\xff\xd8\xff\xe0", Ok(Kind::Jpeg));
        check(b"RIFF\0\0\0\0WEBPVP8 ", Ok(Kind::Webp));
        check(b"RIFF\0\0\0\0WAVE", Err(PictureError::None));
        check(b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", Ok(Kind::Avif));
        check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Err(PictureError::Foreign("HEIC")));
        check(b"\0\0\0\x10ftypisom\0\0\0\0", Err(PictureError::Foreign("a film")));
        check(b"\xef\xbb\xbf <?xml version='1.0'?><!-- a --><svg/>", Ok(Kind::Svg));
        check(b"<!DOCTYPE html><p><svg/>", Err(PictureError::Page));
        check(b"<html><body>404", Err(PictureError::Page));
        check(b"<p>Not found", Err(PictureError::Page));
        check(b"<?xml version='1.0'?><rss/>", Err(PictureError::None));
        check(b"MM\0*", Err(PictureError::Foreign("TIFF")));
        check(b"Not found", Err(PictureError::None));
    }
}

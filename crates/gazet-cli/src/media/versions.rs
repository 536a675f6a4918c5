//! Which files a picture becomes.

use super::encode::{self, WEBP_SIDE, Webp};
use super::pixels::{Pixels, Still};
use super::{File, Kind, Made, PictureError, jpeg, strip};

/// Everything below that changes the bytes; what was made by other rules is
/// made again. Changes with them, and with the encoders.
pub(super) const RULES: &str = "gazet picture 1";

/// Widths in pixels. The column of a phone at two device pixels for each CSS
/// pixel is 2 x 414, that of a desktop 2 x 704; cards and slow networks take
/// half of the first.
const WIDTHS: [u32; 3] = [480, 800, 1200];

/// The widest that a picture is kept.
const WIDEST: u32 = 1600;

/// Width of the smaller version for browsers without WebP.
const FALLBACK: u32 = 800;

/// Qualities of WebP, the first that makes the picture lighter. At 78 nineteen
/// photographs measured nearer to their source than as JPEG of 82, in two
/// thirds of its bytes. Sources that were packed hard before need less, since
/// their flaws would cost bytes to repeat.
const WEBP: [f32; 3] = [78.0, 66.0, 54.0];

/// Quality of JPEG: above 75, below which its flaws are seen, for what was
/// packed before.
const JPEG: u8 = 82;

/// Bytes under which versions are not worth their names.
const LIGHT: usize = 8 * 1024;

/// The files of a picture.
pub(super) fn of(still: Still, kind: Kind, bytes: &[u8]) -> Result<Made, PictureError> {
    let Still { pixels, is_turned, profile, metadata } = still;
    let is_whole = pixels.width <= WIDEST;
    let full = if is_whole { pixels } else { pixels.scaled(WIDEST)? };
    let full = match &profile {
        Some(profile) => full.into_srgb(profile),
        None => full,
    };
    let is_kept = is_whole
        && !is_turned
        && match kind {
            Kind::Jpeg => !jpeg::is_for_print(bytes),
            Kind::Png | Kind::Gif => true,
            Kind::Webp | Kind::Avif | Kind::Svg => false,
        };
    let own = is_kept.then(|| (kind, strip::stripped(kind, bytes)));
    let is_drawing = kind != Kind::Jpeg && full.is_drawing();
    let (kind, bytes) = itself(&full, own, is_drawing)?;
    let first = File { ending: kind.extension().to_owned(), width: full.width, bytes };
    let mut files = vec![];
    if first.bytes.len() > LIGHT {
        files.extend(webps(&full, first.bytes.len(), is_drawing)?);
        files.extend(narrower(&full, &first, kind, files.is_empty())?);
        files.sort_by(|a, b| (a.width, &a.ending).cmp(&(b.width, &b.ending)));
    }
    files.insert(0, first);
    Ok(Made {
        width: full.width,
        height: full.height,
        placeholder: full.mean(),
        credit: metadata.credit(),
        files,
    })
}

/// The picture in its full size, in a kind that everything shows: as it came
/// where that is fair, else packed anew.
fn itself(
    full: &Pixels,
    own: Option<(Kind, Vec<u8>)>,
    is_drawing: bool,
) -> Result<(Kind, Vec<u8>), PictureError> {
    let is_jpeg = matches!(own, Some((Kind::Jpeg, _)));
    let own = match own {
        // A drawing keeps its edges, and JPEG knows no transparency.
        None if is_drawing || !full.is_opaque => Some((Kind::Png, encode::png(full)?)),
        own => own,
    };
    if !full.is_opaque {
        return own.ok_or(PictureError::None);
    }
    let packed = encode::jpeg(full, JPEG)?;
    match own {
        // Packing again costs some beauty: a half more bytes are fair for a
        // photograph, three times as many for what has lost nothing yet.
        Some((kind, own)) if is_jpeg && own.len() <= packed.len() * 3 / 2 => Ok((kind, own)),
        Some((kind, own)) if !is_jpeg && own.len() <= packed.len() * 3 => Ok((kind, own)),
        _ => Ok((Kind::Jpeg, packed)),
    }
}

/// The WebP of each width; none when the widest is not lighter than the
/// picture itself, since a browser takes all or none.
fn webps(full: &Pixels, limit: usize, is_drawing: bool) -> Result<Vec<File>, PictureError> {
    if full.height > WEBP_SIDE {
        return Ok(Vec::new());
    }
    let limit = limit - limit / 20;
    for quality in WEBP {
        let pack = |pixels: &Pixels| -> Result<Vec<u8>, PictureError> {
            let lossy = encode::webp(pixels, Webp::Lossy(quality))?;
            if is_drawing {
                let lossless = encode::webp(pixels, Webp::Lossless)?;
                if lossless.len() <= lossy.len() {
                    return Ok(lossless);
                }
            }
            Ok(lossy)
        };
        let widest = pack(full)?;
        if widest.len() < limit {
            let ending = format!("{}.webp", full.width);
            let mut files = scaled(full, &WIDTHS, widest.len(), "webp", pack)?;
            files.push(File { ending, width: full.width, bytes: widest });
            return Ok(files);
        }
    }
    Ok(Vec::new())
}

/// Smaller versions of the kind of the picture itself: one beside WebP, all
/// without.
fn narrower(
    full: &Pixels,
    first: &File,
    kind: Kind,
    is_alone: bool,
) -> Result<Vec<File>, PictureError> {
    let widths = if is_alone { &WIDTHS[..] } else { &[FALLBACK] };
    match kind {
        Kind::Jpeg => scaled(full, widths, first.bytes.len(), "jpg", |p| encode::jpeg(p, JPEG)),
        _ => scaled(full, widths, first.bytes.len(), "png", encode::png),
    }
}

/// Versions at widths that are worth it: a tenth narrower than the picture,
/// and a tenth lighter than its `limit` of bytes.
fn scaled(
    full: &Pixels,
    widths: &[u32],
    limit: usize,
    kind: &str,
    pack: impl Fn(&Pixels) -> Result<Vec<u8>, PictureError>,
) -> Result<Vec<File>, PictureError> {
    let mut files = Vec::new();
    for &width in widths.iter().filter(|&&width| width < full.width - full.width / 10) {
        let bytes = pack(&full.scaled(width)?)?;
        if bytes.len() < limit - limit / 10 {
            files.push(File { ending: format!("{width}.{kind}"), width, bytes });
        }
    }
    Ok(files)
}

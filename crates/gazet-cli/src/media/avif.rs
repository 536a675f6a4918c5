//! AVIF, which is kept as it is but for its metadata (ISO 14496-12, 8.11).
//!
//! The places of everything in the file are counted from its start, so what
//! is not wanted is overwritten with zeros instead of cut out.

use super::PictureError;
use std::ops::Range;

/// The picture without EXIF and XMP.
pub(super) fn stripped(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let places = metadata(bytes)
        .ok_or_else(|| PictureError::Broken("its boxes contradict each other".to_owned()))?;
    let mut out = bytes.to_vec();
    for place in places {
        let place = place.start..place.end.min(out.len());
        out.get_mut(place).unwrap_or_default().fill(0);
    }
    Ok(out)
}

/// Where the metadata stands; `None` when the boxes cannot be followed.
fn metadata(bytes: &[u8]) -> Option<Vec<Range<usize>>> {
    let Some(meta) = child(bytes, 0..bytes.len(), b"meta") else { return Some(Vec::new()) };
    let inside = meta.start + 4..meta.end;
    let Some(infos) = child(bytes, inside.clone(), b"iinf") else { return Some(Vec::new()) };
    let mut items = Vec::new();
    let version = *bytes.get(infos.start)?;
    let first = infos.start + if version == 0 { 6 } else { 8 };
    for (kind, info) in boxes(bytes, first..infos.end) {
        if &kind != b"infe" {
            continue;
        }
        let mut read = Read { bytes, at: info.start };
        let wide = read.number(1)? >= 3;
        read.at += 3;
        let id = read.number(if wide { 4 } else { 2 })?;
        read.at += 2;
        let end = read.at + 4;
        if matches!(bytes.get(read.at..end), Some(b"Exif" | b"mime")) {
            items.push(id);
        }
    }
    if items.is_empty() {
        return Some(Vec::new());
    }
    let places = child(bytes, inside.clone(), b"iloc")?;
    let inner = child(bytes, inside, b"idat").map_or(0, |idat| idat.start);
    extents(bytes, places.start, inner, &items)
}

/// The places of some items, as the box `iloc` at `at` tells them; `inner` is
/// where places inside the box `idat` are counted from.
fn extents(bytes: &[u8], at: usize, inner: usize, items: &[usize]) -> Option<Vec<Range<usize>>> {
    let mut read = Read { bytes, at };
    let version = read.number(1)?;
    read.at += 3;
    let sizes = read.number(2)?;
    let size = |shift: usize| sizes >> shift & 0xf;
    let (offset, length, base, index) = (size(12), size(8), size(4), size(0));
    let index = if version == 0 { 0 } else { index };
    let wide = if version < 2 { 2 } else { 4 };
    let mut places = Vec::new();
    for _ in 0..read.number(wide)? {
        let id = read.number(wide)?;
        let method = if version == 0 { 0 } else { read.number(2)? & 0xf };
        read.at += 2;
        let start = read.number(base)?.checked_add(if method == 1 { inner } else { 0 })?;
        for _ in 0..read.number(2)? {
            read.number(index)?;
            let from = start.checked_add(read.number(offset)?)?;
            let count = read.number(length)?;
            // A length of 0 reaches to the end of the file.
            let to = if count == 0 { bytes.len() } else { from.checked_add(count)? };
            if items.contains(&id) {
                (method < 2 && from <= to).then(|| places.push(from..to))?;
            }
        }
    }
    Some(places)
}

/// The inside of the first box of a kind.
fn child(bytes: &[u8], within: Range<usize>, kind: &[u8; 4]) -> Option<Range<usize>> {
    boxes(bytes, within).find(|(own, _)| own == kind).map(|(_, inside)| inside)
}

/// Kind and inside of each box in a place.
fn boxes(bytes: &[u8], within: Range<usize>) -> impl Iterator<Item = ([u8; 4], Range<usize>)> {
    let mut at = within.start;
    let end = within.end.min(bytes.len());
    std::iter::from_fn(move || {
        let (head, _) = bytes.get(at..end)?.split_first_chunk::<8>()?;
        let [a, b, c, d, kind @ ..] = *head;
        let (inside, length) = match u32::from_be_bytes([a, b, c, d]) as usize {
            // The length stands behind the kind, or the box is the last.
            1 => {
                let long = bytes.get(at + 8..end)?.first_chunk::<8>()?;
                (at + 16, usize::try_from(u64::from_be_bytes(*long)).ok()?)
            }
            0 => (at + 8, end - at),
            length => (at + 8, length),
        };
        let to = at.checked_add(length).filter(|to| *to >= inside)?.min(end);
        at = to;
        Some((kind, inside.min(to)..to))
    })
}

/// Reads big-endian numbers one after the other.
struct Read<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Read<'_> {
    /// A number of so many bytes, at most eight; of none, 0.
    fn number(&mut self, size: usize) -> Option<usize> {
        let end = self.at.checked_add(size)?;
        let bytes = self.bytes.get(self.at..end)?;
        self.at = end;
        let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        usize::try_from(number).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], inside: &[&[u8]]) -> Vec<u8> {
        let inside = inside.concat();
        let length = u32::try_from(inside.len() + 8).unwrap();
        [&length.to_be_bytes()[..], kind, &inside].concat()
    }

    /// A picture whose pixels and EXIF stand at the end, its XMP in `idat`.
    fn picture() -> Vec<u8> {
        let info =
            |id: u8, kind: &[u8; 4]| boxed(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], kind, b"\0"]);
        let infos = [info(1, b"av01"), info(2, b"Exif"), info(3, b"mime")].concat();
        let infos = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 3], &infos]);
        let place = |pixels: u8| {
            let item = |id: u8, method: u8, at: u8, length: u8| {
                [0, id, 0, method, 0, 0, 0, 1, 0, 0, 0, at, 0, 0, 0, length]
            };
            let items =
                [item(1, 0, pixels, 6), item(2, 0, pixels + 6, 6), item(3, 1, 0, 3)].concat();
            boxed(b"iloc", &[&[1, 0, 0, 0, 0x44, 0, 0, 3], &items])
        };
        let before = |pixels: u8| {
            let data = boxed(b"idat", &[b"XMP"]);
            let meta = boxed(b"meta", &[&[0; 4], &infos, &place(pixels), &data]);
            [boxed(b"ftyp", &[b"avif\0\0\0\0avif"]), meta, b"\0\0\0\x14mdat".to_vec()].concat()
        };
        let start = u8::try_from(before(0).len()).unwrap();
        [before(start), b"PIXELSSECRET".to_vec()].concat()
    }

    #[test]
    fn metadata_is_overwritten_and_pixels_are_not() {
        let bytes = picture();
        let out = stripped(&bytes).unwrap();
        assert_eq!(out.len(), bytes.len());
        assert!(out.ends_with(b"PIXELS\0\0\0\0\0\0"));
        assert!(!out.windows(3).any(|window| window == b"XMP"));
        let changed = out.iter().zip(&bytes).filter(|(a, b)| a != b).count();
        assert_eq!(changed, 9);
    }

    #[test]
    fn broken_boxes_are_named_or_left() {
        let bytes = picture();
        for end in 0..bytes.len() {
            // Whatever is cut off, nothing but what is there is read.
            let _ = stripped(&bytes[..end]);
        }
        let at = bytes.windows(4).position(|window| window == b"iloc").unwrap();
        let mut lost = bytes.clone();
        lost[at] = b'x';
        assert!(stripped(&lost).is_err());
    }
}

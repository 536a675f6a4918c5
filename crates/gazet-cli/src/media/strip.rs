//! PNG and WebP without what a reader does not see.

use super::Kind;

/// Chunks of a PNG that change how it looks (PNG 3, 11).
const PNG_CHUNKS: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// Flags of an extended WebP that promise XMP and EXIF (RFC 9649, 2.7).
const METADATA: u8 = 0b1100;

/// The file with the same pixels and no metadata. A GIF has no place for any
/// that cameras or telephones would use.
pub(super) fn stripped(kind: Kind, bytes: &[u8]) -> Vec<u8> {
    match kind {
        Kind::Jpeg => super::jpeg::stripped(bytes),
        Kind::Png => png(bytes),
        Kind::Webp => webp(bytes),
        _ => bytes.to_vec(),
    }
}

fn png(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes[..bytes.len().min(8)].to_vec();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, _)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        // Length, kind and checksum are 12 bytes.
        let length = (u32::from_be_bytes([a, b, c, d]) as usize).saturating_add(12);
        let chunk = &rest[..length.min(rest.len())];
        if PNG_CHUNKS.contains(&&kind) {
            out.extend_from_slice(chunk);
        }
        if &kind == b"IEND" {
            break;
        }
        rest = &rest[chunk.len()..];
    }
    out
}

fn webp(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes[..bytes.len().min(12)].to_vec();
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((head, _)) = rest.split_first_chunk::<8>() {
        let [kind @ .., a, b, c, d] = *head;
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        // Chunks end at even places.
        let chunk = &rest[..length.saturating_add(8 + length % 2).min(rest.len())];
        if !matches!(&kind, b"EXIF" | b"XMP ") {
            let at = out.len();
            out.extend_from_slice(chunk);
            if let Some(flags) = out.get_mut(at + 8).filter(|_| &kind == b"VP8X") {
                *flags &= !METADATA;
            }
        }
        rest = &rest[chunk.len()..];
    }
    let size = u32::try_from(out.len().saturating_sub(8)).unwrap_or(u32::MAX);
    if let Some(place) = out.get_mut(4..8) {
        place.copy_from_slice(&size.to_le_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length[..], kind, body, b"sums"].concat()
    }

    fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut body = b"WEBP".to_vec();
        for (kind, inside) in chunks {
            body.extend_from_slice(*kind);
            body.extend_from_slice(&u32::try_from(inside.len()).unwrap().to_le_bytes());
            body.extend_from_slice(inside);
            body.resize(body.len() + inside.len() % 2, 0);
        }
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        [b"RIFF", &length[..], &body].concat()
    }

    fn check(kind: Kind, bytes: &[u8], expected: &[u8]) {
        assert_eq!(stripped(kind, bytes), expected);
        // However it breaks off, it is read to its end.
        for end in 0..bytes.len() {
            assert!(stripped(kind, &bytes[..end]).len() <= end);
        }
    }

    #[test]
    fn notes_go_and_pixels_stay() {
        let start = b"\x89PNG\r\n\x1a\n";
        let (head, pixels) = (chunk(b"IHDR", &[0; 13]), chunk(b"IDAT", b"pixels"));
        let (note, place) = (chunk(b"tEXt", b"note"), chunk(b"eXIf", b"place"));
        let end = chunk(b"IEND", b"");
        check(
            Kind::Png,
            &[&start[..], &head, &note, &pixels, &place, &end, b"behind"].concat(),
            &[&start[..], &head, &pixels, &end].concat(),
        );
        check(
            Kind::Webp,
            &riff(&[
                (b"VP8X", &[0x1e, 0, 0]),
                (b"ANIM", b"turns"),
                (b"EXIF", b"place"),
                (b"XMP ", b"note"),
            ]),
            &riff(&[(b"VP8X", &[0x12, 0, 0]), (b"ANIM", b"turns")]),
        );
        check(Kind::Gif, b"GIF89a", b"GIF89a");
    }
}

//! From bytes to text, whatever they are packed or encoded in.

use crate::html::Losses;
use crate::input;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::Read;

/// The bytes of an export: those of a gzip file when it is one.
///
/// # Errors
/// A sentence, when the file is packed in a way that is not read, does not
/// unpack, or unpacks to more than `limit` bytes.
pub(super) fn unpacked(bytes: Vec<u8>, limit: u64, losses: &mut Losses) -> Result<Vec<u8>, String> {
    let packed = [
        (&b"PK\x03\x04"[..], "a ZIP archive"),
        (b"BZh", "packed by bzip2"),
        (b"\xfd7zXZ", "packed by xz"),
        (b"7z\xbc\xaf", "a 7z archive"),
    ];
    if let Some((_, kind)) = packed.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(format!("is {kind}: unpack it and import the .xml files one by one"));
    }
    if !bytes.starts_with(b"\x1f\x8b") {
        return Ok(bytes);
    }
    let mut text = input::room(limit);
    let unpacked =
        flate2::read::MultiGzDecoder::new(&bytes[..]).take(limit + 1).read_to_end(&mut text);
    if text.len() as u64 > limit {
        return Err(format!("unpacks to more than {limit} bytes: export it in pieces"));
    }
    match unpacked {
        Ok(_) => {}
        Err(error) if text.is_empty() => return Err(format!("cannot be unpacked: {error}")),
        // What was unpacked before the fault is read.
        Err(error) => losses.note(format!("the rest of the gzip file, which is broken: {error}")),
    }
    Ok(text)
}

/// The text of an export. The byte order mark decides, then what the bytes
/// can only be, then the XML declaration; bytes that are none of it are
/// replaced and named.
pub(super) fn text(bytes: &[u8], losses: &mut Losses) -> String {
    let encoding = match Encoding::for_bom(bytes) {
        Some((marked, _)) => marked,
        None => unmarked(bytes, losses),
    };
    let (text, used, broken) = encoding.decode(bytes);
    if broken {
        losses.note(format!("bytes that are not {}, shown as U+FFFD", used.name()));
    }
    // A mark that two programs wrote stands twice.
    text.trim_start_matches('\u{feff}').to_owned()
}

/// The encoding of bytes that no mark tells.
fn unmarked(bytes: &[u8], losses: &mut Losses) -> &'static Encoding {
    match bytes {
        [b'<', 0, ..] => return UTF_16LE,
        [0, b'<', ..] => return UTF_16BE,
        _ => {}
    }
    // A file that declares something else and is UTF-8 after all is UTF-8.
    let Err(fault) = std::str::from_utf8(bytes) else { return UTF_8 };
    let declared = declared(bytes).and_then(|name| Encoding::for_label(name.as_bytes()));
    match declared {
        // A declaration that could be read byte by byte is none of UTF-16.
        Some(declared) if ![UTF_8, UTF_16LE, UTF_16BE].contains(&declared) => declared,
        _ if is_mostly_utf8(bytes, fault.valid_up_to()) => UTF_8,
        _ => {
            let mut detector =
                chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let guessed = detector.guess(None, chardetng::Utf8Detection::Deny);
            losses.note(format!(
                "the encoding, which is not as declared; {} is taken",
                guessed.name()
            ));
            guessed
        }
    }
}

/// Whether the bytes that are no UTF-8 are a few broken characters among many
/// whole ones.
fn is_mostly_utf8(bytes: &[u8], sound: usize) -> bool {
    let whole = |text: &[u8]| text.iter().filter(|byte| **byte >= 0xc0).count();
    let broken = bytes[sound..].utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let all = whole(bytes);
    broken * 4 <= all.saturating_sub(broken)
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head);
    let (_, declaration) = head.split_once("<?xml")?;
    let (_, rest) = declaration.split("?>").next()?.split_once("encoding")?;
    let quote = rest.find(['"', '\''])?;
    let rest = &rest[quote + 1..];
    rest.find(['"', '\'']).map(|end| rest[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_that_of_the_bytes() {
        let check = |bytes: &[u8], expected: &str| {
            assert_eq!(text(bytes, &mut Losses::default()), expected, "{bytes:?}");
        };
        let wide = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        check("\u{feff}\u{feff}<a>ə".as_bytes(), "<a>ə");
        check(&wide("<a>ə", u16::to_le_bytes), "<a>ə");
        check(&wide("<a>ə", u16::to_be_bytes), "<a>ə");
        check(&wide("\u{feff}<a>ə", u16::to_be_bytes), "<a>ə");
        check(
            b"<?xml encoding='windows-1251'?>\xcc\xee\xf1\xf2",
            "<?xml encoding='windows-1251'?>Мост",
        );
        check(b"<?xml encoding='iso-8859-9'?>\xfe\xfd\xf0", "<?xml encoding='iso-8859-9'?>şığ");
        // One broken character among whole ones is no other encoding.
        check("мост мост мост \u{1}".replace('\u{1}', "").as_bytes(), "мост мост мост ");
        let mut cut = "<?xml encoding='utf-8'?>мост и мост".as_bytes().to_vec();
        cut.pop();
        check(&cut, "<?xml encoding='utf-8'?>мост и мос\u{fffd}");
        // Declared as UTF-8, written by a program that knew only windows-1251.
        let (bytes, ..) =
            encoding_rs::WINDOWS_1251.encode("Вчера на мосту было много людей и машин");
        check(&bytes, "Вчера на мосту было много людей и машин");
    }

    #[test]
    fn what_is_packed_is_unpacked_or_named() {
        let mut losses = Losses::default();
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packer, b"<rss>").unwrap_or_default();
        let packed = packer.finish().unwrap_or_default();
        assert_eq!(unpacked(packed.clone(), 100, &mut losses), Ok(b"<rss>".to_vec()));
        let error = |bytes: &[u8], limit| unpacked(bytes.to_vec(), limit, &mut Losses::default());
        assert!(error(&packed, 4).is_err_and(|error| error.contains("more than 4 bytes")));
        assert!(error(b"PK\x03\x04", 9).is_err_and(|error| error.contains("ZIP")));
    }
}

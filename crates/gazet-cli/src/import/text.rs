//! From foreign bytes to text, whatever their encoding.

use crate::html::Losses;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file. A byte order mark decides, then zero bytes where those
/// of UTF-16 and UTF-32 stand, then whether it is UTF-8 after all, whatever it
/// says; then `charset`, which is what a server named, and the XML
/// declaration. Bytes that are none of it are replaced, and named.
pub(crate) fn text(bytes: &[u8], charset: Option<&str>, losses: &mut Losses) -> String {
    let text = match wide(bytes) {
        Some(Wide::Four(is_big)) => utf_32(bytes, is_big, losses),
        Some(Wide::Two(encoding)) => decode(bytes, encoding, losses),
        None => decode(bytes, narrow(bytes, charset, losses), losses),
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    // Both line ends of other systems are one in XML.
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

enum Wide {
    Two(&'static Encoding),
    Four(bool),
}

/// The encodings of two and four bytes: by their mark, or by the zeros around
/// the `<` or `{` that begins the file.
fn wide(bytes: &[u8]) -> Option<Wide> {
    let is_start = |byte: &u8| matches!(byte, b'<' | b'{' | b'[' | b' ' | b'\n');
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some(Wide::Four(false)),
        [0, 0, 0xfe, 0xff, ..] => Some(Wide::Four(true)),
        [0xff, 0xfe, ..] => Some(Wide::Two(UTF_16LE)),
        [0xfe, 0xff, ..] => Some(Wide::Two(UTF_16BE)),
        [first, 0, 0, 0, ..] if is_start(first) => Some(Wide::Four(false)),
        [0, 0, 0, first, ..] if is_start(first) => Some(Wide::Four(true)),
        [first, 0, ..] if is_start(first) => Some(Wide::Two(UTF_16LE)),
        [0, first, ..] if is_start(first) => Some(Wide::Two(UTF_16BE)),
        _ => None,
    }
}

fn narrow(bytes: &[u8], charset: Option<&str>, losses: &mut Losses) -> &'static Encoding {
    let named = |name: &str| Encoding::for_label(name.as_bytes());
    // A UTF-16 of single bytes is a declaration that was copied.
    let is_narrow = |own: &&'static Encoding| ![UTF_16LE, UTF_16BE].contains(own);
    let told = charset.and_then(named).filter(is_narrow);
    let declared = declared(bytes).as_deref().and_then(named).filter(is_narrow);
    let stateful = [told, declared].into_iter().flatten().find(|own| *own == ISO_2022_JP);
    match std::str::from_utf8(bytes) {
        // This one is written in the bytes of ASCII.
        Ok(_) if stateful.is_some() && bytes.contains(&0x1b) => ISO_2022_JP,
        Ok(_) => UTF_8,
        Err(_) => {
            let other = [told, declared].into_iter().flatten().find(|own| *own != UTF_8);
            other.unwrap_or_else(|| guess(bytes, losses))
        }
    }
}

/// What says that it is UTF-8, or nothing, and is not: a Western page of old
/// when no letter of it makes sense as UTF-8, else UTF-8 with faults.
fn guess(bytes: &[u8], losses: &mut Losses) -> &'static Encoding {
    let has_letters = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if has_letters {
        return UTF_8;
    }
    losses.note("the encoding, which is not the one declared; windows-1252 is taken");
    WINDOWS_1252
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]);
    let (_, declaration) = head.split_once("<?xml")?;
    let (_, rest) = declaration.split("?>").next()?.split_once("encoding")?;
    let quote = rest.find(['"', '\''])?;
    let rest = &rest[quote + 1..];
    rest.find(['"', '\'']).map(|end| rest[..end].trim().to_owned())
}

fn decode(bytes: &[u8], encoding: &'static Encoding, losses: &mut Losses) -> String {
    let (text, used, broken) = encoding.decode(bytes);
    if broken {
        losses.note(format!("bytes that are not {}, shown as U+FFFD", used.name()));
    }
    text.into_owned()
}

fn utf_32(bytes: &[u8], is_big: bool, losses: &mut Losses) -> String {
    let letters = bytes.chunks(4).map(|four| {
        let number = <[u8; 4]>::try_from(four)
            .map(|four| if is_big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) });
        number.ok().and_then(char::from_u32)
    });
    let text: String =
        letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if text.contains(char::REPLACEMENT_CHARACTER) {
        losses.note("bytes that are not UTF-32, shown as U+FFFD");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], charset: Option<&str>, expected: &str, lost: usize) {
        let mut losses = Losses::default();
        assert_eq!(text(bytes, charset, &mut losses), expected, "{bytes:?} {charset:?}");
        assert_eq!(losses.count(), lost, "{bytes:?} {charset:?}: {losses:?}");
    }

    #[test]
    fn every_encoding_becomes_text() {
        check("é\r\nx\ry".as_bytes(), None, "é\nx\ny", 0);
        check(b"\xef\xbb\xbf<a>", Some("iso-8859-1"), "<a>", 0);
        check(b"\xcc\xee\xf1\xf2", Some("windows-1251"), "Мост", 0);
        check(b"<?xml encoding = 'koi8-r' ?>\xed", None, "<?xml encoding = 'koi8-r' ?>М", 0);
        // A server that names one encoding for whatever it sends.
        check("é".as_bytes(), Some("iso-8859-1"), "é", 0);
        check(b"<?xml encoding='utf-16'?>x", None, "<?xml encoding='utf-16'?>x", 0);
        check(b"\x1b$BF|\x1b(B", Some("iso-2022-jp"), "日", 0);
        check(b"\xff\xfe<\0\xe9\0", None, "<é", 0);
        check(b"\0<\0\xe9", None, "<é", 0);
        check(b"\xff\xfe\0\0<\0\0\0\xe9\0\0\0", None, "<é", 0);
        check(b"\0\0\0<\0\0\0\xe9", None, "<é", 0);
    }

    #[test]
    fn what_is_no_text_of_its_encoding_is_named() {
        check(b"caf\xe9", None, "café", 1);
        check(b"<?xml encoding='utf-8'?>caf\xe9", None, "<?xml encoding='utf-8'?>café", 1);
        check("é\u{7f}".as_bytes().split_last().unwrap().1, None, "é", 0);
        check(b"\xc3\xa9 caf\xe9", None, "é caf\u{fffd}", 1);
        check(b"\0\0\0<\0\x11\0\0", None, "<\u{fffd}", 1);
    }
}

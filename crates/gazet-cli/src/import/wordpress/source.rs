//! From bytes to text, whatever their encoding.

use crate::html::Losses;
use encoding_rs::{Encoding, UTF_8};

/// The text of an export. The byte order mark decides, then the XML
/// declaration, then UTF-8; bytes that are none of it are replaced and named.
pub(super) fn text(bytes: &[u8], losses: &mut Losses) -> String {
    let declared = declared(bytes).and_then(|name| Encoding::for_label(name.as_bytes()));
    // A file that declares something else and is UTF-8 after all is UTF-8.
    let encoding = match declared {
        Some(declared) if declared != UTF_8 && std::str::from_utf8(bytes).is_err() => declared,
        _ => UTF_8,
    };
    let (text, used, broken) = encoding.decode(bytes);
    if broken {
        losses.note(format!("bytes that are not {}, shown as U+FFFD", used.name()));
    }
    text.into_owned()
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(200)];
    let head = String::from_utf8_lossy(head);
    let declaration = head.split("?>").next().filter(|start| start.contains("<?xml"))?;
    let (_, rest) = declaration.split_once("encoding")?;
    let quote = rest.find(['"', '\''])?;
    let rest = &rest[quote + 1..];
    rest.find(['"', '\'']).map(|end| rest[..end].to_owned())
}

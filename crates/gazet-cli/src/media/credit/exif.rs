//! Names in EXIF.

use super::{Names, text};
use exif::{Error, In, Reader, Tag, Value};

pub(super) fn names(bytes: &[u8]) -> Names {
    // Some keep the header that JPEG puts before it.
    let bytes = bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes);
    let read = Reader::new().continue_on_error(true).read_raw(bytes.to_vec());
    let read = read.or_else(|error| match error {
        Error::PartialResult(partial) => Ok(partial.into_inner().0),
        other => Err(other),
    });
    let Ok(exif) = read else { return Names::default() };
    let of = |tag: Tag| match exif.get_field(tag, In::PRIMARY).map(|field| &field.value) {
        // A copyright may have two parts: of the photographer and the editor.
        Some(Value::Ascii(parts)) => {
            let parts = parts.iter().map(|part| text(part).trim().to_owned());
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    };
    Names { creator: of(Tag::Artist), line: String::new(), rights: of(Tag::Copyright) }
}

//! Names in IPTC (Information Interchange Model 4.2), in the resources of
//! Photoshop.

use super::{Names, text};

/// Number of the resource that holds IPTC.
const IPTC: u16 = 0x0404;

pub(super) fn names(bytes: &[u8]) -> Names {
    let data = resource(bytes).unwrap_or(bytes);
    Names {
        creator: datasets(data, 80).join(", "),
        line: datasets(data, 110).join(", "),
        rights: datasets(data, 116).join(", "),
    }
}

/// The resource of IPTC among others: `8BIM`, number, padded name, length.
fn resource(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes;
    while let Some(tail) = rest.strip_prefix(b"8BIM") {
        let number = u16::from_be_bytes(*tail.first_chunk()?);
        let name = 1 + usize::from(*tail.get(2)?);
        let tail = tail.get(2 + name + name % 2..)?;
        let length = u32::from_be_bytes(*tail.first_chunk()?) as usize;
        let data = tail.get(4..)?;
        if number == IPTC {
            return data.get(..length.min(data.len()));
        }
        rest = data.get(length.checked_add(length % 2)?..)?;
    }
    None
}

/// Every value of one dataset of the second record.
fn datasets(data: &[u8], wanted: u8) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = data;
    while let [0x1c, record, number, high, low, tail @ ..] = rest {
        // A first bit of 1 tells of a longer length, which no name has.
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some(value) = tail.get(..length) else { break };
        let value = text(value).trim().to_owned();
        if (*record, *number) == (2, wanted) && !value.is_empty() {
            values.push(value);
        }
        rest = &tail[length..];
    }
    values
}

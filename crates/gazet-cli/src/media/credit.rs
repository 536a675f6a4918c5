//! Who made a picture, as the picture itself says.

mod exif;
mod iptc;
mod xmp;

use crate::html::{cut, sanitize, squeeze};
use gazet_bundle::limits;

/// What cameras and programs write where a name belongs.
const NOBODY: [&str; 10] = [
    "unknown",
    "none",
    "default",
    "user",
    "admin",
    "administrator",
    "owner",
    "photographer",
    "copyright",
    "picasa",
];

/// What was written into a picture about it.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) exif: Option<Vec<u8>>,
    pub(super) xmp: Option<Vec<u8>>,
    pub(super) iptc: Option<Vec<u8>>,
}

/// The names in one block of metadata.
#[derive(Debug, Default, PartialEq, Eq)]
struct Names {
    /// Who took it.
    creator: String,
    /// What is to be printed beside it.
    line: String,
    /// To whom it belongs.
    rights: String,
}

impl Metadata {
    /// The credit: creator and credit line as newspapers print them, else to
    /// whom the picture belongs; empty when nothing is told.
    ///
    /// Of blocks that contradict each other XMP is believed first, then IPTC,
    /// then EXIF: editors write the first, cameras the last (Metadata Working
    /// Group, Guidelines 2.0, 5).
    pub(super) fn credit(&self) -> String {
        let of = |bytes: &Option<Vec<u8>>, read: fn(&[u8]) -> Names| {
            bytes.as_deref().map(read).unwrap_or_default()
        };
        let all =
            [of(&self.xmp, xmp::names), of(&self.iptc, iptc::names), of(&self.exif, exif::names)];
        let first = |field: fn(&Names) -> &str| {
            all.iter().map(|names| clean(field(names))).find(|text| !text.is_empty())
        };
        let creator = first(|names| &names.creator).unwrap_or_default();
        let line = first(|names| &names.line).unwrap_or_default();
        let credit = match (creator.is_empty(), line.is_empty()) {
            (true, true) => first(|names| &names.rights).unwrap_or_default(),
            (false, true) => creator,
            (_, false) if line.to_lowercase().contains(&creator.to_lowercase()) => line,
            (false, false) => format!("{creator} / {line}"),
            (true, false) => line,
        };
        cut(&credit, limits::CREDIT)
    }
}

/// One line, or nothing where it is no name.
fn clean(text: &str) -> String {
    let text = squeeze(&sanitize(text));
    let is_name = text.chars().any(char::is_alphabetic);
    if !is_name || NOBODY.contains(&text.to_lowercase().as_str()) { String::new() } else { text }
}

/// Text of an unnamed encoding: UTF-8 where it is, else that of old programs.
fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xmp(inside: &str) -> Vec<u8> {
        format!(
            "<?xpacket begin='' id='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
             xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
             xmlns:dc='http://purl.org/dc/elements/1.1/' \
             xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'>{inside}</rdf:RDF></x:xmpmeta>"
        )
        .into_bytes()
    }

    /// A dataset of IPTC in a resource of Photoshop.
    fn iptc(sets: &[(u8, &[u8])]) -> Vec<u8> {
        let mut data = Vec::new();
        for (number, value) in sets {
            data.extend_from_slice(&[0x1c, 2, *number, 0, u8::try_from(value.len()).unwrap()]);
            data.extend_from_slice(value);
        }
        let mut out = b"8BIM\x04\x25\0\0\0\0\0\x01x\x008BIM\x04\x04\0\0".to_vec();
        out.extend_from_slice(&u32::try_from(data.len()).unwrap().to_be_bytes());
        out.extend_from_slice(&data);
        out
    }

    /// A TIFF of one directory of texts, little-endian.
    fn exif(fields: &[(u16, &[u8])]) -> Vec<u8> {
        let mut out = b"II*\0\x08\0\0\0".to_vec();
        out.extend_from_slice(&u16::try_from(fields.len()).unwrap().to_le_bytes());
        let mut place = 8 + 2 + 12 * fields.len() + 4;
        for (tag, value) in fields {
            out.extend_from_slice(&tag.to_le_bytes());
            out.extend_from_slice(&2_u16.to_le_bytes());
            out.extend_from_slice(&u32::try_from(value.len()).unwrap().to_le_bytes());
            out.extend_from_slice(&u32::try_from(place).unwrap().to_le_bytes());
            place += value.len();
        }
        out.extend_from_slice(&[0; 4]);
        fields.iter().for_each(|(_, value)| out.extend_from_slice(value));
        out
    }

    #[test]
    fn credits_are_found_wherever_they_stand() {
        let check = |metadata: Metadata, expected: &str| {
            assert_eq!(metadata.credit(), expected, "{metadata:?}");
        };
        let of_xmp = |inside: &str| Metadata { xmp: Some(xmp(inside)), ..Metadata::default() };
        let creator = "<rdf:Description><dc:creator><rdf:Seq><rdf:li>Ada Lens</rdf:li>\
             <rdf:li>Bo Iris</rdf:li></rdf:Seq></dc:creator></rdf:Description>";
        check(of_xmp(creator), "Ada Lens, Bo Iris");
        check(
            of_xmp("<rdf:Description photoshop:Credit='Ada Lens/Agency' dc:creator='Ada Lens'/>"),
            "Ada Lens/Agency",
        );
        check(
            of_xmp("<rdf:Description photoshop:Credit='Agency' dc:creator='Ada Lens'/>"),
            "Ada Lens / Agency",
        );
        check(
            of_xmp(
                "<rdf:Description><dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© Paper</rdf:li></rdf:Alt></dc:rights></rdf:Description>",
            ),
            "© Paper",
        );
        check(of_xmp("<broken"), "");
        let of_iptc =
            |sets: &[(u8, &[u8])]| Metadata { iptc: Some(iptc(sets)), ..Metadata::default() };
        check(of_iptc(&[(5, b"Title"), (80, b"Zo\xeb"), (110, b"Agency")]), "Zoë / Agency");
        check(of_iptc(&[(80, "Zoë".as_bytes()), (80, b"Bo")]), "Zoë, Bo");
        check(of_iptc(&[(116, b"(c) Paper")]), "(c) Paper");
        check(
            Metadata {
                iptc: Some(b"8BIM\x04\x04\0\0\xff\xff\xff\xff\x1c\x02P\xff\xff".to_vec()),
                ..Metadata::default()
            },
            "",
        );
        let of_exif =
            |fields: &[(u16, &[u8])]| Metadata { exif: Some(exif(fields)), ..Metadata::default() };
        check(of_exif(&[(0x013b, b"Ada Lens\0"), (0x8298, b"2024 Paper\0\0")]), "Ada Lens");
        check(
            of_exif(&[(0x013b, b"unknown\0"), (0x8298, b"Taken by A\0Edited by B\0")]),
            "Taken by A, Edited by B",
        );
        check(of_exif(&[(0x013b, b"    \0\0\0\0\0")]), "");
        check(
            Metadata { exif: Some(b"II*\0\xff\xff\xff\xff".to_vec()), ..Metadata::default() },
            "",
        );
        check(
            Metadata { iptc: Some(iptc(&[(80, b"Edited")])), ..of_exif(&[(0x013b, b"Camera\0")]) },
            "Edited",
        );
    }
}

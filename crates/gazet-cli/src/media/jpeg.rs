//! The segments of a JPEG (ITU-T T.81, annex B).

use std::ops::Range;

/// What a JPEG is made of.
#[derive(Debug, Default)]
struct Parts {
    /// Marker and place of each segment, with its marker and, of a scan, its
    /// data.
    segments: Vec<(u8, Range<usize>)>,
    scans: usize,
    components: u8,
    is_progressive: bool,
}

/// The picture without what a reader does not see. What follows its end, where
/// telephones put films and second pictures, is left out too.
pub(super) fn stripped(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0xff, 0xd8];
    for (marker, place) in parts(bytes).segments {
        let segment = &bytes[place];
        let starts = |name: &[u8]| segment.get(4..).is_some_and(|body| body.starts_with(name));
        let is_needed = match marker {
            0xe0 => starts(b"JFIF\0"),
            0xe2 => starts(b"ICC_PROFILE\0"),
            // Says how the colours are to be read.
            0xee => starts(b"Adobe"),
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        if is_needed {
            out.extend_from_slice(segment);
        }
    }
    out.extend_from_slice(&[0xff, 0xd9]);
    out
}

/// Whether it holds the four colours of print, which browsers show in
/// different ways.
pub(super) fn is_for_print(bytes: &[u8]) -> bool {
    parts(bytes).components == 4
}

/// Whether our decoder would read it wrong, unlike browsers: zune-jpeg takes
/// the scans of a sequential JPEG for one.
pub(super) fn only_for_browsers(bytes: &[u8]) -> bool {
    let parts = parts(bytes);
    !parts.is_progressive && parts.scans > 1
}

fn parts(bytes: &[u8]) -> Parts {
    let mut parts = Parts::default();
    let mut at = 2;
    while let Some(marker_at) = next_marker(bytes, at) {
        let marker = bytes[marker_at + 1];
        match marker {
            0xd9 => break,
            // Without a length.
            0x01 | 0xd0..=0xd8 => {
                at = marker_at + 2;
                continue;
            }
            _ => {}
        }
        let Some(&[high, low]) = bytes.get(marker_at + 2..marker_at + 4) else { break };
        let mut end = marker_at + 2 + usize::from(u16::from_be_bytes([high, low]));
        if end > bytes.len() || end < marker_at + 4 {
            break;
        }
        match marker {
            // Start of frame: C4, C8 and CC are something else.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                parts.is_progressive = matches!(marker, 0xc2 | 0xc6 | 0xca | 0xce);
                parts.components = bytes.get(marker_at + 9).copied().unwrap_or_default();
            }
            0xda => {
                parts.scans += 1;
                end = end_of_scan(bytes, end);
            }
            _ => {}
        }
        parts.segments.push((marker, marker_at..end));
        at = end;
    }
    parts
}

/// Where the next marker stands; fill bytes before it are passed over.
fn next_marker(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let found = rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff))?;
    Some(from + found)
}

/// Where the data of a scan ends: zeros and restarts belong to it.
fn end_of_scan(bytes: &[u8], from: usize) -> usize {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff | 0xd0..=0xd7);
    let rest = bytes.get(from..).unwrap_or_default();
    rest.windows(2).position(is_end).map_or(bytes.len(), |found| from + found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

    fn encoded(set: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
        let pixels: Vec<u8> = (0..64 * 48 * 3).map(|n: u32| (n % 251) as u8).collect();
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, 80);
        set(&mut encoder);
        encoder.encode(&pixels, 64, 48, ColorType::Rgb).unwrap();
        out
    }

    #[test]
    fn a_sequential_picture_of_several_scans_is_left_to_browsers() {
        let check = |expected: bool, set: fn(&mut Encoder<&mut Vec<u8>>)| {
            let bytes = encoded(set);
            assert_eq!(only_for_browsers(&bytes), expected);
            // Nothing was there to be left out.
            assert_eq!(stripped(&bytes), bytes);
            assert!(!is_for_print(&bytes));
        };
        check(false, |_| {});
        check(false, |encoder| encoder.set_progressive(true));
        check(true, |encoder| {
            encoder.set_sampling_factor(SamplingFactor::F_2_2);
            encoder.set_optimized_huffman_tables(true);
        });
    }

    #[test]
    fn whatever_is_cut_off_or_spoilt_is_followed_to_an_end() {
        let bytes = encoded(|encoder| encoder.set_restart_interval(2));
        for end in 0..bytes.len() {
            let mut spoilt = bytes.clone();
            spoilt[end] = 0xff;
            assert!(stripped(&spoilt).len() <= bytes.len() + 2);
            assert!(stripped(&bytes[..end]).len() <= end + 4);
        }
    }
}

//! Pictures that tests need, made of numbers.

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Frame, ImageBuffer, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::io::Cursor;

/// What a telephone writes of the place where it was.
pub(crate) const SECRET: &str = "40.3667N 49.8352E";

/// Many colours and soft edges, as a photograph has; the upper left quarter is
/// red, so that a turn of it is seen.
pub(crate) fn pixels(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = (x.wrapping_mul(31) ^ y.wrapping_mul(17)) % 13;
        let wave = |step: u32| ((x / step + y / step) % 180 + noise) as u8;
        if x < width / 2 && y < height / 2 {
            return Rgb([240 - noise as u8, wave(9) / 9, 20]);
        }
        Rgb([wave(5) / 2, wave(3), 255 - wave(7)])
    })
}

/// A JPEG as a camera writes it: lying on its side when `orientation` is 6,
/// with the names and the place that `SECRET` stands for.
pub(crate) fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 70).encode_image(&pixels(width, height)).unwrap();
    let exif = segment(0xe1, &[b"Exif\0\0", &tiff(orientation)[..]].concat());
    let place = segment(0xe1, format!("http://ns.adobe.com/xap/1.0/\0<x>{SECRET}</x>").as_bytes());
    let comment = segment(0xfe, SECRET.as_bytes());
    // A telephone puts a film behind the picture.
    [&jpeg[..2], &exif, &place, &comment, &jpeg[2..], SECRET.as_bytes()].concat()
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], body].concat()
}

/// Orientation, artist and a description that tells the place.
fn tiff(orientation: u8) -> Vec<u8> {
    let (artist, place) = (b"Ada Lens\0".as_slice(), format!("{SECRET}\0"));
    let mut out = b"II*\0\x08\0\0\0\x03\0".to_vec();
    let after = 8 + 2 + 3 * 12 + 4;
    let mut entry = |tag: u16, kind: u16, count: usize, value: u32| {
        out.extend_from_slice(&tag.to_le_bytes());
        out.extend_from_slice(&kind.to_le_bytes());
        out.extend_from_slice(&u32::try_from(count).unwrap().to_le_bytes());
        out.extend_from_slice(&value.to_le_bytes());
    };
    entry(0x010e, 2, place.len(), after + u32::try_from(artist.len()).unwrap());
    entry(0x0112, 3, 1, u32::from(orientation));
    entry(0x013b, 2, artist.len(), after);
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(artist);
    out.extend_from_slice(place.as_bytes());
    out
}

pub(crate) fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.into().write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A drawing with nothing around it.
pub(crate) fn drawing(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| match (x / 40 + y / 40) % 3 {
        0 => Rgba([0, 0, 0, 0]),
        1 => Rgba([200, 30, 30, 255]),
        _ => Rgba([20, 20, 120, 255]),
    })
}

/// A PNG of sixteen bits a channel.
pub(crate) fn deep(width: u32, height: u32) -> Vec<u8> {
    let pixels: ImageBuffer<Rgb<u16>, Vec<u16>> = ImageBuffer::from_fn(width, height, |x, y| {
        Rgb([x as u16 * 50, y as u16 * 60, (x ^ y) as u16 * 33])
    });
    file(pixels, ImageFormat::Png)
}

/// Two pictures that take turns.
pub(crate) fn film() -> Vec<u8> {
    let mut out = Vec::new();
    let frames = [drawing(120, 80), drawing(80, 120)].map(|mut picture| {
        picture = image::imageops::resize(&picture, 120, 80, image::imageops::Nearest);
        Frame::new(picture)
    });
    GifEncoder::new(&mut out).encode_frames(frames).unwrap();
    out
}

/// A header that promises more than any memory holds.
pub(crate) fn bomb() -> Vec<u8> {
    let mut png = file(drawing(4, 4), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let sum = checksum(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&sum);
    png
}

/// CRC-32 as PNG has it (PNG 3, annex D).
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 }
        })
    })
}

/// A JPEG in the four inks of print, all of one colour: 255 is full ink.
pub(crate) fn print(width: u16, height: u16, ink: [u8; 4]) -> Vec<u8> {
    let mut out = Vec::new();
    let pixels = ink.repeat(usize::from(width) * usize::from(height));
    jpeg_encoder::Encoder::new(&mut out, 90)
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Cmyk)
        .unwrap();
    out
}

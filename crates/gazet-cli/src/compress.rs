//! Compressing files of the site, once for all their readers.

use crate::kinds;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// Bytes below which compressing gains less than its headers cost.
pub(crate) const SMALLEST: usize = 256;

/// A way to compress.
type Compress = fn(&[u8]) -> io::Result<Vec<u8>>;

/// The ways, each with what it adds to a file name: the endings that nginx
/// (`brotli_static`, `gzip_static`) and Caddy (`precompressed`) look for.
pub(crate) const FORMS: [(&str, Compress); 2] = [(".br", brotli), (".gz", gzip)];

/// The compressed forms of a file that are worth keeping beside it, with their
/// names: none of a picture, of a tiny file or of one that does not become
/// smaller.
///
/// # Errors
/// Those of the memory that the bytes go to, of which there are none.
pub(crate) fn precompress(name: &str, bytes: &[u8]) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut forms = Vec::new();
    if bytes.len() < SMALLEST || !kinds::kind(name).compressible {
        return Ok(forms);
    }
    for (ending, compress) in FORMS {
        let small = compress(bytes)?;
        if small.len() < bytes.len() {
            forms.push((format!("{name}{ending}"), small));
        }
    }
    Ok(forms)
}

/// Brotli at its highest quality, 11.
pub(crate) fn brotli(mut bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut small, &parameters)?;
    Ok(small)
}

/// Gzip at its highest level, 9, without a time in its head.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_gains_is_compressed() {
        let check = |name: &str, bytes: &[u8], expected: &[&str]| {
            let forms = precompress(name, bytes).unwrap();
            let names: Vec<_> = forms.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, expected, "{name}, {} bytes", bytes.len());
            assert!(forms.iter().all(|(_, small)| small.len() < bytes.len()));
        };
        let text = "words ".repeat(100).into_bytes();
        check("news/index.html", &text, &["news/index.html.br", "news/index.html.gz"]);
        check("bundle.json", &text[..SMALLEST], &["bundle.json.br", "bundle.json.gz"]);
        check("bundle.json", &text[..SMALLEST - 1], &[]);
        check("images/a.png", &text, &[]);
        // The top bytes of a linear congruential generator (Knuth's MMIX).
        let step = |state: &u64| {
            Some(
                state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407),
            )
        };
        let noise: Vec<u8> = std::iter::successors(Some(1_u64), step)
            .map(|state| state.to_be_bytes()[0])
            .take(4_096)
            .collect();
        check("noise.txt", &noise, &[]);
    }
}

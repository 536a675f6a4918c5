//! Files of the site, kept in memory with their compressed forms.

use super::kinds;
use crate::build::hexadecimal;
use axum::body::Bytes;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

/// Bytes below which compressing gains less than its headers cost.
const SMALLEST: usize = 256;

/// A form in which a file travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// As it is.
    Identity,
    /// Brotli at its highest quality, 11.
    Brotli,
    /// Gzip at its highest level, 9.
    Gzip,
}

impl Encoding {
    /// The best form that a value of `Accept-Encoding` allows.
    pub(super) fn best(accepted: &str) -> Self {
        let allows = |name: &str| {
            accepted.split(',').any(|item| {
                let (coding, weight) = item.split_once(';').unwrap_or((item, ""));
                let refused = weight
                    .trim()
                    .strip_prefix("q=")
                    .is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0));
                coding.trim().eq_ignore_ascii_case(name) && !refused
            })
        };
        if allows("br") {
            Self::Brotli
        } else if allows("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    /// The value of `Content-Encoding`.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
        }
    }
}

/// A file in memory.
#[derive(Debug)]
pub(super) struct File {
    changed: Option<SystemTime>,
    length: u64,
    compressible: bool,
    bytes: Bytes,
    hash: String,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

impl File {
    /// The bytes in the wanted form, and the form they have: what would not
    /// become smaller stays as it is.
    pub(super) fn encoded(&self, wanted: Encoding) -> (Bytes, Encoding) {
        let bytes = match wanted {
            _ if !self.compressible => &self.bytes,
            Encoding::Identity => &self.bytes,
            Encoding::Brotli => self.brotli.get_or_init(|| compress(&self.bytes, brotli)),
            Encoding::Gzip => self.gzip.get_or_init(|| compress(&self.bytes, gzip)),
        };
        let encoding = if bytes.len() < self.bytes.len() { wanted } else { Encoding::Identity };
        (bytes.clone(), encoding)
    }

    /// The value of `ETag` for a form.
    pub(super) fn tag(&self, encoding: Encoding) -> String {
        match encoding.name() {
            None => format!("\"{}\"", self.hash),
            Some(name) => format!("\"{}-{name}\"", self.hash),
        }
    }
}

/// The files that were asked for.
#[derive(Debug, Default)]
pub(super) struct Files(Mutex<HashMap<PathBuf, Arc<File>>>);

impl Files {
    /// The file, read anew when it changed on the disk.
    pub(super) fn get(&self, path: &Path) -> io::Result<Arc<File>> {
        let metadata = fs::metadata(path)?;
        let (changed, length) = (metadata.modified().ok(), metadata.len());
        // A thread that panicked while it held the map left it whole.
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |file: &&Arc<File>| file.changed == changed && file.length == length;
        if let Some(file) = known().get(path).filter(fresh) {
            return Ok(file.clone());
        }
        let bytes = fs::read(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = Arc::new(File {
            changed,
            length,
            compressible: kinds::kind(&name).compressible && bytes.len() >= SMALLEST,
            hash: hexadecimal(&Sha256::digest(&bytes)[..8]),
            bytes: bytes.into(),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        });
        known().insert(path.to_owned(), file.clone());
        Ok(file)
    }
}

/// The compressed bytes; the bytes themselves when that does not help.
fn compress(bytes: &Bytes, with: fn(&[u8]) -> io::Result<Vec<u8>>) -> Bytes {
    match with(bytes) {
        Ok(small) if small.len() < bytes.len() => small.into(),
        _ => bytes.clone(),
    }
}

fn brotli(mut bytes: &[u8]) -> io::Result<Vec<u8>> {
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

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_allowed_encoding_is_taken() {
        let check = |accepted: &str, best| assert_eq!(Encoding::best(accepted), best, "{accepted}");
        check("gzip, deflate, br, zstd", Encoding::Brotli);
        check("gzip;q=1.0, br;q=0", Encoding::Gzip);
        check("GZIP", Encoding::Gzip);
        check("identity", Encoding::Identity);
        check("", Encoding::Identity);
        check("brr", Encoding::Identity);
    }
}

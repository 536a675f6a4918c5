//! Files of the site, kept in memory with their compressed forms.

use crate::build::hexadecimal;
use crate::compress::{self, SMALLEST};
use crate::kinds;
use axum::body::Bytes;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

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
    /// Where compressed forms may lie beside it.
    path: Option<PathBuf>,
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
            Encoding::Brotli => self.brotli.get_or_init(|| self.small(".br", compress::brotli)),
            Encoding::Gzip => self.gzip.get_or_init(|| self.small(".gz", compress::gzip)),
        };
        let encoding = if bytes.len() < self.bytes.len() { wanted } else { Encoding::Identity };
        (bytes.clone(), encoding)
    }

    /// The compressed bytes: those that the build left beside the file, else
    /// made here; the bytes themselves when that does not help.
    fn small(&self, ending: &str, with: fn(&[u8]) -> io::Result<Vec<u8>>) -> Bytes {
        let beside = self.path.as_ref().and_then(|path| {
            let mut name = path.clone().into_os_string();
            name.push(ending);
            // One that is older than the file was made of another one.
            let made = fs::symlink_metadata(&name).ok().filter(fs::Metadata::is_file)?;
            (made.modified().ok() >= self.changed).then(|| fs::read(&name).ok())?
        });
        match beside.map_or_else(|| with(&self.bytes), Ok) {
            Ok(small) if small.len() < self.bytes.len() => small.into(),
            _ => self.bytes.clone(),
        }
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
pub(super) struct Files {
    known: Mutex<HashMap<PathBuf, Arc<File>>>,
    /// What is put before the end of every page's head.
    into_pages: Option<String>,
}

impl Files {
    /// Files whose pages get something into their heads on the way.
    pub(super) fn with(into_pages: Option<String>) -> Self {
        Self { known: Mutex::default(), into_pages }
    }

    /// The file, read anew when it changed on the disk.
    pub(super) fn get(&self, path: &Path) -> io::Result<Arc<File>> {
        let metadata = fs::metadata(path)?;
        let (changed, length) = (metadata.modified().ok(), metadata.len());
        // A thread that panicked while it held the map left it whole.
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |file: &&Arc<File>| file.changed == changed && file.length == length;
        if let Some(file) = known().get(path).filter(fresh) {
            return Ok(file.clone());
        }
        let mut bytes = fs::read(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let addition = self.into_pages.as_ref().filter(|_| name.ends_with(".html"));
        if let Some(addition) = addition {
            bytes = put_in_head(&bytes, addition);
        }
        let file = Arc::new(File {
            changed,
            length,
            compressible: kinds::kind(&name).compressible && bytes.len() >= SMALLEST,
            hash: hexadecimal(&Sha256::digest(&bytes)[..8]),
            bytes: bytes.into(),
            path: addition.is_none().then(|| path.to_owned()),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        });
        known().insert(path.to_owned(), file.clone());
        Ok(file)
    }
}

/// A page with something before the end of its head, or at its own end when
/// it has none.
fn put_in_head(page: &[u8], addition: &str) -> Vec<u8> {
    const END: &[u8] = b"</head>";
    let at = page.windows(END.len()).position(|bytes| bytes.eq_ignore_ascii_case(END));
    let (before, after) = page.split_at(at.unwrap_or(page.len()));
    [before, addition.as_bytes(), after].concat()
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

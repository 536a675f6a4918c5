//! Reading what others wrote, and never more of it than a limit: a pipe and a
//! file that still grows tell no size beforehand.

use crate::error::{Error, IoContext, Result};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use thiserror::Error;

/// Why something is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum Unfit {
    /// A file whose size is known.
    #[error("has {size} bytes; the limit is {limit}")]
    TooLarge {
        /// The file's bytes.
        size: u64,
        /// The most that is read.
        limit: u64,
    },
    /// A pipe, a device, or a file that grew meanwhile.
    #[error("goes on after {limit} bytes, which is the limit")]
    Endless {
        /// The most that is read.
        limit: u64,
    },
    /// A pipe or a device among the files of a folder, which could keep a run
    /// waiting for ever.
    #[error("is a pipe or a device, not a file")]
    NoFile,
}

/// What a read comes to.
pub(crate) type Fit = std::result::Result<Vec<u8>, Unfit>;

/// Reads what a publisher names: a file or a pipe.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<Fit> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let size = metadata.len();
    if size > limit {
        return Ok(Err(Unfit::TooLarge { size, limit }));
    }
    let mut bytes = room(if metadata.is_file() { size } else { limit });
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > limit { Err(Unfit::Endless { limit }) } else { Ok(bytes) })
}

/// Room for so many bytes and the one behind them. It costs no memory before
/// it is written to, and one that grew would be copied, which costs twice.
pub(crate) fn room(bytes: u64) -> Vec<u8> {
    let mut room = Vec::new();
    let wanted = usize::try_from(bytes.saturating_add(1)).unwrap_or_default();
    // Where so much is not to be had, it grows as it is filled.
    let _ = room.try_reserve_exact(wanted);
    room
}

/// Reads what lies in a folder: a file and nothing else.
pub(crate) fn read_file(path: &Path, limit: u64) -> io::Result<Fit> {
    let kind = path.metadata()?.file_type();
    // The machine itself says what is wrong with a folder.
    if kind.is_file() || kind.is_dir() { read(path, limit) } else { Ok(Err(Unfit::NoFile)) }
}

/// As [`read_file`], where the run ends with what is unfit.
///
/// # Errors
/// [`Error::Input`] when it is unfit, [`Error::Io`] when the machine fails.
pub(crate) fn file(path: &Path, limit: u64) -> Result<Vec<u8>> {
    let fit = read_file(path, limit).at("cannot read", path)?;
    fit.map_err(|unfit| Error::input(path, unfit.to_string()))
}

/// A short text: a key, or a signature. What is no UTF-8 is none of these, and
/// comes to nothing that can be read.
///
/// # Errors
/// As [`read`]; the limit is 64 KiB, eight times the comments of minisign.
pub(crate) fn note(path: &Path) -> io::Result<std::result::Result<String, Unfit>> {
    let fit = read(path, 64 * 1024)?;
    Ok(fit.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

//! The bundle on the publisher's disk: every article, with its text.

use crate::error::{Error, Result};
use crate::input;
use gazet_bundle::{Bundle, ReadError, read_edition};
use std::path::Path;

/// Bytes of one bundle: 1 GiB. It is read as a whole, at about ten times its
/// size in memory; 10,000 articles of 800 words are 70 MB.
const BYTES: usize = 1024 * 1024 * 1024;

/// Reads the file of a bundle; as [`read`].
///
/// # Errors
/// [`Error::Input`] when it is none, [`Error::Io`] when the machine fails.
pub(crate) fn open(path: &Path) -> Result<Bundle> {
    let bytes = input::file(path, BYTES as u64)?;
    read(&bytes).map_err(|error| Error::input(path, error.to_string()))
}

/// Reads a bundle that no reader downloads, so the limits of a download do
/// not hold: `build` splits it for the web.
pub(crate) fn read(bytes: &[u8]) -> Result<Bundle, ReadError> {
    read_edition(bytes, BYTES)
}

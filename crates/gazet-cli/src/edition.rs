//! The bundle on the publisher's disk: every article, with its text.

use gazet_bundle::{Bundle, ReadError, read_edition};

/// Bytes of one bundle: 1 GiB. It is read as a whole, at about ten times its
/// size in memory; 10,000 articles of 800 words are 70 MB.
const BYTES: usize = 1024 * 1024 * 1024;

/// Reads a bundle that no reader downloads, so the limits of a download do
/// not hold: `build` splits it for the web.
pub(crate) fn read(bytes: &[u8]) -> Result<Bundle, ReadError> {
    read_edition(bytes, BYTES)
}

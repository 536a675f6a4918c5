//! Writes an edition as the folder of a bundle.

use super::Edition;
use crate::error::{Error, Result};
use crate::folder::{Kind, Staging};
use std::path::Path;

/// Writes `bundle.json` and `images/` into `out`, which appears whole or not
/// at all. `input` is the folder that was read, which `out` may not overlap.
///
/// # Errors
/// [`Error::Refused`] when `out` holds what this program did not make, and
/// [`Error::Io`] when the machine fails.
pub fn write(edition: &Edition, input: &Path, out: &Path) -> Result<()> {
    let staging = Staging::begin(out, Kind::Bundle, "", &[input])?;
    let mut json = serde_json::to_vec(&edition.bundle)
        .map_err(|error| Error::input(input, format!("cannot be written as JSON: {error}")))?;
    json.push(b'\n');
    staging.write("bundle.json", &json)?;
    for picture in &edition.pictures {
        staging.copy(&picture.source, &format!("images/{}", picture.name))?;
        for variant in &picture.variants {
            staging.write(&format!("images/{}", variant.name), &variant.bytes)?;
        }
    }
    staging.commit()
}

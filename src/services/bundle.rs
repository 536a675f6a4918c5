//! The edition: fetched, verified, read.

use crate::error::Fault;
use crate::routes::Links;
use crate::services::fetch;
use gazet_bundle::{Body, Bundle, Part, PartRef, limits};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;

/// Name of the front document, relative to the base path.
const FRONT: &str = "bundle.json";

/// Loads the edition of the site.
///
/// # Errors
/// The [`Fault`] that keeps it from being shown.
pub async fn load(links: &Links) -> Result<Arc<Bundle>, Fault> {
    let bytes = fetch::bytes(&links.file(FRONT), limits::DOCUMENT_BYTES).await?;
    Ok(Arc::new(gazet_bundle::read(&bytes)?))
}

/// Loads a body, wherever it stands. Only bytes whose SHA-256 begins with the
/// part's name are read.
///
/// # Errors
/// The [`Fault`] that keeps it from being shown.
pub async fn load_part(links: &Links, body: &Body) -> Result<Arc<Part>, Fault> {
    let name = match body {
        Body::Inline(part) => return Ok(Arc::new(part.clone())),
        Body::Part(name) => name,
    };
    let url = links.file(&format!("parts/{name}.json"));
    let bytes = fetch::bytes(&url, limits::DOCUMENT_BYTES).await?;
    if !is_named(&bytes, name) {
        // What a host sends instead of a missing file has a clearer name.
        return Err(match gazet_bundle::read_part(&bytes) {
            Err(error @ gazet_bundle::ReadError::Html) => error.into(),
            _ => Fault::WrongHash,
        });
    }
    Ok(Arc::new(gazet_bundle::read_part(&bytes)?))
}

fn is_named(bytes: &[u8], name: &PartRef) -> bool {
    let digest = Sha256::digest(bytes);
    let mut hexadecimal = String::with_capacity(32);
    for byte in &digest[..16] {
        // Writing into a `String` cannot fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal == name.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_known_by_its_bytes() {
        // SHA-256 of the empty text, FIPS 180-4 example values.
        let name = PartRef::new("e3b0c44298fc1c149afbf4c8996fb924").unwrap();
        assert!(is_named(b"", &name));
        assert!(!is_named(b" ", &name));
    }
}

//! The edition: fetched, verified, read.

use crate::error::Fault;
use crate::routes::Links;
use crate::services::{fetch, signature};
use gazet_bundle::{Body, Bundle, Leaf, Part, PartRef, ReadError, limits};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::sync::Arc;

/// Name of the front document, relative to the base path.
const FRONT: &str = "bundle.json";

/// Why the service worker gave an edition that it keeps, and when that came
/// from the network (RFC 3339).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// `offline`, `late`, `status 500`, `html`, `broken`, `large`, `newer` or
    /// `signature`; see `public/worker/edition.js`. Or `file` or `signed`, when it was opened
    /// from a file; see `public/offline/open.js`.
    pub why: String,
    /// When it was fetched, or the name of the file, percent-encoded.
    pub at: String,
}

impl Held {
    fn of(answer: &web_sys::Response) -> Option<Self> {
        let header = |name: &str| answer.headers().get(name).ok().flatten();
        Some(Self { why: header("Gazet-Kept")?, at: header("Gazet-Fetched").unwrap_or_default() })
    }

    /// Whether it was opened from a file.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.why.as_str(), "file" | "signed")
    }

    /// Whether there was no network to bring a newer one.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        matches!(self.why.as_str(), "offline" | "late")
    }
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// Why the edition that was loaded last is not the newest, when it is not.
#[must_use]
pub fn held() -> Option<Held> {
    HELD.with_borrow(Clone::clone)
}

/// Loads the edition of the site. Where the site pins a key, only one that is
/// signed with it.
///
/// # Errors
/// The [`Fault`] that keeps it from being shown.
pub async fn load(links: &Links) -> Result<Arc<Bundle>, Fault> {
    let signature = RefCell::new(None);
    let look = |answer: &web_sys::Response| {
        HELD.set(Held::of(answer));
        signature.replace(answer.headers().get("Gazet-Signature").ok().flatten());
    };
    let bytes = fetch::answer(&links.file(FRONT), limits::DOCUMENT_BYTES, &look).await?;
    signature::check(links, &bytes, signature.into_inner()).await?;
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
    Ok(Arc::new(gazet_bundle::read_part(&named(links, name).await?)?))
}

/// Loads what a page shows of the archive; `None` when the archive has no
/// such page. The archive and its shards never change under their names, so
/// the browser keeps them.
///
/// # Errors
/// The [`Fault`] that keeps it from being shown.
pub async fn load_leaf(
    links: &Links,
    archive: &PartRef,
    route: &str,
) -> Result<Option<Arc<Leaf>>, Fault> {
    let archive = gazet_bundle::read_archive(&named(links, archive).await?)?;
    let Some(shard) = archive.shard(route) else { return Ok(None) };
    let shard = gazet_bundle::read_shard(&named(links, shard).await?)?;
    let Some((_, leaf)) = shard.leaves.iter().find(|(own, _)| own == route) else {
        return Ok(None);
    };
    load_named_leaf(links, leaf).await.map(Some)
}

/// Loads a leaf by its name.
///
/// # Errors
/// The [`Fault`] that keeps it from being shown.
pub async fn load_named_leaf(links: &Links, name: &PartRef) -> Result<Arc<Leaf>, Fault> {
    Ok(Arc::new(gazet_bundle::read_leaf(&named(links, name).await?)?))
}

/// The bytes of a part, which are what its name promises.
async fn named(links: &Links, name: &PartRef) -> Result<Vec<u8>, Fault> {
    let url = links.file(&format!("parts/{name}.json"));
    let bytes = fetch::bytes(&url, limits::DOCUMENT_BYTES).await?;
    if is_named(&bytes, name) {
        return Ok(bytes);
    }
    // What a host sends instead of a missing file has a clearer name.
    Err(match gazet_bundle::read_part(&bytes) {
        Err(error @ ReadError::Html) => error.into(),
        _ => Fault::WrongHash,
    })
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

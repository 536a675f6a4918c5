//! From bytes to a bundle, with a fault of its own for each way to fail.

use crate::validate::refusal;
use crate::wire::{FromJson, Json};
use crate::{Archive, Bundle, FORMAT, Leaf, Part, Shard, limits};
use thiserror::Error;

/// Why bytes are not a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// More bytes than may be read: so many, of at most so many.
    #[error("the document has {0} bytes; the limit is {1}")]
    TooLarge(usize, usize),
    /// A web page where JSON was expected: what many hosts send instead of a
    /// missing file.
    #[error("the document is a web page, not JSON")]
    Html,
    /// The text ends in the middle, or before it begins: a transfer that
    /// broke.
    #[error("the document ends in the middle")]
    Truncated,
    /// A format newer than this program.
    #[error("the document has format {0}; this program reads up to {FORMAT}")]
    TooNew(u32),
    /// Not a bundle: what is wrong, and where.
    #[error("the document is not a valid bundle: {0}")]
    Malformed(String),
}

/// Reads a bundle. Fields that this version does not know are passed over.
///
/// # Errors
/// [`ReadError`] names the first fault that makes the document unsafe or
/// unreadable. Faults that a reader can live with are left to
/// [`validate`](crate::validate).
pub fn read(bytes: &[u8]) -> Result<Bundle, ReadError> {
    let bundle = read_edition(bytes, limits::DOCUMENT_BYTES)?;
    let count = bundle.articles.len();
    if count > limits::ARTICLES {
        let fault = format!("articles has {count} items; the limit is {}", limits::ARTICLES);
        return Err(ReadError::Malformed(fault));
    }
    Ok(bundle)
}

/// Reads an edition from a publisher's own disk: of up to so many bytes, with
/// any number of articles. What a reader downloads is for [`read`].
///
/// # Errors
/// As for [`read`].
pub fn read_edition(bytes: &[u8], most: usize) -> Result<Bundle, ReadError> {
    let bundle: Bundle = parse_up_to(bytes, most)?;
    if bundle.format != FORMAT {
        return Err(ReadError::Malformed(format!("format {} does not exist", bundle.format)));
    }
    match refusal(&bundle) {
        Some(fault) => Err(ReadError::Malformed(fault)),
        None => Ok(bundle),
    }
}

/// Reads a part.
///
/// # Errors
/// As for [`read`]. That the bytes are those the bundle named is for the
/// caller to check before.
pub fn read_part(bytes: &[u8]) -> Result<Part, ReadError> {
    let part: Part = parse(bytes)?;
    match crate::validate::part_refusal(&part) {
        Some(fault) => Err(ReadError::Malformed(fault)),
        None => Ok(part),
    }
}

/// Reads the part that names the shards of an archive.
///
/// # Errors
/// As for [`read_part`].
pub fn read_archive(bytes: &[u8]) -> Result<Archive, ReadError> {
    let archive: Archive = parse(bytes)?;
    bounded(archive.shards.len(), "shards", limits::SHARDS)?;
    Ok(archive)
}

/// Reads a shard.
///
/// # Errors
/// As for [`read_part`].
pub fn read_shard(bytes: &[u8]) -> Result<Shard, ReadError> {
    let shard: Shard = parse(bytes)?;
    bounded(shard.leaves.len(), "leaves", limits::LEAVES)?;
    for (route, _) in &shard.leaves {
        bounded(route.len(), "bytes of a route", limits::ROUTE_BYTES)?;
    }
    Ok(shard)
}

/// Reads a leaf.
///
/// # Errors
/// As for [`read_part`].
pub fn read_leaf(bytes: &[u8]) -> Result<Leaf, ReadError> {
    let leaf: Leaf = parse(bytes)?;
    bounded(leaf.articles.len(), "articles of a leaf", limits::LEAF)?;
    match crate::validate::articles_refusal(&leaf.articles) {
        Some(fault) => Err(ReadError::Malformed(fault)),
        None => Ok(leaf),
    }
}

fn bounded(count: usize, what: &str, limit: usize) -> Result<(), ReadError> {
    if count > limit {
        return Err(ReadError::Malformed(format!("has {count} {what}; the limit is {limit}")));
    }
    Ok(())
}

fn parse<T: FromJson>(bytes: &[u8]) -> Result<T, ReadError> {
    parse_up_to(bytes, limits::DOCUMENT_BYTES)
}

fn parse_up_to<T: FromJson>(bytes: &[u8], most: usize) -> Result<T, ReadError> {
    if bytes.len() > most {
        return Err(ReadError::TooLarge(bytes.len(), most));
    }
    // A byte order mark means nothing in UTF-8, but some editors write it
    // (RFC 8259, section 8.1, lets a reader pass over it).
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<') {
        return Err(ReadError::Html);
    }
    let json = Json::parse(bytes).map_err(|error| {
        if error.is_eof() { ReadError::Truncated } else { ReadError::Malformed(error.to_string()) }
    })?;
    // A newer bundle may well not read as this one: its age is the clearer
    // message.
    if let Some(format) = json.format().filter(|format| *format > FORMAT.into()) {
        return Err(ReadError::TooNew(u32::try_from(format).unwrap_or(u32::MAX)));
    }
    T::from_json(json).map_err(|fault| ReadError::Malformed(fault.to_string()))
}

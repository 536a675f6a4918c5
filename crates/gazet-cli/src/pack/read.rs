//! Reading the ZIP, which may come from anywhere.

use super::{IMAGES, KIND, MIMETYPE, SUMS, is_ours};
use crate::build::{FRONT, PARTS};
use crate::edition;
use crate::error::{Error, IoContext, Result};
use crate::sign::ENDING;
use gazet_bundle::{Bundle, limits};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes of the list of hashes: that of a million files is half as long.
const SUMS_BYTES: u64 = 256 * 1024 * 1024;

/// Bytes of a signature: minisign allows comments of 8 KiB.
const SIGNATURE_BYTES: u64 = 64 * 1024;

pub(super) type Zip = ZipArchive<BufReader<File>>;

/// Whether a file is a packed edition, or wants to be one.
pub(crate) fn is_packed(path: &Path) -> Result<bool> {
    let file = File::open(path).at("cannot read", path)?;
    let mut start = Vec::new();
    file.take(64).read_to_end(&mut start).at("cannot read", path)?;
    let is_named = path.extension().is_some_and(|extension| extension == "gazet");
    Ok(is_named || is_ours(&start))
}

/// The bundle of a packed edition. Nothing is verified.
pub(crate) fn bundle_of(path: &Path) -> Result<Bundle> {
    let mut zip = open(path)?;
    let index = zip.index_for_name(FRONT);
    let index = index.ok_or_else(|| Error::input(path, format!("has no {FRONT} in it")))?;
    let (_, bytes) = entry(&mut zip, index, path)?;
    edition::read(&bytes).map_err(|error| Error::input(path, format!("{FRONT}: {error}")))
}

/// Opens a packed edition. Two programs must see the same files in it, so it
/// may not say two things: neither twice one name, nor other names in front
/// of the files than in the list at the end.
pub(super) fn open(path: &Path) -> Result<Zip> {
    let file = File::open(path).at("cannot read", path)?;
    let mut start = [0; 64];
    let mut reader = BufReader::new(file);
    if reader.read_exact(&mut start).is_err() || !is_ours(&start) {
        return Err(Error::input(
            path,
            format!("is no packed edition: it does not begin with {KIND}"),
        ));
    }
    let mut zip = ZipArchive::new(reader).map_err(|error| failed(path, error))?;
    zip.validate_header_consistency().map_err(|error| failed(path, error))?;
    if zip.offset() != 0
        || zip.name_for_index(0).and_then(|name| name.ok()).as_deref() != Some(MIMETYPE)
    {
        return Err(Error::input(path, "is no packed edition: something lies before it"));
    }
    Ok(zip)
}

/// Name and bytes of an entry. A picture may have the bytes that the file
/// itself has, since pictures are stored as they are.
pub(super) fn entry(zip: &mut Zip, index: usize, path: &Path) -> Result<(String, Vec<u8>)> {
    let whole = std::fs::metadata(path).at("cannot read", path)?.len();
    let file = zip.by_index(index).map_err(|error| failed(path, error))?;
    let name = file.name().map_err(|error| failed(path, error))?.into_owned();
    let is_link = file.unix_mode().is_some_and(|mode| mode & 0o170_000 == 0o120_000);
    let why = if is_link { Some("is a symbolic link") } else { name_fault(&name) };
    if let Some(why) = why {
        return Err(Error::input(path, format!("the name {name:?} in it {why}")));
    }
    let limit = limit_of(&name, whole);
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| failed(path, error.into()))?;
    if bytes.len() as u64 > limit {
        return Err(Error::input(path, format!("{name} in it has more than {limit} bytes")));
    }
    Ok((name, bytes))
}

fn limit_of(name: &str, whole: u64) -> u64 {
    match name {
        SUMS => SUMS_BYTES,
        _ if name.ends_with(ENDING) => SIGNATURE_BYTES,
        _ if name.ends_with(".json") => limits::DOCUMENT_BYTES as u64,
        _ => whole,
    }
}

/// Why a name may not be in a packed edition: what it would do where it is
/// unpacked, or what it is not.
pub(super) fn name_fault(name: &str) -> Option<&'static str> {
    if name.starts_with('/') || name.contains(':') {
        return Some("is that of a place outside");
    }
    if name.contains('\\') || name.contains(char::is_control) {
        return Some("holds a character that is not safe everywhere");
    }
    if name.split('/').any(|piece| matches!(piece, "" | "." | "..")) {
        return Some("leaves its folder");
    }
    let is_list =
        [MIMETYPE, FRONT, SUMS].contains(&name) || name.strip_suffix(ENDING) == Some(SUMS);
    let is_part = |rest: &str| !rest.contains('/') && rest.ends_with(".json");
    let is_data = match name.split_once('/') {
        Some((PARTS, rest)) => is_part(rest),
        Some((folder, _)) => folder == IMAGES,
        None => false,
    };
    (!is_list && !is_data).then_some("does not belong to an edition")
}

pub(super) fn failed(path: &Path, error: ZipError) -> Error {
    match error {
        // The machine's own faults have a number; others are of the bytes.
        ZipError::Io(source) if source.raw_os_error().is_some() => {
            Error::Io { action: "cannot read", path: path.to_owned(), source }
        }
        other => Error::input(path, format!("is no whole ZIP: {other}")),
    }
}

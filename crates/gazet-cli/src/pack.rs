//! An edition in one file, to travel without a network.
//!
//! A ZIP of what a site shows: the bundle, its parts and its pictures, with a
//! list of their hashes, which the publisher may sign. The reader itself is
//! not in it.

mod archive;
mod read;
mod sums;
mod verify;

use crate::build::{FRONT, PARTS};
use crate::compress::FORMS;
use crate::edition;
use crate::error::{Error, IoContext, Result};
use crate::folder::{self, Whole};
use crate::sign::{ENDING, SecretKey, comment, sign_bytes};
use archive::Archive;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub(crate) use read::{bundle_of, is_packed};
pub(crate) use verify::verify;

/// The kind of the file, which stands near its first byte.
const KIND: &str = "application/vnd.gazet";

/// Name of the entry that holds the kind.
const MIMETYPE: &str = "mimetype";

/// Name of the list of hashes, in the form of `sha256sum`.
const SUMS: &str = "SHA256SUMS";

/// Name of the folder of pictures.
const IMAGES: &str = "images";

/// The ending of a picture that only link previews show.
const CARD: &str = ".svg.card.jpg";

/// Bytes of all files together. From 4 GiB on a ZIP has a form that not every
/// program reads, and FAT32, the file system of most memory sticks, takes no
/// such file; the rest is for names and headers.
const BYTES: u64 = 4_000_000_000;

/// What to pack, and where.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The folder that `gazet build` wrote.
    pub site: &'a Path,
    /// The file to write.
    pub out: &'a Path,
    /// What signs the list of hashes.
    pub key: Option<&'a SecretKey>,
}

/// What was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Files of the edition.
    pub files: usize,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Packs a site, whole or not at all; the same site gives the same bytes.
///
/// # Errors
/// [`Error::Input`] when the folder is no site or too large,
/// [`Error::Refused`] when the file's name is taken.
pub fn pack(options: &Options<'_>) -> Result<Summary> {
    let root = folder::without_links(options.site)?;
    if folder::base_of_site(&root).is_none() {
        return Err(Error::input(options.site, "is no site; pack what gazet build wrote"));
    }
    // A build that ended now would mix two editions.
    let _lock = folder::hold(&root)?;
    let names = names(&root)?;
    check_size(&root, &names)?;
    let mut sums = BTreeMap::from([(MIMETYPE.to_owned(), sums::of(KIND.as_bytes()))]);
    for name in &names {
        sums.insert(name.clone(), sums::of(&read(&root, name)?));
    }
    let list = sums::written(&sums);
    let mut whole = Whole::begin(options.out, &[&root], is_ours)?;
    let mut archive = Archive::new(whole.file(), options.out);
    archive.store(MIMETYPE, KIND.as_bytes())?;
    archive.deflate(SUMS, list.as_bytes())?;
    if let Some(key) = options.key {
        let bundle = edition::open(&root.join(FRONT))?;
        let text = sign_bytes(key, list.as_bytes(), &comment(SUMS, &bundle))
            .at("cannot sign", options.out)?;
        archive.store(&format!("{SUMS}{ENDING}"), text.as_bytes())?;
    }
    for name in &names {
        let bytes = read(&root, name)?;
        if sums.get(name) != Some(&sums::of(&bytes)) {
            return Err(Error::input(root.join(name), "changed while it was packed; run it again"));
        }
        if name.ends_with(".json") {
            archive.deflate(name, &bytes)?;
        } else {
            archive.store(name, &bytes)?;
        }
    }
    archive.finish()?;
    let bytes = whole.len()?;
    whole.commit()?;
    Ok(Summary { files: names.len(), bytes })
}

fn check_size(root: &Path, names: &[String]) -> Result<()> {
    let mut size: u64 = 0;
    for name in names {
        let path = root.join(name);
        size = size.saturating_add(fs::metadata(&path).at("cannot read", &path)?.len());
    }
    if size <= BYTES {
        return Ok(());
    }
    Err(Error::input(root, format!("has {size} bytes to pack, and one file may hold {BYTES}")))
}

/// Whether the first bytes of a file are those of a packed edition.
fn is_ours(start: &[u8]) -> bool {
    // The header of an entry has 30 bytes, then come name and content.
    let named = start.strip_prefix(b"PK\x03\x04").and_then(|rest| rest.get(26..));
    let named = named.and_then(|rest| rest.strip_prefix(MIMETYPE.as_bytes()));
    named.is_some_and(|rest| rest.starts_with(KIND.as_bytes()))
}

fn read(root: &Path, name: &str) -> Result<Vec<u8>> {
    let path = root.join(name);
    fs::read(&path).at("cannot read", &path)
}

/// The files of an edition in the order of their names.
fn names(root: &Path) -> Result<Vec<String>> {
    let mut names = vec![FRONT.to_owned()];
    for folder in [PARTS, IMAGES] {
        if root.join(folder).is_dir() {
            walk(root, folder, &mut names)?;
        }
    }
    names.sort();
    Ok(names)
}

fn walk(root: &Path, folder: &str, names: &mut Vec<String>) -> Result<()> {
    let path = root.join(folder);
    for entry in fs::read_dir(&path).at("cannot read", &path)? {
        let entry = entry.at("cannot read", &path)?;
        let Ok(name) = entry.file_name().into_string() else {
            return Err(Error::input(entry.path(), "has a name that is not UTF-8"));
        };
        // What tools keep for themselves; compressed forms lie beside a file for
        // servers that know them.
        let is_form = FORMS.iter().any(|(ending, _)| name.ends_with(ending));
        if name.starts_with('.') || is_form || name.ends_with(CARD) {
            continue;
        }
        let name = format!("{folder}/{name}");
        let kind = entry.file_type().at("cannot read", entry.path())?;
        if kind.is_dir() {
            walk(root, &name, names)?;
        } else if !kind.is_file() {
            return Err(Error::input(entry.path(), "is a symbolic link or a device, not a file"));
        } else if let Some(why) = read::name_fault(&name) {
            return Err(Error::input(entry.path(), format!("cannot be packed: its name {why}")));
        } else {
            names.push(name);
        }
    }
    Ok(())
}

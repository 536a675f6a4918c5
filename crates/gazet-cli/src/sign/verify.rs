//! Whether an edition is what its publisher signed.

use super::key::PublicKey;
use super::signature::{self, Wrong};
use super::{beside, file_of};
use crate::build::{FRONT, PARTS, part_name};
use crate::compress::FORMS;
use crate::error::{Error, IoContext, Result};
use crate::fault::{self, Fault};
use crate::input;
use crate::{edition, folder, pack};
use gazet_bundle::{Body, Level, limits};
use std::fs;
use std::path::Path;

/// What was found to be as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The id of the key; of an edition in a file that nobody signed `None`.
    pub id: Option<String>,
    /// What the signature says of the edition.
    pub comment: Option<String>,
    /// Files whose bytes were compared.
    pub files: usize,
}

/// Verifies a folder, a file or an edition in one file.
///
/// # Errors
/// [`Error::Input`] and [`Error::Unverified`] when something is not what was
/// signed.
pub fn verify(path: &Path, key: Option<&PublicKey>) -> Result<Verified> {
    if !path.is_dir() && pack::is_packed(path)? {
        return pack::verify(path, key);
    }
    let Some(key) = key else {
        return Err(Error::input(path, "cannot be verified without --public-key"));
    };
    // A build that ended now would mix two editions.
    let _lock = if path.is_dir() { folder::hold(&folder::without_links(path)?)? } else { None };
    let comment = check_file(&file_of(path), key)?;
    let parts = if path.is_dir() { check_parts(path)? } else { 0 };
    Ok(Verified { id: Some(key.id()), comment: Some(comment), files: parts + 1 })
}

/// Whether a file has a good signature beside it; returns its comment.
pub(crate) fn check_file(file: &Path, key: &PublicKey) -> Result<String> {
    let bytes = fs::File::open(file).at("cannot read", file)?;
    let signature = beside(file);
    let Some(text) = read_signature(&signature)? else {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        return Err(Error::input(signature, format!("is missing: {name} is not signed")));
    };
    let checked = signature::check(&text, key, bytes).at("cannot read", file)?;
    checked.map_err(|wrong| {
        let of = if wrong == Wrong::Bytes { file } else { &signature };
        Error::input(of, wrong.to_string())
    })
}

/// The text of a signature's file, if there is one.
pub(crate) fn read_signature(path: &Path) -> Result<Option<String>> {
    match input::note(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        read => {
            let fit = read.at("cannot read", path)?;
            fit.map(Some).map_err(|unfit| Error::input(path, unfit.to_string()))
        }
    }
}

/// Whether every part is what its name promises, and those are there that the
/// bundle names itself; returns their number.
fn check_parts(root: &Path) -> Result<usize> {
    let mut faults = Vec::new();
    let mut names = Vec::new();
    let parts = root.join(PARTS);
    if parts.is_dir() {
        for entry in fs::read_dir(&parts).at("cannot read", &parts)? {
            let entry = entry.at("cannot read", &parts)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // What tools keep for themselves, and what a browser opens before
            // it compares.
            if name.starts_with('.') || FORMS.iter().any(|(ending, _)| name.ends_with(ending)) {
                continue;
            }
            let path = entry.path();
            let fit = input::read_file(&path, limits::DOCUMENT_BYTES as u64);
            let name = format!("{PARTS}/{name}");
            match fit.at("cannot read", &path)? {
                Ok(bytes) => faults.extend(part_fault(&name, &bytes)?),
                Err(unfit) => faults.push(wrong(&name, unfit.to_string())),
            }
            names.push(name);
        }
    }
    let bundle = edition::open(&root.join(FRONT))?;
    let bodies =
        bundle.articles.iter().map(|a| &a.body).chain(bundle.pages.iter().map(|p| &p.body));
    for body in bodies {
        let Body::Part(part) = body else { continue };
        let name = format!("{PARTS}/{part}.json");
        if !names.contains(&name) {
            faults.push(wrong(&name, "is missing"));
        }
    }
    fault::sort(&mut faults);
    if faults.is_empty() {
        return Ok(names.len());
    }
    Err(Error::Unverified { root: root.to_owned(), faults })
}

/// What is wrong with a part: its name promises a hash of its bytes.
pub(crate) fn part_fault(name: &str, bytes: &[u8]) -> Result<Option<Fault>> {
    let promised = part_name(bytes, Path::new(name))?;
    let is_kept = name == format!("{PARTS}/{promised}.json");
    Ok((!is_kept).then(|| wrong(name, "is not what its name promises: its bytes differ")))
}

pub(crate) fn wrong(file: &str, message: impl Into<String>) -> Fault {
    Fault { file: file.to_owned(), line: None, level: Level::Error, message: message.into() }
}

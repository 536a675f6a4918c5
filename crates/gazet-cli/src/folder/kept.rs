//! What is kept beside the folder of a large site, so that the next build
//! costs as much as what changed: the edition before, and what each of its
//! files was made of (decision 018).
//!
//! `.NAME.gazet-kept/` holds `site/`, the folder that was replaced last, and
//! for it and the present one a record each. The marker of a folder names its
//! record. A folder without a record is of no use and is removed.

use super::{MARKER, remove};
use crate::build::hexadecimal;
use crate::error::{IoContext, Result};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The name of each file in a folder, and what it was made of.
pub(crate) type Record = HashMap<String, u128>;

/// What a run made, for the next one.
#[derive(Debug)]
pub(crate) struct Made<'m> {
    /// The program, whose files no other program may take for its own.
    pub(crate) program: &'m str,
    /// The name of each file, and what it was made of.
    pub(crate) files: &'m BTreeMap<String, u128>,
    /// What was found out of the input.
    pub(crate) facts: &'m [u8],
}

impl Made<'_> {
    /// The name of the edition: a hash of everything that it was made of.
    pub(super) fn edition(&self) -> String {
        let mut hash = Sha256::new();
        for (name, key) in self.files {
            hash.update(name);
            hash.update([0]);
            hash.update(key.to_le_bytes());
        }
        hexadecimal(&hash.finalize()[..16])
    }

    pub(super) fn record(&self) -> Vec<u8> {
        let mut text = format!("{}\n", self.program);
        for (name, key) in self.files {
            text.push_str(&format!("{key:032x} {name}\n"));
        }
        text.into_bytes()
    }
}

/// The folder beside the target.
#[derive(Debug, Clone)]
pub(super) struct Kept(PathBuf);

impl Kept {
    pub(super) fn beside(target: &Path) -> Self {
        Self(super::sibling(target, "kept"))
    }

    /// The edition before.
    pub(super) fn site(&self) -> PathBuf {
        self.0.join("site")
    }

    /// What was found out of the input, which holds as long as the program.
    pub(super) fn facts(&self) -> PathBuf {
        self.0.join("facts")
    }

    /// The record of a folder: empty when it has none that can be trusted.
    pub(super) fn record_of(&self, folder: &Path, program: &str) -> Record {
        let marker = fs::read_to_string(folder.join(MARKER)).unwrap_or_default();
        let edition = marker.lines().find_map(|line| line.strip_prefix("edition "));
        let read = |edition: &str| {
            let text = fs::read_to_string(self.record(edition)).ok()?;
            let mut lines = text.lines();
            (lines.next() == Some(program)).then_some(())?;
            lines
                .map(|line| {
                    let (key, name) = line.split_once(' ')?;
                    Some((name.to_owned(), u128::from_str_radix(key, 16).ok()?))
                })
                .collect()
        };
        edition.and_then(read).unwrap_or_default()
    }

    /// Forgets the record of an edition that is about to be written: until it
    /// is there whole, nothing may be taken for it.
    pub(super) fn forget(&self, edition: &str) -> Result<()> {
        let path = self.record(edition);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).at("cannot remove", path)
            }
            _ => Ok(()),
        }
    }

    /// Keeps `old`, the folder that was replaced, whose record is here, and
    /// the record of the edition that replaced it.
    pub(super) fn keep(&self, old: Option<&Path>, edition: &str, record: &[u8]) -> Result<()> {
        fs::create_dir_all(&self.0).at("cannot create", &self.0)?;
        let site = self.site();
        remove(&site)?;
        let mut of_old = None;
        if let Some(old) = old {
            let marker = fs::read_to_string(old.join(MARKER)).unwrap_or_default();
            of_old =
                marker.lines().find_map(|line| line.strip_prefix("edition ").map(str::to_owned));
            fs::rename(old, &site).at("cannot rename", old)?;
        }
        write_whole(&self.record(edition), record)?;
        for entry in fs::read_dir(&self.0).at("cannot read", &self.0)? {
            let path = entry.at("cannot read", &self.0)?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let of = name.strip_prefix("record-");
            if of.is_some_and(|of| of != edition && Some(of) != of_old.as_deref()) {
                fs::remove_file(&path).at("cannot remove", &path)?;
            }
        }
        Ok(())
    }

    /// Keeps what was found out.
    pub(super) fn keep_facts(&self, facts: &[u8]) -> Result<()> {
        fs::create_dir_all(&self.0).at("cannot create", &self.0)?;
        write_whole(&self.facts(), facts)
    }

    /// Keeps nothing.
    pub(super) fn remove(&self) -> Result<()> {
        remove(&self.0)
    }

    fn record(&self, edition: &str) -> PathBuf {
        self.0.join(format!("record-{edition}"))
    }
}

/// A file that is there whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let new = path.with_extension("new");
    let mut file = fs::File::create(&new).at("cannot create", &new)?;
    file.write_all(bytes).at("cannot write", &new)?;
    fs::rename(&new, path).at("cannot rename", &new)
}

//! What was found out of the input, so that the next build need not look
//! again. Everything is named by what it was found in, so nothing in here can
//! be out of date.

use super::bodies::Facts;
use super::key::Key;
use super::search;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// What is known.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Known {
    /// The program that found it.
    program: String,
    /// Bodies by the name of their part.
    parts: HashMap<String, Facts>,
    /// Names of leaves by what they hold.
    leaves: HashMap<String, String>,
    /// Pictures by name, size in bytes and time of change.
    pictures: HashMap<String, String>,
    /// Files of the shards of the full-text index, by what each is made of.
    #[serde(default)]
    search: BTreeMap<String, search::Files>,
}

impl Known {
    /// What an earlier run of the same program kept.
    pub(super) fn read(bytes: &[u8], program: &str) -> Self {
        let known: Option<Self> = serde_json::from_slice(bytes).ok();
        let known = known.filter(|known| known.program == program);
        known.unwrap_or_else(|| Self { program: program.to_owned(), ..Self::default() })
    }

    pub(super) fn parts(&self) -> &HashMap<String, Facts> {
        &self.parts
    }

    /// The name of the leaf of this key.
    pub(super) fn leaf(&self, key: Key) -> Option<&str> {
        self.leaves.get(&format!("{:x}", key.0)).map(String::as_str)
    }

    /// The key of a picture that has not changed since.
    pub(super) fn picture(&self, stamp: &str) -> Option<Key> {
        let key = self.pictures.get(stamp)?;
        u128::from_str_radix(key, 16).ok().map(Key)
    }

    /// The files of a shard of the full-text index.
    pub(super) fn search(&self, key: &str) -> Option<&search::Files> {
        self.search.get(key)
    }

    /// The bytes to keep for the next run.
    pub(super) fn written(
        program: &str,
        parts: HashMap<String, Facts>,
        leaves: impl Iterator<Item = (Key, String)>,
        pictures: HashMap<String, Key>,
        search: BTreeMap<String, search::Files>,
    ) -> Vec<u8> {
        let leaves = leaves.map(|(key, name)| (format!("{:x}", key.0), name)).collect();
        let pictures =
            pictures.into_iter().map(|(stamp, key)| (stamp, format!("{:x}", key.0))).collect();
        let known = Self { program: program.to_owned(), parts, leaves, pictures, search };
        // Texts and numbers cannot fail to be JSON.
        serde_json::to_vec(&known).unwrap_or_default()
    }
}

/// What every file is made with, in one line: the program by its version, size
/// and time of change, the files of the app, and what the command line says.
pub(super) fn program(app: Key, note: &str, front: usize, precompress: bool) -> String {
    let own = std::env::current_exe().ok();
    let stamp = own.and_then(|path| stamp(&path)).unwrap_or_default();
    let note = note.trim_end();
    let forms = if precompress { " precompress" } else { "" };
    format!("{} {stamp} {:x} {note} front {front}{forms}", env!("CARGO_PKG_VERSION"), app.0)
}

/// Size and time of change of a file, to tell whether it is still the same.
pub(super) fn stamp(path: &Path) -> Option<String> {
    let metadata = std::fs::symlink_metadata(path).ok()?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", metadata.len(), changed.as_nanos()))
}

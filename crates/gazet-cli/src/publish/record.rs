//! What was published, as the bucket itself remembers it: a file of JSON
//! beside the site. Only what it names is ever removed.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Name of the record in the bucket.
pub(super) const FILE: &str = ".gazet-published.json";

/// Version of the record.
const VERSION: u32 = 1;

/// What this program put into the bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) version: u32,
    /// Files of the edition that is published.
    pub(super) files: BTreeMap<String, File>,
    /// Files that a run was about to upload; not empty when it was
    /// interrupted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) pending: BTreeMap<String, Pending>,
    /// Files that no longer belong to the site and are still there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) gone: BTreeMap<String, Gone>,
}

/// A file that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct File {
    /// The MD5 of its bytes; empty when it is not known any more.
    pub(super) md5: String,
    /// What the bucket calls this version, when that is not the MD5: it is
    /// not where a bucket encrypts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
}

/// A file that was about to be uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    pub(super) md5: String,
    /// Whether nothing had that name before.
    pub(super) fresh: bool,
}

/// A file that left the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Gone {
    /// When, in seconds since 1970.
    pub(super) since: i64,
    #[serde(flatten)]
    pub(super) file: File,
}

/// An object in the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Object {
    pub(super) size: u64,
    /// Without quotation marks; some stores list none.
    pub(super) etag: Option<String>,
}

/// The objects under the prefix, by their names in the site.
pub(super) type Listing = HashMap<String, Object>;

impl Default for Record {
    fn default() -> Self {
        let (files, pending, gone) = Default::default();
        Self { version: VERSION, files, pending, gone }
    }
}

impl Record {
    /// Reads a record; `None` when these bytes are none of this version.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let record: Self = serde_json::from_slice(bytes).ok()?;
        (record.version == VERSION).then_some(record)
    }

    /// The bytes of the record.
    pub(super) fn bytes(&self) -> Vec<u8> {
        // Texts and numbers cannot fail to be JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What is known of a file that was uploaded, as long as the bucket still
    /// holds that version.
    pub(super) fn known(&self, name: &str, object: &Object) -> Option<File> {
        let gone = || self.gone.get(name).map(|gone| &gone.file);
        let file = self.files.get(name).or_else(gone).filter(|file| file.is(object));
        if let Some(file) = file {
            return Some(file.clone());
        }
        // An interrupted run may have brought it.
        let pending = self.pending.get(name)?;
        if object.etag.as_ref() == Some(&pending.md5) {
            return Some(File { md5: pending.md5.clone(), etag: None });
        }
        let unknown = File { md5: String::new(), etag: object.etag.clone() };
        pending.fresh.then_some(unknown)
    }

    /// Every name in it.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.files.keys().chain(self.pending.keys()).chain(self.gone.keys())
    }
}

impl File {
    pub(super) fn new(md5: &str, etag: Option<&str>) -> Self {
        let etag = etag.filter(|etag| *etag != md5).map(str::to_owned);
        Self { md5: md5.to_owned(), etag }
    }

    /// Whether an object is this version of the file. Where a store lists no
    /// versions its name has to do.
    fn is(&self, object: &Object) -> bool {
        let ours = self.etag.as_ref().unwrap_or(&self.md5);
        object.etag.as_ref().is_none_or(|etag| etag == ours)
    }
}

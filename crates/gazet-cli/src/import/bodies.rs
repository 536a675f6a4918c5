//! The bodies of the bundle that is there. Of a large one they stand in parts
//! beside it and are read when they are needed.

use crate::error::{Error, Result};
use crate::input;
use gazet_bundle::{Part, PartRef, limits, read_part};
use std::path::{Path, PathBuf};

/// The folder of a bundle's parts.
#[derive(Debug)]
pub(super) struct Kept(PathBuf);

impl Kept {
    /// The parts of the bundle in `folder`, which need not be there.
    pub(super) fn of(folder: &Path) -> Self {
        Self(folder.join("parts"))
    }

    /// The bytes of a part.
    pub(super) fn json(&self, name: &PartRef) -> Result<Vec<u8>> {
        let path = self.path(name);
        input::file(&path, limits::DOCUMENT_BYTES as u64)
    }

    /// A part, read.
    pub(super) fn part(&self, name: &PartRef) -> Result<Part> {
        let json = self.json(name)?;
        read_part(&json).map_err(|error| Error::input(self.path(name), error.to_string()))
    }

    fn path(&self, name: &PartRef) -> PathBuf {
        self.0.join(format!("{name}.json"))
    }
}

//! A file that appears whole or not at all.

use super::lock::Lock;
use super::{check_apart, resolve, sibling};
use crate::error::{Error, IoContext, Result};
use std::fs::{self, File};
use std::io::{self, Read as _, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes from which a file's kind is told.
const START: u64 = 64;

/// A file that is being written.
#[derive(Debug)]
pub(crate) struct Whole {
    target: PathBuf,
    temporary: PathBuf,
    file: File,
    // Held until the file has its name, or is given up.
    _lock: Lock,
}

impl Whole {
    /// Prepares to write `target`. A file that is there is only replaced when
    /// `is_ours` says so of its first bytes. `inputs` are folders that are
    /// read during the run: the target may not lie in one of them.
    pub(crate) fn begin(
        target: &Path,
        inputs: &[&Path],
        is_ours: fn(&[u8]) -> bool,
    ) -> Result<Self> {
        let target = resolve(target)?;
        check_apart(&target, inputs)?;
        let lock = Lock::take(&target, &sibling(&target, "lock"))?;
        check_replaceable(&target, is_ours)?;
        let temporary = sibling(&target, "new");
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(true);
        let file = options.open(&temporary).at("cannot create", &temporary)?;
        Ok(Self { target, temporary, file, _lock: lock })
    }

    /// Writes all of it.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).at("cannot write", &self.temporary)
    }

    /// What is written into, piece by piece.
    pub(crate) fn file(&mut self) -> &mut (impl Write + Seek + use<>) {
        &mut self.file
    }

    /// Its bytes until now.
    pub(crate) fn len(&mut self) -> Result<u64> {
        self.file.seek(SeekFrom::End(0)).at("cannot write", &self.temporary)
    }

    /// Gives the file its name.
    pub(crate) fn commit(self) -> Result<()> {
        fs::rename(&self.temporary, &self.target).at("cannot create", &self.target)
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        // After a commit nothing is there; after a failure the next run
        // writes over it, so a failure here changes nothing.
        let _ = fs::remove_file(&self.temporary);
    }
}

fn check_replaceable(target: &Path, is_ours: fn(&[u8]) -> bool) -> Result<()> {
    let Ok(metadata) = fs::symlink_metadata(target) else { return Ok(()) };
    if !metadata.is_file() {
        return Err(Error::refused(target, "is a folder or a symbolic link, not a file"));
    }
    let mut start = Vec::new();
    let read = |file: File| -> io::Result<usize> { file.take(START).read_to_end(&mut start) };
    File::open(target).and_then(read).at("cannot read", target)?;
    if start.is_empty() || is_ours(&start) {
        return Ok(());
    }
    Err(Error::refused(target, "was not made by gazet; choose another name or move it away"))
}

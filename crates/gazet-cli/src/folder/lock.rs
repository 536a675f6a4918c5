//! One writer at a time.

use crate::error::{Error, IoContext, Result};
use std::fs::{self, File, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Keeps a second run from writing the same folder, or one that is read. The lock is the
/// operating system's, so it ends with the process, however that ends.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    pub(super) fn take(target: &Path, path: &Path) -> Result<Self> {
        loop {
            let mut file = File::options()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)
                .at("cannot create", path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    // The holder's name is a courtesy: without it the message still stands.
                    let _ = file.read_to_string(&mut holder);
                    let holder = if holder.is_empty() { "another process" } else { holder.trim() };
                    return Err(Error::refused(target, format!("is in use by {holder}")));
                }
                Err(TryLockError::Error(source)) => return Err(source).at("cannot lock", path),
            }
            // The run before may have removed the file between our opening
            // and our locking it; then this lock guards nothing.
            if is_still_there(&file, path) {
                file.set_len(0).at("cannot write", path)?;
                writeln!(file, "process {}", std::process::id()).at("cannot write", path)?;
                return Ok(Self { path: path.to_owned(), _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock file that stays behind is harmless: it is not locked.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(theirs)) => (ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino()),
        _ => false,
    }
}

/// Elsewhere an open file cannot be removed, so it is the one that was opened.
#[cfg(not(unix))]
fn is_still_there(_: &File, _: &Path) -> bool {
    true
}

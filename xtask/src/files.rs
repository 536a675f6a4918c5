//! Walking and copying folders.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Every file under a path, sorted; the path itself when it is a file, and
/// nothing when there is none.
pub(crate) fn walk(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut left = vec![path.to_owned()];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).with_context(|| path.display().to_string())? {
                left.push(entry?.path());
            }
        } else if path.exists() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Copies a file or a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in walk(from)? {
        let target = match file.strip_prefix(from) {
            Ok(inside) if !inside.as_os_str().is_empty() => to.join(inside),
            _ => to.to_owned(),
        };
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        fs::copy(&file, &target).with_context(|| target.display().to_string())?;
    }
    Ok(())
}

/// Removes a folder; one that is not there is no error.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| folder.display().to_string())
        }
        _ => Ok(()),
    }
}

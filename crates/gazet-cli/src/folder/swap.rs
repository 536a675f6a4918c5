//! The step in which a folder takes its name.

use crate::error::{IoContext, Result};
use std::fs;
use std::path::Path;

/// Gives `new` the name `target`. Returns whether something had that name;
/// it then has the name `new`.
pub(super) fn into_place(new: &Path, target: &Path) -> Result<bool> {
    if fs::symlink_metadata(target).is_err() {
        fs::rename(new, target).at("cannot create", target)?;
        return Ok(false);
    }
    if exchange(new, target)? {
        return Ok(true);
    }
    // A file system without an exchange: the old folder steps aside first.
    // Between the two steps nobody has the name, for a few microseconds.
    let old = super::sibling(target, "old");
    super::remove(&old)?;
    fs::rename(target, &old).at("cannot rename", target)?;
    if let Err(error) = fs::rename(new, target) {
        fs::rename(&old, target).at("cannot bring back", target)?;
        return Err(error).at("cannot create", target);
    }
    fs::rename(&old, new).at("cannot rename", &old)?;
    Ok(true)
}

/// Brings back a folder that stepped aside for a run that was then killed.
pub(super) fn recover(target: &Path) -> Result<()> {
    let old = super::sibling(target, "old");
    let missing = |path: &Path| fs::symlink_metadata(path).is_err();
    if missing(target) && !missing(&old) {
        fs::rename(&old, target).at("cannot bring back", target)?;
    }
    Ok(())
}

/// Exchanges two names in one step; `false` where that cannot be done.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(std::io::Error::from(error)).at("cannot replace", b),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> Result<bool> {
    Ok(false)
}

//! A folder beside the target for what the next run can use.

use super::lock::Lock;
use super::{Kind, check_apart, check_replaceable, resolve, sibling};
use crate::error::Result;
use std::path::{Path, PathBuf};

/// `.NAME.gazet-SUFFIX/`, held by one run at a time; made by the first file
/// that is put into it.
#[derive(Debug)]
pub(crate) struct Beside {
    folder: PathBuf,
    _lock: Lock,
}

impl Beside {
    /// The folder beside a bundle. What would keep the bundle from being
    /// written is said here, before anything is done for it.
    pub(crate) fn of_bundle(target: &Path, suffix: &str, inputs: &[&Path]) -> Result<Self> {
        let target = resolve(target)?;
        check_apart(&target, inputs)?;
        check_replaceable(&target, Kind::Bundle)?;
        // Whoever writes the bundle now would be met only at the end.
        drop(Lock::take(&target, &sibling(&target, "lock"))?);
        let lock = Lock::take(&target, &sibling(&target, &format!("{suffix}-lock")))?;
        Ok(Self { folder: sibling(&target, suffix), _lock: lock })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

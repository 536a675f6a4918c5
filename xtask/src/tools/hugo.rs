//! Hugo, the peer that the publisher is measured against.

use crate::process::find;
use crate::project::Project;
use crate::tools::apt_install;
use anyhow::Result;
use std::path::PathBuf;

/// Finds Hugo, or installs the system's; `None` where there is none to have.
pub(crate) fn ensure(project: &Project) -> Result<Option<PathBuf>> {
    if let Some(found) = find("hugo") {
        return Ok(Some(found));
    }
    Ok(if apt_install(project, &["hugo"])? { find("hugo") } else { None })
}

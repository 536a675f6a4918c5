//! Node packages: what a `package-lock.json` names, installed once per lock.

use crate::process::{Run, say, version};
use crate::project::Project;
use crate::stamp::hex;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;

/// The oldest Node that Playwright runs on.
const OLDEST: u32 = 20;

/// What Lighthouse alone needs: many packages, which no other command installs.
const LIGHTHOUSE: &str = "tests/bench/lighthouse";

/// Installs the packages when the lock file is not the one that was installed
/// last; the folder with their programs.
pub(crate) fn ensure(project: &Project) -> Result<PathBuf> {
    install(project, ".").map(|modules| modules.join(".bin"))
}

/// Installs Lighthouse beside the rest.
pub(crate) fn ensure_lighthouse(project: &Project) -> Result<()> {
    install(project, LIGHTHOUSE).map(drop)
}

/// Installs the packages of a folder; the folder they are in.
fn install(project: &Project, folder: &str) -> Result<PathBuf> {
    let folder = project.at(folder);
    let modules = folder.join("node_modules");
    let mut hash = Sha256::new();
    for file in ["package.json", "package-lock.json"] {
        hash.update(fs::read(folder.join(file)).context(file)?);
    }
    let now = hex(hash);
    let stamp = modules.join(".gazet-lock");
    if fs::read_to_string(&stamp).is_ok_and(|last| last == now) {
        return Ok(modules);
    }
    check_node()?;
    say("Installing Node packages by the lock file (once; half a minute)");
    Run::new(project, "npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
        .args([&folder])
        // The browser is the system's own.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("PUPPETEER_SKIP_DOWNLOAD", "1")
        .check()
        .context("`npm ci` did not install the Node packages; is the network there?")?;
    fs::write(&stamp, now).with_context(|| stamp.display().to_string())?;
    Ok(modules)
}

fn check_node() -> Result<()> {
    let advice = format!("install Node {OLDEST} or newer, with npm");
    let Some(said) = version("node") else { bail!("Node is missing: {advice}") };
    if major(&said).is_none_or(|number| number < OLDEST) {
        bail!("Node {said} is too old: {advice}");
    }
    if version("npm").is_none() {
        bail!("npm is missing: {advice}");
    }
    Ok(())
}

/// The first number of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.1.0"), Some(8));
        assert_eq!(major("nightly"), None);
    }
}

//! A Chromium, and the driver that goes with it.

use crate::process::{find, version};
use crate::project::Project;
use crate::tools::apt_install;
use anyhow::{Result, bail};
use std::env;
use std::path::{Path, PathBuf};

/// Names under which systems have it.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where macOS has it.
const MAC: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// Finds a Chromium, or installs the system's.
pub(crate) fn browser(project: &Project) -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROME_PATH") {
        let path = PathBuf::from(named);
        if path.is_file() {
            return Ok(path);
        }
        bail!("CHROME_PATH is {}, which is no file", path.display());
    }
    let look = || {
        let mac = MAC.iter().map(PathBuf::from).find(|path| path.is_file());
        NAMES.iter().find_map(|name| find(name)).or(mac)
    };
    if let Some(found) = look() {
        return Ok(found);
    }
    if apt_install(project, &["chromium", "chromium-driver"])?
        && let Some(found) = look()
    {
        return Ok(found);
    }
    bail!("no Chromium was found: install Chromium or Chrome, or name one in CHROME_PATH");
}

/// Finds the driver of a browser, or installs the system's.
pub(crate) fn driver(project: &Project, browser: &Path) -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMEDRIVER") {
        return fits(PathBuf::from(named), browser);
    }
    if let Some(found) = find("chromedriver") {
        return fits(found, browser);
    }
    if apt_install(project, &["chromium-driver"])?
        && let Some(found) = find("chromedriver")
    {
        return fits(found, browser);
    }
    bail!(
        "no chromedriver was found: install the one of {}, or name it in CHROMEDRIVER",
        browser.display()
    );
}

/// A driver refuses a browser of another major version.
fn fits(driver: PathBuf, browser: &Path) -> Result<PathBuf> {
    let major_of = |program: &Path| version(program).as_deref().and_then(major);
    match (major_of(&driver), major_of(browser)) {
        (None, _) => bail!("{} does not run", driver.display()),
        (_, None) => bail!("{} does not run", browser.display()),
        (Some(of_driver), Some(of_browser)) if of_driver != of_browser => bail!(
            "{} is of version {of_driver} and {} of {of_browser}: install the same for both, \
             or name others in CHROMEDRIVER and CHROME_PATH",
            driver.display(),
            browser.display()
        ),
        _ => Ok(driver),
    }
}

/// The first number in a line like `Chromium 156.0.8078.79 built on Debian`.
fn major(line: &str) -> Option<u32> {
    line.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"), Some(156));
        assert_eq!(major("ChromeDriver 155.0.1 (a21ce95c)"), Some(155));
        assert_eq!(major("Google Chrome"), None);
    }
}

//! Tools that are crates, installed once per version into the user's cache.

use crate::files;
use crate::process::{Run, answer, find, say};
use crate::project::Project;
use anyhow::{Context, Result, bail};
use std::borrow::Cow;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A crate whose programs are needed in exactly this version.
pub(crate) struct Tool {
    krate: &'static str,
    /// The program that tells its version.
    program: &'static str,
    /// What it tells it on.
    ask: &'static [&'static str],
    version: Cow<'static, str>,
    /// How long an installation takes on two cores.
    minutes: u8,
}

/// Bundles the web build.
pub(crate) const TRUNK: Tool = Tool {
    krate: "trunk",
    program: "trunk",
    ask: &["--version"],
    version: Cow::Borrowed("0.21.14"),
    minutes: 4,
};

/// Checks licences, sources and bans.
pub(crate) const DENY: Tool = Tool {
    krate: "cargo-deny",
    program: "cargo-deny",
    ask: &["--version"],
    version: Cow::Borrowed("0.20.2"),
    minutes: 3,
};

/// Lists what a program is made of.
pub(crate) const CYCLONEDX: Tool = Tool {
    krate: "cargo-cyclonedx",
    program: "cargo-cyclonedx",
    // It knows nothing outside of its one verb.
    ask: &["cyclonedx", "--version"],
    version: Cow::Borrowed("0.5.9"),
    minutes: 2,
};

/// Writes the JavaScript around the WebAssembly, and tests it. It refuses a
/// library of another version, so its version is that of the lock file.
pub(crate) fn wasm_bindgen(project: &Project) -> Result<Tool> {
    let lock = fs::read_to_string(project.at("Cargo.lock")).context("Cargo.lock")?;
    let version = locked(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    Ok(Tool {
        krate: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        ask: &["--version"],
        version: version.to_owned().into(),
        minutes: 2,
    })
}

/// Finds a tool, or installs it; the folder with its programs.
pub(crate) fn ensure(project: &Project, tool: &Tool) -> Result<PathBuf> {
    if let Some(found) = find(tool.program)
        && tool.is(&found)
        && let Some(folder) = found.parent()
    {
        return Ok(folder.to_owned());
    }
    let home = cache()?.join(format!("{}-{}", tool.krate, tool.version));
    let programs = home.join("bin");
    let program = programs.join(format!("{}{}", tool.program, env::consts::EXE_SUFFIX));
    if tool.is(&program) {
        return Ok(programs);
    }
    let Tool { krate, version, minutes, .. } = tool;
    say(format!("Installing {krate} {version} (once; about {minutes} minutes)"));
    install(project, tool, &home)?;
    if !tool.is(&program) {
        bail!("{krate} {version} was installed but does not run; remove {}", home.display());
    }
    Ok(programs)
}

impl Tool {
    fn is(&self, program: &Path) -> bool {
        answer(program, self.ask).is_some_and(|said| says(&said, &self.version))
    }
}

/// Whether a line like `trunk 0.21.14` or `wasm-bindgen 0.2.129 (abc)` names
/// this version.
fn says(line: &str, version: &str) -> bool {
    line.split_whitespace().nth(1) == Some(version)
}

fn install(project: &Project, tool: &Tool, home: &Path) -> Result<()> {
    // Its own target folder: this project's flags and features are others.
    let target = home.with_extension("building");
    let run = |locked: &[&str]| {
        let spec = format!("{}@{}", tool.krate, tool.version);
        Run::cargo(project)
            .args(["install", "--quiet", "--force", "--root"])
            .args([home])
            .args(locked)
            .args([spec])
            // A tool that runs for a second need not be optimised for minutes.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_TARGET_DIR", &target)
            .check()
    };
    // A lock file that has aged may not build with today's compiler.
    let done = run(&["--locked"]).or_else(|_| run(&[]));
    files::remove(&target)?;
    done.with_context(|| {
        format!("{} {} could not be installed; is the network there?", tool.krate, tool.version)
    })
}

/// Where tools are kept: `$XDG_CACHE_HOME/gazet/tools`.
fn cache() -> Result<PathBuf> {
    let set = |key| env::var_os(key).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = set("XDG_CACHE_HOME")
        .or_else(|| Some(set("HOME").or_else(|| set("USERPROFILE"))?.join(".cache")))
        .context("there is no home folder to keep tools in; set XDG_CACHE_HOME")?;
    Ok(base.join("gazet").join("tools"))
}

/// The version of a package in a `Cargo.lock`.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_compared_whole() {
        assert!(says("trunk 0.21.14", "0.21.14"));
        assert!(says("wasm-bindgen 0.2.129 (1234abc)", "0.2.129"));
        assert!(!says("trunk 0.21.14", "0.21.1"));
        assert!(!says("trunk", "0.21.14"));
    }

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
            [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked(lock, "trunk"), None);
    }
}

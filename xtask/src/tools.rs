//! Finding the tools, or installing them once.

pub(crate) mod cargo;
pub(crate) mod chromium;
pub(crate) mod hugo;
pub(crate) mod node;
pub(crate) mod standard;

use crate::process::{Run, say};
use crate::project::{Project, WASM};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// Installs everything that any command needs.
pub(crate) fn install_all(project: &Project) -> Result<()> {
    web(project)?;
    cargo::ensure(project, &cargo::wasm_bindgen(project)?)?;
    cargo::ensure(project, &cargo::DENY)?;
    let chromium = chromium::browser(project)?;
    chromium::driver(project, &chromium)?;
    say("Everything is there");
    Ok(())
}

/// What the web build needs; the folders to put in front of `PATH`.
pub(crate) fn web(project: &Project) -> Result<Vec<PathBuf>> {
    wasm_target(project)?;
    Ok(vec![
        cargo::ensure(project, &cargo::wasm_bindgen(project)?)?,
        cargo::ensure(project, &cargo::TRUNK)?,
        node::ensure(project)?,
    ])
}

/// The standard library for WebAssembly.
pub(crate) fn wasm_target(project: &Project) -> Result<()> {
    let libraries = Run::new(project, "rustc")
        .args(["--print", "target-libdir", "--target", WASM])
        .read()
        .context("rustc is needed: install Rust with rustup")?;
    let folder = PathBuf::from(libraries.trim());
    if folder.read_dir().is_ok_and(|mut files| files.next().is_some()) {
        return Ok(());
    }
    say(format!("Adding the {WASM} target to the Rust toolchain (half a minute)"));
    Run::new(project, "rustup").args(["target", "add", WASM]).check().with_context(|| {
        format!("the {WASM} target is missing and rustup did not add it; install it by hand")
    })
}

/// A part of the toolchain that a minimal installation leaves out: `clippy`,
/// `rustfmt`. Its program is `cargo-clippy` or `rustfmt`.
pub(crate) fn component(project: &Project, name: &str, program: &str) -> Result<()> {
    if crate::process::version(program).is_some() {
        return Ok(());
    }
    say(format!("Adding {name} to the Rust toolchain (some seconds)"));
    Run::new(project, "rustup")
        .args(["component", "add", name])
        .check()
        .with_context(|| format!("{name} is missing and rustup did not add it"))
}

/// Installs packages of Debian or Ubuntu where that is possible without
/// asking for a password; says whether it was.
pub(crate) fn apt_install(project: &Project, packages: &[&str]) -> Result<bool> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if !root || crate::process::find("apt-get").is_none() {
        return Ok(false);
    }
    say(format!("Installing {} with apt-get (a minute or two)", packages.join(" and ")));
    let apt = || Run::new(project, "apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    apt().args(["update", "--quiet=2"]).check()?;
    let install = apt().args(["install", "--yes", "--quiet=2", "--no-install-recommends"]);
    install.args(packages).check()?;
    Ok(true)
}

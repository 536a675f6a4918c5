//! What is released: the publisher with the app in it, the site, and what both
//! are made of.

mod bom;

use crate::arguments::BuildOptions;
use crate::files::{copy, remove, walk};
use crate::process::{Run, say};
use crate::project::Project;
use crate::site;
use crate::stamp::hex;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::path::Path;

pub(crate) fn run(project: &Project) -> Result<()> {
    let site = site::build(project, &BuildOptions::default())?;
    say("Building the release of gazet (about 5 minutes the first time)");
    Run::cargo(project)
        .args(["build", "--release", "--package", "gazet-cli"])
        .env("GAZET_APP", project.at("dist"))
        .check()?;

    let out = project.target("dist");
    remove(&out)?;
    let program = format!("gazet{}", env::consts::EXE_SUFFIX);
    copy(&project.target(&format!("release/{program}")), &out.join(&program))?;
    copy(&site, &out.join("site"))?;
    for text in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&project.at(text), &out.join(text))?;
    }
    bom::write(project, &out)?;
    let sums = sums(&out)?;
    fs::write(out.join("SHA256SUMS"), &sums).context("SHA256SUMS")?;
    println!("{} files in {}", sums.lines().count(), project.shown(&out));
    println!("Check them there with: sha256sum --check --quiet SHA256SUMS");
    Ok(())
}

/// A line for each file, as `sha256sum` writes them.
fn sums(folder: &Path) -> Result<String> {
    let mut lines = String::new();
    for file in walk(folder)? {
        let bytes = fs::read(&file).with_context(|| file.display().to_string())?;
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        lines += &format!("{}  {name}\n", hex(Sha256::new_with_prefix(bytes)));
    }
    Ok(lines)
}

//! What the released programs are made of, as CycloneDX 1.5 has it.

use crate::process::{Run, say};
use crate::project::{Project, WASM};
use crate::tools::cargo;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The name that the tool is told; it puts a file into every crate's folder.
const NAME: &str = "gazet-bom";

/// npm packages that the scripts of the reader go through, which are no part of
/// it, and those of which they are made.
const SHORTENERS: [&str; 2] = ["esbuild", "binaryen"];
const SHIPPED: [&str; 2] = ["@noble/ed25519", "@noble/hashes"];

/// Writes `gazet.cdx.json` and `reader.cdx.json`.
pub(super) fn write(project: &Project, out: &Path) -> Result<()> {
    say("Listing what the release is made of");
    let programs = cargo::ensure(project, &cargo::CYCLONEDX)?;
    let lock = fs::read_to_string(project.at("package-lock.json")).context("package-lock.json")?;
    let lock: Value = serde_json::from_str(&lock).context("package-lock.json")?;
    let root = project.root().display().to_string();
    let crates = |folder: &str, options: &[&str]| -> Result<Value> {
        relative(&list(project, &programs, folder, options)?, &root)
    };
    let publisher = crates("crates/gazet-cli", &[])?;
    let mut reader = crates("", &["--features", "csr", "--target", WASM])?;
    let shorteners = SHORTENERS.iter().map(|name| package(&lock, name, "application", "excluded"));
    let shipped = SHIPPED.iter().map(|name| package(&lock, name, "library", "required"));
    let more = shorteners.chain(shipped).chain([Ok(font())]).collect::<Result<Vec<_>>>()?;
    reader["components"].as_array_mut().context("the list has no components")?.extend(more);
    for (name, bom) in [("gazet.cdx.json", publisher), ("reader.cdx.json", reader)] {
        let text = serde_json::to_string_pretty(&bom)? + "\n";
        fs::write(out.join(name), text).context(name)?;
    }
    Ok(())
}

/// What the tool writes of the crate in this folder.
fn list(project: &Project, programs: &Path, folder: &str, options: &[&str]) -> Result<String> {
    Run::new(project, programs.join("cargo-cyclonedx"))
        .args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"])
        .args(["--override-filename", NAME, "--manifest-path"])
        .args([project.at(folder).join("Cargo.toml")])
        .args(options)
        // The same sources make the same list.
        .env("SOURCE_DATE_EPOCH", moment(project))
        .check()?;
    let file = format!("{NAME}.json");
    let text = fs::read_to_string(project.at(folder).join(&file)).context(file.clone());
    for folder in members(project)? {
        // It writes one for the crates of the workspace that it needs, too.
        let _ = fs::remove_file(folder.join(&file));
    }
    text
}

/// Folders of the workspace's crates.
fn members(project: &Project) -> Result<Vec<PathBuf>> {
    let mut folders = vec![project.root().to_owned(), project.at("xtask")];
    for entry in project.at("crates").read_dir().context("crates")? {
        folders.push(entry?.path());
    }
    Ok(folders)
}

/// Seconds since 1970 of the commit that is released.
fn moment(project: &Project) -> String {
    let of_commit = || Run::new(project, "git").args(["log", "-1", "--format=%ct"]).read().ok();
    let set = env::var("SOURCE_DATE_EPOCH").ok();
    set.or_else(of_commit).map_or_else(|| "0".to_owned(), |text| text.trim().to_owned())
}

/// The list without the place where this repository lies.
fn relative(text: &str, root: &str) -> Result<Value> {
    let root = serde_json::to_string(root)?;
    serde_json::from_str(&text.replace(root.trim_matches('"'), "")).context("cargo-cyclonedx")
}

/// A package from npm; `excluded` is one whose code is not shipped.
fn package(lock: &Value, name: &str, kind: &str, scope: &str) -> Result<Value> {
    let entry = &lock["packages"][format!("node_modules/{name}")];
    let field = |key: &str| {
        entry[key].as_str().with_context(|| format!("package-lock.json: {name} has no {key}"))
    };
    let (version, licence) = (field("version")?, field("license")?);
    let purl = format!("pkg:npm/{}@{version}", name.replace('@', "%40"));
    Ok(json!({
        "type": kind,
        "bom-ref": purl,
        "name": name,
        "version": version,
        "scope": scope,
        "licenses": [{"expression": licence}],
        "purl": purl,
    }))
}

/// The typeface in `public/fonts`.
fn font() -> Value {
    json!({
        "type": "data",
        "bom-ref": "atkinson-hyperlegible-next",
        "name": "Atkinson Hyperlegible Next",
        "scope": "required",
        "licenses": [{"expression": "OFL-1.1"}],
        "externalReferences": [{
            "type": "vcs",
            "url": "https://github.com/googlefonts/atkinson-hyperlegible-next",
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_of_this_machine_is_told() {
        let text = r#"{"bom-ref": "path+file:///home/ada/gazet/crates/a#0.1.0"}"#;
        let told = relative(text, "/home/ada/gazet").expect("a list");
        assert_eq!(told["bom-ref"], "path+file:///crates/a#0.1.0");
    }

    #[test]
    fn a_tool_is_named_as_the_lock_file_has_it() {
        let lock =
            json!({"packages": {"node_modules/@o/a": {"version": "1.2.3", "license": "MIT"}}});
        let told = package(&lock, "@o/a", "application", "excluded").expect("a package");
        assert_eq!(told["purl"], "pkg:npm/%40o/a@1.2.3");
        assert_eq!(told["scope"], "excluded");
        assert!(package(&lock, "b", "library", "required").is_err());
    }
}

//! The web build of the reader: Trunk, then every byte that can go.

use crate::files::walk;
use crate::process::{Run, say};
use crate::project::Project;
use crate::shorten;
use crate::stamp::Stamp;
use crate::tools::{self, standard};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// What the web build is made of, with the sources of the crates.
const INPUTS: [&str; 8] = [
    "src",
    "style",
    "public",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    // It names the version of wasm-opt.
    "package-lock.json",
];

/// Scripts that the app loads when they are first needed.
const MODULES: [&str; 5] = ["search", "offline", "fault", "verify", "visit"];

/// Set where the reader is thrown away after one test: it is left as large as
/// it comes.
pub(crate) const QUICK: &str = "GAZET_QUICK";

/// Builds the reader; the folder it is in.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let path = tools::web(project)?;
    let dist = project.at("dist");
    let inputs = inputs(project)?;
    let environment: &[_] =
        if standard::can_compile(project) { &standard::ENVIRONMENT } else { &[] };
    let is_quick = env::var_os(QUICK).is_some();
    let mut facts: Vec<&str> = environment.iter().map(|(_, value)| *value).collect();
    facts.extend(is_quick.then_some(QUICK));
    let stamp = Stamp::new(project, "app", &facts, &inputs, &dist)?;
    if stamp.is_fresh()? {
        say("The reader is up to date");
        return Ok(dist);
    }
    say("Building the reader for the web (about 4 minutes the first time, then half a minute)");
    prepare(project, &path)?;
    // What is built, and how, stands in Trunk.toml and index.html.
    let trunk = Run::new(project, "trunk").args(["build"]).path(&path)?;
    environment
        .iter()
        .fold(trunk, |trunk, (key, value)| trunk.env(key, value))
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk takes its value for a boolean and refuses the usual `1`.
        .without_env("NO_COLOR")
        .check()?;
    if !is_quick {
        shorten::shorten(project, &dist, &path)?;
    }
    bundle(project, &dist, &path)?;
    minify(project, &dist, &path)?;
    name_files(&dist)?;
    stamp.write()?;
    Ok(dist)
}

fn inputs(project: &Project) -> Result<Vec<PathBuf>> {
    let mut inputs = INPUTS.map(|input| project.at(input)).to_vec();
    for entry in project.at("crates").read_dir().context("crates")? {
        let folder = entry?.path();
        // The publisher is the one crate that no reader is made of.
        if !folder.ends_with("gazet-cli") {
            inputs.extend([folder.join("src"), folder.join("Cargo.toml")]);
        }
    }
    inputs.sort();
    Ok(inputs)
}

/// What index.html takes from `target/web`: one style sheet made of many, since
/// each request costs a round trip, and the script that runs before the first
/// paint.
fn prepare(project: &Project, path: &[PathBuf]) -> Result<()> {
    let out = project.at("target/web");
    for (source, name) in [("style/all.css", "gazet.css"), ("public/boot.js", "boot.js")] {
        esbuild(project, path)?
            .args(["--bundle", "--external:*.woff2"])
            .args([format!("--outfile={}", out.join(name).display())])
            .args([source])
            .check()?;
    }
    Ok(())
}

/// Takes comments and long names out of the scripts that Trunk wrote or
/// copied. Its own minifier gives up on the module that wasm-bindgen writes.
fn minify(project: &Project, dist: &Path, path: &[PathBuf]) -> Result<()> {
    let is_script = |file: &PathBuf| file.extension().is_some_and(|kind| kind == "js");
    esbuild(project, path)?
        .args(["--allow-overwrite"])
        .args([format!("--outdir={}", dist.display()), format!("--outbase={}", dist.display())])
        .args(walk(dist)?.into_iter().filter(is_script))
        .check()
}

/// Makes one script of each folder of them. A service worker cannot import, so
/// neither it nor what verifies is a module.
fn bundle(project: &Project, dist: &Path, path: &[PathBuf]) -> Result<()> {
    let scripts = [
        ("offline", "offline.js", "esm"),
        ("verify", "verify.js", "iife"),
        ("worker", "sw.js", "iife"),
    ];
    for (folder, name, format) in scripts {
        let folder = dist.join(folder);
        esbuild(project, path)?
            .args(["--bundle", &format!("--format={format}")])
            .args([format!("--outfile={}", dist.join(name).display())])
            .args([folder.join("index.js")])
            .check()?;
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}

/// Puts a hash of its bytes into the name of every file of the app, so that an
/// open page never meets the file of another build, and the service worker need
/// not load again what it has. Trunk's own hash is that of other bytes: of those
/// before the files were made smaller.
fn name_files(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).context("dist/index.html")?;
    // Of the scripts that are loaded later the root element says which they are.
    let mut named: Vec<(String, String, String)> = MODULES
        .iter()
        .map(|name| (format!("{name}.js"), format!("{name}-"), ".js".to_owned()))
        .collect();
    for file in fs::read_dir(dist)? {
        let name = file?.file_name().to_string_lossy().into_owned();
        let end = ["_bg.wasm", ".js", ".css"].into_iter().find(|end| name.ends_with(end));
        let start = name.starts_with("gazet-").then(|| name.rfind('-')).flatten();
        if let (Some(end), Some(start)) = (end, start) {
            named.push((name.clone(), name[..=start].to_owned(), end.to_owned()));
        }
    }
    for (old, start, end) in named {
        let file = dist.join(&old);
        let bytes = fs::read(&file).with_context(|| file.display().to_string())?;
        let digest = Sha256::digest(&bytes);
        let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let new = format!("{start}{hash}{end}");
        if !html.contains(&old) {
            bail!("index.html does not name {old}");
        }
        html = html.replace(&old, &new);
        fs::rename(&file, dist.join(new))?;
    }
    fs::write(&page, html).context("dist/index.html")
}

fn esbuild(project: &Project, path: &[PathBuf]) -> Result<Run> {
    Run::new(project, "esbuild")
        .args(["--minify", "--legal-comments=none", "--log-level=warning"])
        // What the type checker is told changes no script.
        .args(["--tsconfig-raw={}"])
        .path(path)
}

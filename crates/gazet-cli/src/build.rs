//! From a bundle and the app to a site of static files.
//!
//! The site holds the app as Trunk built it, the bundle with its bodies in
//! parts of their own, the pictures, and one HTML page per route that reads
//! without the app.

mod app;
mod archive;
mod base;
mod bodies;
mod facts;
mod feeds;
mod headers;
mod html;
mod identity;
mod images;
mod key;
mod manifest;
mod offline;
mod output;
mod pages;
mod parts;
mod policy;
mod precache;
mod search;
mod signature;
mod sitemap;
mod template;

use crate::Console;
use crate::error::Result;
use crate::folder::Staging;
use crate::sign::{PublicKey, SecretKey};
use facts::Known;
use output::Output;
use std::path::Path;

pub use base::{BasePath, BasePathError};
pub(crate) use headers::{ASK, COMMON, FOR_EVER, is_immutable};
pub(crate) use parts::{FRONT, PARTS, hexadecimal, name_of as part_name};

/// Where a site is made from, and where it goes.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The folder of the bundle.
    pub bundle: &'a Path,
    /// The folder that Trunk made; the reader in this program when absent.
    pub app: Option<&'a Path>,
    /// The folder to write.
    pub out: &'a Path,
    /// The path under which the site will live.
    pub base: BasePath,
    /// Articles in the front document of a long archive.
    pub front: usize,
    /// Whether compressed forms are written beside the files.
    pub precompress: bool,
    /// Whether the texts are indexed for the search.
    pub search: bool,
    /// The key that the pages ask for, in the signature of the bundle.
    pub key: Option<PublicKey>,
    /// What signs the bundle; its public half is then `key`.
    pub secret: Option<&'a SecretKey>,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// HTML pages.
    pub pages: usize,
    /// Bodies beside the bundle.
    pub parts: usize,
    /// Pictures.
    pub images: usize,
    /// Files that had to be written; the others were there.
    pub written: usize,
}

/// Builds the site, which appears whole or not at all.
///
/// # Errors
/// [`Error::Faults`](crate::Error::Faults) and
/// [`Error::Input`](crate::Error::Input) when the bundle or the app is not
/// what it should be, [`Error::Refused`](crate::Error::Refused) when `out`
/// holds what this program did not make.
pub fn build(options: &Options<'_>, console: &Console) -> Result<Summary> {
    let base = &options.base;
    let mut app = app::App::read(options.app, base)?;
    if let Some(key) = &options.key {
        app.pin(key);
    }
    let note = format!("base {base}\n");
    let program = facts::program(app.key(), &note, options.front, options.precompress);
    let inputs: Vec<&Path> = std::iter::once(options.bundle).chain(options.app).collect();
    let (staging, earlier) = Staging::resume(options.out, &program, &inputs)?;
    let known = Known::read(&earlier.facts, &program);
    let data = parts::Data::read(options.bundle, options.front, &known)?;
    let pictures = images::of(&data, options.bundle)?;
    app.replace(identity::icons(&data.all().site, options.bundle));
    let output = Output::new(staging, earlier, options.precompress);
    for (name, bytes) in app.files() {
        output.put(name, bytes)?;
    }
    let seen = images::put(&pictures, &known, &output)?;
    identity::put_own_card(&data.all().site, &output)?;
    identity::put_cards(&data, options.bundle, &known, &output)?;
    output.put(FRONT, data.front_json())?;
    let parts = data.put_parts(&output)?;
    offline::make(&data, &pictures, &output)?;
    output.put("_headers", headers::headers(&app, base).as_bytes())?;
    let manifest = manifest::manifest(&data, &app, base, console)?;
    output.put(manifest::FILE, &manifest)?;
    let shell = pages::shell(&data, &app, base);
    output.put(pages::SHELL, shell.as_bytes())?;
    let made = [(manifest::FILE, manifest.as_slice()), (pages::SHELL, shell.as_bytes())];
    let list = precache::script(&data, &app, options.key.as_ref(), &made);
    output.put(precache::FILE, list.as_bytes())?;
    signature::put(&data, options, &output, console)?;
    // The index keeps one processor busy for a while, the rest any number.
    let (search, pages) = std::thread::scope(|scope| {
        let search = scope.spawn(|| search::make(&data, &known, &output, options.search));
        let pages = feeds::make(&data, &output)
            .and_then(|()| sitemap::make(&data, &output))
            .and_then(|()| pages::make(&data, &app, base, &output, console));
        (search.join(), pages)
    });
    let search = search.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    let pages = pages?;
    let summary = Summary { pages, parts, images: pictures.len(), written: output.written() };
    // A site without an archive is made anew in less than a second.
    let facts = data.archive().map(|archive| {
        let names = archive.leaves().map(|(key, name)| (key, name.to_string()));
        Known::written(&program, data.bodies().known(), names, seen, search)
    });
    let key = options.key.map(|key| format!("key {}\n", key.line())).unwrap_or_default();
    output.commit(&format!("{note}{key}"), &program, facts.as_deref())?;
    Ok(summary)
}

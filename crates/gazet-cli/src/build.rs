//! From a bundle and the app to a site of static files.
//!
//! The site holds the app as Trunk built it, the bundle with its bodies in
//! parts of their own, the pictures, and one HTML page per route that reads
//! without the app.

mod app;
mod archive;
mod base;
mod feeds;
mod headers;
mod html;
mod images;
mod manifest;
mod pages;
mod parts;
mod policy;
mod precache;
mod sitemap;
mod template;

use crate::Console;
use crate::error::Result;
use crate::folder::{Kind, Staging};
use std::path::Path;

pub use base::{BasePath, BasePathError};
pub(crate) use headers::{ASK, COMMON, FOR_EVER, is_immutable};
pub(crate) use parts::hexadecimal;

/// Where a site is made from, and where it goes.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// The folder of the bundle.
    pub bundle: &'a Path,
    /// The folder that Trunk made.
    pub app: &'a Path,
    /// The folder to write.
    pub out: &'a Path,
    /// The path under which the site will live.
    pub base: BasePath,
    /// Articles in the front document of a long archive.
    pub front: usize,
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
    let app = app::App::read(options.app, base)?;
    let data = parts::Data::read(options.bundle, options.front)?;
    let pictures = images::of(&data, options.bundle)?;
    let staging = Staging::begin(
        options.out,
        Kind::Site,
        &format!("base {base}\n"),
        &[options.bundle, options.app],
    )?;
    for (name, bytes) in app.files() {
        staging.write(name, bytes)?;
    }
    for (name, path) in &pictures {
        staging.copy(path, name)?;
    }
    staging.write(parts::FRONT, data.front_json())?;
    for part in data.parts() {
        staging.write(&part.file(), part.json())?;
    }
    data.each_leaf(&mut |name, json| staging.write(name, json))?;
    feeds::each(&data, &mut |name, text| staging.write(name, text))?;
    sitemap::each(&data, &mut |name, text| staging.write(name, text))?;
    staging.write("_headers", headers::headers(&app, base).as_bytes())?;
    let manifest = manifest::manifest(&data, &app, base, console)?;
    staging.write(manifest::FILE, &manifest)?;
    let shell = pages::shell(&data, &app, base);
    staging.write(pages::SHELL, shell.as_bytes())?;
    let made = [(manifest::FILE, manifest.as_slice()), (pages::SHELL, shell.as_bytes())];
    staging.write(precache::FILE, precache::script(&data, &app, &made).as_bytes())?;
    let mut count = 0;
    pages::each(&data, &app, base, &mut |name, html| {
        count += 1;
        staging.write(name, html.as_bytes())
    })?;
    staging.commit()?;
    Ok(Summary { pages: count, parts: data.parts().count(), images: pictures.len() })
}

//! The pictures that a bundle names.

use super::facts::{Known, stamp};
use super::key::{Key, key_of};
use super::output::Output;
use super::parts::Data;
use crate::error::{Error, IoContext, Result};
use crate::fault::Fault;
use gazet_bundle::Level;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Name in the site and place in the bundle's folder of every picture that
/// the bundle keeps itself.
pub(super) fn of(data: &Data, folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut pictures = BTreeMap::new();
    let mut faults = Vec::new();
    for name in names(data) {
        let path = folder.join(name);
        let plain = Path::new(name).components().all(|c| matches!(c, Component::Normal(_)));
        let message = if !plain || !name.starts_with("images/") {
            "lies outside the folder images"
        } else if !fs::symlink_metadata(&path).is_ok_and(|m| m.is_file()) {
            "is missing"
        } else {
            pictures.insert(name.to_owned(), path);
            continue;
        };
        let (file, message) = ("bundle.json".to_owned(), format!("the picture {name} {message}"));
        faults.push(Fault { file, line: None, level: Level::Error, message });
    }
    if faults.is_empty() {
        return Ok(pictures);
    }
    crate::fault::sort(&mut faults);
    Err(Error::Faults { root: folder.to_owned(), faults })
}

/// Puts the pictures into the site; returns what each was made of, by its
/// name, size and time of change.
pub(super) fn put(
    pictures: &BTreeMap<String, PathBuf>,
    known: &Known,
    output: &Output,
) -> Result<HashMap<String, Key>> {
    let put = pictures.par_iter().map(|(name, path)| {
        let stamp = stamp_of(path, name);
        let read = || fs::read(path).at("cannot read", path);
        let key = match known.picture(&stamp) {
            Some(key) => {
                output.make(name, key, || read().map(Cow::Owned))?;
                key
            }
            None => {
                let bytes = read()?;
                let key = key_of(&[&bytes]);
                output.make(name, key, || Ok(Cow::Owned(bytes)))?;
                key
            }
        };
        Ok((stamp, key))
    });
    put.collect()
}

/// What a picture is made of.
pub(super) fn picture_key(path: &Path, name: &str, known: &Known) -> Result<Key> {
    match known.picture(&stamp_of(path, name)) {
        Some(key) => Ok(key),
        None => fs::read(path).at("cannot read", path).map(|bytes| key_of(&[&bytes])),
    }
}

fn stamp_of(path: &Path, name: &str) -> String {
    format!("{} {name}", stamp(path).unwrap_or_default())
}

fn names(data: &Data) -> BTreeSet<&str> {
    let bundle = data.all();
    let partners = bundle.site.partners.iter().map(|partner| &partner.logo);
    let authors = bundle.authors.iter().filter_map(|author| author.portrait.as_ref());
    let articles = bundle.articles.iter().filter_map(|article| article.image.as_ref());
    let heads = bundle.site.logo.iter().chain(partners).chain(authors).chain(articles);
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for image in heads {
        let variants = image.variants.iter().map(|variant| &variant.src);
        let all = std::iter::once(&image.src).chain(variants);
        names.extend(all.filter(|src| src.is_relative()).map(|src| src.as_str()));
    }
    let bodies = data.bodies().all().flat_map(|(_, facts)| &facts.pictures);
    names.extend(bodies.map(String::as_str));
    names
}

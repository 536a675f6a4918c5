//! The pictures that a bundle names.

use super::parts::Data;
use crate::error::{Error, Result};
use crate::fault::Fault;
use gazet_bundle::{Block, Image, Level};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Name in the site and place in the bundle's folder of every picture that
/// the bundle keeps itself.
pub(super) fn of(data: &Data, folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut pictures = BTreeMap::new();
    let mut faults = Vec::new();
    each(data, &mut |image| {
        let variants = image.variants.iter().map(|variant| &variant.src);
        for src in std::iter::once(&image.src).chain(variants).filter(|src| src.is_relative()) {
            let name = src.as_str();
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
            let (file, message) =
                ("bundle.json".to_owned(), format!("the picture {name} {message}"));
            faults.push(Fault { file, line: None, level: Level::Error, message });
        }
    });
    if faults.is_empty() {
        return Ok(pictures);
    }
    crate::fault::sort(&mut faults);
    Err(Error::Faults { root: folder.to_owned(), faults })
}

fn each(data: &Data, f: &mut dyn FnMut(&Image)) {
    let bundle = data.front();
    bundle.site.partners.iter().for_each(|partner| f(&partner.logo));
    bundle.authors.iter().filter_map(|author| author.portrait.as_ref()).for_each(&mut *f);
    bundle.articles.iter().filter_map(|article| article.image.as_ref()).for_each(&mut *f);
    data.parts().for_each(|part| each_in(&part.value().blocks, f));
}

fn each_in(blocks: &[Block], f: &mut dyn FnMut(&Image)) {
    for block in blocks {
        match block {
            Block::Image(image) => f(image),
            Block::Gallery(images) => images.iter().for_each(&mut *f),
            Block::List(list) => list.items.iter().for_each(|item| each_in(item, f)),
            Block::Quote(quote) => each_in(&quote.blocks, f),
            Block::Footnotes(notes) => notes.iter().for_each(|note| each_in(&note.blocks, f)),
            _ => {}
        }
    }
}

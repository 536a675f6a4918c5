//! Adding an edition to the bundle that is there.

mod addresses;
mod links;

use super::bodies::Kept;
use super::{Edition, Picture, related};
use crate::edition;
use crate::error::{IoContext, Result};
use crate::folder;
use crate::media;
use gazet_bundle::{Bundle, Section};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What is in `out` already, with `added` put to it: an article of the same id
/// is replaced, the rest stays, and a new article whose address another one
/// has gets one of its own. A page, which has no id, is known by its address
/// alone and replaced. The identity of the paper stays that of the bundle.
/// Every article then names those like it.
///
/// # Errors
/// [`Error::Input`](crate::Error::Input) when what is there is no bundle that can be read.
pub fn merge(added: Edition, out: &Path) -> Result<Edition> {
    let Edition { bundle: new, mut pictures } = added;
    let mut bundle = if let Some(old) = present(out)? {
        let of = |picture: &Picture| {
            let variants = picture.variants.iter().map(|variant| variant.name.clone());
            variants.chain([picture.name.clone()]).collect::<Vec<_>>()
        };
        let names: BTreeSet<String> = pictures.iter().flat_map(of).collect();
        let mut bundle = joined(old, new);
        let own = media::own_names(&mut bundle, |part| Kept::of(out).part(part))?;
        let stays = |picture: &Picture| {
            !names.contains(&picture.name) && own.contains(&format!("images/{}", picture.name))
        };
        pictures.extend(kept(out)?.into_iter().filter(stays));
        pictures.sort_by(|a, b| a.name.cmp(&b.name));
        bundle
    } else {
        new
    };
    related::relate(&mut bundle, &Kept::of(out))?;
    Ok(Edition { bundle, pictures })
}

/// The bundle that is in `out` already.
///
/// # Errors
/// [`Error::Input`] when what is there is no bundle that can be read.
pub(super) fn present(out: &Path) -> Result<Option<Bundle>> {
    let path = out.join("bundle.json");
    if !folder::is_bundle(out) || !path.is_file() {
        return Ok(None);
    }
    edition::open(&path).map(Some)
}

fn joined(old: Bundle, mut new: Bundle) -> Bundle {
    addresses::settle(&old, &mut new);
    let ids: BTreeSet<&str> = new.articles.iter().map(|article| article.id.as_str()).collect();
    let stays = |article: &&gazet_bundle::Article| !ids.contains(article.id.as_str());
    let mut articles: Vec<_> = old.articles.iter().filter(stays).cloned().collect();
    articles.extend(new.articles.iter().cloned());
    articles.sort_by(|a, b| (Reverse(a.published), &a.slug).cmp(&(Reverse(b.published), &b.slug)));
    let mut authors = old.authors;
    let known: BTreeSet<_> = authors.iter().map(|author| author.slug.clone()).collect();
    authors.extend(new.authors.into_iter().filter(|author| !known.contains(&author.slug)));
    let mut pages = old.pages;
    for page in new.pages {
        match pages.iter_mut().find(|own| own.slug == page.slug) {
            Some(own) => *own = page,
            None => pages.push(page),
        }
    }
    let mut sections = old.sections;
    add_sections(&mut sections, new.sections);
    Bundle { sections, authors, pages, articles, ..old_identity(old.site) }
}

fn old_identity(site: gazet_bundle::Site) -> Bundle {
    Bundle {
        format: gazet_bundle::FORMAT,
        site,
        sections: Vec::new(),
        authors: Vec::new(),
        pages: Vec::new(),
        articles: Vec::new(),
        archive: None,
    }
}

fn add_sections(own: &mut Vec<Section>, more: Vec<Section>) {
    for section in more {
        match own.iter_mut().find(|old| old.path == section.path) {
            Some(old) => add_sections(&mut old.sections, section.sections),
            None => own.push(section),
        }
    }
}

/// The pictures of the bundle that is there; their smaller versions are files
/// like any other.
fn kept(out: &Path) -> Result<Vec<Picture>> {
    let images = out.join("images");
    let entries = match fs::read_dir(&images) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.at("cannot read", &images)?,
    };
    let mut pictures = Vec::new();
    for entry in entries {
        let entry = entry.at("cannot read", &images)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().at("cannot read", entry.path())?.is_file() {
            pictures.push(Picture { source: entry.path(), name, variants: Vec::new() });
        }
    }
    Ok(pictures)
}

//! The folder as a whole.

use super::super::bodies::Kept;
use super::super::{Edition, related};
use super::article::{self, Context};
use super::images::Images;
use super::links::Link;
use super::places::Places;
use super::site::{self, AUTHORS_FILE, FILE};
use super::wire::{self, SiteFile};
use super::{source, yaml};
use crate::error::{Error, IoContext, Result};
use crate::fault::{self, Fault, Log};
use crate::links::Addresses;
use crate::media::Cache;
use gazet_bundle::{Bundle, FORMAT, validate};
use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

/// A document of the folder `articles` or `pages`.
struct Document {
    /// Its file name without `.md`.
    name: String,
    text: String,
    log: Log,
}

/// Reads the folder: an edition and every fault of it. When a fault is an
/// error, the edition is incomplete and must not be written.
pub(super) fn read(root: &Path, out: &Path) -> Result<(Edition, Vec<Fault>)> {
    if !fs::metadata(root).at("cannot read", root)?.is_dir() {
        return Err(Error::input(root, "is a file, not a folder"));
    }
    let cache = Cache::beside(out, &[root])?;
    let mut images = Images::open(root.join("images"), &cache)?;
    let mut places = Places::default();
    let mut faults = Vec::new();

    let mut log = Log::new(FILE);
    let mut file = match yaml_file(root, FILE, &mut log)? {
        Some(node) => wire::site(&node, &mut log),
        None => SiteFile::default(),
    };
    let site = site::site(&mut file, &mut images, &mut places, &mut log);
    let sections = site::sections(std::mem::take(&mut file.sections), "", &mut places, &mut log);
    faults.extend(log.into_faults());

    let mut log = Log::new(AUTHORS_FILE);
    let authors = match yaml_file(root, AUTHORS_FILE, &mut log)? {
        Some(node) => wire::authors(&node, &mut log),
        None => Vec::new(),
    };
    let authors = site::authors(authors, &mut images, &mut places, &mut log);
    faults.extend(log.into_faults());

    let any_section = sections.first().map(|section| section.path.clone());
    let mut context =
        Context { images: &mut images, places: &mut places, any_section: any_section.as_ref() };
    let mut checked: Vec<(Log, Vec<Link>)> = Vec::new();
    let mut pages = Vec::new();
    for mut document in documents(root, "pages", &mut faults)? {
        let Document { name, text, log } = &mut document;
        let (page, links) = article::page(name, text, &mut context, log);
        pages.extend(page);
        checked.push((document.log, links));
    }
    let mut articles = Vec::new();
    for mut document in documents(root, "articles", &mut faults)? {
        let Document { name, text, log } = &mut document;
        let (article, links) = article::article(name, text, &mut context, log);
        articles.extend(article);
        checked.push((document.log, links));
    }
    // Newest first; of one moment, in the order of their addresses.
    articles.sort_by(|a, b| (Reverse(a.published), &a.slug).cmp(&(Reverse(b.published), &b.slug)));

    let (pictures, logs) = images.finish();
    faults.extend(logs.into_iter().flat_map(Log::into_faults));
    let Some(site) = site else {
        faults.extend(checked.into_iter().flat_map(|(log, _)| log.into_faults()));
        return Err(Error::Faults { root: root.to_owned(), faults });
    };
    let mut bundle =
        Bundle { format: FORMAT, site, sections, authors, pages, articles, archive: None };
    let addresses = Addresses::of(&bundle);
    for (mut log, links) in checked {
        for Link { line, to } in links {
            if let Some(fault) = addresses.fault(&to) {
                log.error(line, fault);
            }
        }
        faults.extend(log.into_faults());
    }
    faults.extend(validate(&bundle).into_iter().map(|problem| places.fault(problem)));
    if !fault::any_error(&faults) {
        // Nothing stands beside it yet.
        related::relate(&mut bundle, &Kept::of(root))?;
    }
    Ok((Edition { bundle, pictures }, faults))
}

fn yaml_file(root: &Path, name: &str, log: &mut Log) -> Result<Option<yaml::Node>> {
    let path = root.join(name);
    if !path.exists() {
        log.error(None, "the file is missing");
        return Ok(None);
    }
    let Some(text) = source::read(&path, log)? else { return Ok(None) };
    Ok(yaml::parse(&text, 1, log))
}

/// The documents of a folder, in the order of their names.
fn documents(root: &Path, folder: &str, faults: &mut Vec<Fault>) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for (file, path) in files(root, folder, faults)? {
        let mut log = Log::new(format!("{folder}/{file}"));
        if path.is_dir() {
            log.error(None, format!("is a folder; every .md lies directly in {folder}"));
        } else if let Some(name) = file.strip_suffix(".md") {
            if let Some(text) = source::read(&path, &mut log)? {
                documents.push(Document { name: name.to_owned(), text, log });
                continue;
            }
        } else {
            log.warning(None, "is not read, because its name does not end in .md");
        }
        faults.extend(log.into_faults());
    }
    Ok(documents)
}

/// Names and paths of what lies in a folder, hidden files left out.
fn files(root: &Path, folder: &str, faults: &mut Vec<Fault>) -> Result<Vec<(String, PathBuf)>> {
    let path = root.join(folder);
    let entries = match fs::read_dir(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let mut log = Log::new(folder);
            // A paper may do without pages, not without articles.
            if folder == "articles" {
                log.error(None, "the folder is missing");
            }
            faults.extend(log.into_faults());
            return Ok(Vec::new());
        }
        entries => entries.at("cannot read", &path)?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.at("cannot read", &path)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            files.push((name, entry.path()));
        }
    }
    files.sort();
    Ok(files)
}

//! The bundle for the web: a front document, and each body in a part that is
//! named by its bytes; behind the front of a long archive, its leaves.

use super::archive::{self, Archive};
use crate::edition;
use crate::error::{Error, IoContext, Result};
use crate::fault::{self, Fault};
use gazet_bundle::{Body, Bundle, Leaf, PartRef, limits, read_part, validate, validate_part};
use gazet_reader::routes::Route;
use gazet_reader::snapshot;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Name of the front document.
pub(super) const FRONT: &str = "bundle.json";

/// The bundle in pieces.
#[derive(Debug)]
pub(super) struct Data {
    all: Arc<Bundle>,
    front: Arc<Bundle>,
    json: Vec<u8>,
    parts: BTreeMap<PartRef, Part>,
    archive: Option<Archive>,
}

/// A body of its own.
#[derive(Debug)]
pub(super) struct Part {
    name: PartRef,
    json: Vec<u8>,
    value: gazet_bundle::Part,
}

impl Part {
    /// Its file in the site.
    pub(super) fn file(&self) -> String {
        file_of(&self.name)
    }

    pub(super) fn json(&self) -> &[u8] {
        &self.json
    }

    pub(super) fn value(&self) -> &gazet_bundle::Part {
        &self.value
    }
}

impl Data {
    /// Reads the folder of a bundle and takes its bodies out. Of more than
    /// half as many articles again as `front`, only so many of the newest
    /// stay in the front document.
    pub(super) fn read(folder: &Path, front: usize) -> Result<Self> {
        let path = folder.join(FRONT);
        let bytes = fs::read(&path).at("cannot read", &path)?;
        let mut bundle =
            edition::read(&bytes).map_err(|error| Error::input(&path, error.to_string()))?;
        let mut faults: Vec<Fault> = validate(&bundle).into_iter().map(as_fault).collect();
        let mut parts = BTreeMap::new();
        let count = bundle.articles.len();
        let mut related = Vec::with_capacity(count);
        let articles = bundle.articles.iter_mut().map(|a| ("articles", &a.slug, &mut a.body));
        let pages = bundle.pages.iter_mut().map(|p| ("pages", &p.slug, &mut p.body));
        for (kind, slug, body) in articles.chain(pages) {
            let part = match body {
                Body::Inline(part) => Part::new(std::mem::take(part), &path)?,
                Body::Part(name) => {
                    let part = Part::load(folder, name)?;
                    let problems = validate_part(&part.value, &format!("{kind}[{slug}]"));
                    faults.extend(problems.into_iter().map(as_fault));
                    part
                }
            };
            if related.len() < count {
                related.push(part.value.related.clone());
            }
            *body = Body::Part(part.name.clone());
            parts.insert(part.name.clone(), part);
        }
        if fault::any_error(&faults) {
            fault::sort(&mut faults);
            return Err(Error::Faults { root: folder.to_owned(), faults });
        }
        let all = Arc::new(bundle);
        let is_long = count > front.saturating_add(front / 2);
        let archive = is_long.then(|| Archive::new(&all, &related, &path)).transpose()?;
        let front = match &archive {
            Some(archive) => Arc::new(Bundle {
                articles: archive::newest(&all, front),
                archive: archive.root().cloned(),
                ..Bundle::clone(&all)
            }),
            None => all.clone(),
        };
        let json = to_json(&*front, &path)?;
        if json.len() > limits::DOCUMENT_BYTES {
            let (size, limit) = (json.len(), limits::DOCUMENT_BYTES);
            let message = format!("makes a front document of {size} bytes; the limit is {limit}");
            return Err(Error::input(&path, message));
        }
        Ok(Self { all, front, json, parts, archive })
    }

    /// The whole bundle without its bodies.
    pub(super) fn all(&self) -> &Bundle {
        &self.all
    }

    /// What the app loads first: the bundle without its bodies, and of a long
    /// archive without its older articles.
    pub(super) fn front(&self) -> &Arc<Bundle> {
        &self.front
    }

    pub(super) fn front_json(&self) -> &[u8] {
        &self.json
    }

    /// Every part, in the order of the names.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.values()
    }

    /// Every route that has a page.
    pub(super) fn routes(&self) -> Vec<Route> {
        match &self.archive {
            // The front knows every route that is no list and no article.
            Some(archive) => {
                let bare = Bundle {
                    articles: Vec::new(),
                    sections: Vec::new(),
                    authors: Vec::new(),
                    ..Bundle::clone(&self.front)
                };
                snapshot::routes(&bare).into_iter().chain(archive.routes(&self.all)).collect()
            }
            None => snapshot::routes(&self.front),
        }
    }

    /// What a route shows of a long archive.
    pub(super) fn leaf(&self, route: &Route) -> Option<Leaf> {
        self.archive.as_ref()?.leaf(&self.all, route)
    }

    /// The name of a route's leaf.
    pub(super) fn leaf_name(&self, route: &Route) -> Option<&PartRef> {
        self.archive.as_ref()?.name(route)
    }

    /// Calls `f` with name and text of every part that finds or is a leaf;
    /// each name once.
    pub(super) fn each_leaf(&self, f: &mut dyn FnMut(&str, &[u8]) -> Result<()>) -> Result<()> {
        let Some(archive) = &self.archive else { return Ok(()) };
        let mut seen = BTreeSet::new();
        for (name, json) in archive.index_parts() {
            f(&file_of(name), json)?;
        }
        for route in archive.routes(&self.all) {
            let (Some(leaf), Some(name)) = (self.leaf(&route), self.leaf_name(&route)) else {
                continue;
            };
            // Two empty lists are one leaf.
            if seen.insert(name) {
                f(&file_of(name), &to_json(&leaf, Path::new(FRONT))?)?;
            }
        }
        Ok(())
    }

    pub(super) fn part(&self, body: &Body) -> Option<&Part> {
        match body {
            Body::Part(name) => self.parts.get(name),
            Body::Inline(_) => None,
        }
    }
}

impl Part {
    fn new(value: gazet_bundle::Part, path: &Path) -> Result<Self> {
        let json = to_json(&value, path)?;
        let name = name_of(&json, path)?;
        Ok(Self { name, json, value })
    }

    /// A part that the bundle already keeps beside it.
    fn load(folder: &Path, name: &PartRef) -> Result<Self> {
        let path = folder.join("parts").join(format!("{name}.json"));
        let json = fs::read(&path).at("cannot read", &path)?;
        if name_of(&json, &path)? != *name {
            return Err(Error::input(&path, "does not hold the bytes that its name promises"));
        }
        let value = read_part(&json).map_err(|error| Error::input(&path, error.to_string()))?;
        Ok(Self { name: name.clone(), json, value })
    }
}

/// The file of a part in the site.
fn file_of(name: &PartRef) -> String {
    format!("parts/{name}.json")
}

/// The first half of the SHA-256 in hexadecimal digits.
pub(super) fn name_of(bytes: &[u8], path: &Path) -> Result<PartRef> {
    let name = hexadecimal(&Sha256::digest(bytes)[..16]);
    PartRef::new(name).map_err(|error| Error::input(path, error.to_string()))
}

/// Bytes in hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing into a `String` cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

pub(super) fn to_json(value: &impl serde::Serialize, path: &Path) -> Result<Vec<u8>> {
    serde_json::to_vec(value)
        .map_err(|error| Error::input(path, format!("cannot be written as JSON: {error}")))
}

fn as_fault(problem: gazet_bundle::Problem) -> Fault {
    let gazet_bundle::Problem { level, place, message } = problem;
    Fault { file: FRONT.to_owned(), line: None, level, message: format!("{place}: {message}") }
}

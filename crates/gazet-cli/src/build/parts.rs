//! The bundle for the web: a front document, and each body in a part that is
//! named by its bytes.

use crate::error::{Error, IoContext, Result};
use crate::fault::{self, Fault};
use gazet_bundle::{Body, Bundle, PartRef, limits, read, read_part, validate, validate_part};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Name of the front document.
pub(super) const FRONT: &str = "bundle.json";

/// The bundle in pieces.
#[derive(Debug)]
pub(super) struct Data {
    front: Arc<Bundle>,
    json: Vec<u8>,
    parts: BTreeMap<PartRef, Part>,
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
        format!("parts/{}.json", self.name)
    }

    pub(super) fn json(&self) -> &[u8] {
        &self.json
    }

    pub(super) fn value(&self) -> &gazet_bundle::Part {
        &self.value
    }
}

impl Data {
    /// Reads the folder of a bundle and takes its bodies out.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let path = folder.join(FRONT);
        let bytes = fs::read(&path).at("cannot read", &path)?;
        let mut bundle = read(&bytes).map_err(|error| Error::input(&path, error.to_string()))?;
        let mut faults: Vec<Fault> = validate(&bundle).into_iter().map(as_fault).collect();
        let mut parts = BTreeMap::new();
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
            *body = Body::Part(part.name.clone());
            parts.insert(part.name.clone(), part);
        }
        if fault::any_error(&faults) {
            fault::sort(&mut faults);
            return Err(Error::Faults { root: folder.to_owned(), faults });
        }
        let json = to_json(&bundle, &path)?;
        if json.len() > limits::DOCUMENT_BYTES {
            let (size, limit) = (json.len(), limits::DOCUMENT_BYTES);
            let message = format!("makes a front document of {size} bytes; the limit is {limit}");
            return Err(Error::input(&path, message));
        }
        Ok(Self { front: Arc::new(bundle), json, parts })
    }

    /// The bundle without its bodies.
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

/// The first half of the SHA-256 in hexadecimal digits.
fn name_of(bytes: &[u8], path: &Path) -> Result<PartRef> {
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

fn to_json(value: &impl serde::Serialize, path: &Path) -> Result<Vec<u8>> {
    serde_json::to_vec(value)
        .map_err(|error| Error::input(path, format!("cannot be written as JSON: {error}")))
}

fn as_fault(problem: gazet_bundle::Problem) -> Fault {
    let gazet_bundle::Problem { level, place, message } = problem;
    Fault { file: FRONT.to_owned(), line: None, level, message: format!("{place}: {message}") }
}

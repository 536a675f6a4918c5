//! The bundle for the web: a front document, and each body in a part that is
//! named by its bytes; behind the front of a long archive, its leaves.

use super::archive::{self, Archive};
use super::bodies::{Bodies, Facts, Part, Seen};
use super::facts::Known;
use super::key::{Key, key_of};
use super::output::Output;
use crate::edition;
use crate::error::{Error, Result};
use crate::fault::{self, Fault};
use gazet_bundle::{Article, Body, Bundle, Leaf, PartRef, limits, validate};
use gazet_reader::routes::Route;
use gazet_reader::snapshot;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Name of the front document.
pub(crate) const FRONT: &str = "bundle.json";

/// Name of the folder of parts.
pub(crate) const PARTS: &str = "parts";

/// The bundle in pieces.
#[derive(Debug)]
pub(super) struct Data {
    all: Arc<Bundle>,
    front: Arc<Bundle>,
    frame: Arc<Bundle>,
    json: Vec<u8>,
    bodies: Bodies,
    archive: Option<Archive>,
    keys: Keys,
}

/// What the pages are made of beside their own articles.
#[derive(Debug, Default)]
struct Keys {
    /// The front document.
    front: Key,
    /// What stands around every page of an archive.
    frame: Key,
    authors: HashMap<String, Key>,
}

impl Data {
    /// Reads the folder of a bundle and takes its bodies out. Of more than
    /// half as many articles again as `front`, only so many of the newest
    /// stay in the front document.
    pub(super) fn read(folder: &Path, front: usize, known: &Known) -> Result<Self> {
        let path = folder.join(FRONT);
        let mut bundle = edition::open(&path)?;
        let faults: Vec<Fault> = validate(&bundle).into_iter().map(as_fault).collect();
        let bodies = take_bodies(&mut bundle, folder, known, faults)?;
        let all = Arc::new(bundle);
        let count = all.articles.len();
        let is_long = count > front.saturating_add(front / 2);
        let archive = is_long.then(|| Archive::new(&all, &bodies, known, &path)).transpose()?;
        let front = match &archive {
            Some(archive) => Arc::new(Bundle {
                articles: archive::newest(&all, front),
                archive: archive.root().cloned(),
                ..without_articles(&all)
            }),
            None => all.clone(),
        };
        let json = to_json(&*front, &path)?;
        if json.len() > limits::DOCUMENT_BYTES {
            let (size, limit) = (json.len(), limits::DOCUMENT_BYTES);
            let message = format!("makes a front document of {size} bytes; the limit is {limit}");
            return Err(Error::input(&path, message));
        }
        let frame = Arc::new(without_articles(&front));
        let keys = Keys::of(&json, &frame, &path)?;
        Ok(Self { all, front, frame, json, bodies, archive, keys })
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

    pub(super) fn bodies(&self) -> &Bodies {
        &self.bodies
    }

    pub(super) fn archive(&self) -> Option<&Archive> {
        self.archive.as_ref()
    }

    /// What a page is rendered with: of a long archive the site without any
    /// article, so that a page changes only with what it shows itself.
    pub(super) fn around(&self, route: &Route) -> &Arc<Bundle> {
        if self.leaf_name(route).is_some() { &self.frame } else { &self.front }
    }

    /// What a page is made of, the program and the app apart.
    pub(super) fn key(&self, route: &Route, leaf: Option<&PartRef>, part: Option<&PartRef>) -> Key {
        let names = [leaf, part].map(|name| name.map_or("", PartRef::as_str).as_bytes());
        let path = route.path();
        let mut pieces = vec![path.as_bytes(), names[0], names[1]];
        if leaf.is_none() {
            let front = self.keys.front.bytes();
            pieces.push(&front);
            return key_of(&pieces);
        }
        let frame = self.keys.frame.bytes();
        pieces.push(&frame);
        let authors = self.archive.iter().flat_map(|archive| archive.authors(&self.all, route));
        let authors: Vec<_> =
            authors.filter_map(|slug| self.keys.authors.get(slug)).map(|key| key.bytes()).collect();
        pieces.extend(authors.iter().map(<[u8; 16]>::as_slice));
        key_of(&pieces)
    }

    /// The article at this address.
    pub(super) fn article(&self, slug: &str) -> Option<&Article> {
        match &self.archive {
            Some(archive) => archive.article(&self.all, slug),
            None => self.all.article(slug),
        }
    }

    /// Every route that has a page.
    pub(super) fn routes(&self) -> Vec<Route> {
        match &self.archive {
            // The front knows every route that is no list and no article.
            Some(archive) => {
                let bare = Bundle {
                    sections: Vec::new(),
                    authors: Vec::new(),
                    ..Bundle::clone(&self.frame)
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

    /// Puts every body into the site, and what finds and is a leaf of the
    /// archive; returns the number of bodies.
    pub(super) fn put_parts(&self, output: &Output) -> Result<usize> {
        let named = |name: &PartRef| key_of(&[name.as_str().as_bytes()]);
        let bodies: Vec<&PartRef> = self.bodies.all().map(|(name, _)| name).collect();
        bodies.par_iter().try_for_each(|name| {
            // Read as text and not as a body, which it was found to be.
            output.make(&file_of(name), named(name), || self.bodies.json(name).map(Cow::Owned))
        })?;
        let Some(archive) = &self.archive else { return Ok(bodies.len()) };
        for (name, json) in archive.index_parts() {
            output.make(&file_of(name), named(name), || Ok(Cow::Borrowed(json)))?;
        }
        // Two empty lists are one leaf.
        let leaves: BTreeMap<&PartRef, Route> = archive
            .routes(&self.all)
            .into_iter()
            .filter_map(|route| Some((archive.name(&route)?, route)))
            .collect();
        leaves.par_iter().try_for_each(|(name, route)| {
            output.make(&file_of(name), named(name), || {
                to_json(&archive.leaf(&self.all, route), Path::new(FRONT)).map(Cow::Owned)
            })
        })?;
        Ok(bodies.len())
    }

    /// The text of a body.
    pub(super) fn part(&self, body: &Body) -> Result<Option<Arc<Part>>> {
        match body {
            Body::Part(name) => self.bodies.load(name).map(Some),
            Body::Inline(_) => Ok(None),
        }
    }

    /// What is known of a body.
    pub(super) fn facts<'b>(&'b self, body: &'b Body) -> Option<(&'b PartRef, &'b Facts)> {
        match body {
            Body::Part(name) => self.bodies.facts(name).map(|facts| (name, facts)),
            Body::Inline(_) => None,
        }
    }
}

impl Keys {
    fn of(front: &[u8], frame: &Bundle, path: &Path) -> Result<Self> {
        let mut authors = HashMap::new();
        for author in &frame.authors {
            authors.insert(author.slug.to_string(), key_of(&[&to_json(author, path)?]));
        }
        let mut frame = Bundle { authors: Vec::new(), archive: None, ..frame.clone() };
        // A page is named in the footer; what it says stands on its own page.
        let unread = || Body::Inline(gazet_bundle::Part::default());
        frame.pages.iter_mut().for_each(|page| page.body = unread());
        let frame = key_of(&[&to_json(&frame, path)?]);
        Ok(Self { front: key_of(&[front]), frame, authors })
    }
}

/// Takes every body out of the bundle and leaves its name.
fn take_bodies(
    bundle: &mut Bundle,
    folder: &Path,
    known: &Known,
    mut faults: Vec<Fault>,
) -> Result<Bodies> {
    let mut bodies = Bodies::of(folder);
    let articles = bundle.articles.iter_mut().map(|a| ("articles", &a.slug, &mut a.body));
    let pages = bundle.pages.iter_mut().map(|p| ("pages", &p.slug, &mut p.body));
    let mut all: Vec<_> = articles.chain(pages).collect();
    // Bodies in no order, their faults in that of the document.
    let seen: Vec<Result<Seen>> = all
        .par_iter_mut()
        .map(|(kind, slug, body)| {
            let place = format!("{kind}[{slug}]");
            let taken = std::mem::replace(*body, Body::Inline(gazet_bundle::Part::default()));
            let seen = bodies.look(taken, known.parts(), &place)?;
            **body = Body::Part(seen.name.clone());
            Ok(seen)
        })
        .collect();
    for seen in seen {
        let mut seen = seen?;
        faults.append(&mut seen.faults);
        bodies.add(seen);
    }
    if fault::any_error(&faults) {
        fault::sort(&mut faults);
        return Err(Error::Faults { root: folder.to_owned(), faults });
    }
    Ok(bodies)
}

fn without_articles(bundle: &Bundle) -> Bundle {
    Bundle {
        format: bundle.format,
        site: bundle.site.clone(),
        sections: bundle.sections.clone(),
        authors: bundle.authors.clone(),
        pages: bundle.pages.clone(),
        articles: Vec::new(),
        archive: bundle.archive.clone(),
    }
}

/// The file of a part in the site.
pub(super) fn file_of(name: &PartRef) -> String {
    format!("{PARTS}/{name}.json")
}

/// The first half of the SHA-256 in hexadecimal digits.
pub(crate) fn name_of(bytes: &[u8], path: &Path) -> Result<PartRef> {
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

pub(super) fn as_fault(problem: gazet_bundle::Problem) -> Fault {
    let gazet_bundle::Problem { level, place, message } = problem;
    Fault { file: FRONT.to_owned(), line: None, level, message: format!("{place}: {message}") }
}

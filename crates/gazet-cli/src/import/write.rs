//! Writes an edition as the folder of a bundle.

use super::Edition;
use super::bodies::Kept;
use crate::build::part_name;
use crate::error::{Error, Result};
use crate::folder::{Kind, Staging};
use gazet_bundle::{Article, Body, Bundle, Page, PartRef, limits};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Writes `bundle.json` and `images/` into `out`, which appears whole or not
/// at all. Bodies that make a document of more bytes than a reader takes stand
/// in `parts/` beside it. `input` is what was read, which `out` may not
/// overlap.
///
/// # Errors
/// [`Error::Refused`] when `out` holds what this program did not make, and
/// [`Error::Io`] when the machine fails.
pub fn write(edition: Edition, input: &Path, out: &Path) -> Result<()> {
    write_from(edition, &[input], out)
}

/// [`write()`] of what was read from any number of files and folders, or from
/// a server.
///
/// # Errors
/// Those of [`write()`].
pub fn write_from(edition: Edition, inputs: &[&Path], out: &Path) -> Result<()> {
    let Edition { mut bundle, pictures } = edition;
    let staging = Staging::begin(out, Kind::Bundle, "", inputs)?;
    let input = inputs.first().copied().unwrap_or(out);
    let bodies = Bodies { kept: Kept::of(out), input, staging: &staging, names: Mutex::default() };
    if bodies.bytes(&bundle)? > limits::DOCUMENT_BYTES {
        bodies.take_out(&mut bundle)?;
    } else {
        bodies.put_in(&mut bundle)?;
    }
    let mut json = bodies.to_json(&bundle)?;
    json.push(b'\n');
    staging.write("bundle.json", &json)?;
    pictures.par_iter().try_for_each(|picture| {
        staging.copy(&picture.source, &format!("images/{}", picture.name))?;
        picture.variants.iter().try_for_each(|variant| {
            staging.copy(&variant.source, &format!("images/{}", variant.name))
        })
    })?;
    staging.commit()
}

struct Bodies<'w> {
    kept: Kept,
    input: &'w Path,
    staging: &'w Staging,
    /// Parts that were written: two bodies may be the same.
    names: Mutex<BTreeSet<PartRef>>,
}

impl Bodies<'_> {
    /// Bytes of all bodies.
    fn bytes(&self, bundle: &Bundle) -> Result<usize> {
        let bytes = AtomicUsize::new(0);
        let articles = bundle.articles.par_iter().map(|article| &article.body);
        let pages = bundle.pages.par_iter().map(|page| &page.body);
        articles.chain(pages).try_for_each(|body| {
            let length = match body {
                Body::Inline(part) => self.to_json(part)?.len(),
                Body::Part(name) => self.kept.json(name)?.len(),
            };
            bytes.fetch_add(length, Ordering::Relaxed);
            Ok(())
        })?;
        Ok(bytes.into_inner())
    }

    /// Writes every body beside the bundle.
    fn take_out(&self, bundle: &mut Bundle) -> Result<()> {
        each(bundle, |body| {
            let json = match body {
                Body::Inline(part) => self.to_json(part)?,
                Body::Part(name) => self.kept.json(name)?,
            };
            let name = part_name(&json, self.input)?;
            // A thread that panicked while it held the set left it whole.
            let is_new = self
                .names
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .insert(name.clone());
            if is_new {
                self.staging.write(&format!("parts/{name}.json"), &json)?;
            }
            *body = Body::Part(name);
            Ok(())
        })
    }

    /// Puts every body into the bundle.
    fn put_in(&self, bundle: &mut Bundle) -> Result<()> {
        each(bundle, |body| {
            if let Body::Part(name) = body {
                *body = Body::Inline(self.kept.part(name)?);
            }
            Ok(())
        })
    }

    fn to_json(&self, value: &impl serde::Serialize) -> Result<Vec<u8>> {
        serde_json::to_vec(value).map_err(|error| {
            Error::input(self.input, format!("cannot be written as JSON: {error}"))
        })
    }
}

fn each(bundle: &mut Bundle, f: impl Fn(&mut Body) -> Result<()> + Sync + Send) -> Result<()> {
    let articles = bundle.articles.par_iter_mut().map(|Article { body, .. }| body);
    let pages = bundle.pages.par_iter_mut().map(|Page { body, .. }| body);
    articles.chain(pages).try_for_each(f)
}

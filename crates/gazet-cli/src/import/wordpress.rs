//! An export of WordPress: WXR, the "WordPress eXtended RSS" that every
//! WordPress site writes under Tools, Export.
//!
//! `source` turns bytes into text, `wire` finds the items and their fields,
//! `content` reads what only WordPress writes into HTML, and `adapt` makes the
//! types of the format.

mod adapt;
mod content;
pub mod rest;
mod source;
mod wire;

use super::Edition;
use crate::error::{Error, IoContext};
use crate::html::Losses;
use crate::input;
use crate::media::Localised;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Bytes of one export: 512 MiB. WordPress itself advises to split before
/// that, and it is read as a whole.
const BYTES: u64 = 512 * 1024 * 1024;

/// What is published beside what was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Include {
    /// Drafts and posts that wait for review.
    pub drafts: bool,
    /// Private posts.
    pub private: bool,
    /// Posts with a date to come.
    pub scheduled: bool,
    /// Posts behind a password, which they lose.
    pub protected: bool,
}

/// What an import did.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Items of the export.
    pub items: usize,
    /// Posts that became articles.
    pub articles: usize,
    /// Pages that became static pages.
    pub pages: usize,
    /// Pictures and other files of the library.
    pub attachments: usize,
    /// Comments, which are not imported.
    pub comments: usize,
    /// Items of other kinds, by kind.
    pub other: BTreeMap<String, usize>,
    /// Posts and pages that were left out, by the reason.
    pub left_out: BTreeMap<String, usize>,
    /// What became of the pictures.
    #[serde(skip_serializing_if = "Localised::is_empty")]
    pub pictures: Localised,
    /// What was lost of the export as a whole.
    losses: Losses,
    /// What was lost of each article or page, by its slug.
    lost: BTreeMap<String, Losses>,
}

impl Report {
    /// How many things were lost or guessed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pictures.left.len()
            + self.losses.count()
            + self.lost.values().map(Losses::count).sum::<usize>()
    }

    /// Counts a post or page that is left out.
    fn leave(&mut self, reason: &str) {
        *self.left_out.entry(reason.to_owned()).or_default() += 1;
    }

    /// The report as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        // Texts and numbers cannot fail to be JSON.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

/// Reads an export.
///
/// # Errors
/// [`Error::Input`] when the file is none, is too large, or declares entities,
/// which no WordPress writes and which could reach for files.
pub fn read(path: &Path, include: Include) -> crate::Result<(Edition, Report)> {
    let failed = |message| Error::input(path, message);
    let fit = input::read(path, BYTES).at("cannot read", path)?;
    let bytes = fit.map_err(|unfit| failed(format!("{unfit}: export it in pieces")))?;
    read_bytes(bytes, include).map_err(failed)
}

/// Reads an export that is in memory; as [`read`].
///
/// # Errors
/// A sentence that says why there is nothing to import.
#[doc(hidden)]
pub fn read_bytes(bytes: Vec<u8>, include: Include) -> Result<(Edition, Report), String> {
    let mut report = Report::default();
    let bytes = source::unpacked(bytes, BYTES, &mut report.losses)?;
    let text = source::text(&bytes, &mut report.losses);
    drop(bytes);
    let export = wire::read(&text, &mut report.losses)?;
    let bundle = adapt::adapt(&export, include, &mut report)?;
    Ok((Edition { bundle, pictures: Vec::new() }, report))
}

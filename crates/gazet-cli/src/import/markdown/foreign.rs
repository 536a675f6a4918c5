//! Folders of Markdown that were written for other programs: Jekyll, Hugo,
//! Zola, Pelican, or none.
//!
//! `files` finds the documents, `front` reads what stands above their text
//! however it is written, `head` finds the meaning of its keys, `shortcodes`
//! and `text` read the text, and `adapt` makes the types of the format. A
//! document that cannot be read is named, and the rest is kept.

mod adapt;
mod article;
mod dates;
mod files;
mod front;
mod head;
mod identity;
mod names;
mod pictures;
mod sections;
mod shortcodes;
mod text;

use crate::error::{Error, Result};
use crate::html::Losses;
use crate::import::Edition;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Who publishes and what, as the command line says it.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// The name of the paper.
    pub title: Option<String>,
    /// The address of the old site.
    pub url: Option<String>,
    /// The language of the texts.
    pub language: Option<String>,
    /// Whether drafts are published too.
    pub drafts: bool,
}

/// What an import did.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Documents of the folder.
    pub files: usize,
    /// Documents that became articles.
    pub articles: usize,
    /// Documents that became static pages.
    pub pages: usize,
    /// Documents that were left out, by the reason.
    pub left_out: BTreeMap<String, usize>,
    /// Documents that could not be read, with the reason.
    pub failed: BTreeMap<String, String>,
    /// What was lost or guessed of the folder as a whole.
    losses: Losses,
    /// What was lost or guessed of each document, by its path.
    lost: BTreeMap<String, Losses>,
}

impl Report {
    /// How many things were lost or guessed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.losses.count() + self.lost.values().map(Losses::count).sum::<usize>()
    }

    /// The report as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        // Texts and numbers cannot fail to be JSON.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    fn leave(&mut self, reason: &str) {
        *self.left_out.entry(reason.to_owned()).or_default() += 1;
    }
}

/// Whether a folder was written for this program, which then accepts no fault
/// in it.
#[must_use]
pub fn is_native(root: &Path) -> bool {
    ["site.yaml", "authors.yaml"].iter().any(|name| root.join(name).is_file())
}

/// Reads a folder that was written for another program.
///
/// # Errors
/// [`crate::Error::Io`] when the folder itself cannot be read.
pub fn read(root: &Path, options: &Options) -> Result<(Edition, Report)> {
    let mut report = Report::default();
    let documents = files::find(root, &mut report)?;
    let site = identity::read(root, options, &mut report.losses)
        .ok_or_else(|| Error::input(root, "has no language that can be written"))?;
    let edition = adapt::adapt(root, documents, site, options, &mut report);
    Ok((edition, report))
}

/// Reads one document as a folder would be read that holds it alone.
#[doc(hidden)]
#[must_use]
pub fn read_text(name: &str, text: &str) -> Option<(Edition, Report)> {
    let mut report = Report::default();
    let root = Path::new("/nowhere");
    let documents = vec![files::Document::new(name.to_owned(), text.to_owned())];
    let site = identity::read(root, &Options::default(), &mut report.losses)?;
    let edition = adapt::adapt(root, documents, site, &Options::default(), &mut report);
    Some((edition, report))
}

//! The text of an item.

use super::super::content::{self, Sources};
use super::super::wire::Fields;
use super::library::Library;
use super::moves::Moves;
use crate::html::{Context, Losses, convert};
use gazet_bundle::Block;
use std::collections::BTreeMap;

/// What every item is read with.
pub(super) struct Reader<'r> {
    pub(super) library: &'r Library,
    pub(super) moves: &'r Moves,
    /// The address of the old site, without a last `/`.
    pub(super) home: &'r str,
    /// Texts that several items share, by their numbers.
    pub(super) patterns: &'r BTreeMap<u64, &'r str>,
}

impl Reader<'_> {
    /// The text of an item as blocks.
    pub(super) fn read(&self, item: &Fields<'_>, losses: &mut Losses) -> Vec<Block> {
        let link = item.text("link");
        let base = url::Url::parse(link).or_else(|_| url::Url::parse(&format!("{}/", self.home)));
        let parent = item.text("wp:post_id");
        let notes = item.meta("footnotes");
        let sources = Sources {
            gallery: &|ids| self.library.gallery(ids, parent),
            file: &|id| self.library.file(id),
            pattern: &|id| self.patterns.get(&id).copied(),
            notes: notes.as_deref(),
        };
        let raw = item.all("content:encoded").map(|field| field.text.as_ref()).next();
        let raw = raw.filter(|text| !text.trim().is_empty()).unwrap_or(item.text("description"));
        let content = content::read(raw, &sources, losses);
        let context = Context {
            base: base.ok(),
            breaks: content.breaks,
            resolve: &|address| self.moves.now(address),
            picture: &|address| self.library.known(address),
        };
        let converted = convert(&content.html, &context);
        losses.add(converted.losses);
        converted.blocks
    }
}

//! Foreign HTML to typed blocks.
//!
//! What the format has a place for is kept, what runs or loads is dropped, and
//! everything dropped is named. Text is never lost silently: what stands in an
//! element that is not understood is read as if the element were not there.

mod blocks;
mod dom;
mod drawn;
mod embed;
mod fit;
mod inline;
mod media;
mod scope;
mod table;
#[cfg(test)]
mod tests;

use gazet_bundle::{Block, Image, Url};
use serde::Serialize;
use std::collections::BTreeMap;

pub(crate) use dom::{plain, sanitize, squeeze};
pub(crate) use embed::is_player;
pub(crate) use fit::{cut, cut_named};
pub(crate) use media::size_of_name;

/// What the text is read with.
pub(crate) struct Context<'c> {
    /// The address that relative ones stand beside.
    pub(crate) base: Option<url::Url>,
    /// Whether line breaks mean something, as in WordPress' classic editor:
    /// an empty line parts paragraphs, a single break stays one.
    pub(crate) breaks: bool,
    /// The address on the new site of one on the old.
    pub(crate) resolve: &'c dyn Fn(&str) -> Option<String>,
    /// What is known of the picture at an address, besides what the text says.
    pub(crate) picture: &'c dyn Fn(&str) -> Option<&'c Image>,
}

/// What became of a text.
#[derive(Debug, Default)]
pub(crate) struct Converted {
    /// The blocks, within every limit of the format.
    pub(crate) blocks: Vec<Block>,
    /// What was lost.
    pub(crate) losses: Losses,
}

/// Things lost or guessed, each kind counted.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Losses(BTreeMap<String, usize>);

impl Losses {
    /// Notes one more of a kind.
    pub(crate) fn note(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    /// Notes text that the old site hides from its readers.
    fn hidden(&mut self, node: &markup5ever_rcdom::Handle) {
        if !dom::text(node).is_empty() {
            self.note("text that the old site hides");
        }
    }

    /// Takes over what another text lost.
    pub(crate) fn add(&mut self, other: Self) {
        for (what, count) in other.0 {
            *self.0.entry(what).or_default() += count;
        }
    }

    /// Whether nothing was lost.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many things were lost.
    pub(crate) fn count(&self) -> usize {
        self.0.values().sum()
    }
}

/// Reads HTML as blocks.
pub(crate) fn convert<'c>(html: &str, context: &'c Context<'c>) -> Converted {
    let dom = dom::Dom::parse(html);
    let body = dom.body();
    let has_notes = ["footnote", "doc-endnotes"].iter().any(|mark| html.contains(mark));
    let scope = scope::Scope::new(context, &body, has_notes);
    let mut reader = blocks::Reader::new(&scope);
    reader.children(&body, 0);
    let (mut blocks, mut losses) = reader.finish();
    let mut notes = scope.found.take();
    if !notes.is_empty() {
        notes.sort_by_key(|note| note.label.parse::<usize>().unwrap_or_default());
        blocks.push(Block::Footnotes(notes));
    }
    let blocks = fit::fit(blocks, &mut losses);
    Converted { blocks, losses }
}

/// Reads HTML of nobody in particular, for the fuzzer.
#[doc(hidden)]
#[must_use]
pub fn html_to_blocks(html: &str, breaks: bool) -> Vec<Block> {
    let base = url::Url::parse("https://old.example/").ok();
    convert(html, &Context { base, breaks, resolve: &|_| None, picture: &|_| None }).blocks
}

impl Context<'_> {
    /// An address as the bundle can hold it: full, or on the new site.
    /// `None` when its scheme or form is refused.
    fn url(&self, href: &str) -> Option<Url> {
        let href = href.trim();
        if let Some(anchor) = href.strip_prefix('#') {
            return (!anchor.is_empty()).then(|| Url::new(href).ok())?;
        }
        let joined = match &self.base {
            Some(base) => base.join(href).ok()?,
            None => url::Url::parse(href).ok()?,
        };
        match (self.resolve)(joined.as_str()) {
            Some(own) => Url::new(own).ok(),
            None => Url::new(joined.as_str()).ok(),
        }
    }
}

//! The items of an export and their fields, as they stand in the file.
//!
//! An export is often not well-formed: a plugin writes `]]>` into a text, a
//! host cuts the file, somebody joins two. The items are therefore found by
//! their tags, each is parsed alone, and one that does not parse is read by
//! its tags too, as WordPress' own importer does it in the last resort.

mod fields;
mod items;
mod text;

pub(super) use fields::{Field, Fields};

use crate::html::Losses;

/// An export. It borrows from the text of the file.
#[derive(Debug, Default)]
pub(super) struct Export<'t> {
    /// What the paper says of itself.
    pub(super) channel: Fields<'t>,
    pub(super) authors: Vec<Fields<'t>>,
    pub(super) categories: Vec<Fields<'t>>,
    /// Terms of other taxonomies: menus, formats, those of plugins.
    pub(super) terms: Vec<Fields<'t>>,
    pub(super) items: Vec<Fields<'t>>,
}

/// Finds everything in the text.
///
/// # Errors
/// A sentence, when the text is no export or declares entities.
pub(super) fn read<'t>(text: &'t str, losses: &mut Losses) -> Result<Export<'t>, String> {
    let found = items::find(text);
    let head = &text[..found.first().map_or(text.len(), |item| item.start)];
    let lower = head.to_ascii_lowercase();
    if lower.contains("<!entity") {
        return Err("declares entities, which no WordPress export does; \
                    it is refused, and nothing they name was opened"
            .to_owned());
    }
    if found.is_empty() && !["<rss", "<channel"].iter().any(|mark| lower.contains(mark)) {
        return Err("is no WordPress export: it holds neither <rss> nor <item>".to_owned());
    }
    if lower.contains("<!doctype") {
        losses.note("a document type, which was not opened");
    }
    let mut export = Export::default();
    let start = lower.find("<channel").and_then(|at| head[at..].find('>').map(|end| at + end + 1));
    export.channel = fields::by_tags(&head[start.unwrap_or(0)..]).innermost();
    if found.is_empty() {
        losses.note("everything; the export holds no item");
    }
    export.terms_of(&export.channel.clone());
    let mut at = None;
    for item in &found {
        // Files that were joined have a head between two items.
        if let Some(gap) = at.map(|end| &text[end..item.start]).filter(|gap| gap.contains("<wp:")) {
            losses.note("a second export in the same file, whose items are added");
            export.terms_of(&fields::by_tags(gap));
        }
        if !item.is_closed {
            losses.note("the file ends inside an item, or an item is not closed");
        }
        export.items.push(fields::read(item.inside, losses));
        at = Some(item.end);
    }
    Ok(export)
}

impl<'t> Export<'t> {
    /// Takes the authors and terms out of a head; one that stands twice is one.
    fn terms_of(&mut self, head: &Fields<'t>) {
        for field in head.list() {
            let fields = || fields::by_tags(field.raw);
            match field.name {
                "wp:author" => add(&mut self.authors, fields(), "wp:author_login"),
                "wp:category" => add(&mut self.categories, fields(), "wp:category_nicename"),
                "wp:term" if fields().text("wp:term_taxonomy") == "category" => {
                    add(&mut self.categories, fields().renamed(), "wp:category_nicename");
                }
                "wp:term" => self.terms.push(fields()),
                _ => {}
            }
        }
    }
}

fn add<'t>(list: &mut Vec<Fields<'t>>, new: Fields<'t>, key: &str) {
    let own = new.text(key);
    // The same list in two joined exports is short of a thousand entries, and
    // a longer one comes from one export, where nothing stands twice.
    let is_known = list.len() < 1_000 && list.iter().any(|old| old.text(key) == own);
    if own.is_empty() || !is_known {
        list.push(new);
    }
}

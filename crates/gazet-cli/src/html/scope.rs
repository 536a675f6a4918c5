//! What all readers of one text share.

use super::Context;
use super::dom::{attribute, below, has_class, is, parent, text};
use gazet_bundle::Footnote;
use markup5ever_rcdom::Handle;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Deref;

/// What all readers of one text share.
pub(super) struct Scope<'c> {
    context: &'c Context<'c>,
    /// Whether line breaks mean something where the reader is.
    pub(super) breaks: Cell<bool>,
    /// Labels of footnotes by the ids of what holds them.
    pub(super) notes: HashMap<String, String>,
    /// Footnotes that were read.
    pub(super) found: RefCell<Vec<Footnote>>,
}

impl<'c> Deref for Scope<'c> {
    type Target = Context<'c>;

    fn deref(&self) -> &Context<'c> {
        self.context
    }
}

impl<'c> Scope<'c> {
    /// The scope of a text, whose footnotes are looked for at once.
    pub(super) fn new(context: &'c Context<'c>, body: &Handle, has_notes: bool) -> Self {
        let mut notes = HashMap::new();
        for node in below(body).iter().filter(|_| has_notes) {
            let is_note = is_note(node) && !note_text(node).is_empty();
            if let Some(id) = attribute(node, "id").filter(|id| is_note && !id.is_empty()) {
                let label = (notes.len() + 1).to_string();
                notes.entry(id).or_insert(label);
            }
        }
        let breaks = Cell::new(context.breaks);
        Self { context, breaks, notes, found: RefCell::default() }
    }

    /// The label of the footnote that an element is.
    pub(super) fn label(&self, node: &Handle) -> Option<String> {
        if self.notes.is_empty() || !is_note(node) {
            return None;
        }
        self.notes.get(&attribute(node, "id")?).cloned()
    }

    /// The label of the footnote that a link refers to: with a number or a
    /// mark, while one with words is a link like any other.
    pub(super) fn note(&self, link: &Handle, href: &str) -> Option<&String> {
        let label = self.notes.get(href.trim().strip_prefix('#')?)?;
        let words = text(link);
        let is_mark = words.chars().count() <= 2 || !words.contains(char::is_alphabetic);
        is_mark.then_some(label)
    }
}

/// Whether an element is a footnote: an item of a list of them, or one that
/// stands alone.
fn is_note(node: &Handle) -> bool {
    if has_class(node, "footnote-definition") {
        return true;
    }
    let is_list = |node: &Handle| {
        let class = attribute(node, "class").unwrap_or_default();
        let class = class.to_ascii_lowercase();
        class.contains("footnotes") || attribute(node, "role").as_deref() == Some("doc-endnotes")
    };
    is(node, &["li"])
        && parent(node)
            .is_some_and(|list| is_list(&list) || parent(&list).is_some_and(|p| is_list(&p)))
}

/// The words of a footnote, without those that lead back.
fn note_text(node: &Handle) -> String {
    text(node).replace(['↩', '↑', '\u{fe0e}', '^'], "").trim().to_owned()
}

/// Whether a link leads from a footnote back to the text.
pub(super) fn leads_back(node: &Handle) -> bool {
    let class = attribute(node, "class").unwrap_or_default();
    let words = text(node);
    let is_arrow =
        words.chars().all(|c| matches!(c, '↩' | '↑' | '⤴' | '^' | '\u{fe0e}' | '\u{fe0f}' | ' '));
    attribute(node, "href").is_some_and(|href| href.starts_with('#'))
        && (is_arrow
            || class.contains("backref")
            || class.contains("back-link")
            || class.contains("footnote-return")
            || attribute(node, "role").as_deref() == Some("doc-backlink"))
}

//! Slugs, each given once and always to the same documents.

use super::files::Document;
use super::head::Head;
use gazet_bundle::{RESERVED, Slug};
use std::collections::BTreeSet;

/// The names that were given.
#[derive(Default)]
pub(super) struct Names {
    articles: BTreeSet<String>,
    pages: BTreeSet<String>,
}

impl Names {
    /// The address of a document: what it says itself, or else the name of its
    /// file, whose date keeps the issues of a series apart.
    pub(super) fn slug(&mut self, document: &Document, head: &Head, is_page: bool) -> Option<Slug> {
        let own = own_name(document);
        let wanted = Slug::from_label(&head.slug)
            .or_else(|| Slug::from_label(own))
            .or_else(|| Slug::from_label(&head.title))?;
        let folders = document.folders().join("-");
        let day = head.date.map(|date| date.to_string()[..10].to_owned()).unwrap_or_default();
        let tries = [wanted.to_string(), format!("{day}-{wanted}"), format!("{folders}-{wanted}")];
        let numbered = (2..10_000).map(|count| format!("{wanted}-{count}"));
        let list = if is_page { &mut self.pages } else { &mut self.articles };
        let mut tries =
            tries.into_iter().chain(numbered).filter_map(|label| Slug::from_label(&label));
        let slug = tries.find(|slug| {
            !(list.contains(slug.as_str()) || is_page && RESERVED.contains(&slug.as_str()))
        })?;
        list.insert(slug.to_string());
        Some(slug)
    }
}

/// The name of a document: of its folder, when it is the index of one.
pub(super) fn own_name(document: &Document) -> &str {
    match document.stem() {
        "index" | "_index" => document.folders().last().copied().unwrap_or("index"),
        stem => stem,
    }
}

/// `the-name_of` as `The name of`.
pub(super) fn title(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

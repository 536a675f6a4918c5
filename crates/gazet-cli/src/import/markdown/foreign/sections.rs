//! The section tree, as far as documents name it.

use super::files::Document;
use super::head::Head;
use super::names::title;
use crate::html::{Losses, cut};
use gazet_bundle::{RESERVED, Section, SectionPath, Slug, limits};
use std::collections::{BTreeMap, BTreeSet};

/// Folders that say where texts are and not what they are about.
const PLACES: [&str; 14] = [
    "_posts",
    "posts",
    "post",
    "_drafts",
    "drafts",
    "content",
    "articles",
    "article",
    "blog",
    "pages",
    "src",
    "source",
    "docs",
    "_articles",
];

/// The sections in use.
pub(super) struct Sections {
    /// Addresses of pages, which no top section may have.
    taken: BTreeSet<String>,
    /// Names and descriptions by folder.
    told: BTreeMap<String, (String, String)>,
    used: Vec<Section>,
    count: usize,
}

/// A level of the path to a section.
struct Level {
    /// What its address is made of.
    key: String,
    name: String,
    about: String,
}

impl Level {
    /// A level that is called as its address.
    fn of(name: &str) -> Self {
        Self { key: name.to_owned(), name: name.to_owned(), about: String::new() }
    }
}

impl Sections {
    pub(super) fn new(taken: BTreeSet<String>, told: BTreeMap<String, (String, String)>) -> Self {
        Self { taken, told, used: Vec::new(), count: 0 }
    }

    /// The section of a document: the first that it names, or else its folder.
    pub(super) fn of(
        &mut self,
        document: &Document,
        head: &Head,
        losses: &mut Losses,
    ) -> Option<SectionPath> {
        for other in head.sections.iter().skip(1) {
            losses.note(format!("the category {other:?} became a tag: there is one section"));
        }
        let mut levels: Vec<Level> = match head.sections.first() {
            Some(named) => named.split('/').map(|level| Level::of(level.trim())).collect(),
            None => self.of_folder(document),
        };
        levels.retain(|level| Slug::from_label(&level.key).is_some());
        if levels.is_empty() {
            levels.push(Level::of("News"));
        }
        self.section(&levels)
    }

    /// The tree in use.
    pub(super) fn used(self) -> Vec<Section> {
        self.used
    }

    fn of_folder(&self, document: &Document) -> Vec<Level> {
        let mut folders = document.folders();
        // A folder for one text and its pictures is no section.
        if document.stem() == "index" {
            folders.pop();
        }
        let mut path = String::new();
        let mut levels = Vec::new();
        for folder in folders {
            path = if path.is_empty() { folder.to_owned() } else { format!("{path}/{folder}") };
            let is_date = folder.chars().all(|c| c.is_ascii_digit() || c == '-');
            if is_date || PLACES.contains(&folder.to_lowercase().as_str()) {
                continue;
            }
            let (name, about) = self.told.get(&path).cloned().unwrap_or_default();
            let name = if name.is_empty() { title(folder) } else { name };
            levels.push(Level { key: folder.to_owned(), name, about });
        }
        levels
    }

    fn section(&mut self, levels: &[Level]) -> Option<SectionPath> {
        let mut path: Option<SectionPath> = None;
        let mut list = &mut self.used;
        for (depth, level) in levels.iter().take(limits::SECTION_DEPTH).enumerate() {
            let mut slug = Slug::from_label(&level.key)?.to_string();
            let is_refused = match depth {
                0 => RESERVED.contains(&slug.as_str()) || self.taken.contains(&slug),
                _ => slug == "page",
            };
            if is_refused {
                slug.push_str("-section");
            }
            let own = path.as_ref().map_or_else(|| slug.clone(), |path| format!("{path}/{slug}"));
            let own = SectionPath::new(&own).ok()?;
            let at = match list.iter().position(|section| section.path == own) {
                Some(at) => at,
                None if self.count >= limits::SECTIONS => break,
                None => {
                    self.count += 1;
                    list.push(Section {
                        path: own.clone(),
                        name: cut(&level.name, limits::LABEL),
                        about: cut(&level.about, limits::DECK),
                        sections: Vec::new(),
                    });
                    list.len() - 1
                }
            };
            list = &mut list.get_mut(at)?.sections;
            path = Some(own);
        }
        path.or_else(|| self.used.first().map(|section| section.path.clone()))
    }
}

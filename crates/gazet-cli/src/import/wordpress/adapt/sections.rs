//! Categories as the section tree.

use super::super::wire::Fields;
use super::menus::Order;
use super::names::decoded;
use crate::html::{Losses, cut, plain};
use gazet_bundle::{RESERVED, Section, SectionPath, Slug, limits};
use std::collections::{BTreeMap, BTreeSet};

/// Names of the category of what has none, in the languages of WordPress'
/// most used translations.
const NONE: [&str; 9] = [
    "uncategorized",
    "uncategorised",
    "без-рубрики",
    "bez-rubriki",
    "sin-categoria",
    "non-classe",
    "unkategorisiert",
    "sem-categoria",
    "kateqoriyasiz",
];

/// Keys under which plugins keep the number of the category that matters.
const PRIMARY: [&str; 4] = [
    "_yoast_wpseo_primary_category",
    "rank_math_primary_category",
    "_seopress_robots_primary_cat",
    "_primary_term_category",
];

/// The sections, as far as items name them.
pub(super) struct Sections<'e> {
    categories: BTreeMap<String, &'e Fields<'e>>,
    names: BTreeMap<String, String>,
    order: Order,
    /// Addresses of pages, which no top section may have.
    taken: BTreeSet<String>,
    /// The sections in use, in the order in which items name them.
    used: Vec<Section>,
    count: usize,
    /// Old names by the new addresses.
    old: BTreeMap<SectionPath, String>,
    /// Labels, by name, of the categories that became tags.
    tags: BTreeMap<String, String>,
}

/// A category in the chain from the top down.
struct Level {
    name: String,
    shown: String,
}

impl<'e> Sections<'e> {
    pub(super) fn new(categories: &'e [Fields<'e>], order: Order, taken: BTreeSet<String>) -> Self {
        let by_name = |c: &'e Fields<'e>| (decoded(c.text("wp:category_nicename")), c);
        let by_number = |c: &'e Fields<'e>| {
            (c.text("wp:term_id").to_owned(), decoded(c.text("wp:category_nicename")))
        };
        Self {
            categories: categories.iter().map(by_name).collect(),
            names: categories
                .iter()
                .map(by_number)
                .filter(|(number, _)| !number.is_empty())
                .collect(),
            order,
            taken,
            used: Vec::new(),
            count: 0,
            old: BTreeMap::new(),
            tags: BTreeMap::new(),
        }
    }

    /// The section of an item: the category that a plugin marks, or else the
    /// first with a name of its own, or the one below it. The others become
    /// tags, so that readers still find the article by them.
    pub(super) fn of(
        &mut self,
        item: &Fields<'_>,
        losses: &mut Losses,
    ) -> Result<(SectionPath, Vec<String>), String> {
        // Old exports name no domain.
        let is_own = |domain: &str| domain == "category" || domain.is_empty();
        let own: Vec<(String, String)> = item
            .all("category")
            .filter(|field| is_own(&field.attribute("domain")))
            .map(|field| {
                let name = decoded(&field.attribute("nicename"));
                let name = if name.is_empty() { field.text.trim().to_owned() } else { name };
                (name, field.text.to_string())
            })
            .filter(|(name, _)| !name.is_empty())
            .collect();
        let marked = PRIMARY.iter().find_map(|key| {
            let name = self.names.get(item.meta(key)?.as_str())?;
            own.iter().find(|(own, _)| own == name)
        });
        let first = own.iter().find(|(name, _)| !NONE.contains(&name.as_str())).or(own.first());
        let (name, shown) = match (marked, first) {
            (Some(marked), _) => marked.clone(),
            (None, Some(first)) => {
                let below = own.iter().filter(|(name, _)| {
                    self.chain(name, "").iter().any(|level| level.name == first.0)
                });
                below.max_by_key(|(name, _)| self.chain(name, "").len()).unwrap_or(first).clone()
            }
            (None, None) => (NONE[0].to_owned(), "News".to_owned()),
        };
        let chain = self.chain(&name, &shown);
        let mut tags = Vec::new();
        for (other, shown) in own {
            let is_in = chain.iter().any(|level| level.name == other);
            if !is_in && !NONE.contains(&other.as_str()) {
                let label = cut(&plain(&shown), limits::LABEL);
                losses.note(format!("the category {label:?} became a tag: there is one section"));
                self.tags.insert(other, label.clone());
                tags.push(label);
            }
        }
        Ok((self.section(&chain, losses)?, tags))
    }

    /// The tree in use, in the order of the main menu.
    pub(super) fn used(mut self) -> Vec<Section> {
        let mut used = std::mem::take(&mut self.used);
        self.sort(&mut used);
        used
    }

    /// The addresses in use, with what the old site calls them: the name and
    /// the number of the category.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (&SectionPath, &str, &str)> {
        self.old.iter().map(|(path, name)| {
            let number = self.categories.get(name).map_or("", |c| c.text("wp:term_id"));
            (path, name.as_str(), number)
        })
    }

    /// The categories that are tags and nothing else: label, name and number.
    pub(super) fn tags(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let used: BTreeSet<&String> = self.old.values().collect();
        self.tags.iter().filter(move |(name, _)| !used.contains(name)).map(|(name, label)| {
            let number = self.categories.get(name).map_or("", |c| c.text("wp:term_id"));
            (label.as_str(), name.as_str(), number)
        })
    }

    /// The old names from the top down to a category.
    pub(super) fn old_path(&self, name: &str) -> String {
        let names: Vec<String> = self.chain(name, "").into_iter().map(|level| level.name).collect();
        names.join("/")
    }

    fn sort(&self, level: &mut [Section]) {
        level.sort_by_key(|section| {
            let number = self.old.get(&section.path).and_then(|name| self.categories.get(name));
            let place = number.and_then(|c| self.order.place(c.text("wp:term_id")));
            place.map_or(usize::MAX, |(place, _)| place)
        });
        level.iter_mut().for_each(|section| self.sort(&mut section.sections));
    }

    /// From the top down to a category; a circle ends where it closes.
    fn chain(&self, name: &str, shown: &str) -> Vec<Level> {
        let mut chain = vec![Level { name: name.to_owned(), shown: shown.to_owned() }];
        let above = |name: &str| {
            let parent = self.categories.get(name)?.text("wp:category_parent");
            // Some programs write the number of the parent.
            let parent = self.names.get(parent).map_or_else(|| decoded(parent), Clone::clone);
            (!parent.is_empty() && parent != "0").then_some(parent)
        };
        let mut next = above(name);
        while let Some(parent) = next {
            if chain.iter().any(|level| level.name == parent) || chain.len() > 100 {
                break;
            }
            let shown = self.categories.get(&parent).map_or("", |c| c.text("wp:cat_name"));
            next = above(&parent);
            chain.push(Level { shown: shown.to_owned(), name: parent });
        }
        chain.reverse();
        chain
    }

    fn section(&mut self, chain: &[Level], losses: &mut Losses) -> Result<SectionPath, String> {
        let mut path: Option<SectionPath> = None;
        // What lies deeper belongs to the last level that there is.
        for (depth, level) in chain.iter().take(limits::SECTION_DEPTH).enumerate() {
            let slug = Slug::from_label(&level.name).or_else(|| Slug::from_label(&level.shown));
            let mut slug = slug.map_or_else(|| "section".to_owned(), |slug| slug.to_string());
            let is_refused = match depth {
                0 => RESERVED.contains(&slug.as_str()) || self.taken.contains(&slug),
                _ => slug == "page",
            };
            if is_refused {
                slug.push_str("-section");
            }
            let own = path.as_ref().map_or_else(|| slug.clone(), |path| format!("{path}/{slug}"));
            let own = SectionPath::new(&own).map_err(|error| error.to_string())?;
            if !self.old.contains_key(&own) {
                if self.count >= limits::SECTIONS {
                    losses.note(format!("sections beyond the limit of {}", limits::SECTIONS));
                    break;
                }
                self.create(path.as_ref(), &own, level);
            }
            path = Some(own);
        }
        match path.or_else(|| self.used.first().map(|section| section.path.clone())) {
            Some(path) => Ok(path),
            None => Err("no section could be made".to_owned()),
        }
    }

    fn create(&mut self, parent: Option<&SectionPath>, own: &SectionPath, level: &Level) {
        let category = self.categories.get(&level.name);
        let number = category.map_or("", |c| c.text("wp:term_id"));
        let label = self.order.place(number).map_or("", |(_, label)| label);
        let told = category.map_or("", |c| c.text("wp:cat_name"));
        // A name that is nothing but tags shows none; the address does.
        let last = own.as_str().rsplit('/').next().unwrap_or_default();
        let name = [label, told, level.shown.as_str(), level.name.as_str(), last];
        let name = name.into_iter().map(plain).find(|name| !name.is_empty()).unwrap_or_default();
        let about = category.map_or("", |c| c.text("wp:category_description"));
        let section = Section {
            path: own.clone(),
            name: cut(&name, limits::LABEL),
            about: cut(&plain(about), limits::DECK),
            sections: Vec::new(),
        };
        let list = match parent.and_then(|parent| find(&mut self.used, parent)) {
            Some(parent) => &mut parent.sections,
            None => &mut self.used,
        };
        list.push(section);
        self.count += 1;
        self.old.insert(own.clone(), level.name.clone());
    }
}

/// The section of an address.
fn find<'s>(level: &'s mut [Section], path: &SectionPath) -> Option<&'s mut Section> {
    let section = level.iter_mut().find(|section| path.is_within(section.path.as_str()))?;
    if section.path == *path { Some(section) } else { find(&mut section.sections, path) }
}

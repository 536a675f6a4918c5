//! Categories as the section tree.

use super::super::wire::Fields;
use super::percent_decoded;
use crate::html::{Losses, cut, plain};
use gazet_bundle::{RESERVED, Section, SectionPath, Slug, limits};
use std::collections::{BTreeMap, BTreeSet};

/// The category of what has none.
const NONE: &str = "uncategorized";

/// The sections, as far as items name them.
pub(super) struct Sections<'e> {
    categories: BTreeMap<String, &'e Fields>,
    /// Addresses of pages, which no top section may have.
    taken: BTreeSet<&'e str>,
    /// The sections in use, in the order in which items name them.
    used: Vec<Section>,
}

impl<'e> Sections<'e> {
    pub(super) fn new(categories: &'e [Fields], taken: &BTreeSet<&'e str>) -> Self {
        let named = |c: &'e Fields| (c.text("wp:category_nicename").to_owned(), c);
        Self {
            categories: categories.iter().map(named).collect(),
            taken: taken.clone(),
            used: Vec::new(),
        }
    }

    /// The section of an item: its first category with a name of its own.
    pub(super) fn of(&mut self, item: &Fields, losses: &mut Losses) -> Result<SectionPath, String> {
        let own: Vec<_> =
            item.all("category").filter(|field| field.attribute("domain") == "category").collect();
        let first = own.iter().find(|field| field.attribute("nicename") != NONE).or(own.first());
        if own.len() > 1 {
            losses.note("a category beyond the first: an article has one section");
        }
        let (name, shown) = match first {
            Some(field) => (field.attribute("nicename").to_owned(), field.text.clone()),
            None => (NONE.to_owned(), "News".to_owned()),
        };
        self.section(&name, &shown)
    }

    /// The tree in use.
    pub(super) fn used(self) -> Vec<Section> {
        self.used
    }

    fn section(&mut self, name: &str, shown: &str) -> Result<SectionPath, String> {
        // From the category up to the top; a circle ends where it closes.
        let mut chain = vec![(name.to_owned(), shown.to_owned())];
        let mut parent = self.categories.get(name).map(|c| c.text("wp:category_parent"));
        while let Some(above) = parent.filter(|above| !above.is_empty()) {
            if chain.iter().any(|(own, _)| own == above) {
                break;
            }
            let category = self.categories.get(above);
            let shown = category.map_or(above, |c| c.text("wp:cat_name"));
            chain.push((above.to_owned(), shown.to_owned()));
            parent = category.map(|c| c.text("wp:category_parent"));
        }
        chain.reverse();
        // What lies deeper belongs to the last level that there is.
        chain.truncate(limits::SECTION_DEPTH);
        let mut path = String::new();
        let mut level = &mut self.used;
        for (depth, (name, shown)) in chain.iter().enumerate() {
            let label = percent_decoded(name);
            let slug = Slug::from_label(&label).or_else(|| Slug::from_label(shown));
            let mut slug = slug.map_or_else(|| "section".to_owned(), |slug| slug.to_string());
            let is_refused = match depth {
                0 => RESERVED.contains(&slug.as_str()) || self.taken.contains(slug.as_str()),
                _ => slug == "page",
            };
            if is_refused {
                slug.push_str("-section");
            }
            path = if path.is_empty() { slug } else { format!("{path}/{slug}") };
            let own = SectionPath::new(&path).map_err(|error| error.to_string())?;
            let at = match level.iter().position(|section| section.path == own) {
                Some(at) => at,
                None => {
                    let category = self.categories.get(name);
                    let told = category.map_or("", |c| c.text("wp:cat_name"));
                    let name = [told, shown.as_str(), name.as_str()]
                        .into_iter()
                        .map(plain)
                        .find(|name| !name.is_empty());
                    let about = category.map_or("", |c| c.text("wp:category_description"));
                    level.push(Section {
                        path: own.clone(),
                        name: cut(&name.unwrap_or_default(), limits::LABEL),
                        about: cut(&plain(about), limits::DECK),
                        sections: Vec::new(),
                    });
                    level.len() - 1
                }
            };
            let Some(found) = level.get_mut(at) else { break };
            level = &mut found.sections;
        }
        SectionPath::new(&path).map_err(|error| error.to_string())
    }
}

//! Who writes, by the names that items call them.

use super::super::wire::Fields;
use crate::html::{cut, plain};
use gazet_bundle::{Author, Slug, limits};
use std::collections::{BTreeMap, BTreeSet};

/// The authors of the paper.
pub(super) struct Authors {
    list: Vec<Author>,
    by_login: BTreeMap<String, Slug>,
    slugs: BTreeSet<String>,
    /// Names and biographies that a plugin for guests keeps in items.
    guests: BTreeMap<String, (String, String)>,
}

impl Authors {
    pub(super) fn new(authors: &[Fields<'_>], items: &[Fields<'_>]) -> Self {
        let guests = items.iter().filter(|item| item.text("wp:post_type") == "guest-author");
        let guests = guests.filter_map(|item| {
            let login = item.meta("cap-user_login")?;
            let name = item.meta("cap-display_name").unwrap_or_else(|| item.text("title").into());
            Some((login, (name, item.meta("cap-description").unwrap_or_default())))
        });
        let mut all = Self {
            list: Vec::new(),
            by_login: BTreeMap::new(),
            slugs: BTreeSet::new(),
            guests: guests.collect(),
        };
        for author in authors {
            let words = |name: &str| author.text(name).to_owned();
            let full =
                format!("{} {}", words("wp:author_first_name"), words("wp:author_last_name"));
            let shown = [words("wp:author_display_name"), full];
            let shown = shown.iter().find(|name| !name.trim().is_empty());
            all.add(author.text("wp:author_login"), shown.map_or("", String::as_str));
        }
        all
    }

    /// Those who wrote an item: what a plugin for co-authors names, else whom
    /// WordPress names.
    pub(super) fn of(&mut self, item: &Fields<'_>) -> Vec<Slug> {
        let mut slugs = Vec::new();
        let named: Vec<_> = item
            .all("category")
            .filter(|field| field.attribute("domain") == "author")
            .map(|field| {
                let login = field.attribute("nicename");
                (login.strip_prefix("cap-").unwrap_or(&login).to_owned(), field.text.to_string())
            })
            .collect();
        for (login, shown) in &named {
            slugs.extend(self.add(login, shown));
        }
        if slugs.is_empty() {
            for creator in item.all("dc:creator").filter(|field| !field.text.trim().is_empty()) {
                slugs.extend(self.add(creator.text.trim(), ""));
            }
        }
        let mut seen = BTreeSet::new();
        slugs.retain(|slug| seen.insert(slug.clone()));
        slugs.truncate(limits::BYLINE);
        slugs
    }

    /// Those who have a name.
    pub(super) fn list(self) -> Vec<Author> {
        self.list
    }

    fn add(&mut self, login: &str, shown: &str) -> Option<Slug> {
        if let Some(slug) = self.by_login.get(login) {
            return Some(slug.clone());
        }
        let guest = self.guests.get(login);
        let (shown, bio) = guest.map_or((shown, ""), |(name, bio)| (name.as_str(), bio.as_str()));
        let shown = if shown.trim().is_empty() { login } else { shown };
        let name = cut(&plain(shown), limits::LABEL);
        if name.is_empty() {
            return None;
        }
        // A login is often an e-mail address, which nobody should read.
        let handle = login.split('@').next().unwrap_or(login);
        let name = if name == login { handle.to_owned() } else { name };
        let base = Slug::from_label(handle).or_else(|| Slug::from_label(&name));
        let base = base.map_or_else(|| "author".to_owned(), |slug| slug.to_string());
        let mut tries =
            std::iter::once(base.clone()).chain((2..10_000).map(|n| format!("{base}-{n}")));
        let slug = tries.find(|slug| !self.slugs.contains(slug))?;
        let slug = Slug::from_label(&slug)?;
        if self.list.len() >= limits::AUTHORS {
            return None;
        }
        let bio = cut(&plain(bio), limits::CAPTION);
        let role = String::new();
        self.list.push(Author { slug: slug.clone(), name, role, bio, portrait: None });
        self.slugs.insert(slug.to_string());
        self.by_login.insert(login.to_owned(), slug.clone());
        Some(slug)
    }
}

//! Menus, which say what the sections of the old site were and in what order
//! they stood.

use super::super::content;
use super::super::wire::{Export, Fields};
use super::names::decoded;
use crate::html::{Losses, plain};
use std::collections::{BTreeMap, HashMap};

/// Where the main menu has a category, and what it calls it.
#[derive(Debug, Default)]
pub(super) struct Order(HashMap<String, (usize, String)>);

/// An entry of a menu.
struct Entry {
    place: u64,
    /// The number of the category it leads to.
    category: Option<String>,
    label: String,
}

impl Order {
    /// The order of the main menu: the one that is called so, or else the one
    /// with the most categories. What no menu has keeps its own order.
    pub(super) fn of(export: &Export<'_>, losses: &mut Losses) -> Self {
        let mut menus = classic(export);
        menus.extend(blocks(export));
        let rank = |name: &str, entries: &[Entry]| {
            let name = name.to_lowercase();
            let is_main =
                ["main", "primary", "header", "top", "haupt", "principal", "əsas", "главн"]
                    .iter()
                    .any(|word| name.contains(word));
            let categories = entries.iter().filter(|entry| entry.category.is_some()).count();
            (categories > 0, is_main, categories)
        };
        let main = menus
            .iter()
            .max_by(|a, b| rank(a.0, a.1).cmp(&rank(b.0, b.1)).then_with(|| b.0.cmp(a.0)))
            .map(|(name, _)| name.clone());
        let mut order = Self::default();
        for (name, mut entries) in menus {
            if Some(&name) != main.as_ref() {
                losses.note(format!("the menu {name:?}; the sections follow the main one"));
                continue;
            }
            entries.sort_by_key(|entry| entry.place);
            for entry in entries {
                let Some(category) = entry.category else {
                    losses.note(format!("an entry of the menu {name:?} that is no category"));
                    continue;
                };
                let place = order.0.len();
                order.0.entry(category).or_insert((place, entry.label));
            }
        }
        order
    }

    /// The place of a category, and the label it has there.
    pub(super) fn place(&self, number: &str) -> Option<(usize, &str)> {
        self.0.get(number).map(|(place, label)| (*place, label.as_str()))
    }
}

/// Menus of items of their own.
fn classic(export: &Export<'_>) -> BTreeMap<String, Vec<Entry>> {
    let mut menus: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let is_entry = |item: &&Fields<'_>| item.text("wp:post_type") == "nav_menu_item";
    for item in export.items.iter().filter(is_entry) {
        let menu = item.all("category").find(|field| field.attribute("domain") == "nav_menu");
        let Some(menu) = menu else { continue };
        let is_category = item.meta("_menu_item_object").as_deref() == Some("category");
        menus.entry(decoded(menu.text.trim())).or_default().push(Entry {
            place: item.text("wp:menu_order").parse().unwrap_or_default(),
            category: item.meta("_menu_item_object_id").filter(|_| is_category),
            label: plain(item.text("title")),
        });
    }
    menus
}

/// Menus of blocks.
fn blocks(export: &Export<'_>) -> BTreeMap<String, Vec<Entry>> {
    let is_menu = |item: &&Fields<'_>| {
        item.text("wp:post_type") == "wp_navigation" && item.text("wp:status") == "publish"
    };
    let entries = |item: &Fields<'_>| -> Vec<Entry> {
        let marks = content::marks(item.text("content:encoded"));
        let links = marks
            .filter(|mark| mark.name == "navigation-link" || mark.name == "navigation-submenu");
        let links = links.filter(|mark| !mark.is_end).enumerate();
        links
            .map(|(place, mark)| {
                let settings = mark.settings();
                let text = |key: &str| {
                    settings.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned()
                };
                let id = settings.get("id").and_then(serde_json::Value::as_u64);
                Entry {
                    place: place as u64,
                    category: id.filter(|_| text("type") == "category").map(|id| id.to_string()),
                    label: plain(&text("label")),
                }
            })
            .collect()
    };
    let menus = export.items.iter().filter(is_menu);
    menus.map(|item| (plain(item.text("title")), entries(item))).collect()
}

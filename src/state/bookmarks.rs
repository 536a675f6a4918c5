//! The articles that the reader saved, each under a key of its own: two tabs
//! that save at once write different keys, so neither can undo the other.

mod file;

use crate::error::SaveFault;
use crate::i18n;
use crate::order;
use crate::paper::Paper;
use crate::services::{clock, page, storage};
use crate::state::notices::Notices;
use gazet_bundle::json::{Fault, Fields, FromJson, Json};
use gazet_bundle::{Article, Timestamp};
use leptos::prelude::*;
use serde::Serialize;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

pub use file::{from_text, to_html, to_json};

/// What the storage key of each begins with; the article's id follows.
pub const PREFIX: &str = "gazet:bookmark:";

/// Milliseconds after another tab's first change before all are read: no one
/// sees the wait, and an import is read once.
const SETTLES_MS: i32 = 50;

/// A saved article, with enough of it to show when the article is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bookmark {
    /// The article's id.
    pub id: String,
    /// Its address when it was saved.
    pub slug: String,
    /// Its headline when it was saved.
    pub title: String,
    /// Its section when it was saved.
    pub section: String,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// When it was saved, in seconds since 1970.
    pub added: i64,
}

/// The saved articles, kept.
#[derive(Clone, Copy)]
pub struct Bookmarks {
    list: RwSignal<Vec<Bookmark>>,
    notices: Notices,
}

/// Makes the saved articles known to everything below.
pub fn provide_bookmarks(notices: Notices) -> Bookmarks {
    let in_browser = cfg!(target_arch = "wasm32");
    let bookmarks = Bookmarks { list: RwSignal::new(Vec::new()), notices };
    if in_browser {
        bookmarks.read();
        let is_due = Rc::new(Cell::new(false));
        storage::on_change(PREFIX, move |_| {
            // An import in another tab is one event for each bookmark.
            if is_due.replace(true) {
                return;
            }
            let is_due = is_due.clone();
            spawn_local(async move {
                page::sleep(SETTLES_MS).await;
                is_due.set(false);
                bookmarks.read();
            });
        });
    }
    provide_context(bookmarks);
    bookmarks
}

/// The saved articles.
#[must_use]
pub fn use_bookmarks() -> Bookmarks {
    use_context().unwrap_or_else(|| provide_bookmarks(crate::state::notices::use_notices()))
}

impl FromJson for Bookmark {
    fn from_json(json: Json) -> Result<Self, Fault> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            id: fields.required("id")?,
            slug: fields.required("slug")?,
            title: fields.required("title")?,
            section: fields.optional("section")?,
            published: fields.optional("published")?,
            added: fields.optional("added")?,
        })
    }
}

impl Bookmark {
    /// The bookmark of an article, added now.
    #[must_use]
    pub fn of(paper: &Paper, article: &Article) -> Self {
        Self {
            id: article.id.as_str().to_owned(),
            slug: article.slug.as_str().to_owned(),
            title: article.title.clone(),
            section: paper.section_name(&article.section),
            published: Some(article.published),
            added: clock::now().map_or(0, Timestamp::unix),
        }
    }
}

impl Bookmarks {
    /// The saved articles in the order in which they were saved.
    #[must_use]
    pub fn list(self) -> Vec<Bookmark> {
        self.list.get()
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.list.with(Vec::len)
    }

    /// Whether an article is saved, reactively.
    #[must_use]
    pub fn contains(self, id: &str) -> bool {
        self.list.with(|list| list.iter().any(|bookmark| bookmark.id == id))
    }

    /// Saves an article, or removes it; either can be undone.
    pub fn toggle(self, bookmark: Bookmark) {
        if untrack(|| self.contains(&bookmark.id)) {
            self.remove(vec![bookmark.id]);
        } else {
            let id = bookmark.id.clone();
            let said = i18n::saved(&bookmark.title);
            if self.save(vec![bookmark]).is_some() {
                self.notices.offer(said, i18n::UNDO, move || self.remove(vec![id.clone()]));
            }
        }
    }

    /// Removes what is saved under these ids; it can be undone.
    pub fn remove(self, ids: Vec<String>) {
        let (removed, left): (Vec<_>, Vec<_>) =
            self.list.get_untracked().into_iter().partition(|own| ids.contains(&own.id));
        let mut kept = Ok(());
        for bookmark in &removed {
            kept = kept.and(storage::remove(&key(&bookmark.id)));
        }
        self.list.set(left);
        match kept {
            Ok(()) => {
                let said = i18n::removed(removed.len());
                self.notices.offer(said, i18n::UNDO, move || {
                    self.save(removed.clone());
                });
            }
            Err(fault) => self.tell(fault),
        }
    }

    /// Adds what is not there yet and returns how much that was: everything
    /// that is new, or, told to the reader, nothing.
    pub fn save(self, more: Vec<Bookmark>) -> Option<usize> {
        let mut list = self.list.get_untracked();
        let before = list.len();
        let mut kept = Ok(());
        for bookmark in more {
            if list.iter().any(|own| own.id == bookmark.id) {
                continue;
            }
            kept = storage::write(&key(&bookmark.id), &bookmark);
            // Without any storage the list lives as long as the page.
            if matches!(kept, Err(SaveFault::Full | SaveFault::Newer)) {
                for own in list.drain(before..) {
                    let _ = storage::remove(&key(&own.id));
                }
                break;
            }
            list.push(bookmark);
        }
        let count = list.len() - before;
        self.show(list);
        match kept {
            Ok(()) => Some(count),
            Err(fault) => {
                self.tell(fault);
                None
            }
        }
    }

    /// Takes up what is stored.
    fn read(self) {
        let mut list = Vec::new();
        let mut told = None;
        for stored in storage::read_all(PREFIX) {
            match stored {
                storage::Stored::Value(bookmark) => list.push(bookmark),
                storage::Stored::Corrupt => told = Some(i18n::BOOKMARKS_CORRUPT.to_owned()),
                storage::Stored::Newer => {
                    told = Some(i18n::not_saved(i18n::THE_BOOKMARKS, SaveFault::Newer));
                }
                storage::Stored::Missing => {}
            }
        }
        self.show(list);
        if let Some(told) = told {
            self.notices.fault(told);
        }
    }

    fn show(self, list: Vec<Bookmark>) {
        self.list.set(order::by_key(list, |own| order::ascending(own.added) + &own.id));
    }

    fn tell(self, fault: SaveFault) {
        self.notices.fault(i18n::not_saved(i18n::THE_BOOKMARKS, fault));
    }
}

fn key(id: &str) -> String {
    format!("{PREFIX}{id}")
}

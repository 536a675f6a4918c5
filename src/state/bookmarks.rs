//! The articles that the reader saved.

mod file;

use crate::error::SaveFault;
use crate::i18n;
use crate::order;
use crate::paper::Paper;
use crate::services::{clock, storage};
use crate::state::notices::Notices;
use gazet_bundle::{Article, Timestamp};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

pub use file::{from_text, to_html, to_json};

/// The storage key, and the name of the lock over it.
pub const KEY: &str = "gazet:bookmarks";

/// A saved article, with enough of it to show when the article is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The article's id.
    pub id: String,
    /// Its address when it was saved.
    pub slug: String,
    /// Its headline when it was saved.
    pub title: String,
    /// Its section when it was saved.
    #[serde(default)]
    pub section: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// When it was saved, in seconds since 1970.
    #[serde(default)]
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
        match storage::read(KEY) {
            storage::Stored::Value(list) => bookmarks.list.set(list),
            storage::Stored::Corrupt => notices.fault(i18n::BOOKMARKS_CORRUPT),
            storage::Stored::Newer => {
                notices.fault(i18n::not_saved(i18n::THE_BOOKMARKS, SaveFault::Newer))
            }
            storage::Stored::Missing => {}
        }
        storage::on_change(KEY, move |_| {
            bookmarks.list.set(match storage::read(KEY) {
                storage::Stored::Value(list) => list,
                _ => Vec::new(),
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
            self.add(vec![bookmark], move |_| {
                let id = id.clone();
                self.notices.offer(said, i18n::UNDO, move || self.remove(vec![id.clone()]));
            });
        }
    }

    /// Removes what is saved under these ids; it can be undone.
    pub fn remove(self, ids: Vec<String>) {
        let removed = untrack(|| self.list())
            .into_iter()
            .filter(|bookmark| ids.contains(&bookmark.id))
            .collect::<Vec<_>>();
        self.change(
            move |list| list.retain(|bookmark| !ids.contains(&bookmark.id)),
            move |()| {
                let said = i18n::removed(removed.len());
                self.notices.offer(said, i18n::UNDO, move || self.add(removed.clone(), |_| {}));
            },
        );
    }

    /// Adds what is not there yet, and says how much that was to `done`.
    pub fn add(self, more: Vec<Bookmark>, done: impl FnOnce(usize) + 'static) {
        self.change(
            move |list| {
                let before = list.len();
                for bookmark in more {
                    if !list.iter().any(|own| own.id == bookmark.id) {
                        list.push(bookmark);
                    }
                }
                let count = list.len() - before;
                *list = order::by_key(std::mem::take(list), |own| order::ascending(own.added));
                count
            },
            done,
        );
    }

    /// Reads, changes and writes under a lock, so that tabs lose nothing of
    /// each other's; `done` follows only what was really kept.
    fn change<R: 'static>(
        self,
        change: impl FnOnce(&mut Vec<Bookmark>) -> R + 'static,
        done: impl FnOnce(R) + 'static,
    ) {
        let in_memory = self.list.get_untracked();
        spawn_local(async move {
            let outcome = storage::exclusively(KEY, move || {
                let mut list = match storage::read(KEY) {
                    storage::Stored::Value(list) => list,
                    // Without any storage the list lives as long as the page.
                    _ if !storage::is_available() => in_memory,
                    storage::Stored::Missing | storage::Stored::Corrupt => Vec::new(),
                    storage::Stored::Newer => return Err((SaveFault::Newer, None)),
                };
                let result = change(&mut list);
                match storage::write(KEY, &list) {
                    Ok(()) => Ok((list, result)),
                    Err(SaveFault::Unavailable) => Err((SaveFault::Unavailable, Some(list))),
                    Err(fault) => Err((fault, None)),
                }
            });
            match outcome.await {
                Some(Ok((list, result))) => {
                    self.list.set(list);
                    done(result);
                }
                Some(Err((fault, kept))) => {
                    if let Some(list) = kept {
                        self.list.set(list);
                    }
                    self.notices.fault(i18n::not_saved(i18n::THE_BOOKMARKS, fault));
                }
                None => {
                    self.notices.fault(i18n::not_saved(i18n::THE_BOOKMARKS, SaveFault::Unavailable))
                }
            }
        });
    }
}

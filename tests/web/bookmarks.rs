//! The saved articles, with the messages that the reader sees and presses.

use super::browser::{Patch, fresh, js, until};
use gazet_reader::components::notices::NoticeList;
use gazet_reader::services::storage::{self, Stored};
use gazet_reader::state::bookmarks::{Bookmark, Bookmarks, PREFIX, provide_bookmarks};
use gazet_reader::state::notices::provide_notices;
use leptos::prelude::{document, window};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

/// What one tab has: its list, and its messages in the page.
struct Tab {
    bookmarks: Bookmarks,
    notices: HtmlElement,
}

impl Tab {
    /// Opens a tab that lives as long as the page.
    fn open() -> Self {
        let notices: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&notices).unwrap();
        let made = Rc::new(Cell::new(None));
        let make = made.clone();
        let mounted = leptos::mount::mount_to(notices.clone(), move || {
            make.set(Some(provide_bookmarks(provide_notices())));
            NoticeList()
        });
        mounted.forget();
        Self { bookmarks: made.get().unwrap(), notices }
    }

    fn ids(&self) -> Vec<String> {
        let list = leptos::prelude::untrack(|| self.bookmarks.list());
        list.into_iter().map(|bookmark| bookmark.id).collect()
    }

    async fn until_ids(&self, ids: &[&str]) {
        until(&format!("saved: {ids:?}"), || self.ids() == ids).await;
    }

    async fn until_told(&self, text: &str) {
        let says = || self.notices.text_content().unwrap_or_default().contains(text);
        until(&format!("told: {text}"), says).await;
    }

    /// Presses the newest “Undo”.
    fn undo(&self) {
        let buttons = self.notices.query_selector_all("button").unwrap();
        let buttons = (0..buttons.length()).rev().filter_map(|index| buttons.item(index));
        let mut undo = buttons.filter(|button| button.text_content().as_deref() == Some("Undo"));
        undo.next().unwrap().unchecked_into::<HtmlElement>().click();
    }
}

fn bookmark(id: &str, added: i64) -> Bookmark {
    Bookmark {
        id: id.into(),
        slug: id.into(),
        title: format!("Headline {id}"),
        section: "News".into(),
        published: None,
        added,
    }
}

fn raw(key: &str) -> Option<String> {
    window().local_storage().unwrap().unwrap().get_item(key).unwrap()
}

fn set_raw(id: &str, text: &str) {
    let storage = window().local_storage().unwrap().unwrap();
    storage.set_item(&format!("{PREFIX}{id}"), text).unwrap();
}

/// The ids that are really kept, sorted.
fn kept() -> Vec<String> {
    let mut ids: Vec<String> = storage::read_all::<Bookmark>(PREFIX)
        .into_iter()
        .filter_map(|stored| match stored {
            Stored::Value(bookmark) => Some(bookmark.id),
            _ => None,
        })
        .collect();
    ids.sort();
    ids
}

#[wasm_bindgen_test]
async fn saving_is_told_and_undone() {
    fresh();
    let tab = Tab::open();
    tab.bookmarks.toggle(bookmark("a", 1));
    tab.until_told("Saved: Headline a").await;
    assert_eq!(tab.ids(), ["a"]);
    assert_eq!(kept(), ["a"]);
    tab.undo();
    tab.until_ids(&[]).await;
    assert_eq!(kept(), [""; 0]);
}

#[wasm_bindgen_test]
async fn removing_is_told_and_undone_to_the_same_place() {
    fresh();
    let tab = Tab::open();
    tab.bookmarks.save(["c", "a", "b"].map(|id| bookmark(id, id.as_bytes()[0].into())).into());
    tab.until_ids(&["a", "b", "c"]).await;
    tab.bookmarks.toggle(bookmark("b", 999));
    tab.until_told("Removed 1 saved article.").await;
    assert_eq!(kept(), ["a", "c"]);
    tab.undo();
    tab.until_ids(&["a", "b", "c"]).await;
    assert_eq!(kept(), ["a", "b", "c"]);

    tab.bookmarks.remove(tab.ids());
    tab.until_told("Removed 3 saved articles.").await;
    tab.undo();
    tab.until_ids(&["a", "b", "c"]).await;
}

#[wasm_bindgen_test]
async fn what_is_saved_is_there_at_the_next_visit() {
    fresh();
    let first = Tab::open();
    first.bookmarks.toggle(bookmark("a", 1));
    first.until_ids(&["a"]).await;
    assert_eq!(Tab::open().ids(), ["a"]);
}

#[wasm_bindgen_test]
async fn adding_what_is_there_adds_nothing() {
    fresh();
    let tab = Tab::open();
    assert_eq!(tab.bookmarks.save(vec![bookmark("a", 1)]), Some(1));
    let more = vec![bookmark("a", 5), bookmark("b", 6), bookmark("b", 7)];
    assert_eq!(tab.bookmarks.save(more), Some(1));
    assert_eq!(tab.ids(), ["a", "b"]);
}

#[wasm_bindgen_test]
async fn a_full_storage_is_told_and_nothing_says_saved() {
    fresh();
    let tab = Tab::open();
    tab.bookmarks.toggle(bookmark("a", 1));
    tab.until_ids(&["a"]).await;
    let before = raw("gazet:bookmark:a");
    let patch = Patch::full_storage("");
    tab.bookmarks.toggle(bookmark("b", 2));
    tab.until_told("Your saved articles could not be saved: the storage of this site is full")
        .await;
    assert_eq!(tab.ids(), ["a"]);
    assert_eq!(raw("gazet:bookmark:a"), before);
    assert!(!tab.notices.text_content().unwrap().contains("Saved: Headline b"));
    // Once there is room, the same press works.
    drop(patch);
    tab.bookmarks.toggle(bookmark("b", 2));
    tab.until_ids(&["a", "b"]).await;
}

#[wasm_bindgen_test]
async fn an_import_that_does_not_fit_keeps_nothing_of_itself() {
    fresh();
    let tab = Tab::open();
    tab.bookmarks.toggle(bookmark("a", 1));
    let patch = Patch::full_storage("gazet:bookmark:d");
    let more = ["b", "c", "d", "e"].map(|id| bookmark(id, 2)).into();
    assert_eq!(tab.bookmarks.save(more), None);
    drop(patch);
    tab.until_told("the storage of this site is full").await;
    assert_eq!(tab.ids(), ["a"]);
    assert_eq!(kept(), ["a"]);
}

#[wasm_bindgen_test]
async fn without_storage_the_list_lives_as_long_as_the_page() {
    fresh();
    let _patch = Patch::no_storage();
    let tab = Tab::open();
    for (id, ids) in [("a", &["a"][..]), ("b", &["a", "b"])] {
        tab.bookmarks.toggle(bookmark(id, 1));
        tab.until_ids(ids).await;
    }
    tab.until_told("this browser gives the page no storage").await;
}

#[wasm_bindgen_test]
async fn without_storage_an_article_can_be_removed_too() {
    fresh();
    let _patch = Patch::no_storage();
    let tab = Tab::open();
    tab.bookmarks.toggle(bookmark("a", 1));
    tab.until_ids(&["a"]).await;
    tab.bookmarks.toggle(bookmark("a", 1));
    tab.until_ids(&[]).await;
}

#[wasm_bindgen_test]
async fn what_a_newer_version_saved_is_left_alone() {
    fresh();
    let text = r#"{"v":2,"data":[]}"#;
    set_raw("a", text);
    let tab = Tab::open();
    tab.until_told("it was written by a newer version").await;
    tab.bookmarks.toggle(bookmark("a", 1));
    assert_eq!(raw("gazet:bookmark:a").as_deref(), Some(text));
    assert_eq!(tab.ids(), [""; 0]);
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_told_once_and_put_aside() {
    fresh();
    set_raw("a", "[broken");
    set_raw("b", r#"{"v":1,"data":{"id":"b","slug":"b","title":"B"}}"#);
    let tab = Tab::open();
    tab.until_told("Your saved articles could not be read.").await;
    assert_eq!(tab.ids(), ["b"]);
    assert_eq!(raw("gazet:quarantine:gazet:bookmark:a").as_deref(), Some("[broken"));
    assert_eq!(raw("gazet:bookmark:a"), None);
    tab.bookmarks.toggle(bookmark("a", 1));
    assert_eq!(kept(), ["a", "b"]);
    assert!(!Tab::open().notices.text_content().unwrap().contains("could not be read"));
    assert_eq!(raw("gazet:quarantine:gazet:bookmark:a").as_deref(), Some("[broken"));
}

#[wasm_bindgen_test]
async fn what_could_not_be_put_aside_is_not_replaced() {
    fresh();
    set_raw("a", "[broken");
    let _patch = Patch::full_storage("gazet:quarantine:");
    let tab = Tab::open();
    tab.bookmarks.toggle(bookmark("a", 1));
    assert_eq!(raw("gazet:bookmark:a").as_deref(), Some("[broken"));
}

#[wasm_bindgen_test]
async fn tabs_that_save_at_once_lose_nothing() {
    fresh();
    let tabs = [Tab::open(), Tab::open()];
    for number in 0..40 {
        let id = format!("n{number:02}");
        tabs[number % 2].bookmarks.save(vec![bookmark(&id, 1)]);
    }
    assert_eq!(kept().len(), 40);
    // A tab is told of the other's by the browser.
    js("dispatchEvent(new StorageEvent('storage', { key: 'gazet:bookmark:n00', newValue: '' }))");
    for tab in &tabs {
        until("the tab has all", || tab.ids().len() == 40).await;
    }
}

#[wasm_bindgen_test]
async fn a_tab_follows_what_is_cleared_elsewhere() {
    fresh();
    let tab = Tab::open();
    tab.bookmarks.toggle(bookmark("a", 1));
    tab.until_ids(&["a"]).await;
    js("localStorage.clear()");
    js("dispatchEvent(new StorageEvent('storage', { key: null }))");
    tab.until_ids(&[]).await;
}

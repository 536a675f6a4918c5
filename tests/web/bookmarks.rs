//! The saved articles, with the messages that the reader sees and presses.

use super::browser::{Patch, fresh, js, until};
use gazet_reader::components::notices::NoticeList;
use gazet_reader::services::storage::{self, Stored};
use gazet_reader::state::bookmarks::{Bookmark, Bookmarks, KEY, provide_bookmarks};
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

fn set_raw(text: &str) {
    window().local_storage().unwrap().unwrap().set_item(KEY, text).unwrap();
}

/// The ids that are really kept.
fn kept() -> Vec<String> {
    match storage::read::<Vec<Bookmark>>(KEY) {
        Stored::Value(list) => list.into_iter().map(|bookmark| bookmark.id).collect(),
        _ => Vec::new(),
    }
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
    tab.bookmarks
        .add(["c", "a", "b"].map(|id| bookmark(id, id.as_bytes()[0].into())).into(), |_| {});
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
    let counts = Rc::new(Cell::new((0, 0)));
    let (first, second) = (counts.clone(), counts.clone());
    tab.bookmarks.add(vec![bookmark("a", 1)], move |count| first.set((count, 9)));
    tab.until_ids(&["a"]).await;
    let more = vec![bookmark("a", 5), bookmark("b", 6), bookmark("b", 7)];
    tab.bookmarks.add(more, move |count| second.set((second.get().0, count)));
    tab.until_ids(&["a", "b"]).await;
    until("both are counted", || counts.get() == (1, 1)).await;
}

#[wasm_bindgen_test]
async fn a_full_storage_is_told_and_nothing_says_saved() {
    fresh();
    let tab = Tab::open();
    tab.bookmarks.toggle(bookmark("a", 1));
    tab.until_ids(&["a"]).await;
    let before = raw(KEY);
    let patch = Patch::full_storage("");
    tab.bookmarks.toggle(bookmark("b", 2));
    tab.until_told("Your saved articles could not be saved: the storage of this site is full")
        .await;
    assert_eq!(tab.ids(), ["a"]);
    assert_eq!(raw(KEY), before);
    assert!(!tab.notices.text_content().unwrap().contains("Saved: Headline b"));
    // Once there is room, the same press works.
    drop(patch);
    tab.bookmarks.toggle(bookmark("b", 2));
    tab.until_ids(&["a", "b"]).await;
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
    set_raw(text);
    let tab = Tab::open();
    tab.until_told("it was written by a newer version").await;
    tab.bookmarks.toggle(bookmark("a", 1));
    gazet_reader::services::page::sleep(100).await;
    assert_eq!(raw(KEY).as_deref(), Some(text));
    assert_eq!(tab.ids(), [""; 0]);
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_told_put_aside_and_then_replaced() {
    fresh();
    set_raw("[broken");
    let tab = Tab::open();
    tab.until_told("Your saved articles could not be read.").await;
    tab.bookmarks.toggle(bookmark("a", 1));
    tab.until_ids(&["a"]).await;
    assert_eq!(kept(), ["a"]);
    assert_eq!(raw("gazet:quarantine:gazet:bookmarks").as_deref(), Some("[broken"));
}

#[wasm_bindgen_test]
async fn what_could_not_be_put_aside_is_not_replaced() {
    fresh();
    set_raw("[broken");
    let _patch = Patch::full_storage("gazet:quarantine:");
    let tab = Tab::open();
    tab.bookmarks.toggle(bookmark("a", 1));
    gazet_reader::services::page::sleep(100).await;
    assert_eq!(raw(KEY).as_deref(), Some("[broken"));
}

#[wasm_bindgen_test]
async fn tabs_that_save_at_once_lose_nothing() {
    fresh();
    let tabs = [Tab::open(), Tab::open()];
    for number in 0..40 {
        let id = format!("n{number:02}");
        tabs[number % 2].bookmarks.add(vec![bookmark(&id, 1)], |_| {});
    }
    until("all are kept", || kept().len() == 40).await;
    // A tab is told of the other's by the browser.
    js(&format!(
        "const newValue = localStorage.getItem('{KEY}');
        dispatchEvent(new StorageEvent('storage', {{ key: '{KEY}', newValue }}))"
    ));
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

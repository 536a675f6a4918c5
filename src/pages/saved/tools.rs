//! What can be done with the saved articles as a whole.

use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::services::{files, navigation};
use crate::state::bookmarks::{self, Bookmark, use_bookmarks};
use crate::state::notices::use_notices;
use crate::view::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Newest,
    Oldest,
    Title,
}

const ORDERS: [(Order, &str, &str); 3] = [
    (Order::Newest, "newest", i18n::SORT_NEWEST),
    (Order::Oldest, "oldest", i18n::SORT_OLDEST),
    (Order::Title, "title", i18n::SORT_TITLE),
];

/// Sort, filter, remove all, export, import.
#[component]
pub(super) fn Tools(
    paper: Paper,
    order: RwSignal<Order>,
    filter: RwSignal<String>,
) -> impl IntoView {
    let saved = use_bookmarks();
    let notices = use_notices();
    let sort = move |event| {
        let value = event_target_value(&event);
        if let Some((chosen, ..)) = ORDERS.iter().find(|(_, name, _)| *name == value) {
            order.set(*chosen);
        }
    };
    let export = move |kind: &str, name: &str, text: String| {
        if files::download(name, kind, &text).is_none() {
            notices.fault(i18n::EXPORT_FAILED);
        }
    };
    let links = paper.links.clone();
    let links_to = links.clone();
    let as_html = move |_| {
        let html = bookmarks::to_html(&untrack(|| saved.list()), &links, &navigation::origin());
        export("text/html", "bookmarks.html", html);
    };
    let as_json = move |_| {
        export("application/json", "bookmarks.json", bookmarks::to_json(&untrack(|| saved.list())));
    };
    let import = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into().ok());
        let Some(input): Option<web_sys::HtmlInputElement> = input else { return };
        let paper = paper.clone();
        spawn_local(async move {
            let text = files::picked(&input).await;
            match text.and_then(|text| bookmarks::from_text(&text, &paper.links)) {
                Some(list) => {
                    let list =
                        list.into_iter().map(|bookmark| complete(&paper, bookmark)).collect();
                    if let Some(count) = saved.save(list) {
                        notices.say(i18n::imported(count));
                    }
                }
                None => notices.fault(i18n::IMPORT_FAILED),
            }
        });
    };
    let remove_all = move |_| {
        let ids = untrack(|| saved.list()).into_iter().map(|bookmark| bookmark.id).collect();
        saved.remove(ids);
    };
    let keep = format!("{}#saved", links_to.to(&Route::Storage));
    let is_empty = move || saved.count() == 0;
    let options = ORDERS.map(|(_, name, label)| view! { <option value=name>{label}</option> });
    view! {
        <div class="saved__tools">
            <label class="field">
                <span>{i18n::SORT}</span>
                <select on:change=sort>{options.collect_view()}</select>
            </label>
            <label class="field">
                <span>{i18n::FILTER_SAVED}</span>
                <input type="search" autocomplete="off" on:input=move |event| filter.set(event_target_value(&event))/>
            </label>
            <div class="saved__buttons">
                <button type="button" class="button" disabled=is_empty on:click=as_json>{i18n::EXPORT_JSON}</button>
                <button type="button" class="button" disabled=is_empty on:click=as_html>{i18n::EXPORT_HTML}</button>
                <label class="button button--file">
                    <input type="file" class="visually-hidden" accept=".json,.html,.htm,application/json,text/html" on:change=import/>
                    {i18n::IMPORT}
                </label>
                <a class="button" href=keep>{i18n::KEEP_OFFLINE}</a>
                <button type="button" class="button" disabled=is_empty on:click=remove_all>{i18n::REMOVE_ALL}</button>
            </div>
        </div>
    }
}

/// A bookmark from a browser's file knows only an address: the edition knows
/// the rest.
fn complete(paper: &Paper, bookmark: Bookmark) -> Bookmark {
    match paper.bundle.article(&bookmark.slug) {
        Some(article) => Bookmark { added: bookmark.added, ..Bookmark::of(paper, article) },
        None => bookmark,
    }
}

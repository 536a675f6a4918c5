//! The head of every page: masthead, navigation bar, drawer.

mod drawer;
mod navigation;

use super::icon::{Icon, icon, mark};
use super::look::PANEL;
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::services::dates::{self, Style};
use crate::services::{clock, page};
use crate::state::bookmarks::use_bookmarks;
use crate::state::overlays::use_overlays;
use crate::view::{Node, effect, view};
pub use drawer::Drawer;
use leptos::prelude::*;
use navigation::Navigation;

/// The name of the paper, the date, and the edition it is of.
#[must_use]
pub fn masthead(paper: &Paper) -> Node {
    let site = &paper.bundle.site;
    let language = site.language.as_str().to_owned();
    // A snapshot has no today; the app fills it in.
    let today = clock::now().map(|now| dates::format(now, &language, Style::Weekday));
    view! {
        <div class="masthead">
            <div class="wrap masthead__row">
                <p class="masthead__date">{today}</p>
                <a class="wordmark" href=paper.links.to(&Route::Front)>
                    {logo(paper)}<span>{site.title.clone()}</span>
                </a>
                <p class="masthead__edition">{site.tagline.clone()}</p>
            </div>
        </div>
    }
}

/// The paper's logo, or the reader's own mark.
fn logo(paper: &Paper) -> Node {
    match &paper.bundle.site.logo {
        // The name stands beside it.
        Some(logo) => {
            let src = paper.links.resolve(&logo.src);
            view! { <img class="wordmark__logo" src=src alt="" width=logo.width.to_string() height=logo.height.to_string()/> }
        }
        None => mark(),
    }
}

/// The bar that stays when the masthead is gone.
#[component]
pub fn Bar(
    /// The edition.
    paper: Paper,
) -> impl IntoView {
    let overlays = use_overlays();
    let bookmarks = use_bookmarks();
    let is_stuck = RwSignal::new(false);
    let sentinel = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        if let Some(sentinel) = sentinel.get() {
            page::watch_visibility(&sentinel, move |visible| {
                is_stuck.try_set(!visible);
            });
        }
    });
    let count = move || match bookmarks.count() {
        0 => None,
        count => Some(view! { <span class="tool__count">{count}</span> }),
    };
    let front = paper.links.to(&Route::Front);
    let search = paper.links.to(&Route::Search);
    let saved = paper.links.to(&Route::Saved);
    let title = paper.bundle.site.title.clone();
    let logo = logo(&paper);
    view! {
        <div node_ref=sentinel class="bar-sentinel" aria-hidden="true"></div>
        <div class="bar" class:is-stuck=move || is_stuck.get()>
            <div class="wrap bar__row">
                <button
                    type="button"
                    class="tool tool--menu"
                    aria-haspopup="dialog"
                    aria-label=i18n::MENU
                    on:click=move |_| overlays.drawer.set(true)
                >
                    {icon(Icon::Menu)}<span class="tool__name">{i18n::MENU}</span>
                </button>
                <a class="wordmark wordmark--small" href=front aria-label=title.clone()>{logo}<span>{title}</span></a>
                <Navigation paper=paper/>
                <div class="bar__tools">
                    <a class="tool" href=search aria-label=i18n::SEARCH>{icon(Icon::Search)}</a>
                    <button type="button" class="tool tool--look" popovertarget=PANEL aria-label=i18n::LOOK>"Aa"</button>
                    <a class="tool" href=saved aria-label=i18n::SAVED>{icon(Icon::Bookmark)}{count}</a>
                </div>
            </div>
        </div>
    }
}

//! The whole navigation, over the page.

use crate::components::icon::{Icon, icon};
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::services::page;
use crate::state::location::use_location;
use crate::state::overlays::use_overlays;
use crate::view::{Node, effect, view};
use gazet_bundle::Section;
use leptos::prelude::*;

/// A modal dialog: the browser keeps the keyboard inside it, closes it on
/// Escape and gives the keyboard back.
#[component]
pub fn Drawer(
    /// The edition.
    paper: Paper,
) -> impl IntoView {
    let overlays = use_overlays();
    let route = use_location().route();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    effect(move || {
        if let Some(dialog) = dialog.get() {
            page::set_modal(&dialog, overlays.drawer.get());
        }
    });
    // Going somewhere closes it.
    effect(move || {
        route.get();
        overlays.drawer.set(false);
    });
    let pages = paper.bundle.pages.iter().map(|page| {
        let href = paper.links.to(&Route::Place(page.slug.as_str().to_owned(), 1));
        view! { <li><a href=href>{page.title.clone()}</a></li> }
    });
    view! {
        <dialog
            node_ref=dialog
            class="drawer"
            aria-label=i18n::MENU
            on:close=move |_| overlays.drawer.set(false)
            // A click on the dialog itself is one on the dimmed page behind.
            on:click=move |event| {
                let outside = event.target() == event.current_target();
                if outside {
                    overlays.drawer.set(false);
                }
            }
        >
            <div class="drawer__panel">
                <button type="button" class="tool drawer__close" on:click=move |_| overlays.drawer.set(false)>
                    {icon(Icon::Close)}<span>{i18n::CLOSE}</span>
                </button>
                // The page behind may be the very one that the link names.
                <nav aria-label=i18n::MENU on:click=move |event| {
                    if page::is_on_link(&event) {
                        overlays.drawer.set(false);
                    }
                }>
                    <ul class="drawer__sections">
                        <li><a href=paper.links.to(&Route::Front)>{i18n::HOME}</a></li>
                        {paper.bundle.sections.iter().map(|section| branch(&paper, section)).collect_view()}
                    </ul>
                    <ul class="drawer__pages">
                        <li><a href=paper.links.to(&Route::Search)>{i18n::SEARCH}</a></li>
                        <li><a href=paper.links.to(&Route::Saved)>{i18n::SAVED}</a></li>
                        <li><a href=paper.links.to(&Route::Storage)>{i18n::OFFLINE}</a></li>
                        {pages.collect_view()}
                    </ul>
                </nav>
            </div>
        </dialog>
    }
}

fn branch(paper: &Paper, section: &Section) -> Node {
    let href = paper.links.to(&Route::section(&section.path));
    let children = (!section.sections.is_empty()).then(|| {
        let items = section.sections.iter().map(|child| branch(paper, child)).collect_view();
        view! { <ul>{items}</ul> }
    });
    let class = format!("hue-{}", paper.hue(&section.path));
    view! { <li class=class><a href=href>{section.name.clone()}</a>{children}</li> }
}

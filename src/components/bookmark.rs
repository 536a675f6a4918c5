//! The button that saves an article.

use super::icon::{Icon, icon};
use crate::i18n;
use crate::paper::Paper;
use crate::state::bookmarks::{Bookmark, use_bookmarks};
use crate::view::{Node, view};
use gazet_bundle::Article;
use leptos::prelude::*;

/// A toggle: pressed means saved.
#[must_use]
pub fn bookmark_button(paper: &Paper, article: &Article) -> Node {
    let bookmarks = use_bookmarks();
    let bookmark = Bookmark::of(paper, article);
    let id = bookmark.id.clone();
    let is_saved = Memo::new(move |_| bookmarks.contains(&id));
    let label = i18n::save_label(&article.title);
    view! {
        <button
            type="button"
            class="save"
            aria-pressed=move || if is_saved.get() { "true" } else { "false" }
            aria-label=label
            on:click=move |_| {
                let mut bookmark = bookmark.clone();
                bookmark.added = crate::services::clock::now().map_or(0, |now| now.unix());
                bookmarks.toggle(bookmark);
            }
        >
            {icon(Icon::Bookmark)}
        </button>
    }
}

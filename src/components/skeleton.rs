//! The shape of what is on its way.

use crate::i18n;
use crate::view::{Node, view};
use leptos::prelude::*;

/// The shape of an article's body.
#[must_use]
pub fn text_skeleton() -> Node {
    view! {
        <div class="skeleton skeleton--text" role="status" aria-label=i18n::LOADING>
            {(0..6).map(|_| view! { <span></span> }).collect_view()}
        </div>
    }
}

/// The shape of a page with a lead and a list.
#[must_use]
pub fn page_skeleton() -> Node {
    view! {
        <div class="skeleton skeleton--page wrap" role="status" aria-label=i18n::LOADING>
            {(0..5).map(|_| view! { <span></span> }).collect_view()}
        </div>
    }
}

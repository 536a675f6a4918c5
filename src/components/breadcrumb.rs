//! Where the reader is in the tree.

use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{Node, view};
use gazet_bundle::Section;
use leptos::prelude::*;

/// The trail from the front page. The last entry is a link too when `here` is
/// `None`, since it is then a step up.
#[must_use]
pub fn breadcrumb(paper: &Paper, trail: &[&Section], here: Option<String>) -> Node {
    let steps = trail
        .iter()
        .map(|section| {
            let href = paper.links.to(&Route::section(&section.path));
            view! { <li><a href=href>{section.name.clone()}</a></li> }
        })
        .collect_view();
    let here = here.map(|name| view! { <li aria-current="page">{name}</li> });
    view! {
        <nav class="breadcrumb" aria-label=i18n::BREADCRUMB>
            <ol>
                <li><a href=paper.links.to(&Route::Front)>{paper.bundle.site.title.clone()}</a></li>
                {steps}
                {here}
            </ol>
        </nav>
    }
}

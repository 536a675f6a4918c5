//! A page beside the articles.

use crate::components::article::body;
use crate::components::breadcrumb::breadcrumb;
use crate::components::fault::fault_view;
use crate::components::skeleton::text_skeleton;
use crate::components::when::when;
use crate::error::Load;
use crate::i18n;
use crate::paper::Paper;
use crate::state::edition::use_edition;
use crate::view::{Node, view};
use gazet_bundle::Page;
use leptos::prelude::*;

/// Heading and text.
#[must_use]
pub fn static_page(paper: &Paper, page: &Page) -> Node {
    let (part, retry) = use_edition().part(&page.body);
    let links = paper.links.clone();
    let text = move || match part.get() {
        Load::Loading => text_skeleton(),
        Load::Failed(fault) => fault_view(&fault, retry),
        Load::Ready(part) => Node::List(body(&part, &links)),
    };
    let language = paper.bundle.site.language.as_str();
    let updated = page.updated.map(|updated| {
        view! { <p class="page__updated">{i18n::UPDATED}" "{when(updated, language)}</p> }
    });
    let deck = (!page.deck.is_empty()).then(|| view! { <p class="deck">{page.deck.clone()}</p> });
    view! {
        <div class="wrap page">
            {breadcrumb(paper, &[], Some(page.title.clone()))}
            <article>
                <header class="head"><h1 tabindex="-1">{page.title.clone()}</h1>{deck}{updated}</header>
                <div class="prose">{text}</div>
            </article>
        </div>
    }
}

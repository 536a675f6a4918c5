//! Nothing is here.

use crate::components::card::{Card, Level, card};
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{Node, view};
use leptos::prelude::*;

/// Says so, and offers the front page, the search and the newest articles.
#[must_use]
pub fn not_found(paper: &Paper) -> Node {
    let newest = paper
        .bundle
        .articles
        .iter()
        .take(4)
        .map(|article| card(paper, article, Card::Standard, Level::Three, false))
        .collect_view();
    view! {
        <div class="wrap plain">
            <h1 tabindex="-1">{i18n::NOT_FOUND}</h1>
            <p>{i18n::NOT_FOUND_TEXT}</p>
            <p class="plain__ways">
                <a class="button" href=paper.links.to(&Route::Front)>{i18n::TO_FRONT}</a>
                <a class="button" href=paper.links.to(&Route::Search)>{i18n::SEARCH}</a>
            </p>
            <section class="plain__more" aria-labelledby="latest">
                <h2 id="latest">{i18n::LATEST}</h2>
                <div class="grid grid--four">{newest}</div>
            </section>
        </div>
    }
}

//! A tag and its articles.

use super::listing::listing;
use super::not_found::not_found;
use crate::components::breadcrumb::breadcrumb;
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{Node, view};

/// One page of a tag's articles.
#[must_use]
pub fn tag(paper: &Paper, slug: &str, number: u32) -> Node {
    let Some(label) = paper.tag_label(slug) else { return not_found(paper) };
    let Some(list) = paper.page_of(paper.with_tag(slug), number) else { return not_found(paper) };
    view! {
        <div class="wrap">
            {breadcrumb(paper, &[], Some(label.clone()))}
            <header class="section-head">
                <p class="kicker">{i18n::TAG}</p>
                <h1 tabindex="-1" dir="auto">{label.clone()}</h1>
                <p class="section-head__count">{i18n::articles(list.total)}</p>
            </header>
            {listing(paper, &list, &Route::Tag(slug.to_owned(), 1))}
        </div>
    }
}

//! An author: face, biography, articles.

use super::listing::listing;
use super::not_found::not_found;
use crate::components::breadcrumb::breadcrumb;
use crate::components::picture::{Crop, Priority, picture};
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{Node, view};

/// One page of an author's articles.
#[must_use]
pub fn author(paper: &Paper, slug: &str, number: u32) -> Node {
    let Some(author) = paper.bundle.author(slug) else { return not_found(paper) };
    let Some(list) = paper.page_of(paper.by_author(slug), number) else { return not_found(paper) };
    let face = author
        .portrait
        .as_ref()
        .map(|image| picture(image, &paper.links, Crop::Square, "8rem", Priority::First));
    let role = if author.role.is_empty() { i18n::AUTHOR.to_owned() } else { author.role.clone() };
    view! {
        <div class="wrap">
            {breadcrumb(paper, &[], Some(author.name.clone()))}
            <header class="section-head section-head--author">
                {face}
                <div>
                    <p class="kicker">{role}</p>
                    <h1 tabindex="-1">{author.name.clone()}</h1>
                    <p>{author.bio.clone()}</p>
                    <p class="section-head__count">{i18n::articles(list.total)}</p>
                </div>
            </header>
            {listing(paper, &list, &Route::author(&author.slug))}
        </div>
    }
}

//! Who wrote it.

use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{Node, view};
use gazet_bundle::Article;
use leptos::prelude::*;

/// The byline with links to the authors; nothing when nobody is named.
#[must_use]
pub fn byline(paper: &Paper, article: &Article) -> Option<Node> {
    let authors = paper.authors(article);
    let count = authors.len();
    if count == 0 {
        return None;
    }
    let names = authors
        .into_iter()
        .enumerate()
        .map(|(index, author)| {
            let join = match count - index {
                1 => "",
                2 => " and ",
                _ => ", ",
            };
            let href = paper.links.to(&Route::author(&author.slug));
            view! { <a rel="author" href=href>{author.name.clone()}</a>{join} }
        })
        .collect_view();
    Some(view! { <span class="byline">{i18n::BY}" "{names}</span> })
}

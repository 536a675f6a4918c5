//! One page a file: what the route names, looked up and handed to components.

pub mod article;
pub mod author;
pub mod front;
pub mod not_found;
pub mod place;
pub mod saved;
pub mod search;
pub mod section;
pub mod static_page;
pub mod storage;
pub mod tag;

mod listing;

use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{Node, view};

/// The page of a route.
#[must_use]
pub fn page(paper: &Paper, route: &Route) -> Node {
    match route {
        Route::Front => front::front(paper),
        Route::Article(slug) => article::article(paper, slug),
        Route::Place(path, number) => place::place(paper, path, *number),
        Route::Author(slug, number) => author::author(paper, slug, *number),
        Route::Tag(slug, number) => tag::tag(paper, slug, *number),
        Route::Saved => view! { <saved::Saved paper=paper.clone()/> },
        Route::Search => view! { <search::Search paper=paper.clone()/> },
        Route::Storage => view! { <storage::Storage paper=paper.clone()/> },
        Route::Unknown => not_found::not_found(paper),
    }
}

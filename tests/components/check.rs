//! Renders a route and reads it as a document.

use super::dom::Page;
use gazet_bundle::{Body, Bundle, Part};
use gazet_reader::routes::Route;
use gazet_reader::snapshot::{Snapshot, render};
use std::sync::Arc;

/// The base path of every fixture: one that shows a link that forgot it.
pub(super) const BASE: &str = "/repo/";

/// The snapshot of a route, with the body that its article or page has.
pub(super) fn snapshot(bundle: &Bundle, route: &Route) -> Snapshot {
    let bundle = Arc::new(bundle.clone());
    let body = match route {
        Route::Article(slug) => bundle.article(slug).map(|article| &article.body),
        Route::Place(slug, 1) => bundle.page(slug).map(|page| &page.body),
        _ => None,
    };
    let part: Option<Part> = body.and_then(|body| match body {
        Body::Inline(part) => Some(part.clone()),
        Body::Part(_) => None,
    });
    render(&bundle, None, part.as_ref(), route, BASE)
}

/// A snapshot as the document that the publisher makes of it.
pub(super) fn document(snapshot: &Snapshot) -> String {
    let Snapshot { lang, dir, head, body, .. } = snapshot;
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\" dir=\"{dir}\"><head>{head}</head><body>{body}</body></html>"
    )
}

/// The page of a route.
pub(super) fn page(bundle: &Bundle, route: &Route) -> Page {
    Page::new(&document(&snapshot(bundle, route)))
}

/// The route of a path under the base.
pub(super) fn at(path: &str) -> Route {
    Route::parse(path)
}

/// Compares the texts that a selector finds with what they should be.
pub(super) fn check(page: &Page, selector: &str, texts: &[&str]) {
    assert_eq!(page.texts(selector), texts, "{selector}");
}

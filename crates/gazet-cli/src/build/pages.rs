//! One HTML page per route, made by the reader itself.

use super::app::App;
use super::base::BasePath;
use super::feeds;
use super::parts::{Data, FRONT, Part};
use super::template::Page;
use crate::error::Result;
use gazet_bundle::{Body, Leaf, PartRef};
use gazet_reader::routes::Route;
use gazet_reader::snapshot::{self, Snapshot};
use std::sync::Arc;

/// The page with nothing on it, for navigations without a network.
pub(super) const SHELL: &str = "shell/index.html";

/// The page that static hosts answer with when there is none.
const NOT_FOUND: &str = "404.html";

/// The empty page, in the shape of one: the app fills it.
pub(super) fn shell(data: &Data, app: &App, base: &BasePath) -> String {
    let site = &data.front().site;
    let title = site.title.replace('&', "&amp;").replace('<', "&lt;");
    app.template().fill(&Page {
        lang: site.language.as_str(),
        dir: site.language.direction().as_str(),
        leaf: None,
        head: &format!("<title>{title}</title>\n{}", preload(base, FRONT)),
        body: &snapshot::waiting(),
    })
}

/// Calls `f` with the file name and the text of every page.
pub(super) fn each(
    data: &Data,
    app: &App,
    base: &BasePath,
    f: &mut dyn FnMut(&str, &str) -> Result<()>,
) -> Result<()> {
    for route in data.routes() {
        let (page, leaf) = render(data, &route, base);
        let feeds = feeds::links(data.front(), &route, base);
        f(&format!("{}index.html", page.path), &fill(&page, &feeds, leaf, app, base))?;
    }
    let (not_found, leaf) = render(data, &Route::Unknown, base);
    f(NOT_FOUND, &fill(&not_found, "", leaf, app, base))
}

/// The page of a route, and the name of its leaf.
fn render<'d>(data: &'d Data, route: &Route, base: &BasePath) -> (Snapshot, Option<&'d PartRef>) {
    let leaf = data.leaf(route).map(Arc::new);
    let part = part_of(data, leaf.as_deref(), route).map(Part::value);
    let page = snapshot::render(data.front(), leaf.as_ref(), part, route, base.as_str());
    (page, data.leaf_name(route))
}

/// The part that a route shows.
fn part_of<'d>(data: &'d Data, leaf: Option<&Leaf>, route: &Route) -> Option<&'d Part> {
    let front = data.front();
    let body: Option<&Body> = match (route, leaf) {
        // The article itself stands first in its leaf.
        (Route::Article(_), Some(leaf)) => leaf.articles.first().map(|article| &article.body),
        (Route::Article(slug), None) => front.article(slug).map(|article| &article.body),
        (Route::Place(path, 1), _) => front.page(path).map(|page| &page.body),
        _ => None,
    };
    body.and_then(|body| data.part(body))
}

fn fill(
    page: &Snapshot,
    feeds: &str,
    leaf: Option<&PartRef>,
    app: &App,
    base: &BasePath,
) -> String {
    let mut head = format!("{}{feeds}{}", page.head, preload(base, FRONT));
    for part in leaf.into_iter().chain(&page.part) {
        head.push_str(&preload(base, &format!("parts/{part}.json")));
    }
    app.template().fill(&Page {
        lang: &page.lang,
        dir: page.dir,
        leaf: leaf.map(PartRef::as_str),
        head: &head,
        body: &page.body,
    })
}

/// Asks for data while the app is still on its way. `crossorigin` makes it
/// the same request as the app's own, so that it is answered once.
fn preload(base: &BasePath, file: &str) -> String {
    format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{}\">\n", base.file(file))
}

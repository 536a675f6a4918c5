//! One HTML page per route, made by the reader itself.

use super::app::App;
use super::base::BasePath;
use super::parts::{Data, FRONT, Part};
use super::template::Page;
use crate::error::Result;
use gazet_bundle::Body;
use gazet_reader::routes::Route;
use gazet_reader::snapshot::{self, Snapshot};

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
    for route in snapshot::routes(data.front()) {
        let page = render(data, &route, base);
        f(&format!("{}index.html", page.path), &fill(&page, app, base))?;
    }
    let not_found = render(data, &Route::Unknown, base);
    f(NOT_FOUND, &fill(&not_found, app, base))
}

fn render(data: &Data, route: &Route, base: &BasePath) -> Snapshot {
    let part = part_of(data, route);
    snapshot::render(data.front(), None, part.map(Part::value), route, base.as_str())
}

/// The part that a route shows.
fn part_of<'d>(data: &'d Data, route: &Route) -> Option<&'d Part> {
    let front = data.front();
    let body: Option<&Body> = match route {
        Route::Article(slug) => front.article(slug).map(|article| &article.body),
        Route::Place(path, 1) => front.page(path).map(|page| &page.body),
        _ => None,
    };
    body.and_then(|body| data.part(body))
}

fn fill(page: &Snapshot, app: &App, base: &BasePath) -> String {
    let mut head = format!("{}{}", page.head, preload(base, FRONT));
    if let Some(part) = &page.part {
        head.push_str(&preload(base, &format!("parts/{part}.json")));
    }
    app.template().fill(&Page { lang: &page.lang, dir: page.dir, head: &head, body: &page.body })
}

/// Asks for data while the app is still on its way. `crossorigin` makes it
/// the same request as the app's own, so that it is answered once.
fn preload(base: &BasePath, file: &str) -> String {
    format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{}\">\n", base.file(file))
}

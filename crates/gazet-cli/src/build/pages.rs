//! One HTML page per route, made by the reader itself.

use super::app::App;
use super::base::BasePath;
use super::feeds;
use super::output::Output;
use super::parts::{Data, FRONT};
use super::template::Page;
use crate::Console;
use crate::error::Result;
use gazet_bundle::PartRef;
use gazet_reader::routes::Route;
use gazet_reader::snapshot::{self, Snapshot};
use rayon::prelude::*;
use std::borrow::Cow;
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

/// Makes every page; returns how many there are.
pub(super) fn make(
    data: &Data,
    app: &App,
    base: &BasePath,
    output: &Output,
    console: &Console,
) -> Result<usize> {
    let pages = Pages { data, app, base };
    let routes = data.routes();
    let progress = console.progress("Pages", routes.len());
    routes.par_iter().try_for_each(|route| {
        let (leaf, part) = (data.leaf_name(route), pages.part_of(route));
        let key = data.key(route, leaf, part);
        output.make(&format!("{}index.html", route.path()), key, || pages.page(route, part))?;
        progress.advance(1);
        Ok(())
    })?;
    let key = data.key(&Route::Unknown, None, None);
    output.make(NOT_FOUND, key, || pages.page(&Route::Unknown, None))?;
    Ok(routes.len())
}

struct Pages<'d> {
    data: &'d Data,
    app: &'d App,
    base: &'d BasePath,
}

impl<'d> Pages<'d> {
    /// The body that a route shows.
    fn part_of(&self, route: &Route) -> Option<&'d PartRef> {
        let body = match route {
            Route::Article(slug) => self.data.article(slug).map(|article| &article.body),
            Route::Place(path, 1) => self.data.front().page(path).map(|page| &page.body),
            _ => None,
        };
        self.data.facts(body?).map(|(name, _)| name)
    }

    /// The text of a page.
    fn page(&self, route: &Route, part: Option<&PartRef>) -> Result<Cow<'static, [u8]>> {
        let Self { data, base, .. } = self;
        let leaf = data.leaf(route).map(Arc::new);
        let part = part.map(|name| data.bodies().load(name)).transpose()?;
        let part = part.as_ref().map(|part| &part.value);
        let page = snapshot::render(data.around(route), leaf.as_ref(), part, route, base.as_str());
        let feeds = match route {
            Route::Unknown => String::new(),
            _ => feeds::links(data.front(), route, base),
        };
        let text = fill(&page, &feeds, data.leaf_name(route), self.app, base);
        Ok(Cow::Owned(text.into_bytes()))
    }
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

//! A page as HTML, made on the native target by the reader's own components.

use crate::app::{App, Start};
use crate::error::Load;
use crate::meta::{Meta, Tag};
use crate::paper::{Paper, pages_of};
use crate::routes::{Links, Route};
use crate::services::head::OWNED;
use crate::takeover::body_of;
use crate::view::view;
use gazet_bundle::{Body, Bundle, Leaf, Part, PartRef, Section};
use leptos::prelude::*;
use std::sync::Arc;

/// A page, ready to be put into the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its folder, relative to the base path: `` or `article/slug/`.
    pub path: String,
    /// Value of the root's `lang`.
    pub lang: String,
    /// Value of the root's `dir`.
    pub dir: &'static str,
    /// Markup for the head.
    pub head: String,
    /// Markup for the body.
    pub body: String,
    /// The part that the page asks for first.
    pub part: Option<PartRef>,
}

/// Every route of an edition that has a page of its own.
#[must_use]
pub fn routes(bundle: &Bundle) -> Vec<Route> {
    let paper = Paper { bundle: Arc::new(bundle.clone()), links: Links::new("/"), leaf: None };
    let mut routes = vec![Route::Front, Route::Saved, Route::Search, Route::Storage];
    let mut list = |first: Route, count: usize| {
        routes.extend((1..=pages_of(count)).map(|page| first.at_page(page)));
    };
    let mut sections: Vec<&Section> = Vec::new();
    collect(&bundle.sections, &mut sections);
    for section in sections {
        list(Route::section(&section.path), paper.in_section(section.path.as_str()).len());
    }
    for author in &bundle.authors {
        list(Route::author(&author.slug), paper.by_author(author.slug.as_str()).len());
    }
    for (tag, count) in paper.tags() {
        list(Route::Tag(tag, 1), count);
    }
    let pages = bundle.pages.iter().map(|page| Route::Place(page.slug.as_str().to_owned(), 1));
    routes.extend(pages);
    routes.extend(bundle.articles.iter().map(|article| Route::article(&article.slug)));
    routes
}

/// Renders a route. `part` is the body that the route shows; without it the
/// page stands with the shape of its text. `leaf` is what it shows of the
/// archive, where the bundle has one.
#[must_use]
pub fn render(
    bundle: &Arc<Bundle>,
    leaf: Option<&Arc<Leaf>>,
    part: Option<&Part>,
    route: &Route,
    base: &str,
) -> Snapshot {
    let links = Links::new(base);
    let paper = Paper { bundle: bundle.clone(), links: links.clone(), leaf: leaf.cloned() };
    let meta = Meta::of(&paper, route);
    let body = body_of(&paper, route);
    let start = Start {
        links,
        route: route.clone(),
        query: String::new(),
        bundle: Load::Ready(bundle.clone()),
        part: body.cloned().zip(part.cloned().map(Arc::new)),
        leaf: paper.leaf.clone(),
    };
    let owner = Owner::new();
    let html = owner.with(|| view! { <App start=start/> }.to_html());
    owner.cleanup();
    Snapshot {
        path: route.path(),
        lang: meta.language.clone(),
        dir: meta.direction,
        head: head(&meta),
        // The renderer's own marks, for hydration, which Gazet does not do.
        body: html.replace("<!>", "").replace("<!--<() />-->", ""),
        part: match body {
            Some(Body::Part(name)) => Some(name.clone()),
            _ => None,
        },
    }
}

/// What stands in the empty page until the app is there: the shape of a page.
#[must_use]
pub fn waiting() -> String {
    crate::components::skeleton::page_skeleton().to_html()
}

fn collect<'a>(sections: &'a [Section], all: &mut Vec<&'a Section>) {
    for section in sections {
        all.push(section);
        collect(&section.sections, all);
    }
}

fn head(meta: &Meta) -> String {
    let mut head = format!("<title>{}</title>\n", escape(&meta.title));
    for tag in meta.tags() {
        let line = match tag {
            Tag::Meta { key, name, content } => {
                format!("<meta {OWNED} {key}=\"{name}\" content=\"{}\">", escape(&content))
            }
            Tag::Canonical(url) => {
                format!("<link {OWNED} rel=\"canonical\" href=\"{}\">", escape(&url))
            }
            // Already escaped for a script element.
            Tag::JsonLd(json) => {
                format!("<script {OWNED} type=\"application/ld+json\">{json}</script>")
            }
        };
        head.push_str(&line);
        head.push('\n');
    }
    head
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

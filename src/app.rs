//! The shell around every page.

use crate::components::consent::{ConsentBanner, CookieSettings};
use crate::components::fault::fault_view;
use crate::components::footer::footer;
use crate::components::header::{Bar, Drawer, masthead};
use crate::components::look::LookPanel;
use crate::components::notices::NoticeList;
use crate::components::offline::offline_bar;
use crate::components::skeleton::page_skeleton;
use crate::error::Load;
use crate::meta::Meta;
use crate::paper::Paper;
use crate::routes::{Links, Route};
use crate::services::{head, keys, worker};
use crate::state::bookmarks::provide_bookmarks;
use crate::state::consent::{Consent, provide_consent};
use crate::state::edition::{provide_edition, use_edition};
use crate::state::history::provide_history;
use crate::state::location::{Location, provide_location};
use crate::state::notices::provide_notices;
use crate::state::offline::provide_network;
use crate::state::overlays::provide_overlays;
use crate::state::preferences::provide_look;
use crate::view::{Node, effect, view};
use crate::{i18n, pages};
use gazet_bundle::{Body, Bundle, Leaf, Part};
use leptos::prelude::*;
use std::sync::Arc;

/// Id of the element that holds the page.
pub const MAIN: &str = "main";

/// What the app starts with.
#[derive(Clone)]
pub struct Start {
    /// The links of the site.
    pub links: Links,
    /// Where the reader is.
    pub route: Route,
    /// The query of the address, without `?`.
    pub query: String,
    /// The edition, or why there is none.
    pub bundle: Load<Arc<Bundle>>,
    /// The body of the page, when it is at hand.
    pub part: Option<(Body, Arc<Part>)>,
    /// What the page shows of the archive, when it is at hand.
    pub leaf: Option<Arc<Leaf>>,
}

/// The whole reader.
#[component]
pub fn App(
    /// What it starts with.
    start: Start,
) -> impl IntoView {
    let notices = provide_notices();
    provide_overlays();
    provide_look(notices);
    let consent = provide_consent(notices);
    provide_history(consent);
    provide_bookmarks(notices);
    provide_network(start.links.clone(), notices);
    let edition = provide_edition(start.links.clone(), start.bundle);
    if let Some((body, part)) = start.part {
        edition.keep(&body, part);
    }
    if let Some(leaf) = start.leaf {
        edition.keep_leaf(start.route.leaf(), Load::Ready(Some(leaf)));
    }
    let location = provide_location(start.links, start.route, start.query);
    follow(location);

    let retry = Callback::new(move |()| edition.reload());
    move || match edition.bundle() {
        Load::Loading => page_skeleton(),
        Load::Failed(fault) => {
            view! { <main id=MAIN class="wrap plain"><h1>{i18n::FAULT}</h1>{fault_view(&fault, retry)}</main> }
        }
        Load::Ready(_) => match edition.paper_untracked() {
            Some(paper) => shell(&paper, location, consent),
            None => page_skeleton(),
        },
    }
}

fn shell(paper: &Paper, location: Location, consent: Consent) -> Node {
    consent.set_version(paper.bundle.site.policy_version);
    let route = location.route();
    keep_head(paper.clone(), location);
    let page = {
        let paper = paper.clone();
        move || page(&paper, route.get())
    };
    let kind = move || match route.get() {
        Route::Article(_) => "is-article",
        Route::Front => "is-front",
        _ => "is-other",
    };
    view! {
        <a class="skip" href=format!("#{MAIN}")>{i18n::SKIP}</a>
        <ConsentBanner paper=paper.clone()/>
        {offline_bar(paper)}
        <header class="header">{masthead(paper)}<Bar paper=paper.clone()/></header>
        <main id=MAIN class=kind tabindex="-1">{page}</main>
        {footer(paper)}
        <LookPanel/>
        <Drawer paper=paper.clone()/>
        <CookieSettings paper=paper.clone()/>
        <NoticeList/>
    }
}

/// The page of a route, once what it shows of the archive is there.
fn page(paper: &Paper, route: Route) -> Node {
    let edition = use_edition();
    match edition.paper_at(paper, &route) {
        Load::Ready(Some(paper)) => pages::page(&paper, &route),
        Load::Ready(None) => pages::page(paper, &Route::Unknown),
        Load::Loading => page_skeleton(),
        Load::Failed(fault) => {
            let paper = paper.clone();
            let retry = Callback::new(move |()| edition.retry_leaf(&paper, &route));
            view! { <div class="wrap plain">{fault_view(&fault, retry)}</div> }
        }
    }
}

/// The head follows the route.
fn keep_head(paper: Paper, location: Location) {
    let route = location.route();
    let edition = use_edition();
    effect(move || {
        let route = route.get();
        let meta = match edition.paper_at(&paper, &route) {
            Load::Ready(Some(paper)) => Meta::of(&paper, &route),
            Load::Ready(None) => Meta::of(&paper, &Route::Unknown),
            // The head of the last page stays until there is something to say.
            Load::Loading | Load::Failed(_) => return,
        };
        head::apply(&meta);
    });
}

/// Links, Back and Forward, `/` for the search, and the service worker.
fn follow(location: Location) {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    location.listen();
    keys::on_slash(move || location.go(Route::Search));
    worker::register();
}

//! From the snapshot in the page to the running app.

use crate::app::{App, MAIN, Start};
use crate::error::{Fault, Load};
use crate::paper::Paper;
use crate::routes::{Links, Route};
use crate::services::{self, navigation, page, signature, storage};
use crate::state::location;
use crate::view::view;
use gazet_bundle::{Body, Bundle, Leaf, Part, PartRef};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// Id of the element that holds the snapshot.
const SNAPSHOT: &str = "snapshot";

/// Starts the reader: loads what the page needs, then puts the app in the
/// place of the snapshot in one step, so that nothing flashes or jumps.
pub fn start() {
    let links = Links::new(&page::root_attribute("data-base").unwrap_or_else(|| "/".to_owned()));
    let address = navigation::current();
    let links = links.opened(&address.path).unwrap_or(links);
    if let Some(id) = links.id() {
        storage::enter(id);
    }
    spawn_local(async move {
        let route = links.route(&address.path).unwrap_or(Route::Unknown);
        // What answers for the wrong address says so.
        let bundle = services::bundle::load(&links).await;
        let shown = match &bundle {
            Ok(bundle) => first_shown(&links, bundle, &route).await,
            Err(_) => Ok((None, None)),
        };
        let is_forged = matches!(&bundle, Err(Fault::WrongSignature));
        if (bundle.is_err() || shown.is_err()) && has_text(&route) && !is_forged {
            // The text is already there: a reader loses nothing by keeping it.
            page::set_root("data-app", Some("failed"));
            return;
        }
        let (leaf, part) = shown.unwrap_or_default();
        let start = Start {
            links,
            route,
            query: address.query,
            bundle: bundle.map_or_else(Load::Failed, Load::Ready),
            part,
            leaf,
        };
        mount(start);
        // Who was here before is somewhere else than at the fragment.
        if let Some(y) = navigation::scroll_before_load() {
            location::restore(y);
        } else if !address.fragment.is_empty() {
            page::scroll_to_id(&address.fragment);
        }
    });
}

/// What a page shows beside the bundle.
type Shown = (Option<Arc<Leaf>>, Option<(Body, Arc<Part>)>);

/// Leaf and body that the route shows, asked for before the page is built. On
/// a page without a snapshot, the page itself asks again and tells of the
/// fault.
async fn first_shown(links: &Links, bundle: &Arc<Bundle>, route: &Route) -> Result<Shown, Fault> {
    let mut paper = Paper { bundle: bundle.clone(), links: links.clone(), leaf: None };
    if let Some(archive) = bundle.archive.as_ref().filter(|_| paper.needs_leaf(route)) {
        // The snapshot names its own leaf, which saves two questions. No
        // signature covers what a page says.
        let own = page::root_attribute("data-leaf")
            .filter(|_| !signature::is_asked())
            .and_then(|name| PartRef::new(name).ok());
        paper.leaf = match own {
            Some(name) => Some(services::bundle::load_named_leaf(links, &name).await?),
            None => services::bundle::load_leaf(links, archive, &route.leaf()).await?,
        };
    }
    let part = match body_of(&paper, route) {
        Some(body) => Some((body.clone(), services::bundle::load_part(links, body).await?)),
        None => None,
    };
    Ok((paper.leaf, part))
}

/// Whether the page holds the text of the route. The search and the saved
/// articles are nothing without the app.
fn has_text(route: &Route) -> bool {
    let text = format!("#{SNAPSHOT} #{MAIN}");
    !matches!(route, Route::Search | Route::Saved | Route::Storage)
        && document().query_selector(&text).ok().flatten().is_some()
}

/// The body that a route shows.
#[must_use]
pub fn body_of<'a>(paper: &'a Paper, route: &Route) -> Option<&'a Body> {
    match route {
        Route::Article(slug) => paper.article(slug).map(|article| &article.body),
        Route::Place(path, 1) => paper.bundle.page(path).map(|page| &page.body),
        _ => None,
    }
}

fn mount(start: Start) {
    let Some(body) = document().body() else { return };
    let snapshot = document().get_element_by_id(SNAPSHOT);
    let y = page::scroll_y();
    leptos::mount::mount_to(body, move || view! { <App start=start/> }).forget();
    if let Some(snapshot) = snapshot {
        snapshot.remove();
    }
    if y > 0.0 {
        page::scroll_to(y);
    }
    page::set_root("data-app", Some("ready"));
}

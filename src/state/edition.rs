//! The edition that is open, and the bodies that were read of it.

use crate::error::Load;
use crate::paper::Paper;
use crate::routes::{Links, Route};
use crate::services;
use gazet_bundle::{Body, Bundle, Leaf, Part};
use leptos::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// Bodies kept in memory: Back and Forward over a dozen articles need no
/// fetch, and opening the whole archive one by one does not grow the heap.
const KEPT: usize = 12;

/// The open edition.
#[derive(Clone, Copy)]
pub struct Edition {
    bundle: RwSignal<Load<Arc<Bundle>>>,
    parts: StoredValue<VecDeque<(Body, Arc<Part>)>>,
    leaves: StoredValue<VecDeque<(String, Found)>>,
    /// Some leaf has come, or has not.
    arrived: RwSignal<()>,
    links: StoredValue<Links>,
}

/// A leaf on its way, there, not in the archive, or failed.
type Found = Load<Option<Arc<Leaf>>>;

/// Makes the edition known to everything below. Nothing is fetched yet.
pub fn provide_edition(links: Links, bundle: Load<Arc<Bundle>>) -> Edition {
    let edition = Edition {
        bundle: RwSignal::new(bundle),
        parts: StoredValue::new(VecDeque::new()),
        leaves: StoredValue::new(VecDeque::new()),
        arrived: RwSignal::new(()),
        links: StoredValue::new(links.clone()),
    };
    provide_context(links);
    provide_context(edition);
    edition
}

/// The open edition.
#[must_use]
pub fn use_edition() -> Edition {
    use_context().unwrap_or_else(|| provide_edition(Links::new("/"), Load::Loading))
}

impl Edition {
    /// The bundle, reactively.
    #[must_use]
    pub fn bundle(self) -> Load<Arc<Bundle>> {
        self.bundle.get()
    }

    /// The edition as the views see it, once it is there.
    #[must_use]
    pub fn paper(self) -> Option<Paper> {
        match self.bundle.get() {
            Load::Ready(bundle) => {
                Some(Paper { bundle, links: self.links.get_value(), leaf: None })
            }
            _ => None,
        }
    }

    /// The same, without following changes.
    #[must_use]
    pub fn paper_untracked(self) -> Option<Paper> {
        untrack(|| self.paper())
    }

    /// The paper with what a route shows of the archive; `None` when the
    /// archive has no such page. Followed only until it is there.
    pub fn paper_at(self, paper: &Paper, route: &Route) -> Load<Option<Paper>> {
        if !paper.needs_leaf(route) {
            return Load::Ready(Some(paper.clone()));
        }
        let name = route.leaf();
        let known = self.leaves.with_value(|leaves| {
            leaves.iter().find(|(own, _)| *own == name).map(|(_, found)| found.clone())
        });
        let found = known.unwrap_or_else(|| {
            self.find_leaf(paper, name);
            Load::Loading
        });
        if !matches!(found, Load::Ready(_)) {
            self.arrived.track();
        }
        match found {
            Load::Loading => Load::Loading,
            // The front document has the newest; only what surrounds them is lost.
            Load::Failed(fault) => match route {
                Route::Article(slug) if paper.bundle.article(slug).is_some() => {
                    Load::Ready(Some(paper.clone()))
                }
                _ => Load::Failed(fault),
            },
            Load::Ready(leaf) => {
                Load::Ready(leaf.map(|leaf| Paper { leaf: Some(leaf), ..paper.clone() }))
            }
        }
    }

    /// Asks again for the leaf of a route after a fault.
    pub fn retry_leaf(self, paper: &Paper, route: &Route) {
        self.find_leaf(paper, route.leaf());
        self.arrived.notify();
    }

    /// Puts a leaf where [`Edition::paper_at`] finds it.
    pub fn keep_leaf(self, name: String, found: Found) {
        self.leaves.update_value(|leaves| {
            leaves.retain(|(own, _)| *own != name);
            leaves.push_back((name, found));
            while leaves.len() > KEPT {
                leaves.pop_front();
            }
        });
    }

    fn find_leaf(self, paper: &Paper, name: String) {
        let Some(archive) = paper.bundle.archive.clone() else { return };
        self.keep_leaf(name.clone(), Load::Loading);
        if !cfg!(target_arch = "wasm32") {
            return;
        }
        let links = paper.links.clone();
        spawn_local(async move {
            let found = services::bundle::load_leaf(&links, &archive, &name).await;
            self.keep_leaf(name, found.map_or_else(Load::Failed, Load::Ready));
            self.arrived.notify();
        });
    }

    /// Fetches the bundle again after a fault.
    pub fn reload(self) {
        self.bundle.set(Load::Loading);
        spawn_local(async move {
            let loaded = services::bundle::load(&self.links.get_value()).await;
            self.bundle.set(loaded.map_or_else(Load::Failed, Load::Ready));
        });
    }

    /// Puts a body where [`Edition::part`] finds it.
    pub fn keep(self, body: &Body, part: Arc<Part>) {
        self.parts.update_value(|parts| {
            parts.retain(|(name, _)| name != body);
            parts.push_back((body.clone(), part));
            while parts.len() > KEPT {
                parts.pop_front();
            }
        });
    }

    /// A body: at once when it is kept, else fetched. The second value asks
    /// again after a fault.
    pub fn part(self, body: &Body) -> (ReadSignal<Load<Arc<Part>>>, Callback<()>) {
        let kept = self.parts.with_value(|parts| {
            parts.iter().find(|(name, _)| name == body).map(|(_, part)| part.clone())
        });
        let (part, set_part) = signal(kept.clone().map_or(Load::Loading, Load::Ready));
        let body = body.clone();
        let load = Callback::new(move |()| {
            let body = body.clone();
            set_part.set(Load::Loading);
            spawn_local(async move {
                let links = self.links.get_value();
                let loaded = services::bundle::load_part(&links, &body).await;
                if let Ok(part) = &loaded {
                    self.keep(&body, part.clone());
                }
                // The reader may have gone on meanwhile.
                set_part.try_set(loaded.map_or_else(Load::Failed, Load::Ready));
            });
        });
        if kept.is_none() && cfg!(target_arch = "wasm32") {
            load.run(());
        }
        (part, load)
    }
}

//! The edition that is open, and the bodies that were read of it.

use crate::error::Load;
use crate::paper::Paper;
use crate::routes::Links;
use crate::services;
use gazet_bundle::{Body, Bundle, Part};
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
    links: StoredValue<Links>,
}

/// Makes the edition known to everything below. Nothing is fetched yet.
pub fn provide_edition(links: Links, bundle: Load<Arc<Bundle>>) -> Edition {
    let edition = Edition {
        bundle: RwSignal::new(bundle),
        parts: StoredValue::new(VecDeque::new()),
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
            Load::Ready(bundle) => Some(Paper { bundle, links: self.links.get_value() }),
            _ => None,
        }
    }

    /// The same, without following changes.
    #[must_use]
    pub fn paper_untracked(self) -> Option<Paper> {
        untrack(|| self.paper())
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

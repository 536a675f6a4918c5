//! Reading without a network: whether there is one, and what is on the device.

use crate::routes::Links;
use crate::services::offline::{Offline, Want};
use crate::services::{bundle, page, worker};
use crate::state::notices::Notices;
use crate::view::effect;
use gazet_bundle::Body;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds after the start before the worker and what is kept are brought up to date:
/// the first article is on the screen long before.
const SETTLES_MS: i32 = 2_000;
/// Milliseconds in which one worker follows another. Chromium lets the new one
/// wait for half a minute when something is asked for meanwhile.
const FOLLOWS_MS: i32 = 1_000;

/// What is known of it.
#[derive(Clone, Copy)]
pub struct Network {
    /// The browser says that there is none.
    cut: RwSignal<bool>,
    /// Parts on the device, with spaces between them, while there is none.
    parts: RwSignal<String>,
    offline: StoredValue<Option<Offline>, LocalStorage>,
}

/// Makes it known to everything below.
pub fn provide_network(links: Links, notices: Notices) {
    let network = Network {
        cut: RwSignal::new(false),
        parts: RwSignal::new(String::new()),
        offline: StoredValue::new_local(None),
    };
    provide_context(network);
    if cfg!(target_arch = "wasm32") {
        let site = Links::new(links.site());
        network.offline.set_value(Some(Offline::new(site, notices)));
        network.listen();
    }
}

/// The network.
///
/// # Panics
/// Never: a view that stands alone, as in a test, has one of its own.
#[must_use]
pub fn use_network() -> Network {
    use_context().unwrap_or_else(|| Network {
        cut: RwSignal::new(false),
        parts: RwSignal::new(String::new()),
        offline: StoredValue::new_local(None),
    })
}

impl Network {
    fn listen(self) {
        self.cut.set(!page::is_online());
        for (event, cut) in [("offline", true), ("online", false)] {
            let handle = window_event_listener_untyped(event, move |_| self.cut.set(cut));
            // For the life of the page.
            std::mem::forget(handle);
        }
        effect(move || {
            if self.is_cut() {
                self.run(move |offline| async move { self.parts.set(offline.parts().await) });
            } else {
                self.parts.set(String::new());
            }
        });
        self.run(move |offline| async move {
            page::sleep(SETTLES_MS).await;
            offline.visit().await;
            worker::rest();
            page::sleep(FOLLOWS_MS).await;
            if !untrack(|| self.is_cut()) {
                offline.refresh().await;
            }
        });
    }

    fn run<F: Future<Output = ()> + 'static>(self, what: impl FnOnce(Offline) -> F) {
        if let Some(offline) = self.offline.get_value() {
            spawn_local(what(offline));
        }
    }

    /// Whether there is none, reactively: the browser says so, or the edition
    /// did not come over it.
    #[must_use]
    pub fn is_cut(self) -> bool {
        let held = bundle::held();
        // What came from a file needs none.
        self.cut.get() && !held.as_ref().is_some_and(|held| held.is_file())
            || held.is_some_and(|held| held.is_unreachable())
    }

    /// Whether a text is out of reach: there is no network, and it is not on
    /// the device.
    #[must_use]
    pub fn is_missing(self, body: &Body) -> bool {
        let Body::Part(name) = body else { return false };
        self.parts.with(|parts| !parts.is_empty() && !parts.contains(name.as_str()))
    }

    /// Draws the rows of the Storage page; `failed` when it cannot.
    pub fn draw(self, wants: Vec<Want>, failed: impl FnOnce() + 'static) {
        self.run(move |offline| async move {
            if !offline.draw(&wants).await {
                failed();
            }
        });
    }

    /// Shows on its button whether an article is kept.
    pub fn show(self, want: Want) {
        self.run(move |offline| async move { offline.show(&want).await });
    }

    /// Keeps an article, or removes it; `failed` when it cannot.
    pub fn press(self, want: Want, failed: impl FnOnce() + 'static) {
        self.run(move |offline| async move {
            if !offline.press(&want).await {
                failed();
            }
        });
    }
}

//! The service worker, which opens the paper without a network.

use crate::routes::Links;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Registers the worker. Nothing waits for it: where there is none, the paper
/// reads as well, but only online.
pub fn register(links: &Links) {
    let Some(workers) = workers() else { return };
    let promise = workers.register(&links.file("sw.js"));
    spawn_local(async move {
        let _ = JsFuture::from(promise).await;
    });
}

/// Tells the worker of this page that nothing is under way: a new build that
/// waits may take over.
pub fn rest() {
    if let Some(worker) = workers().and_then(|workers| workers.controller()) {
        // A worker that is gone has nothing to hand over.
        let _ = worker.post_message(&"rest".into());
    }
}

/// Absent on insecure pages and where the reader blocks it.
fn workers() -> Option<web_sys::ServiceWorkerContainer> {
    let navigator = leptos::prelude::window().navigator();
    let is_there = js_sys::Reflect::has(&navigator, &"serviceWorker".into()) == Ok(true);
    is_there.then(|| navigator.service_worker())
}

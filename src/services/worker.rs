//! The service worker, which opens the paper without a network.

use crate::routes::Links;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Registers the worker. Nothing waits for it: where there is none, the paper
/// reads as well, but only online.
pub fn register(links: &Links) {
    let navigator = leptos::prelude::window().navigator();
    // Absent on insecure pages and where the reader blocks it.
    if js_sys::Reflect::has(&navigator, &"serviceWorker".into()) != Ok(true) {
        return;
    }
    let promise = navigator.service_worker().register(&links.file("sw.js"));
    spawn_local(async move {
        let _ = JsFuture::from(promise).await;
    });
}

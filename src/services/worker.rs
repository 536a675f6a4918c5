//! The service worker, which opens the paper without a network.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Of `public/boot.js`, whose policy of trusted types gives the address.
    #[wasm_bindgen(catch, js_name = registerWorker)]
    fn register_worker() -> Result<(), JsValue>;
}

/// Registers the worker. Nothing waits for it: where there is none, the paper
/// reads as well, but only online.
pub fn register() {
    let _ = register_worker();
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

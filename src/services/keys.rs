//! Keys that work everywhere.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Calls `pressed` for `/` wherever the reader is not typing.
pub fn on_slash(pressed: impl Fn() + 'static) {
    let handle = leptos::prelude::window_event_listener_untyped("keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        if event.key() == "/" && !modified && !is_typing(event) {
            event.prevent_default();
            pressed();
        }
    });
    // For the life of the page.
    std::mem::forget(handle);
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| {
        element.is_content_editable()
            || matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

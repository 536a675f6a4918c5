//! The document's head, kept right on every route.

use crate::meta::{Meta, Tag};
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// Of `public/boot.js`: fills a script that holds data, through the policy
    /// of trusted types.
    #[wasm_bindgen(catch, js_name = writeData)]
    fn write_data(script: &Element, json: &str) -> Result<(), JsValue>;
}

/// Marks the elements that [`apply`] and the snapshots own.
pub const OWNED: &str = "data-head";

/// Replaces title, description, canonical address, social cards and
/// structured data by those of a page.
pub fn apply(meta: &Meta) {
    let document = leptos::prelude::document();
    document.set_title(&meta.title);
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", &meta.language);
        let _ = root.set_attribute("dir", meta.direction);
    }
    let Ok(Some(head)) = document.query_selector("head") else { return };
    let owned = head.query_selector_all(&format!("[{OWNED}]"));
    if let Ok(owned) = owned {
        for index in 0..owned.length() {
            if let Some(element) = owned.item(index).and_then(|n| n.dyn_into::<Element>().ok()) {
                element.remove();
            }
        }
    }
    for tag in meta.tags() {
        let Ok(element) = document.create_element(tag.name()) else { continue };
        let _ = element.set_attribute(OWNED, "");
        match &tag {
            Tag::Meta { key, name, content } => {
                let _ = element.set_attribute(key, name);
                let _ = element.set_attribute("content", content);
            }
            Tag::Canonical(url) => {
                let _ = element.set_attribute("rel", "canonical");
                let _ = element.set_attribute("href", url);
            }
            Tag::JsonLd(json) => {
                let _ = element.set_attribute("type", "application/ld+json");
                let _ = write_data(&element, json);
            }
        }
        let _ = head.append_child(&element);
    }
}

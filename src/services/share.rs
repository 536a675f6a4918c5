//! Sharing an address.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What became of an address that was to be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The system's own sheet was shown.
    Shown,
    /// It was copied to the clipboard.
    Copied,
    /// Neither was possible.
    Failed,
}

/// Offers the system's share sheet, or copies the address where there is none.
pub async fn share(title: &str, url: &str) -> Outcome {
    let navigator = leptos::prelude::window().navigator();
    let share = Reflect::get(&navigator, &JsValue::from_str("share"));
    if let Ok(share) = share.and_then(JsCast::dyn_into::<Function>) {
        let data = js_sys::Object::new();
        let _ = Reflect::set(&data, &"title".into(), &title.into());
        let _ = Reflect::set(&data, &"url".into(), &url.into());
        let shown = share.call1(&navigator, &data).and_then(JsCast::dyn_into::<Promise>);
        if let Ok(shown) = shown {
            // A reader who closes the sheet has chosen not to share.
            let _ = JsFuture::from(shown).await;
            return Outcome::Shown;
        }
    }
    copy(url).await
}

/// Copies a text to the clipboard.
pub async fn copy(text: &str) -> Outcome {
    let navigator = leptos::prelude::window().navigator();
    // Absent on pages that were not loaded over https.
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard")).unwrap_or_default();
    let write = Reflect::get(&clipboard, &JsValue::from_str("writeText"))
        .and_then(JsCast::dyn_into::<Function>)
        .and_then(|write| write.call1(&clipboard, &JsValue::from_str(text)))
        .and_then(JsCast::dyn_into::<Promise>);
    let copied = match write {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    };
    if copied { Outcome::Copied } else { Outcome::Failed }
}

//! Files that the reader saves and opens.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// The largest file that is opened, in bytes: 10,000 bookmarks are 5 MB.
pub const LIMIT: f64 = 8.0 * 1024.0 * 1024.0;

/// Hands the reader a text as a file. `None` when the browser refuses.
pub fn download(name: &str, kind: &str, text: &str) -> Option<()> {
    let parts = Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = leptos::prelude::document().create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the blob by the time the next task runs.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(10),
    );
    Some(())
}

/// The text of the file that was picked; `None` when there is none, it is
/// larger than [`LIMIT`], or it cannot be read.
pub async fn picked(input: &HtmlInputElement) -> Option<String> {
    let file = input.files()?.get(0)?;
    if file.size() > LIMIT {
        return None;
    }
    let text = JsFuture::from(file.text()).await.ok()?.as_string();
    // The same file can then be picked again.
    input.set_value("");
    text
}

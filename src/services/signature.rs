//! Who signed the edition, where the site pins a key. `public/verify` does the
//! arithmetic: most sites pin none, and their readers do not load it.

use crate::error::Fault;
use crate::routes::Links;
use crate::services::module::Module;
use crate::services::{fetch, page};
use js_sys::{Function, JsString, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::JsCast;

/// The most bytes of a signature: four lines, one of which names the edition.
const LIMIT: usize = 4_096;

thread_local! {
    static SIGNER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The id of the key that signed the edition that was loaded last; empty where
/// none is pinned.
#[must_use]
pub fn signer() -> String {
    SIGNER.with_borrow(Clone::clone)
}

/// Whether the site pins a key.
#[must_use]
pub fn is_asked() -> bool {
    page::root_attribute("data-key").is_some()
}

/// Checks an edition by the key that the page names; `signature` is what the
/// service worker found.
///
/// # Errors
/// [`Fault::WrongSignature`], or what kept the signature from being read.
pub async fn check(links: &Links, bytes: &[u8], signature: Option<String>) -> Result<(), Fault> {
    // An edition from a file was checked when it was opened.
    let Some(key) = page::root_attribute("data-key").filter(|_| links.id().is_none()) else {
        return Ok(());
    };
    let signature = match signature {
        Some(signature) => signature,
        None => match fetch::bytes(&links.file("bundle.json.minisig"), LIMIT).await {
            Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
            // A host that has none says so in many ways.
            Err(Fault::Status(_) | Fault::Html | Fault::TooLarge(_)) => String::new(),
            Err(fault) => return Err(fault),
        },
    };
    Module::load(links, "verify").await.ok_or(Fault::Unreachable)?;
    let id = Reflect::get(&leptos::prelude::window(), &"gazetSigner".into())
        .and_then(JsCast::dyn_into::<Function>)
        .and_then(|signer| {
            let bytes = Uint8Array::from(bytes);
            signer.call3(&signer, &bytes, &signature.into(), &key.into())
        })
        .and_then(JsCast::dyn_into::<JsString>)
        .map(String::from);
    match id {
        Ok(id) if !id.is_empty() => {
            SIGNER.replace(id);
            Ok(())
        }
        _ => Err(Fault::WrongSignature),
    }
}

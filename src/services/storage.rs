//! The reader's own data on the device. Every failure is returned: nothing
//! says "saved" when it is not.

use crate::error::SaveFault;
use crate::services::page;
use js_sys::{Function, JsString, Promise, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Storage;

/// What lies under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored<T> {
    /// Nothing, or no storage at all.
    Missing,
    /// A value.
    Value(T),
    /// Something that cannot be read. The original was put aside under
    /// `gazet:quarantine:<key>` and stays there.
    Corrupt,
    /// Written by a newer version: to be left alone.
    Newer,
}

/// What is written: the value with the version of its form.
#[derive(Serialize, Deserialize)]
struct Envelope<T> {
    v: u32,
    data: T,
}

/// Only the version, for what does not read as a whole.
#[derive(Deserialize)]
struct Version {
    v: u32,
}

/// The version of everything stored.
const VERSION: u32 = 1;

/// Milliseconds that a lock is held after a change. Tabs of one site
/// can be processes of their own, and Chromium hands the lock over before the
/// other process has seen the write: of 200 changes in two tabs, 130 to 168
/// were kept without a pause, all of them with 50 ms after the write.
const SETTLES_MS: i32 = 50;

/// Reads a value.
#[must_use]
pub fn read<T: DeserializeOwned>(key: &str) -> Stored<T> {
    let Some(storage) = local() else { return Stored::Missing };
    // Kept as the browser has it: a lone surrogate is no Rust text, and would
    // be lost on the way through one.
    let raw = match Reflect::get(&storage, &JsValue::from_str("getItem"))
        .and_then(JsCast::dyn_into::<Function>)
        .and_then(|get| get.call1(&storage, &JsValue::from_str(key)))
    {
        Ok(raw) => raw,
        Err(_) => return Stored::Missing,
    };
    let Ok(raw) = raw.dyn_into::<JsString>() else { return Stored::Missing };
    let text = raw.as_string().filter(|_| raw.is_valid_utf16());
    match text.as_deref().map(decode) {
        Some(stored @ (Stored::Value(_) | Stored::Newer)) => stored,
        _ => {
            quarantine(&storage, key, &raw);
            Stored::Corrupt
        }
    }
}

/// Writes a value.
///
/// # Errors
/// [`SaveFault`] says why nothing was written; what was there before is then
/// untouched.
pub fn write<T: Serialize>(key: &str, data: &T) -> Result<(), SaveFault> {
    let storage = local().ok_or(SaveFault::Unavailable)?;
    let current = storage.get_item(key).map_err(|_| SaveFault::Unavailable)?;
    if let Some(text) = current {
        if is_newer(&text) {
            return Err(SaveFault::Newer);
        }
        // What cannot be read must lie aside before anything replaces it.
        let is_ours = serde_json::from_str::<Version>(&text).is_ok_and(|own| own.v == VERSION);
        let aside = storage.get_item(&quarantine_key(key)).ok().flatten();
        if !is_ours && aside.is_none() {
            return Err(SaveFault::Full);
        }
    }
    let text = serde_json::to_string(&Envelope { v: VERSION, data })
        .map_err(|_| SaveFault::Unavailable)?;
    storage.set_item(key, &text).map_err(|_| SaveFault::Full)
}

/// Whether the browser gives the page a storage at all.
#[must_use]
pub fn is_available() -> bool {
    local().is_some()
}

/// Removes a value; removing what is not there succeeds.
///
/// # Errors
/// [`SaveFault::Unavailable`] when the browser gives no storage.
pub fn remove(key: &str) -> Result<(), SaveFault> {
    local().ok_or(SaveFault::Unavailable)?.remove_item(key).map_err(|_| SaveFault::Unavailable)
}

/// Calls `changed` when another tab writes `key`, or clears everything
/// (`true`). For the life of the page.
pub fn on_change(key: &'static str, changed: impl Fn(bool) + 'static) {
    let listener =
        Closure::<dyn Fn(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
            match event.key() {
                None => changed(true),
                Some(changed_key) if changed_key == key => changed(event.new_value().is_none()),
                Some(_) => {}
            }
        });
    let _ = leptos::prelude::window()
        .add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Runs `change` while no other tab holds the lock `name`, so that two tabs
/// that read, change and write lose nothing. Where the browser has no Web
/// Locks it runs at once.
pub async fn exclusively<T: 'static>(
    name: &str,
    change: impl FnOnce() -> T + 'static,
) -> Option<T> {
    let result = std::rc::Rc::new(std::cell::Cell::new(None));
    let run = {
        let result = result.clone();
        Closure::once_into_js(move || {
            wasm_bindgen_futures::future_to_promise(async move {
                result.set(Some(change()));
                page::sleep(SETTLES_MS).await;
                Ok(JsValue::UNDEFINED)
            })
        })
    };
    let navigator = leptos::prelude::window().navigator();
    let locks = Reflect::get(&navigator, &JsValue::from_str("locks")).unwrap_or_default();
    let request =
        Reflect::get(&locks, &JsValue::from_str("request")).and_then(JsCast::dyn_into::<Function>);
    let held = match request {
        Ok(request) => request
            .call2(&locks, &JsValue::from_str(name), &run)
            .and_then(JsCast::dyn_into::<Promise>),
        Err(error) => Err(error),
    };
    let granted = match held {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    };
    if !granted {
        // A page without Web Locks, or one whose storage is shut, still runs
        // the change: the write reports what it meets.
        let running = run
            .dyn_ref::<Function>()
            .and_then(|run| run.call0(&JsValue::UNDEFINED).ok())
            .and_then(|promise| promise.dyn_into::<Promise>().ok());
        if let Some(running) = running {
            let _ = JsFuture::from(running).await;
        }
    }
    result.take()
}

fn local() -> Option<Storage> {
    // Access alone throws where cookies are blocked or the frame is sandboxed.
    leptos::prelude::window().local_storage().ok().flatten()
}

fn decode<T: DeserializeOwned>(text: &str) -> Stored<T> {
    if is_newer(text) {
        return Stored::Newer;
    }
    match serde_json::from_str::<Envelope<T>>(text) {
        Ok(envelope) if envelope.v == VERSION => Stored::Value(envelope.data),
        _ => Stored::Corrupt,
    }
}

fn is_newer(text: &str) -> bool {
    serde_json::from_str::<Version>(text).is_ok_and(|version| version.v > VERSION)
}

fn quarantine_key(key: &str) -> String {
    format!("gazet:quarantine:{key}")
}

fn quarantine(storage: &Storage, key: &str, raw: &JsString) {
    let aside = JsValue::from_str(&quarantine_key(key));
    let put =
        Reflect::get(storage, &JsValue::from_str("setItem")).and_then(JsCast::dyn_into::<Function>);
    if let Ok(put) = put {
        // When even this fails the original is still under its own key.
        let _ = put.call2(storage, &aside, raw);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_value_of_this_version_is_read() {
        let check =
            |text: &str, expected: Stored<Vec<u8>>| assert_eq!(decode(text), expected, "{text}");
        check(r#"{"v":1,"data":[1,2]}"#, Stored::Value(vec![1, 2]));
        check(r#"{"v":2,"data":{}}"#, Stored::Newer);
        for corrupt in
            ["", "null", "[", "{}", r#"{"v":1}"#, r#"{"v":1,"data":"x"}"#, r#"{"v":0,"data":[]}"#]
        {
            check(corrupt, Stored::Corrupt);
        }
    }
}

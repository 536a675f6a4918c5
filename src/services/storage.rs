//! The reader's own data on the device. Every failure is returned: nothing
//! says "saved" when it is not.

use crate::error::SaveFault;
use gazet_bundle::json::{Fields, FromJson, Json};
use js_sys::{Function, JsString, Reflect};
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
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
#[derive(Serialize)]
struct Envelope<T> {
    v: u32,
    data: T,
}

/// The version of everything stored.
const VERSION: u32 = 1;

/// What all editions share: how they look.
const SHARED: &str = "gazet:prefs";

thread_local! {
    static SPACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on values lie in a space of their own: those of an edition from a
/// file are not the site's.
pub fn enter(space: &str) {
    SPACE.replace(format!("gazet:opened:{space}:"));
}

/// The key in the space of this edition.
fn own(key: &str) -> String {
    let space = SPACE.with_borrow(Clone::clone);
    if space.is_empty() || key == SHARED {
        return key.to_owned();
    }
    space + key.trim_start_matches("gazet:")
}

/// Reads a value.
#[must_use]
pub fn read<T: FromJson>(key: &str) -> Stored<T> {
    read_at(&own(key))
}

fn read_at<T: FromJson>(key: &str) -> Stored<T> {
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
    let key = &own(key);
    let current = storage.get_item(key).map_err(|_| SaveFault::Unavailable)?;
    if let Some(text) = current {
        let version = open(&text).map(|(version, _)| version);
        if version.is_some_and(|version| version > VERSION) {
            return Err(SaveFault::Newer);
        }
        // What cannot be read must lie aside before anything replaces it.
        let is_ours = version == Some(VERSION);
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
    local()
        .ok_or(SaveFault::Unavailable)?
        .remove_item(&own(key))
        .map_err(|_| SaveFault::Unavailable)
}

/// Reads every value whose key begins with `prefix`, in no order. What cannot
/// be read is put aside and then removed, so that it is told once.
#[must_use]
pub fn read_all<T: FromJson>(prefix: &str) -> Vec<Stored<T>> {
    let Some(storage) = local() else { return Vec::new() };
    let prefix = own(prefix);
    let count = storage.length().unwrap_or(0);
    // All keys before the first value: reading may remove one.
    let keys: Vec<String> = (0..count)
        .filter_map(|at| storage.key(at).ok().flatten())
        .filter(|key| key.starts_with(&prefix))
        .collect();
    let read_one = |key: String| {
        let stored = read_at(&key);
        let is_aside = || matches!(storage.get_item(&quarantine_key(&key)), Ok(Some(_)));
        if matches!(stored, Stored::Corrupt) && is_aside() {
            let _ = storage.remove_item(&key);
        }
        stored
    };
    keys.into_iter().map(read_one).collect()
}

/// Calls `changed` when another tab writes a key that begins with `prefix`,
/// or clears everything (`true`). For the life of the page.
pub fn on_change(prefix: &'static str, changed: impl Fn(bool) + 'static) {
    let prefix = own(prefix);
    let listener =
        Closure::<dyn Fn(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
            match event.key() {
                None => changed(true),
                Some(key) if key.starts_with(&prefix) => changed(event.new_value().is_none()),
                Some(_) => {}
            }
        });
    let _ = leptos::prelude::window()
        .add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
    listener.forget();
}

fn local() -> Option<Storage> {
    // Access alone throws where cookies are blocked or the frame is sandboxed.
    leptos::prelude::window().local_storage().ok().flatten()
}

fn decode<T: FromJson>(text: &str) -> Stored<T> {
    match open(text) {
        Some((version, _)) if version > VERSION => Stored::Newer,
        Some((VERSION, mut fields)) => match fields.required("data") {
            Ok(data) => Stored::Value(data),
            Err(_) => Stored::Corrupt,
        },
        _ => Stored::Corrupt,
    }
}

/// The version of what is stored, and the rest of its fields.
fn open(text: &str) -> Option<(u32, Fields)> {
    let json = Json::parse(text.as_bytes()).ok()?;
    let mut fields = Fields::of(json).ok()?;
    Some((fields.required("v").ok()?, fields))
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

//! The reader's own data: kept, refused, put aside.

use super::browser::{Patch, fresh, js};
use gazet_reader::error::SaveFault;
use gazet_reader::services::storage::{self, Stored};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

const KEY: &str = "test:storage";
const ASIDE: &str = "gazet:quarantine:test:storage";

fn local() -> web_sys::Storage {
    leptos::prelude::window().local_storage().unwrap().unwrap()
}

fn raw(key: &str) -> Option<String> {
    local().get_item(key).unwrap()
}

/// What is read where this text lies, and what then lies put aside.
fn check(text: &str, expected: Stored<Vec<u32>>, aside: Option<&str>) {
    fresh();
    local().set_item(KEY, text).unwrap();
    assert_eq!(storage::read::<Vec<u32>>(KEY), expected, "{text:.40}");
    assert_eq!(raw(ASIDE).as_deref(), aside, "{text:.40}");
    // Reading never changes what lies there.
    assert_eq!(raw(KEY).as_deref(), Some(text));
}

#[wasm_bindgen_test]
fn what_was_written_is_read() {
    fresh();
    assert_eq!(storage::read::<Vec<u32>>(KEY), Stored::Missing);
    storage::write(KEY, &vec![1, 2]).unwrap();
    assert_eq!(storage::read(KEY), Stored::Value(vec![1_u32, 2]));
    storage::remove(KEY).unwrap();
    storage::remove(KEY).unwrap();
    assert_eq!(storage::read::<Vec<u32>>(KEY), Stored::Missing);
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_put_aside() {
    let long = "x".repeat(1_000_000);
    let texts = ["", "null", "[", "{}", r#"{"v":1,"data":{"__proto__":[]}}"#, r#"{"v":-1}"#, &long];
    for text in texts {
        check(text, Stored::Corrupt, Some(text));
    }
    check(r#"{"v":1,"data":[7]}"#, Stored::Value(vec![7]), None);
    check(r#"{"v":999,"data":"else"}"#, Stored::Newer, None);
}

#[wasm_bindgen_test]
fn a_lone_surrogate_is_put_aside_as_it_was() {
    fresh();
    js(&format!("localStorage.setItem('{KEY}', '{{\"v\":1,\"data\":\"\\ud800\"}}')"));
    assert_eq!(storage::read::<String>(KEY), Stored::Corrupt);
    let same = format!("return localStorage.getItem('{ASIDE}') === localStorage.getItem('{KEY}')");
    assert!(js(&same).is_truthy());
    let whole = format!("return localStorage.getItem('{ASIDE}').charCodeAt(15) === 0xd800");
    assert!(js(&whole).is_truthy());
}

#[wasm_bindgen_test]
fn what_a_newer_version_wrote_is_left_alone() {
    let text = r#"{"v":2,"data":[1]}"#;
    check(text, Stored::Newer, None);
    assert_eq!(storage::write(KEY, &vec![9]), Err(SaveFault::Newer));
    assert_eq!(raw(KEY).as_deref(), Some(text));
}

#[wasm_bindgen_test]
fn a_full_storage_is_told_and_keeps_what_it_had() {
    fresh();
    storage::write(KEY, &vec![1]).unwrap();
    // More than the 5 MiB that browsers give.
    assert_eq!(storage::write(KEY, &"x".repeat(6_000_000)), Err(SaveFault::Full));
    assert_eq!(storage::read(KEY), Stored::Value(vec![1_u32]));
}

#[wasm_bindgen_test]
fn a_browser_without_storage_is_told() {
    let _patch = Patch::no_storage();
    assert_eq!(storage::read::<Vec<u32>>(KEY), Stored::Missing);
    assert_eq!(storage::write(KEY, &vec![1]), Err(SaveFault::Unavailable));
    assert_eq!(storage::remove(KEY), Err(SaveFault::Unavailable));
}

#[wasm_bindgen_test]
fn another_tab_is_heard() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hear = heard.clone();
    storage::on_change("test:heard", move |cleared| hear.borrow_mut().push(cleared));
    let event = |init: &str| js(&format!("dispatchEvent(new StorageEvent('storage', {init}))"));
    event("{ key: 'test:other', newValue: 'x' }");
    event("{ key: 'test:heard', newValue: 'x' }");
    event("{ key: 'test:heard', newValue: null }");
    event("{ key: null }");
    assert_eq!(*heard.borrow(), [false, true, true]);
}

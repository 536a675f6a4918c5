//! Changes that wait for each other.

use super::browser::{Patch, js, until};
use gazet_reader::services::{page, storage};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_change_returns_what_it_made() {
    assert_eq!(storage::exclusively("test:lock", || 7).await, Some(7));
}

#[wasm_bindgen_test]
async fn a_change_waits_while_another_tab_holds_the_lock() {
    js("window.held = new Promise((release) => { window.release = release; });
        navigator.locks.request('test:held', () => window.held);");
    let done = Rc::new(Cell::new(false));
    let set = done.clone();
    spawn_local(async move {
        storage::exclusively("test:held", move || set.set(true)).await;
    });
    page::sleep(50).await;
    assert!(!done.get());
    // Another name is another lock.
    assert_eq!(storage::exclusively("test:free", || 1).await, Some(1));
    assert!(!done.get());
    js("window.release()");
    until("the change runs", || done.get()).await;
}

#[wasm_bindgen_test]
async fn without_locks_a_change_runs_once_and_at_once() {
    let refused = "{ request: () => Promise.reject(new DOMException('', 'SecurityError')) }";
    for locks in ["undefined", "{}", refused] {
        let _patch = Patch::locks(locks);
        let count = Rc::new(Cell::new(0));
        let counted = count.clone();
        let result = storage::exclusively("test:none", move || {
            counted.set(counted.get() + 1);
            "made"
        });
        assert_eq!(result.await, Some("made"), "{locks}");
        assert_eq!(count.get(), 1, "{locks}");
    }
}

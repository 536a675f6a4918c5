//! What only a browser can show: storage, `Intl`, fetching, the address bar.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

mod web {
    mod bookmarks;
    mod browser;
    mod bundle;
    mod dates;
    mod fetch;
    mod location;
    mod storage;
}

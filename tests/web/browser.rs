//! The browser, and how it is made to misbehave.

use gazet_reader::services::page;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

/// Runs the body of a JavaScript function.
pub(super) fn js(body: &str) -> JsValue {
    Function::new_no_args(body).call0(&JsValue::UNDEFINED).unwrap()
}

/// An empty storage, in a browser as it was: a test that failed drops nothing.
pub(super) fn fresh() {
    js("while (window.undo?.length) window.undo.pop()();
        localStorage.clear();");
}

/// Something of the browser that is other than usual, until it is dropped.
pub(super) struct Patch(Function);

impl Patch {
    /// Runs a body that returns what undoes it.
    pub(super) fn new(body: &str) -> Self {
        let undo = format!(
            "const undo = (() => {{ {body} }})();
            (window.undo ??= []).push(undo);
            return () => {{
                window.undo = window.undo.filter((own) => own !== undo);
                undo();
            }};"
        );
        Self(js(&undo).unchecked_into())
    }

    /// `setItem` throws for keys that begin with this.
    pub(super) fn full_storage(start: &str) -> Self {
        Self::new(&format!(
            "const own = Storage.prototype.setItem;
            Storage.prototype.setItem = function (key, value) {{
                if (key.startsWith('{start}')) throw new DOMException('', 'QuotaExceededError');
                own.call(this, key, value);
            }};
            return () => {{ Storage.prototype.setItem = own; }};"
        ))
    }

    /// The mere access to the storage throws, as where cookies are blocked.
    pub(super) fn no_storage() -> Self {
        Self::new(
            "const own = Object.getOwnPropertyDescriptor(window, 'localStorage');
            const get = () => { throw new DOMException('', 'SecurityError'); };
            Object.defineProperty(window, 'localStorage', { get, configurable: true });
            return () => Object.defineProperty(window, 'localStorage', own);",
        )
    }

    /// Every wait is a hundredth of what it was to be.
    pub(super) fn fast_timers() -> Self {
        Self::new(
            "const own = window.setTimeout;
            window.setTimeout = (run, ms, ...rest) => own.call(window, run, ms / 100, ...rest);
            return () => { window.setTimeout = own; };",
        )
    }

    /// `fetch(url, init)` runs this body; `tries` counts from 1.
    pub(super) fn fetch(body: &str) -> Self {
        Self::new(&format!(
            "const own = window.fetch;
            window.tries = 0;
            window.fetch = async (url, init) => {{ const tries = ++window.tries; {body} }};
            return () => {{ window.fetch = own; }};"
        ))
    }
}

impl Drop for Patch {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// How often the patched `fetch` was called.
pub(super) fn tries() -> u32 {
    js("return window.tries").as_f64().unwrap() as u32
}

/// Waits until something is so, for six seconds at most.
pub(super) async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..1200 {
        if is_so() {
            return;
        }
        page::sleep(5).await;
    }
    panic!("still not: {what}");
}

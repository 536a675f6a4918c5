//! Scripts beside the app, each loaded when it is first needed.

use crate::routes::Links;
use crate::services::page;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // The `import()` of the language, which wasm-bindgen lets pass as a function.
    #[wasm_bindgen(js_name = import)]
    fn import(address: &str) -> Promise;
}

/// A script that was loaded.
pub struct Module(JsValue);

impl Module {
    /// Loads `<name>.js`; the root element says under which file name it
    /// lies, which holds its hash. `None` when it does not come.
    pub async fn load(links: &Links, name: &str) -> Option<Self> {
        let file = page::root_attribute(&format!("data-{name}"));
        let file = file.unwrap_or_else(|| format!("{name}.js"));
        let address = format!("{}{file}", links.site());
        JsFuture::from(import(&address)).await.ok().map(Self)
    }

    /// Calls a function that the script exports and waits for its answer.
    ///
    /// # Errors
    /// What it threw or rejected with.
    pub async fn call(&self, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
        let function: Function = Reflect::get(&self.0, &JsValue::from_str(name))?.dyn_into()?;
        let answer = function.apply(&JsValue::UNDEFINED, arguments)?;
        JsFuture::from(Promise::resolve(&answer)).await
    }
}

//! What is kept for reading without a network, by `public/offline`.
//!
//! The module also draws its rows and buttons (decision 022): here are only
//! the ways to it.

use crate::routes::Links;
use crate::services::module::Module;
use crate::state::notices::Notices;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The id of the element that the rows of the Storage page are drawn into.
pub const ROWS: &str = "offline-rows";
/// The id of the button of an article.
pub const BUTTON: &str = "offline-button";
/// The cache that holds what the reader asked to keep.
const CACHE: &str = "gazet-kept";

/// What can be kept together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Want {
    /// `edition`, `section`, `article` or `saved`.
    pub kind: &'static str,
    /// Path of the section, or slugs with a space between them.
    pub value: String,
    /// What the reader knows it by.
    pub title: String,
}

impl Want {
    /// An article, by slug.
    #[must_use]
    pub fn article(slug: &str, title: &str) -> Self {
        Self { kind: "article", value: slug.to_owned(), title: title.to_owned() }
    }

    /// A section and those below, by path.
    #[must_use]
    pub fn section(path: &str, name: &str) -> Self {
        Self { kind: "section", value: path.to_owned(), title: name.to_owned() }
    }

    fn to_js(&self) -> JsValue {
        object(&[("kind", self.kind), ("value", &self.value), ("title", &self.title)]).into()
    }
}

/// The way to the module, and from it to the reader.
#[derive(Clone)]
pub struct Offline {
    links: Links,
    paper: JsValue,
}

impl Offline {
    /// For the site of these links.
    #[must_use]
    pub fn new(links: Links, notices: Notices) -> Self {
        let tell = Closure::<dyn Fn(String, bool)>::new(move |text: String, is_fault| {
            if is_fault { notices.fault(text) } else { notices.say(text) }
        });
        let paper = object(&[("base", &links.file(""))]);
        let set = |name: &str, value: &JsValue| Reflect::set(&paper, &name.into(), value);
        // An object that was just made takes what it is given; for the life of
        // the page.
        let _ = set("tell", &tell.into_js_value());
        Self { links, paper: paper.into() }
    }

    /// Draws the rows of the Storage page into [`ROWS`]; whether it could.
    pub async fn draw(&self, wants: &[Want]) -> bool {
        let wants: Array = wants.iter().map(Want::to_js).collect();
        self.call("draw", ROWS, &wants).await.is_some()
    }

    /// Shows on [`BUTTON`] whether an article is kept.
    pub async fn show(&self, want: &Want) {
        if is_used().await {
            let _ = self.call("show", BUTTON, &want.to_js()).await;
        }
    }

    /// Keeps the article of [`BUTTON`], or removes it; whether it could try.
    pub async fn press(&self, want: &Want) -> bool {
        self.call("press", BUTTON, &want.to_js()).await.is_some()
    }

    /// Brings what is kept up to the newest edition.
    pub async fn refresh(&self) {
        if is_used().await {
            let _ = self.run("refresh", &Array::of1(&self.links.file("").into())).await;
        }
    }

    /// Offers to install the paper, and looks for newer editions from now on.
    pub async fn visit(&self) {
        if let Some(module) = Module::load(&self.links, "visit").await {
            let _ = module.call("start", &Array::of1(&self.links.file("").into())).await;
        }
    }

    /// Names of the parts on the device, with a space between them; empty
    /// when it is not known.
    pub async fn parts(&self) -> String {
        let parts = self.run("parts", &Array::of1(&self.links.file("").into())).await;
        parts.and_then(|parts| parts.as_string()).unwrap_or_default()
    }

    async fn call(&self, name: &str, id: &str, about: &JsValue) -> Option<JsValue> {
        let element = leptos::prelude::document().get_element_by_id(id)?;
        self.run(name, &Array::of3(&element, &self.paper, about)).await
    }

    async fn run(&self, name: &str, arguments: &Array) -> Option<JsValue> {
        caches()?;
        Module::load(&self.links, "offline").await?.call(name, arguments).await.ok()
    }
}

/// Where the browser keeps files of this page; some windows have no such place.
fn caches() -> Option<Object> {
    Reflect::get(&leptos::prelude::window(), &"caches".into()).ok()?.dyn_into().ok()
}

/// Whether the reader keeps anything: without it the module is not loaded.
async fn is_used() -> bool {
    let asked = caches().and_then(|caches| {
        let has: js_sys::Function = Reflect::get(&caches, &"has".into()).ok()?.dyn_into().ok()?;
        has.call1(&caches, &CACHE.into()).ok()
    });
    let Some(asked) = asked else { return false };
    JsFuture::from(Promise::resolve(&asked)).await.is_ok_and(|answer| answer.is_truthy())
}

fn object(fields: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // An object that was just made takes what it is given.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}

//! The address bar and the session history.

use crate::services::page;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlAnchorElement, MouseEvent};

/// An address within the site's origin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The path, percent-encoded.
    pub path: String,
    /// The query without `?`.
    pub query: String,
    /// The fragment without `#`.
    pub fragment: String,
}

/// Where the browser is.
#[must_use]
pub fn current() -> Address {
    let location = leptos::prelude::window().location();
    Address {
        path: location.pathname().unwrap_or_default(),
        query: strip(location.search().unwrap_or_default(), '?'),
        fragment: strip(location.hash().unwrap_or_default(), '#'),
    }
}

/// The origin: `https://example.org`.
#[must_use]
pub fn origin() -> String {
    leptos::prelude::window().location().origin().unwrap_or_default()
}

/// Notes how far this entry is scrolled, then adds an entry.
pub fn push(url: &str) {
    remember_scroll();
    if let Ok(history) = leptos::prelude::window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(url));
    }
}

/// Puts another address into this entry.
pub fn replace(url: &str) {
    if let Ok(history) = leptos::prelude::window().history() {
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(url));
    }
}

/// Notes how far this entry is scrolled.
pub fn remember_scroll() {
    if let Ok(history) = leptos::prelude::window().history() {
        let _ = history.replace_state(&JsValue::from_f64(page::scroll_y()), "");
    }
}

/// How far this entry was scrolled when it was left.
#[must_use]
pub fn remembered_scroll() -> Option<f64> {
    leptos::prelude::window().history().ok()?.state().ok()?.as_f64()
}

/// Where the tab notes, for a reload, how far it was scrolled: whole CSS
/// pixels, a space, the address. A number with a fraction would bring its
/// parser into the app.
const PLACE: &str = "gazet:place";

/// How far this page was scrolled when the reader was on it before: as it was
/// noted for a reload, else as the entry has it. What was noted is taken away.
#[must_use]
pub fn scroll_before_load() -> Option<f64> {
    take_place().or_else(remembered_scroll)
}

fn take_place() -> Option<f64> {
    let window = leptos::prelude::window();
    let session = session()?;
    let place = session.get_item(PLACE).ok().flatten()?;
    let _ = session.remove_item(PLACE);
    let (y, address) = place.split_once(' ')?;
    let is_here = address == window.location().href().ok()?;
    let is_reload =
        window.performance()?.navigation().type_() == web_sys::PerformanceNavigation::TYPE_RELOAD;
    let y: i32 = y.parse().ok()?;
    (is_here && is_reload).then(|| y.into())
}

/// Notes the place where a reload finds it, which drops what is put into the
/// entry this late. Without storage a reload begins where the last rest was.
fn note_place() {
    if let (Some(session), Ok(address)) = (session(), leptos::prelude::window().location().href()) {
        let _ = session.set_item(PLACE, &format!("{} {address}", page::scroll_y() as i32));
    }
}

fn session() -> Option<web_sys::Storage> {
    leptos::prelude::window().session_storage().ok().flatten()
}

/// Takes scroll restoration over from the browser, which would restore before
/// the text is there.
pub fn restore_scroll_ourselves() {
    if let Ok(history) = leptos::prelude::window().history() {
        let _ = history.set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    }
}

/// Notes how far the page is scrolled at every rest, which a browser that
/// drops the tab keeps, and when it is left for another document.
pub fn remember_scroll_on_leaving() {
    let rest = leptos::prelude::window_event_listener_untyped("scrollend", |_| remember_scroll());
    let leave = leptos::prelude::window_event_listener_untyped("pagehide", |_| {
        remember_scroll();
        note_place();
    });
    // For the life of the page.
    std::mem::forget((rest, leave));
}

/// Loads the page anew; it keeps its place.
pub fn reload() {
    // A browser that refuses leaves the page as it is.
    let _ = leptos::prelude::window().location().reload();
}

/// Calls `moved` on every Back and Forward.
pub fn on_move(moved: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(moved);
    let _ = leptos::prelude::window()
        .add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls `followed` for every plain click on a link of this origin; it says
/// whether it took the click.
pub fn on_link(followed: impl Fn(&HtmlAnchorElement, Address) -> bool + 'static) {
    let listener = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || modified {
            return;
        }
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten())
            .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
        let Some(link) = link else { return };
        let leaves = link.has_attribute("download")
            || !matches!(link.target().as_str(), "" | "_self")
            || link.origin() != origin();
        // A fragment of this page is the browser's own business.
        let here = link.get_attribute("href").is_some_and(|href| href.starts_with('#'));
        if here {
            remember_scroll();
        }
        if leaves || here {
            return;
        }
        let address = Address {
            path: link.pathname(),
            query: strip(link.search(), '?'),
            fragment: strip(link.hash(), '#'),
        };
        if followed(&link, address) {
            event.prevent_default();
        }
    });
    let _ = leptos::prelude::document()
        .add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Runs `change` inside a view transition where the browser has them and the
/// reader allows motion; `done` follows when the new page stands.
pub fn transition(change: impl FnOnce() + 'static, done: impl FnOnce() + 'static) {
    let document = leptos::prelude::document();
    let start = Reflect::get(&document, &JsValue::from_str("startViewTransition"))
        .and_then(JsCast::dyn_into::<Function>);
    let update = move || {
        change();
        wasm_bindgen_futures::future_to_promise(async move {
            // The views follow their signals in a later task.
            page::sleep(0).await;
            done();
            Ok(JsValue::UNDEFINED)
        })
    };
    match start {
        Ok(start) if !page::prefers("(prefers-reduced-motion: reduce)") => {
            let update = Closure::once_into_js(update);
            if let Ok(transition) = start.call1(&document, &update) {
                // A transition that the next one cuts short is no fault.
                for name in ["ready", "finished", "updateCallbackDone"] {
                    let promise = Reflect::get(&transition, &JsValue::from_str(name));
                    if let Ok(promise) = promise.and_then(JsCast::dyn_into::<Promise>) {
                        let ignore = Closure::once_into_js(|_: JsValue| {});
                        if let Some(ignore) = ignore.dyn_ref::<Function>() {
                            let catch = Reflect::get(&promise, &JsValue::from_str("catch"))
                                .and_then(JsCast::dyn_into::<Function>);
                            if let Ok(catch) = catch {
                                let _ = catch.call1(&promise, ignore);
                            }
                        }
                    }
                }
            }
        }
        _ => {
            let _ = update();
        }
    }
}

fn strip(text: String, mark: char) -> String {
    text.strip_prefix(mark).map(str::to_owned).unwrap_or(text)
}

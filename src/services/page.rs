//! The document as a whole: scrolling, focus, attributes of the root.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

/// Waits.
pub async fn sleep(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = leptos::prelude::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(promise).await;
}

/// The root element.
#[must_use]
pub fn root() -> Option<Element> {
    leptos::prelude::document().document_element()
}

/// Sets an attribute of the root, or removes it.
pub fn set_root(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// An attribute of the root.
#[must_use]
pub fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Moves the keyboard to an element, without scrolling; `false` when there is
/// none.
pub fn focus(selector: &str) -> bool {
    let found = leptos::prelude::document().query_selector(selector).ok().flatten();
    let element = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &element {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
    element.is_some()
}

/// How far the page is scrolled, in CSS pixels.
#[must_use]
pub fn scroll_y() -> f64 {
    leptos::prelude::window().scroll_y().unwrap_or_default()
}

/// Scrolls at once, without animation.
pub fn scroll_to(y: f64) {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(y);
    options.set_left(0.0);
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    leptos::prelude::window().scroll_to_with_scroll_to_options(&options);
}

/// Scrolls to the top as the reader likes it: smoothly unless they asked for
/// less motion.
pub fn scroll_up() {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(0.0);
    if !prefers("(prefers-reduced-motion: reduce)") {
        options.set_behavior(web_sys::ScrollBehavior::Smooth);
    }
    leptos::prelude::window().scroll_to_with_scroll_to_options(&options);
}

/// Scrolls to the element with this id, if there is one.
pub fn scroll_to_id(id: &str) -> bool {
    match leptos::prelude::document().get_element_by_id(id) {
        Some(element) => {
            element.scroll_into_view();
            true
        }
        None => false,
    }
}

/// Whether a media query matches.
#[must_use]
pub fn prefers(query: &str) -> bool {
    leptos::prelude::window().match_media(query).ok().flatten().is_some_and(|m| m.matches())
}

/// Whether the browser thinks that there is a network; it may be wrong when
/// it does.
#[must_use]
pub fn is_online() -> bool {
    leptos::prelude::window().navigator().on_line()
}

/// Whether the browser sends the Global Privacy Control signal
/// (`navigator.globalPrivacyControl`, W3C Global Privacy Control).
#[must_use]
pub fn global_privacy_control() -> bool {
    let navigator = leptos::prelude::window().navigator();
    js_sys::Reflect::get(&navigator, &"globalPrivacyControl".into()).is_ok_and(|v| v == true)
}

/// Calls `changed` now and when the element scrolls out of view or back.
pub fn watch_visibility(element: &Element, changed: impl Fn(bool) + 'static) {
    let callback = wasm_bindgen::closure::Closure::<dyn Fn(js_sys::Array)>::new(
        move |entries: js_sys::Array| {
            let last = entries.pop().dyn_into::<web_sys::IntersectionObserverEntry>();
            if let Ok(entry) = last {
                changed(entry.is_intersecting());
            }
        },
    );
    if let Ok(observer) = web_sys::IntersectionObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    callback.forget();
}

/// Shows a `<dialog>` as a modal one, or closes it.
pub fn set_modal(dialog: &web_sys::HtmlDialogElement, open: bool) {
    match (dialog.open(), open) {
        (false, true) => {
            let _ = dialog.show_modal();
        }
        (true, false) => dialog.close(),
        _ => {}
    }
}

/// Calls `scrolled` at most once a frame while the page scrolls, until the
/// handle is removed.
pub fn on_scroll(
    scrolled: impl Fn() + Clone + 'static,
) -> leptos::leptos_dom::helpers::WindowListenerHandle {
    let waiting = std::rc::Rc::new(std::cell::Cell::new(false));
    leptos::prelude::window_event_listener_untyped("scroll", move |_| {
        if !waiting.replace(true) {
            let (waiting, scrolled) = (waiting.clone(), scrolled.clone());
            leptos::prelude::request_animation_frame(move || {
                waiting.set(false);
                scrolled();
            });
        }
    })
}

/// Whether a click met a link.
#[must_use]
pub fn is_on_link(event: &web_sys::MouseEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.closest("a[href]").ok().flatten().is_some())
}

/// Whether the keyboard or the pointer goes outside the element that listens.
#[must_use]
pub fn leaves(event: &web_sys::FocusEvent) -> bool {
    let inside = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    inside.is_some_and(|inside| !inside.contains(to.as_ref()))
}

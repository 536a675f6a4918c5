//! The address bar: what the browser makes of our addresses, and which clicks
//! the app takes.

use super::browser::{js, until};
use gazet_reader::routes::{Links, Route};
use gazet_reader::services::navigation;
use gazet_reader::state::location::{Location, provide_location};
use leptos::prelude::{GetUntracked, document, window};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlAnchorElement;

/// A link as the browser reads it.
fn link(href: &str) -> HtmlAnchorElement {
    let link: HtmlAnchorElement = document().create_element("a").unwrap().unchecked_into();
    link.set_attribute("href", href).unwrap();
    link
}

#[wasm_bindgen_test]
fn an_address_comes_back_from_the_browser() {
    let links = Links::new("/repo/");
    let routes = [
        Route::Front,
        Route::Article("şəhər-字".into()),
        Route::Place("новости/энергия".into(), 3),
        Route::Author("ada-reed".into(), 2),
        Route::Tag("أخبار".into(), 1),
        Route::Saved,
        Route::Search,
    ];
    for route in routes {
        let link = link(&links.to(&route));
        assert_eq!(links.route(&link.pathname()), Some(route));
    }
}

#[wasm_bindgen_test]
fn an_address_cannot_climb_out_of_the_base() {
    let links = Links::new("/repo/");
    for href in ["/repo/../secret/", "/repo/%2e%2e/secret/", "/repo\\..\\secret"] {
        assert_eq!(links.route(&link(href).pathname()), None, "{href}");
    }
}

/// The location of the one app of this page, and the place that shows it.
fn location() -> Location {
    let made = Rc::new(Cell::new(None));
    let make = made.clone();
    let host = document().create_element("div").unwrap();
    let mounted = leptos::mount::mount_to(host.unchecked_into(), move || {
        let location = provide_location(Links::new("/"), Route::Front, String::new());
        location.listen();
        make.set(Some(location));
    });
    mounted.forget();
    made.get().unwrap()
}

/// Clicks a link like a reader; tells whether the app took the click.
fn click(attributes: &str, event: &str) -> bool {
    let script = format!(
        "document.body.insertAdjacentHTML('beforeend', `<p><a {attributes}>a <b>link</b></a></p>`);
        const place = document.body.lastChild;
        let taken;
        // After the app's own, and in the stead of the browser.
        window.addEventListener('click', (event) => {{
            taken = event.defaultPrevented;
            event.preventDefault();
        }}, {{ once: true }});
        const init = {{ bubbles: true, cancelable: true, {event} }};
        place.querySelector('b').dispatchEvent(new MouseEvent('click', init));
        place.remove();
        return taken;"
    );
    js(&script).is_truthy()
}

#[wasm_bindgen_test]
async fn the_app_follows_its_own_links_and_back_and_forward() {
    let before = window().location().href().unwrap();
    let location = location();
    let route = location.route();
    let until_at = |expected: Route| async move {
        until(&format!("at {expected:?}"), || route.get_untracked() == expected).await;
    };

    assert!(click("href='/article/a/?q=x+%C9%99#note'", ""));
    until_at(Route::Article("a".into())).await;
    assert_eq!(leptos::prelude::untrack(|| location.parameter("q")), "x ə");
    let here = navigation::current();
    assert_eq!((here.path.as_str(), here.fragment.as_str()), ("/article/a/", "note"));

    location.go(Route::Search);
    until_at(Route::Search).await;
    location.set_query("q=şəhər".into());
    assert_eq!(leptos::prelude::untrack(|| location.parameter("q")), "şəhər");
    assert_eq!(window().location().pathname().unwrap(), "/search/");

    js("history.back()");
    until_at(Route::Article("a".into())).await;
    js("history.forward()");
    until_at(Route::Search).await;
    assert_eq!(leptos::prelude::untrack(|| location.parameter("q")), "şəhər");

    for (attributes, event) in [
        ("href='/saved/'", "ctrlKey: true"),
        ("href='/saved/'", "metaKey: true"),
        ("href='/saved/'", "shiftKey: true"),
        ("href='/saved/'", "button: 1"),
        ("href='/saved/' target='_blank'", ""),
        ("href='/saved/' download", ""),
        ("href='https://elsewhere.example/saved/'", ""),
        ("href='#note'", ""),
        ("href='/images/a.svg'", ""),
        ("href='mailto:a@b.example'", ""),
        ("name='no-link'", ""),
    ] {
        assert!(!click(attributes, event), "{attributes} {event}");
        assert_eq!(route.get_untracked(), Route::Search, "{attributes} {event}");
    }
    navigation::replace(&before);
}

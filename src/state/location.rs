//! Where the reader is: the route, its query, and how to go elsewhere.

use crate::routes::{Links, Route};
use crate::services::navigation::{self, Address};
use crate::services::page;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlAnchorElement;

/// Where the reader is.
#[derive(Clone, Copy)]
pub struct Location {
    route: RwSignal<Route>,
    query: RwSignal<String>,
    links: StoredValue<Links>,
}

/// How often a scroll position is tried again while a page fills, once a
/// frame at 60 Hz: one second.
const SCROLL_TRIES: u32 = 60;

/// Makes the location known to everything below.
pub fn provide_location(links: Links, route: Route, query: String) -> Location {
    let location = Location {
        route: RwSignal::new(route),
        query: RwSignal::new(query),
        links: StoredValue::new(links),
    };
    provide_context(location);
    location
}

/// The location.
#[must_use]
pub fn use_location() -> Location {
    use_context().unwrap_or_else(|| provide_location(Links::new("/"), Route::Front, String::new()))
}

impl Location {
    /// The route; changes only when the page does.
    #[must_use]
    pub fn route(self) -> Memo<Route> {
        Memo::new(move |_| self.route.get())
    }

    /// A value of the query, decoded; empty when it is not there.
    #[must_use]
    pub fn parameter(self, name: &str) -> String {
        self.query.with(|query| parameter(query, name))
    }

    /// Puts another query under the same page, without a new entry in the
    /// history.
    pub fn set_query(self, query: String) {
        let path = self.links.with_value(|links| links.to(&self.route.get_untracked()));
        let mark = if query.is_empty() { "" } else { "?" };
        navigation::replace(&format!("{path}{mark}{query}"));
        self.query.set(query);
    }

    /// Goes to a route.
    pub fn go(self, route: Route) {
        let url = self.links.with_value(|links| links.to(&route));
        navigation::push(&url);
        self.arrive(route, String::new(), None, String::new());
    }

    /// Follows links, Back and Forward from now on.
    pub fn listen(self) {
        navigation::restore_scroll_ourselves();
        navigation::remember_scroll_on_leaving();
        navigation::on_link(move |link, address| self.follow(link, address));
        navigation::on_move(move || {
            let address = navigation::current();
            let Some(route) = self.links.with_value(|links| links.route(&address.path)) else {
                return;
            };
            let scroll = navigation::remembered_scroll();
            let same =
                self.route.get_untracked() == route && self.query.get_untracked() == address.query;
            match scroll {
                // A move between fragments of one page: a new one is the
                // browser's business, an old one has a place to go back to.
                Some(y) if same => page::scroll_to(y),
                None if same => {}
                _ => self.arrive(
                    route,
                    address.query,
                    Some(scroll.unwrap_or_default()),
                    String::new(),
                ),
            }
        });
    }

    fn follow(self, link: &HtmlAnchorElement, address: Address) -> bool {
        let Some(route) = self.links.with_value(|links| links.route(&address.path)) else {
            return false;
        };
        // A file that the site holds beside its pages.
        let last = address.path.rsplit('/').next().unwrap_or_default();
        if last.contains('.') {
            return false;
        }
        mark_card(link);
        navigation::push(&link.href());
        self.arrive(route, address.query, None, address.fragment);
        true
    }

    fn arrive(self, route: Route, query: String, scroll: Option<f64>, fragment: String) {
        let change = move || {
            page::set_root("data-leaving", None);
            self.query.set(query);
            self.route.set(route);
        };
        let done = move || {
            match scroll {
                Some(y) => restore(y),
                None if !fragment.is_empty() && page::scroll_to_id(&fragment) => {}
                None => page::scroll_to(0.0),
            }
            if !page::focus("main h1") {
                page::focus("main");
            }
        };
        navigation::transition(change, done);
    }
}

/// Lets the picture and the headline of the card travel to the article.
fn mark_card(link: &HtmlAnchorElement) {
    page::set_root("data-leaving", Some(""));
    if let Ok(Some(card)) = link.closest(".card") {
        let _ = card.class_list().add_1("is-opening");
    }
}

/// Scrolls as soon as the page is long enough.
pub(crate) fn restore(y: f64) {
    spawn_local(async move {
        for _ in 0..SCROLL_TRIES {
            page::scroll_to(y);
            if (page::scroll_y() - y).abs() < 2.0 {
                return;
            }
            page::sleep(16).await;
        }
    });
}

fn parameter(query: &str, name: &str) -> String {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value);
    let value = value.map(|value| value.replace('+', " "));
    value.and_then(|value| crate::routes::decode(&value)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_gives_its_values() {
        let check =
            |query: &str, name: &str, value: &str| assert_eq!(parameter(query, name), value);
        check("q=a+b&section=news%2Fenergy", "q", "a b");
        check("q=a+b&section=news%2Fenergy", "section", "news/energy");
        check("q=%E0%A4%A", "q", "");
        check("qq=1", "q", "");
    }
}

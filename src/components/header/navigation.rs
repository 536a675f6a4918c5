//! The sections in one line, with submenus.

use crate::components::icon::{Icon, icon};
use crate::error::Load;
use crate::i18n;
use crate::paper::Paper;
use crate::routes::{Links, Route};
use crate::services::page;
use crate::state::edition::use_edition;
use crate::state::location::use_location;
use crate::view::{Node, view};
use gazet_bundle::Section;
use leptos::prelude::*;

/// Room for a line of navigation at a medium and at a wide window, in
/// characters of its type, an item's margin counted as 3.
const MEDIUM: usize = 58;
const WIDE: usize = 150;

/// The line. What does not fit moves under “More”.
#[component]
pub fn Navigation(
    /// The edition.
    paper: Paper,
) -> impl IntoView {
    let open = RwSignal::new(None::<String>);
    let front = paper.links.to(&Route::Front);
    let at_front = {
        let route = use_location().route();
        move || (route.get() == Route::Front).then_some("page")
    };
    // “Home” comes first.
    let mut room = i18n::HOME.len() + 3;
    let items: Vec<(&Section, &str)> = paper
        .bundle
        .sections
        .iter()
        .map(|section| {
            room += section.name.chars().count() + 3;
            let fits = match room {
                room if room <= MEDIUM => "medium",
                room if room <= WIDE => "wide",
                _ => "never",
            };
            (section, fits)
        })
        .collect();
    let line = items.iter().map(|(section, fits)| item(&paper, section, fits, open)).collect_view();
    // “More” holds what some width leaves out, each hidden where the line
    // shows it.
    let rest: Vec<_> = items.iter().filter(|(_, fits)| *fits != "medium").collect();
    let all_fit_wide = rest.iter().all(|(_, fits)| *fits == "wide");
    let more = (!rest.is_empty()).then(|| {
        let links = rest.iter().map(|(section, fits)| {
            let link = link(&paper, section);
            view! { <li data-fits=*fits>{link}</li> }
        });
        let fits = if all_fit_wide { "more-medium" } else { "more" };
        view! {
            <li class="nav__item" data-fits=fits>
                {menu(i18n::MORE.to_owned(), i18n::MORE.to_owned(), Some(i18n::MORE), links.collect(), open)}
            </li>
        }
    });
    view! {
        <nav
            class="nav"
            aria-label=i18n::SECTIONS
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked().is_some() {
                    page::focus(".nav [aria-expanded=true]");
                    open.set(None);
                }
            }
            on:focusout=move |event| {
                if page::leaves(&event) {
                    open.set(None);
                }
            }
        >
            <ul class="nav__line">
                <li class="nav__item" data-fits="medium"><a href=front aria-current=at_front>{i18n::HOME}</a></li>
                {line}
                {more}
            </ul>
        </nav>
    }
}

fn item(
    paper: &Paper,
    section: &Section,
    fits: &'static str,
    open: RwSignal<Option<String>>,
) -> Node {
    let submenu = (!section.sections.is_empty()).then(|| {
        let links = section
            .sections
            .iter()
            .map(|child| {
                let link = link(paper, child);
                view! { <li>{link}</li> }
            })
            .collect();
        let label = i18n::submenu(&section.name);
        menu(section.path.as_str().to_owned(), label, None, links, open)
    });
    let hue = format!("nav__item hue-{}", paper.hue(&section.path));
    view! { <li class=hue data-fits=fits>{link(paper, section)}{submenu}</li> }
}

/// A link that knows whether the reader is there.
fn link(paper: &Paper, section: &Section) -> Node {
    let route = use_location().route();
    let path = section.path.as_str().to_owned();
    let (edition, own) = (use_edition(), paper.clone());
    let current = Memo::new(move |_| {
        let here = match route.get() {
            Route::Place(place, _) => place,
            Route::Article(slug) => match edition.paper_at(&own, &route.get()) {
                Load::Ready(Some(paper)) => paper.article(&slug)?.section.as_str().to_owned(),
                _ => return None,
            },
            _ => return None,
        };
        let under = here.strip_prefix(&path).is_some_and(|rest| rest.starts_with('/'));
        if here == path && matches!(route.get(), Route::Place(..)) {
            Some("page")
        } else {
            (here == path || under).then_some("true")
        }
    });
    let href = Links::to(&paper.links, &Route::section(&section.path));
    let name = section.name.clone();
    view! { <a href=href aria-current=move || current.get()>{name}</a> }
}

/// A disclosure: hover, click, touch and keyboard open the same list.
fn menu(
    id: String,
    label: String,
    text: Option<&'static str>,
    links: Vec<Node>,
    open: RwSignal<Option<String>>,
) -> Node {
    let list = format!("nav-{}", id.replace('/', "-"));
    let is_open = {
        let id = id.clone();
        Memo::new(move |_| open.get().as_deref() == Some(&id))
    };
    let toggle = move |_| {
        let id = id.clone();
        open.update(|open| *open = if open.as_deref() == Some(&id) { None } else { Some(id) });
    };
    view! {
        <button
            type="button"
            class="nav__toggle"
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            aria-controls=list.clone()
            aria-label=label
            on:click=toggle
        >
            {text}{icon(Icon::Down)}
        </button>
        <ul id=list class="nav__menu" class:is-open=move || is_open.get() on:click=move |_| open.set(None)>
            {links}
        </ul>
    }
}

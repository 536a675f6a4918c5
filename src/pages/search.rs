//! The search.

mod filters;
mod full;
mod results;

use crate::i18n;
use crate::paper::Paper;
use crate::routes::encode;
use crate::services::search::{Filters, Index};
use crate::state::location::use_location;
use crate::view::view;
use filters::FilterBar;
use full::use_full_text;
use leptos::prelude::*;
use results::{Results, move_focus};
use std::sync::Arc;

/// The field, the filters, the results. Everything stands in the address, so
/// that a search can be linked to.
#[component]
pub fn Search(
    /// The edition.
    paper: Paper,
) -> impl IntoView {
    let location = use_location();
    let index = Arc::new(Index::new(&paper));
    let query = Memo::new(move |_| location.parameter("q"));
    let filters = Memo::new(move |_| Filters {
        section: location.parameter("section"),
        author: location.parameter("author"),
        language: location.parameter("language"),
        year: location.parameter("year"),
    });
    let typed = move |event| {
        let text = event_target_value(&event);
        location.set_query(write_query(&text, &filters.get_untracked()));
    };
    let narrow = Callback::new(move |filters: Filters| {
        location.set_query(write_query(&query.get_untracked(), &filters));
    });
    let hits = {
        let index = index.clone();
        Memo::new(move |_| {
            let (query, filters) = (query.get(), filters.get());
            is_asked(&query, &filters).then(|| index.search(&query, &filters))
        })
    };
    let full = use_full_text(&paper, index.clone(), query, filters);
    let field = NodeRef::<leptos::html::Input>::new();
    // The field takes the keyboard when the page opens, after the heading had
    // it for the screen reader.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            request_animation_frame(move || {
                let _ = field.focus();
            });
        }
    });
    view! {
        <div class="wrap search">
            <header class="section-head"><h1 tabindex="-1">{i18n::SEARCH}</h1></header>
            <form role="search" class="search__form" on:submit=move |event| event.prevent_default()>
                <label class="search__field">
                    <span class="visually-hidden">{i18n::SEARCH_LABEL}</span>
                    <input
                        node_ref=field
                        type="search"
                        name="q"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        enterkeyhint="search"
                        maxlength="200"
                        placeholder=i18n::SEARCH_HINT
                        prop:value=move || query.get()
                        on:input=typed
                        on:keydown=move |event| move_focus(&event)
                    />
                </label>
                <FilterBar paper=paper.clone() filters=filters narrow=narrow full=full/>
            </form>
            <Results paper=paper query=query hits=hits full=full/>
        </div>
    }
}

fn is_asked(query: &str, filters: &Filters) -> bool {
    !query.trim().is_empty() || *filters != Filters::default()
}

fn write_query(query: &str, filters: &Filters) -> String {
    let pairs = [
        ("q", query),
        ("section", &filters.section),
        ("author", &filters.author),
        ("language", &filters.language),
        ("year", &filters.year),
    ];
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

//! What a search is narrowed to.

use super::full::Full;
use crate::i18n;
use crate::paper::Paper;
use crate::services::dates::language_name;
use crate::services::search::Filters;
use crate::view::view;
use gazet_bundle::Section;
use leptos::prelude::*;

/// One of the filters: how to read it, and how to set it.
type Field = (fn(&Filters) -> &String, fn(&mut Filters, String));

/// A choice: its value, and how it is called.
type Choice = (String, String);

/// Four lists, and a button that clears them. Beside a choice stands how many
/// articles it leaves, as far as the full text was searched.
#[component]
pub(super) fn FilterBar(
    paper: Paper,
    filters: Memo<Filters>,
    narrow: Callback<Filters>,
    full: Full,
) -> impl IntoView {
    let select = move |label: &'static str,
                       any: &'static str,
                       name: &'static str,
                       choices: Memo<Vec<Choice>>,
                       field: Field| {
        let (read, write) = field;
        let choose = move |event| {
            let mut changed = filters.get_untracked();
            write(&mut changed, event_target_value(&event));
            narrow.run(changed);
        };
        let option = move |(value, called): Choice| {
            let (own, key) = (value.clone(), format!("{name}:{value}"));
            let text = move || match full.count(&key) {
                Some(count) => i18n::counted(&called, count),
                None => called.clone(),
            };
            view! { <option value=value selected=move || *read(&filters.get()) == own>{text}</option> }
        };
        view! {
            <label class="field">
                <span>{label}</span>
                <select on:change=choose>
                    <option value="" selected=move || read(&filters.get()).is_empty()>{any}</option>
                    {move || choices.get().into_iter().map(option).collect_view()}
                </select>
            </label>
        }
    };
    let bundle = &paper.bundle;
    let mut sections = Vec::new();
    collect_sections(&bundle.sections, 0, &mut sections);
    let authors =
        bundle.authors.iter().map(|a| (a.slug.as_str().to_owned(), a.name.clone())).collect();
    let mut languages: Vec<Choice> = Vec::new();
    let mut years: Vec<Choice> = Vec::new();
    // Newest first, as the articles are.
    for article in &bundle.articles {
        let tag = bundle.language_of(article).primary();
        add(&mut languages, tag, language_name);
        add(&mut years, article.published.civil().year.to_string(), str::to_owned);
    }
    let fixed = |choices: Vec<Choice>| Memo::new(move |_| choices.clone());
    // The archive has more of both than the front document.
    let languages = Memo::new(move |_| {
        let mut all = languages.clone();
        full.languages().into_iter().for_each(|tag| add(&mut all, tag, language_name));
        all
    });
    let years = Memo::new(move |_| {
        let mut all = years.clone();
        full.years().into_iter().rev().for_each(|year| add(&mut all, year, str::to_owned));
        all
    });
    let is_clear = move || filters.get() == Filters::default();
    view! {
        <fieldset class="search__filters">
            <legend class="visually-hidden">{i18n::FILTERS}</legend>
            {select(i18n::SECTION, i18n::ANY_SECTION, "section", fixed(sections), (|f| &f.section, |f, v| f.section = v))}
            {select(i18n::AUTHOR, i18n::ANY_AUTHOR, "author", fixed(authors), (|f| &f.author, |f, v| f.author = v))}
            {select(i18n::LANGUAGE, i18n::ANY_LANGUAGE, "language", languages, (|f| &f.language, |f, v| f.language = v))}
            {select(i18n::YEAR, i18n::ANY_YEAR, "year", years, (|f| &f.year, |f, v| f.year = v))}
            <button type="button" class="button" disabled=is_clear on:click=move |_| narrow.run(Filters::default())>
                {i18n::CLEAR_FILTERS}
            </button>
        </fieldset>
    }
}

fn add(choices: &mut Vec<Choice>, value: String, call: impl Fn(&str) -> String) {
    if !choices.iter().any(|(own, _)| *own == value) {
        let called = call(&value);
        choices.push((value, called));
    }
}

fn collect_sections(sections: &[Section], depth: usize, choices: &mut Vec<Choice>) {
    for section in sections {
        let name = format!("{}{}", "– ".repeat(depth), section.name);
        choices.push((section.path.as_str().to_owned(), name));
        collect_sections(&section.sections, depth + 1, choices);
    }
}

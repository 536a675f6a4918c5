//! What a search is narrowed to.

use crate::i18n;
use crate::paper::Paper;
use crate::services::search::Filters;
use crate::view::view;
use gazet_bundle::Section;
use leptos::prelude::*;

/// One of the filters: how to read it, and how to set it.
type Field = (fn(&Filters) -> &String, fn(&mut Filters, String));

/// Four lists, and a button that clears them.
#[component]
pub(super) fn FilterBar(
    paper: Paper,
    filters: Memo<Filters>,
    narrow: Callback<Filters>,
) -> impl IntoView {
    let select = move |label: &'static str,
                       any: &'static str,
                       choices: Vec<(String, String)>,
                       field: Field| {
        let (read, write) = field;
        let choose = move |event| {
            let mut changed = filters.get_untracked();
            write(&mut changed, event_target_value(&event));
            narrow.run(changed);
        };
        let options = choices
            .into_iter()
            .map(|(value, name)| {
                let own = value.clone();
                view! { <option value=value selected=move || *read(&filters.get()) == own>{name}</option> }
            })
            .collect_view();
        view! {
            <label class="field">
                <span>{label}</span>
                <select on:change=choose>
                    <option value="" selected=move || read(&filters.get()).is_empty()>{any}</option>
                    {options}
                </select>
            </label>
        }
    };
    let bundle = &paper.bundle;
    let mut sections = Vec::new();
    collect_sections(&bundle.sections, 0, &mut sections);
    let authors =
        bundle.authors.iter().map(|a| (a.slug.as_str().to_owned(), a.name.clone())).collect();
    let mut languages: Vec<(String, String)> = Vec::new();
    let mut years: Vec<(String, String)> = Vec::new();
    // Newest first, as the articles are.
    for article in &bundle.articles {
        let tag = bundle.language_of(article).primary();
        if !languages.iter().any(|(own, _)| *own == tag) {
            let name = crate::services::dates::language_name(&tag);
            languages.push((tag, name));
        }
        let year = article.published.civil().year.to_string();
        if !years.iter().any(|(own, _)| *own == year) {
            years.push((year.clone(), year));
        }
    }
    let is_clear = move || filters.get() == Filters::default();
    view! {
        <fieldset class="search__filters">
            <legend class="visually-hidden">{i18n::FILTERS}</legend>
            {select(i18n::SECTION, i18n::ANY_SECTION, sections, (|f| &f.section, |f, v| f.section = v))}
            {select(i18n::AUTHOR, i18n::ANY_AUTHOR, authors, (|f| &f.author, |f, v| f.author = v))}
            {select(i18n::LANGUAGE, i18n::ANY_LANGUAGE, languages, (|f| &f.language, |f, v| f.language = v))}
            {select(i18n::YEAR, i18n::ANY_YEAR, years, (|f| &f.year, |f, v| f.year = v))}
            <button type="button" class="button" disabled=is_clear on:click=move |_| narrow.run(Filters::default())>
                {i18n::CLEAR_FILTERS}
            </button>
        </fieldset>
    }
}

fn collect_sections(sections: &[Section], depth: usize, choices: &mut Vec<(String, String)>) {
    for section in sections {
        let name = format!("{}{}", "– ".repeat(depth), section.name);
        choices.push((section.path.as_str().to_owned(), name));
        collect_sections(&section.sections, depth + 1, choices);
    }
}

//! What was found.

use super::full::Full;
use crate::components::fault::fault_view;
use crate::components::picture::{Crop, Priority, picture};
use crate::components::skeleton::text_skeleton;
use crate::components::when::when;
use crate::i18n;
use crate::paper::Paper;
use crate::services::search::{Hit, mark, terms};
use crate::view::{IntoNode, Node, view};
use gazet_bundle::Article;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Results shown at once; a search with more of them wants another word.
const SHOWN: usize = 50;

/// What was found by headlines, then what was found by the text, and how much.
#[component]
pub(super) fn Results(
    paper: Paper,
    query: Memo<String>,
    hits: Memo<Option<Vec<Hit>>>,
    full: Full,
) -> impl IntoView {
    let said = move || {
        let Some(hits) = hits.get() else { return String::new() };
        let texts = match full.answer() {
            Some(Ok(found)) if !full.is_busy() => found.total,
            _ => 0,
        };
        match (hits.len(), texts) {
            // Nothing yet.
            (0, 0) if full.is_busy() => String::new(),
            (0, 0) => i18n::SEARCH_NONE.to_owned(),
            (headlines, 0) => i18n::articles(headlines),
            (headlines, texts) => i18n::found(headlines, texts),
        }
    };
    let shown = move || hits.get().unwrap_or_default().into_iter().take(SHOWN);
    let list = {
        let paper = paper.clone();
        move || {
            let terms = terms(&query.get());
            let articles = shown().filter_map(|hit| paper.bundle.articles.get(hit.article));
            let items: Vec<Node> =
                articles.map(|article| result(&paper, article, &terms, &[])).collect();
            results(items)
        }
    };
    let texts = move || match full.answer()? {
        Ok(found) => {
            let known: Vec<&str> = shown()
                .filter_map(|hit| paper.bundle.articles.get(hit.article))
                .map(|article| article.slug.as_str())
                .collect();
            let terms = terms(&query.get());
            let new = found.found.iter().filter(|f| !known.contains(&f.article.slug.as_str()));
            let items: Vec<Node> =
                new.map(|found| result(&paper, &found.article, &terms, &found.excerpt)).collect();
            let more = found.total as usize > found.found.len();
            let label = if more { i18n::SEARCH_MORE } else { i18n::SEARCH_OLDER };
            let more = (more || found.older).then(|| {
                view! { <button type="button" class="button search__more" on:click=move |_| full.more()>{label}</button> }
            });
            let heading = (!items.is_empty())
                .then(|| view! { <h2 class="search__heading">{i18n::SEARCH_TEXTS}</h2> });
            let instead = (!found.instead.is_empty() && found.total > 0).then(
                || view! { <p class="search__instead">{i18n::searched_instead(&found.instead)}</p> },
            );
            Some(view! { {instead}{heading}{results(items)}{more} })
        }
        Err(fault) => Some(view! {
            <p class="search__heading">{i18n::SEARCH_HEADLINES_ONLY}</p>
            {fault_view(&fault, Callback::new(move |()| full.retry()))}
        }),
    };
    // What was found before stays until the answer is there.
    let waiting =
        move || (full.is_busy() && !matches!(full.answer(), Some(Ok(_)))).then(text_skeleton);
    view! {
        <p class="search__count" role="status">{said}</p>
        <div on:keydown=move |event| move_focus(&event)>{list}{texts}</div>
        {waiting}
    }
}

fn results(items: Vec<Node>) -> Option<Node> {
    (!items.is_empty()).then(|| view! { <ol class="search__results">{Node::List(items)}</ol> })
}

/// An article; the excerpt of its text in the place of the deck.
fn result(paper: &Paper, article: &Article, terms: &[String], excerpt: &[String]) -> Node {
    let own = paper.bundle.language_of(article);
    let (lang, dir) = (own.as_str().to_owned(), own.direction().as_str());
    let site = paper.bundle.site.language.as_str();
    let image = article.image.as_ref().map(|image| {
        let shown = picture(image, &paper.links, Crop::Square, "5rem", Priority::Lazy);
        view! { <div class="search__picture" aria-hidden="true">{shown}</div> }
    });
    let below = if excerpt.is_empty() { marked(&article.deck, terms) } else { runs(excerpt) };
    let tags: Vec<_> = article.tags.iter().map(|tag| marked(tag, terms)).collect();
    let tags =
        tags.into_iter().map(|tag| view! { <span class="search__tag" dir="auto">{tag}</span> });
    view! {
        <li class=format!("search__result hue-{}", paper.hue(&article.section))>
            {image}
            <div>
                <p class="kicker">{marked(&paper.kicker(article), terms)}</p>
                <h2 class="card__headline" lang=lang.clone() dir=dir>
                    <a href=paper.article_link(article)>{marked(&article.title, terms)}</a>
                </h2>
                <p class="card__deck" lang=lang dir=dir>{below}</p>
                <p class="card__meta">
                    <span class="byline">{marked(&paper.byline(article), terms)}</span>
                    {when(article.published, site)}
                    {tags.collect_view()}
                </p>
            </div>
        </li>
    }
}

fn marked(text: &str, terms: &[String]) -> Vec<Node> {
    mark(text, terms).into_iter().map(|(text, found)| run(text, found)).collect()
}

/// An excerpt, of which every second run answers.
fn runs(excerpt: &[String]) -> Vec<Node> {
    let numbered = excerpt.iter().enumerate();
    numbered.map(|(number, text)| run(text.clone(), number % 2 == 1)).collect()
}

fn run(text: String, found: bool) -> Node {
    if found {
        view! { <mark>{text}</mark> }
    } else {
        text.into_node()
    }
}

/// Arrow keys go from the field through the results and back.
pub(super) fn move_focus(event: &web_sys::KeyboardEvent) {
    let step: i32 = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Ok(stops) = document().query_selector_all(".search__field input, .search__results h2 a")
    else {
        return;
    };
    let active = document().active_element();
    let stop = |index: u32| {
        stops.item(index).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok())
    };
    let here = (0..stops.length()).find(|&index| {
        stop(index).is_some_and(|element| active.as_ref() == Some(element.as_ref()))
    });
    let next = here.and_then(|here| here.checked_add_signed(step)).and_then(stop);
    if let Some(next) = next {
        event.prevent_default();
        let _ = next.focus();
    }
}

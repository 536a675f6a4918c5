//! What was found.

use crate::components::picture::{Crop, Priority, picture};
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

/// The list, and how long it is.
#[component]
pub(super) fn Results(
    paper: Paper,
    query: Memo<String>,
    hits: Memo<Option<Vec<Hit>>>,
) -> impl IntoView {
    let said = move || match hits.get() {
        None => String::new(),
        Some(hits) if hits.is_empty() => i18n::SEARCH_NONE.to_owned(),
        Some(hits) => i18n::articles(hits.len()),
    };
    let list = move || {
        let hits = hits.get()?;
        let terms = terms(&query.get());
        let items = hits
            .iter()
            .take(SHOWN)
            .filter_map(|hit| paper.bundle.articles.get(hit.article))
            .map(|article| result(&paper, article, &terms))
            .collect_view();
        Some(
            view! { <ol class="search__results" on:keydown=move |event| move_focus(&event)>{items}</ol> },
        )
    };
    view! {
        <p class="search__count" role="status">{said}</p>
        {list}
    }
}

fn result(paper: &Paper, article: &Article, terms: &[String]) -> Node {
    let own = paper.bundle.language_of(article);
    let (lang, dir) = (own.as_str().to_owned(), own.direction().as_str());
    let site = paper.bundle.site.language.as_str();
    let image = article.image.as_ref().map(|image| {
        let shown = picture(image, &paper.links, Crop::Square, "5rem", Priority::Lazy);
        view! { <div class="search__picture" aria-hidden="true">{shown}</div> }
    });
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
                <p class="card__deck" lang=lang dir=dir>{marked(&article.deck, terms)}</p>
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
    let run = |(run, found): (String, bool)| {
        if found {
            view! { <mark>{run}</mark> }
        } else {
            run.into_node()
        }
    };
    mark(text, terms).into_iter().map(run).collect()
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

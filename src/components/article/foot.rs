//! What follows an article: source, tags, and where to go on.

use crate::components::card::{Card, Level, card};
use crate::components::icon::{Icon, icon};
use crate::components::outward;
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{IntoNode, Node, view};
use gazet_bundle::{Article, Part};
use leptos::prelude::*;

/// Related articles inside the text.
const INSIDE: usize = 5;
/// Related articles below it.
const BELOW: usize = 8;
/// Newest articles beside it.
const NEWEST: usize = 9;

/// The source credit and the original of a translation.
#[must_use]
pub fn source(paper: &Paper, article: &Article) -> Option<Node> {
    let original = article
        .translation_of
        .as_ref()
        .and_then(|slug| paper.article(slug.as_str()))
        .map(|original| {
            let language = paper.bundle.language_of(original).as_str().to_owned();
            view! { " "<a href=paper.article_link(original) hreflang=language>{i18n::TRANSLATION}</a> }
        });
    let text = article.source.as_ref().map(|credit| match &credit.url {
        Some(url) => outward::link(&paper.links, url, "noopener", credit.text.clone()),
        None => credit.text.clone().into_node(),
    });
    if original.is_none() && text.is_none() {
        return None;
    }
    Some(view! { <p class="source">{text}{original}</p> })
}

/// The tags as links.
#[must_use]
pub fn tags(paper: &Paper, article: &Article) -> Option<Node> {
    let items: Vec<_> = article
        .tags
        .iter()
        .filter_map(|label| {
            let href = paper.links.to(&Route::tag(label)?);
            Some(view! { <li><a rel="tag" href=href dir="auto">{label.clone()}</a></li> })
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    Some(view! { <nav class="tags" aria-label=i18n::TAGS><ul>{items}</ul></nav> })
}

/// The articles before and after in the same branch.
#[must_use]
pub fn neighbours(paper: &Paper, article: &Article) -> Node {
    let (earlier, later) = paper.neighbours(article);
    let link = |article: &Article, label: &'static str, which: Icon, class: &'static str| {
        let own = paper.bundle.language_of(article);
        let title = article.title.clone();
        let lang = own.as_str().to_owned();
        view! {
            <a class=class href=paper.article_link(article)>
                <span class="neighbours__label">{icon(which)}{label}</span>
                <span lang=lang dir=own.direction().as_str()>{title}</span>
            </a>
        }
    };
    let earlier = earlier.map(|a| link(a, i18n::PREVIOUS, Icon::Back, "neighbours__earlier"));
    let later = later.map(|a| link(a, i18n::NEXT, Icon::Onward, "neighbours__later"));
    view! { <nav class="neighbours" aria-label=i18n::MORE_FROM>{earlier}{later}</nav> }
}

/// Related articles as a short list inside the text.
#[must_use]
pub fn inline_related(paper: &Paper, part: &Part) -> Option<Node> {
    let related = related(paper, part);
    if related.is_empty() {
        return None;
    }
    let items = related
        .into_iter()
        .take(INSIDE)
        .map(|article| {
            let own = paper.bundle.language_of(article);
            let lang = own.as_str().to_owned();
            view! {
                <li lang=lang dir=own.direction().as_str()>
                    <a href=paper.article_link(article)>{article.title.clone()}</a>
                </li>
            }
        })
        .collect_view();
    // It stands inside the text, which may run the other way.
    let site = &paper.bundle.site.language;
    Some(view! {
        <aside class="also" aria-labelledby="also-inside" lang=site.as_str().to_owned() dir=site.direction().as_str()>
            <h2 id="also-inside">{i18n::ALSO_LIKE}</h2>
            <ul>{items}</ul>
        </aside>
    })
}

/// Related articles as a grid below the text: those that follow the ones
/// inside it, so that nothing is offered twice while there is something else.
#[must_use]
pub fn also_like(paper: &Paper, part: &Part) -> Option<Node> {
    let all = related(paper, part);
    if all.is_empty() {
        return None;
    }
    let skip = if all.len() >= INSIDE + BELOW { INSIDE } else { all.len().saturating_sub(BELOW) };
    let cards = all
        .into_iter()
        .skip(skip)
        .take(BELOW)
        .map(|article| card(paper, article, Card::Standard, Level::Three, false))
        .collect_view();
    Some(view! {
        <section class="also-grid" aria-labelledby="also-below">
            <h2 id="also-below">{i18n::ALSO_LIKE}</h2>
            <div class="grid grid--four">{cards}</div>
        </section>
    })
}

/// The newest articles, beside the text. The snapshot of an archive has none,
/// since it would change with every new article; the app puts them there.
#[must_use]
pub fn new_articles(paper: &Paper, article: &Article) -> Option<Node> {
    let others = paper.bundle.articles.iter().filter(|other| other.id != article.id);
    let cards: Vec<_> = others
        .take(NEWEST)
        .map(|other| card(paper, other, Card::Small, Level::Three, false))
        .collect();
    if cards.is_empty() {
        return None;
    }
    Some(view! {
        <aside class="rail" aria-labelledby="new-articles">
            <h2 id="new-articles" class="rail__title">{i18n::NEW_ARTICLES}</h2>
            {cards}
        </aside>
    })
}

fn related<'a>(paper: &'a Paper, part: &Part) -> Vec<&'a Article> {
    part.related.iter().filter_map(|slug| paper.article(slug.as_str())).collect()
}

//! The front page.

mod bands;

use crate::components::card::{Card, Level, card};
use crate::i18n;
use crate::paper::Paper;
use crate::view::{Node, view};
use gazet_bundle::Article;
use leptos::prelude::*;

/// Secondary stories under the lead.
const SECONDS: usize = 3;
/// Headlines in the rail of the latest.
const LATEST: usize = 10;

/// Lead, seconds, the latest, then a band for each section.
#[must_use]
pub fn front(paper: &Paper) -> Node {
    let articles = &paper.bundle.articles;
    let Some(lead) = lead(articles) else {
        return view! { <div class="wrap plain"><h1>{paper.bundle.site.title.clone()}</h1><p class="empty">{i18n::NO_ARTICLES}</p></div> };
    };
    let seconds = seconds(articles, lead);
    let used: Vec<&str> = seconds.iter().chain([&lead]).map(|a| a.slug.as_str()).collect();
    let seconds = seconds
        .into_iter()
        .map(|article| card(paper, article, Card::Second, Level::Three, false))
        .collect_view();
    let latest = articles
        .iter()
        .filter(|article| !used.contains(&article.slug.as_str()))
        .take(LATEST)
        .map(|article| card(paper, article, Card::Line, Level::Three, false))
        .collect_view();
    view! {
        <h1 class="visually-hidden" tabindex="-1">{paper.bundle.site.title.clone()}</h1>
        <div class="wrap front">
            <section class="front__lead" aria-label=i18n::LEAD_STORIES>
                {card(paper, lead, Card::Lead, Level::Two, true)}
                <div class="front__seconds">{seconds}</div>
            </section>
            <section class="front__latest" aria-labelledby="latest">
                <h2 id="latest" class="rail__title">{i18n::LATEST}</h2>
                {latest}
            </section>
        </div>
        {bands::bands(paper, &used)}
    }
}

/// The newest story that the editors keep, else the newest with a picture,
/// else the newest. A lead is in the language of the paper when it can be:
/// the article says so by naming no other.
fn lead(articles: &[Article]) -> Option<&Article> {
    let sticky = articles.iter().find(|article| article.sticky);
    let pictured = || articles.iter().find(|a| a.image.is_some() && a.language.is_none());
    sticky.or_else(pictured).or_else(|| articles.first())
}

/// The next newest with pictures, each from another top section.
fn seconds<'a>(articles: &'a [Article], lead: &Article) -> Vec<&'a Article> {
    let mut tops = vec![lead.section.top()];
    let mut seconds = Vec::new();
    for article in articles {
        let top = article.section.top();
        let fits = article.image.is_some() && article.language.is_none() && !tops.contains(&top);
        if fits && seconds.len() < SECONDS {
            tops.push(top);
            seconds.push(article);
        }
    }
    seconds
}

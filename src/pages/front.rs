//! The front page.

mod bands;

use crate::components::card::{Card, Level, card};
use crate::i18n;
use crate::paper::Paper;
use crate::view::{Node, view};
use gazet_bundle::Article;
use leptos::prelude::*;

/// Secondary stories under the lead, and headlines in the rail of the latest.
const SECONDS: usize = 3;
const LATEST: usize = 10;
/// The same where the lead has no picture to fill the height of the rail.
const SECONDS_BARE: usize = 9;
const LATEST_BARE: usize = 8;

/// Lead, seconds, the latest, then a band for each section.
#[must_use]
pub fn front(paper: &Paper) -> Node {
    let articles = &paper.bundle.articles;
    let Some(lead) = lead(articles) else {
        return view! { <div class="wrap plain"><h1>{paper.bundle.site.title.clone()}</h1><p class="empty">{i18n::NO_ARTICLES}</p></div> };
    };
    let (most, latest) =
        if lead.image.is_some() { (SECONDS, LATEST) } else { (SECONDS_BARE, LATEST_BARE) };
    let seconds = seconds(articles, lead, most);
    let used: Vec<&str> = seconds.iter().chain([&lead]).map(|a| a.slug.as_str()).collect();
    let seconds = seconds
        .into_iter()
        .map(|article| card(paper, article, Card::Second, Level::Three, false))
        .collect_view();
    let latest = articles
        .iter()
        .filter(|article| !used.contains(&article.slug.as_str()))
        .take(latest)
        .map(|article| card(paper, article, Card::Line, Level::Three, false))
        .collect_view();
    view! {
        <h1 class="visually-hidden" tabindex="-1">{paper.bundle.site.title.clone()}</h1>
        <div class="wrap front">
            <section class="front__lead" aria-label=i18n::LEAD_STORIES>
                {card(paper, lead, Card::Lead, Level::Two, true)}
                {(!seconds.is_empty()).then(|| view! { <div class="front__seconds">{seconds}</div> })}
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

/// The next newest with pictures, each from another top section; where there
/// are too few, with pictures, then any.
fn seconds<'a>(articles: &'a [Article], lead: &'a Article, most: usize) -> Vec<&'a Article> {
    let mut seconds = vec![lead];
    for (pictured, apart) in [(true, true), (true, false), (false, false)] {
        for article in articles {
            let top = article.section.top();
            let fits = (article.image.is_some() || !pictured)
                && article.language.is_none()
                && !seconds.iter().any(|a| a.slug == article.slug)
                && !(apart && seconds.iter().any(|a| a.section.top() == top));
            if fits && seconds.len() <= most {
                seconds.push(article);
            }
        }
    }
    seconds.split_off(1)
}

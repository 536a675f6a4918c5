//! Kicker, headline, deck, byline, dates, lead picture.

use crate::components::bookmark::bookmark_button;
use crate::components::byline::byline;
use crate::components::icon::{Icon, icon};
use crate::components::keep::keep_button;
use crate::components::picture::{Crop, Priority, caption, picture};
use crate::components::when::when;
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::services::share::{self, Outcome};
use crate::state::notices::use_notices;
use crate::view::{Node, view};
use gazet_bundle::Article;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The head of an article.
#[must_use]
pub fn head(paper: &Paper, article: &Article) -> Node {
    let site = &paper.bundle.site.language;
    let language = site.as_str();
    let section = paper.links.to(&Route::section(&article.section));
    let deck =
        (!article.deck.is_empty()).then(|| view! { <p class="deck">{article.deck.clone()}</p> });
    let updated = article.updated.map(|updated| {
        view! { <span class="updated">{i18n::UPDATED}" "{when(updated, language)}</span> }
    });
    let own = paper.bundle.language_of(article);
    view! {
        <header class="head">
            <div class="head__title">
                <p class="kicker" dir=own.direction().as_str()><a href=section>{paper.kicker(article)}</a></p>
                <div lang=own.as_str().to_owned() dir=own.direction().as_str()>
                    <h1 tabindex="-1">{article.title.clone()}</h1>
                    {deck}
                </div>
            </div>
            <div class="head__meta">
                {byline(paper, article)}
                <span class="head__dates">
                    {when(article.published, language)}
                    {updated}
                </span>
                <span class="minutes">{i18n::minutes(article.minutes)}</span>
                <span class="head__tools">
                    {bookmark_button(paper, article)}
                    {share_button(article.title.clone())}
                    // What came from a file is on the device.
                    {paper.links.id().is_none().then(|| keep_button(article.slug.as_str(), &article.title))}
                </span>
            </div>
        </header>
    }
}

/// The lead picture with its caption.
#[must_use]
pub fn lead_picture(paper: &Paper, article: &Article) -> Option<Node> {
    let image = article.image.as_ref()?;
    if !image.src.is_relative() {
        let asked = super::embed::remote_picture(image);
        return Some(view! { <div class="lead-picture">{asked}</div> });
    }
    let own = paper.bundle.language_of(article);
    let shown = picture(
        image,
        &paper.links,
        Crop::Lead,
        "(min-width: 64rem) 52rem, 100vw",
        Priority::First,
    );
    Some(view! {
        <figure class="lead-picture" lang=own.as_str().to_owned() dir=own.direction().as_str()>
            {shown}
            {caption(image)}
        </figure>
    })
}

fn share_button(title: String) -> Node {
    let notices = use_notices();
    let share = move |_| {
        let title = title.clone();
        spawn_local(async move {
            let url = window().location().href().unwrap_or_default();
            match share::share(&title, &url).await {
                Outcome::Shown => {}
                Outcome::Copied => notices.say(i18n::SHARED_COPIED),
                Outcome::Failed => notices.fault(i18n::SHARED_FAILED),
            }
        });
    };
    view! {
        <button type="button" class="tool" aria-label=i18n::SHARE title=i18n::SHARE on:click=share>
            {icon(Icon::Share)}
        </button>
    }
}

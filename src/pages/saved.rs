//! The bookmarks.

mod tools;

use crate::components::icon::{Icon, icon};
use crate::components::picture::{Crop, Priority, picture};
use crate::components::when::when;
use crate::i18n;
use crate::order;
use crate::paper::Paper;
use crate::routes::Route;
use crate::state::bookmarks::{Bookmark, use_bookmarks};
use crate::view::{Node, view};
use gazet_bundle::text::fold;
use leptos::prelude::*;
use tools::{Order, Tools};

/// The saved articles: sorted, filtered, removed, carried elsewhere.
#[component]
pub fn Saved(
    /// The edition, which may still have the articles.
    paper: Paper,
) -> impl IntoView {
    let bookmarks = use_bookmarks();
    let chosen = RwSignal::new(Order::Newest);
    let filter = RwSignal::new(String::new());
    let rows = {
        let paper = paper.clone();
        move || {
            let list = arrange(bookmarks.list(), chosen.get(), &filter.get());
            if list.is_empty() {
                let (text, class) = match bookmarks.count() {
                    0 => (i18n::SAVED_EMPTY, "empty saved__nothing"),
                    _ => (i18n::SAVED_NONE_MATCH, "empty"),
                };
                return view! {
                    <div class=class>
                        <p>{text}</p>
                        <a class="button" href=paper.links.to(&Route::Front)>{i18n::TO_FRONT}</a>
                    </div>
                };
            }
            let items = list.iter().map(|bookmark| row(&paper, bookmark)).collect_view();
            view! { <ul class="saved__list">{items}</ul> }
        }
    };
    view! {
        <div class="wrap saved">
            <header class="section-head">
                <h1 tabindex="-1">{i18n::SAVED}</h1>
                <p class="section-head__count" role="status">{move || i18n::articles(bookmarks.count())}</p>
            </header>
            <Tools paper=paper order=chosen filter=filter/>
            {rows}
        </div>
    }
}

fn arrange(mut list: Vec<Bookmark>, chosen: Order, filter: &str) -> Vec<Bookmark> {
    let wanted = fold(filter.trim());
    list.retain(|bookmark| {
        wanted.is_empty()
            || fold(&bookmark.title).contains(&wanted)
            || fold(&bookmark.section).contains(&wanted)
    });
    match chosen {
        Order::Newest => order::by_key(list, |bookmark| order::descending(bookmark.added)),
        Order::Oldest => order::by_key(list, |bookmark| order::ascending(bookmark.added)),
        Order::Title => order::by_key(list, |bookmark| fold(&bookmark.title)),
    }
}

/// One saved article. It is found by its id, or by its address when it came
/// from another browser's file.
fn row(paper: &Paper, bookmark: &Bookmark) -> Node {
    let bookmarks = use_bookmarks();
    let article = paper
        .bundle
        .articles
        .iter()
        .find(|article| article.id.as_str() == bookmark.id)
        .or_else(|| paper.bundle.article(&bookmark.slug));
    let is_gone = article.is_none() && paper.bundle.archive.is_none();
    let language = paper.bundle.site.language.as_str();
    let remove = {
        let id = bookmark.id.clone();
        move |_| bookmarks.remove(vec![id.clone()])
    };
    let remove_label = format!("{}: {}", i18n::UNSAVE, bookmark.title);
    let image = article.and_then(|article| article.image.as_ref()).map(|image| {
        let shown = picture(image, &paper.links, Crop::Story, "8rem", Priority::Lazy);
        view! { <div class="saved__picture" aria-hidden="true">{shown}</div> }
    });
    let title = match article {
        Some(article) => {
            let own = paper.bundle.language_of(article);
            let (lang, dir) = (own.as_str().to_owned(), own.direction().as_str());
            view! { <a href=paper.article_link(article) lang=lang dir=dir>{article.title.clone()}</a> }
        }
        // It may be in the archive, which is not looked through for a list.
        None if !is_gone => {
            let href = paper.links.to(&Route::Article(bookmark.slug.clone()));
            view! { <a href=href dir="auto">{bookmark.title.clone()}</a> }
        }
        None => view! { <bdi>{bookmark.title.clone()}</bdi> },
    };
    let gone = is_gone.then(|| view! { <p class="saved__gone">{i18n::SAVED_GONE}</p> });
    let section = article.map_or_else(|| bookmark.section.clone(), |article| paper.kicker(article));
    let hue = article.map(|article| format!("hue-{}", paper.hue(&article.section)));
    view! {
        <li class="saved__row">
            {image}
            <div class="saved__text">
                <p class=format!("kicker {}", hue.unwrap_or_default())>{section}</p>
                <h2 class="card__headline">{title}</h2>
                <div class="card__meta">{bookmark.published.map(|time| when(time, language))}</div>
                {gone}
            </div>
            <button type="button" class="tool" aria-label=remove_label on:click=remove>{icon(Icon::Close)}</button>
        </li>
    }
}

//! A story in a list.

use super::bookmark::bookmark_button;
use super::picture::{Crop, Priority, picture};
use super::when::when;
use crate::i18n;
use crate::paper::Paper;
use crate::state::history::use_history;
use crate::state::offline::use_network;
use crate::view::{Node, view};
use gazet_bundle::Article;

/// How much room a story gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// The one largest story of the page.
    Lead,
    /// A story with a large picture.
    Large,
    /// A story with a picture above its headline.
    Standard,
    /// The same with its deck, next to the lead.
    Second,
    /// Headline and deck, no picture.
    Text,
    /// The author's face, then the headline.
    Face,
    /// A small square picture beside the headline.
    Small,
    /// A headline and its date.
    Line,
    /// A picture beside headline and deck.
    Row,
}

impl Card {
    fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Large => "large",
            Self::Standard => "standard",
            Self::Second => "second",
            Self::Text => "text",
            Self::Face => "face",
            Self::Small => "small",
            Self::Line => "line",
            Self::Row => "row",
        }
    }

    fn crop(self) -> Option<(Crop, &'static str)> {
        match self {
            Self::Lead => Some((Crop::Lead, "(min-width: 64rem) 52rem, 100vw")),
            Self::Large => Some((Crop::Story, "(min-width: 48rem) 40rem, 100vw")),
            Self::Standard | Self::Second => Some((Crop::Story, "(min-width: 48rem) 20rem, 100vw")),
            Self::Row => Some((Crop::Story, "(min-width: 48rem) 18rem, 40vw")),
            Self::Small => Some((Crop::Square, "5rem")),
            Self::Text | Self::Face | Self::Line => None,
        }
    }

    fn has_deck(self) -> bool {
        matches!(self, Self::Lead | Self::Large | Self::Second | Self::Text | Self::Row)
    }
}

/// The level of the headline in the page's outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Under the page's own heading.
    Two,
    /// Under a band's heading.
    Three,
}

/// A story. `first` marks the one picture that is needed at once.
#[must_use]
pub fn card(paper: &Paper, article: &Article, kind: Card, level: Level, first: bool) -> Node {
    let href = paper.article_link(article);
    let language = paper.bundle.language_of(article);
    let picture = kind.crop().zip(article.image.as_ref()).map(|((crop, sizes), image)| {
        let priority = if first { Priority::First } else { Priority::Lazy };
        let image = picture(image, &paper.links, crop, sizes, priority);
        // The headline is the link that is read and reached by keyboard; the
        // picture repeats it for the pointer.
        view! { <a class="card__picture" href=href.clone() tabindex="-1" aria-hidden="true">{image}</a> }
    });
    let face = (kind == Card::Face).then(|| face(paper, article)).flatten();
    let deck = (kind.has_deck() && !article.deck.is_empty())
        .then(|| view! { <p class="card__deck">{article.deck.clone()}</p> });
    let id = article.id.as_str().to_owned();
    let history = use_history();
    let class = format!("card card--{} hue-{}", kind.name(), paper.hue(&article.section));
    view! {
        <article class=class class:is-read=move || history.is_read(&id)>
            {picture}
            {face}
            <div class="card__text" lang=language.as_str().to_owned() dir=language.direction().as_str()>
                {kicker(paper, article)}
                {headline(article, href, level)}
                {deck}
                {furniture(paper, article, kind)}
            </div>
        </article>
    }
}

fn kicker(paper: &Paper, article: &Article) -> Node {
    let site = paper.bundle.site.language.as_str().to_owned();
    view! { <p class="kicker" lang=site>{paper.kicker(article)}</p> }
}

fn headline(article: &Article, href: String, level: Level) -> Node {
    let link = view! { <a href=href>{article.title.clone()}</a> };
    match level {
        Level::Two => view! { <h2 class="card__headline">{link}</h2> },
        Level::Three => view! { <h3 class="card__headline">{link}</h3> },
    }
}

/// Byline, date, minutes and the bookmark, as much as the size allows.
fn furniture(paper: &Paper, article: &Article, kind: Card) -> Node {
    let site = &paper.bundle.site.language;
    let byline = (kind.has_deck() || kind == Card::Face)
        .then(|| paper.byline(article))
        .filter(|names| !names.is_empty())
        .map(|names| view! { <span class="byline">{names}</span> });
    let minutes = (!matches!(kind, Card::Line | Card::Small | Card::Second | Card::Text))
        .then(|| view! { <span class="minutes">{i18n::minutes(article.minutes)}</span> });
    let save = bookmark_button(paper, article);
    let network = use_network();
    let (id, body, published) = (article.id.clone(), article.body.clone(), article.published);
    let history = use_history();
    let mark = move || {
        let (class, text) = if network.is_missing(&body) {
            ("card__missing", i18n::NOT_HERE)
        } else if history.is_new(id.as_str(), published) {
            ("card__new", i18n::NEW)
        } else {
            return None;
        };
        Some(view! { <span class=class>{text}</span> })
    };
    view! {
        <div class="card__meta" lang=site.as_str().to_owned()>
            {byline}
            {when(article.published, site.as_str())}
            {minutes}
            {mark}
            {save}
        </div>
    }
}

fn face(paper: &Paper, article: &Article) -> Option<Node> {
    let author = paper.authors(article).into_iter().next()?;
    let image = author.portrait.as_ref()?;
    let image = picture(image, &paper.links, Crop::Square, "6rem", Priority::Lazy);
    Some(view! { <div class="card__face">{image}</div> })
}

//! A band for each section; neighbours never share a layout.

use crate::components::card::{Card, Level, card};
use crate::components::subsections::subsections;
use crate::i18n;
use crate::paper::Paper;
use crate::routes::Route;
use crate::view::{Node, view};
use gazet_bundle::{Article, Section};
use leptos::prelude::*;

/// How a band is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Band {
    /// A large story and three headlines beside it.
    LeadAndText,
    /// Four columns of text between thin rules.
    Columns,
    /// Four stories with pictures.
    Strip,
    /// Two large stories.
    Pair,
    /// A large story with pictured ones beside it.
    LeadAndSmall,
    /// Authors' faces first.
    Faces,
}

/// The order in which layouts follow each other.
const CYCLE: [Band; 5] =
    [Band::LeadAndText, Band::Strip, Band::Columns, Band::LeadAndSmall, Band::Pair];

/// Opinion is read for who says it.
const FACES: &str = "opinion";

impl Band {
    fn name(self) -> &'static str {
        match self {
            Self::LeadAndText => "lead-text",
            Self::Columns => "columns",
            Self::Strip => "strip",
            Self::Pair => "pair",
            Self::LeadAndSmall => "lead-small",
            Self::Faces => "faces",
        }
    }

    /// The cards of the layout, the first story's first.
    fn cards(self) -> &'static [Card] {
        match self {
            Self::LeadAndText => &[Card::Large, Card::Text, Card::Text, Card::Text],
            Self::Columns => &[Card::Text, Card::Text, Card::Text, Card::Text],
            Self::Strip => &[Card::Standard, Card::Standard, Card::Standard, Card::Standard],
            Self::Pair => &[Card::Large, Card::Large],
            Self::LeadAndSmall => {
                &[Card::Large, Card::Small, Card::Small, Card::Small, Card::Small]
            }
            Self::Faces => &[Card::Face, Card::Face, Card::Face, Card::Face],
        }
    }
}

/// The bands of all sections that have something to show. A story at the top
/// of the page is shown again only where its section has little else.
pub(super) fn bands(paper: &Paper, used: &[&str]) -> Vec<Node> {
    let mut cycle = CYCLE.iter().cycle();
    let mut bands = Vec::new();
    let mut last = None;
    for section in &paper.bundle.sections {
        let all = paper.in_section(section.path.as_str());
        let is_used = |article: &&&Article| used.contains(&article.slug.as_str());
        let fresh = all.iter().filter(|article| !is_used(article));
        let articles: Vec<&Article> = fresh.chain(all.iter().filter(is_used)).copied().collect();
        if articles.is_empty() {
            continue;
        }
        let layout = if section.path.as_str() == FACES {
            Band::Faces
        } else {
            let fits = |band: &&Band| band.cards().len() <= articles.len() && Some(**band) != last;
            cycle.by_ref().take(CYCLE.len()).find(fits).copied().unwrap_or(
                if last == Some(Band::Columns) { Band::LeadAndText } else { Band::Columns },
            )
        };
        last = Some(layout);
        bands.push(band(paper, section, layout, &articles));
    }
    bands
}

fn band(paper: &Paper, section: &Section, layout: Band, articles: &[&Article]) -> Node {
    let id = format!("band-{}", section.path.as_str().replace('/', "-"));
    let href = paper.links.to(&Route::section(&section.path));
    let cards = layout
        .cards()
        .iter()
        .zip(articles)
        .map(|(kind, article)| card(paper, article, *kind, Level::Three, false))
        .collect_view();
    let label = id.clone();
    let more = format!("{} {}", i18n::MORE_FROM, section.name);
    view! {
        <section class=format!("wrap band band--{} hue-{}", layout.name(), paper.hue(&section.path)) aria-labelledby=label>
            <header class="band__head">
                <h2 id=id><a href=href.clone()>{section.name.clone()}</a></h2>
                {subsections(paper, section)}
                <a class="band__more" href=href>{more}</a>
            </header>
            <div class="band__cards">{cards}</div>
        </section>
    }
}

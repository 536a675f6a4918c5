//! What an item says above its text.

use super::super::wire::{Field, Fields};
use super::times;
use crate::html::{Losses, cut, cut_named, plain};
use gazet_bundle::{Article, ArticleId, Block, Body, Part, SectionPath, Slug, limits};

/// Characters of a headline that is made of the text: a line on a phone.
const FIRST_WORDS: usize = 80;

/// An article whose text is still to be read.
pub(super) fn head(
    item: &Fields<'_>,
    id: ArticleId,
    slug: Slug,
    (section, others): (SectionPath, Vec<String>),
    authors: Vec<Slug>,
    losses: &mut Losses,
) -> Article {
    let published = times::published(item, losses);
    Article {
        id,
        slug,
        section,
        title: title(item, losses),
        deck: deck(item, losses),
        kicker: String::new(),
        authors,
        published,
        updated: times::updated(item, published),
        language: None,
        minutes: 1,
        image: None,
        tags: tags(item, others, losses),
        source: None,
        translation_of: None,
        sticky: item.text("wp:is_sticky") == "1",
        body: Body::Inline(Part { blocks: Vec::new(), related: Vec::new() }),
    }
}

/// The headline; empty, when there is none.
pub(super) fn title(item: &Fields<'_>, losses: &mut Losses) -> String {
    cut_named(&plain(item.text("title")), limits::TITLE, "a headline", losses)
}

/// A headline of the first words of a text, as notes without one need.
pub(super) fn title_of(blocks: &[Block], losses: &mut Losses) -> String {
    let mut text = String::new();
    for block in blocks.iter().take(5) {
        block.plain_text(&mut text);
    }
    losses.note("a headline; the item has none, and its first words stand for it");
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("Untitled");
    cut(first.trim(), FIRST_WORDS)
}

/// The excerpt.
pub(super) fn deck(item: &Fields<'_>, losses: &mut Losses) -> String {
    cut_named(&plain(item.text("excerpt:encoded")), limits::DECK, "an excerpt", losses)
}

/// Whether a term is a tag; old exports say it shorter.
pub(super) fn is_tag(field: &Field<'_>) -> bool {
    matches!(field.attribute("domain").as_str(), "post_tag" | "tag")
}

/// The tags, and then the categories that are no section of the item.
fn tags(item: &Fields<'_>, others: Vec<String>, losses: &mut Losses) -> Vec<String> {
    let own = item.all("category").filter(|field| is_tag(field));
    let own = own.map(|field| cut(&plain(&field.text), limits::LABEL));
    let mut tags: Vec<String> = Vec::new();
    for label in own.chain(others) {
        if label.is_empty() || tags.contains(&label) {
            continue;
        }
        if Slug::from_label(&label).is_none() {
            losses.note(format!("the tag {label:?}, which has no letter or digit"));
            continue;
        }
        if tags.len() < limits::TAGS {
            tags.push(label);
        } else {
            losses.note(format!("the tag {label:?}, beyond the limit of {}", limits::TAGS));
        }
    }
    tags
}

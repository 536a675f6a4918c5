//! The text of an item.

use super::super::wire::text::Text;
use super::super::wire::{Item, Media};
use super::super::xml::escape;
use super::places::{Moved, Places};
use crate::html::{Context, Losses, convert, cut};
use crate::import::deck::repeats;
use gazet_bundle::{Block, limits};

/// Characters of the first words that stand for a missing headline.
const WORDS: usize = 80;

/// What was read.
pub(super) struct Read {
    pub(super) blocks: Vec<Block>,
    pub(super) deck: String,
    /// The first words, for a headline.
    pub(super) first_words: String,
}

/// Reads the text of an item: the full one, or the short one when there is no
/// other, with what comes as a file.
pub(super) fn read(
    item: &Item,
    title: Option<&str>,
    place: &Places,
    moved: &Moved,
    losses: &mut Losses,
) -> Read {
    let context =
        |breaks, resolve| Context { base: place.beside(item), breaks, resolve, picture: &|_| None };
    let resolve = |address: &str| moved.to(address);
    let main = item.content.as_ref().or(item.summary.as_ref());
    let (html, breaks) = main.map(Text::html).unwrap_or_default();
    let (before, after) = files(item, &html, title, place, losses);
    let parts = [before, html, after];
    let html = parts.join(if breaks { "\n\n" } else { "\n" });
    let converted = convert(&html, &context(breaks, &resolve));
    losses.add(converted.losses);
    let blocks = converted.blocks;
    let mut text = String::new();
    for block in blocks.iter().filter(|block| !matches!(block, Block::Embed(_))) {
        block.plain_text(&mut text);
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        losses.note("the text; the item has none");
    }
    let summary = item.summary.as_ref().filter(|_| item.content.is_some()).map(Text::line);
    let deck = summary.filter(|summary| !repeats(summary, &text)).unwrap_or_default();
    if deck.chars().count() > limits::DECK {
        losses.note(format!("the end of a summary of more than {} characters", limits::DECK));
    }
    Read { blocks, deck: cut(&deck, limits::DECK), first_words: cut(&text, WORDS) }
}

/// The HTML of what comes as files: players before the text, links to others
/// after it. Pictures have a place of their own.
fn files(
    item: &Item,
    html: &str,
    title: Option<&str>,
    place: &Places,
    losses: &mut Losses,
) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    // Of a film in many sizes the first is enough.
    let mut films = 0;
    for media in &item.media {
        let Some(address) = place.page(item, &media.url) else {
            losses.note("a file whose address cannot be read");
            continue;
        };
        let address = player(&address);
        let shown = escape(&address);
        if html.contains(&address) || html.contains(&shown) {
            continue;
        }
        let name = media.title.as_deref().or(title).unwrap_or_default();
        let name = escape(&Text::headline(name).line());
        match media.kind() {
            "image" => {}
            kind @ ("audio" | "video") if films == 0 => {
                films += 1;
                before.push_str(&format!("<{kind} src=\"{shown}\" title=\"{name}\"></{kind}>"));
            }
            "audio" | "video" => losses.note("another version of a sound or film"),
            _ => after.push_str(&link(media, &address)),
        }
    }
    (before, after)
}

/// The address under which YouTube's player can be shown.
fn player(address: &url::Url) -> String {
    let is_youtube = address.host_str().is_some_and(|host| host.ends_with("youtube.com"));
    match address.path().strip_prefix("/v/") {
        Some(film) if is_youtube => format!("https://www.youtube.com/embed/{film}"),
        _ => address.to_string(),
    }
}

fn link(media: &Media, address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
    let file = path.rsplit('/').next().unwrap_or(path);
    let name = media.title.as_deref().unwrap_or(file);
    format!("<p><a href=\"{}\">{}</a></p>", escape(address), escape(name))
}

//! The body of an article, block by block.

use super::embed::EmbedCard;
use super::inline::Inline;
use super::table::table;
use crate::components::icon::{Icon, icon};
use crate::components::picture::{Crop, Priority, caption, picture};
use crate::i18n;
use crate::routes::Links;
use crate::view::{Node, view};
use gazet_bundle::{Block, Footnote, Image, List, Part, Quote};
use leptos::prelude::*;
use std::cell::RefCell;

/// The numbers of the notes: their places in the list of notes.
#[derive(Default)]
pub(super) struct Notes {
    labels: Vec<String>,
    /// Numbers that were referred to already.
    referred: RefCell<Vec<usize>>,
}

impl Notes {
    fn of(blocks: &[Block]) -> Self {
        let lists = blocks.iter().filter_map(|block| match block {
            Block::Footnotes(notes) => Some(notes),
            _ => None,
        });
        let labels = lists.flatten().map(|note| note.label.clone()).collect();
        Self { labels, ..Self::default() }
    }

    /// The number under which a label is listed, from 1.
    pub(super) fn number(&self, label: &str) -> Option<usize> {
        self.labels.iter().position(|own| own == label).map(|at| at + 1)
    }

    /// Whether this is the first reference to a number: the one that the note
    /// leads back to.
    pub(super) fn is_first(&self, number: usize) -> bool {
        let mut referred = self.referred.borrow_mut();
        let is_first = !referred.contains(&number);
        if is_first {
            referred.push(number);
        }
        is_first
    }
}

/// The blocks of a body, in order.
#[must_use]
pub fn body(part: &Part, links: &Links) -> Vec<Node> {
    let notes = Notes::of(&part.blocks);
    let inline = Inline { links, notes: &notes };
    part.blocks.iter().map(|block| show(block, inline)).collect()
}

fn show(block: &Block, inline: Inline<'_>) -> Node {
    match block {
        Block::Paragraph(text) => view! { <p>{inline.spans(text)}</p> },
        Block::Heading { level, text } => heading(*level, inline.spans(text)),
        Block::List(list) => show_list(list, inline),
        Block::Quote(quote) => show_quote(quote, inline),
        Block::PullQuote(spans) => {
            // It repeats the text, so it is not read out twice, and holds
            // nothing that the keyboard could reach.
            let mut text = String::new();
            spans.iter().for_each(|span| span.plain_text(&mut text));
            view! { <aside class="pull-quote" aria-hidden="true"><p>{text}</p></aside> }
        }
        Block::Image(image) => figure(image, inline.links, "(min-width: 48rem) 42rem, 100vw"),
        Block::Gallery(images) => {
            let count = format!("gallery gallery--{}", images.len().min(4));
            let images = images
                .iter()
                .map(|image| figure(image, inline.links, "(min-width: 48rem) 21rem, 50vw"))
                .collect_view();
            view! { <div class=count role="group">{images}</div> }
        }
        Block::Table(data) => table(data, inline),
        Block::Code { text, .. } => {
            view! { <pre tabindex="0"><code>{text.clone()}</code></pre> }
        }
        Block::Divider(_) => view! { <hr/> },
        Block::Embed(embed) => view! { <EmbedCard embed=embed.clone()/> },
        Block::Footnotes(notes) => show_notes(notes, inline),
    }
}

fn blocks(blocks: &[Block], inline: Inline<'_>) -> Vec<Node> {
    blocks.iter().map(|block| show(block, inline)).collect()
}

fn heading(level: u8, text: Vec<Node>) -> Node {
    match level {
        2 => view! { <h2>{text}</h2> },
        3 => view! { <h3>{text}</h3> },
        4 => view! { <h4>{text}</h4> },
        5 => view! { <h5>{text}</h5> },
        _ => view! { <h6>{text}</h6> },
    }
}

fn show_list(list: &List, inline: Inline<'_>) -> Node {
    let items = list
        .items
        .iter()
        .map(|item| {
            // A single paragraph is the item itself.
            let inside = match item.as_slice() {
                [Block::Paragraph(text)] => inline.spans(text),
                other => blocks(other, inline),
            };
            view! { <li>{inside}</li> }
        })
        .collect_view();
    match list.start {
        Some(start) => {
            let start = (start != 1).then(|| start.to_string());
            view! { <ol start=start>{items}</ol> }
        }
        None => view! { <ul>{items}</ul> },
    }
}

fn show_quote(quote: &Quote, inline: Inline<'_>) -> Node {
    let inside = blocks(&quote.blocks, inline);
    let cite = (!quote.cite.is_empty())
        .then(|| view! { <figcaption>{inline.spans(&quote.cite)}</figcaption> });
    view! { <figure class="quote"><blockquote>{inside}</blockquote>{cite}</figure> }
}

fn figure(image: &Image, links: &Links, sizes: &'static str) -> Node {
    if !image.src.is_relative() {
        return super::embed::remote_picture(image);
    }
    let shown = picture(image, links, Crop::Whole, sizes, Priority::Lazy);
    view! { <figure>{shown}{caption(image)}</figure> }
}

fn show_notes(notes: &[Footnote], inline: Inline<'_>) -> Node {
    let items = notes
        .iter()
        .filter_map(|note| {
            let number = inline.notes.number(&note.label)?;
            let back = format!("#note-ref-{number}");
            Some(view! {
                <li id=format!("note-{number}")>
                    {blocks(&note.blocks, inline)}
                    <a class="note-back" href=back role="doc-backlink" aria-label=i18n::BACK_TO_TEXT>
                        {icon(Icon::Up)}
                    </a>
                </li>
            })
        })
        .collect_view();
    let first = notes.first().and_then(|note| inline.notes.number(&note.label));
    let start = first.filter(|first| *first != 1).map(|first| first.to_string());
    view! {
        <section class="notes" role="doc-endnotes" aria-label=i18n::FOOTNOTES><ol start=start>{items}</ol></section>
    }
}

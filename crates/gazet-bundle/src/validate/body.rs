//! Checks of one body.

use super::Report;
use super::image::{self, Alt};
use super::place::Place;
use crate::{Block, Part, Rich, Span, Table, limits};
use std::collections::BTreeSet;

/// What is gathered on the way through a body.
#[derive(Default)]
struct State<'a> {
    referred: BTreeSet<&'a str>,
    defined: BTreeSet<&'a str>,
    /// Level of the last heading; the headline is 1.
    heading: u8,
}

pub(super) fn check(part: &Part, place: &Place<'_>, report: &mut Report) {
    let body = place.key("body");
    if part.blocks.is_empty() {
        report.warning(&body, "is empty");
    }
    let mut state = State { heading: 1, ..State::default() };
    check_blocks(&part.blocks, 1, &body, &mut state, report);
    for label in state.referred.difference(&state.defined) {
        report.error(&body, format!("refers to the footnote {label:?}, which is not there"));
    }
    for label in state.defined.difference(&state.referred) {
        report.warning(&body, format!("has the footnote {label:?}, to which nothing refers"));
    }
}

/// Goes no deeper than the limit; what lies there, `safety` has refused.
fn check_blocks<'a>(
    blocks: &'a [Block],
    depth: usize,
    place: &Place<'_>,
    state: &mut State<'a>,
    report: &mut Report,
) {
    if depth > limits::BLOCK_DEPTH {
        return;
    }
    let list = place.key("blocks");
    for (index, block) in blocks.iter().enumerate() {
        check_block(block, depth, &list.at(index), state, report);
    }
}

fn check_block<'a>(
    block: &'a Block,
    depth: usize,
    place: &Place<'_>,
    state: &mut State<'a>,
    report: &mut Report,
) {
    match block {
        Block::Paragraph(text) => check_spans(text, place, state, report),
        Block::PullQuote(text) => check_text(text, place, state, report),
        Block::Heading { level, text } => {
            if *level > state.heading + 1 {
                let message = format!("skips from level {} to {level}", state.heading);
                report.warning(place, message);
            }
            state.heading = (*level).clamp(1, 6);
            check_text(text, place, state, report);
        }
        Block::List(list) => {
            if list.items.is_empty() {
                report.error(place, "is an empty list");
            }
            for (index, item) in list.items.iter().enumerate() {
                check_blocks(item, depth + 1, &place.key("items").at(index), state, report);
            }
        }
        Block::Quote(quote) => {
            if quote.blocks.is_empty() {
                report.error(place, "is an empty quotation");
            }
            check_blocks(&quote.blocks, depth + 1, place, state, report);
            check_spans(&quote.cite, &place.key("cite"), state, report);
        }
        Block::Image(image) => image::check(image, Alt::Needed, place, report),
        Block::Gallery(images) => {
            if images.is_empty() {
                report.error(place, "is an empty gallery");
            }
            for (index, image) in images.iter().enumerate() {
                image::check(image, Alt::Needed, &place.at(index), report);
            }
        }
        Block::Table(table) => check_table(table, place, state, report),
        Block::Code { text, .. } => report.characters(place, text),
        Block::Divider(_) => {}
        Block::Embed(embed) => {
            report.required(&place.key("title"), &embed.title);
            report.characters(&place.key("provider"), &embed.provider);
            if !embed.url.as_str().to_ascii_lowercase().starts_with("https:") {
                let message = format!("{:?} is not loaded over https", embed.url.as_str());
                report.error(&place.key("url"), message);
            }
        }
        Block::Footnotes(notes) => {
            for (index, note) in notes.iter().enumerate() {
                let place = place.at(index);
                report.required(&place.key("label"), &note.label);
                if !state.defined.insert(&note.label) {
                    report.error(&place, format!("has the footnote {:?} twice", note.label));
                }
                check_blocks(&note.blocks, depth + 1, &place, state, report);
            }
        }
    }
}

fn check_table<'a>(
    table: &'a Table,
    place: &Place<'_>,
    state: &mut State<'a>,
    report: &mut Report,
) {
    if table.rows.is_empty() {
        report.error(place, "is a table without rows");
    }
    let width = table.rows.first().map_or(table.head.len(), Vec::len);
    let ragged = table.rows.iter().any(|row| row.len() != width)
        || (!table.head.is_empty() && table.head.len() != width);
    if ragged {
        report.warning(place, "is a table whose rows differ in length");
    }
    if table.align.len() > width {
        report.warning(&place.key("align"), format!("names more than the {width} columns"));
    }
    check_spans(&table.caption, &place.key("caption"), state, report);
    for cell in table.head.iter().chain(table.rows.iter().flatten()) {
        check_spans(cell, place, state, report);
    }
}

/// Spans that must say something.
fn check_text<'a>(
    spans: &'a [Span],
    place: &Place<'_>,
    state: &mut State<'a>,
    report: &mut Report,
) {
    if is_silent(spans) {
        report.error(place, "is empty");
    }
    check_spans(spans, place, state, report);
}

fn check_spans<'a>(
    spans: &'a [Span],
    place: &Place<'_>,
    state: &mut State<'a>,
    report: &mut Report,
) {
    walk(spans, 1, false, place, state, report);
}

fn walk<'a>(
    spans: &'a [Span],
    depth: usize,
    in_link: bool,
    place: &Place<'_>,
    state: &mut State<'a>,
    report: &mut Report,
) {
    if depth > limits::SPAN_DEPTH {
        return;
    }
    for span in spans {
        let mut inside = in_link;
        match span {
            Span::Text(text) | Span::Rich(Rich::Code(text)) => report.characters(place, text),
            Span::Rich(Rich::Link { to, text }) => {
                if in_link {
                    report.error(place, format!("has a link inside a link: {:?}", to.as_str()));
                }
                if is_silent(text) {
                    report.error(place, format!("has a link without text: {:?}", to.as_str()));
                }
                inside = true;
            }
            Span::Rich(Rich::Abbr { text, title }) => {
                report.characters(place, text);
                report.characters(place, title);
            }
            Span::Rich(Rich::Note(label)) => {
                if in_link {
                    report.error(place, format!("has the footnote {label:?} inside a link"));
                }
                state.referred.insert(label);
            }
            Span::Rich(_) => {}
        }
        walk(span.children(), depth + 1, inside, place, state, report);
    }
}

/// Whether nothing is read; below the limit of depth everything counts as
/// something.
fn is_silent(spans: &[Span]) -> bool {
    fn silent(spans: &[Span], depth: usize) -> bool {
        depth <= limits::SPAN_DEPTH
            && spans.iter().all(|span| match span {
                Span::Text(text) | Span::Rich(Rich::Code(text) | Rich::Abbr { text, .. }) => {
                    text.trim().is_empty()
                }
                Span::Rich(rich) => silent(rich.children(), depth + 1),
            })
    }
    silent(spans, 1)
}

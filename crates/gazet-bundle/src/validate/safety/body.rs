//! Limits of one body.

use super::{Fault, Found, check_count, check_image, check_text};
use crate::validate::place::Place;
use crate::{Block, Rich, Span, Table, limits};

/// What is counted over a whole body.
#[derive(Default)]
struct Total {
    blocks: usize,
    spans: usize,
    bytes: usize,
    too_deep_blocks: bool,
    too_deep_spans: bool,
}

pub(super) fn check(blocks: &[Block], place: &Place<'_>, found: &mut Found<'_>) {
    let mut total = Total::default();
    check_blocks(blocks, 1, place, &mut total, found);
    check_count(place, total.blocks, "blocks", limits::BLOCKS, found);
    check_count(place, total.spans, "spans", limits::SPANS, found);
    check_count(place, total.bytes, "bytes of text", limits::BODY_BYTES, found);
    // Told once for a body: a hostile one can be too deep in every block.
    if total.too_deep_blocks {
        found(place, Fault::Depth("blocks", limits::BLOCK_DEPTH));
    }
    if total.too_deep_spans {
        found(place, Fault::Depth("spans", limits::SPAN_DEPTH));
    }
}

/// Descends no deeper than the limit, so that the stack is safe also with a
/// body that no parser has bounded.
fn check_blocks(
    blocks: &[Block],
    depth: usize,
    place: &Place<'_>,
    total: &mut Total,
    found: &mut Found<'_>,
) {
    if depth > limits::BLOCK_DEPTH {
        total.too_deep_blocks |= !blocks.is_empty();
        return;
    }
    total.blocks += blocks.len();
    let list = place.key("blocks");
    for (index, block) in blocks.iter().enumerate() {
        check_block(block, depth, &list.at(index), total, found);
    }
}

fn check_block(
    block: &Block,
    depth: usize,
    place: &Place<'_>,
    total: &mut Total,
    found: &mut Found<'_>,
) {
    match block {
        Block::Paragraph(text) | Block::PullQuote(text) => {
            check_spans(text, 1, place, total, found);
        }
        Block::Heading { level, text } => {
            if !(2..=6).contains(level) {
                found(place, Fault::Heading(*level));
            }
            check_spans(text, 1, place, total, found);
        }
        Block::List(list) => {
            total.blocks += list.items.len();
            for (index, item) in list.items.iter().enumerate() {
                check_blocks(item, depth + 1, &place.key("items").at(index), total, found);
            }
        }
        Block::Quote(quote) => {
            check_blocks(&quote.blocks, depth + 1, place, total, found);
            check_spans(&quote.cite, 1, &place.key("cite"), total, found);
        }
        Block::Image(image) => check_image(image, place, found),
        Block::Gallery(images) => {
            check_count(place, images.len(), "pictures", limits::GALLERY, found);
            for (index, image) in images.iter().enumerate() {
                check_image(image, &place.at(index), found);
            }
        }
        Block::Table(table) => check_table(table, place, total, found),
        Block::Code { language, text } => {
            total.bytes += text.len();
            check_text(&place.key("language"), language, limits::LABEL, found);
        }
        Block::Divider(_) => {}
        Block::Embed(embed) => {
            check_text(&place.key("title"), &embed.title, limits::TITLE, found);
            check_text(&place.key("provider"), &embed.provider, limits::LABEL, found);
        }
        Block::Footnotes(notes) => {
            total.blocks += notes.len();
            for (index, note) in notes.iter().enumerate() {
                let place = place.at(index);
                check_text(&place.key("label"), &note.label, limits::LABEL, found);
                check_blocks(&note.blocks, depth + 1, &place, total, found);
            }
        }
    }
}

fn check_table(table: &Table, place: &Place<'_>, total: &mut Total, found: &mut Found<'_>) {
    let cells = table.head.len() + table.rows.iter().map(|row| 1 + row.len()).sum::<usize>();
    check_count(place, cells, "cells and rows", limits::TABLE_CELLS, found);
    check_count(&place.key("align"), table.align.len(), "items", limits::TABLE_CELLS, found);
    check_spans(&table.caption, 1, &place.key("caption"), total, found);
    for cell in &table.head {
        check_spans(cell, 1, &place.key("head"), total, found);
    }
    for (index, row) in table.rows.iter().enumerate() {
        for cell in row {
            check_spans(cell, 1, &place.key("rows").at(index), total, found);
        }
    }
}

fn check_spans(
    spans: &[Span],
    depth: usize,
    place: &Place<'_>,
    total: &mut Total,
    found: &mut Found<'_>,
) {
    if depth > limits::SPAN_DEPTH {
        total.too_deep_spans |= !spans.is_empty();
        return;
    }
    total.spans += spans.len();
    for span in spans {
        match span {
            Span::Text(text) | Span::Rich(Rich::Code(text)) => total.bytes += text.len(),
            Span::Rich(Rich::Abbr { text, title }) => {
                total.bytes += text.len();
                check_text(place, title, limits::TITLE, found);
            }
            Span::Rich(Rich::Note(label)) => check_text(place, label, limits::LABEL, found),
            Span::Rich(rich) => check_spans(rich.children(), depth + 1, place, total, found),
        }
    }
}

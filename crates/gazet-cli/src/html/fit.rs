//! Holding a body to the limits of the format.

use super::Losses;
use super::inline::without_notes;
use gazet_bundle::{Block, Footnote, List, Part, Quote, Span, limits, validate_part};
use std::collections::BTreeSet;

/// The text up to a number of characters, cut where a word ends.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    let end = kept.rfind(' ').filter(|end| *end > kept.len() / 2).unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end())
}

/// As [`cut`], naming what was cut.
pub(crate) fn cut_named(text: &str, limit: usize, what: &str, losses: &mut Losses) -> String {
    let cut = cut(text, limit);
    if cut.len() != text.len() {
        losses.note(format!("the end of {what} beyond the limit of {limit} characters"));
    }
    cut
}

/// The blocks, with what is too deep brought up and what is too much left out.
pub(super) fn fit(blocks: Vec<Block>, losses: &mut Losses) -> Vec<Block> {
    let mut blocks = flat(blocks, 1, losses);
    let bytes = |block: &Block| {
        let mut text = String::new();
        block.plain_text(&mut text);
        text.len()
    };
    let mut left = limits::BODY_BYTES;
    let mut kept = Vec::new();
    for block in blocks.drain(..) {
        let size = bytes(&block);
        if size > left {
            losses.note(format!("text beyond the limit of {} bytes", limits::BODY_BYTES));
            if let Block::Paragraph(_) = block {
                let mut text = String::new();
                block.plain_text(&mut text);
                let cut_at = (0..=left).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                text.truncate(cut_at);
                if !text.trim().is_empty() {
                    kept.push(Block::Paragraph(vec![Span::text(text)]));
                }
            }
            break;
        }
        left -= size;
        kept.push(block);
    }
    // Counts of blocks and spans: the most that the format accepts.
    if has_too_many(&kept) {
        losses.note("blocks beyond the limit of the format");
        let (mut sound, mut refused) = (0, kept.len());
        while refused - sound > 1 {
            let middle = sound.midpoint(refused);
            if has_too_many(&kept[..middle]) { refused = middle } else { sound = middle }
        }
        kept.truncate(sound);
    }
    // A note may have been cut off from the text that refers to it.
    let labels: BTreeSet<String> = kept.iter().flat_map(labels).cloned().collect();
    without_notes(&mut kept, &|label| labels.contains(label));
    kept
}

fn labels(block: &Block) -> impl Iterator<Item = &String> {
    let notes = match block {
        Block::Footnotes(notes) => notes.as_slice(),
        _ => &[],
    };
    notes.iter().map(|note| &note.label)
}

fn has_too_many(blocks: &[Block]) -> bool {
    let part = Part { blocks: blocks.to_vec(), related: Vec::new() };
    let problems = validate_part(&part, "part");
    problems.iter().any(|problem| {
        problem.level == gazet_bundle::Level::Error && problem.message.contains("the limit is")
    })
}

/// Lists and quotations that nest too deep give up their content.
fn flat(blocks: Vec<Block>, depth: usize, losses: &mut Losses) -> Vec<Block> {
    let mut all = Vec::with_capacity(blocks.len());
    for block in blocks {
        if depth >= limits::BLOCK_DEPTH {
            let mut text = String::new();
            let nests = matches!(block, Block::List(_) | Block::Quote(_) | Block::Footnotes(_));
            if !nests {
                all.push(block);
                continue;
            }
            losses.note("lists or quotations nested deeper than the format allows");
            block.plain_text(&mut text);
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                all.push(Block::Paragraph(vec![Span::text(line)]));
            }
            continue;
        }
        all.push(match block {
            Block::List(List { start, items }) => {
                let items = items.into_iter().map(|item| flat(item, depth + 1, losses)).collect();
                Block::List(List { start, items })
            }
            Block::Quote(Quote { blocks, cite }) => {
                Block::Quote(Quote { blocks: flat(blocks, depth + 1, losses), cite })
            }
            Block::Footnotes(notes) => Block::Footnotes(
                notes
                    .into_iter()
                    .map(|Footnote { label, blocks }| Footnote {
                        label,
                        blocks: flat(blocks, depth + 1, losses),
                    })
                    .collect(),
            ),
            other => other,
        });
    }
    all
}

//! Lists of spans.

use gazet_bundle::{Block, Footnote, List, Quote, Rich, Span};

/// Adds text to the text that stands last.
pub(super) fn push_text(spans: &mut Vec<Span>, text: String) {
    match spans.last_mut() {
        _ if text.is_empty() => {}
        Some(Span::Text(last)) => last.push_str(&text),
        _ => spans.push(Span::Text(text)),
    }
}

/// Removes the space at the end.
pub(super) fn trim_end(spans: &mut Vec<Span>) {
    while let Some(Span::Text(text)) = spans.last_mut() {
        let kept = text.trim_end_matches(' ').len();
        text.truncate(kept);
        if kept > 0 {
            return;
        }
        spans.pop();
    }
}

/// The references to footnotes, when a raised text holds nothing else but the
/// brackets and commas around them.
pub(super) fn only_notes(spans: &[Span]) -> Option<Vec<Span>> {
    let is_note = |span: &&Span| matches!(span, Span::Rich(Rich::Note(_)));
    let is_beside = |span: &Span| match span {
        Span::Text(text) => text.chars().all(|c| matches!(c, '[' | ']' | '(' | ')' | ',' | ' ')),
        Span::Rich(rich) => matches!(rich, Rich::Note(_)),
    };
    let has_notes = spans.iter().any(|span| is_note(&span));
    (has_notes && spans.iter().all(is_beside))
        .then(|| spans.iter().filter(is_note).cloned().collect())
}

/// Paragraphs of one line: two breaks in a row part them, as in pages of a
/// time before `<p>` was closed.
pub(in super::super) fn paragraphs(spans: Vec<Span>) -> Vec<Vec<Span>> {
    let mut all = vec![Vec::new()];
    let mut breaks = 0;
    for span in spans {
        match &span {
            Span::Rich(Rich::Break(_)) => {
                breaks += 1;
                continue;
            }
            Span::Text(text) if breaks > 0 && text.trim().is_empty() => continue,
            _ => {}
        }
        if breaks > 1 {
            all.push(Vec::new());
        }
        if let Some(last) = all.last_mut() {
            if breaks == 1 && !last.is_empty() {
                last.push(Span::Rich(Rich::Break(true)));
            }
            last.push(span);
        }
        breaks = 0;
    }
    all.retain(|spans| !spans.is_empty());
    all
}

/// Turns references to footnotes that are not there into their numbers.
pub(in super::super) fn without_notes(blocks: &mut [Block], is_there: &dyn Fn(&str) -> bool) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } | Block::PullQuote(text) => {
                spans(text, is_there);
            }
            Block::List(List { items, .. }) => {
                items.iter_mut().for_each(|item| without_notes(item, is_there));
            }
            Block::Quote(Quote { blocks, cite }) => {
                without_notes(blocks, is_there);
                spans(cite, is_there);
            }
            Block::Table(table) => {
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.chain([&mut table.caption]).for_each(|cell| spans(cell, is_there));
            }
            Block::Footnotes(notes) => {
                notes
                    .iter_mut()
                    .for_each(|Footnote { blocks, .. }| without_notes(blocks, is_there));
            }
            Block::Image(_)
            | Block::Gallery(_)
            | Block::Code { .. }
            | Block::Divider(_)
            | Block::Embed(_) => {}
        }
    }
}

fn spans(list: &mut [Span], is_there: &dyn Fn(&str) -> bool) {
    for span in list {
        let Span::Rich(rich) = span else { continue };
        match rich {
            Rich::Note(label) if !is_there(label) => *span = Span::Text(format!("[{label}]")),
            rich => spans(rich.children_mut(), is_there),
        }
    }
}

//! The links and pictures of a text, at every level.

use gazet_bundle::{Block, Image, Rich, Span, Url};

/// Calls `link` and `image` with every one inside a block.
pub(crate) fn look<'b>(
    block: &'b Block,
    link: &mut dyn FnMut(&'b Url),
    image: &mut dyn FnMut(&'b Image),
) {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } | Block::PullQuote(text) => {
            spans(text, link);
        }
        Block::List(list) => list.items.iter().flatten().for_each(|b| look(b, link, image)),
        Block::Quote(quote) => {
            quote.blocks.iter().for_each(|b| look(b, link, image));
            spans(&quote.cite, link);
        }
        Block::Image(one) => image(one),
        Block::Gallery(images) => images.iter().for_each(image),
        Block::Table(table) => {
            spans(&table.caption, link);
            let cells = table.head.iter().chain(table.rows.iter().flatten());
            cells.for_each(|cell| spans(cell, link));
        }
        Block::Footnotes(notes) => {
            notes.iter().flat_map(|note| &note.blocks).for_each(|b| look(b, link, image));
        }
        Block::Code { .. } | Block::Divider(_) | Block::Embed(_) => {}
    }
}

fn spans<'b>(text: &'b [Span], link: &mut dyn FnMut(&'b Url)) {
    for span in text {
        if let Span::Rich(Rich::Link { to, .. }) = span {
            link(to);
        }
        spans(span.children(), link);
    }
}

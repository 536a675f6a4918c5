//! Links to articles that were given another address.

use gazet_bundle::{Block, Body, Bundle, Rich, Slug, Span, Url};
use std::collections::BTreeMap;

/// Lets the links, the list of what to read next and the sources in a bundle
/// follow articles to their new slugs. Bodies beside the bundle stay as they
/// are: an importer has none.
pub(super) fn follow(bundle: &mut Bundle, moves: &BTreeMap<String, Slug>) {
    let moved = |to: &mut Url| {
        if let Some(now) = now(to.as_str(), moves) {
            *to = now;
        }
    };
    for article in &mut bundle.articles {
        article.source.iter_mut().flat_map(|source| source.url.as_mut()).for_each(moved);
    }
    let articles = bundle.articles.iter_mut().map(|article| &mut article.body);
    for body in articles.chain(bundle.pages.iter_mut().map(|page| &mut page.body)) {
        let Body::Inline(part) = body else { continue };
        for slug in &mut part.related {
            if let Some(now) = moves.get(slug.as_str()) {
                *slug = now.clone();
            }
        }
        blocks(&mut part.blocks, &moved);
    }
}

/// The address that a link leads to now, when it is another one.
fn now(to: &str, moves: &BTreeMap<String, Slug>) -> Option<Url> {
    let rest = to.strip_prefix("/article/")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let slug = gazet_reader::routes::decode(&rest[..end])?;
    Url::new(format!("/article/{}{}", moves.get(&slug)?, &rest[end..])).ok()
}

fn blocks(all: &mut [Block], moved: &impl Fn(&mut Url)) {
    for block in all {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } | Block::PullQuote(text) => {
                spans(text, moved);
            }
            Block::List(list) => list.items.iter_mut().for_each(|item| blocks(item, moved)),
            Block::Quote(quote) => {
                blocks(&mut quote.blocks, moved);
                spans(&mut quote.cite, moved);
            }
            Block::Table(table) => {
                spans(&mut table.caption, moved);
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| spans(cell, moved));
            }
            Block::Footnotes(notes) => {
                notes.iter_mut().for_each(|note| blocks(&mut note.blocks, moved));
            }
            Block::Image(_)
            | Block::Gallery(_)
            | Block::Code { .. }
            | Block::Divider(_)
            | Block::Embed(_) => {}
        }
    }
}

fn spans(text: &mut [Span], moved: &impl Fn(&mut Url)) {
    for span in text {
        let Span::Rich(rich) = span else { continue };
        if let Rich::Link { to, .. } = rich {
            moved(to);
        }
        spans(rich.children_mut(), moved);
    }
}

//! An article.

use super::not_found::not_found;
use crate::components::article::{
    Progress, also_like, body, head, inline_related, lead_picture, neighbours, new_articles,
    source, tags,
};
use crate::components::breadcrumb::breadcrumb;
use crate::components::fault::fault_view;
use crate::components::skeleton::text_skeleton;
use crate::error::Load;
use crate::paper::Paper;
use crate::state::edition::use_edition;
use crate::state::history::use_history;
use crate::view::{Node, effect, view};
use gazet_bundle::{Article, Block, Part};
use leptos::prelude::*;
use std::sync::Arc;

/// After how many blocks the related list may stand: far enough that the story
/// has begun. In a short one, in the middle.
const RELATED_AFTER: usize = 6;

/// The article at this address, and what surrounds it.
#[must_use]
pub fn article(paper: &Paper, slug: &str) -> Node {
    let Some(found) = paper.article(slug) else { return not_found(paper) };
    let (part, retry) = use_edition().part(&found.body);
    note_when_read(found, part);
    let own = paper.bundle.language_of(found);
    let trail = paper.trail(&found.section);
    let text = {
        let paper = paper.clone();
        move || match part.get() {
            Load::Loading => text_skeleton(),
            Load::Failed(fault) => fault_view(&fault, retry),
            Load::Ready(part) => text(&paper, &part),
        }
    };
    let below = {
        let paper = paper.clone();
        move || match part.get() {
            Load::Ready(part) => also_like(&paper, &part),
            _ => None,
        }
    };
    view! {
        <Progress/>
        <div class=format!("wrap article hue-{}", paper.hue(&found.section))>
            <article class="article__main">
                {breadcrumb(paper, &trail, None)}
                {head(paper, found)}
                {lead_picture(paper, found)}
                <div class="prose" lang=own.as_str().to_owned() dir=own.direction().as_str()>{text}</div>
                <footer class="article__foot">
                    {source(paper, found)}
                    {tags(paper, found)}
                    {neighbours(paper, found)}
                </footer>
            </article>
            {new_articles(paper, found)}
        </div>
        <div class="wrap">{below}</div>
    }
}

fn text(paper: &Paper, part: &Arc<Part>) -> Node {
    let mut blocks = body(part, &paper.links);
    if let Some((place, related)) = related_place(&part.blocks).zip(inline_related(paper, part)) {
        blocks.insert(place, related);
    }
    Node::List(blocks)
}

/// The first place for the related list that does not part a heading from its
/// text; never the last one, nor before the notes.
fn related_place(blocks: &[Block]) -> Option<usize> {
    let first = RELATED_AFTER.min(blocks.len() / 2).max(1);
    let pairs = blocks.windows(2).enumerate().skip(first - 1);
    let fits =
        |pair: &[Block]| !matches!(pair, [Block::Heading { .. }, _] | [_, Block::Footnotes(_)]);
    pairs.filter(|(_, pair)| fits(pair)).map(|(at, _)| at + 1).next()
}

/// An article counts as read once its text is on screen.
fn note_when_read(article: &Article, part: ReadSignal<Load<Arc<Part>>>) {
    let history = use_history();
    let id = article.id.as_str().to_owned();
    effect(move || {
        if matches!(part.get(), Load::Ready(_)) {
            history.note(&id);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `p` is a paragraph, `h` a heading, `n` the notes.
    fn check(body: &str, expected: Option<usize>) {
        let block = |kind| match kind {
            'h' => Block::Heading { level: 2, text: Vec::new() },
            'n' => Block::Footnotes(Vec::new()),
            _ => Block::Paragraph(Vec::new()),
        };
        let blocks: Vec<Block> = body.chars().map(block).collect();
        assert_eq!(related_place(&blocks), expected, "{body}");
    }

    #[test]
    fn the_related_list_stands_inside_the_text() {
        check("pppppppppppppp", Some(6));
        check("pppppppppp", Some(5));
        check("pppppp", Some(3));
        check("pphphphphp", Some(6));
        check("pppphhpppp", Some(7));
        check("pppppn", Some(3));
        check("ppn", Some(1));
        check("pp", Some(1));
        check("pn", None);
        check("p", None);
        check("", None);
    }
}

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
use gazet_bundle::{Article, Part};
use leptos::prelude::*;
use std::sync::Arc;

/// After how many paragraphs' worth of blocks the related list stands: far
/// enough that the story has begun, and never last.
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
    if blocks.len() > RELATED_AFTER + 2
        && let Some(related) = inline_related(paper, part)
    {
        blocks.insert(RELATED_AFTER, related);
    }
    Node::List(blocks)
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

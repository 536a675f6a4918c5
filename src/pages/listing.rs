//! A list of articles in pages, shared by sections, authors and tags.

use crate::components::card::{Card, Level, card};
use crate::components::pager::pager;
use crate::i18n;
use crate::paper::{Listing, Paper};
use crate::routes::Route;
use crate::view::{Node, view};
use leptos::prelude::*;

/// The articles of one page, the first of the first page as a lead.
pub(super) fn listing(paper: &Paper, list: &Listing<'_>, route: &Route) -> Node {
    if list.articles.is_empty() {
        return view! { <p class="empty">{i18n::NO_ARTICLES}</p> };
    }
    // A lead and two seconds need three stories to stand on.
    let has_lead = list.page == 1 && list.articles.len() >= 3;
    let (top, rest) = list.articles.split_at(if has_lead { 3 } else { 0 });
    let top = (!top.is_empty()).then(|| {
        let seconds = top[1..]
            .iter()
            .map(|article| card(paper, article, Card::Standard, Level::Two, false))
            .collect_view();
        view! {
            <div class="listing__top">
                {card(paper, top[0], Card::Lead, Level::Two, true)}
                <div class="listing__seconds">{seconds}</div>
            </div>
        }
    });
    let rows = rest
        .iter()
        .enumerate()
        .map(|(index, article)| {
            card(paper, article, Card::Row, Level::Two, !has_lead && index == 0)
        })
        .collect_view();
    view! {
        <div class="listing">
            {top}
            <div class="listing__rows">{rows}</div>
            {pager(&paper.links, route, list.page, list.pages)}
        </div>
    }
}

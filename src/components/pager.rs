//! From page to page of a list.

use super::icon::{Icon, icon};
use crate::i18n;
use crate::routes::{Links, Route};
use crate::view::{Node, view};
use leptos::prelude::*;

/// Links to the pages of a list; nothing when there is only one.
#[must_use]
pub fn pager(links: &Links, route: &Route, page: u32, pages: u32) -> Option<Node> {
    if pages < 2 {
        return None;
    }
    let link = |to: u32, label: &'static str, which: Icon| {
        let href = links.to(&route.at_page(to));
        view! { <a class="pager__step" href=href>{icon(which)}<span>{label}</span></a> }
    };
    let newer = (page > 1).then(|| link(page - 1, i18n::NEXT, Icon::Back));
    let older = (page < pages).then(|| link(page + 1, i18n::PREVIOUS, Icon::Onward));
    let numbers = numbers(page, pages)
        .into_iter()
        .map(|number| match number {
            Some(number) => {
                let href = links.to(&route.at_page(number));
                let current = (number == page).then_some("page");
                view! { <li><a href=href aria-current=current>{number}</a></li> }
            }
            None => view! { <li aria-hidden="true">"…"</li> },
        })
        .collect_view();
    Some(view! {
        <nav class="pager" aria-label=i18n::PAGES_OF_LIST>
            {newer}
            <ol>{numbers}</ol>
            {older}
            <p class="pager__where">{i18n::page_of(page, pages)}</p>
        </nav>
    })
}

/// The first, the last, and those around the current one; `None` is a gap.
fn numbers(page: u32, pages: u32) -> Vec<Option<u32>> {
    let is_shown = |number: &u32| [1, pages].contains(number) || number.abs_diff(page) <= 1;
    let mut numbers = Vec::new();
    let mut last = 0;
    for number in (1..=pages).filter(is_shown) {
        if number > last + 1 {
            numbers.push(None);
        }
        numbers.push(Some(number));
        last = number;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_pages_leave_gaps() {
        assert_eq!(numbers(1, 2), [Some(1), Some(2)]);
        assert_eq!(numbers(5, 9), [Some(1), None, Some(4), Some(5), Some(6), None, Some(9)]);
        assert_eq!(numbers(2, 4), [Some(1), Some(2), Some(3), Some(4)]);
    }
}

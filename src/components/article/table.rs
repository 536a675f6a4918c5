//! Tables.

use super::inline::Inline;
use crate::view::{Node, view};
use gazet_bundle::{Align, Span, Table};
use leptos::prelude::*;

/// A table that scrolls by itself when it is wider than the text, and can be
/// scrolled by keyboard.
pub(super) fn table(table: &Table, inline: Inline<'_>) -> Node {
    let align = |column: usize| match table.align.get(column) {
        Some(Align::Center) => "center",
        Some(Align::End) => "end",
        _ => "start",
    };
    let head = (!table.head.is_empty()).then(|| {
        let cells = table.head.iter().enumerate().map(|(column, cell)| {
            view! { <th scope="col" data-align=align(column)>{inline.spans(cell)}</th> }
        });
        view! { <thead><tr>{cells.collect_view()}</tr></thead> }
    });
    let row = |row: &Vec<Vec<Span>>| {
        let cells = row
            .iter()
            .enumerate()
            .map(|(column, cell)| view! { <td data-align=align(column)>{inline.spans(cell)}</td> })
            .collect_view();
        view! { <tr>{cells}</tr> }
    };
    let rows = table.rows.iter().map(row).collect_view();
    let caption = (!table.caption.is_empty())
        .then(|| view! { <caption>{inline.spans(&table.caption)}</caption> });
    view! {
        <div class="table" tabindex="0" role="group">
            <table>{caption}{head}<tbody>{rows}</tbody></table>
        </div>
    }
}

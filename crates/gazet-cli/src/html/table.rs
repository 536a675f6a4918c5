//! Tables.

use super::blocks::Reader;
use super::dom::{attribute, below, first, is, name};
use gazet_bundle::{Align, Rich, Span, Table, limits};
use markup5ever_rcdom::Handle;

/// Columns of one table: more is a spreadsheet, and a cell that spans a
/// thousand columns is an attack.
const COLUMNS: usize = 100;

/// Whether a table only places things: it says so, has one row or column, or
/// holds in its cells what stands in no table.
pub(super) fn is_layout(node: &Handle) -> bool {
    let role = attribute(node, "role").unwrap_or_default();
    if matches!(role.as_str(), "presentation" | "none") {
        return true;
    }
    if first(node, &["th", "caption", "thead"]).is_some() {
        return false;
    }
    let rows = rows(node);
    let count = |row: &Handle| row.children.borrow().iter().filter(|c| is(c, &["td"])).count();
    let widest = rows.iter().map(count).max().unwrap_or_default();
    let holds =
        ["table", "ul", "ol", "blockquote", "pre", "figure", "h1", "h2", "h3", "h4", "iframe"];
    rows.len() <= 1 || widest <= 1 || first(node, &holds).is_some()
}

/// Reads a table, which may turn out to have no rows; cells that span columns
/// or rows leave the others empty.
pub(super) fn read(node: &Handle, reader: &mut Reader<'_, '_>) -> Table {
    let mut table =
        Table { head: Vec::new(), rows: Vec::new(), align: Vec::new(), caption: Vec::new() };
    let captions: Vec<Handle> =
        node.children.borrow().iter().filter(|c| is(c, &["caption"])).cloned().collect();
    for caption in captions {
        let words = reader.line_of(&caption);
        if !table.caption.is_empty() && !words.is_empty() {
            table.caption.push(Span::Rich(Rich::Break(true)));
        }
        table.caption.extend(words);
    }
    if below(node).iter().any(|n| is(n, &["table"])) {
        reader.losses.note("a table inside a table, whose cells are read as lines");
    }
    let mut cells = 0;
    // Rows that a cell of an earlier one reaches into, by column.
    let mut reaching: Vec<usize> = Vec::new();
    for found in rows(node) {
        let is_head = table.rows.is_empty() && table.head.is_empty() && is_head(&found);
        let row = row(&found, reader, &mut table.align, &mut reaching);
        cells += row.len() + 1;
        if cells > limits::TABLE_CELLS {
            reader.losses.note("rows of a table beyond the limit of 10,000 cells");
            break;
        }
        if row.iter().all(Vec::is_empty) {
            continue;
        }
        if is_head {
            table.head = row;
        } else {
            table.rows.push(row);
        }
    }
    if table.rows.is_empty() && !table.head.is_empty() {
        // A table of one row has no use for a heading.
        table.rows.push(std::mem::take(&mut table.head));
    }
    if table.align.iter().all(|align| *align == Align::Start) {
        table.align.clear();
    }
    table
}

/// The rows of a table, without those of tables inside it.
fn rows(node: &Handle) -> Vec<Handle> {
    let mut rows = Vec::new();
    for child in node.children.borrow().iter() {
        if is(child, &["tr"]) {
            rows.push(child.clone());
        } else if is(child, &["thead", "tbody", "tfoot"]) {
            rows.extend(child.children.borrow().iter().filter(|c| is(c, &["tr"])).cloned());
        }
    }
    rows
}

/// Whether every cell of a row is a heading.
fn is_head(row: &Handle) -> bool {
    let children = row.children.borrow();
    let mut cells = children.iter().filter_map(name).filter(|n| n == "td" || n == "th").peekable();
    cells.peek().is_some() && cells.all(|n| n == "th")
}

fn row(
    node: &Handle,
    reader: &mut Reader<'_, '_>,
    align: &mut Vec<Align>,
    reaching: &mut Vec<usize>,
) -> Vec<Vec<Span>> {
    let mut row: Vec<Vec<Span>> = Vec::new();
    let skip = |row: &mut Vec<Vec<Span>>, reaching: &mut Vec<usize>| {
        while let Some(rows) = reaching.get_mut(row.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            row.push(Vec::new());
        }
    };
    let children: Vec<Handle> = node.children.borrow().clone();
    for cell in children.iter().filter(|c| matches!(name(c).as_deref(), Some("td" | "th"))) {
        skip(&mut row, reaching);
        let span = |name: &str| {
            attribute(cell, name).and_then(|s| s.trim().parse::<usize>().ok()).unwrap_or(1)
        };
        let (columns, rows) = (span("colspan").clamp(1, COLUMNS), span("rowspan").clamp(1, 1000));
        if row.len() + columns > COLUMNS {
            reader.losses.note("columns of a table beyond 100");
            break;
        }
        let side = attribute(cell, "align")
            .or_else(|| attribute(cell, "style"))
            .or_else(|| attribute(cell, "class"))
            .unwrap_or_default();
        let side = match side.to_ascii_lowercase() {
            side if side.contains("right") || side == "end" => Align::End,
            side if side.contains("center") => Align::Center,
            _ => Align::Start,
        };
        if align.len() <= row.len() {
            align.resize(row.len() + 1, Align::Start);
            align[row.len()] = side;
        }
        let at = row.len();
        row.push(reader.line_of(cell));
        row.resize(at + columns, Vec::new());
        if rows > 1 {
            reaching.resize(reaching.len().max(at + columns), 0);
            reaching[at..at + columns].fill(rows - 1);
        }
    }
    skip(&mut row, reaching);
    row
}

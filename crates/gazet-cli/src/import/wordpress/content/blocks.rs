//! Blocks to the HTML that they hold.

use super::marks::{Mark, marks};
use super::{Sources, escape, notes};
use crate::html::Losses;

/// Patterns inside patterns: WordPress refuses a circle, an export may not.
const DEPTH: usize = 8;

/// The HTML of a text of blocks. What stands between blocks was written in the
/// classic editor, where line breaks mean something, and is marked as such.
pub(super) fn read(text: &str, sources: &Sources<'_>, losses: &mut Losses) -> String {
    let mut html = String::with_capacity(text.len());
    write(text, &mut html, sources, 0, losses);
    html
}

fn write(text: &str, html: &mut String, sources: &Sources<'_>, level: usize, losses: &mut Losses) {
    let mut at = 0;
    let mut open: Vec<&str> = Vec::new();
    for mark in marks(text) {
        put(&text[at..mark.start], &open, html);
        at = mark.end;
        if mark.is_empty {
            empty(&mark, html, sources, level, losses);
        } else if mark.is_end {
            // One that was never closed ends with what it stands in.
            if let Some(begun) = open.iter().rposition(|name| *name == mark.name) {
                open.truncate(begun);
            }
        } else {
            open.push(mark.name);
        }
    }
    put(&text[at..], &open, html);
}

fn put(piece: &str, open: &[&str], html: &mut String) {
    let is_classic = matches!(open.last(), None | Some(&"freeform"));
    if is_classic && !piece.trim().is_empty() {
        html.push_str("<div data-classic>");
        html.push_str(piece);
        html.push_str("</div>");
    } else if !is_classic {
        html.push_str(piece);
    }
}

/// A block that holds nothing: WordPress fills it when it answers.
fn empty(
    mark: &Mark<'_>,
    html: &mut String,
    sources: &Sources<'_>,
    level: usize,
    losses: &mut Losses,
) {
    let settings = mark.settings();
    let text = |key: &str| settings.get(key).and_then(|value| value.as_str()).unwrap_or_default();
    match mark.name {
        "more" | "nextpage" | "spacer" => {}
        "separator" => html.push_str("<hr>"),
        "footnotes" => html.push_str(&notes::read(sources.notes, losses)),
        "block" => {
            let number = settings.get("ref").and_then(serde_json::Value::as_u64);
            match number.and_then(|number| (sources.pattern)(number)) {
                Some(pattern) if level < DEPTH && !is_circle(pattern, number) => {
                    write(pattern, html, sources, level + 1, losses);
                }
                Some(pattern) if level == 0 => {
                    write(pattern, html, sources, DEPTH, losses);
                }
                _ => losses.note("a shared pattern that the export does not hold"),
            }
        }
        "embed" if !text("url").is_empty() => {
            html.push_str(&format!(
                "<figure><iframe src=\"{}\"></iframe></figure>",
                escape(text("url"))
            ));
        }
        "social-link" | "navigation-link" | "navigation-submenu" if !text("url").is_empty() => {
            let label = [text("label"), text("service"), text("url")];
            let label = label.into_iter().find(|label| !label.is_empty()).unwrap_or_default();
            html.push_str(&format!(
                "<li><a href=\"{}\">{}</a></li>",
                escape(text("url")),
                escape(label)
            ));
        }
        name => losses.note(format!("the block {name}, which WordPress fills by itself")),
    }
}

/// Whether a pattern holds itself.
fn is_circle(pattern: &str, number: Option<u64>) -> bool {
    marks(pattern).any(|mark| {
        mark.name == "block"
            && mark.settings().get("ref").and_then(serde_json::Value::as_u64) == number
    })
}

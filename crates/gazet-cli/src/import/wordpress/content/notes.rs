//! Footnotes, which the block editor keeps beside the text.

use super::escape;
use crate::html::Losses;
use serde::Deserialize;

#[derive(Deserialize)]
struct Note {
    id: String,
    content: String,
}

/// The notes as the list that WordPress shows.
pub(super) fn read(json: Option<&str>, losses: &mut Losses) -> String {
    let Some(json) = json else {
        losses.note("footnotes that the export does not hold");
        return String::new();
    };
    let Ok(notes) = serde_json::from_str::<Vec<Note>>(json) else {
        losses.note("footnotes that cannot be read");
        return String::new();
    };
    let items: String = notes
        .iter()
        .map(|note| format!("<li id=\"{}\">{}</li>", escape(&note.id), note.content))
        .collect();
    format!("<ol class=\"wp-block-footnotes\">{items}</ol>")
}

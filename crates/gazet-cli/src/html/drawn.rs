//! Words in drawings and formulas.

use super::dom::{attribute, below, is, text};
use markup5ever_rcdom::Handle;

/// The words of a drawing, or a formula as its author typed it; empty when
/// there are none.
pub(super) fn words(node: &Handle, name: &str) -> String {
    let nodes = below(node);
    let join = |names: &[&str]| {
        let words: Vec<String> =
            nodes.iter().filter(|n| is(n, names)).map(text).filter(|t| !t.is_empty()).collect();
        words.join(" ")
    };
    if name == "svg" {
        let told = attribute(node, "aria-label").unwrap_or_default();
        // The title names what has no text of its own.
        let choices = [join(&["text", "foreignObject"]), join(&["title"]), told];
        return choices.into_iter().find(|words| !words.trim().is_empty()).unwrap_or_default();
    }
    let typed = nodes.iter().find(|n| {
        is(n, &["annotation"]) && attribute(n, "encoding").is_some_and(|kind| kind.contains("tex"))
    });
    let typed = typed.map(text).or_else(|| attribute(node, "alttext"));
    typed.filter(|words| !words.trim().is_empty()).unwrap_or_else(|| text(node))
}

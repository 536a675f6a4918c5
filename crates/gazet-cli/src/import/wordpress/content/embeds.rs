//! Addresses alone on a line, which WordPress turns into what they show.

use super::escape;
use crate::html::is_player;

/// Players as frames; other addresses as links.
pub(super) fn read(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (at, line) in html.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        match alone(line) {
            Some((before, address, after)) if is_player(address) => {
                out.push_str(&format!(
                    "{before}<iframe src=\"{}\"></iframe>{after}",
                    escaped(address)
                ));
            }
            // In an embed block the address waits for the block to be read.
            Some((before, address, after)) if !out.ends_with("embed__wrapper\">\n") => {
                let address = escaped(address);
                out.push_str(&format!("{before}<a href=\"{address}\">{address}</a>{after}"));
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// An address that has a line, or a paragraph in it, for itself.
fn alone(line: &str) -> Option<(&str, &str, &str)> {
    let trimmed = line.trim();
    let (before, rest) = match trimmed.strip_prefix("<p") {
        Some(rest) => {
            let end = rest.find('>')?;
            trimmed.split_at("<p".len() + end + 1)
        }
        None => ("", trimmed),
    };
    let (address, after) = match rest.strip_suffix("</p>") {
        Some(address) => (address.trim(), "</p>"),
        None => (rest.trim(), ""),
    };
    let is_address = (address.starts_with("https://") || address.starts_with("http://"))
        && !address.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '['));
    is_address.then_some((before, address, after))
}

/// An address as it stands in an attribute; in a text its marks are already
/// those of HTML.
fn escaped(address: &str) -> String {
    if address.contains("&amp;") || address.contains("&#") {
        address.to_owned()
    } else {
        escape(address)
    }
}

//! Fenced blocks that mean something of their own.

use super::blocks::{Reader, Shared};
use crate::fault::Log;
use gazet_bundle::{Block, Embed, Url};

/// A fenced block `pullquote`: one paragraph of inline Markdown. `line` is
/// that of the fence.
pub(super) fn pull_quote(text: &str, line: usize, shared: &mut Shared<'_>) -> Option<Block> {
    let mut blocks = Reader::new(text, line + 1, shared).blocks();
    match (blocks.pop(), blocks.is_empty()) {
        (Some(Block::Paragraph(spans)), true) => Some(Block::PullQuote(spans)),
        _ => {
            shared.log.error(line, "a pull quote should hold one paragraph");
            None
        }
    }
}

/// A fenced block `embed`: lines of `key: value`.
pub(super) fn embed(text: &str, line: usize, log: &mut Log) -> Option<Block> {
    let [mut url, mut title, mut provider] = [const { String::new() }; 3];
    for (index, text) in text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let line = line + 1 + index;
        let (key, value) = text.split_once(':').unwrap_or((text, ""));
        let field = match key.trim() {
            "url" => &mut url,
            "title" => &mut title,
            "provider" => &mut provider,
            other => {
                let message =
                    format!("{other:?} is not a key of an embed; known are url, title, provider");
                log.error(line, message);
                continue;
            }
        };
        if !field.is_empty() {
            log.error(line, format!("the key {:?} stands twice", key.trim()));
        }
        *field = unquote(value.trim()).to_owned();
    }
    for (key, value) in [("url", &url), ("title", &title)] {
        if value.is_empty() {
            log.error(line, format!("the embed has no {key:?}"));
        }
    }
    if url.is_empty() {
        return None;
    }
    match Url::new(&url) {
        Ok(url) => Some(Block::Embed(Embed { url, title, provider })),
        Err(error) => {
            log.error(line, format!("the address {url:?} of the embed: {error}"));
            None
        }
    }
}

/// Drops the quotes that a value may stand in, as in YAML.
fn unquote(text: &str) -> &str {
    let inside = |quote| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(text)
}

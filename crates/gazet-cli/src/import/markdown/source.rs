//! Text files and their lines.

use crate::error::{IoContext, Result};
use crate::fault::Log;
use crate::input;
use gazet_bundle::limits;
use std::path::Path;

/// The front matter and the body of a Markdown file.
pub(super) struct Split<'t> {
    /// The YAML between the two lines of `---`.
    pub(super) head: &'t str,
    /// Line of the file on which the YAML begins.
    pub(super) head_line: usize,
    /// What follows.
    pub(super) body: &'t str,
    /// Line of the file on which the body begins.
    pub(super) body_line: usize,
}

/// Finds lines by offset.
pub(super) struct Lines {
    first: usize,
    breaks: Vec<usize>,
}

impl Lines {
    /// The lines of a text that begins on line `first` of its file.
    pub(super) fn new(text: &str, first: usize) -> Self {
        Self { first, breaks: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The line on which the byte at `offset` stands.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.first + self.breaks.partition_point(|&at| at < offset)
    }
}

/// Reads a text file: UTF-8, at most [`limits::DOCUMENT_BYTES`], without a
/// byte order mark and with `\n` between lines. `None` when the log says why.
pub(super) fn read(path: &Path, log: &mut Log) -> Result<Option<String>> {
    let fit = input::read_file(path, limits::DOCUMENT_BYTES as u64).at("cannot read", path)?;
    let bytes = match fit {
        Ok(bytes) => bytes,
        Err(unfit) => {
            log.error(None, format!("the file {unfit}"));
            return Ok(None);
        }
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes()[..at].iter().filter(|&&b| b == b'\n').count();
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            log.error(line, format!("the byte 0x{byte:02x} is not UTF-8; save the file as UTF-8"));
            return Ok(None);
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
    if let Some(at) = text.find('\0') {
        log.error(Lines::new(&text, 1).at(at), "the text holds a NUL character");
        return Ok(None);
    }
    Ok(Some(text))
}

/// Parts the front matter from the body. `None` when the log says why.
pub(super) fn split<'t>(text: &'t str, log: &mut Log) -> Option<Split<'t>> {
    let Some(head_start) = fence_at(text, 0) else {
        log.error(1, "the file does not begin with front matter between two lines of ---");
        return None;
    };
    let mut at = head_start;
    while at < text.len() {
        if let Some(body_start) = fence_at(text, at) {
            return Some(Split {
                head: &text[head_start..at],
                head_line: 2,
                body: &text[body_start..],
                body_line: Lines::new(text, 1).at(body_start),
            });
        }
        at = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    }
    log.error(1, "the front matter does not end: its second line of --- is missing");
    None
}

/// The offset after a line of `---` that begins at `at`.
fn fence_at(text: &str, at: usize) -> Option<usize> {
    let line = text[at..].split('\n').next()?;
    (line.trim_end() == "---").then(|| (at + line.len() + 1).min(text.len()))
}

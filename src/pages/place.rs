//! A section or a static page: they share the top of the address space.

use super::{not_found, section, static_page};
use crate::paper::Paper;
use crate::view::Node;

/// Whichever has this path.
#[must_use]
pub fn place(paper: &Paper, path: &str, number: u32) -> Node {
    if let Some(found) = paper.bundle.section(path) {
        return section::section(paper, found, number);
    }
    match paper.bundle.page(path) {
        Some(found) if number == 1 => static_page::static_page(paper, found),
        _ => not_found::not_found(paper),
    }
}

//! Any text is a document of a folder, and makes a bundle that readers accept.

use super::accepted;
use gazet_cli::import::markdown::foreign;

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for name in ["2020-01-01-a.md", "a.html"] {
        if let Some((edition, _)) = foreign::read_text(name, &text) {
            accepted::check(&edition.bundle);
        }
    }
}

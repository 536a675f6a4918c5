//! Any HTML makes blocks that readers accept.

use gazet_bundle::{Level, Part, read_part, validate_part};
use gazet_cli::html_to_blocks;

pub(crate) fn check(bytes: &[u8]) {
    let html = String::from_utf8_lossy(bytes);
    for breaks in [false, true] {
        let part = Part { blocks: html_to_blocks(&html, breaks), related: Vec::new() };
        let problems = validate_part(&part, "part");
        assert!(problems.iter().all(|problem| problem.level != Level::Error), "{problems:?}");
        let written = serde_json::to_vec(&part).unwrap();
        assert_eq!(read_part(&written), Ok(part));
    }
}

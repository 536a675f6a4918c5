//! What the fuzzer found worth keeping, by the functions that it calls.

#[path = "../../fuzz/checks/accepted.rs"]
mod accepted;
#[path = "../../fuzz/checks/feed.rs"]
mod feed;
#[path = "../../fuzz/checks/html.rs"]
mod html;
#[path = "../../fuzz/checks/markdown.rs"]
mod markdown;
#[path = "../../fuzz/checks/rest.rs"]
mod rest;
#[path = "../../fuzz/checks/wordpress.rs"]
mod wordpress;

use std::fs;
use std::path::Path;

/// Checks every seed of a target; the name of the one that fails is told.
fn each(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let outcome = std::panic::catch_unwind(|| check(&bytes));
        assert!(outcome.is_ok(), "{}", path.display());
        count += 1;
    }
    assert!(count >= 20, "{target} has {count} seeds");
}

#[test]
fn feeds() {
    each("feed", feed::check);
}

#[test]
fn html_of_any_kind() {
    each("html", html::check);
}

#[test]
fn documents() {
    each("markdown", markdown::check);
}

#[test]
fn answers_of_wordpress() {
    each("rest", rest::check);
}

#[test]
fn exports_of_wordpress() {
    each("wordpress", wordpress::check);
}

//! What the fuzzer found worth keeping, by the function that it calls.

#[path = "../../fuzz/checks/read.rs"]
mod read;

use std::fs;
use std::path::Path;

#[test]
fn any_bytes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/read");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let outcome = std::panic::catch_unwind(|| read::check(&bytes));
        assert!(outcome.is_ok(), "{}", path.display());
        count += 1;
    }
    assert!(count >= 20, "there are {count} seeds");
}

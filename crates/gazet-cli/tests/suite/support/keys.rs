//! Papers whose publisher signs.

use super::{copy, edition, fixture, run, succeed};
use std::path::Path;
use tempfile::TempDir;

/// A folder with a bundle, an app and two pairs of keys: `own` and `other`.
pub(crate) fn paper() -> TempDir {
    let folder = edition();
    let root = folder.path();
    copy(&fixture("build/app"), &root.join("app"));
    succeed(root, "import markdown edition --out bundle");
    for name in ["own", "other"] {
        succeed(root, &format!("keygen --secret {name}.key --public {name}.pub --no-password"));
    }
    folder
}

/// The run ended with the code 1, and said this of the input.
pub(crate) fn refused(root: &Path, words: &str, part: &str) {
    let output = run(root, words);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "gazet {words}: {said}");
    assert!(said.contains(part), "gazet {words}: {said}\ndoes not hold {part:?}");
    assert!(said.lines().last().unwrap_or_default().starts_with("gazet: "), "{said}");
}

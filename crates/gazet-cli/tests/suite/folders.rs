//! What is written appears whole or not at all, and nothing else is touched.

use crate::support::{edition, names, run, succeed, tree};
use std::fs::{self, File};
use std::path::Path;

/// The run is refused with exit code 3 and this sentence, and leaves every
/// file as it was.
fn check(folder: &Path, words: &str, part: &str) {
    let before = tree(folder);
    let output = run(folder, words);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.starts_with("gazet: ") && said.contains(part), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_eq!(tree(folder), before);
}

#[test]
fn what_gazet_did_not_make_is_not_replaced() {
    let folder = edition();
    let root = folder.path();
    fs::create_dir(root.join("mine")).unwrap();
    fs::write(root.join("mine/thesis.txt"), "years of work").unwrap();
    check(root, "import markdown edition --out mine", "was not made by gazet");
    fs::write(root.join("file"), "x").unwrap();
    check(root, "import markdown edition --out file", "is a file, not a folder");
    fs::create_dir(root.join("other")).unwrap();
    fs::write(root.join("other/.gazet"), "gazet site 1\nbase /\n").unwrap();
    check(root, "import markdown edition --out other", "holds something else made by gazet");
    check(root, "import markdown edition --out edition", "overlaps");
    check(root, "import markdown edition --out edition/out", "overlaps");
    check(root, "import markdown edition --out .", "is no name for a folder");
    check(root, "import markdown nowhere --out bundle", "nowhere: cannot read");
    // An empty folder is nobody's.
    fs::create_dir(root.join("empty")).unwrap();
    succeed(root, "import markdown edition --out empty");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = edition();
    let root = folder.path();
    fs::create_dir(root.join("victim")).unwrap();
    fs::write(root.join("victim/kept"), "kept").unwrap();
    symlink(root.join("victim"), root.join("link")).unwrap();
    check(root, "import markdown edition --out link", "is a symbolic link");
    succeed(root, "import markdown edition --out bundle");
    // A link inside a folder that is replaced goes; what it leads to stays.
    symlink(root.join("victim"), root.join("bundle/images/away")).unwrap();
    fs::remove_file(root.join("bundle/bundle.json")).unwrap();
    symlink(root.join("victim/kept"), root.join("bundle/bundle.json")).unwrap();
    succeed(root, "import markdown edition --out bundle");
    assert_eq!(fs::read(root.join("victim/kept")).unwrap(), b"kept");
    assert!(root.join("bundle/bundle.json").symlink_metadata().unwrap().is_file());
}

#[test]
fn a_second_writer_is_told_who_is_first() {
    let folder = edition();
    let root = folder.path();
    let lock = root.join(".bundle.gazet-lock");
    fs::write(&lock, "process 1234\n").unwrap();
    let held = File::open(&lock).unwrap();
    held.lock().unwrap();
    check(root, "import markdown edition --out bundle", "is in use by process 1234");
    held.unlock().unwrap();
    succeed(root, "import markdown edition --out bundle");
    assert_eq!(names(root), ["bundle", "edition"]);
}

#[test]
fn what_a_killed_run_left_is_cleared_away() {
    let folder = edition();
    let root = folder.path();
    fs::create_dir_all(root.join(".bundle.gazet-new/images")).unwrap();
    fs::write(root.join(".bundle.gazet-new/half"), "half").unwrap();
    // A run that was killed where no exchange is possible.
    fs::create_dir(root.join(".bundle.gazet-old")).unwrap();
    fs::write(root.join(".bundle.gazet-old/.gazet"), "gazet bundle 1\n").unwrap();
    succeed(root, "import markdown edition --out bundle");
    assert_eq!(names(root), ["bundle", "edition"]);
    assert!(!root.join("bundle/half").exists());
}

#[test]
fn a_command_line_that_is_not_understood_is_exit_code_2() {
    let folder = edition();
    for words in ["import", "import markdown", "fly", "build a --app b --out c --base-path /../"] {
        assert_eq!(run(folder.path(), words).status.code(), Some(2), "{words}");
    }
}

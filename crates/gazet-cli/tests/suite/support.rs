//! Folders and runs of the program.

pub(crate) mod keys;
pub(crate) mod pictures;
mod server;

pub(crate) use server::{Reply, Server};

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The fixtures of a suite.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(name)
}

/// The program, in a folder and without colours.
pub(crate) fn gazet(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gazet"));
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

/// Runs the program with words parted by spaces.
pub(crate) fn run(folder: &Path, words: &str) -> Output {
    gazet(folder).args(words.split_whitespace()).output().unwrap()
}

/// Runs the program, which must succeed.
pub(crate) fn succeed(folder: &Path, words: &str) -> String {
    let output = run(folder, words);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "gazet {words}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Copies a folder of fixtures.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// Names and bytes of every file under a folder.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Names in a folder, hidden ones too, but for the pictures that are kept for
/// the next import.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".gazet-media"));
    names.sort();
    names
}

/// A folder with the good edition in `edition`.
pub(crate) fn edition() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixture("import/edition"), &folder.path().join("edition"));
    folder
}

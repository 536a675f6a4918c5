//! The machine says no: one sentence that names the path, the code 3, and the
//! old folder whole.

#![cfg(unix)]

use crate::support::{copy, edition, fixture, gazet, names, succeed, tree};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder with an edition, an app, a bundle and a site.
fn made() -> TempDir {
    let folder = edition();
    let root = folder.path();
    copy(&fixture("build/app"), &root.join("app"));
    succeed(root, "import markdown edition --out bundle");
    succeed(root, "build bundle --app app --out site");
    folder
}

/// The program without the power of root to pass over permissions.
fn powerless(root: &Path, words: &str) -> Output {
    let program = gazet(root).get_program().to_owned();
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| {
        use std::os::unix::fs::MetadataExt;
        own.uid() == 0
    });
    let mut command = if is_root {
        let mut command = Command::new("setpriv");
        command.args(["--inh-caps=-all", "--bounding-set=-all"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.args(words.split_whitespace()).current_dir(root).env("NO_COLOR", "1").output().unwrap()
}

/// The program where no file may become larger than some blocks of 512 bytes,
/// which is how a full disk looks to it.
fn cramped(root: &Path, blocks: usize, words: &str) -> Output {
    let program = gazet(root).get_program().to_owned();
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" {words}");
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(program).current_dir(root).env("NO_COLOR", "1");
    command.output().unwrap()
}

/// The run ended with this code and one sentence with these parts.
fn check(output: &Output, code: i32, parts: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("gazet: "), "{said}");
    for part in parts {
        assert!(said.contains(part), "{said}\ndoes not hold {part:?}");
    }
}

#[test]
fn what_is_not_there_or_is_no_folder() {
    let folder = made();
    let root = folder.path();
    fs::write(root.join("file"), "x").unwrap();
    let run = |words: &str| gazet(root).args(words.split_whitespace()).output().unwrap();
    for (words, code, part) in [
        ("import markdown nowhere --out new", 3, "nowhere: cannot read"),
        ("import markdown file --out new", 1, "file: is a file, not a folder"),
        ("import wordpress nowhere.xml --out new", 3, "nowhere.xml: cannot read"),
        ("import wordpress edition --out new", 3, "edition: cannot read"),
        ("check nowhere", 3, "nowhere/bundle.json: cannot read"),
        ("check file", 3, "file/bundle.json: cannot read"),
        ("build nowhere --app app --out new", 3, "nowhere: cannot read"),
        ("build edition --app app --out new", 3, "edition/bundle.json: cannot read"),
        ("build bundle --app nowhere --out new", 3, "nowhere: cannot read"),
        ("build bundle --app edition --out new", 1, "edition: has no index.html"),
        ("build bundle --app app --out file", 3, "is a file, not a folder"),
        ("build bundle --app app --out file/new", 3, "file: cannot create"),
        ("serve nowhere --port 0", 3, "nowhere: cannot read"),
        ("serve file --port 0", 1, "file: is a file, not a folder"),
        ("publish bundle --to s3://a", 1, "bundle: is no site"),
        ("man --out file", 3, "file: cannot create"),
    ] {
        check(&run(words), code, &[part]);
        assert!(!root.join("new").exists(), "{words}");
    }
}

#[test]
fn permissions() {
    let folder = made();
    let root = folder.path();
    let before = tree(root);
    let allow = |name: &str, mode| {
        fs::set_permissions(root.join(name), Permissions::from_mode(mode)).unwrap();
    };
    allow("edition/site.yaml", 0o000);
    let output = powerless(root, "import markdown edition --out bundle");
    check(&output, 3, &["edition/site.yaml: cannot read", "ermission denied"]);
    allow("edition/site.yaml", 0o644);
    allow("bundle/bundle.json", 0o000);
    let output = powerless(root, "build bundle --app app --out site");
    check(&output, 3, &["bundle/bundle.json: cannot read", "ermission denied"]);
    let output = powerless(root, "check bundle");
    check(&output, 3, &["bundle/bundle.json: cannot read", "ermission denied"]);
    allow("bundle/bundle.json", 0o644);
    fs::create_dir(root.join("closed")).unwrap();
    allow("closed", 0o555);
    let output = powerless(root, "build bundle --app app --out closed/site");
    check(&output, 3, &["closed/.site.gazet-lock: cannot create", "ermission denied"]);
    let output = powerless(root, "import markdown edition --out closed/a/b");
    check(&output, 3, &["closed/a: cannot create", "ermission denied"]);
    // What is only read may lie where nothing can be written.
    fs::rename(root.join("site"), root.join("edition/site-to-move")).unwrap();
    allow("closed", 0o755);
    fs::rename(root.join("edition/site-to-move"), root.join("closed/site")).unwrap();
    allow("closed", 0o555);
    let publish = format!("publish closed/site --to file://{}/to", root.display());
    let output = powerless(root, &publish);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    allow("closed", 0o755);
    fs::rename(root.join("closed/site"), root.join("site")).unwrap();
    fs::remove_dir_all(root.join("to")).unwrap();
    assert_eq!(tree(root), before);
}

#[test]
fn a_full_disk() {
    let folder = made();
    let root = folder.path();
    let before = tree(root);
    // 2 KiB is less than a page and less than the bundle.
    let output = cramped(root, 4, "import markdown edition --out bundle");
    check(&output, 3, &["/bundle.json: cannot write", "too large"]);
    let output = cramped(root, 4, "build bundle --app app --out site");
    check(&output, 3, &[": cannot write", "too large"]);
    let publish = format!("publish site --to file://{}/to", root.display());
    let output = cramped(root, 4, &publish);
    check(&output, 3, &["too large"]);
    // No front door, since it comes last.
    assert!(!root.join("to/index.html").exists());
    fs::remove_dir_all(root.join("to")).unwrap();
    assert_eq!(tree(root), before);
    assert_eq!(names(root), ["app", "bundle", "edition", "site"]);
}

#[test]
fn links_and_locks() {
    let folder = made();
    let root = folder.path();
    symlink(root.join("site"), root.join("link")).unwrap();
    let run = |words: &str| gazet(root).args(words.split_whitespace()).output().unwrap();
    check(&run("build bundle --app app --out link"), 3, &["link: is a symbolic link"]);
    let before = tree(&root.join("site"));
    let publish = format!("publish site --to file://{}/to", root.display());
    for (lock, words) in [
        (".bundle.gazet-lock", "import markdown edition --out bundle"),
        (".site.gazet-lock", "build bundle --app app --out site"),
        (".site.gazet-lock", publish.as_str()),
    ] {
        fs::write(root.join(lock), "process 4321\n").unwrap();
        let held = File::open(root.join(lock)).unwrap();
        held.lock().unwrap();
        check(&run(words), 3, &["is in use by process 4321"]);
        held.unlock().unwrap();
        assert!(run(words).status.success(), "{words}");
    }
    assert_eq!(tree(&root.join("site")), before);
}

#[test]
fn what_is_larger_than_any_export_is_refused_before_it_is_read() {
    let folder = made();
    let root = folder.path();
    // Three gigabytes that take no room on the disk.
    File::create(root.join("huge")).unwrap().set_len(3 << 30).unwrap();
    let program = gazet(root).get_program().to_owned();
    for words in [
        "import wordpress huge --out new",
        "import wordpress-rest huge --out new",
        "import feed huge --out new",
    ] {
        // In a third of a gigabyte of addresses.
        let script = format!("ulimit -v 350000; exec \"$0\" {words}");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(&program).current_dir(root).env("NO_COLOR", "1");
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("huge: has 3221225472 bytes; the limit is "), "{said}");
        assert!(!root.join("new").exists(), "{words}");
    }
}

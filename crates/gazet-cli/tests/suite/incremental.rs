//! A build after a build does what changed, and comes to the same as a build
//! from nothing.

use crate::support::{copy, edition, fixture, gazet, names, run, succeed, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;

const BUILD: &str = "build bundle --app app --front-articles 2 --out";

/// A folder with a bundle of a long archive and an app.
fn archive() -> TempDir {
    let folder = edition();
    copy(&fixture("build/app"), &folder.path().join("app"));
    succeed(folder.path(), "import markdown edition --out bundle");
    folder
}

fn build(root: &Path, out: &str) {
    succeed(root, &format!("{BUILD} {out}"));
}

/// The site is what a build from nothing makes.
fn check(root: &Path) {
    let fresh = TempDir::new_in(root).unwrap();
    let out = fresh.path().join("site");
    build(root, out.to_str().unwrap());
    let (ours, fresh) = (tree(&root.join("site")), tree(&out));
    let differing: Vec<_> = ours
        .keys()
        .chain(fresh.keys())
        .filter(|name| ours.get(*name) != fresh.get(*name))
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
}

fn edit(root: &Path, file: &str, f: impl Fn(String) -> String) {
    let path = root.join("edition").join(file);
    fs::write(&path, f(fs::read_to_string(&path).unwrap())).unwrap();
    succeed(root, "import markdown edition --out bundle");
}

/// Number of the file on the disk, by name.
#[cfg(unix)]
fn inodes(root: &Path) -> BTreeMap<String, u64> {
    use std::os::unix::fs::MetadataExt;
    let site = root.join("site");
    let number = |name: String| {
        let inode = fs::metadata(site.join(&name)).unwrap().ino();
        (name, inode)
    };
    // The marker is written each time.
    tree(&site).into_keys().filter(|name| name != ".gazet").map(number).collect()
}

#[test]
fn any_order_of_changes_ends_in_the_same_bytes() {
    let folder = archive();
    let root = folder.path();
    build(root, "site");
    check(root);
    let second = "articles/second.md";
    edit(root, second, |text| text + "\nMore.\n");
    build(root, "site");
    check(root);
    edit(root, second, |text| text.replace("title: Wind turbines", "title: Turbines"));
    build(root, "site");
    check(root);
    let before = fs::read(root.join("edition").join(second)).unwrap();
    fs::write(
        root.join("edition/articles/new-one.md"),
        String::from_utf8(before).unwrap().replace("2024-03-17", "2025-03-17"),
    )
    .unwrap();
    edit(root, "site.yaml", |text| text.replace("The Daily Test", "The Weekly Test"));
    build(root, "site");
    check(root);
    fs::remove_file(root.join("edition/articles/new-one.md")).unwrap();
    edit(root, "authors.yaml", |text| text.replace("Ben Type", "Benjamin Type"));
    build(root, "site");
    check(root);
    assert!(!root.join("site/article/new-one").exists(), "an empty folder was left");
    // A short paper keeps nothing, and needs nothing that was kept.
    succeed(root, "build bundle --app app --out site");
    let entries = names(root);
    assert_eq!(entries, ["app", "bundle", "edition", "site"]);
}

#[cfg(unix)]
#[test]
fn only_what_changed_is_written() {
    use std::os::unix::fs::MetadataExt;
    let folder = archive();
    let root = folder.path();
    build(root, "site");
    build(root, "site");
    let before = inodes(root);
    // The folder that takes its turn next, found by its own number.
    let spare = fs::metadata(root.join(".site.gazet-kept/site")).unwrap().ino();
    edit(root, "articles/second.md", |text| text + "\nMore.\n");
    build(root, "site");
    assert_eq!(fs::metadata(root.join("site")).unwrap().ino(), spare);
    let after = inodes(root);
    let changed: Vec<&str> = after
        .iter()
        .filter(|(name, inode)| before.get(*name) != Some(inode))
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(changed.contains(&"article/second/index.html"), "{changed:?}");
    for name in ["culture/index.html", "sitemap.xml", "sw.js", "images/drop.svg"] {
        assert!(after.contains_key(name), "{name}");
        assert!(!changed.contains(&name), "{name} was written: {changed:?}");
    }
    // The edition before shares no file that was written.
    build(root, "site");
    assert_eq!(inodes(root), after);
    assert_eq!(names(root), [".site.gazet-kept", "app", "bundle", "edition", "site"]);
}

#[test]
fn what_is_kept_may_be_lost_or_spoilt() {
    let folder = archive();
    let root = folder.path();
    let kept = root.join(".site.gazet-kept");
    for spoil in 0..5 {
        build(root, "site");
        edit(root, "articles/second.md", |text| text + "\nMore.\n");
        build(root, "site");
        edit(root, "articles/second.md", |text| text + "\nMore still.\n");
        match spoil {
            0 => fs::remove_dir_all(&kept).unwrap(),
            1 => fs::write(kept.join("facts"), "{").unwrap(),
            2 => fs::write(kept.join("facts"), "").unwrap(),
            3 => fs::remove_dir_all(kept.join("site")).unwrap(),
            _ => fs::write(root.join("site/.gazet"), "gazet site 1\nbase /\n").unwrap(),
        }
        build(root, "site");
        check(root);
    }
}

#[test]
fn a_killed_build_leaves_a_whole_archive() {
    let folder = archive();
    let root = folder.path();
    build(root, "site");
    copy(&root.join("bundle"), &root.join("first"));
    edit(root, "articles/second.md", |text| text.replace("title: Wind", "title: Strong wind"));
    build(root, "other");
    let whole = [tree(&root.join("site")), tree(&root.join("other"))];
    let mut bundles = ["bundle", "first"].into_iter().cycle();
    for milliseconds in (0..240).step_by(12) {
        let mut command = gazet(root);
        command.args(["build", bundles.next().unwrap(), "--app", "app", "--out", "site"]);
        command.args(["--front-articles", "2"]);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        let left = tree(&root.join("site"));
        assert!(whole.contains(&left), "killed after {milliseconds} ms: the site is mixed");
    }
    build(root, "site");
    assert_eq!(tree(&root.join("site")), whole[1]);
    assert!(run(root, &format!("{BUILD} site")).status.success());
}

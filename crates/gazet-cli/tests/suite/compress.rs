//! `gazet build --precompress` writes compressed forms beside the files.

use crate::support::{copy, edition, fixture, succeed, tree};
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use tempfile::TempDir;

fn inputs() -> TempDir {
    let folder = edition();
    copy(&fixture("build/app"), &folder.path().join("app"));
    succeed(folder.path(), "import markdown edition --out bundle");
    folder
}

fn build(root: &Path, out: &str, arguments: &str) -> BTreeMap<String, Vec<u8>> {
    succeed(root, &format!("build bundle --app app --out {out} {arguments}"));
    tree(&root.join(out))
}

/// Every compressed form says the same as its file and is smaller; returns
/// how many there are.
fn check(site: &BTreeMap<String, Vec<u8>>) -> usize {
    let mut forms = 0;
    for (name, small) in site {
        let mut bytes = Vec::new();
        let file = if let Some(file) = name.strip_suffix(".br") {
            brotli::Decompressor::new(small.as_slice(), 4096).read_to_end(&mut bytes).unwrap();
            file
        } else if let Some(file) = name.strip_suffix(".gz") {
            GzDecoder::new(small.as_slice()).read_to_end(&mut bytes).unwrap();
            file
        } else {
            continue;
        };
        assert!(bytes == site[file] && small.len() < bytes.len(), "{name}");
        forms += 1;
    }
    forms
}

#[test]
fn compressed_forms_say_the_same() {
    let folder = inputs();
    let root = folder.path();
    let site = build(root, "site", "--precompress");
    let forms = check(&site);
    let pages = site.keys().filter(|name| name.ends_with(".html")).count();
    assert!(forms > 2 * pages, "{forms} forms, {pages} pages");
    assert!(site.contains_key("bundle.json.br") && site.contains_key("bundle.json.gz"));
    assert!(!site.keys().any(|name| name.contains(".png.br") || name.contains(".jpg.gz")));
    let mut plain = site.clone();
    plain.retain(|name, _| !name.ends_with(".br") && !name.ends_with(".gz"));
    assert_eq!(build(root, "plain", ""), plain);
    assert_eq!(build(root, "site", "--precompress"), site);
}

#[test]
fn a_build_after_a_build_compresses_what_changed() {
    let folder = inputs();
    let root = folder.path();
    let long = "--front-articles 2";
    let both = format!("{long} --precompress");
    let first = build(root, "site", &both);
    assert_eq!(build(root, "site", &both), first);
    let path = root.join("edition/articles/second.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}\nMore of it.\n")).unwrap();
    succeed(root, "import markdown edition --out bundle");
    let second = build(root, "site", &both);
    // The name of the edition stands in the marker of a long archive.
    assert_eq!(second, build(root, "fresh", &both));
    assert!(check(&second) > 0 && second != first);
    // Once more, from the folder that was replaced before.
    fs::write(&path, text).unwrap();
    succeed(root, "import markdown edition --out bundle");
    assert_eq!(build(root, "site", &both), first);
    let plain = build(root, "site", long);
    assert_eq!(check(&plain), 0);
    assert_eq!(build(root, "site", &both), first);
}

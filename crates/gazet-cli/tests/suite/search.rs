//! The index of the full text.

use crate::support::{copy, edition, fixture, gazet, succeed, tree};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use tempfile::TempDir;

/// A folder with a bundle and an app.
fn folder() -> TempDir {
    let folder = edition();
    copy(&fixture("build/app"), &folder.path().join("app"));
    succeed(folder.path(), "import markdown edition --out bundle");
    folder
}

fn build(root: &Path, out: &str) -> BTreeMap<String, Vec<u8>> {
    succeed(root, &format!("build bundle --app app --out {out}"));
    index(&root.join(out))
}

/// The files of the index, and what names them.
fn index(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(&site.join("pagefind"));
    files.insert("search.json".to_owned(), fs::read(site.join("search.json")).unwrap());
    files
}

/// Every word that the index knows, as one text.
fn words(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut text = String::new();
    for (name, packed) in files.iter().filter(|(name, _)| name.ends_with(".pf_index")) {
        let mut bytes = Vec::new();
        GzDecoder::new(packed.as_slice())
            .read_to_end(&mut bytes)
            .unwrap_or_else(|_| panic!("{name}"));
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    text
}

fn check(files: &BTreeMap<String, Vec<u8>>, word: &str, expected: bool) {
    assert_eq!(words(files).contains(word), expected, "{word}");
}

#[test]
fn what_the_manifest_names_is_there() {
    let folder = folder();
    let files = build(folder.path(), "site");
    let manifest: Value = serde_json::from_slice(&files["search.json"]).unwrap();
    assert!(files.contains_key(manifest["wasm"].as_str().unwrap()));
    let shards = manifest["shards"].as_array().unwrap();
    assert_eq!(shards.len(), 1);
    let meta = shards[0]["meta"].as_str().unwrap();
    assert!(files.contains_key(&format!("0/{meta}.pf_meta")), "{meta}");
    assert!(!files.keys().any(|name| name.ends_with(".css") || name.ends_with(".js")));
}

#[test]
fn words_are_folded_and_shown_as_they_were_written() {
    let folder = folder();
    let files = build(folder.path(), "site");
    check(&files, "xezer", true);
    check(&files, "xəzər", false);
    let results: Vec<Value> = files
        .iter()
        .filter(|(name, _)| name.starts_with("0/") && name.ends_with(".json"))
        .map(|(_, bytes)| serde_json::from_slice(bytes).unwrap())
        .collect();
    let bundle: Value =
        serde_json::from_slice(&fs::read(folder.path().join("bundle/bundle.json")).unwrap())
            .unwrap();
    assert_eq!(results.len(), bundle["articles"].as_array().unwrap().len());
    let written = |word: &str| results.iter().any(|r| r["text"].as_str().unwrap().contains(word));
    assert!(written("Xəzər") || written("xəzər"));
}

#[test]
fn the_same_edition_makes_the_same_index() {
    let folder = folder();
    let first = build(folder.path(), "site");
    assert_eq!(build(folder.path(), "other"), first);
    let build = gazet(folder.path())
        .env("RAYON_NUM_THREADS", "1")
        .args("build bundle --app app --out third".split(' '))
        .status();
    assert!(build.unwrap().success());
    assert_eq!(index(&folder.path().join("third")), first);
}

#[test]
fn what_is_taken_out_of_the_edition_leaves_the_index() {
    let folder = folder();
    let file = folder.path().join("edition/articles/second.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}\nQuaggamussel.\n")).unwrap();
    succeed(folder.path(), "import markdown edition --out bundle");
    check(&build(folder.path(), "site"), "quaggamussel", true);
    fs::write(&file, text).unwrap();
    succeed(folder.path(), "import markdown edition --out bundle");
    check(&build(folder.path(), "site"), "quaggamussel", false);
}

#[test]
fn an_index_is_left_out_when_asked() {
    let folder = folder();
    let with = build(folder.path(), "site");
    succeed(folder.path(), "build bundle --app app --out site --no-search");
    let without = index(&folder.path().join("site"));
    let manifest = |files: &BTreeMap<String, Vec<u8>>| -> Value {
        serde_json::from_slice(&files["search.json"]).unwrap()
    };
    let (with, plain) = (manifest(&with), manifest(&without));
    assert_eq!(plain["shards"], Value::Array(Vec::new()));
    // The filters of the headlines are the same.
    assert_eq!((&plain["years"], &plain["languages"]), (&with["years"], &with["languages"]));
    assert!(!plain["years"].as_array().unwrap().is_empty());
    assert_eq!(words(&without), "");
}

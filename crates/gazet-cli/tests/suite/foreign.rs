//! `gazet import markdown` of folders that other programs read.

use crate::support::{copy, fixture, run, succeed, tree};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

fn folder(name: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixture("foreign").join(name), &folder.path().join("texts"));
    folder
}

fn imported(folder: &TempDir, options: &str) -> Value {
    succeed(folder.path(), &format!("import markdown texts --out bundle {options}"));
    serde_json::from_slice(&fs::read(folder.path().join("bundle/bundle.json")).unwrap()).unwrap()
}

/// The keys of the articles, newest first.
fn check(bundle: &Value, keys: &[&str], expected: Value) {
    let articles = bundle["articles"].as_array().unwrap();
    let found: Vec<Value> =
        articles.iter().map(|a| keys.iter().map(|key| a[*key].clone()).collect()).collect();
    assert_eq!(Value::Array(found), expected);
}

#[test]
fn a_folder_of_jekyll_is_read() {
    let folder = folder("jekyll");
    let bundle = imported(&folder, "--report lost.json");
    assert_eq!(bundle["site"]["title"], "The Harbour");
    assert_eq!(bundle["site"]["url"], "https://harbour.test.example/blog/");
    assert_eq!(bundle["site"]["language"], "en-GB");
    check(
        &bundle,
        &["id", "title", "section", "published", "authors", "tags", "deck"],
        json!([
            [
                "md-2021-9-2-broken",
                "Broken: a head",
                "news",
                "2021-09-02T00:00:00Z",
                null,
                null,
                null
            ],
            [
                "md-2020-05-12-boats",
                "Boats",
                "sea/boats",
                "2020-05-12T18:30:00+04:00",
                ["ada-b"],
                ["sail", "wood", "Harbours"],
                "What floats."
            ],
        ]),
    );
    let blocks = &bundle["articles"][1]["body"]["inline"]["blocks"];
    assert_eq!(
        blocks[0],
        json!({"paragraph": ["See ", {"link": {"to": "/article/2021-9-2-broken", "text": ["that"]}}, " and a note", {"note": "1"}, "."]})
    );
    assert_eq!(blocks[1], json!({"code": {"language": "rust", "text": "let a = \"{{ b }}\";"}}));
    assert_eq!(bundle["pages"][0]["slug"], "about");
    let report: Value =
        serde_json::from_slice(&fs::read(folder.path().join("lost.json")).unwrap()).unwrap();
    assert_eq!(report["left_out"], json!({"draft": 1}));
    assert!(report["lost"]["_posts/2020-05-12-boats.md"]["{% include %}"] == 1, "{report}");
    assert_eq!(succeed(folder.path(), "check bundle --level error"), "No problems.\n");
}

#[test]
fn a_folder_of_hugo_is_read() {
    let folder = folder("hugo");
    let bundle = imported(&folder, "--include drafts");
    check(
        &bundle,
        &["title", "section", "published", "tags", "slug"],
        json!([
            ["Tide", "sea", "2022-01-02T03:04:05Z", ["moon"], "tide"],
            ["Salt", "sea", "2021-01-01T00:00:00Z", null, "salt"],
        ]),
    );
    assert_eq!(bundle["sections"][0]["name"], "The Sea");
    let blocks = &bundle["articles"][0]["body"]["inline"]["blocks"];
    assert_eq!(blocks[1]["image"]["caption"], "At noon");
    assert_eq!(
        blocks[2],
        json!({"paragraph": [{"link": {"to": "/article/salt#why", "text": ["Salt"]}}]})
    );
}

#[test]
fn a_folder_of_pelican_is_read_twice_with_the_same_bytes() {
    let folder = folder("pelican");
    let bundle = imported(&folder, "--title Week --url https://week.test.example --language az");
    check(
        &bundle,
        &["title", "section", "published", "tags", "authors"],
        json!([["Week: one", "news", "2013-06-07T18:46:00Z", ["a b", "c"], ["x-y", "z"]]]),
    );
    let before = tree(&folder.path().join("bundle"));
    imported(&folder, "--title Week --url https://week.test.example --language az");
    assert_eq!(tree(&folder.path().join("bundle")), before);
}

/// Found by fuzzing, as of exports of WordPress.
#[test]
fn a_tag_of_marks_alone_is_left_out_and_named() {
    let folder = folder("hugo");
    let path = folder.path().join("texts/content/sea/tide.md");
    let text = fs::read_to_string(&path).unwrap().replace("[\"moon\"]", "[\"=\", \"moon\"]");
    fs::write(&path, text).unwrap();
    let bundle = imported(&folder, "--report report.json");
    let tide = bundle["articles"].as_array().unwrap().iter().find(|a| a["title"] == "Tide");
    assert_eq!(tide.unwrap()["tags"], json!(["moon"]));
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(report.contains("the tag \\\"=\\\", which has no letter or digit"), "{report}");
}

#[test]
fn one_file_that_cannot_be_read_costs_only_itself() {
    let folder = folder("pelican");
    fs::write(folder.path().join("texts/bad.md"), b"a\0b").unwrap();
    let output = run(folder.path(), "import markdown texts --out bundle");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("bad.md: is no text"), "{said}");
    let none = run(folder.path(), "import markdown nothing --out other");
    assert_eq!(none.status.code(), Some(3));
}

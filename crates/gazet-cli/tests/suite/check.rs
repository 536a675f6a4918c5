//! `gazet check` says everything at once.

use crate::support::{edition, run, succeed};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

/// A folder with the bundle of the good edition, after a change.
fn bundle(change: impl FnOnce(&mut Value)) -> TempDir {
    let folder = edition();
    succeed(folder.path(), "import markdown edition --out bundle");
    let path = folder.path().join("bundle/bundle.json");
    let mut document: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut document);
    fs::write(&path, document.to_string()).unwrap();
    folder
}

/// What the check says for machines, and its exit code.
fn check(folder: &TempDir) -> (Value, i32) {
    let output = run(folder.path(), "check bundle --json --now 2030-01-01T00:00:00Z");
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code().unwrap())
}

/// The messages at a place.
fn said(report: &Value, place: &str) -> Vec<String> {
    let problems = report["problems"].as_array().unwrap().iter();
    let here = problems.filter(|problem| problem["place"] == place);
    here.map(|problem| problem["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_good_bundle_has_no_errors() {
    let folder = bundle(|_| {});
    let (report, code) = check(&folder);
    assert_eq!((code, &report["errors"]), (0, &json!(0)), "{report}");
    let output = succeed(folder.path(), "check bundle --level error");
    assert_eq!(output, "No problems.\n");
}

#[test]
fn every_problem_is_said_at_once_with_its_place() {
    let folder = bundle(|document| {
        document["sections"]
            .as_array_mut()
            .unwrap()
            .push(json!({"path": "empty", "name": "Empty"}));
        let articles = document["articles"].as_array_mut().unwrap();
        articles[1]["title"] = json!("PRICES of Bread");
        articles[1]["deck"] = json!("x".repeat(500));
        articles[1]["image"] =
            json!({"src": "images/none.svg", "width": 9, "height": 9, "alt": "A"});
        articles[2]["published"] = articles[1]["published"].clone();
        articles[2]["section"] = json!("no/such");
        articles[2]["body"]["inline"]["blocks"] = json!([
            {"paragraph": ["Here."]},
            {"list": {"items": [[{"paragraph": [{"em": [{"link": {"to": "/article/none", "text": ["a"]}}]}]}]]}},
            {"paragraph": [{"link": {"to": "#mark", "text": ["b"]}}, {"link": {"to": "/news/", "text": ["c"]}}]},
            {"image": {"src": "images/../bundle.json", "width": 9, "height": 9, "alt": "B"}},
        ]);
        articles[0]["updated"] = json!("2031-01-01T00:00:00Z");
    });
    let (report, code) = check(&folder);
    assert_eq!(code, 1);
    let says = |place: &str, message: &str| {
        let said = said(&report, place);
        assert!(said.iter().any(|own| own.contains(message)), "{place}: {message}: {report}");
    };
    says("articles[third].section", "is not a section");
    says("articles[third].body.blocks[1]", "\"/article/none\" leads to no article");
    says("articles[third].body.blocks[2]", "\"#mark\" leads to a mark");
    says("articles[third].body.blocks[3]", "lies outside the folder images");
    says("articles[second].image", "images/none.svg is missing");
    says("articles[fourth].title", "is the headline of second");
    says("articles[second].deck", "has 500 characters; the limit of 600 is near");
    says("articles[everything].updated", "lies in the future");
    says("sections[empty]", "has no articles");
    assert_eq!(report["errors"], 4, "{report}");
    // Errors come first.
    let levels: Vec<&str> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["level"].as_str().unwrap())
        .collect();
    assert!(levels.is_sorted(), "{levels:?}");

    let output = run(folder.path(), "check bundle");
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("bundle.json: articles[third].section: "), "{text}");
    assert!(text.ends_with("gazet: 4 of them forbid publishing\n"), "{text}");
}

#[test]
fn what_is_no_bundle_is_named() {
    let folder = bundle(|document| document["format"] = json!(9));
    let output = run(folder.path(), "check bundle");
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("bundle.json: the document has format 9"), "{text}");
    assert_eq!(run(folder.path(), "check nothing").status.code(), Some(3));
    assert_eq!(run(folder.path(), "check bundle --now yesterday").status.code(), Some(2));
}

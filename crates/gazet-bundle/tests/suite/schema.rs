//! `docs/bundle.schema.json` and the code agree.

use crate::arbitrary::bundle;
use crate::docs::example;
use gazet_bundle::{read, schema};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

const SCHEMA: &str = include_str!("../../../../docs/bundle.schema.json");

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
});

/// Puts a value into the example and asks both the schema and `read`.
fn check(place: &str, value: Value, expected: bool) {
    let mut document: Value = serde_json::from_str(example()).unwrap();
    *document.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value.clone();
    assert_eq!(VALIDATOR.is_valid(&document), expected, "the schema: {place} {value}");
    let read = read(&serde_json::to_vec(&document).unwrap());
    assert_eq!(read.is_ok(), expected, "read: {place} {value}: {:?}", read.err());
}

#[test]
fn the_schema_in_docs_is_that_of_the_types() {
    assert!(
        schema().unwrap() == SCHEMA,
        "docs/bundle.schema.json is old; write it anew with the example `schema`"
    );
}

#[test]
fn every_description_is_for_people() {
    fn look(value: &Value) {
        if let Some(text) = value.get("description").and_then(Value::as_str) {
            assert!(!text.contains("[`") && !text.contains('\n'), "{text}");
        }
        match value {
            Value::Object(map) => map.values().for_each(look),
            Value::Array(items) => items.iter().for_each(look),
            _ => {}
        }
    }
    look(&serde_json::from_str(SCHEMA).unwrap());
}

#[test]
fn the_schema_and_the_reader_agree() {
    check("/format", json!(1), true);
    check("/format", json!(2), false);
    check("/site/title", json!("x".repeat(121)), false);
    check("/site/language", json!("en-a"), false);
    check("/site/language", json!("az-Arab-IR"), true);
    for url in ["/a:b", "#a", "HTTPS://a.example", "mailto:a@b.example", "tel:1", "a?b:c"] {
        check("/site/social/0/url", json!(url), true);
    }
    for url in ["javascript:a", "JavaScript:a", "//a", "https:a", "https:///a", "a b", "", "a\\b"] {
        check("/site/social/0/url", json!(url), false);
    }
    check("/sections/0/path", json!("a/b/c/d/e"), false);
    check("/articles/0/slug", json!("٢٠-字"), true);
    for slug in ["", "A", "a.b", "a/b", "-a", "a-", "a b"] {
        check("/articles/0/slug", json!(slug), false);
    }
    check("/articles/0/published", json!("2024-02-30T00:00:00Z"), false);
    check("/articles/0/body/part", json!("0123"), false);
    check("/articles/1/image/width", json!(0), false);
    check("/articles/1/image/focal", json!([0, 100]), true);
    check("/articles/1/image/focal", json!([0]), false);
    let blocks = "/articles/1/body/inline/blocks";
    check(blocks, json!([{"heading": {"level": 7, "text": []}}]), false);
    check(blocks, json!([{"divider": true, "paragraph": []}]), false);
    check(blocks, json!([{"hologram": true}]), false);
    check(blocks, json!([{"paragraph": [7]}]), false);
    check(blocks, json!([{"paragraph": ["a", {"em": ["b", {"sup": ["c"]}]}]}]), true);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_the_crate_writes_passes_the_schema(bundle in bundle()) {
        let document = serde_json::to_value(&bundle).unwrap();
        let faults: Vec<_> = VALIDATOR.iter_errors(&document).map(|e| e.to_string()).collect();
        prop_assert!(faults.is_empty(), "{:?}", faults);
    }
}

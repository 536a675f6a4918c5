//! `docs/format.md` says what the code does.

use gazet_bundle::{Archive, Block, Body, Bundle, Leaf, Shard, Span, read, validate};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

const FORMAT: &str = include_str!("../../../../docs/format.md");
const LIMITS: &str = include_str!("../../src/limits.rs");

/// The code blocks of the page whose fence says this.
fn blocks(fence: &str) -> Vec<&'static str> {
    let starts = FORMAT.split("\n```").skip(1).step_by(2);
    starts.filter_map(|block| block.strip_prefix(fence)?.strip_prefix('\n')).collect()
}

/// The example bundle of the page.
pub(crate) fn example() -> &'static str {
    blocks("json bundle")[0]
}

/// Each example is read, and written again as it stands on the page.
fn check<T: DeserializeOwned + Serialize>(fence: &str, at_least: usize) {
    let examples = blocks(fence);
    assert!(examples.len() >= at_least, "{} of {fence}", examples.len());
    for text in examples {
        let value: T = serde_json::from_str(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        let page: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(value).unwrap(), page);
    }
}

#[test]
fn every_example_is_read() {
    check::<Bundle>("json bundle", 1);
    check::<Body>("json body", 2);
    check::<Archive>("json archive", 1);
    check::<Shard>("json shard", 1);
    check::<Leaf>("json leaf", 1);
    check::<Block>("json block", 12);
    check::<Span>("json span", 13);
}

#[test]
fn the_example_is_without_a_problem() {
    assert_eq!(validate(&read(example().as_bytes()).unwrap()), []);
}

#[test]
fn every_limit_stands_in_the_table() {
    let constants = LIMITS.lines().filter_map(|line| line.strip_prefix("pub const "));
    let mut count = 0;
    for line in constants {
        let (name, rest) = line.split_once(':').unwrap();
        let (_, value) = rest.trim_end_matches(';').split_once('=').unwrap();
        let number = |text: &str| text.trim().replace('_', "").parse::<u64>().unwrap();
        let value = grouped(value.split('*').map(number).product());
        let row = format!("| `{name}` | {value} |");
        assert!(FORMAT.contains(&row), "docs/format.md lacks {row}");
        count += 1;
    }
    let rows = FORMAT.lines().filter(|line| {
        line.strip_prefix("| `").is_some_and(|r| r.starts_with(|c: char| c.is_ascii_uppercase()))
    });
    let errors = 5;
    assert_eq!(rows.count(), count + errors);
}

#[test]
fn every_reserved_address_is_named() {
    for name in gazet_bundle::RESERVED {
        assert!(FORMAT.contains(&format!("`{name}`")), "docs/format.md lacks {name}");
    }
}

/// 10,000 for 10000.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

//! What holds for every bundle and for every other sequence of bytes.

use crate::arbitrary::{bundle, leaf, part};
use gazet_bundle::{read, read_leaf, read_part, validate, validate_part};
use proptest::prelude::*;
use proptest::sample::Index;

/// Changes that turn a document into one that its writer did not foresee.
#[derive(Debug, Clone)]
enum Change {
    Cut(Index),
    Drop(Index, usize),
    Put(Index, Vec<u8>),
    /// Repeats a piece of the document somewhere else in it.
    Move(Index, Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let tokens = [
        "[",
        "]",
        "{",
        "}",
        ",",
        "null",
        "true",
        "1e999",
        "-1",
        "\"",
        "\\ud800",
        "\\u0000",
        "[[[[",
        "{\"em\":[",
        "{\"list\":{\"items\":[[",
        "\"__proto__\":{},",
        "\"format\":2,",
        "\u{feff}",
        "99999999999999999999",
        "\"javascript:alert(1)\"",
    ];
    let token = proptest::sample::select(tokens.to_vec()).prop_map(|t| t.as_bytes().to_vec());
    prop_oneof![
        any::<Index>().prop_map(Change::Cut),
        (any::<Index>(), 1..9_usize).prop_map(|(at, count)| Change::Drop(at, count)),
        (any::<Index>(), token).prop_map(|(at, token)| Change::Put(at, token)),
        (any::<Index>(), any::<[u8; 2]>()).prop_map(|(at, raw)| Change::Put(at, raw.to_vec())),
        (any::<Index>(), any::<Index>(), 1..200_usize)
            .prop_map(|(from, to, count)| Change::Move(from, to, count)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    if bytes.is_empty() {
        return;
    }
    let end = |at: usize, count: usize, len: usize| (at + count).min(len);
    match change {
        Change::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Change::Drop(at, count) => {
            let at = at.index(bytes.len());
            bytes.drain(at..end(at, *count, bytes.len()));
        }
        Change::Put(at, token) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, token.iter().copied());
        }
        Change::Move(from, to, count) => {
            let from = from.index(bytes.len());
            let piece = bytes[from..end(from, *count, bytes.len())].to_vec();
            let to = to.index(bytes.len());
            bytes.splice(to..to, piece);
        }
    }
}

/// Whatever is read can be checked, and is written in a form that is read
/// as the same value and written as the same bytes.
fn check(bytes: &[u8]) {
    if let Ok(bundle) = read(bytes) {
        let _ = validate(&bundle);
        let written = serde_json::to_vec(&bundle).unwrap();
        let again = read(&written).unwrap();
        assert_eq!(again, bundle);
        assert_eq!(serde_json::to_vec(&again).unwrap(), written);
    }
    if let Ok(part) = read_part(bytes) {
        let _ = validate_part(&part, "part");
        let written = serde_json::to_vec(&part).unwrap();
        assert_eq!(read_part(&written), Ok(part));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_bundle_comes_back_as_it_went(bundle in bundle()) {
        let written = serde_json::to_vec(&bundle).unwrap();
        let again = read(&written).unwrap();
        prop_assert_eq!(&again, &bundle);
        prop_assert_eq!(serde_json::to_vec(&again).unwrap(), written);
    }

    #[test]
    fn a_part_comes_back_as_it_went(part in part()) {
        let written = serde_json::to_vec(&part).unwrap();
        prop_assert_eq!(read_part(&written), Ok(part));
    }

    #[test]
    fn a_leaf_comes_back_as_it_went(leaf in leaf()) {
        let written = serde_json::to_vec(&leaf).unwrap();
        prop_assert_eq!(read_leaf(&written), Ok(leaf));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        check(&bytes);
    }

    #[test]
    fn spoilt_documents_are_read_or_refused(
        bundle in bundle(),
        changes in proptest::collection::vec(change(), 1..5),
    ) {
        let mut bytes = serde_json::to_vec(&bundle).unwrap();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        check(&bytes);
    }
}

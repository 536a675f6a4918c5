//! The list of hashes, as `sha256sum` writes and checks it.

use crate::build::hexadecimal;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The hash of a file.
pub(super) fn of(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The list, sorted by name.
pub(super) fn written(sums: &BTreeMap<String, String>) -> String {
    sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect()
}

/// Reads a list: hash and name of each file. `None` when it is none, or names
/// a file twice.
pub(super) fn read(text: &str) -> Option<BTreeMap<String, String>> {
    let mut sums = BTreeMap::new();
    for line in text.lines() {
        let (sum, name) = line.split_once("  ")?;
        let is_hash =
            sum.len() == 64 && sum.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hash || sums.insert(name.to_owned(), sum.to_owned()).is_some() {
            return None;
        }
    }
    Some(sums)
}

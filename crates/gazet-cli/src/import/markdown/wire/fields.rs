//! Reads a YAML mapping key by key and logs everything that is wrong with it.

use super::super::yaml::{Entry, Node, Value};
use super::{At, Text};
use crate::fault::Log;

/// A mapping whose keys are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'n> {
    entries: &'n [Entry],
    line: usize,
    what: &'static str,
}

impl<'n> Fields<'n> {
    /// Opens a mapping; logs every key that is not in `known`. `what` names
    /// the mapping in messages.
    pub(super) fn open(
        node: &'n Node,
        what: &'static str,
        known: &[&str],
        log: &mut Log,
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            let example = known.first().copied().unwrap_or_default();
            log.error(node.line, format!("{what} should hold keys such as {example:?}"));
            return None;
        };
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let message = format!("{:?} is not a key of {what}; known are ", entry.key);
            log.error(entry.line, message + &known.join(", "));
        }
        Some(Self { entries, line: node.line, what })
    }

    /// The value of a key that may be absent or empty.
    pub(super) fn text(&self, key: &str, log: &mut Log) -> Text {
        self.node(key).and_then(|node| text(node, key, log))
    }

    /// The value of a key that must be there.
    pub(super) fn required(&self, key: &str, log: &mut Log) -> Text {
        match self.entry(key) {
            None => {
                log.error(self.line, format!("{} has no {key:?}", self.what));
                None
            }
            Some(entry) if is_blank(&entry.node) => {
                log.error(entry.line, format!("{key:?} is empty"));
                None
            }
            Some(entry) => text(&entry.node, key, log),
        }
    }

    /// A list of texts that may be absent.
    pub(super) fn texts(&self, key: &'static str, log: &mut Log) -> Vec<At<String>> {
        self.list(key, log).iter().filter_map(|node| text(node, key, log)).collect()
    }

    /// One text or a list of them; at least one.
    pub(super) fn one_or_more(&self, key: &'static str, log: &mut Log) -> Vec<At<String>> {
        match self.node(key) {
            Some(Node { value: Value::List(items), line }) => {
                if items.is_empty() {
                    log.error(*line, format!("{key:?} is empty"));
                }
                items.iter().filter_map(|node| text(node, key, log)).collect()
            }
            _ => self.required(key, log).into_iter().collect(),
        }
    }

    /// A list that may be absent.
    pub(super) fn list(&self, key: &'static str, log: &mut Log) -> &'n [Node] {
        self.node(key).map_or(&[], |node| items(node, key, log))
    }

    /// The value of a key, unless it is empty.
    pub(super) fn node(&self, key: &str) -> Option<&'n Node> {
        let node = &self.entry(key)?.node;
        (node.value != Value::Empty).then_some(node)
    }

    fn entry(&self, key: &str) -> Option<&'n Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// The items of a list.
pub(super) fn items<'n>(node: &'n Node, what: &str, log: &mut Log) -> &'n [Node] {
    match &node.value {
        Value::List(items) => items,
        Value::Empty => &[],
        _ => {
            log.error(node.line, format!("{what} should be a list"));
            &[]
        }
    }
}

fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Empty => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// A text in one line: what a block of YAML breaks is joined again. Only
/// ASCII white space is folded, since a no-break space is meant.
fn text(node: &Node, key: &str, log: &mut Log) -> Text {
    match &node.value {
        Value::Text(text) => {
            let value = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            Some(At { line: node.line, value })
        }
        Value::Empty => None,
        _ => {
            log.error(node.line, format!("{key:?} should be a text"));
            None
        }
    }
}

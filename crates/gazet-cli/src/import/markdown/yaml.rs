//! YAML as a tree whose every value knows its line.
//!
//! Values stay text: `date: 2024-03-18` and `title: 1918` mean what the
//! reader of the key makes of them, so no YAML type is ever guessed.

use crate::fault::Log;
use saphyr_parser::{Event, Parser, ScalarStyle};

/// A value and its line in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Value,
}

/// What YAML can say, without its types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// `key:` with nothing behind it, or `~`.
    Empty,
    /// A text, quoted or not.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order of the file.
    Map(Vec<Entry>),
}

/// A key, its line and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) line: usize,
    pub(super) node: Node,
}

/// Levels of lists and mappings inside each other: twice what the deepest
/// documented file, the section tree of `site.yaml`, needs.
const DEPTH: usize = 24;

/// Reads the one document of `text`, which begins on line `first` of its
/// file. `None` when the log says why.
pub(super) fn parse(text: &str, first: usize, log: &mut Log) -> Option<Node> {
    let mut builder = Builder { open: Vec::new(), root: None, sound: true };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                // The parser counts lines from 1.
                let line = first + span.start.line().saturating_sub(1);
                builder.event(event, line, log);
            }
            Err(error) => {
                let line = first + error.marker().line().saturating_sub(1);
                log.error(line, format!("the YAML cannot be read: {}", error.info()));
                return None;
            }
        }
        if !builder.sound {
            return None;
        }
    }
    Some(builder.root.unwrap_or(Node { line: first, value: Value::Empty }))
}

struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    sound: bool,
}

/// A list or mapping that has not ended.
struct Open {
    node: Node,
    /// The key that waits for its value.
    key: Option<(String, usize)>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, line: usize, log: &mut Log) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.refuse_anchor(anchor, line, log);
                let empty =
                    style == ScalarStyle::Plain && matches!(text.as_ref(), "" | "~" | "null");
                let value = if empty { Value::Empty } else { Value::Text(text.into_owned()) };
                self.put(Node { line, value }, log);
            }
            Event::SequenceStart(anchor, _) => {
                self.refuse_anchor(anchor, line, log);
                self.push(Value::List(Vec::new()), line, log);
            }
            Event::MappingStart(anchor, _) => {
                self.refuse_anchor(anchor, line, log);
                self.push(Value::Map(Vec::new()), line, log);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.put(open.node, log);
                }
            }
            Event::Alias(_) => {
                self.fail(line, "YAML aliases are not read; write the value out", log)
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                self.fail(line, "a second YAML document begins here", log);
            }
            _ => {}
        }
    }

    fn push(&mut self, value: Value, line: usize, log: &mut Log) {
        if self.open.len() >= DEPTH {
            self.fail(line, "the YAML nests too deep", log);
            return;
        }
        self.open.push(Open { node: Node { line, value }, key: None });
    }

    fn put(&mut self, node: Node, log: &mut Log) {
        let Some(Open { node: parent, key }) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match (&mut parent.value, key.take()) {
            (Value::List(items), _) => items.push(node),
            (Value::Map(entries), Some((key, line))) => {
                if let Some(first) = entries.iter().find(|entry| entry.key == key) {
                    let message = format!("the key {key:?} stands here and on line {}", first.line);
                    log.error(line, message);
                }
                entries.push(Entry { key, line, node });
            }
            (_, _) => match node.value {
                Value::Text(text) => *key = Some((text, node.line)),
                _ => self.fail(node.line, "a key of the YAML is not a word", log),
            },
        }
    }

    fn refuse_anchor(&mut self, anchor: usize, line: usize, log: &mut Log) {
        if anchor != 0 {
            self.fail(line, "YAML anchors are not read; write the value out", log);
        }
    }

    fn fail(&mut self, line: usize, message: &str, log: &mut Log) {
        self.sound = false;
        log.error(line, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_lines() {
        let mut log = Log::new("a.yaml");
        let node = parse("a: 1\nb:\n  - x\n  - y: 'null'\nc:\n", 10, &mut log);
        let text = |line, text: &str| Node { line, value: Value::Text(text.into()) };
        let entry = |key: &str, line, node| Entry { key: key.into(), line, node };
        let inner = Node { line: 13, value: Value::Map(vec![entry("y", 13, text(13, "null"))]) };
        let list = Node { line: 12, value: Value::List(vec![text(12, "x"), inner]) };
        let expected = vec![
            entry("a", 10, text(10, "1")),
            entry("b", 11, list),
            entry("c", 14, Node { line: 14, value: Value::Empty }),
        ];
        assert_eq!(node.map(|node| node.value), Some(Value::Map(expected)));
        assert!(log.into_faults().is_empty());
    }

    #[test]
    fn what_is_not_read_is_said() {
        let check = |text: &str, line: usize, part: &str| {
            let mut log = Log::new("a.yaml");
            parse(text, 1, &mut log);
            let faults = log.into_faults();
            assert!(
                faults.iter().any(|f| f.line == Some(line) && f.message.contains(part)),
                "{text:?}: {faults:?}"
            );
        };
        check("a: 1\nb: 2\na: 3\n", 3, "on line 1");
        check("a: &x 1\nb: 2\n", 1, "anchors");
        check("a: [1\nb: 2\n", 2, "cannot be read");
        check("a: b: c\n", 1, "cannot be read");
        check("a: \"b\n", 1, "cannot be read");
        check("? [a]\n: b\n", 1, "not a word");
        check("a: 1\n---\nb: 2\n", 2, "second");
        check(&("[".repeat(30) + &"]".repeat(30)), 1, "too deep");
    }
}

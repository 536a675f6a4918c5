//! What stands above a text, however it is written, as one kind of tree.

use super::super::yaml::{self, Node};
use crate::fault::Log;
use crate::html::Losses;
use serde_json::{Map, Value};

/// The keys above a text, in lower case, and the text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Split<'t> {
    pub(super) keys: Map<String, Value>,
    pub(super) body: &'t str,
}

/// Parts what stands above a text from it.
pub(super) fn split<'t>(text: &'t str, losses: &mut Losses) -> Split<'t> {
    let text = text.trim_start_matches('\u{feff}');
    let begun = text.trim_start_matches('\n');
    let fenced = |open: &str, close: &[&str]| fenced(begun, open, close);
    if let Some((head, body)) = fenced("---", &["---", "..."]) {
        return Split { keys: of_yaml(head, losses), body };
    }
    if let Some((head, body)) = fenced("+++", &["+++"]) {
        return Split { keys: of_toml(head, losses), body };
    }
    if begun.starts_with('{') {
        let mut values = serde_json::Deserializer::from_str(begun).into_iter::<Value>();
        if let Some(Ok(Value::Object(keys))) = values.next() {
            return Split { keys: lower(keys), body: &begun[values.byte_offset()..] };
        }
    }
    lines_above(begun).unwrap_or(Split { keys: Map::new(), body: text })
}

fn fenced<'t>(text: &'t str, open: &str, close: &[&str]) -> Option<(&'t str, &'t str)> {
    let rest = text.strip_prefix(open)?;
    let (line, rest) = rest.split_once('\n')?;
    if !line.trim().is_empty() {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if close.contains(&line.trim_end()) {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// `Key: value` lines above the text, as Pelican and `MultiMarkdown` have them.
fn lines_above(text: &str) -> Option<Split<'_>> {
    const KNOWN: [&str; 12] = [
        "title", "date", "author", "authors", "category", "tags", "slug", "summary", "status",
        "modified", "lang", "template",
    ];
    let mut keys: Map<String, Value> = Map::new();
    let mut last = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare.is_empty() {
            at += line.len();
            break;
        }
        if line.starts_with([' ', '\t']) && !last.is_empty() {
            if let Some(Value::String(value)) = keys.get_mut(&last) {
                value.push(' ');
                value.push_str(bare.trim());
            }
            at += line.len();
            continue;
        }
        let (key, value) = bare.split_once(':')?;
        let is_key = key.len() <= 40
            && key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '));
        // An address is no key.
        if !is_key || value.starts_with("//") {
            return None;
        }
        last = key.trim().to_lowercase();
        keys.insert(last.clone(), Value::String(value.trim().to_owned()));
        at += line.len();
    }
    let is_head = keys.keys().any(|key| KNOWN.contains(&key.as_str()));
    // Lists are written with commas there.
    for key in ["tags", "authors", "categories"] {
        if let Some(Value::String(list)) = keys.get(key) {
            let parts = list.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
            let parts = parts.map(|part| Value::String(part.to_owned())).collect();
            keys.insert(key.to_owned(), Value::Array(parts));
        }
    }
    is_head.then(|| Split { keys, body: &text[at..] })
}

fn of_yaml(head: &str, losses: &mut Losses) -> Map<String, Value> {
    let mut log = Log::new("");
    match yaml::parse(head, 1, &mut log).map(|node| value(&node)) {
        Some(Value::Object(keys)) => lower(keys),
        Some(Value::Null) => Map::new(),
        _ => {
            losses.note("front matter that is no YAML and was read line by line");
            by_lines(head, ':')
        }
    }
}

fn value(node: &Node) -> Value {
    match &node.value {
        yaml::Value::Empty => Value::Null,
        yaml::Value::Text(text) => Value::String(text.clone()),
        yaml::Value::List(items) => Value::Array(items.iter().map(value).collect()),
        yaml::Value::Map(entries) => Value::Object(
            entries.iter().map(|entry| (entry.key.clone(), value(&entry.node))).collect(),
        ),
    }
}

fn of_toml(head: &str, losses: &mut Losses) -> Map<String, Value> {
    match head.parse::<toml::Table>() {
        Ok(table) => lower(table.into_iter().map(|(key, own)| (key, of_toml_value(own))).collect()),
        Err(_) => {
            losses.note("front matter that is no TOML and was read line by line");
            by_lines(head, '=')
        }
    }
}

/// A value of TOML; dates stay as they are written.
pub(super) fn of_toml_value(own: toml::Value) -> Value {
    match own {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Boolean(flag) => Value::String(flag.to_string()),
        toml::Value::Integer(number) => Value::String(number.to_string()),
        toml::Value::Float(number) => Value::String(number.to_string()),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(list) => Value::Array(list.into_iter().map(of_toml_value).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, own)| (key, of_toml_value(own))).collect())
        }
    }
}

/// What a line at a time can tell of a head that does not parse.
fn by_lines(head: &str, mark: char) -> Map<String, Value> {
    let lines = head.lines().filter(|line| !line.starts_with([' ', '\t', '-', '#']));
    let pairs = lines.filter_map(|line| line.split_once(mark)).filter_map(|(key, value)| {
        let value = value.trim();
        let value = value.trim_matches(if value.starts_with('\'') { '\'' } else { '"' });
        let list = value.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
        let value = match list {
            Some(list) => list
                .split(',')
                .map(|item| Value::String(item.trim().trim_matches(['"', '\'']).to_owned()))
                .collect(),
            None if value.is_empty() => return None,
            None => Value::String(value.to_owned()),
        };
        Some((key.trim().to_lowercase(), value))
    });
    pairs.collect()
}

fn lower(keys: Map<String, Value>) -> Map<String, Value> {
    keys.into_iter().map(|(key, value)| (key.to_lowercase(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn heads_of_all_kinds_are_read() {
        let check = |text: &str, keys: Value, body: &str| {
            let found = split(text, &mut Losses::default());
            assert_eq!((Value::Object(found.keys), found.body), (keys, body), "{text}");
        };
        check(
            "---\ntitle: A\ntags: [b, c]\n---\nd",
            json!({"title": "A", "tags": ["b", "c"]}),
            "d",
        );
        check(
            "---\ntitle: A: b\ndate: 2020-01-01\n---\nd",
            json!({"title": "A: b", "date": "2020-01-01"}),
            "d",
        );
        check("---\n---\nd", json!({}), "d");
        check(
            "+++\ntitle = \"A\"\ndate = 2020-01-02T03:04:05Z\ndraft = true\n[extra]\nx = 1\n+++\nd",
            json!({"title": "A", "date": "2020-01-02T03:04:05Z", "draft": "true", "extra": {"x": "1"}}),
            "d",
        );
        check("{\"title\": \"A\"}\n\nd", json!({"title": "A"}), "\n\nd");
        check(
            "Title: A: b\nDate: 2013-06-07 18:46\nTags: x, y z\n\nd: e\n",
            json!({"title": "A: b", "date": "2013-06-07 18:46", "tags": ["x", "y z"]}),
            "d: e\n",
        );
        check("Note: this is prose.\n\nd", json!({}), "Note: this is prose.\n\nd");
        check("---\n\nA rule above a text", json!({}), "---\n\nA rule above a text");
    }
}

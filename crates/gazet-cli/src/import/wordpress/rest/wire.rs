//! What the REST interface of WordPress answers.
//!
//! Values are taken as they come: plugins add, leave out and change fields,
//! and an answer may hold posts with what belongs to them, or without.

use crate::html::Losses;
use crate::import::json::{self, Object, list, string};
use serde_json::{Deserializer, Value};
use std::collections::BTreeMap;

/// Everything that was answered, each thing once.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// What the site says of itself.
    pub(super) site: Object,
    /// Posts, pages and items of other types, by type and number.
    pub(super) posts: BTreeMap<(String, u64), Object>,
    /// Terms by taxonomy and number.
    pub(super) terms: BTreeMap<(String, u64), Object>,
    pub(super) people: BTreeMap<u64, Object>,
    pub(super) files: BTreeMap<u64, Object>,
}

/// Reads a saved answer: one object, a list, or several answers in a row.
///
/// # Errors
/// A sentence, when it holds none.
pub(super) fn read(text: &str, losses: &mut Losses) -> Result<Answers, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("is empty".to_owned());
    }
    let mut values = Vec::new();
    let mut stream = Deserializer::from_str(text).into_iter::<Value>();
    // Where the last whole answer ended.
    let mut end = 0;
    while let Some(Ok(value)) = stream.next() {
        end = stream.byte_offset();
        values.push(value);
    }
    let rest = text[end..].trim();
    if !rest.is_empty() {
        let is_item = |object: &Object| object.contains_key("id") && object.contains_key("link");
        let found = json::objects(rest, is_item, losses);
        if found.is_empty() && values.is_empty() {
            return Err("is no JSON answer of WordPress".to_owned());
        }
        values.extend(found.into_iter().map(Value::Object));
        losses.note("the form of the file, which is no JSON; its items were read one by one");
    }
    let mut answers = Answers::default();
    for value in values {
        answers.add(value, None, losses)?;
    }
    Ok(answers)
}

impl Answers {
    /// Takes over what was answered: by what it is, or else as `kind`.
    ///
    /// # Errors
    /// What the site says when it refuses.
    pub(super) fn add(
        &mut self,
        value: Value,
        kind: Option<&str>,
        losses: &mut Losses,
    ) -> Result<(), String> {
        match value {
            Value::Array(values) => {
                values.into_iter().try_for_each(|value| self.add(value, kind, losses))
            }
            Value::Object(object) => self.object(object, kind, losses),
            _ => {
                losses.note("a value that is neither object nor list");
                Ok(())
            }
        }
    }

    fn object(
        &mut self,
        mut object: Object,
        kind: Option<&str>,
        losses: &mut Losses,
    ) -> Result<(), String> {
        let Some(id) = number(&object, "id") else {
            if let (Some(code), Some(message)) =
                (string(&object, "code"), string(&object, "message"))
            {
                return Err(format!("the site answers {code}: {message}"));
            }
            if object.contains_key("namespaces") || object.contains_key("routes") {
                self.site = object;
                return Ok(());
            }
            // A file that holds several answers under names of its own.
            let mut has_lists = false;
            for (name, value) in object {
                if value.is_array() {
                    has_lists = true;
                    self.add(value, Some(name.trim_end_matches('s')), losses)?;
                }
            }
            if !has_lists {
                losses.note("an object without a number");
            }
            return Ok(());
        };
        if let Some(Value::Object(embedded)) = object.remove("_embedded") {
            self.embedded(embedded);
        }
        let taxonomy = string(&object, "taxonomy");
        let own = string(&object, "type");
        let is_text = object.contains_key("content") || object.contains_key("title");
        match (taxonomy, own.as_deref().or(kind)) {
            (Some(taxonomy), _) => keep(&mut self.terms, (taxonomy, id), object),
            (None, Some("attachment")) => keep(&mut self.files, id, object),
            (None, Some("user")) => keep(&mut self.people, id, object),
            (None, Some(kind)) => keep(&mut self.posts, (kind.to_owned(), id), object),
            (None, None) if is_text => {
                let is_revision =
                    string(&object, "slug").is_some_and(|slug| slug.contains("-revision-"));
                let kind = if is_revision { "revision" } else { "post" };
                keep(&mut self.posts, (kind.to_owned(), id), object);
            }
            (None, None) => keep(&mut self.people, id, object),
        }
        Ok(())
    }

    /// Takes over what came with a post. What could not be had is an object
    /// with a code, which has no number.
    fn embedded(&mut self, embedded: Object) {
        let numbered = |value: &Value| {
            let object = value.as_object()?;
            Some((number(object, "id")?, object.clone()))
        };
        for (id, person) in list(&embedded, "author").filter_map(numbered) {
            keep(&mut self.people, id, person);
        }
        for (id, file) in list(&embedded, "wp:featuredmedia").filter_map(numbered) {
            keep(&mut self.files, id, file);
        }
        let terms = list(&embedded, "wp:term").filter_map(Value::as_array).flatten();
        for (id, term) in terms.filter_map(numbered) {
            if let Some(taxonomy) = string(&term, "taxonomy") {
                keep(&mut self.terms, (taxonomy, id), term);
            }
        }
    }
}

/// Keeps an object; of two with the same number the one that says more.
fn keep<K: Ord>(map: &mut BTreeMap<K, Object>, key: K, object: Object) {
    match map.get(&key) {
        Some(own) if own.len() >= object.len() => {}
        _ => {
            map.insert(key, object);
        }
    }
}

/// A whole number, also one that was written as a text.
pub(super) fn number(object: &Object, name: &str) -> Option<u64> {
    let value = object.get(name)?;
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// The numbers of a list.
pub(super) fn numbers(object: &Object, name: &str) -> Vec<u64> {
    list(object, name).filter_map(Value::as_u64).collect()
}

/// A text that WordPress gives as `rendered`, and to editors as `raw`.
pub(super) fn rendered(object: &Object, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::Object(text) => string(text, "rendered"),
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        _ => None,
    }
}

/// The text that editors see, with the comments of blocks.
pub(super) fn raw(object: &Object, name: &str) -> Option<String> {
    string(object.get(name)?.as_object()?, "raw")
}

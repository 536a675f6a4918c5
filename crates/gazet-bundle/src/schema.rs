//! The JSON Schema of a bundle, made from the types and the limits.

use crate::{Archive, Bundle, Leaf, Shard, limits};
use serde::ser::Error;
use serde_json::Value;
use std::collections::BTreeMap;

/// The schema as pretty-printed JSON with a final line break. That of a part
/// is `#/$defs/Part`. It knows shapes and limits; what one place says about
/// another (a section nobody declared) is left to [`validate`](crate::validate).
///
/// # Errors
/// Those of the JSON writer, or a limit of a field that no longer exists;
/// none in a crate whose tests pass.
pub fn schema() -> serde_json::Result<String> {
    let mut generator = schemars::SchemaGenerator::default();
    // The documents beside the bundle, which it names only by their bytes.
    generator.subschema_for::<Archive>();
    generator.subschema_for::<Shard>();
    generator.subschema_for::<Leaf>();
    let mut schema = serde_json::to_value(generator.into_root_schema_for::<Bundle>())?;
    for (place, keyword, value) in BOUNDS {
        let Some(Value::Object(found)) = schema.pointer_mut(place) else {
            return Err(Error::custom(format!("the schema has no {place}")));
        };
        found.insert((*keyword).to_owned(), Value::from(*value));
    }
    serde_json::to_string_pretty(&tidy(schema)).map(|text| text + "\n")
}

/// The limits that JSON Schema can express: place, keyword, value.
const BOUNDS: &[(&str, &str, usize)] = &[
    ("/properties/format", "minimum", 1),
    ("/properties/format", "maximum", crate::FORMAT as usize),
    ("/properties/authors", "maxItems", limits::AUTHORS),
    ("/properties/pages", "maxItems", limits::PAGES),
    ("/properties/articles", "maxItems", limits::ARTICLES),
    ("/$defs/Archive/properties/shards", "maxItems", limits::SHARDS),
    ("/$defs/Shard/properties/leaves", "maxItems", limits::LEAVES),
    ("/$defs/Leaf/properties/articles", "maxItems", limits::LEAF),
    ("/$defs/Slug", "maxLength", limits::SLUG),
    ("/$defs/ArticleId", "maxLength", limits::SLUG),
    ("/$defs/Url", "minLength", 1),
    ("/$defs/Url", "maxLength", limits::URL_BYTES),
    ("/$defs/Site/properties/title", "maxLength", limits::LABEL),
    ("/$defs/Site/properties/tagline", "maxLength", limits::LABEL),
    ("/$defs/Site/properties/about", "maxLength", limits::CAPTION),
    ("/$defs/Site/properties/email", "maxLength", limits::LABEL),
    ("/$defs/Site/properties/copyright", "maxLength", limits::CREDIT),
    ("/$defs/Site/properties/social", "maxItems", limits::LINKS),
    ("/$defs/Site/properties/partners", "maxItems", limits::LINKS),
    ("/$defs/Link/properties/name", "maxLength", limits::LABEL),
    ("/$defs/Partner/properties/name", "maxLength", limits::LABEL),
    ("/$defs/Section/properties/name", "maxLength", limits::LABEL),
    ("/$defs/Section/properties/about", "maxLength", limits::DECK),
    ("/$defs/Author/properties/name", "maxLength", limits::LABEL),
    ("/$defs/Author/properties/role", "maxLength", limits::LABEL),
    ("/$defs/Author/properties/bio", "maxLength", limits::CAPTION),
    ("/$defs/Page/properties/title", "maxLength", limits::TITLE),
    ("/$defs/Page/properties/deck", "maxLength", limits::DECK),
    ("/$defs/Article/properties/title", "maxLength", limits::TITLE),
    ("/$defs/Article/properties/deck", "maxLength", limits::DECK),
    ("/$defs/Article/properties/kicker", "maxLength", limits::LABEL),
    ("/$defs/Article/properties/authors", "maxItems", limits::BYLINE),
    ("/$defs/Article/properties/minutes", "minimum", 1),
    ("/$defs/Article/properties/tags", "maxItems", limits::TAGS),
    ("/$defs/Article/properties/tags/items", "maxLength", limits::LABEL),
    ("/$defs/Credit/properties/text", "maxLength", limits::CREDIT),
    ("/$defs/Part/properties/blocks", "maxItems", limits::BLOCKS),
    ("/$defs/Part/properties/related", "maxItems", limits::RELATED),
    ("/$defs/Image/properties/width", "minimum", 1),
    ("/$defs/Image/properties/width", "maximum", limits::SIDE as usize),
    ("/$defs/Image/properties/height", "minimum", 1),
    ("/$defs/Image/properties/height", "maximum", limits::SIDE as usize),
    ("/$defs/Image/properties/alt", "maxLength", limits::CAPTION),
    ("/$defs/Image/properties/caption", "maxLength", limits::CAPTION),
    ("/$defs/Image/properties/credit", "maxLength", limits::CREDIT),
    ("/$defs/Image/properties/variants", "maxItems", limits::VARIANTS),
    ("/$defs/Variant/properties/width", "minimum", 1),
    ("/$defs/Focal/items", "maximum", 100),
    ("/$defs/Embed/properties/title", "maxLength", limits::TITLE),
    ("/$defs/Embed/properties/provider", "maxLength", limits::LABEL),
    ("/$defs/Footnote/properties/label", "maxLength", limits::LABEL),
];

/// Keys in alphabetical order, whether or not another crate of the build has
/// asked `serde_json` to keep them as they came; and descriptions
/// on one line, as editors show them.
fn tidy(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<String, Value> = map.into_iter().collect();
            let tidied = sorted.into_iter().map(|(key, value)| match value {
                Value::String(text) if key == "description" => {
                    (key, Value::String(text.lines().collect::<Vec<_>>().join(" ")))
                }
                other => (key, tidy(other)),
            });
            Value::Object(tidied.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(tidy).collect()),
        other => other,
    }
}

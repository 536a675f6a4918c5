//! Foreign JSON that may be cut, or several documents in one.

use crate::html::Losses;
use serde_json::{Deserializer, Map, Value};

/// Places at which an object is looked for behind a broken one: each may cost
/// a look at all that follows.
const TRIES: usize = 1_000;

/// An object.
pub(super) type Object = Map<String, Value>;

/// The objects of a list in a text that is no JSON as a whole, from the start
/// of the list on. `is_item` tells them from those inside a broken one.
pub(super) fn objects(
    text: &str,
    is_item: impl Fn(&Object) -> bool,
    losses: &mut Losses,
) -> Vec<Object> {
    let mut objects = Vec::new();
    let (mut at, mut tries) = (0, 0);
    let mut is_behind_fault = false;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let mut stream = Deserializer::from_str(&text[open..]).into_iter::<Object>();
        match stream.next() {
            Some(Ok(object)) => {
                at = open + stream.byte_offset();
                if is_item(&object) {
                    is_behind_fault = false;
                    objects.push(object);
                }
            }
            _ => {
                if !is_behind_fault {
                    losses.note("an item that is no JSON");
                }
                is_behind_fault = true;
                tries += 1;
                at = open + 1;
            }
        }
        if tries == TRIES {
            losses.note("all that follows more faults than can be read past");
            break;
        }
    }
    objects
}

/// A text or a number that says something.
pub(super) fn string(object: &Object, name: &str) -> Option<String> {
    let text = match object.get(name)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The values of a list.
pub(super) fn list<'o>(object: &'o Object, name: &str) -> impl Iterator<Item = &'o Value> {
    object.get(name).and_then(Value::as_array).into_iter().flatten()
}

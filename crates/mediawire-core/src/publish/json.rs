//! JSON whose keys stand in one order, whatever a build's features make of maps, and its form inside a page.

use serde_json::{Map, Value};

/// An object of those of `pairs` that have a value: no null, no empty text, no empty list.
#[must_use]
pub fn object(mut pairs: Vec<(&str, Value)>) -> Value {
    pairs.sort_by_key(|(key, _)| *key);
    let is_something = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
    };
    let pairs = pairs.into_iter().filter(|(_, value)| is_something(value));
    Value::Object(pairs.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

/// `value` as the text of a `<script type="application/ld+json">`.
///
/// Such an element is a data block: it is not executed, and a Content Security Policy without `script-src`
/// does not concern it (HTML §4.12.1.1, "prepare the script element", returns before it asks the policy).
/// `<` occurs in JSON inside strings only, where an escape stands for it, so that no text can end the element.
#[must_use]
pub fn in_page(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

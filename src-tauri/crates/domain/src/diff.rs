//! One diff over JSON values: serves the adjustment sheet, the rounds and the published version.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Change {
    /// JSON Pointer; members of a list that carry an `id` are named by it, not by their place.
    pub path: String,
    /// The value before; `null` where it was added.
    #[ts(type = "unknown")]
    pub before: Value,
    /// The value after; `null` where it was removed.
    #[ts(type = "unknown")]
    pub after: Value,
}

/// All differences from `before` to `after`, in the order of `after`.
pub fn diff(before: &Value, after: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    walk("", before, after, &mut changes);
    changes
}

fn walk(path: &str, before: &Value, after: &Value, out: &mut Vec<Change>) {
    match (before, after) {
        _ if before == after => {}
        (Value::Object(old), Value::Object(new)) => members(path, old, new, out),
        (Value::Array(old), Value::Array(new)) => match (keyed(old), keyed(new)) {
            (Some(old), Some(new)) => members(path, &old, &new, out),
            _ => out.push(Change { path: path.to_owned(), before: before.clone(), after: after.clone() }),
        },
        _ => out.push(Change { path: path.to_owned(), before: before.clone(), after: after.clone() }),
    }
}

fn members(path: &str, old: &Map<String, Value>, new: &Map<String, Value>, out: &mut Vec<Change>) {
    for (key, after) in new {
        walk(&format!("{path}/{}", escape(key)), old.get(key).unwrap_or(&Value::Null), after, out);
    }
    for (key, before) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
        walk(&format!("{path}/{}", escape(key)), before, &Value::Null, out);
    }
}

/// A list whose members all carry an id, as a map by id.
fn keyed(list: &[Value]) -> Option<Map<String, Value>> {
    list.iter().map(|item| Some((item.get("id")?.as_str()?.to_owned(), item.clone()))).collect()
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_are_compared_by_id() {
        let before = json!({"goal": "甲", "rows": [{"id": "1", "w": 5}, {"id": "2", "w": 8}]});
        let after =
            json!({"goal": "乙", "rows": [{"id": "2", "w": 8}, {"id": "3", "w": 1}, {"id": "1", "w": 6}]});
        let found: Vec<(String, Value, Value)> =
            diff(&before, &after).into_iter().map(|c| (c.path, c.before, c.after)).collect();
        assert_eq!(
            found,
            vec![
                ("/goal".into(), json!("甲"), json!("乙")),
                ("/rows/3".into(), Value::Null, json!({"id": "3", "w": 1})),
                ("/rows/1/w".into(), json!(5), json!(6)),
            ]
        );
        assert!(diff(&after, &after).is_empty());
    }
}

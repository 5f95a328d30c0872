//! Tests of a full disk through SQLite's own limit, which works without a small disk.

use crate::{Operation, Store};
use serde_json::json;

const AT: &str = "2026-03-05T09:30:00+08:00";

#[test]
fn a_full_disk_rolls_the_whole_operation_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path(), AT).unwrap();
    let put = |store: &mut Store, value: String| {
        store.operate(&Operation::reversible("填", "甲", AT), |tx| {
            tx.put_setting("klein", &json!(value.len()))?;
            tx.put_setting("gross", &json!(value))
        })
    };
    put(&mut store, "a".into()).unwrap();
    let head = store.audit_head().unwrap();
    let pages: i64 = store.conn().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.conn().pragma_update(None, "max_page_count", pages + 3).unwrap();
    let refused = put(&mut store, "b".repeat(100_000)).unwrap_err();
    assert_eq!(refused.code(), "STORE-DISK-FULL");
    assert_eq!(store.audit_head().unwrap(), head);
    assert_eq!(store.read().setting("klein").unwrap(), Some(json!(1)));
    assert_eq!(store.read().setting("gross").unwrap(), Some(json!("a")));
    assert!(store.examine().unwrap().is_good());
    // With room again, the same works.
    store.conn().pragma_update(None, "max_page_count", pages + 300).unwrap();
    put(&mut store, "b".repeat(100_000)).unwrap();
    store.undo("甲", AT).unwrap();
    assert_eq!(store.read().setting("klein").unwrap(), Some(json!(1)));
}

//! The audit log: a chain that others can check, and that shows where it was touched.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use store::Store;
use support::*;

fn filled() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path(), AT).unwrap();
    fill(&mut store);
    (dir, store)
}

fn lines(store: &Store) -> Vec<String> {
    let mut out = Vec::new();
    let count = store.audit_export(&mut out).unwrap();
    let lines: Vec<String> = String::from_utf8(out).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(u64::try_from(lines.len()).unwrap(), count);
    lines
}

/// `openssl dgst -sm3` of some bytes.
fn openssl(bytes: &[u8]) -> String {
    let mut child = Command::new("openssl")
        .args(["dgst", "-sm3"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("openssl 3 must be installed for this test");
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().rsplit(' ').next().unwrap().trim().to_owned()
}

#[test]
fn openssl_alone_can_follow_the_chain() {
    let (_dir, mut store) = filled();
    store.undo(WHO, AT).unwrap();
    store.redo(WHO, AT).unwrap();
    let lines = lines(&store);
    assert_eq!(lines.len(), 10);
    let mut prev = "0".repeat(64);
    for (line, seq) in lines.iter().zip(1..) {
        let entry: Value = serde_json::from_str(line).unwrap();
        assert_eq!(entry["seq"], seq);
        assert_eq!(entry["prev"], prev, "line {seq}");
        prev = openssl(line.as_bytes());
    }
    assert_eq!(store.audit_head().unwrap(), format!("10:{prev}"));
    let report = store.audit_verify().unwrap();
    assert_eq!((report.entries, report.head, report.broken), (10, format!("10:{prev}"), None));
}

#[test]
fn an_entry_says_who_did_what_when() {
    let (_dir, mut store) = filled();
    store.undo("复核人乙 复核", "2026-04-01T08:00:00+08:00").unwrap();
    let lines = lines(&store);
    let first: Value = serde_json::from_str(&lines[0]).unwrap();
    let fields: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields, ["seq", "prev", "at", "person", "label", "kind", "operation", "changes"]);
    let last: Value = serde_json::from_str(lines.last().unwrap()).unwrap();
    assert_eq!(last["person"], "复核人乙 复核");
    assert_eq!(last["at"], "2026-04-01T08:00:00+08:00");
    assert_eq!((&last["label"], &last["kind"]), (&"撤销：调整".into(), &"undo".into()));
    assert_eq!(last["of"], 8);
    assert!(last["changes"].as_array().unwrap().iter().all(|change| change["after"].is_null()));
}

#[test]
fn a_private_key_never_enters_the_log() {
    let (dir, mut store) = filled();
    store.operate(&barrier("删除密钥"), |tx| tx.delete_key(&"cd".repeat(32))).unwrap();
    let all = lines(&store).join("\n");
    assert!(!all.contains("ENCRYPTED PRIVATE KEY") && all.contains("BEGIN CERTIFICATE"));
    assert!(all.contains(&format!(
        "\"encrypted_key\":{{\"sm3\":\"{}\"}}",
        openssl(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    )));
    // Nor does it stay among the rows kept for undo.
    assert_eq!(
        words(&stranger(dir.path()), "SELECT tbl FROM change WHERE tbl = 'key'"),
        Vec::<String>::new()
    );
}

#[test]
fn entries_can_be_neither_changed_nor_deleted() {
    let (dir, store) = filled();
    let stranger = stranger(dir.path());
    for sql in [
        "UPDATE audit SET line = '' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 8",
        "DELETE FROM audit",
        "INSERT INTO audit VALUES (99, '{}')",
        "INSERT OR REPLACE INTO audit VALUES (8, '{}')",
        "REPLACE INTO audit VALUES (3, '{}')",
    ] {
        let refused = stranger.execute(sql, []).unwrap_err().to_string();
        assert!(refused.contains("audit entries"), "{sql}: {refused}");
    }
    assert_eq!(store.audit_verify().unwrap().broken, None);
}

#[test]
fn checking_names_the_first_broken_entry() {
    for (sql, broken) in [
        ("UPDATE audit SET line = replace(line, '建立单位', '建立单元') WHERE seq = 1", 1),
        ("UPDATE audit SET line = replace(line, '填报人甲', '王五') WHERE seq = 4", 4),
        ("UPDATE audit SET line = line || ' ' WHERE seq IN (3, 5)", 3),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("UPDATE audit SET line = 'kein JSON' WHERE seq = 7", 7),
        ("UPDATE audit SET line = replace(line, '\"seq\":6', '\"seq\":60') WHERE seq = 6", 6),
        // The sealed package carries the head of entry 5: a cut tail shows when it reaches it.
        ("DELETE FROM audit WHERE seq > 4", 5),
    ] {
        let (dir, store) = filled();
        drop(store);
        let stranger = stranger(dir.path());
        stranger.execute_batch("DROP TRIGGER audit_keeps_lines; DROP TRIGGER audit_keeps_all;").unwrap();
        assert!(stranger.execute(sql, []).unwrap() > 0);
        stranger.close().unwrap();
        let store = Store::open(dir.path(), AT).unwrap();
        assert_eq!(store.audit_verify().unwrap().broken, Some(broken), "{sql}");
        assert!(!store.examine().unwrap().is_good());
    }
}

#[test]
fn a_rewritten_log_contradicts_the_sealed_head() {
    let (dir, store) = filled();
    let head = "0".repeat(64);
    drop(store);
    let stranger = stranger(dir.path());
    stranger.execute_batch("DROP TRIGGER audit_keeps_lines; DROP TRIGGER audit_keeps_all;").unwrap();
    // A forger who makes a whole chain anew keeps it consistent, but not with the package that was sent.
    let mut prev = head;
    for seq in 1..=8 {
        let line: String =
            stranger.query_row("SELECT line FROM audit WHERE seq = ?1", [seq], |row| row.get(0)).unwrap();
        let mut entry: Value = serde_json::from_str(&line).unwrap();
        entry["prev"] = prev.into();
        entry["person"] = "王五".into();
        let line = entry.to_string();
        stranger.execute("UPDATE audit SET line = ?1 WHERE seq = ?2", (&line, seq)).unwrap();
        prev = openssl(line.as_bytes());
    }
    stranger.close().unwrap();
    assert_eq!(Store::open(dir.path(), AT).unwrap().audit_verify().unwrap().broken, Some(5));
}

#[test]
fn a_failing_writer_has_its_code() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (dir, store) = filled();
    assert_eq!(store.audit_export(&mut Full).unwrap_err().code(), "STORE-DISK-FULL");
    let mut file = fs::File::create(dir.path().join("audit.jsonl")).unwrap();
    assert_eq!(store.audit_export(&mut file).unwrap(), 8);
}

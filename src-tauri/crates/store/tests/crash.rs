//! A process that is killed loses nothing it has acknowledged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use store::Store;
use support::*;

const FOLDER: &str = "WENXIAO_CRASH_FOLDER";

/// The child: when the variable names a folder, it commits until it is killed and prints each commit.
#[test]
fn child_commits_until_killed() {
    let Some(dir) = std::env::var_os(FOLDER) else { return };
    let mut store = Store::open(dir.as_ref(), AT).unwrap();
    for i in 0.. {
        put(&mut store, |tx| tx.put_setting(&format!("k{i}"), &i.into()));
        if i % 5 == 4 {
            store.undo(WHO, AT).unwrap();
            store.redo(WHO, AT).unwrap();
        }
        println!("\nack {i}");
        std::io::stdout().flush().unwrap();
    }
}

fn start(dir: &std::path::Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["child_commits_until_killed", "--exact", "--nocapture"])
        .env(FOLDER, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn ack(line: &str) -> Option<i64> {
    line.strip_prefix("ack ")?.parse().ok()
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    for rounds in [1, 2, 7, 40] {
        let dir = tempfile::tempdir().unwrap();
        drop(Store::create(dir.path(), AT).unwrap());
        let mut child = start(dir.path());
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut last = None;
        for _ in 0..rounds {
            last = lines.by_ref().find_map(|line| ack(&line));
        }
        assert!(last.is_some());
        if rounds == 7 {
            // Meanwhile nobody else may write, but anybody may read.
            assert_eq!(Store::open(dir.path(), AT).unwrap_err().code(), "STORE-LOCKED");
            let reader = Store::open_read_only(dir.path()).unwrap();
            assert!(reader.read().setting("k0").unwrap().is_some());
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it still said before it died counts too.
        let last = lines.filter_map(|line| ack(&line)).last().or(last).unwrap();

        let mut store = Store::open(dir.path(), "2026-03-06T00:00:00+08:00").unwrap();
        assert_eq!(store.crashed_session(), Some(AT));
        for i in 0..=last {
            assert_eq!(store.read().setting(&format!("k{i}")).unwrap(), Some(i.into()), "{i} of {last}");
        }
        assert!(store.examine().unwrap().is_good());
        // Of the kill it is known where that session began: nothing had been done before it.
        let steps = store.steps_since(store.crashed_seq().unwrap()).unwrap();
        let acknowledged = usize::try_from(last).unwrap() + 1;
        assert!([acknowledged, acknowledged + 1].contains(&steps.count), "{steps:?} of {last}");
        put(&mut store, |tx| tx.put_setting("danach", &1.into()));
        while store.undo(WHO, AT).is_ok() {}
        drop(store);
        assert_eq!(dump(dir.path()), "");
        assert_eq!(Store::open(dir.path(), AT).unwrap().crashed_session(), None);
    }
}

/// Lets a child commit something and kills it.
fn crash(dir: &std::path::Path) {
    let mut child = start(dir);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.filter_map(|line| ack(&line)).any(|i| i >= 2));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn after_a_crash_the_session_can_be_kept_or_taken_back() {
    const LATER: &str = "2026-03-06T00:00:00+08:00";
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::create(dir.path(), AT).unwrap();
    put(&mut store, |tx| tx.put_setting("x", &1.into()));
    let seq = store.seq().unwrap();
    drop(store);
    let before = dump(dir.path());

    // Twice in a row without an answer: the first beginning counts.
    crash(dir.path());
    crash(dir.path());
    let after = dump(dir.path());
    let mut store = Store::open(dir.path(), LATER).unwrap();
    assert_eq!((store.crashed_session(), store.crashed_seq()), (Some(AT), Some(seq)));
    let done = store.discard_crashed(WHO, LATER).unwrap();
    assert!(!done.rows.is_empty());
    assert_eq!(dump(dir.path()), before);
    assert_eq!((store.crashed_session(), store.crashed_seq()), (None, None));
    assert_eq!(store.steps_since(store.seq_at_open()).unwrap().count, 0);
    assert!(store.discard_crashed(WHO, LATER).unwrap().changed.is_empty());
    // Taken back by mistake: undo brings it again.
    store.undo(WHO, LATER).unwrap();
    assert_eq!(dump(dir.path()), after);
    store.redo(WHO, LATER).unwrap();
    drop(store);

    crash(dir.path());
    let mut store = Store::open(dir.path(), LATER).unwrap();
    let kept = dump(dir.path());
    store.keep_crashed();
    assert_eq!((store.crashed_session(), dump(dir.path())), (None, kept));
    drop(store);

    // What cannot be undone stands in the way, and the question stays.
    let mut store = Store::open(dir.path(), LATER).unwrap();
    assert_eq!(store.crashed_session(), None);
    put(&mut store, |tx| tx.put_setting("y", &1.into()));
    drop(store);
    let text = format!("{AT}\n{seq}");
    std::fs::write(dir.path().join("wenxiao.lock"), text).unwrap();
    let mut store = Store::open(dir.path(), LATER).unwrap();
    store.operate(&barrier("上报"), |tx| tx.put_package(&package(1, "0:"))).unwrap();
    assert_eq!(store.discard_crashed(WHO, LATER).unwrap_err().code(), "STORE-BARRIER");
    assert_eq!(store.crashed_session(), Some(AT));
}

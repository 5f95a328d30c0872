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
        put(&mut store, |tx| tx.put_setting("danach", &1.into()));
        while store.undo(WHO, AT).is_ok() {}
        drop(store);
        assert_eq!(dump(dir.path()), "");
        assert_eq!(Store::open(dir.path(), AT).unwrap().crashed_session(), None);
    }
}

//! A second start brings the first window forward.

use crate::harness::{Bare, Window, focused, raised, take_keyboard, until, windows};

const TITLE: &str = "问效";

#[tokio::test]
async fn a_second_start_brings_the_first_window_forward() {
    let window = Window::open("second-start", &[]).await;
    let first = window.number();
    // The same program on another user's data, without a session bus: its window covers the first.
    let elsewhere = tempfile::tempdir().unwrap();
    let cover = Bare::start(elsewhere.path(), &[]);
    let other = until("another user's start opens a window", async || {
        windows(TITLE).into_iter().find(|each| *each != first)
    })
    .await;
    until("it covers the first", async || (raised(TITLE)? == other).then_some(())).await;
    take_keyboard(&other).await;

    let mut second = Bare::start(window.home(), &["--demo"]);
    let ended = until("the second start ends by itself", async || second.0.try_wait().unwrap()).await;
    assert_eq!(ended.code(), Some(0));
    until("the first window lies above", async || (raised(TITLE)? == first).then_some(())).await;
    until("and has the keyboard", async || (focused()? == first).then_some(())).await;
    let mut both = windows(TITLE);
    both.sort();
    let mut expected = vec![first, other];
    expected.sort();
    assert_eq!(both, expected, "no third window");
    // What was open stays: the demo of the second start is not opened over it.
    window.by_role("button", "打开示例单位").await;
    drop(cover);
    until("the cover is gone", async || (windows(TITLE).len() == 1).then_some(())).await;
    // When the first has ended, the next start is a first one.
    let window = window.reopen(&["--demo"]).await;
    window.by_role("link", "上报").await;
    window.close().await;
}

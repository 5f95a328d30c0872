//! The window is closed, or the stick pulled, in the middle of something: nothing stays half-written, nothing typed
//! is lost.

use super::prepared::{self, PASSPHRASE};
use crate::harness::{Window, choose_folder, until};
use app::commands::Empty;
use app::usecase::{project, store as stores};
use std::path::Path;
use support::disks::{Mount, again};

/// Fills the sealing page in, presses the button and waits until forms are being made.
async fn begin_to_seal(window: &Window, stick: &Path) {
    window.click("link", "上报").await;
    let recipient = window.by_css("input[placeholder='例：219']").await;
    window.fill(&recipient, "999901").await;
    window.by_css("input[type='checkbox']").await.click().await.unwrap();
    let passphrase = window.by_css("input[aria-label='签名密钥的口令']").await;
    window.fill(&passphrase, PASSPHRASE).await;
    window.click("button", "封装并保存…").await;
    choose_folder("保存到哪里（通常是 U 盘）", stick).await;
    window.by_css("main progress").await;
}

/// The store ended cleanly and knows of no package.
fn nothing_is_sealed(home: &Path, folder: &Path) {
    assert_eq!(::store::Store::open(folder, "2026-11-21T10:00:00+08:00").unwrap().crashed_session(), None);
    let app = prepared::program(home);
    stores::open(&app, stores::OpenStore { folder: folder.display().to_string() }).unwrap();
    let rows = project::list(&app, Empty {}).unwrap().rows;
    assert!(rows.len() > 120 && rows.iter().all(|row| row.state == "编制中"));
}

#[tokio::test]
async fn closing_while_sealing_stops_the_work_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (folder, stick) = (home.path().join("单位 数据"), home.path().join("U盘"));
    std::fs::create_dir(&stick).unwrap();
    prepared::crowded(home.path(), &folder);
    let window = prepared::open(home, "closing-seal", &folder).await;
    begin_to_seal(&window, &stick).await;
    window.screenshot("sealing").await;
    let home = window.close().await;
    let left: Vec<_> = std::fs::read_dir(&stick).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert!(left.is_empty(), "{left:?}");
    nothing_is_sealed(home.path(), &folder);
}

#[tokio::test]
async fn a_stick_pulled_while_sealing_is_said_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (folder, stick) = (home.path().join("单位 数据"), home.path().join("U盘"));
    let Some(disk) = Mount::tmpfs(&stick, 200_000) else {
        return again("window_tests::closing::a_stick_pulled_while_sealing_is_said_and_leaves_nothing");
    };
    prepared::crowded(home.path(), &folder);
    let window = prepared::open(home, "pulled-stick", &folder).await;
    begin_to_seal(&window, &stick).await;
    // The system takes the folder away with the stick.
    drop(disk);
    std::fs::remove_dir(&stick).unwrap();
    until("the page says so", async || {
        let alert = window.alert().await;
        (alert.contains("U盘") && alert.contains("〔PKG-NOT-FOUND〕")).then_some(())
    })
    .await;
    window.screenshot("pulled-stick").await;
    assert!(!stick.exists());
    let home = window.close().await;
    nothing_is_sealed(home.path(), &folder);
}

#[tokio::test]
async fn what_is_typed_when_the_window_closes_is_saved() {
    let window = Window::open("closing-typed", &["--demo"]).await;
    prepared::target(&window).await;
    let cell = window.by_css("td[data-path$='/explanation']").await;
    cell.click().await.unwrap();
    window.keys("正在输入的话").await;
    let window = window.reopen(&["--demo"]).await;
    prepared::target(&window).await;
    until("it is there again", async || {
        let cell = window.by_css("td[data-path$='/explanation']").await;
        (cell.text().await.ok()? == "正在输入的话").then_some(())
    })
    .await;
    window.close().await;
}

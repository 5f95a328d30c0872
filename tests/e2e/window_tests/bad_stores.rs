//! Folders of data that cannot be opened or not be written: the window says so and stays where it is.

use super::bad_files::told;
use super::prepared;
use crate::harness::{Window, choose_folder, until};
use app::commands::Empty;
use app::usecase::store;
use std::path::Path;
use support::bad_files;
use support::disks::{Mount, again};

fn opened(folder: &Path) -> store::OpenStore {
    store::OpenStore { folder: folder.display().to_string() }
}

#[tokio::test]
async fn data_that_cannot_be_opened_are_said_in_a_sentence() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("单位 数据");
    let desk = support::Desk::empty();
    store::create_demo(&desk.app, &folder).unwrap();
    store::close(&desk.app, Empty {}).unwrap();
    let database = folder.join("wenxiao.db");
    let whole = std::fs::read(&database).unwrap();
    let nothing = home.path().join("空的");
    std::fs::create_dir(&nothing).unwrap();
    let window = Window::open_in(home, "bad-stores", &[]).await;
    let open = async |what: &str, folder: &Path, code: &str| {
        let ours = store::open(&desk.app, opened(folder)).unwrap_err();
        window.click("button", "打开已有数据…").await;
        choose_folder("打开已有数据所在的文件夹", folder).await;
        assert_eq!(told(&window, what, code).await, ours.message, "{what}");
    };
    for (what, bytes, code) in bad_files::stores(&whole) {
        std::fs::write(&database, &bytes).unwrap();
        open(what, &folder, code).await;
        assert!(std::fs::read(&database).unwrap() == bytes, "{what}: the file was changed");
    }
    open("nothing", &nothing, "STORE-MISSING").await;
    window.screenshot("bad-store").await;
    std::fs::write(&database, &whole).unwrap();
    window.click("button", "打开已有数据…").await;
    choose_folder("打开已有数据所在的文件夹", &folder).await;
    window.by_role("link", "上报").await;
    window.close().await;
}

/// Opens data that can be read only: what the window says of them, once, and that nothing can be typed into them.
async fn read_only(name: &str, home: tempfile::TempDir, folder: &Path) {
    let ours = prepared::program(home.path());
    let notice = store::open(&ours, opened(folder)).unwrap().notice.unwrap();
    store::close(&ours, Empty {}).unwrap();
    let window = prepared::open(home, name, folder).await;
    let shown = "return document.querySelector('main').innerText.includes(arguments[0])";
    until("the notice is shown", async || {
        window.script(shown, vec![serde_json::json!(notice)]).await.as_bool()?.then_some(())
    })
    .await;
    prepared::target(&window).await;
    let cell = window.by_css("td[data-path$='/explanation']").await;
    let before = cell.text().await.unwrap();
    cell.click().await.unwrap();
    window.keys("不能保存的话\u{e007}").await;
    let closed = "return [...document.querySelectorAll('main textarea, main input.input')].every((field) => field.readOnly)
        && document.querySelector('[role=grid]').getAttribute('aria-readonly')";
    assert_eq!(window.script(closed, Vec::new()).await, "true", "{name}: something can be typed into");
    assert_eq!(cell.text().await.unwrap(), before);
    assert_eq!(window.saved_line().await.0, "只读，不能修改");
    assert_eq!(window.script("return document.querySelectorAll('main .note').length", Vec::new()).await, 1);
    window.screenshot(name).await;
    window.close().await;
}

#[tokio::test]
async fn data_that_another_program_has_are_shown_and_not_changed() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("单位 数据");
    prepared::demo(home.path(), &folder);
    let other = support::Desk::empty();
    store::open(&other.app, opened(&folder)).unwrap();
    read_only("store-in-use", home, &folder).await;
    store::close(&other.app, Empty {}).unwrap();
}

#[tokio::test]
async fn data_in_a_folder_that_may_not_be_written_are_shown() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("单位 数据");
    prepared::demo(home.path(), &folder);
    let Some(disk) = Mount::read_only(&folder) else {
        return again("window_tests::bad_stores::data_in_a_folder_that_may_not_be_written_are_shown");
    };
    read_only("store-read-only", home, &folder).await;
    drop(disk);
}

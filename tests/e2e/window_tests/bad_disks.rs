//! A disk that is full while one types: what was typed stays in its cell, the saved line says that it is not saved
//! and why, and once there is room again all is saved.

use super::bad_files::told;
use super::prepared;
use crate::harness::until;
use serde_json::json;
use support::disks::{Mount, again, fill};

#[tokio::test]
async fn what_is_typed_on_a_full_disk_stays_and_is_saved_later() {
    let home = tempfile::tempdir().unwrap();
    let disk_at = home.path().join("小盘");
    let Some(disk) = Mount::tmpfs(&disk_at, 3000) else {
        return again("window_tests::bad_disks::what_is_typed_on_a_full_disk_stays_and_is_saved_later");
    };
    let folder = disk_at.join("单位 数据");
    prepared::demo(home.path(), &folder);
    let window = prepared::open(home, "full-disk", &folder).await;
    prepared::target(&window).await;
    let cells = [("explanation", "磁盘满时写的说明"), ("weight", "11")];
    let shown = async |part: &str| {
        let text = "return document.querySelector(`td[data-path$='/${arguments[0]}']`).textContent";
        window.script(text, vec![json!(part)]).await.as_str().unwrap().to_owned()
    };
    let types = async |part: &str, text: &str| {
        window.by_css(&format!("td[data-path$='/{part}']")).await.click().await.unwrap();
        window.keys(format!("{text}\u{e007}")).await;
    };
    fill(&disk_at.join("其他"));
    let (part, text) = cells[0];
    types(part, text).await;
    let refused = async || {
        let (line, why) = window.saved_line().await;
        (line == "1 格没有保存").then_some(why)
    };
    let why = until("the saved line says so", refused).await;
    assert!(why.contains("磁盘") && why.contains('请'), "{why}");
    assert_eq!(told(&window, "full", "STORE-DISK-FULL").await, why);
    assert_eq!(shown(part).await, text, "what was typed stays in its cell");
    window.screenshot("full-disk").await;

    std::fs::remove_file(disk_at.join("其他")).unwrap();
    let (other, number) = cells[1];
    types(other, number).await;
    until("the next edit is saved", async || refused().await?.contains("已保存").then_some(())).await;
    assert_eq!(shown(other).await, number);
    // The earlier one still stands in its cell and is still counted; confirming it again saves it.
    assert_eq!(shown(part).await, text);
    types(part, text).await;
    until("it is saved as well", async || window.saved_line().await.0.contains("已保存").then_some(())).await;
    let home = window.close().await;
    let app = prepared::program(home.path());
    app::usecase::store::open(&app, app::usecase::store::OpenStore { folder: folder.display().to_string() })
        .unwrap();
    let row =
        app::usecase::project::get(&app, app::usecase::project::ProjectId { id: "农村人居环境整治".into() })
            .unwrap();
    let row = &row.indicators[0];
    assert_eq!((row.explanation.as_str(), row.weight.as_str()), (text, number));
    drop(app);
    drop(disk);
}

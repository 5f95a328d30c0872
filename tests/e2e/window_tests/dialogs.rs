//! Native file dialogs take Chinese paths.

use crate::harness::{Window, choose_file};
use serde_json::json;

/// Asks for a file and keeps the answer; the page must go on while the dialog is open.
const ASK: &str = "
    window.__chosen = undefined;
    window.__TAURI_INTERNALS__.invoke('plugin:dialog|' + arguments[0], { options: { title: arguments[1] } })
        .then((path) => { window.__chosen = path ?? 'nothing'; }, (why) => { window.__chosen = 'error: ' + why; });";

#[tokio::test]
async fn open_and_save_take_a_chinese_path() {
    let window = Window::open("dialogs", &[]).await;
    let folder = tempfile::tempdir().unwrap();
    let open = folder.path().join("绩效目标申报表（二〇二六）.xlsx");
    std::fs::write(&open, "x").unwrap();
    let save = folder.path().join("上报包 一.zip");
    for (kind, title, path) in [("open", "选择工作簿", &open), ("save", "保存上报包", &save)] {
        window.script(ASK, vec![json!(kind), json!(title)]).await;
        choose_file(title, path).await;
        let chosen = crate::harness::until("the answer arrives", async || {
            window.script("return window.__chosen ?? null", Vec::new()).await.as_str().map(str::to_owned)
        })
        .await;
        assert_eq!(chosen, path.to_str().unwrap(), "{kind}");
    }
    window.close().await;
}

//! A clerk's first day: a new unit, the demo workbook through the native dialog, a target mended by its finding, a
//! key, a package on the stick; the command line then verifies the file that the window wrote.

use crate::harness::{Window, choose_file, choose_folder, until};
use std::path::{Path, PathBuf};
use std::process::Command;
use thirtyfour::prelude::*;

const PASSPHRASE: &str = "correct horse 901001";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

async fn create_unit(window: &Window, folder: &Path) {
    window.screenshot("first-run").await;
    window.click("button", "选择…").await;
    choose_folder("选择存放数据的文件夹", folder).await;
    for (placeholder, text) in [("例：云溪镇人民政府", "云溪镇人民政府（虚构）"), ("例：219001", "901001")]
    {
        let field = window.by_css(&format!("input[placeholder=\"{placeholder}\"]")).await;
        window.fill(&field, text).await;
    }
    let person = window.by_role("textbox", "本人姓名").await;
    window.fill(&person, "填报人甲").await;
    let pack = "const radio = document.querySelector('input[type=radio][value=\"mof-2020\"]');
        radio.click(); return radio.checked";
    assert_eq!(window.script(pack, Vec::new()).await, serde_json::json!(true));
    window.click("button", "建立数据").await;
    window.click("button", "以后再说，进入工作台").await;
    window.by_text("项目可以从预算“二上”的清单或已有的申报表导入，也可以逐个新建。").await;
}

async fn import_demo(window: &Window) {
    window.click("link", "从表格导入…").await;
    window.click("button", "选择文件…").await;
    choose_file("选择要导入的表格", &root().join("assets/demo/demo.xlsx")).await;
    window.click("button", "全部导入（12 张表）").await;
    window.click("button", "预览").await;
    window.by_role("button", "导入 23 项").await;
    window.screenshot("import").await;
    window.click("button", "导入 23 项").await;
    window.click("link", "去看项目").await;
    window.by_text("3,232.93").await;
    window.screenshot("projects").await;
}

/// The sum of weights is 88 of 90: F8 goes to the cell, typing mends it, the finding is gone.
async fn mend_by_finding(window: &Window) {
    window.by_text("农村人居环境整治").await.click().await.unwrap();
    window.click("button", "打开绩效目标").await;
    window.by_css("section.dock li").await;
    let dock = window.by_css("section.dock").await;
    until("the finding is shown", async || {
        dock.text().await.ok()?.contains("指标分值合计 88，应为 90").then_some(())
    })
    .await;
    window.screenshot("target").await;
    window.keys(Key::F8).await;
    window.screenshot("target-f8").await;
    window.keys("10").await;
    window.keys(Key::Enter).await;
    until("the finding is gone", async || (!dock.text().await.ok()?.contains("应为 90")).then_some(())).await;
    window.screenshot("target-mended").await;
}

async fn make_key(window: &Window) {
    let fields = until("two passphrase fields", async || {
        let found = window.page.find_all(By::Css("input[autocomplete='new-password']")).await.ok()?;
        (found.len() == 2).then_some(found)
    })
    .await;
    for field in &fields {
        window.fill(field, PASSPHRASE).await;
    }
    window.click("button", "建立密钥").await;
    window.by_role("button", "更换密钥").await;
}

#[tokio::test]
async fn a_first_day_ends_with_a_package_that_the_command_line_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let (data, stick) = (folder.path().join("单位 数据"), folder.path().join("U盘"));
    std::fs::create_dir(&data).unwrap();
    std::fs::create_dir(&stick).unwrap();
    let window = Window::open("first-line", &[]).await;
    create_unit(&window, &data).await;
    import_demo(&window).await;
    mend_by_finding(&window).await;
    window.click("button", "打印预览").await;
    until("the page is drawn", async || {
        let drawn = "const page = document.querySelector('img'); return page?.naturalWidth > 100";
        window.script(drawn, Vec::new()).await.as_bool()?.then_some(())
    })
    .await;
    window.screenshot("preview").await;
    window.click("link", "上报").await;
    make_key(&window).await;
    let recipient = window.by_css("input[placeholder='例：219']").await;
    window.fill(&recipient, "999901").await;
    window.by_css("input[type='checkbox']").await.click().await.unwrap();
    let passphrase = window.by_css("input[aria-label='签名密钥的口令']").await;
    window.fill(&passphrase, PASSPHRASE).await;
    window.screenshot("submit").await;
    window.click("button", "封装并保存…").await;
    choose_folder("保存到哪里（通常是 U 盘）", &stick).await;
    let package = until("the package is on the stick", async || {
        let name = "WX-901001-2026-target-Y-001.zip";
        let done = window.page.source().await.ok()?.contains("并已从该处读回核对");
        (done && stick.join(name).is_file()).then(|| stick.join(name))
    })
    .await;
    window.screenshot("sealed").await;
    window.click("link", "打开上报包…").await;
    window.click("button", "选择文件…").await;
    choose_file("选择上报包", &package).await;
    window.by_text("已验证").await;
    window.screenshot("read").await;
    window.close().await;
    verify(&data, &package);
}

fn verify(data: &Path, package: &Path) {
    let program = std::env::var("WENXIAO_CLI")
        .unwrap_or_else(|_| root().join("target/debug/wenxiao").display().to_string());
    let run = |args: &[&std::ffi::OsStr]| Command::new(&program).args(args).output().unwrap();
    let trusted = run(&["--store".as_ref(), data.as_os_str(), "verify".as_ref(), package.as_os_str()]);
    let text = String::from_utf8_lossy(&trusted.stdout).into_owned();
    assert!(trusted.status.success() && text.starts_with("已验证"), "{text}");
    let stranger = run(&["verify".as_ref(), package.as_os_str()]);
    assert_eq!(stranger.status.code(), Some(1), "an unknown signer is not believed");
}

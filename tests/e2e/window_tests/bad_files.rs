//! Files that cannot be what they should be, chosen by a user: the window says what is wrong and what to do, in the
//! program's own sentence, and goes on.

use super::{prepared, workbooks};
use crate::harness::{Window, choose_file, until};
use app::usecase::{import, verify};
use std::collections::BTreeSet;
use support::Desk;
use support::bad_files::{self, BadFile};

/// The bad files of the tests without a window, and one bomb of each kind.
fn unreadable() -> Vec<BadFile> {
    let mut files = bad_files::workbooks();
    let mut codes: BTreeSet<&str> = files.iter().map(|(_, _, code)| *code).collect();
    for (name, bytes, code) in workbooks::bombs::all() {
        if code != "ok" && codes.insert(code) {
            files.push((name, bytes, code));
        }
    }
    // What is found out only after the choice of a sheet comes last.
    files.sort_by_key(|(_, _, code)| *code == "SHEET-NO-HEADER");
    files
}

/// The alert once it has this code; the sentence must be there, Chinese, and say what to do.
pub(super) async fn told(window: &Window, what: &str, code: &str) -> String {
    let tail = format!("〔{code}〕");
    let sentence = until(&format!("{what}: {tail} on the screen"), async || {
        let alert = window.alert().await;
        alert.split_once(&tail).map(|(sentence, _)| sentence.trim().to_owned())
    })
    .await;
    assert!(sentence.contains('请') && !sentence.contains('\n'), "{what}: {sentence}");
    sentence
}

#[tokio::test]
async fn workbooks_that_cannot_be_read_are_said_in_a_sentence() {
    let desk = Desk::demo();
    let window = Window::open("bad-workbooks", &["--demo"]).await;
    window.click("link", "项目").await;
    window.click("link", "从表格导入…").await;
    for (name, bytes, code) in unreadable() {
        let path = desk.path(if name.contains('.') { name } else { "炸弹.xlsx" });
        std::fs::write(&path, bytes).unwrap();
        let file = path.display().to_string();
        let ours = match import::inspect(&desk.app, import::ImportFile { file: file.clone() }) {
            Err(error) => error,
            Ok(_) => {
                let whole = import::ImportSheet { file, sheet: None, only: None, mapping: None };
                import::preview(&desk.app, whole).unwrap_err()
            }
        };
        window.click("button", "选择文件…").await;
        choose_file("选择要导入的表格", &path).await;
        if code == "SHEET-NO-HEADER" {
            window.by_css("tr.pick b").await.click().await.unwrap();
        }
        assert_eq!(told(&window, name, code).await, ours.message, "{name}");
    }
    window.screenshot("bad-workbook").await;
    window.close().await;
}

#[tokio::test]
async fn numbers_as_text_go_in_and_each_bad_row_has_its_reason() {
    let desk = Desk::demo();
    let (good, faulty) = (desk.path("清单.xlsx"), desk.path("有错的清单.xlsx"));
    std::fs::write(&good, workbooks::lists::list()).unwrap();
    std::fs::write(&faulty, workbooks::faulty()).unwrap();
    let window = Window::open("odd-workbooks", &["--demo"]).await;
    window.click("link", "项目").await;
    window.click("link", "从表格导入…").await;
    window.click("button", "选择文件…").await;
    choose_file("选择要导入的表格", &good).await;
    window.by_css("tr.pick b").await.click().await.unwrap();
    window.click("button", "预览").await;
    window.click("button", "导入 2 项").await;
    window.click("button", "再导入一个").await;
    window.click("button", "选择文件…").await;
    choose_file("选择要导入的表格", &faulty).await;
    window.by_css("tr.pick b").await.click().await.unwrap();
    window.click("button", "预览").await;
    let file = faulty.display().to_string();
    let preview =
        import::preview(&desk.app, import::ImportSheet { file, sheet: None, only: None, mapping: None });
    let preview = preview.unwrap();
    window.by_text(&format!("有问题 {} 项", preview.bad)).await;
    let listed = "return [...document.querySelectorAll('main li')].map((item) => item.innerText).join('\\n')";
    let listed = window.script(listed, Vec::new()).await;
    let reasons: Vec<&str> =
        preview.rows.iter().flat_map(|row| &row.errors).map(|error| error.text.as_str()).collect();
    for reason in &reasons {
        assert!(listed.as_str().unwrap().contains(reason), "{reason} is not shown in {listed}");
    }
    assert!(reasons.len() >= 8, "one reason a bad row");
    window.screenshot("bad-rows").await;
    window.click("link", "项目").await;
    window.by_text("村级补助").await;
    // Written as text in the list: １，０００．５ and 5000元.
    window.by_text("1,000.50").await;
    window.close().await;
}

#[tokio::test]
async fn packages_that_are_not_whole_are_said_in_a_sentence() {
    let desk = Desk::demo();
    let whole = prepared::package();
    let window = Window::open("bad-packages", &["--demo"]).await;
    window.click("link", "上报").await;
    window.click("link", "打开上报包…").await;
    let path = desk.path("收到.zip");
    let choose = async || {
        window.click("button", "选择文件…").await;
        choose_file("选择上报包", &path).await;
    };
    for (what, bytes, code) in bad_files::packages(&whole) {
        std::fs::write(&path, bytes).unwrap();
        let file = verify::PackageFile { file: path.display().to_string(), pin: None, recipient: None };
        let ours = verify::read(&desk.app, file).unwrap_err();
        choose().await;
        assert_eq!(told(&window, what, code).await, ours.message, "{what}");
    }
    window.screenshot("bad-package").await;
    // A stranger's package is whole, is read, and is not believed.
    std::fs::write(&path, &whole).unwrap();
    choose().await;
    until("the page does not believe it", async || {
        let verdict = "return document.querySelector('main').innerText.includes('未验证')";
        window.script(verdict, Vec::new()).await.as_bool()?.then_some(())
    })
    .await;
    assert_eq!(window.alert().await, "");
    window.close().await;
}

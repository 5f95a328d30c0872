//! A target drafted by keyboard alone: Chinese through an input method, ranges from Excel and WPS, undo, F8 from
//! fault to fault, the program killed in the middle of a sentence, and the package that the command line verifies.

use super::prepared::{self, PASSPHRASE};
use crate::harness::{Window, choose_folder, copy_as, pinyin, press, take_keyboard, until};
use std::path::Path;
use std::process::Command;

const EXCEL: &str = include_str!("../../../ui/tests/fixtures/clipboard/excel-merged.html");

/// A whole table as WPS puts it on the clipboard: tabs, CR LF, cells blank below a merged one.
const WPS: &str = "二级指标\t三级指标\t指标值\t分值\r\n\
    数量指标\t养护里程\t≥４８公里\t15\r\n\
    \t路面修补面积\t≥1,800平方米\t15\r\n\
    质量指标\t路面完好率\t≥90%\t10\r\n\
    时效指标\t养护完成时间\t2026年11月30日前\t5\r\n\
    成本指标\t每公里养护成本\t≤4000元/公里\t5\r\n\
    社会效益指标\t受益群众人数\t≥5200人\t30\r\n\
    服务对象满意度指标\t群众满意度\t≥90%\t10\r\n";

/// What is typed into a field when F8 has led to it, by the end of its path.
const ANSWERS: &[(&str, &str)] = &[
    ("/period", "202601-202612"),
    ("/department", "yunxi"),
    ("/person", "jia"),
    ("/funds/annual/fiscal", "19.2"),
    ("/target/annual_goal", "2026"),
];

const HERE: &str = "const here = document.activeElement;
    return [here?.dataset.path ?? '', here?.tagName ?? '', here?.value ?? '', here?.getAttribute('aria-label') ?? here?.textContent ?? '']";

async fn here(window: &Window) -> [String; 4] {
    let found = window.script(HERE, Vec::new()).await;
    std::array::from_fn(|i| found[i].as_str().unwrap_or_default().to_owned())
}

/// Tabs until something of the page holds.
async fn tab_until(window: &Window, what: &str, holds: &str) {
    for _ in 0..80 {
        if window.script(holds, Vec::new()).await == true {
            return;
        }
        press(&["Tab"]);
    }
    panic!("no Tab leads to {what}");
}

async fn holds(window: &Window, what: &str, script: &str) {
    until(what, async || window.script(script, Vec::new()).await.as_bool()?.then_some(())).await;
}

/// Names of the indicators, in order.
async fn names(window: &Window) -> Vec<String> {
    let list = "return [...document.querySelectorAll(\"td[data-path$='/name']\")].map((cell) => cell.textContent.trim())";
    let list = window.script(list, Vec::new()).await;
    list.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

async fn named(window: &Window, expected: &[&str]) {
    until(&format!("the indicators are {expected:?}"), async || {
        (names(window).await == expected).then_some(())
    })
    .await;
}

async fn begin(window: &Window) {
    press(&["ctrl+n"]);
    holds(window, "the name can be typed", "return document.activeElement.closest('form.naming') !== null")
        .await;
    press(&["j", "i", "space", "x", "i", "a", "o", "space", "Return"]);
    holds(window, "the project is open", "return location.hash.startsWith('#/target/')").await;
    window.by_css("td.none").await;
    tab_until(window, "the sheet", "return document.activeElement.classList.contains('editor')").await;
    press(&["m", "u", "space", "b", "i", "a", "o", "space", "Return"]);
    named(window, &["目标"]).await;
}

async fn paste(window: &Window, text: &str, kind: &str) {
    copy_as(text, kind);
    press(&["ctrl+v"]);
    window.by_role("button", "粘贴（Enter）").await;
    holds(window, "Enter would paste", "return document.activeElement.textContent.startsWith('粘贴')").await;
    press(&["Return"]);
}

/// Goes from fault to fault with F8 and answers each, until nothing must be mended.
async fn mend(window: &Window) {
    let faults = "return document.querySelectorAll('section.dock .chip.error').length";
    for _ in 0..24 {
        if window.script(faults, Vec::new()).await == 0 {
            return;
        }
        let before = here(window).await;
        press(&["F8"]);
        until("F8 leads on", async || (here(window).await[0] != before[0]).then_some(())).await;
        let [path, tag, value, label] = here(window).await;
        if tag == "SELECT" {
            press(&["Down"]);
            until("something is chosen", async || {
                if here(window).await[2] == value {
                    press(&["Return"]);
                }
                (here(window).await[2] != value).then_some(())
            })
            .await;
            continue;
        }
        let answer = ANSWERS.iter().find(|(end, _)| path.ends_with(end));
        let Some((_, answer)) = answer else {
            panic!("F8 led to “{label}” ({path}), which needs no answer here")
        };
        crate::harness::copy(answer);
        press(&["ctrl+a", "ctrl+v"]);
        until("it is typed", async || (here(window).await[2] == *answer).then_some(())).await;
        press(&["ctrl+Return"]);
        if tag == "INPUT" {
            press(&["Return"]);
        }
        let mended = format!("return !document.querySelector('[data-path=\"{path}\"].bad')");
        holds(window, "it is saved", &mended).await;
    }
    panic!("faults are left: {}", window.by_css("section.dock").await.text().await.unwrap());
}

/// F8 also leads to what only sealing demands.
async fn give_code(window: &Window) {
    for _ in 0..6 {
        let before = here(window).await;
        press(&["F8"]);
        until("F8 leads on", async || (here(window).await[0] != before[0]).then_some(())).await;
        if here(window).await[0].ends_with("/code") {
            crate::harness::copy("99990126T000000000099");
            press(&["ctrl+a", "ctrl+v", "Return"]);
            holds(
                window,
                "the code is saved",
                "return !document.querySelector('section.dock').innerText.includes('项目代码未填')",
            )
            .await;
            return;
        }
    }
    panic!("F8 never led to the code");
}

#[tokio::test]
async fn a_target_is_drafted_by_keyboard_alone_and_survives_a_kill() {
    let home = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let (folder, stick) = (outside.path().join("数据"), outside.path().join("U盘"));
    std::fs::create_dir(&stick).unwrap();
    prepared::blank(home.path(), &folder);
    pinyin::install(home.path());
    let window = prepared::open(home, "drafting", &folder).await;
    take_keyboard(&window.number()).await;
    begin(&window).await;

    // As Excel puts it: HTML with merged cells, hidden rows and its own styles. One step, taken back by its name.
    paste(&window, EXCEL, "text/html").await;
    until("Excel's rows are there", async || (names(&window).await.len() > 1).then_some(())).await;
    window.screenshot("drafting-excel").await;
    press(&["ctrl+z"]);
    named(&window, &["目标"]).await;

    paste(&window, WPS, "UTF8_STRING").await;
    let wanted = [
        "养护里程",
        "路面修补面积",
        "路面完好率",
        "养护完成时间",
        "每公里养护成本",
        "受益群众人数",
        "群众满意度",
    ];
    named(&window, &wanted).await;
    press(&["ctrl+z"]);
    named(&window, &["目标"]).await;
    press(&["ctrl+y"]);
    named(&window, &wanted).await;

    mend(&window).await;
    give_code(&window).await;
    window.screenshot("drafting-mended").await;

    // Killed in the middle of a word: every finished cell is there, and the unfinished one is offered.
    press(&["ctrl+Home"]);
    tab_until(&window, "the sheet", "return document.activeElement.classList.contains('editor')").await;
    press(&["ctrl+Home", "j", "i", "space", "x", "i", "a", "o", "space"]);
    until("it is kept beside the data", async || {
        std::fs::read_to_string(folder.join("draft.json")).ok()?.contains("绩效").then_some(())
    })
    .await;
    let window = window.killed_and_reopened().await;
    take_keyboard(&window.number()).await;
    tab_until(&window, "the unit", "return document.activeElement.tagName === 'BUTTON' && document.activeElement.textContent.trim().endsWith('/数据')").await;
    press(&["Return"]);
    holds(&window, "it asks", "return document.activeElement.textContent === '保留，继续工作'").await;
    window.screenshot("drafting-crash").await;
    press(&["Return"]);
    window.by_role("link", "绩效目标").await;
    press(&["alt+3"]);
    window.by_role("button", "填入并继续").await;
    named(&window, &wanted).await;
    tab_until(&window, "the offer", "return document.activeElement.textContent === '填入并继续'").await;
    press(&["Return"]);
    until("the word is in its cell", async || (names(&window).await[0] == "绩效").then_some(())).await;

    // 上报
    window.click("link", "上报").await;
    tab_until(&window, "the receiver", "return document.activeElement.placeholder === '例：219'").await;
    press(&["9", "9", "9", "9", "0", "1", "Tab"]);
    tab_until(&window, "the passphrase", "return document.activeElement.type === 'password' && document.activeElement.ariaLabel === '签名密钥的口令'").await;
    crate::harness::copy(PASSPHRASE);
    press(&["ctrl+v", "Return"]);
    choose_folder("保存到哪里（通常是 U 盘）", &stick).await;
    let package = until("the package is on the stick", async || {
        let name = std::fs::read_dir(&stick)
            .ok()?
            .flatten()
            .find(|file| file.path().extension().is_some_and(|end| end == "zip"))?;
        window.page.source().await.ok()?.contains("读回").then(|| name.path())
    })
    .await;
    window.by_role("button", "再报一次（更正）").await;
    window.screenshot("drafting-sealed").await;
    window.close().await;
    verify(&folder, &package);
}

fn verify(data: &Path, package: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = std::env::var("WENXIAO_CLI")
        .unwrap_or_else(|_| root.join("target/debug/wenxiao").display().to_string());
    let done = Command::new(program).arg("--store").arg(data).arg("verify").arg(package).output().unwrap();
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && text.starts_with("已验证"), "{text}");
}

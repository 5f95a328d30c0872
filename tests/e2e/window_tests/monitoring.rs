//! A month of monitoring in the window: three projects recorded, payments imported, a rectification opened and closed
//! with its evidence, the form printed, the month sealed; the command line verifies the package.

use super::prepared::{self, PASSPHRASE};
use super::prepared_months;
use crate::harness::{Window, choose_file, choose_folder, copy, copy_as, press, take_keyboard, until};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Money by the end of July, in 万元: executed, expected at year end.
const MONEY: [(&str, &str); 3] = [("58.5", "100"), ("60", "100"), ("12", "96")];
/// What was done and is expected, as it stands on the clipboard: two rows, the computed rate between them left blank.
const DONE: [&str; 3] = [
    "7\t\t12\t确定能\r\n96%\t\t96%\t确定能\r\n",
    "7.2\t\t12\t确定能\r\n95%\t\t95%\t确定能\r\n",
    "7\t\t12\t确定能\r\n97%\t\t97%\t确定能\r\n",
];

pub(super) async fn go(window: &Window, address: &str) {
    window.script("location.hash = arguments[0]", vec![json!(address)]).await;
}

pub(super) async fn says(window: &Window, what: &str) {
    until(what, async || {
        let text = window.script("return document.querySelector('main')?.innerText ?? ''", Vec::new()).await;
        text.as_str()?.contains(what).then_some(())
    })
    .await;
}

/// Types over a cell of a sheet.
pub(super) async fn set(window: &Window, path: &str, text: &str) {
    window.by_css(&format!("td[data-path='{path}']")).await.click().await.unwrap();
    window.keys(text.to_owned()).await;
    window.keys(thirtyfour::Key::Enter).await;
    until(&format!("{path} is saved"), async || {
        let now = "const cell = document.querySelector(`td[data-path='${arguments[0]}']`);
            return cell !== null && cell.textContent.trim() !== '' && !cell.classList.contains('bad')
                && document.activeElement.closest('td') === null || cell.textContent.includes(arguments[1])";
        window.script(now, vec![json!(path), json!(text)]).await.as_bool()?.then_some(())
    })
    .await;
}

/// Brings a place into the middle of its panel: what shows half of itself counts as in sight for the driver, and its
/// middle cannot be clicked.
pub(super) async fn show(window: &Window, path: &str) {
    let show = "document.querySelector(`[data-path='${arguments[0]}']`)?.scrollIntoView({ block: 'center' })";
    window.script(show, vec![json!(path)]).await;
}

/// Puts text into a field of a form and leaves it.
pub(super) async fn fill(window: &Window, path: &str, text: &str) {
    show(window, path).await;
    let field = window.by_css(&format!("[data-path='{path}']")).await;
    if field.tag_name().await.unwrap() == "select" {
        let choose =
            "const [path, text] = arguments; const box = document.querySelector(`[data-path='${path}']`);
            box.value = text; box.dispatchEvent(new Event('change', { bubbles: true }));";
        window.script(choose, vec![json!(path), json!(text)]).await;
        return;
    }
    field.click().await.unwrap();
    copy(text);
    press(&["ctrl+a", "ctrl+v"]);
    until("the text is there", async || (window.typed().await == text).then_some(())).await;
    press(&["Tab"]);
}

/// The export of a treasury system for July: GBK, amounts in 元, one refund.
fn ledger(folder: &Path) -> PathBuf {
    let text = "支付日期,凭证号,项目代码,项目名称,收款人,摘要,支付金额（元）\r\n\
        2026-07-03,1001,99990126T000000000001,村级道路养护,养护队,工程款,300000\r\n\
        2026-07-09,1002,99990126T000000000001,村级道路养护,养护队,工程款,285000\r\n\
        2026-07-12,1003,,河道保洁,保洁队,保洁费,620000\r\n\
        2026-07-20,1004,,河道保洁,保洁队,退款,-20000\r\n\
        2026-07-21,1005,,不认识的项目,某公司,设备款,5000\r\n";
    let file = folder.join("国库支付.csv");
    std::fs::write(&file, encoding_rs::GBK.encode(text).0).unwrap();
    file
}

async fn record(window: &Window, project: &str, at: usize) {
    go(window, &format!("#/monitor/{project}/7")).await;
    let base = format!("/projects/{project}/monitoring/M07");
    let (executed, expected) = MONEY[at];
    set(window, &format!("{base}/funds/fiscal/executed"), executed).await;
    set(window, &format!("{base}/funds/fiscal/expected"), expected).await;
    window.by_css("td[data-path$='/done']").await.click().await.unwrap();
    copy_as(DONE[at], "UTF8_STRING");
    press(&["ctrl+v"]);
    window.by_role("button", "粘贴（Enter）").await;
    press(&["Return"]);
    until("what was pasted stands in its cells", async || {
        let done = "return [...document.querySelectorAll(\"td[data-path$='/possibility']\")].map((cell) => cell.textContent.trim())";
        let done = window.script(done, Vec::new()).await;
        done.as_array()?.iter().all(|word| word.as_str().is_some_and(|word| word.starts_with("确定能"))).then_some(())
    })
    .await;
}

/// Fills in the recipient and the passphrase, seals, and gives the package that was read back from the stick.
pub(super) async fn sealed(window: &Window, stick: &Path) -> PathBuf {
    let recipient = window.by_css("input[placeholder='例：219']").await;
    window.fill(&recipient, "999901").await;
    press(&["Tab"]);
    passphrase(window).await;
    choose_folder("保存到哪里（通常是 U 盘）", stick).await;
    written(window, stick, "").await
}

/// Seals again: recipient and place are remembered, the passphrase is not. Gives the package with this in its name.
pub(super) async fn sealed_again(window: &Window, stick: &Path, kind: &str) -> PathBuf {
    passphrase(window).await;
    written(window, stick, kind).await
}

async fn passphrase(window: &Window) {
    until("the passphrase can be typed", async || {
        let focus = "document.querySelector('input[type=password]')?.focus(); return document.activeElement.type === 'password'";
        window.script(focus, Vec::new()).await.as_bool()?.then_some(())
    })
    .await;
    copy(PASSPHRASE);
    press(&["ctrl+v", "Return"]);
}

async fn written(window: &Window, stick: &Path, kind: &str) -> PathBuf {
    until("the package is on the stick", async || {
        let name = std::fs::read_dir(stick).ok()?.flatten().find(|file| {
            let named = file.file_name().to_string_lossy().contains(kind);
            named && file.path().extension().is_some_and(|end| end == "zip")
        })?;
        window.page.source().await.ok()?.contains("读回").then(|| name.path())
    })
    .await
}

/// The command line finds the package whole and its signer known.
pub(super) fn verified(folder: &Path, package: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = std::env::var("WENXIAO_CLI")
        .unwrap_or_else(|_| root.join("target/debug/wenxiao").display().to_string());
    let done = Command::new(program).arg("--store").arg(folder).arg("verify").arg(package).output().unwrap();
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && text.starts_with("已验证"), "{text}");
}

#[tokio::test]
async fn a_month_is_recorded_reconciled_put_right_printed_and_sealed() {
    let home = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let (folder, stick) = (outside.path().join("数据"), outside.path().join("U盘"));
    std::fs::create_dir(&stick).unwrap();
    let projects = prepared_months::months(home.path(), &folder);
    let payments = ledger(outside.path());
    let proof = outside.path().join("整改通知.pdf");
    std::fs::write(&proof, b"%PDF-1.4 proof").unwrap();
    let window = prepared::open(home, "monitoring", &folder).await;
    take_keyboard(&window.number()).await;

    // Started for all at once, then recorded one by one.
    go(&window, "#/monitor?month=7").await;
    window.click("button", "建立7月记录…").await;
    window.click("button", "建立 3 个项目的记录").await;
    says(&window, "已为 3 个项目建立").await;
    window.screenshot("monitoring-board").await;
    for (at, project) in projects.iter().enumerate() {
        record(&window, project, at).await;
    }
    window.screenshot("monitoring-month").await;
    // 12 of 96 spent at 58.33 % of the year: red, and over twenty points from what was achieved.
    says(&window, "12.50%").await;

    // Payments: one project by its code, one by its name, one left over.
    go(&window, "#/monitor/ledger/import").await;
    window.click("button", "选择文件…").await;
    choose_file("选择支付明细或明细账", &payments).await;
    let source = window.by_css("#ledger-source").await;
    source.click().await.unwrap();
    copy("国库支付系统");
    press(&["ctrl+a", "ctrl+v", "Tab"]);
    let july = "const box = [...document.querySelectorAll('select')].find((each) => [...each.options].some((option) => option.text === '7月'));
        box.selectedIndex = [...box.options].findIndex((option) => option.text === '7月'); box.dispatchEvent(new Event('change', { bubbles: true }));";
    window.script(july, Vec::new()).await;
    window.click("button", "预览").await;
    window.by_role("button", "导入 5 笔").await;
    window.screenshot("monitoring-ledger").await;
    window.click("button", "导入 5 笔").await;
    window.by_role("link", "三方核对").await;
    window.click("link", "三方核对").await;
    says(&window, "村级道路养护").await;
    window.screenshot("monitoring-check").await;
    go(&window, &format!("#/monitor/{}/7", projects[0])).await;
    says(&window, "账上1—7月支付 58.50万元").await;

    // A rectification, from the month that the rule names; closed with its evidence.
    go(&window, &format!("#/monitor/{}/7", projects[2])).await;
    window.click("button", "登记整改").await;
    window.by_css("aside[aria-label='整改详情']").await;
    let path = until("the matter is shown", async || {
        let path = "return document.querySelector('aside[aria-label=\"整改详情\"] [data-path^=\"/rectifications/\"]')?.dataset.path ?? null";
        let path = window.script(path, Vec::new()).await;
        Some(path.as_str()?.rsplit_once('/')?.0.to_owned())
    })
    .await;
    for (column, text) in [
        ("cause", "设备招标推迟"),
        ("measure", "8月完成招标"),
        ("person", "项目负责人甲"),
        ("outcome", "纠偏"),
        ("result", "已按期开标"),
    ] {
        fill(&window, &format!("{path}/{column}"), text).await;
    }
    says(&window, "办结还差：佐证材料").await;
    window.click("button", "添加文件…").await;
    choose_file("选择佐证材料，可以选多个", &proof).await;
    says(&window, "整改通知.pdf").await;
    window.screenshot("monitoring-rectify").await;
    window.click("button", "办结").await;
    says(&window, "已办结").await;

    // The form: what is shown is what is saved.
    go(&window, &format!("#/print/monitor-136?project={}&month=7", projects[0])).await;
    says(&window, "第 1 页，共").await;
    window.screenshot("monitoring-print").await;
    let form = outside.path().join("监控表.pdf");
    window.click("button", "存为 PDF…").await;
    choose_file("保存表格", &form).await;
    says(&window, "已保存，与这里看到的完全一样").await;
    assert!(std::fs::read(&form).unwrap().starts_with(b"%PDF-1.4"));

    // Sealed and verified.
    go(&window, "#/submit?kind=monitor&period=M07").await;
    says(&window, "1—7月绩效运行监控").await;
    let package = sealed(&window, &stick).await;
    assert!(package.file_name().unwrap().to_string_lossy().contains("-monitor-M07-001"));
    window.screenshot("monitoring-sealed").await;
    window.close().await;
    verified(&folder, &package);
}

//! A year closed in the window: one project from its target over December's figures to its self-assessment, tried, scored
//! and explained, its report written and mended when a number moves, proved, handed on, printed and filed with a
//! signature; the command line verifies the package.

use super::monitoring::{fill, go, says, sealed, sealed_again, show, verified};
use super::prepared::{self, PASSPHRASE};
use crate::harness::{Window, choose_file, copy, press, take_keyboard, until};
use app::commands::{Empty, call};
use app::usecase::{edit, keys, store};
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;

/// 三级指标: level 2, name, value, weight. The first one is missed, the last one is judged by a person.
const INDICATORS: [(&str, &str, &str, &str); 4] = [
    ("数量指标", "完成里程", "≥12公里", "30"),
    ("质量指标", "验收合格率", "≥95%", "20"),
    ("社会效益指标", "出行条件改善", "明显改善", "30"),
    ("服务对象满意度指标", "村民满意度", "≥90%", "10"),
];

/// What was done by the end of December, and what the year was expected to bring, by indicator.
const DONE: [&str; 4] = ["10.8", "96", "达成", "93"];

struct Prepared {
    project: String,
    indicators: Vec<String>,
}

impl Prepared {
    fn row(&self, at: usize) -> String {
        format!("/projects/{}/selfeval/indicators/{}", self.project, self.indicators[at])
    }
}

/// A unit whose year is over, with a key and a project with a whole target.
fn year_over(home: &Path, folder: &Path) -> Prepared {
    let app = prepared::program(home);
    let new = json!({
        "folder": folder.display().to_string(), "name": "云溪镇人民政府（虚构）", "kind": "township", "code": "901001",
        "credit_code": "", "division_code": "", "year": 2025, "pack": "mof-2020", "person": "填报人甲", "role": "编制",
    });
    call(&app, "store.create", new).unwrap();
    keys::create(&app, keys::CreateKey { passphrase: PASSPHRASE.into(), file: None, replace: false })
        .unwrap();
    let set =
        |path: String, text: &str| edit::cell(&app, edit::EditCell { path, text: text.into() }).unwrap();
    let made = |answer: Value| answer["id"].as_str().unwrap().to_owned();
    let project = made(call(&app, "project.create", json!({"name": "村级道路养护"})).unwrap());
    let base = format!("/projects/{project}");
    set(format!("{base}/code"), "99990125T000000000001");
    set(format!("{base}/novelty"), "延续");
    set(format!("{base}/period"), "2025年1月-2025年12月");
    set(format!("{base}/department"), "云溪镇人民政府");
    set(format!("{base}/funds/annual/fiscal"), "100");
    set(format!("{base}/target/annual_goal"), "养护村级道路 12 公里，验收合格，村民出行条件明显改善。");
    let indicators = INDICATORS.map(|(level2, name, value, weight)| {
        let new = json!({"project": project, "level2": level2, "name": name});
        let id = made(call(&app, "indicator.add", new).unwrap());
        let row = format!("{base}/target/indicators/{id}");
        set(format!("{row}/value"), value);
        set(format!("{row}/weight"), weight);
        id
    });
    store::close(&app, Empty {}).unwrap();
    Prepared { project, indicators: indicators.to_vec() }
}

/// Pastes a text over a cell of a sheet, as one does from a note: Chinese needs no input method so.
async fn put(window: &Window, path: &str, text: &str) {
    show(window, path).await;
    window.by_css(&format!("td[data-path='{path}']")).await.click().await.unwrap();
    copy(text);
    press(&["ctrl+v"]);
    until(&format!("{path} is {text}"), async || {
        let now = "const cell = document.querySelector(`td[data-path='${arguments[0]}']`);
            return cell !== null && cell.textContent.includes(arguments[1]) && !cell.classList.contains('bad')";
        window.script(now, vec![json!(path), json!(text)]).await.as_bool()?.then_some(())
    })
    .await;
}

/// The text of what this selector finds; empty while it is not there.
async fn text_of(window: &Window, selector: &str) -> String {
    let text = "return document.querySelector(arguments[0])?.innerText ?? ''";
    window.script(text, vec![json!(selector)]).await.as_str().unwrap_or_default().to_owned()
}

/// 总分 as the strip shows it.
async fn total(window: &Window) -> String {
    text_of(window, "section[aria-label='自评得分'] .item:first-child b").await
}

/// Handed on by this word; the state that follows is on the screen.
async fn hand_on(window: &Window, word: &str, state: &str) {
    window.click("button", word).await;
    until(&format!("{state} after {word}"), async || {
        text_of(window, "header.screen-head .chip.state").await.starts_with(state).then_some(())
    })
    .await;
}

/// A file of the report, by what it is made of.
fn part_of(file: &Path, name: &str) -> String {
    let mut whole = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    whole.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn a_project_goes_from_its_target_to_a_filed_and_signed_self_assessment() {
    let home = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let (folder, stick) = (outside.path().join("数据"), outside.path().join("U盘"));
    std::fs::create_dir(&stick).unwrap();
    let year = year_over(home.path(), &folder);
    let project = year.project.clone();
    let base = format!("/projects/{project}/selfeval");
    let proof = outside.path().join("验收单.pdf");
    std::fs::write(&proof, b"%PDF-1.4 proof").unwrap();
    let window = prepared::open(home, "selfeval", &folder).await;
    take_keyboard(&window.number()).await;

    // The target, as far as the unit itself approves it.
    go(&window, &format!("#/target/{project}")).await;
    says(&window, "完成里程").await;
    hand_on(&window, "送复核", "待复核").await;
    hand_on(&window, "复核通过并送审", "已复核").await;
    hand_on(&window, "审定", "已审定").await;
    // A self-assessment is filed by a target that was filed: what it is scored by cannot change any more.
    go(&window, "#/submit").await;
    says(&window, "1 个项目的 2025 年度绩效目标").await;
    sealed(&window, &stick).await;

    // December, from which the self-assessment begins.
    go(&window, &format!("#/monitor/{project}/12")).await;
    let month = format!("/projects/{project}/monitoring/M12");
    put(&window, &format!("{month}/funds/fiscal/executed"), "96").await;
    for (indicator, done) in year.indicators.iter().zip(DONE) {
        put(&window, &format!("{month}/indicators/{indicator}/done"), done).await;
    }

    // Begun for the one project from the list.
    go(&window, "#/selfeval").await;
    window.click("button", "开始自评（1 个）").await;
    says(&window, "已为 1 个项目开始绩效自评").await;
    window.screenshot("selfeval-list").await;
    go(&window, &format!("#/selfeval/{project}")).await;
    says(&window, "取自1—12月监控").await;
    until("the score stands there", async || {
        (!["", "—"].contains(&total(&window).await.as_str())).then_some(())
    })
    .await;
    window.screenshot("selfeval-begun").await;
    window.click("button", "预填内容已核对").await;
    until("nothing is left to be confirmed", async || {
        (!text_of(&window, "section[aria-label='自评得分']").await.contains("待核对")).then_some(())
    })
    .await;

    // How the score of the missed indicator came about, and what it would be: tried, then forgotten.
    window.by_css(&format!("td[data-path='{}/actual']", year.row(0))).await.click().await.unwrap();
    says(&window, "得分怎样得来").await;
    let before = total(&window).await;
    window.click("button", "试算").await;
    window.by_css(&format!("td[data-path='{}/actual']", year.row(0))).await.click().await.unwrap();
    window.keys("12".to_owned()).await;
    window.keys(thirtyfour::Key::Enter).await;
    until("what it would be is shown beside what it is", async || {
        let shown = text_of(&window, "section[aria-label='自评得分']").await;
        (shown.contains(&format!("{before} →")) && shown.contains('+')).then_some(())
    })
    .await;
    window.screenshot("selfeval-tried").await;
    window.click("button", "结束试算").await;
    until("nothing of it is left", async || (total(&window).await == before).then_some(())).await;
    let kept = text_of(&window, &format!("td[data-path='{}/actual']", year.row(0))).await;
    assert!(kept.starts_with("10.8"), "{kept}");

    // What is missed is explained; another score than the formula's is typed, with its reason.
    put(&window, &format!("{}/reason", year.row(0)), "雨季停工一个月").await;
    put(&window, &format!("{}/measures", year.row(0)), "明年提前开工").await;
    put(&window, &format!("{}/score", year.row(2)), "28").await;
    put(&window, &format!("{}/reason", year.row(2)), "两个村还没有通车").await;
    fill(&window, &format!("{base}/goal_done"), "养护村级道路 10.8 公里，验收合格率 96%。").await;
    fill(&window, &format!("{base}/conclusion"), "年度目标基本完成。").await;
    window.screenshot("selfeval-sheet").await;

    // The report: written from the data, told when a number moves on, mended, saved.
    window.click("link", "自评报告").await;
    window.click("button", "生成初稿").await;
    says(&window, "项目基本情况").await;
    go(&window, &format!("#/selfeval/{project}")).await;
    put(&window, &format!("{base}/funds/fiscal/executed"), "97.5").await;
    go(&window, &format!("#/selfeval/{project}/report")).await;
    says(&window, "数据已变").await;
    window.screenshot("selfeval-report-stale").await;
    let all = "[...document.querySelectorAll('button')].find((each) => each.textContent.trim().endsWith('段都采用新句')).click()";
    window.script(all, Vec::new()).await;
    says(&window, "文中数字与最新数据一致").await;
    window.screenshot("selfeval-report").await;
    let report = outside.path().join("自评报告.docx");
    window.click("button", "存为 Word…").await;
    choose_file("保存自评报告", &report).await;
    says(&window, "自评报告已保存").await;
    assert!(part_of(&report, "word/document.xml").contains("97.5"), "the report says what the sheet says");

    // Proof, for one indicator.
    window.click("link", "佐证材料").await;
    says(&window, "验收合格率").await;
    window.click("button", "添加文件…").await;
    choose_file("选择佐证材料，可以选多个", &proof).await;
    says(&window, "验收单.pdf").await;
    window.screenshot("selfeval-proof").await;

    // From hand to hand, once back: the round that was sent stays to be compared with.
    go(&window, &format!("#/selfeval/{project}")).await;
    hand_on(&window, "送复核", "待复核").await;
    window.click("button", "退回").await;
    let remark = window.by_css("form.steps input").await;
    remark.click().await.unwrap();
    copy("请核对完成里程");
    press(&["ctrl+v", "Return"]);
    until("it is back", async || {
        text_of(&window, "header.screen-head").await.contains("第 2 轮").then_some(())
    })
    .await;
    // Nothing is filed while a remark on it is open.
    go(&window, &format!("#/selfeval/{project}")).await;
    until("the remark can be settled", async || {
        let settle = "const all = [...document.querySelectorAll('button')];
            const found = all.find((each) => each.textContent.trim() === '已处理');
            found?.click(); return found !== undefined";
        window.script(settle, Vec::new()).await.as_bool()?.then_some(())
    })
    .await;
    says(&window, "重新打开").await;
    put(&window, &format!("{}/actual", year.row(0)), "11").await;
    window.click("link", "各轮对照").await;
    says(&window, "10.8").await;
    window.screenshot("selfeval-rounds").await;
    go(&window, &format!("#/selfeval/{project}")).await;
    hand_on(&window, "送复核", "待复核").await;
    hand_on(&window, "复核通过并送审", "已复核").await;
    hand_on(&window, "审定", "已审定").await;
    window.screenshot("selfeval-released").await;

    // The form: what is shown is what is saved.
    go(&window, &format!("#/print/selfeval?project={project}")).await;
    says(&window, "第 1 页，共").await;
    until("the page is drawn", async || {
        (!window.page.source().await.ok()?.contains("正在生成")).then_some(())
    })
    .await;
    window.screenshot("selfeval-print").await;
    let form = outside.path().join("自评表.pdf");
    window.click("button", "存为 PDF…").await;
    choose_file("保存表格", &form).await;
    says(&window, "已保存，与这里看到的完全一样").await;
    assert!(std::fs::read(&form).unwrap().starts_with(b"%PDF-1.4"));

    // Sealed and verified.
    go(&window, "#/submit?kind=selfeval").await;
    says(&window, "1 个项目的 2025 年度绩效自评").await;
    let package = sealed_again(&window, &stick, "-selfeval-").await;
    window.screenshot("selfeval-sealed").await;

    // Filed, it is locked; when it is published and what it leads to can still be recorded.
    go(&window, &format!("#/selfeval/{project}")).await;
    says(&window, "已上报 · 不可修改").await;
    go(&window, "#/selfeval/disclosure").await;
    put(&window, &format!("{base}/formed_on"), "2026-01-15").await;
    put(&window, &format!("{base}/published_at"), "镇政府公开栏").await;
    window.screenshot("selfeval-public").await;
    go(&window, "#/selfeval/results").await;
    put(&window, &format!("{base}/treatment"), "督促改进").await;
    window.screenshot("selfeval-results").await;
    window.close().await;
    verified(&folder, &package);
}

//! Every screen at both sizes of window and all sizes of text, empty, usual and crowded: nothing needs scrolling
//! sideways (rule 16), nothing fails the accessibility checks of axe-core, and a picture of each is kept.

use super::{prepared, prepared_months};
use crate::harness::{Window, until};
use app::commands::{Empty, call};
use app::usecase::store;
use serde_json::{Value, json};
use std::path::Path;

/// The sizes of window that clerks have: the usual laptop, and the desk's screen.
const WINDOWS: [(u32, u32); 2] = [(1366, 768), (1920, 1080)];
const TEXT: [u32; 4] = [14, 16, 18, 20];

/// Screens by address; those of one project follow their own address.
const SCREENS: [(&str, &str); 38] = [
    ("home", "/home"),
    ("projects", "/projects"),
    ("import", "/projects/import"),
    ("carry", "/projects/carry"),
    ("templates", "/projects/templates"),
    ("target", "/target"),
    ("many", "/target/copy-0"),
    ("board", "/monitor"),
    ("month", "/monitor/copy-0/7"),
    ("ledger", "/monitor/ledger"),
    ("payments-in", "/monitor/ledger/import"),
    ("check", "/monitor/check/7"),
    ("payments", "/monitor/payments"),
    ("half-year", "/monitor/unit"),
    ("summary", "/monitor/summary/7"),
    ("assessed", "/selfeval"),
    ("assessment", "/selfeval/copy-0"),
    ("report", "/selfeval/copy-0/report"),
    ("proofs", "/selfeval/copy-0/evidence"),
    ("rounds", "/selfeval/copy-0/rounds"),
    ("public", "/selfeval/disclosure"),
    ("results", "/selfeval/results"),
    ("rectify", "/rectify"),
    ("library", "/library"),
    ("submit", "/submit"),
    ("submit-assessed", "/submit?kind=selfeval"),
    ("read", "/submit/read"),
    ("history", "/submit/history"),
    ("unit", "/settings/unit"),
    ("persons", "/settings/persons"),
    ("keys", "/settings/keys"),
    ("pins", "/settings/pins"),
    ("packs", "/settings/packs"),
    ("backups", "/settings/backups"),
    ("audit", "/settings/audit"),
    ("calendar", "/settings/calendar"),
    ("doctor", "/settings/doctor"),
    ("display", "/settings/display"),
];

/// Whatever is wider than its place and would have to be scrolled sideways.
const TOO_WIDE: &str = "
    const wide = (element) => element.scrollWidth > element.clientWidth + 1;
    const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const all = [...document.querySelectorAll('body *')].filter((element) => scrolls(element) && wide(element));
    if (document.documentElement.scrollWidth > innerWidth) all.push(document.documentElement);
    return all.map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`);";

/// Runs axe-core; what it says against the page, one line each.
const AXE: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(
        (found) => done(found.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 160)} ×${each.nodes.length}`)),
        (fault) => done([String(fault)]));";

async fn go(window: &Window, address: &str) {
    window.script("location.hash = arguments[0]", vec![json!(address)]).await;
    until(&format!("{address} is there and quiet"), async || {
        let there = "const main = document.querySelector('main'); const now = main?.querySelector('.place')?.innerText.trim() ?? '';
            const same = window.__last === now && location.hash.startsWith('#' + arguments[0]) && now.length > 10;
            window.__last = now; return same && !now.includes('正在生成') && !document.querySelector('main [aria-busy=true]')";
        window.script(there, vec![json!(address)]).await.as_bool()?.then_some(())
    })
    .await;
}

async fn set_text_size(window: &Window, size: u32) {
    window
        .script("document.documentElement.dataset.size = arguments[0]", vec![json!(size.to_string())])
        .await;
}

async fn visit(window: &Window, state: &str, faults: &mut Vec<String>) {
    let axe =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js"))
            .unwrap();
    for (width, height) in WINDOWS {
        window.page.set_window_rect(0, 0, width, height).await.unwrap();
        until("the window has its size", async || {
            let size = window.script("return [innerWidth, innerHeight]", Vec::new()).await;
            (size == json!([width, height])).then_some(())
        })
        .await;
        for (name, address) in
            SCREENS.into_iter().filter(|(_, address)| !address.contains("/copy-0") || state == "crowded")
        {
            go(window, address).await;
            for size in TEXT.into_iter().filter(|size| *size == 14 || width == WINDOWS[0].0) {
                set_text_size(window, size).await;
                let wide = window.script(TOO_WIDE, Vec::new()).await;
                let lines = |value: &Value| value.as_array().cloned().unwrap_or_default();
                faults.extend(
                    lines(&wide)
                        .iter()
                        .map(|line| format!("{state} {name} {width} {size}px too wide: {line}")),
                );
                if size == 14 || size == 20 {
                    window.screenshot(&format!("{state}-{name}-{width}-{size}")).await;
                }
            }
            set_text_size(window, 14).await;
            if width == WINDOWS[0].0 {
                if window.script("return typeof axe === 'undefined'", Vec::new()).await == json!(true) {
                    window.script(&format!("{axe}; window.axe = axe;"), Vec::new()).await;
                }
                let found = window.script_async(AXE, Vec::new()).await;
                let found = found.as_array().cloned().unwrap_or_else(|| vec![json!("axe said nothing")]);
                faults.extend(
                    found
                        .iter()
                        .map(|line| format!("{state} {name} axe: {}", line.as_str().unwrap_or_default())),
                );
            }
        }
    }
}

/// Self-assessments of all projects that can have one, and of one of them the report.
fn assess(home: &Path, folder: &Path) {
    let app = prepared::program(home);
    store::open(&app, store::OpenStore { folder: folder.display().to_string() }).unwrap();
    call(&app, "selfeval.start", json!({"projects": []})).unwrap();
    let list = call(&app, "selfeval.list", json!({})).unwrap();
    let rows = list["rows"].as_array().unwrap();
    let begun: Vec<&Value> = rows.iter().filter(|row| row["exists"] == json!(true)).collect();
    let one = begun.iter().find(|row| row["id"] == json!("copy-0")).or(begun.first());
    if let Some(id) = one.map(|row| &row["id"]) {
        call(&app, "selfeval.report_begin", json!({"id": id})).unwrap();
        call(&app, "selfeval.hand_on", json!({"projects": [id], "to": "review"})).unwrap();
        call(&app, "selfeval.hand_on", json!({"projects": [id], "to": "back", "remark": "请补齐佐证材料"}))
            .unwrap();
    }
    store::close(&app, Empty {}).unwrap();
}

async fn check(state: &str, make: fn(&Path, &Path)) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("数据");
    make(home.path(), &folder);
    assess(home.path(), &folder);
    let window = prepared::open(home, &format!("screens-{state}"), &folder).await;
    let mut faults = Vec::new();
    visit(&window, state, &mut faults).await;
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    window.close().await;
}

#[tokio::test]
async fn rule_16_an_empty_unit_fits_everywhere() {
    check("empty", prepared::blank).await;
}

#[tokio::test]
async fn rule_16_the_demo_unit_fits_everywhere() {
    check("usual", prepared_months::usual).await;
}

#[tokio::test]
async fn rule_16_400_projects_and_60_indicators_fit_everywhere() {
    check("crowded", prepared::full).await;
}

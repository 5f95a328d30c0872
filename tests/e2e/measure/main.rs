//! `cargo xtask bench window`: how long the real window takes, measured inside its page. No test: no time is asserted.
//!
//! A store of 400 projects, one of them with 60 indicators, is made through the use cases. Keys come from the driver
//! and pass through WebKit like a user's; the clock starts at the key's or click's own event and stops behind the
//! frame that shows the result (an animation frame, then a message, which is handled after the frame was drawn).
//! The start is compared with the same program built around an empty page, started in turn with ours: from the
//! process's start as the system tells it to the first paint.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../harness/mod.rs"]
mod harness;
#[allow(dead_code)]
#[path = "../../../src-tauri/crates/bench/src/measure.rs"]
mod measure;
mod page;
mod store;

use harness::Window;
use measure::Row;
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;

/// How often each thing is measured.
const KEYSTROKES: usize = 25;
const STARTS: usize = 7;
const ROUNDS: usize = 5;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    measure::print(&runtime.block_on(all()));
}

async fn all() -> Vec<Row> {
    let mut rows = starts().await;
    let home = tempfile::tempdir().unwrap();
    let folder = store::make(home.path());
    let window = Window::open_in(home, "measure", &[]).await;
    window.click("button", &folder.display().to_string()).await;
    window.by_css("nav a[href='#/projects']").await;
    rows.extend(areas(&window).await);
    rows.extend(keystrokes(&window).await);
    window.close().await;
    rows
}

/// Start to usable, in turn with the empty window.
async fn starts() -> Vec<Row> {
    let Some(blank) = std::env::var_os("WENXIAO_BLANK").map(PathBuf::from) else {
        return vec![Row::missing("start", "no WENXIAO_BLANK")];
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first of each warms the disk's cache and does not count.
    for _ in 0..=STARTS {
        ours.push(page::start(None).await);
        theirs.push(page::start(Some(&blank)).await);
    }
    let (ours, theirs) = (middle(&ours[1..]), middle(&theirs[1..]));
    vec![Row::beside("process start to first page usable", ours.0, "empty window", theirs.0, "-")]
}

/// Click on each area to its screen at rest.
async fn areas(window: &Window) -> Vec<Row> {
    window.script(page::WATCH, Vec::new()).await;
    let links = "return [...document.querySelectorAll('nav a[href]')].map((link) => [link.getAttribute('href'), \
                 link.textContent.trim().replace(/\\d+$/, '')])";
    let links = window.script(links, Vec::new()).await;
    let links: Vec<(String, String)> = serde_json::from_value(links).unwrap();
    let mut times = vec![Vec::new(); links.len()];
    let mut calls = vec![Vec::new(); links.len()];
    for round in 0..=ROUNDS {
        for (at, (href, _)) in links.iter().enumerate() {
            // From somewhere else, so that something has to be drawn.
            let away = &links[(at + 1) % links.len()].0;
            window.script_async(page::CLICK, vec![json!(away)]).await;
            let took = window.script_async(page::CLICK, vec![json!(href)]).await;
            // In the first round screens are fetched that stay fetched.
            if round > 0 {
                times[at].push(milliseconds(&took["settled"]));
                calls[at].push(milliseconds(&took["calls"]));
            }
        }
    }
    (links.iter().zip(times.iter().zip(&calls)))
        .map(|((_, word), (times, calls))| {
            figure(&format!("click to “{word}” at rest"), times, Some(calls), "300 ms")
        })
        .collect()
}

/// Enter on an edited weight to the cell and to the findings, with 60 indicators.
async fn keystrokes(window: &Window) -> Vec<Row> {
    window.script_async(page::CLICK, vec![json!("#/projects")]).await;
    window.by_text(store::LARGE).await.click().await.unwrap();
    window.click("button", "打开绩效目标").await;
    window.by_css("td[data-path$='/weight']").await;
    window.by_css("section.dock li").await;
    let (mut cells, mut findings, mut calls) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=KEYSTROKES {
        // Another row each time, and a weight that changes the sum and with it a finding.
        let cell = window.page.find_all(thirtyfour::By::Css("td[data-path$='/weight']")).await.unwrap();
        let cell = &cell[round % 12];
        cell.click().await.unwrap();
        window.script(page::KEYSTROKE, vec![cell_path(cell).await]).await;
        window.keys((2 + round % 7).to_string()).await;
        window.keys(thirtyfour::Key::Enter).await;
        let took = harness::until("the keystroke is done", async || {
            let took = window.script("return window.__stroke.took ?? null", Vec::new()).await;
            (!took.is_null()).then_some(took)
        })
        .await;
        if round == KEYSTROKES {
            eprintln!(
                "calls after the last Enter, each with its ms: {}",
                took["names"].as_str().unwrap_or("-")
            );
        }
        if round > 0 {
            cells.push(milliseconds(&took["cell"]));
            findings.push(milliseconds(&took["findings"]));
            calls.push(milliseconds(&took["calls"]));
        }
    }
    vec![
        figure("Enter to painted cell, 60 indicators", &cells, None, "50 ms"),
        figure("Enter to refreshed findings", &findings, Some(&calls), "50 ms"),
    ]
}

async fn cell_path(cell: &thirtyfour::WebElement) -> serde_json::Value {
    json!(cell.attr("data-path").await.unwrap().unwrap())
}

fn milliseconds(value: &serde_json::Value) -> Duration {
    Duration::from_secs_f64(value.as_f64().unwrap_or_default() / 1000.0)
}

/// Median and worst.
fn middle(times: &[Duration]) -> (Duration, Duration) {
    let mut times = times.to_vec();
    times.sort();
    (times.get(times.len() / 2).copied().unwrap_or_default(), times.last().copied().unwrap_or_default())
}

/// A row of median and worst, with the time that calls of the program took beside it.
fn figure(what: &str, times: &[Duration], calls: Option<&[Duration]>, asked: &str) -> Row {
    let (median, worst) = middle(times);
    let mut text = format!("{}, worst {}", measure::text(median), measure::text(worst));
    if let Some(calls) = calls {
        text.push_str(&format!(" (calls {})", measure::text(middle(calls).0)));
    }
    Row::alone(what, text, asked)
}

//! Three published target forms go in as workbooks and come out with the findings that they call for.
//!
//! Their facts stand in `src-tauri/crates/sheets/tests/common/forms.rs` with their sources; the layouts are ours.
#![allow(clippy::unwrap_used)]

#[allow(dead_code, unreachable_pub)]
#[path = "../src-tauri/crates/sheets/tests/common/forms.rs"]
mod forms;

use app::commands::Empty;
use app::usecase::check::{CheckQuery, run};
use app::usecase::edit::{EditCell, cell};
use app::usecase::import::{ImportCommit, commit};
use app::usecase::project::{ProjectId, ProjectView, get, list};
use forms::{BATANG, Cells, QINGSHAN, YUNWU};
use support::Desk;

/// A store under a pack with one published form imported from a file.
fn with(pack: &str, cells: Cells<'_>) -> (Desk, ProjectView) {
    let desk = Desk::under(pack);
    let file = desk.path("绩效目标表.xlsx");
    std::fs::write(&file, forms::workbook(&[("目标表", cells)])).unwrap();
    let file = file.display().to_string();
    let done =
        commit(&desk.app, ImportCommit { file, sheet: None, only: None, mapping: None, rejects: None })
            .unwrap();
    assert_eq!((done.added, done.targets, done.rejected), (1, 1, 0));
    let id = list(&desk.app, Empty {}).unwrap().rows[0].id.clone();
    let view = get(&desk.app, ProjectId { id }).unwrap();
    (desk, view)
}

fn rules(desk: &Desk, pack: Option<&str>) -> Vec<(String, String)> {
    let project = list(&desk.app, Empty {}).unwrap().rows[0].id.clone();
    let query = CheckQuery { project: Some(project), pack: pack.map(str::to_owned) };
    run(&desk.app, query).unwrap().findings.into_iter().map(|finding| (finding.rule, finding.text)).collect()
}

fn count(found: &[(String, String)], rule: &str) -> usize {
    found.iter().filter(|(known, _)| known == rule).count()
}

#[test]
fn qingshan_has_exactly_seven() {
    let (desk, view) = with("mof-2015", QINGSHAN);
    assert_eq!(view.indicators.len(), 7);
    assert_eq!(view.funds[0].text, "10,000.00");
    assert_eq!(count(&rules(&desk, None), "target.indicators.min-count"), 0);
    // Set as one of 且末's projects it stands on the boundary: seven pass, six do not.
    let flag = format!("/projects/{}/flags/rural_revitalization", view.id);
    cell(&desk.app, EditCell { path: flag, text: "是".into() }).unwrap();
    assert_eq!(count(&rules(&desk, Some("qiemo-2020")), "target.indicators.min-count"), 0);
    let row = view.indicators.last().unwrap().path.clone();
    app::usecase::rows::remove(&desk.app, app::usecase::edit::AtPath { path: row }).unwrap();
    assert_eq!(count(&rules(&desk, Some("qiemo-2020")), "target.indicators.min-count"), 1);
}

#[test]
fn yunwu_brings_its_cost() {
    let (desk, view) = with("mof-2021", YUNWU);
    let cost = view.indicators.iter().find(|row| row.name == "项目建设成本").unwrap();
    assert_eq!(
        (cost.level1.as_str(), cost.value_text.as_str(), cost.weight.as_str()),
        ("成本指标", "≤65万元", "10")
    );
    assert_eq!(view.funds[0].text, "65.00");
    assert_eq!(count(&rules(&desk, None), "target.funds.sum"), 0);
}

#[test]
fn batang_has_names_of_numbers_and_a_sum_that_holds() {
    let (desk, view) = with("mof-2015", BATANG);
    assert_eq!(view.funds[0].text, "10,606.7522");
    let found = rules(&desk, None);
    assert!(count(&found, "quality.numeric-name") > 0, "{found:?}");
    assert_eq!(count(&found, "target.funds.sum"), 0, "{found:?}");
}

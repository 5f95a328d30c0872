//! The month board of 400 projects × 12 months × 15 indicators, and whether it cares for the years kept.

use crate::measure::{Row, median, text};
use crate::{Bench, sample};
use app::App;
use app::commands::Empty;
use app::usecase::{edit, monitor, store as stores};
use domain::monitoring::{Actual, Month, assess, prefill, progress};
use domain::period::FiscalYear;
use domain::rulepack::{Pack, Packs};
use domain::typed::{Id, Typed};
use rust_decimal::Decimal;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use store::{Operation, Store, Year};

const AT: &str = "2026-11-21T10:00:00+08:00";
const PROJECTS: usize = 400;
const INDICATORS: usize = 15;
const PACK: &str = "mof-2020";
const LAST: u16 = 2026;
/// Years kept in the second store. The earlier ones have one indicator per project: how many rows lie behind a year
/// that nobody asks for is not what is measured, but that there are many documents of other years.
const KEPT: u16 = 20;

/// Makes a store with so many years, every project and month recorded.
fn fill(dir: &Path, years: u16, pack: &Pack) -> Result<(), store::Error> {
    let mut store = Store::create(dir, AT)?;
    for year in (LAST + 1 - years)..=LAST {
        let year = FiscalYear(year);
        let indicators = if year.0 == LAST { INDICATORS } else { 1 };
        store.operate(&Operation::barrier("填充", "测试", AT), |tx| {
            tx.put_unit(&sample::unit())?;
            tx.put_year(&Year { year, pack: PACK.into() })?;
            for number in 0..PROJECTS {
                let (mut project, mut target) = sample::project(number, indicators);
                project.year = year;
                project.id = Id(format!("{year}-{}", project.id));
                target.id = Id(format!("{year}-{}", target.id));
                target.project_id = project.id.clone();
                tx.put_project(&project)?;
                tx.put_target(&target)?;
                for month in Month::ALL {
                    let id = Id(format!("{}-{}", project.id, month.key()));
                    let mut doc = prefill(&project, &target, None, month, false, id, PACK);
                    for fund in doc.funds.values_mut() {
                        fund.executed = fund.initial.clone();
                    }
                    for row in &mut doc.rows {
                        row.done = Typed::of(Actual::Number(Decimal::new(930, 1)));
                        row.reason = "雨季停工，计划在第四季度补做".into();
                    }
                    let assessed = assess(pack, &target, &doc);
                    tx.put_monitoring(&doc, &progress(&target, &doc, &assessed))?;
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// The board from the store alone, the board as the window asks for it, and that after a cell.
fn board(dir: &Path, years: u16) -> Result<[Duration; 3], Box<dyn std::error::Error>> {
    let packs = Packs::load(app::assets::RULE_PACKS)?;
    fill(&dir.join("store"), years, packs.get(PACK)?)?;
    let store = Store::open(&dir.join("store"), AT)?;
    let plain = median(21, || store.read().monitoring_board(FiscalYear(LAST)).map(|cells| cells.len()));
    drop(store);
    let app = App::new(Arc::new(app::SystemHost { data_dir: dir.to_owned() }))?;
    let folder = dir.join("store").display().to_string();
    stores::open(&app, stores::OpenStore { folder })?;
    let shown = median(9, || monitor::board(&app, Empty {}));
    let path = format!("/projects/{LAST}-p7/monitoring/M07/indicators/i7-0/done");
    let mut done = 0u32;
    let mut edit = || {
        done += 1;
        edit::cell(&app, edit::EditCell { path: path.clone(), text: done.to_string() })
    };
    edit()?;
    let edited = median(21, edit);
    Ok([plain, shown, edited])
}

pub(crate) fn bench() -> Bench {
    let (one, many) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let [plain, shown, edited] = board(one.path(), 1)?;
    let [plain_of_many, shown_of_many, edited_of_many] = board(many.path(), KEPT)?;
    let more = format!("{KEPT} years kept");
    let asked = "under 1.2 : 1";
    Ok(vec![
        Row::alone("month board from the store, 400 × 12 × 15", text(plain), "under 50 ms"),
        Row::alone("  as the window asks for it", text(shown), "under 50 ms"),
        Row::alone("  one cell of a month", text(edited), "under 16 ms"),
        Row::beside(&format!("month board, {more}"), plain_of_many, "one year", plain, asked),
        Row::beside(&format!("  as the window asks, {more}"), shown_of_many, "one year", shown, asked),
        Row::beside(&format!("  one cell, {more}"), edited_of_many, "one year", edited, asked),
    ])
}

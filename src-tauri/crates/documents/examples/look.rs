//! Writes every sample form as PDF, XLSX and pictures into a folder, and says how long each took:
//! `cargo run --release -p wenxiao-documents --example look -- target/look`, with the beginning of a form's name behind
//! it only those.
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use documents::forms::{AdjustmentSheet, adjustment_sheet, goal_form_2015, goal_form_2021};
use documents::forms::{
    DirectLedger, LedgerLine, MonitorReport, RectifySheet, direct_ledger, monitor_form, monitor_report,
    monitor_summary, rectify_sheet, unit_monitor_form,
};
use documents::forms::{SelfEvalLayout, selfeval_form, selfeval_report};
use documents::{FormPage, Preview, Stamp, page_count, to_docx, to_pdf, to_pdf_all, to_prose_pdf, to_xlsx};
use domain::indicator::Taxonomy;
use domain::monitoring::Month;
use domain::period::FiscalYear;
use std::time::{Duration, Instant};
use support::monitoring as month;
use support::results;
use support::selfeval as year;
use support::{adjustments, date, empty, longest, ordinary_2015, ordinary_2021, sealed};

fn main() {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/look".into()));
    std::fs::create_dir_all(&folder).unwrap();
    let wanted = std::env::args().nth(2).unwrap_or_default();
    for (name, form) in samples().into_iter().filter(|(name, _)| name.starts_with(&wanted)) {
        let started = Instant::now();
        let pdf = to_pdf(&form).unwrap();
        let first = started.elapsed();
        let (again, layout) = (best(|| to_pdf(&form).unwrap()), best(|| page_count(&form).unwrap()));
        let xlsx = to_xlsx(&form).unwrap();
        let sheet = best(|| to_xlsx(&form).unwrap());
        let preview = Preview::open(pdf.clone()).unwrap();
        let started = Instant::now();
        for page in 0..preview.pages() {
            let png = preview.png(page, 1600).unwrap();
            std::fs::write(folder.join(format!("{name}-{}.png", page + 1)), png).unwrap();
        }
        let pictures = started.elapsed();
        println!(
            "{name}: {} pages, pdf {} KB {first:.1?} then {again:.1?} (layout {layout:.1?}), xlsx {} KB {sheet:.1?}, pictures {pictures:.1?}",
            preview.pages(),
            pdf.len() / 1024,
            xlsx.len() / 1024
        );
        std::fs::write(folder.join(format!("{name}.pdf")), pdf).unwrap();
        std::fs::write(folder.join(format!("{name}.xlsx")), xlsx).unwrap();
    }
    reports(&folder);
    if !wanted.is_empty() {
        return;
    }
    let many: Vec<FormPage> = (0..231).map(|_| samples().swap_remove(0).1).collect();
    let started = Instant::now();
    let pdf = to_pdf_all(&many, &mut |_, _| true).unwrap();
    println!("231 forms in one file: {} KB {:.1?}", pdf.len() / 1024, started.elapsed());
}

/// The shortest of three runs: the machine may be busy with other things.
fn best<T>(work: impl Fn() -> T) -> Duration {
    let once = || {
        let started = Instant::now();
        let _ = work();
        started.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

fn samples() -> Vec<(&'static str, FormPage)> {
    let (old, new) = (ordinary_2015(), ordinary_2021());
    let (long_old, long_new) = (longest(Taxonomy::Y2015), longest(Taxonomy::Y2021));
    let rows = adjustments();
    let sheet = AdjustmentSheet {
        unit: &new.unit,
        project: &new.project,
        year: FiscalYear(2026),
        rows: &rows,
        stamp: sealed(),
        date: date(),
    };
    vec![
        ("goal-2015", goal_form_2015(&old.form(sealed())).unwrap()),
        ("goal-2021", goal_form_2021(&new.form(sealed())).unwrap()),
        ("goal-2015-draft-empty", goal_form_2015(&empty(Taxonomy::Y2015).form(Stamp::Draft)).unwrap()),
        ("goal-2021-draft-empty", goal_form_2021(&empty(Taxonomy::Y2021).form(Stamp::Draft)).unwrap()),
        ("goal-2015-longest", goal_form_2015(&long_old.form(sealed())).unwrap()),
        ("goal-2021-longest", goal_form_2021(&long_new.form(sealed())).unwrap()),
        ("adjustment", adjustment_sheet(&sheet).unwrap()),
    ]
    .into_iter()
    .chain(monitoring())
    .chain(assessments())
    .collect()
}

fn assessments() -> Vec<(&'static str, FormPage)> {
    let plain = SelfEvalLayout::default();
    let sichuan = SelfEvalLayout { text_blocks: true, split_value: true, ..plain };
    let of = |eval: year::EvalCase, stamp| selfeval_form(&eval.form(stamp)).unwrap();
    let case = ordinary_2021();
    let [summary, department, treatment] = results::lists(&case, &results::rows(7), Stamp::Draft);
    let [long, long_department, long_treatment] = results::lists(&case, &results::rows(77), sealed());
    let mut forms = year::forms();
    forms.extend([
        ("selfeval-summary", summary),
        ("selfeval-department", department),
        ("selfeval-treatment", treatment),
        ("selfeval-summary-many", long),
        ("selfeval-department-many", long_department),
        ("selfeval-treatment-many", long_treatment),
        ("selfeval-longest", of(year::longest_year(plain), Stamp::Draft)),
        ("selfeval-longest-sichuan", of(year::longest_year(sichuan), sealed())),
    ]);
    forms
}

fn monitoring() -> Vec<(&'static str, FormPage)> {
    let (july, half) = (month::july(), month::half_year());
    let payments = month::payments();
    let lines: Vec<LedgerLine> =
        payments.iter().map(|(project, payment)| LedgerLine { project, payment }).collect();
    let ledger = DirectLedger {
        unit: &july.case.unit,
        year: month::YEAR,
        month: Month::new(7).unwrap(),
        lines: &lines,
        stamp: Stamp::Plain,
        date: month::august(),
    };
    let items = month::rectifications();
    let rows = month::rectify_rows(&items);
    let (unit, date) = (&july.case.unit, month::august());
    let sheet = RectifySheet { unit, year: month::YEAR, rows: &rows, stamp: Stamp::Plain, date };
    vec![
        ("monitor", monitor_form(&july.form(sealed())).unwrap()),
        ("monitor-huangshi", monitor_form(&month::huangshi().form(Stamp::Draft)).unwrap()),
        ("monitor-longest", monitor_form(&month::longest_month().form(Stamp::Draft)).unwrap()),
        ("monitor-unit", unit_monitor_form(&half.form(Stamp::Draft))),
        ("direct-ledger", direct_ledger(&ledger)),
        ("rectify", rectify_sheet(&sheet)),
        ("summary", monitor_summary(&month::summary(&july.case, 7)).unwrap()),
        ("summary-many", monitor_summary(&month::summary(&july.case, 40)).unwrap()),
        ("summary-none", monitor_summary(&month::summary(&july.case, 0)).unwrap()),
    ]
}

/// The reports, each as a Word file, as PDF and as pictures.
fn reports(folder: &std::path::Path) {
    let july = month::july();
    let items = month::rectifications();
    let rows = month::rectify_rows(&items);
    let page = month::summary(&july.case, 5);
    let sources = vec!["财预〔2019〕136号".to_owned(), "且财发〔2020〕77号".to_owned()];
    let monitoring = monitor_report(&MonitorReport { page: &page, rectifications: &rows, sources });
    let plain = SelfEvalLayout::default();
    let eval = year::with_rates(year::year_2021(plain));
    let long = year::with_rates(year::longest_year(plain));
    for (name, document, stamp) in [
        ("report", monitoring, Stamp::Draft),
        ("selfeval-report", selfeval_report(&results::report(&eval, sealed())).unwrap(), sealed()),
        (
            "selfeval-report-long",
            selfeval_report(&results::report(&long, Stamp::Draft)).unwrap(),
            Stamp::Draft,
        ),
    ] {
        std::fs::write(folder.join(format!("{name}.docx")), to_docx(&document).unwrap()).unwrap();
        std::fs::write(folder.join(format!("{name}.pdf")), to_prose_pdf(&document, &stamp).unwrap()).unwrap();
    }
}

//! Writes every sample form as PDF, XLSX and pictures into a folder, and says how long each took:
//! `cargo run --release -p wenxiao-documents --example look -- target/look`
#![allow(clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use documents::forms::{AdjustmentSheet, adjustment_sheet, goal_form_2015, goal_form_2021};
use documents::{FormPage, Preview, Stamp, page_count, to_pdf, to_pdf_all, to_xlsx};
use domain::indicator::Taxonomy;
use domain::period::FiscalYear;
use std::time::{Duration, Instant};
use support::{adjustments, date, empty, longest, ordinary_2015, ordinary_2021, sealed};

fn main() {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/look".into()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, form) in samples() {
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
    let many: Vec<FormPage> = (0..231).map(|_| samples().swap_remove(0).1).collect();
    let started = Instant::now();
    let pdf = to_pdf_all(&many, &mut |_, _| true).unwrap();
    println!("231 forms in one file: {} KB {:.1?}", pdf.len() / 1024, started.elapsed());
}

/// The shortest of twenty runs: the machine may be busy with other things.
fn best<T>(work: impl Fn() -> T) -> Duration {
    let once = || {
        let started = Instant::now();
        let _ = work();
        started.elapsed()
    };
    (0..20).map(|_| once()).min().unwrap_or_default()
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
}

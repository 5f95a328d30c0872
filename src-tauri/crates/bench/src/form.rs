//! One printed form against typst (the same table, its own layout) and LibreOffice (the same workbook, in a batch).

use crate::measure::{Row, median, quiet};
use crate::{Bench, sample};
use documents::forms::{GoalForm, goal_form_2021};
use documents::{FormPage, Stamp, page_count, to_pdf, to_xlsx};
use domain::money::AmountUnit;
use domain::period::FiscalYear;
use std::fmt::Write;
use std::time::{Duration, Instant};

const BATCH: usize = 10;

pub(crate) fn bench() -> Bench {
    let (project, target) = sample::project(1, 40);
    let unit = sample::unit();
    let form = goal_form_2021(&GoalForm {
        unit: &unit,
        project: &project,
        target: &target,
        year: FiscalYear(2026),
        amount_unit: AmountUnit::WanYuan,
        stamp: Stamp::Sealed {
            number: "WX-219001-2026-target-Y-001".into(),
            audit_head: format!("7:{}", "0".repeat(64)),
        },
        date: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("date")?,
    })?;
    println!("form: {} pages, {} bytes", page_count(&form)?, to_pdf(&form)?.len());
    let dir = tempfile::tempdir()?;
    let ours = median(30, || to_pdf(&form));
    let mut rows = Vec::new();
    rows.push(match typst(&form, dir.path()) {
        Ok(theirs) => Row::beside("one form to PDF", ours, "typst", theirs, "at least 4× faster"),
        Err(fault) => Row::missing("one form to PDF (typst)", &fault.to_string()),
    });
    rows.push(match office(&form, dir.path()) {
        Ok(theirs) => {
            Row::beside("one form to PDF", ours, "LibreOffice batch", theirs, "at least 30× faster")
        }
        Err(fault) => Row::missing("one form to PDF (LibreOffice)", &fault.to_string()),
    });
    Ok(rows)
}

type Timed = Result<Duration, Box<dyn std::error::Error>>;

/// The same cells as a typst table, compiled again and again within one Python process.
fn typst(form: &FormPage, dir: &std::path::Path) -> Timed {
    let mut text = String::from(
        "#set page(paper: \"a4\", margin: 18mm)\n#set text(font: \"Noto Serif SC\", size: 9pt)\n#table(\n",
    );
    let shares: Vec<String> = form.columns.iter().map(|share| format!("{share}fr")).collect();
    let _ = writeln!(text, "  columns: ({}),", shares.join(", "));
    for cell in &form.cells {
        let printed = cell.content.printed().replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let _ = writeln!(
            text,
            "  table.cell(x: {}, y: {}, colspan: {}, rowspan: {})[#\"{printed}\"],",
            cell.column, cell.row, cell.columns, cell.rows
        );
    }
    text.push_str(")\n");
    let source = dir.join("form.typ");
    std::fs::write(&source, text)?;
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts");
    let script = "import sys, time, typst\n\
        compiler = typst.Compiler(sys.argv[1], font_paths=[sys.argv[2]])\n\
        times = []\n\
        for n in range(9):\n\
        \x20   open(sys.argv[1], 'a').write('// %d\\n' % n)\n\
        \x20   fresh = typst.Compiler(sys.argv[1], font_paths=[sys.argv[2]])\n\
        \x20   start = time.perf_counter()\n\
        \x20   fresh.compile(format='pdf')\n\
        \x20   times.append(time.perf_counter() - start)\n\
        print(sorted(times)[4])\n";
    let out = quiet("python3", &["-c", script, &source.display().to_string(), fonts])?;
    Ok(Duration::from_secs_f64(String::from_utf8_lossy(&out).trim().parse()?))
}

/// The workbook of the same form, converted in one call for the whole batch.
fn office(form: &FormPage, dir: &std::path::Path) -> Timed {
    let bytes = to_xlsx(form)?;
    let mut files = Vec::new();
    for number in 0..BATCH {
        let file = dir.join(format!("form{number}.xlsx"));
        std::fs::write(&file, &bytes)?;
        files.push(file.display().to_string());
    }
    let profile = format!("-env:UserInstallation=file://{}", dir.join("profile").display());
    let out = dir.join("pdf").display().to_string();
    let mut args = vec![profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir", &out];
    args.extend(files.iter().map(String::as_str));
    quiet("soffice", &args)?;
    let start = Instant::now();
    quiet("soffice", &args)?;
    Ok(start.elapsed() / BATCH as u32)
}

//! What others take for the same page: typst (the same table, its own layout) and LibreOffice (the same workbook, in a
//! batch).

use crate::measure::quiet;
use documents::{FormPage, to_xlsx};
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

const BATCH: usize = 10;

/// A time, or why it could not be taken.
pub(crate) type Timed = Result<Duration, Box<dyn std::error::Error>>;

/// The same cells as a typst table, compiled again and again within one Python process.
pub(crate) fn typst(form: &FormPage, dir: &Path) -> Timed {
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
pub(crate) fn office(form: &FormPage, dir: &Path) -> Timed {
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

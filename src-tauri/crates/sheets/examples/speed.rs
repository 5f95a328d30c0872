//! Measures reading against calamine's own cell reader: `cargo run --release --example speed -- FILE.xlsx`.

use calamine::{DataRef, Reader, Xlsx, open_workbook};
use domain::period::FiscalYear;
use domain::typed::Id;
use sheets::project_list::{self, Context};
use sheets::{Limits, Workbook, mapping};
use std::path::Path;
use std::time::Instant;

fn calamine_only(path: &Path) -> Result<u64, Box<dyn std::error::Error>> {
    let mut book: Xlsx<_> = open_workbook(path)?;
    let name = book.sheet_names().first().cloned().ok_or("no sheet")?;
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut count = 0;
    while let Some(cell) = cells.next_cell()? {
        count += u64::from(*cell.get_value() != DataRef::Empty);
    }
    Ok(count)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let path = Path::new(&path);
    // One side alone, for a profiler.
    match std::env::args().nth(2).as_deref() {
        Some("calamine") => return calamine_only(path).map(|_| ()),
        Some("ours") => {
            let book = Workbook::open(path, &Limits::default(), &mut |_, _| true)?;
            mapping::detect(&book.sheets[0])?;
            return Ok(());
        }
        _ => {}
    }
    for _ in 0..5 {
        let start = Instant::now();
        let count = calamine_only(path)?;
        let theirs = start.elapsed();
        let start = Instant::now();
        let book = Workbook::open(path, &Limits::default(), &mut |_, _| true)?;
        let mapped = mapping::detect(&book.sheets[0])?;
        let ours = start.elapsed();
        let start = Instant::now();
        let mut next = 0u64;
        let mut new_id = || {
            next += 1;
            Id(next.to_string())
        };
        let mut context = Context { unit_id: Id("u".into()), year: FiscalYear(2026), new_id: &mut new_id };
        let preview = project_list::read(&book.sheets[0], &mapped, &mut context, &mut |_, _| true)?;
        println!(
            "{count} cells: calamine {theirs:?}, guarded and mapped {ours:?} ({:.2}), preview {:?} ({} good)",
            ours.as_secs_f64() / theirs.as_secs_f64(),
            start.elapsed(),
            preview.good
        );
    }
    Ok(())
}

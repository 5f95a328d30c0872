//! `cargo xtask bench`: the program beside its peers, measured in turn in one run; ratios count, not seconds.
//!
//! A peer that is not installed is named as missing; its row has no ratio.

mod checks;
mod form;
mod ledger;
mod measure;
mod months;
mod package_files;
mod peers;
mod rows;
mod sample;
mod scores;
mod workbook;

use measure::Row;

/// What a benchmark gives: a row, or why it could not be measured.
type Bench = Result<Vec<Row>, Box<dyn std::error::Error>>;

/// A benchmark with its name.
type Entry = (&'static str, fn() -> Bench);

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let all: [Entry; 8] = [
        ("form", form::bench),
        ("workbook", workbook::bench),
        ("package", package_files::bench),
        ("check", checks::bench),
        ("score", scores::bench),
        ("store", rows::bench),
        ("months", months::bench),
        ("ledger", ledger::bench),
    ];
    let mut table = Vec::new();
    for (name, bench) in all {
        if !wanted.is_empty() && !wanted.iter().any(|word| word == name) {
            continue;
        }
        eprintln!("measuring {name} …");
        match bench() {
            Ok(rows) => table.extend(rows),
            Err(fault) => table.push(Row::missing(name, &fault.to_string())),
        }
    }
    measure::print(&table);
}

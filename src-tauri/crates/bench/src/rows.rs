//! The comparisons.

use crate::measure::Outcome;
use crate::{Asked, Row};

/// Until a row is wired up.
fn not_yet() -> Outcome {
    Outcome::Pending("not wired up")
}

/// All rows, in the order of the table. What is asked are starting points from single measurements.
pub(crate) const ROWS: &[Row] = &[
    Row { what: "a two-page form as PDF, 200 times", peer: "typst", asked: Asked::Ratio(0.5), run: not_yet },
    Row {
        what: "a two-page form as PDF, 200 in a batch",
        peer: "LibreOffice",
        asked: Asked::Ratio(0.1),
        run: not_yet,
    },
    Row {
        what: "a workbook of 100,000 rows, guarded and mapped",
        peer: "calamine's own cell reader",
        asked: Asked::Ratio(3.0),
        run: not_yet,
    },
    Row {
        what: "seal and verify 200 MB",
        peer: "openssl dgst -sm3 + sha256sum",
        asked: Asked::Ratio(2.0),
        run: not_yet,
    },
    Row { what: "check a target with 60 indicators", peer: "", asked: Asked::Millis(10.0), run: not_yet },
    Row { what: "open a store of 400 projects", peer: "", asked: Asked::Millis(200.0), run: not_yet },
];

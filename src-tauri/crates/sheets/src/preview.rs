//! What an import would bring, shown before anything is written.

use crate::mapping::ColumnMapping;
use crate::sheet::{address, column_name};
use domain::money::AmountUnit;
use domain::project::Project;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The row cannot be taken in as it is.
    Error,
    /// It can, and the user should look.
    Notice,
}

/// A remark on one cell: where, what stood there, what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CellError {
    /// Name of the sheet.
    pub sheet: String,
    /// Address as the user knows it: `C7`.
    pub at: String,
    /// Row, counted from 1.
    pub row: u32,
    /// Letters of the column.
    pub column: String,
    /// Header of the column or label of the cell.
    pub header: String,
    /// The cell as it was read.
    pub read: String,
    /// What is wrong and what to do.
    pub text: String,
    /// Error or notice.
    pub weight: Weight,
}

impl CellError {
    /// A remark on the cell at zero-based (row, column).
    pub(crate) fn new(
        sheet: &str,
        place: (u32, u32),
        header: &str,
        read: impl Into<String>,
        text: impl Into<String>,
        weight: Weight,
    ) -> Self {
        Self {
            sheet: sheet.to_owned(),
            at: address(place.0, place.1),
            row: place.0 + 1,
            column: column_name(place.1),
            header: header.to_owned(),
            read: read.into(),
            text: text.into(),
            weight,
        }
    }

    /// Does it keep its row out?
    pub fn is_error(&self) -> bool {
        self.weight == Weight::Error
    }
}

/// One row of a project list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreviewRow {
    /// Row in the file, counted from 1.
    pub number: u32,
    /// The cells as the sheet shows them, one for each of [`Preview::columns`].
    pub cells: Vec<String>,
    /// Everything that is wrong, at once.
    pub errors: Vec<CellError>,
    /// The project, when no error keeps it out.
    pub value: Option<Project>,
}

/// A row that is no project: a total, a heading, a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SkippedRow {
    /// Row in the file, counted from 1.
    pub number: u32,
    /// Its first text.
    pub text: String,
    /// Why it is left out: 合计行, 标题行, 说明行.
    pub reason: String,
}

/// The preview of a project list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Preview {
    /// Name of the sheet.
    pub sheet: String,
    /// The columns as mapped.
    pub columns: Vec<ColumnMapping>,
    /// Unit of the amounts without a unit of their own.
    pub unit: AmountUnit,
    /// False: 万元 was assumed, the user should say.
    pub unit_stated: bool,
    /// The rows of projects.
    pub rows: Vec<PreviewRow>,
    /// Rows that were left out on purpose.
    pub skipped: Vec<SkippedRow>,
    /// Remarks that belong to no single project, such as a total that is not the sum.
    pub notes: Vec<CellError>,
    /// How many rows can be taken in.
    pub good: u32,
    /// How many cannot.
    pub bad: u32,
}

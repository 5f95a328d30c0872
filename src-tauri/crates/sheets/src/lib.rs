//! Spreadsheets in: the guard, cells, column mapping, domain values with cell errors.

pub mod book;
pub mod cell;
mod error;
pub mod field;
pub mod goal_form;
mod guard;
mod label;
pub mod limits;
pub mod mapping;
pub mod preview;
pub mod project_list;
mod read;
pub mod rejects;
pub mod sheet;
mod sniff;
mod values;
mod words;
mod workbook;
mod write_file;

pub use book::{Everything, Imported, Look, SheetInfo, SheetProblem, inspect, read_all};
pub use cell::Cell;
pub use error::{CODES, Error, Result};
pub use limits::Limits;
pub use preview::{CellError, Preview, PreviewRow, SkippedRow, Weight};
pub use sheet::Sheet;
pub use sniff::{Format, sniff};
pub use workbook::Workbook;

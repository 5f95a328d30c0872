//! Spreadsheets in: the guard, cells, column mapping, domain values with cell errors.

pub mod cell;
mod error;
mod guard;
pub mod limits;
mod read;
pub mod sheet;
mod sniff;
mod workbook;

pub use cell::Cell;
pub use error::{CODES, Error, Result};
pub use limits::Limits;
pub use sheet::Sheet;
pub use sniff::{Format, sniff};
pub use workbook::Workbook;

//! Spreadsheets in: the guard, cells, column mapping, domain values with cell errors.
//!
//! A file goes one way: [`sniff`] tells what it is by content, the guard takes out the parts that are needed within
//! the [`Limits`], a reader makes [`Sheet`]s of [`Cell`]s, and what looks like a project list ([`mapping`],
//! [`project_list`]) or a target form ([`goal_form`]) becomes values of the domain with [`CellError`]s. A file that
//! cannot be read as a whole is an [`Error`]; a faulty cell never is. [`rejects`] hands bad rows back.
//!
//! ```no_run
//! use domain::{indicator::Taxonomy, period::FiscalYear, typed::Id};
//! use sheets::{Limits, goal_form::FormContext, inspect, read_all};
//!
//! let (workbook, sheets) = inspect("清单.xlsx".as_ref(), &Limits::default(), &mut |_done, _total| true)?;
//! println!("{sheets:?}");
//! let mut next = 0;
//! let mut new_id = || {
//!     next += 1;
//!     Id(next.to_string())
//! };
//! let mut context = FormContext {
//!     unit_id: Id("unit".into()),
//!     year: FiscalYear(2026),
//!     pack: "mof-2021".into(),
//!     taxonomy: Taxonomy::Y2021,
//!     new_id: &mut new_id,
//! };
//! let all = read_all(&workbook, &[], &mut context, &mut |_done, _total| true)?;
//! println!("{} projects", all.projects.len());
//! # Ok::<(), sheets::Error>(())
//! ```
//!
//! Formats: xlsx and ods are read by this crate over `quick-xml` in one pass that counts as it goes; xls (and WPS
//! .et) by calamine, behind the guard.

pub mod book;
pub mod cell;
mod csv;
mod error;
pub mod field;
pub mod goal_form;
mod guard;
mod label;
pub mod ledger;
pub mod library;
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

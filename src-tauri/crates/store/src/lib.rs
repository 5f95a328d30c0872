//! One unit's data in SQLite: named operations, undo, audit, backup.
//!
//! A store is a folder: `wenxiao.db`, `files/`, `backups/` and `wenxiao.lock`. One process writes, others may read.
//!
//! ```
//! # fn main() -> Result<(), store::Error> {
//! # let folder = tempfile::tempdir().unwrap();
//! # let (dir, now) = (folder.path(), "2026-03-05T09:30:00+08:00");
//! use store::{Operation, Store, Year};
//! let mut store = Store::create(dir, now)?;
//! let year = Year { year: domain::period::FiscalYear(2026), pack: "mof-2021".into() };
//! let done = store.operate(&Operation::reversible("新建年度", "填报人甲 经办", now), |tx| tx.put_year(&year))?;
//! assert!(done.changed.contains(&store::DataKind::Year));
//! assert_eq!(store.undo("填报人甲 经办", now)?.value, "新建年度");
//! assert!(store.read().years()?.is_empty());
//! # Ok(()) }
//! ```
//!
//! **One mechanism.** Data are written only through [`Store::operate`]: one transaction with a name. Triggers log
//! every changed row, before and after, under the open operation, and refuse a write when there is none. From that
//! log come undo and redo (the rows put back), the audit entry (one hashed JSON line per operation, undo and redo
//! included) and the kinds of data that changed ([`Done::changed`]). An operation is [`OpKind::Reversible`] or a
//! [`OpKind::Barrier`]; what lies before a barrier cannot be undone, and its logged rows are dropped.
//!
//! **Values.** Money is INTEGER 分; decimals are canonical text; text that could not be read stands in its own
//! column beside the last good value. Nothing is ever REAL.
//!
//! **Time and ids** are passed in. Timestamps are RFC 3339 with the local offset.
//!
//! **History of a row.** Beside the log stands an index of the rows it speaks of: [`Read::row_history`].
//!
//! **Files.** `table/` has one file per table of data: its SQL, struct, reader and writer. `operation`, `change` and
//! `audit` are the mechanism; `schema` the migrations; `open`, `lock`, `backup`, `thin`,
//! `files` the folder.

mod audit;
mod backup;
mod change;
mod doctor;
mod error;
mod file;
mod files;
#[cfg(test)]
mod full;
mod history;
mod kind;
mod latest;
mod lock;
mod open;
mod operation;
mod position;
mod schema;
mod sql;
mod store;
mod table;
mod thin;
mod time;

pub use audit::AuditReport;
pub use backup::{BackupFile, backups};
pub use doctor::Health;
pub use error::{CODES, Error, Result};
pub use files::{Fault, FileFault, FileRef, Files};
pub use history::{AuditRow, RowChange, RowJson};
pub use kind::DataKind;
pub use latest::{Latest, LatestRow};
pub use open::{Opened, ReadOnlyReason};
pub use operation::{Done, HistoryEntry, OpKind, Operation, Steps};
pub use schema::SCHEMA_VERSION;
pub use store::{Read, Store, Tx};
pub use table::Matched;
pub use table::deadline::Deadline;
pub use table::holiday::Holidays;
pub use table::indicator::OwnIndicator;
pub use table::key::OwnKey;
pub use table::ledger::Ledger;
pub use table::monitoring::BoardCell;
pub use table::own_indicator::LibraryIndicator;
pub use table::package::{Direction, PackageRecord};
pub use table::payment_group::LedgerGroup;
pub use table::person::Person;
pub use table::pin::Pin;
pub use table::project::ProjectWithTarget;
pub use table::remark::Remark;
pub use table::rule_pack::ImportedPack;
pub use table::self_assessment::ListedAssessment;
pub use table::template::Template;
pub use table::year::Year;

/// The data file within a store's folder.
pub const DATABASE: &str = "wenxiao.db";

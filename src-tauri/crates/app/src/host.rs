//! What the use cases need from whoever runs them: the time, fresh ids, a place for data, news of changes.

use chrono::{DateTime, Local, NaiveDate};
use domain::typed::Id;
use std::collections::BTreeSet;
use std::path::PathBuf;
use store::DataKind;

/// A front end: the shell, the command line, or a test.
pub trait Host: Send + Sync {
    /// Local time.
    fn now(&self) -> DateTime<Local> {
        Local::now()
    }

    /// Today by the local calendar.
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// A new id (UUIDv7).
    fn new_id(&self) -> Id {
        Id(uuid::Uuid::now_v7().to_string())
    }

    /// Where the program may keep its own files: the demo unit, the list of recent stores.
    fn data_dir(&self) -> PathBuf;

    /// Whether the folders of opened stores are kept in a list there: a window offers them again.
    fn keeps_recent(&self) -> bool {
        true
    }

    /// These kinds of data changed.
    fn changed(&self, _kinds: &BTreeSet<DataKind>) {}

    /// A long task has done so much of so much. `false` asks it to stop.
    fn progress(&self, _task: &str, _done: u64, _total: u64) -> bool {
        true
    }

    /// Asks a task to stop at its next step.
    fn cancel(&self, _task: &str) {}
}

/// A progress callback as the lower crates take it.
pub type Progress<'a> = Box<dyn FnMut(u64, u64) -> bool + 'a>;

/// The plain host: system time, random ids, one folder.
#[derive(Debug, Clone)]
pub struct SystemHost {
    /// See [`Host::data_dir`].
    pub data_dir: PathBuf,
}

impl Host for SystemHost {
    fn data_dir(&self) -> PathBuf {
        self.data_dir.clone()
    }
}

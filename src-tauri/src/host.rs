//! What the window provides to the use cases: a folder for data, news of changes, progress that can be stopped.

use crate::closing::Closing;
use app::Host;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::DataKind;
use tauri::{AppHandle, Emitter};

/// The host of the desktop window.
#[derive(Debug)]
pub(crate) struct WindowHost {
    window: AppHandle,
    data_dir: PathBuf,
    closing: Arc<Closing>,
    tasks: Mutex<BTreeMap<String, Task>>,
}

/// A task under way.
#[derive(Debug, Default)]
struct Task {
    stopping: bool,
    told: Option<u64>,
}

/// Payload of the event `changed`.
#[derive(Clone, Serialize)]
struct Changed<'a> {
    kinds: &'a BTreeSet<DataKind>,
}

/// Payload of the event `progress`.
#[derive(Clone, Serialize)]
struct Progress<'a> {
    task: &'a str,
    done: u64,
    total: u64,
}

impl WindowHost {
    pub(crate) fn new(window: AppHandle, data_dir: PathBuf, closing: Arc<Closing>) -> Self {
        Self { window, data_dir, closing, tasks: Mutex::default() }
    }

    fn tasks(&self) -> MutexGuard<'_, BTreeMap<String, Task>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Host for WindowHost {
    fn data_dir(&self) -> PathBuf {
        self.data_dir.clone()
    }

    fn changed(&self, kinds: &BTreeSet<DataKind>) {
        // A window that is closing hears nothing, and needs nothing.
        let _ = self.window.emit("changed", Changed { kinds });
    }

    fn progress(&self, task: &str, done: u64, total: u64) -> bool {
        let step = Step::of(&mut self.tasks(), task, done, total);
        if step.tell {
            let _ = self.window.emit("progress", Progress { task, done, total });
        }
        step.go_on && !self.closing.is_asked()
    }

    fn cancel(&self, task: &str) {
        if let Some(task) = self.tasks().get_mut(task) {
            task.stopping = true;
        }
    }
}

/// What one report of progress leads to.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    /// Worth an event: once per hundredth, and at the end.
    tell: bool,
    /// Nobody asked it to stop.
    go_on: bool,
}

impl Step {
    fn of(tasks: &mut BTreeMap<String, Task>, name: &str, done: u64, total: u64) -> Self {
        let entry = tasks.entry(name.to_owned()).or_default();
        let hundredth = done.saturating_mul(100).checked_div(total).unwrap_or(100);
        let tell = entry.told != Some(hundredth);
        entry.told = Some(hundredth);
        let go_on = !entry.stopping;
        if done >= total || !go_on {
            tasks.remove(name);
        }
        Self { tell, go_on }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_once_per_hundredth_and_stops_when_asked() {
        let mut tasks = BTreeMap::new();
        for (done, stop_first, tell, go_on) in [
            (0, false, true, true),
            (1, false, false, true),
            (10, false, true, true),
            (10, false, false, true),
            (20, true, true, false),
            // The next task of that name is a new one.
            (0, false, true, true),
            (1000, false, true, true),
            (0, false, true, true),
        ] {
            if stop_first && let Some(task) = tasks.get_mut("seal") {
                let task: &mut Task = task;
                task.stopping = true;
            }
            assert_eq!(Step::of(&mut tasks, "seal", done, 1000), Step { tell, go_on }, "{done}");
        }
        assert_eq!(Step::of(&mut tasks, "empty", 0, 0), Step { tell: true, go_on: true });
        assert!(!tasks.contains_key("empty"));
    }
}

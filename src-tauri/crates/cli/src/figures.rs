//! Sums over figures in a file.

use crate::output::line;
use crate::run::show;
use app::usecase::monitor_file::{self, MonitorFile};
use app::{App, Result};
use domain::finding::Level;
use std::path::Path;

/// The sums of monitoring. `false` when something has to be mended.
pub(crate) fn monitor(app: &App, json: bool, file: &Path, month: u8) -> Result<bool> {
    let found = monitor_file::run(app, MonitorFile { file: file.to_string_lossy().into_owned(), month })?;
    show(json, &found, |found| {
        for text in &found.working {
            line(text);
        }
        for row in &found.rows {
            line(&format!("{}：{}", row.name, row.working.join("；")));
        }
        if let Some(lamp) = found.lamp {
            line(&format!("总体：{}", lamp.name()));
        }
        if found.rectify {
            line("需要整改");
        }
        for finding in &found.findings {
            line(&format!("[{}] {}。{}", finding.level.name(), finding.text, finding.remedy));
        }
    })?;
    Ok(!found.findings.iter().any(|finding| finding.level == Level::Error))
}

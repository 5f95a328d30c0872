//! Sums over figures in a file.

use crate::output::line;
use crate::run::show;
use app::usecase::monitor_file::{self, MonitorFile};
use app::usecase::score_file::{self, ScoreFile};
use app::{App, Result};
use domain::finding::Level;
use domain::scoring::Step;
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

/// A score with its working. `false` when something has to be mended.
pub(crate) fn score(app: &App, json: bool, file: &Path) -> Result<bool> {
    let found = score_file::run(app, ScoreFile { file: file.to_string_lossy().into_owned() })?;
    show(json, &found, |found| {
        steps("预算执行", &found.execution.working);
        for row in &found.rows {
            steps(&row.name, &row.working);
        }
        for step in &found.working {
            line(&sourced(step));
        }
        for finding in &found.findings {
            line(&format!("[{}] {}。{}", finding.level.name(), finding.text, finding.remedy));
        }
    })?;
    Ok(!found.findings.iter().any(|finding| finding.level == Level::Error))
}

fn steps(name: &str, steps: &[Step]) {
    if steps.is_empty() {
        return line(&format!("{name}：还没有得分"));
    }
    for step in steps {
        line(&format!("{name}：{}", sourced(step)));
    }
}

/// A step with the document behind it.
fn sourced(step: &Step) -> String {
    match &step.source {
        Some(source) => format!("{}（{} {}）", step.text, source.document, source.clause),
        None => step.text.clone(),
    }
}

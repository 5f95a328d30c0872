//! The demo unit's self-assessments of the year before: what its invented projects came to.

use crate::usecase::edit::{CellsWhat, EditCell, EditCells, cells};
use crate::usecase::project::ProjectId;
use crate::usecase::selfeval::{StartSelfEvals, begin, get, start};
use crate::{ApiError, App, Result};
use serde::Deserialize;

/// assets/demo/selfeval-2025.toml
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "note")]
    _note: String,
    #[serde(rename = "year")]
    _year: u16,
    projects: Vec<Assessed>,
}

/// What one project came to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Assessed {
    /// 项目代码
    code: String,
    /// 全年执行数 in 万元
    executed: String,
    #[serde(default)]
    funds_reason: String,
    goal_done: String,
    conclusion: String,
    problems: String,
    measures: String,
    /// 三级指标, 实际完成值, 偏差原因分析, 改进措施
    indicators: Vec<[String; 4]>,
}

/// Fills in the self-assessments of the open year.
pub(crate) fn self_assessments(app: &App) -> Result<()> {
    let file: File = toml::from_str(crate::assets::DEMO_SELFEVAL)
        .map_err(|fault| ApiError::internal(&fault.to_string()))?;
    let codes = file.projects.iter().map(|project| project.code.clone()).collect();
    start(app, StartSelfEvals { projects: codes })?;
    for project in &file.projects {
        let view = get(app, ProjectId { id: project.code.clone() })?;
        let base = &view.path;
        let cell = |path: String, text: &str| EditCell { path, text: text.to_owned() };
        let mut typed = vec![
            cell(format!("{base}/funds/fiscal/executed"), &project.executed),
            cell(format!("{base}/funds_reason"), &project.funds_reason),
            cell(format!("{base}/goal_done"), &project.goal_done),
            cell(format!("{base}/conclusion"), &project.conclusion),
            cell(format!("{base}/problems"), &project.problems),
            cell(format!("{base}/measures"), &project.measures),
        ];
        for [name, actual, reason, measures] in &project.indicators {
            let row = view.rows.iter().find(|row| row.name == *name);
            let row = &row.ok_or_else(|| ApiError::no_such("指标", name))?.path;
            typed.push(cell(format!("{row}/actual"), actual));
            typed.push(cell(format!("{row}/reason"), reason));
            typed.push(cell(format!("{row}/measures"), measures));
        }
        cells(app, EditCells { cells: typed, what: CellsWhat::Replace })?;
        begin(app, ProjectId { id: project.code.clone() })?;
    }
    Ok(())
}

//! Months of monitoring (运行监控).

use crate::args::{AcceptWhat, MonthAction};
use crate::output::line;
use crate::run::{saved, show};
use app::commands::Empty;
use app::usecase::monitor::{self, MonitorView, MonthOf};
use app::{App, Result};
use domain::due::Lamp;

pub(crate) fn run(app: &App, json: bool, action: MonthAction) -> Result<bool> {
    match action {
        MonthAction::List => {
            let board = monitor::board(app, Empty {})?;
            show(json, &board, |board| {
                for row in &board.rows {
                    let cells: Vec<&str> = row
                        .cells
                        .iter()
                        .map(|cell| cell.as_ref().map_or("·", |cell| lamp(cell.lamp)))
                        .collect();
                    line(&format!("{}  {}", cells.join(" "), row.name));
                }
                if !board.due.is_empty() {
                    line(&board.due);
                }
            })?;
        }
        MonthAction::Show { project, month } => {
            let view = monitor::get(app, MonthOf { project, month })?;
            show(json, &view, print)?;
        }
        MonthAction::Start { month, project, copy } => {
            let started = monitor::start(app, monitor::StartMonths { projects: project, month, copy })?;
            show(json, &started, |started| {
                for refused in &started.refused {
                    line(&format!("没有开始：{}——{}", refused.name, refused.why));
                }
                line(&format!("已开始 {} 个项目", started.made));
            })?;
            return Ok(started.made > 0);
        }
        MonthAction::Confirm { project, month } => {
            saved(json, monitor::confirm(app, MonthOf { project, month })?)?;
        }
        MonthAction::Accept { project, month, what } => {
            let what = match what {
                AcceptWhat::Funds => monitor::AcceptWhat::Funds,
                AcceptWhat::Indicators => monitor::AcceptWhat::Indicators,
                AcceptWhat::Ledger => monitor::AcceptWhat::Ledger,
            };
            saved(json, monitor::accept(app, monitor::Accept { project, month, what })?)?;
        }
        MonthAction::Delete { project, month } => {
            saved(json, monitor::delete(app, MonthOf { project, month })?)?;
        }
        MonthAction::Reopen { project, month } => {
            saved(json, monitor::reopen(app, MonthOf { project, month })?)?;
        }
        MonthAction::FollowTarget { project, month } => {
            saved(json, monitor::follow_target(app, MonthOf { project, month })?)?;
        }
    }
    Ok(true)
}

/// The lamp as one character.
fn lamp(lamp: Option<Lamp>) -> &'static str {
    match lamp {
        Some(Lamp::Red) => "红",
        Some(Lamp::Yellow) => "黄",
        Some(Lamp::Green) => "绿",
        Some(Lamp::Blue) => "蓝",
        None => "—",
    }
}

fn print(view: &MonitorView) {
    line(&format!("{} {}年{} {}", view.name, view.year, view.span, view.state));
    let result = &view.result;
    line(&format!(
        "执行率 {}%，序时进度 {}%，目标完成率 {}%，偏差 {} 个百分点，{}灯",
        result.rate,
        result.time,
        result.completion,
        result.deviation,
        lamp(result.lamp)
    ));
    for row in &view.rows {
        line(&format!(
            "{}  {}  目标 {}，完成 {}  {}",
            lamp(row.lamp),
            row.name,
            row.target,
            row.done,
            row.path
        ));
    }
    for finding in &view.findings {
        line(&format!("{}：{} {}", finding.level.name(), finding.text, finding.remedy));
    }
}

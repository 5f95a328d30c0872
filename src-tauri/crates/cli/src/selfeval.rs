//! Self-assessments (绩效自评).

use crate::args::HandTo;
use crate::output::{line, outlet};
use crate::run::{handing_of, saved, show, text, written};
use app::commands::Empty;
use app::usecase::edit::{self, EditCell};
use app::usecase::evidence::{self, EvidenceAdd};
use app::usecase::project::ProjectId;
use app::usecase::selfeval::{self, Disclosure, ReportView, SelfEvalEvidence, SelfEvalList, SelfEvalView};
use app::{ApiError, App, Result};
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum SelfEvalAction {
    /// 全年各项目的自评：得分、等级、状态
    List,
    /// 查看一个项目的自评
    Show {
        /// 项目编号、代码或名称
        project: String,
        /// 写出每个得分怎样算出
        #[arg(long)]
        working: bool,
    },
    /// 开始自评：由绩效目标和年末监控带出
    Start {
        /// 项目编号、代码或名称，可以写多次；不写则全部项目
        #[arg(long)]
        project: Vec<String>,
    },
    /// 填一格
    Set {
        /// 项目编号、代码或名称
        project: String,
        /// 哪一格，如 goal_done、funds/fiscal/executed、indicators/养护里程/actual
        cell: String,
        /// 内容
        #[arg(allow_hyphen_values = true)]
        text: String,
    },
    /// 试算：假如填这些内容会得几分，什么也不保存
    Try {
        /// 项目编号、代码或名称
        project: String,
        /// 一格和内容，如 indicators/养护里程/actual=12，可以写多次
        #[arg(long = "cell", value_name = "CELL=TEXT", required = true, value_parser = cell_text)]
        cells: Vec<(String, String)>,
    },
    /// 确认从监控带来的数没有变化
    Confirm {
        /// 项目编号、代码或名称
        project: String,
    },
    /// 改按最新批复的绩效目标自评
    FollowTarget {
        /// 项目编号、代码或名称
        project: String,
    },
    /// 已上报的重新填报
    Reopen {
        /// 项目编号、代码或名称
        project: String,
    },
    /// 删除一个项目的自评，可以撤销
    Delete {
        /// 项目编号、代码或名称
        project: String,
    },
    /// 送复核、撤回、复核、审定、退回、登记财政退回
    HandOn {
        /// 办哪一步
        #[arg(long, value_parser = HandTo::of_selfeval())]
        to: HandTo,
        /// 项目编号、代码或名称，可以写多次
        #[arg(long, required = true)]
        project: Vec<String>,
        /// 退回的意见，待编制人处理；送出时写的是附言，留在这一轮里
        #[arg(long)]
        remark: Option<String>,
    },
    /// 各轮送审的得分；写 --from 则与那一轮对照
    Rounds {
        /// 项目编号、代码或名称
        project: String,
        /// 较早的一轮
        #[arg(long, value_name = "ROUND")]
        from: Option<u32>,
        /// 较晚的一轮；不写则为现在
        #[arg(long, value_name = "ROUND", requires = "from")]
        to: Option<u32>,
    },
    /// 自评报告：查看，或生成、更新、保存
    Report {
        /// 项目编号、代码或名称
        project: String,
        /// 由数据生成，已有的段落不动
        #[arg(long)]
        begin: bool,
        /// 更新数字已变的句子，改过的不动
        #[arg(long)]
        refresh: bool,
        /// 保存为 .docx 或 .pdf
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// 保存公开版：遮盖姓名、电话、证件号码等
        #[arg(long, requires = "out")]
        public: bool,
        /// 文件已有时覆盖它
        #[arg(long, requires = "out")]
        replace: bool,
    },
    /// 佐证材料：查看，或添加
    Evidence {
        /// 项目编号、代码或名称
        project: String,
        /// 证明哪条指标，写三级指标名称；不写则为项目总体
        #[arg(long, value_name = "NAME", requires = "add")]
        indicator: Option<String>,
        /// 添加这个文件，可以写多次
        #[arg(long, value_name = "FILE")]
        add: Vec<PathBuf>,
    },
    /// 信息公开：应公开的项目和期限；写项目则对照公开版与上报件
    Disclosure {
        /// 项目编号、代码或名称
        project: Option<String>,
    },
    /// 结果应用建议
    Treatments,
}

pub(crate) fn run(app: &App, json: bool, action: SelfEvalAction) -> Result<bool> {
    let of = |project: String| ProjectId { id: project };
    match action {
        SelfEvalAction::List => show(json, &selfeval::list(app, Empty {})?, list)?,
        SelfEvalAction::Show { project, working } => {
            show(json, &selfeval::get(app, of(project))?, |view| print(view, working))?;
        }
        SelfEvalAction::Start { project } => {
            let started = selfeval::start(app, selfeval::StartSelfEvals { projects: project })?;
            show(json, &started, |started| {
                for refused in &started.refused {
                    line(&format!("没有开始：{}——{}", refused.name, refused.why));
                }
                line(&format!("已开始 {} 个项目", started.made));
            })?;
            return Ok(started.made > 0);
        }
        SelfEvalAction::Set { project, cell, text } => {
            let path = path(app, project, &cell)?;
            saved(json, edit::cell(app, EditCell { path, text })?)?;
        }
        SelfEvalAction::Try { project, cells } => {
            let mut tried = Vec::new();
            for (cell, text) in cells {
                let path = path(app, project.clone(), &cell)?;
                tried.push(selfeval::WhatIfCell { path, text });
            }
            let found = selfeval::what_if(app, selfeval::WhatIf { project, cells: tried })?;
            show(json, &found, |found| {
                let (before, after) = (or_dash(&found.before), or_dash(&found.after));
                let grades = (or_dash(&found.grade_before), or_dash(&found.grade_after));
                line(&format!("总分 {before}（{}）→ {after}（{}），什么也没有保存", grades.0, grades.1));
                for row in &found.rows {
                    line(&format!("{}：{} → {}", row.name, or_dash(&row.before), or_dash(&row.after)));
                }
                found.faults.iter().for_each(|fault| line(fault));
            })?;
            return Ok(found.faults.is_empty());
        }
        SelfEvalAction::Confirm { project } => saved(json, selfeval::confirm(app, of(project))?)?,
        SelfEvalAction::FollowTarget { project } => saved(json, selfeval::follow_target(app, of(project))?)?,
        SelfEvalAction::Reopen { project } => saved(json, selfeval::reopen(app, of(project))?)?,
        SelfEvalAction::Delete { project } => saved(json, selfeval::delete(app, of(project))?)?,
        SelfEvalAction::HandOn { to, project, remark } => {
            let ask = selfeval::HandOnSelfEvals { projects: project, to: handing_of(to), remark };
            let done = selfeval::hand_on(app, ask)?;
            show(json, &done, |done| {
                for refused in &done.refused {
                    line(&format!("“{}”没有办理：{}", refused.name, refused.why));
                }
                line(done.label.as_deref().unwrap_or("没有办理任何项目"));
            })?;
            return Ok(done.refused.is_empty());
        }
        SelfEvalAction::Rounds { project, from: None, .. } => {
            show(json, &selfeval::rounds(app, of(project))?, |rounds| {
                for round in rounds {
                    let total = or_dash(&round.total);
                    line(&format!(
                        "第 {} 轮  {}  {}  {}  {total} 分",
                        round.round, round.word, round.at, round.person
                    ));
                    round.note.iter().for_each(|note| line(&format!("    {note}")));
                }
            })?;
        }
        SelfEvalAction::Rounds { project, from: Some(from), to } => {
            let diff = selfeval::round_diff(app, selfeval::RoundsDiff { project, from, to })?;
            show(json, &diff, |diff| {
                line(&diff.title);
                if diff.rows.is_empty() {
                    line("两轮内容相同");
                }
                diff.rows.iter().for_each(change);
            })?;
        }
        SelfEvalAction::Report { project, begin, refresh, out, public, replace } => {
            // Before anything is changed.
            let out = out.map(|out| outlet(&out, replace)).transpose()?;
            if begin {
                selfeval::begin(app, of(project.clone()))?;
            }
            if refresh {
                selfeval::refresh(app, selfeval::RefreshReport { project: project.clone(), path: None })?;
            }
            match out {
                Some(file) => {
                    let ask = selfeval::ReportSave { project, file, public };
                    written(json, &selfeval::save(app, ask)?)?;
                }
                None => show(json, &selfeval::report(app, of(project))?, report)?,
            }
        }
        SelfEvalAction::Evidence { project, indicator, add } => {
            if !add.is_empty() {
                let owner = owner(app, &project, indicator)?;
                let files = add.iter().map(|file| text(file)).collect();
                saved(json, evidence::add(app, EvidenceAdd { owner, files })?)?;
                return Ok(true);
            }
            let found = selfeval::evidence(app, of(project))?;
            show(json, &found, proofs)?;
            return Ok(found.faulty == 0 && !found.over);
        }
        SelfEvalAction::Disclosure { project: None } => {
            show(json, &selfeval::disclosure(app, Empty {})?, disclosure)?;
        }
        SelfEvalAction::Disclosure { project: Some(project) } => {
            show(json, &selfeval::public_diff(app, of(project))?, |diff| {
                if diff.rows.is_empty() {
                    line("公开版与上报件相同");
                }
                diff.rows.iter().for_each(change);
            })?;
        }
        SelfEvalAction::Treatments => {
            show(json, &selfeval::treatments(app, Empty {})?, |rows| {
                for row in rows {
                    let (treatment, why) = match row.set.as_str() {
                        "" => (row.proposed.as_str(), row.why.as_str()),
                        set if !row.reason.is_empty() => (set, row.reason.as_str()),
                        set if set == row.proposed => (set, row.why.as_str()),
                        set => (set, "本单位改定，没有写理由"),
                    };
                    line(&format!("{}  {}  {}：{why}", row.name, or_dash(&row.total), or_dash(treatment)));
                }
            })?;
        }
    }
    Ok(true)
}

/// `CELL=TEXT` as the command line takes it.
fn cell_text(word: &str) -> std::result::Result<(String, String), String> {
    let (cell, text) = word.split_once('=').ok_or("没有等号，请写成 格=内容，如 goal_done=已完成")?;
    Ok((cell.to_owned(), text.to_owned()))
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}

fn change(row: &edit::ChangeRow) {
    line(&format!("{}：{} → {}", row.item, or_dash(&row.before), or_dash(&row.after)));
}

/// The path of a cell; an indicator may be named instead of its id.
fn path(app: &App, project: String, cell: &str) -> Result<String> {
    if cell.starts_with('/') {
        return Ok(cell.to_owned());
    }
    let view = selfeval::get(app, ProjectId { id: project })?;
    let parts: Vec<&str> = cell.split('/').collect();
    if let ["indicators", name, column] = parts.as_slice()
        && let Some(row) = view.rows.iter().find(|row| row.name == *name || row.id == *name)
    {
        return Ok(format!("{}/{column}", row.path));
    }
    Ok(format!("{}/{cell}", view.path))
}

/// What a file is attached to.
fn owner(app: &App, project: &str, indicator: Option<String>) -> Result<String> {
    let found = selfeval::evidence(app, ProjectId { id: project.to_owned() })?;
    let wanted = indicator.as_deref().unwrap_or("项目总体");
    let item = found.items.into_iter().find(|item| item.name == wanted);
    item.map(|item| item.owner).ok_or_else(|| {
        let text = format!("没有“{wanted}”这条指标，请写绩效目标里的三级指标名称");
        ApiError::new("APP-NOT-FOUND", text).field("indicator")
    })
}

fn list(list: &SelfEvalList) {
    for row in &list.rows {
        let why = row.blocked.as_deref().map(|why| format!("  {why}")).unwrap_or_default();
        line(&format!(
            "{:>7}  {:<2}  {}  {}  必须改{} 需说明{}{why}",
            or_dash(&row.total),
            or_dash(&row.grade),
            row.name,
            row.state,
            row.errors,
            row.explains
        ));
    }
    let grades: Vec<String> =
        list.grades.iter().map(|grade| format!("{} {} 个", grade.word, grade.count)).collect();
    line(&format!(
        "平均 {} 分；{}；执行率 {}%",
        or_dash(&list.average),
        grades.join("，"),
        or_dash(&list.rate)
    ));
    list.due.iter().for_each(|due| line(due));
}

fn print(view: &SelfEvalView, working: bool) {
    line(&format!("{} {}年度绩效自评 {}", view.name, view.year, view.state));
    let steps = |steps: &[selfeval::WorkingStep]| {
        for step in steps.iter().filter(|_| working) {
            let source = step.source.as_ref().map(|source| format!("  〔{}〕", source.document));
            line(&format!("    {}{}", step.text, source.unwrap_or_default()));
        }
    };
    let execution = &view.execution;
    line(&format!(
        "预算执行率 {}%  得分 {} / {}",
        or_dash(&execution.rate),
        or_dash(&execution.score),
        execution.weight
    ));
    steps(&execution.working);
    for row in &view.rows {
        let manual =
            if row.differs { format!("（公式 {}）", or_dash(&row.formula)) } else { String::new() };
        line(&format!(
            "{}  {}  目标 {}，完成 {}  得分 {}{manual} / {}",
            row.level2,
            row.name,
            row.target,
            or_dash(&row.actual),
            or_dash(&row.score),
            row.weight
        ));
        steps(&row.working);
    }
    line(&format!("总分 {}  等级 {}", or_dash(&view.result.total), or_dash(&view.result.grade)));
    steps(&view.result.working);
    for finding in &view.findings {
        line(&format!("{}：{}；{}", finding.level.name(), finding.text, finding.remedy));
    }
}

fn report(view: &ReportView) {
    line(&view.title);
    if !view.begun {
        line("还没有生成初稿，请加 --begin");
    }
    for section in view.sections.iter().filter(|section| !section.paragraphs.is_empty()) {
        line(&section.title);
        for paragraph in &section.paragraphs {
            line(&format!("  {}", paragraph.text));
            if let Some(today) = &paragraph.stale {
                line(&format!("  （数据已变，今天的句子：{today}）"));
            }
        }
    }
}

fn proofs(found: &SelfEvalEvidence) {
    for item in &found.items {
        if item.files.is_empty() && !item.missing {
            continue;
        }
        line(&format!("{}{}", item.name, if item.missing { "  还没有材料" } else { "" }));
        for file in &item.files {
            let fault = file.fault.as_deref().map(|fault| format!("  {fault}")).unwrap_or_default();
            line(&format!("    {}  {}（{}）{fault}", file.id, file.name, file.size));
        }
    }
    line(&found.sentence);
}

fn disclosure(found: &Disclosure) {
    for row in &found.rows {
        let state = match (row.published_on.as_str(), row.due.as_str()) {
            ("", "") if row.formed_on.is_empty() => "没有填报告形成日期".to_owned(),
            ("", "") => "规则包没有规定公开期限".to_owned(),
            ("", due) => format!("{due} 前公开"),
            (day, _) => format!("{day} 已公开"),
        };
        let must = if row.must { "（须公开）" } else { "" };
        line(&format!("{}{must}  {} 分  {state}  遮盖 {} 处", row.name, or_dash(&row.total), row.masked));
    }
    found.share.iter().chain(&found.notice).for_each(|text| line(text));
}

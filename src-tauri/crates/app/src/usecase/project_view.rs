//! One project with its target, ready to be shown: every cell with its path, every total computed.

use crate::session::Session;
use crate::usecase::check::missing_glyphs;
use crate::usecase::handing::{Step, steps};
use crate::usecase::last_year::{self, LastValue, LastYear};
use crate::usecase::packs::{PackSummary, summary};
use crate::usecase::project::{attribute, blank_target, pack_of, unit_of};
use crate::usecase::remark_view::{RemarkView, views as remark_views};
use crate::usecase::template;
use crate::views::{self, FindingView, field_name};
use crate::{App, Result};
use domain::check::{Stage, Subject, check_project, due_by_class, due_total};
use domain::fund::{FundSource, Horizon};
use domain::money::{AmountUnit, Money};
use domain::number::plain;
use domain::project::{BudgetBook, Category, Flag, Novelty, Project, ProjectKind};
use domain::target::Target;
use domain::typed::Typed;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A text field with its place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TextCell {
    /// Path for `edit.cell`.
    pub path: String,
    /// Its name.
    pub label: String,
    /// The text.
    pub text: String,
    /// What was typed when it could not be read.
    pub bad: Option<String>,
    /// It cannot be edited now.
    pub locked: bool,
    /// The choices of a list, empty for free text.
    pub options: Vec<String>,
    /// A long text.
    pub wide: bool,
}

/// An amount with its place; the total is computed and has no place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FundCell {
    /// Path for `edit.cell`, empty for a computed total.
    pub path: String,
    /// Its name.
    pub label: String,
    /// The amount in 分; `null` is blank.
    pub amount: Option<Money>,
    /// The amount as printed, in the form's unit.
    pub text: String,
    /// What was typed when it could not be read.
    pub bad: Option<String>,
    /// Computed, not typed.
    pub computed: bool,
}

/// One row of the sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IndicatorRow {
    /// Id.
    pub id: String,
    /// Path of the row; a column's path is this plus `/name`, `/value` …
    pub path: String,
    /// 中期 or 年度.
    pub horizon: Horizon,
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub name: String,
    /// 计算符号
    pub op: String,
    /// 指标值 without sign and unit.
    pub value: String,
    /// The whole value as the form prints it.
    pub value_text: String,
    /// 计量单位
    pub unit: String,
    /// 分值
    pub weight: String,
    /// 指标解释
    pub explanation: String,
    /// 评(扣)分标准
    pub standard: String,
    /// 备注
    pub note: String,
    /// By column: what was typed when it could not be read.
    #[ts(as = "std::collections::HashMap<String, String>")]
    pub bad: BTreeMap<String, String>,
    /// What the same indicator had last year.
    pub last: Option<LastValue>,
    /// Number of open remarks on the row and its cells.
    pub remarks: usize,
}

/// The weights of one level-1 class.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ClassSum {
    /// 一级指标
    pub level1: String,
    /// Points it has.
    pub weight: String,
    /// Points due to it, where the pack says so.
    pub due: Option<String>,
}

/// A project with its target, ready to be shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProjectView {
    /// Id.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 新增项目 · 一般公共预算 …
    pub subtitle: String,
    /// State of the target in words.
    pub state: String,
    /// 送复核 is done and the review awaited.
    pub handed_on: bool,
    /// What may be done with the state now.
    pub steps: Vec<Step>,
    /// Remarks, open and done, in the order they were made.
    pub remarks: Vec<RemarkView>,
    /// Version of the target.
    pub version: u32,
    /// The target cannot be edited now.
    pub locked: bool,
    /// 涉密
    pub secret: bool,
    /// The rule pack that the target keeps.
    pub pack: PackSummary,
    /// 元 or 万元.
    pub amount_unit: AmountUnit,
    /// Plain fields.
    pub identity: Vec<TextCell>,
    /// Flags: text is 是 or empty.
    pub flags: Vec<TextCell>,
    /// Amounts of the year, the computed total first.
    pub funds: Vec<FundCell>,
    /// Amounts of the medium term, the computed total first.
    pub medium_funds: Vec<FundCell>,
    /// 年度目标 and 中期目标.
    pub goals: Vec<TextCell>,
    /// The sheet, in the order of the form.
    pub indicators: Vec<IndicatorRow>,
    /// Level-1 classes with their level-2 classes, for adding rows.
    pub classes: Vec<ClassSum>,
    /// Level-2 classes by level-1 class.
    pub level2: Vec<(String, Vec<String>)>,
    /// Sum of the annual weights.
    pub weight_total: String,
    /// What it must be; `null` when the pack has no weights.
    pub weight_due: Option<String>,
    /// `还差 2`, `超出 3`, or empty when total and due agree or nothing is due.
    pub weight_gap: String,
    /// Fewest annual indicators, where the pack says so for this project.
    pub indicator_min: Option<u32>,
    /// Points of the execution rate.
    pub execution_weight: Option<String>,
    /// The project of an earlier year that it continues.
    pub last_year: Option<LastYear>,
    /// Names of the templates made from it.
    pub saved_as: Vec<String>,
    /// The target keeps another pack than the year has.
    pub packs_differ: bool,
    /// Findings, the weightiest first.
    pub findings: Vec<FindingView>,
    /// Forms that can be printed: id and title, the usual one first.
    pub forms: Vec<(String, String)>,
}

pub(crate) fn view(
    app: &App,
    session: &Session,
    project: Project,
    target: Option<Target>,
) -> Result<ProjectView> {
    let unit = session.unit()?;
    let pack = pack_of(app, session, target.as_ref());
    let amount_unit = unit_of(pack);
    let subject = Subject { unit: &unit, project: &project, target: target.as_ref(), stage: Stage::Draft };
    let mut found = check_project(pack, subject);
    found.extend(missing_glyphs(pack, &project, target.as_ref()));
    found.extend(session.board(app)?.shared(&project.id).cloned());
    found.sort_by_key(|finding| finding.level);
    let target = target.unwrap_or_else(|| blank_target(app, pack, &project));
    let locked = !target.is_editable();
    let due: BTreeMap<_, _> = due_by_class(&pack.rules, &target).into_iter().collect();
    let weighted = target.has_weights() || due_total(&pack.rules).is_some();
    let min = pack.rules.min_count.as_ref().filter(|rule| {
        rule.params.flags.is_empty() || rule.params.flags.iter().any(|flag| project.flags.contains(flag))
    });
    let classes = (target.taxonomy.level1().iter())
        .map(|class| ClassSum {
            level1: class.name().to_owned(),
            weight: plain(target.weight_total(Some(*class))),
            due: due.get(class).map(|due| plain(*due)),
        })
        .collect();
    let level2 = (target.taxonomy.level1().iter())
        .map(|level1| {
            let classes = target.taxonomy.classes().iter().filter(|class| class.level1() == *level1);
            (level1.name().to_owned(), classes.map(|class| class.name().to_owned()).collect())
        })
        .collect();
    let entry = [(project, Some(target))];
    let findings = views::findings(found, &entry);
    let [(project, target)] = entry;
    let target = target.unwrap_or_else(|| blank_target(app, pack, &project));
    let before = last_year::of(session, &project)?;
    let mut rows = indicator_rows(&project, &target);
    if let Some(before) = &before {
        last_year::beside(app, session, &mut rows, &target, before)?;
    }
    let remarks = session.store.read().remarks(&project.id)?;
    let open: Vec<&str> = remarks.iter().filter(|r| !r.done).map(|r| r.path.as_str()).collect();
    for row in &mut rows {
        let at_row = |path: &&&str| {
            path.strip_prefix(&row.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        row.remarks = open.iter().filter(at_row).count();
    }
    Ok(ProjectView {
        last_year: before.as_ref().map(|before| last_year::view(app, session, before)),
        saved_as: template::saved_as(session, &project)?,
        packs_differ: session.pack(app)?.id != target.pack,
        handed_on: target.handed_on,
        steps: steps(session, &target, open.len()),
        remarks: remark_views(session, remarks)?,
        id: project.id.to_string(),
        name: project.name.clone(),
        subtitle: format!("{} · 规则包 {}", attribute(&project), pack.name),
        state: target.state_word().to_owned(),
        version: target.version,
        locked,
        secret: project.is_secret(),
        pack: summary(app, Some(session), pack)?,
        amount_unit,
        identity: identity(&project, &unit.name, locked),
        flags: flags(&project, locked),
        funds: funds(&project, Horizon::Annual, amount_unit),
        medium_funds: funds(&project, Horizon::Medium, amount_unit),
        goals: goals(&project, &target, locked),
        indicators: rows,
        classes,
        level2,
        weight_total: plain(target.weight_total(None)),
        weight_due: weighted.then(|| due_total(&pack.rules).map(plain)).flatten(),
        weight_gap: due_total(&pack.rules)
            .map(|due| gap(due - target.weight_total(None)))
            .unwrap_or_default(),
        indicator_min: min.map(|rule| rule.params.at_least),
        execution_weight: pack.rules.execution.as_ref().map(|rule| plain(rule.params.weight)),
        findings,
        forms: crate::usecase::print::forms_for(&target),
    })
}

fn gap(missing: Decimal) -> String {
    match missing.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Greater => format!("还差 {}", plain(missing)),
        std::cmp::Ordering::Less => format!("超出 {}", plain(-missing)),
    }
}

fn names<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|member| name(*member).to_owned()).collect()
}

fn identity(project: &Project, unit_name: &str, locked: bool) -> Vec<TextCell> {
    let cell = |field: &str, text: String, bad: Option<String>, options: Vec<String>| TextCell {
        path: format!("/projects/{}/{field}", project.id),
        label: field_name(field).to_owned(),
        text,
        bad,
        locked,
        options,
        wide: matches!(field, "name"),
    };
    let free = |field: &str, text: &str| cell(field, text.to_owned(), None, Vec::new());
    let implementer = if project.implementer.is_empty() { unit_name } else { &project.implementer };
    let period = project.period.value.map(|period| period.print()).unwrap_or_default();
    vec![
        free("name", &project.name),
        free("code", &project.code),
        cell("kind", project.kind.name().into(), None, names(ProjectKind::ALL, ProjectKind::name)),
        cell(
            "novelty",
            project.novelty.map(Novelty::name).unwrap_or_default().into(),
            None,
            names(Novelty::ALL, Novelty::name),
        ),
        cell(
            "category",
            project.category.map(Category::name).unwrap_or_default().into(),
            None,
            names(Category::ALL, Category::name),
        ),
        cell(
            "book",
            project.book.map(BudgetBook::name).unwrap_or_default().into(),
            None,
            names(BudgetBook::ALL, BudgetBook::name),
        ),
        cell("period", period, project.period.invalid.clone(), Vec::new()),
        free("department", &project.department),
        free("implementer", implementer),
        free("person", &project.person),
        free("phone", &project.phone),
        ex_ante_cell(
            project,
            "title",
            "事前评估报告",
            project.ex_ante.as_ref().map(|r| r.title.clone()),
            locked,
        ),
        ex_ante_cell(
            project,
            "conclusion",
            "评估结论",
            project.ex_ante.as_ref().map(|r| r.conclusion.clone()),
            locked,
        ),
        ex_ante_cell(
            project,
            "date",
            "评估报告日期",
            project.ex_ante.as_ref().and_then(|r| r.date).map(|date| date.to_string()),
            locked,
        ),
    ]
}

fn ex_ante_cell(project: &Project, part: &str, label: &str, text: Option<String>, locked: bool) -> TextCell {
    TextCell {
        path: format!("/projects/{}/ex_ante/{part}", project.id),
        label: label.to_owned(),
        text: text.unwrap_or_default(),
        bad: None,
        locked,
        options: Vec::new(),
        wide: false,
    }
}

fn flags(project: &Project, locked: bool) -> Vec<TextCell> {
    let text = |flag: &Flag| if project.flags.contains(flag) { "是" } else { "" };
    (Flag::ALL.iter())
        .map(|flag| TextCell {
            path: format!("/projects/{}/flags/{}", project.id, flag.key()),
            label: flag.name().to_owned(),
            text: text(flag).to_owned(),
            bad: None,
            locked,
            options: vec!["是".to_owned()],
            wide: false,
        })
        .collect()
}

fn funds(project: &Project, horizon: Horizon, unit: AmountUnit) -> Vec<FundCell> {
    let column = project.funds.column(horizon);
    let total = column.total();
    let print = |amount: Option<Money>| amount.map(|amount| amount.print(unit)).unwrap_or_default();
    let mut cells = vec![FundCell {
        path: String::new(),
        label: format!("{}资金总额", horizon.name()),
        amount: total,
        text: print(total),
        bad: None,
        computed: true,
    }];
    cells.extend(FundSource::ALL.into_iter().map(|source| {
        let part = column.parts.get(&source).cloned().unwrap_or_else(Typed::blank);
        FundCell {
            path: format!("/projects/{}/funds/{}/{}", project.id, horizon.key(), source.key()),
            label: source.name().to_owned(),
            amount: part.value,
            text: print(part.value),
            bad: part.invalid,
            computed: false,
        }
    }));
    cells
}

fn goals(project: &Project, target: &Target, locked: bool) -> Vec<TextCell> {
    [("annual_goal", "年度目标", &target.annual_goal), ("medium_goal", "中期目标", &target.medium_goal)]
        .into_iter()
        .map(|(field, label, text)| TextCell {
            path: format!("/projects/{}/target/{field}", project.id),
            label: label.to_owned(),
            text: text.clone(),
            bad: None,
            locked,
            options: Vec::new(),
            wide: true,
        })
        .collect()
}

/// The sheet of a target, in the order of the form.
pub(crate) fn indicator_rows(project: &Project, target: &Target) -> Vec<IndicatorRow> {
    (target.in_form_order().into_iter())
        .map(|row| {
            let value = row.value.value.as_ref();
            let bad = [("value", &row.value.invalid), ("weight", &row.weight.invalid)]
                .into_iter()
                .filter_map(|(column, text)| Some((column.to_owned(), text.clone()?)))
                .collect();
            IndicatorRow {
                id: row.id.to_string(),
                path: format!("/projects/{}/target/indicators/{}", project.id, row.id),
                horizon: row.horizon,
                level1: row.class.level1().name().to_owned(),
                level2: row.class.name().to_owned(),
                name: row.name.clone(),
                op: value.map(|value| value.sign.name()).unwrap_or_default().to_owned(),
                value: value.map(domain::target_value::TargetValue::bare).unwrap_or_default(),
                value_text: value.map(domain::target_value::TargetValue::print).unwrap_or_default(),
                unit: value.map(|value| value.unit.clone()).unwrap_or_default(),
                weight: row.weight.value.map(plain).unwrap_or_default(),
                explanation: row.explanation.clone(),
                standard: row.standard.clone(),
                note: row.note.clone(),
                bad,
                last: None,
                remarks: 0,
            }
        })
        .collect()
}

//! Projects: the list with its totals, and one project with its target, ready to be shown.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::check::missing_glyphs;
use crate::usecase::edit::Saved;
use crate::usecase::last_year::Earlier;
pub use crate::usecase::project_view::ProjectView;
use crate::usecase::project_view::view;
use crate::{ApiError, App, Result};
use domain::check::{Stage, Subject, check_project};
use domain::finding::{Finding, Level};
use domain::fund::Horizon;
use domain::money::{AmountUnit, Money};
use domain::project::{BudgetBook, Category, Novelty, Project};
use domain::rulepack::Pack;
use domain::target::{Target, TargetState};
use domain::unit::Unit;
use serde::{Deserialize, Serialize};
use store::OpKind;
use ts_rs::TS;

/// Names a project by id, code or name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProjectId {
    /// Id, code or name.
    pub id: String,
}

/// A new project.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NewProject {
    /// 项目名称
    pub name: String,
    /// Id or name of a template to begin from.
    #[serde(default)]
    #[ts(optional)]
    pub template: Option<String>,
}

/// The id of something new.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Created {
    /// Its id.
    pub id: String,
}

/// A project in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProjectRow {
    /// Id.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 项目代码, may be empty.
    pub code: String,
    /// 主管部门
    pub department: String,
    /// 新增项目 · 特定目标类, as far as known.
    pub attribute: String,
    /// 年度资金总额 in 分; `null` is blank.
    pub amount: Option<Money>,
    /// The same as printed, in the form's unit.
    pub amount_text: String,
    /// State of the target in words.
    pub state: String,
    /// 送复核 is done and the review awaited.
    pub handed_on: bool,
    /// Number of open remarks.
    pub remarks: usize,
    /// Number of annual indicators.
    pub indicators: usize,
    /// 必须改
    pub errors: usize,
    /// 需说明
    pub explains: usize,
    /// 提示
    pub hints: usize,
    /// 涉密
    pub secret: bool,
    /// 项目 or 政策.
    pub kind: String,
    /// 新增 or 延续; empty until told.
    pub novelty: String,
    /// 人员类, 运转类, 特定目标类; empty until told.
    pub category: String,
    /// 四本预算; empty until told.
    pub book: String,
    /// Chinese names of its flags.
    pub flags: Vec<String>,
    /// It continues a project of an earlier year.
    pub can_carry: bool,
}

/// The list of a year's projects.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProjectList {
    /// Its rows.
    pub rows: Vec<ProjectRow>,
    /// Sum of the amounts, in 分.
    pub total: Money,
    /// The same as printed.
    pub total_text: String,
    /// 元 or 万元.
    pub amount_unit: AmountUnit,
    /// 必须改 over all projects.
    pub errors: usize,
    /// 需说明 over all projects.
    pub explains: usize,
    /// 提示 over all projects.
    pub hints: usize,
}

/// All projects of the year.
pub fn list(app: &App, _: Empty) -> Result<ProjectList> {
    app.read(|session| {
        let amount_unit = unit_of(session.pack(app)?);
        let earlier = Earlier::load(session)?;
        let open = session.open_remarks()?;
        let mut rows: Vec<ProjectRow> = session.board(app)?.rows().map(|known| known.row.clone()).collect();
        for row in &mut rows {
            // What stands in another year, and what is said of a project, are no part of the kept line.
            row.can_carry = row.can_carry || earlier.of(&row.code, &row.name).is_some();
            row.remarks = open.get(row.id.as_str()).copied().unwrap_or_default();
        }
        let sum = |count: fn(&ProjectRow) -> usize| rows.iter().map(count).sum();
        let (errors, explains, hints) =
            (sum(|row| row.errors), sum(|row| row.explains), sum(|row| row.hints));
        let total: Money = rows.iter().filter_map(|row| row.amount).sum();
        let total_text = total.print(amount_unit);
        Ok(ProjectList { rows, total, total_text, amount_unit, errors, explains, hints })
    })
}

/// A project's line with the counts of its findings. It depends on nothing but the unit, the packs and the rows of
/// this project: [`crate::board`] keeps it until one of them changes.
pub(crate) fn row_of(
    app: &App,
    session: &Session,
    (of, unit): (&Unit, AmountUnit),
    project: &Project,
    target: Option<&Target>,
) -> ProjectRow {
    let pack = pack_of(app, session, target);
    let mut found: Vec<Finding> =
        check_project(pack, Subject { unit: of, project, target, stage: Stage::Draft });
    found.extend(missing_glyphs(pack, project, target));
    let count = |level| found.iter().filter(|finding| finding.level == level).count();
    let amount = project.funds.annual.total();
    ProjectRow {
        id: project.id.to_string(),
        name: project.name.clone(),
        code: project.code.clone(),
        department: project.department.clone(),
        attribute: attribute(project),
        amount,
        amount_text: amount.map(|amount| amount.print(unit)).unwrap_or_default(),
        state: target.map_or(TargetState::Drafted.name(), Target::state_word).to_owned(),
        handed_on: target.is_some_and(|target| target.handed_on),
        remarks: 0,
        indicators: target.map_or(0, |target| target.side(Horizon::Annual).count()),
        errors: count(Level::Error),
        explains: count(Level::Explain),
        hints: count(Level::Hint),
        secret: project.is_secret(),
        kind: project.kind.name().to_owned(),
        novelty: project.novelty.map(Novelty::name).unwrap_or_default().to_owned(),
        category: project.category.map(Category::name).unwrap_or_default().to_owned(),
        book: project.book.map(BudgetBook::name).unwrap_or_default().to_owned(),
        flags: project.flags.iter().map(|flag| flag.name().to_owned()).collect(),
        can_carry: project.previous.is_some(),
    }
}

pub(crate) fn attribute(project: &Project) -> String {
    let novelty = project.novelty.map(|novelty| format!("{}{}", novelty.name(), project.kind.name()));
    let parts: Vec<String> = [
        Some(novelty.unwrap_or_else(|| project.kind.name().to_owned())),
        project.category.map(|category| category.name().to_owned()),
        project.book.map(|book| book.name().to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.join(" · ")
}

/// One project.
pub fn get(app: &App, query: ProjectId) -> Result<ProjectView> {
    app.read(|session| {
        let (project, target) = session.find_project(&query.id)?;
        view(app, session, project, target)
    })
}

/// The unit in which a pack's forms state amounts.
pub(crate) fn unit_of(pack: &Pack) -> AmountUnit {
    pack.rules.amount_unit.as_ref().map_or(AmountUnit::WanYuan, |rule| rule.params.unit)
}

/// The pack that a target keeps, or the year's.
pub(crate) fn pack_of<'a>(app: &'a App, session: &Session, target: Option<&Target>) -> &'a Pack {
    target
        .and_then(|target| app.packs().get(&target.pack).ok())
        .or_else(|| session.pack(app).ok())
        .unwrap_or_else(|| app.base_pack())
}

/// The target that a project has before anything is written into it.
pub(crate) fn blank_target(app: &App, pack: &Pack, project: &Project) -> Target {
    Target::new(app.host().new_id(), project.id.clone(), &pack.id, crate::usecase::edit::taxonomy_of(pack))
}

/// Adds a blank project.
pub fn create(app: &App, new: NewProject) -> Result<Created> {
    let name = new.name.trim().to_owned();
    if name.is_empty() {
        return Err(ApiError::new("APP-EDIT", "请先填写项目名称").field("name"));
    }
    app.work(|session| {
        let project = Project::new(app.host().new_id(), session.unit()?.id, session.year, &name);
        let mut target = blank_target(app, session.pack(app)?, &project);
        let from = match &new.template {
            Some(template) => {
                let (template, _) = crate::usecase::template::fill(app, session, template, &mut target)?;
                format!("（模板“{}”）", template.name)
            }
            None => String::new(),
        };
        let label = format!("新建项目“{name}”{from}");
        let created = session.operate(app, &label, OpKind::Reversible, |tx| {
            tx.put_project(&project)?;
            tx.put_target(&target)?;
            Ok(Created { id: project.id.to_string() })
        })?;
        Ok(created.value)
    })
}

/// Removes a project; undo brings it back.
pub fn delete(app: &App, query: ProjectId) -> Result<Saved> {
    app.work(|session| {
        let (project, target) = session.find_project(&query.id)?;
        if let Some(target) = target.filter(|target| !target.is_editable()) {
            return Err(ApiError::locked(target.state_word()));
        }
        let label = format!("删除项目“{}”", project.name);
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.delete_project(&project.id)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

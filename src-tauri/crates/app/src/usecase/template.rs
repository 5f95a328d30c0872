//! Templates: a project's goals and indicators kept to begin others from.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::copies::{Copied, put};
use crate::usecase::edit::{Saved, editable};
use crate::{ApiError, App, Result};
use domain::carry;
use domain::fund::Horizon;
use domain::indicator::{Class, Indicator, Taxonomy};
use domain::project::Project;
use domain::target::Target;
use domain::target_value::TargetValue;
use domain::typed::{Id, Typed};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::{OpKind, Template};
use ts_rs::TS;

/// The shape of [`Body`] that this program writes; a newer one is refused, not misread.
const VERSION: u32 = 1;

/// A template in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TemplateRow {
    /// Id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for: 特定目标类 · 延续项目.
    pub about: String,
    /// Number of indicators.
    pub indicators: usize,
    /// The project and year it was made from.
    pub from: String,
}

/// Makes a template of a project.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveTemplate {
    /// Id, code or name of the project.
    pub project: String,
    /// Name of the template.
    pub name: String,
}

/// Names a template.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TemplateId {
    /// Its id.
    pub id: String,
}

/// Brings a template into a project.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ApplyTemplate {
    /// Id or name of the template.
    pub template: String,
    /// Id, code or name of the project.
    pub project: String,
}

/// What a template holds, as the store keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Body {
    version: u32,
    taxonomy: Taxonomy,
    annual_goal: String,
    medium_goal: String,
    indicators: Vec<Row>,
}

/// An indicator without identity.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Row {
    horizon: Horizon,
    class: Class,
    name: String,
    value: Typed<TargetValue>,
    weight: Typed<Decimal>,
    explanation: String,
    standard: String,
    note: String,
}

impl Body {
    fn of(target: &Target) -> Self {
        let row = |row: &Indicator| Row {
            horizon: row.horizon,
            class: row.class,
            name: row.name.clone(),
            value: row.value.clone(),
            weight: row.weight.clone(),
            explanation: row.explanation.clone(),
            standard: row.standard.clone(),
            note: row.note.clone(),
        };
        Self {
            version: VERSION,
            taxonomy: target.taxonomy,
            annual_goal: target.annual_goal.clone(),
            medium_goal: target.medium_goal.clone(),
            indicators: target.indicators.iter().map(row).collect(),
        }
    }

    fn read(template: &Template) -> Result<Self> {
        let version = template.body.get("version").and_then(serde_json::Value::as_u64);
        let newer = version.is_some_and(|version| version > u64::from(VERSION));
        let body = serde_json::from_value(template.body.clone()).ok().filter(|_| !newer);
        body.ok_or_else(|| {
            let text = format!("模板“{}”是更新版本的程序保存的，请升级程序，或删除后重新保存", template.name);
            ApiError::new("APP-TEMPLATE", text)
        })
    }

    fn rows(self, taxonomy: Taxonomy, new_id: &mut dyn FnMut() -> Id) -> Vec<Indicator> {
        let row = |row: Row| Indicator {
            id: new_id(),
            horizon: row.horizon,
            class: row.class.moved_to(taxonomy),
            name: row.name,
            value: row.value,
            weight: row.weight,
            explanation: row.explanation,
            standard: row.standard,
            note: row.note,
        };
        self.indicators.into_iter().map(row).collect()
    }
}

fn source(project: &Project) -> String {
    format!("{}（{} 年度）", project.name, project.year)
}

/// Names of the templates made from a project.
pub(crate) fn saved_as(session: &Session, project: &Project) -> Result<Vec<String>> {
    let (templates, source) = (session.store.read().templates()?, source(project));
    Ok(templates.into_iter().filter(|template| template.source == source).map(|t| t.name).collect())
}

/// The template of this id or name.
fn find(session: &Session, name: &str) -> Result<Template> {
    let templates = session.store.read().templates()?;
    let by_id = templates.iter().find(|template| template.id.as_str() == name);
    let found = by_id.or_else(|| templates.iter().find(|template| template.name == name));
    found.cloned().ok_or_else(|| ApiError::no_such("模板", name))
}

/// Fills a target from a template: goals that are blank, rows that are not there, cells that are blank.
pub(crate) fn fill(
    app: &App,
    session: &Session,
    name: &str,
    target: &mut Target,
) -> Result<(Template, carry::TakenOver)> {
    let template = find(session, name)?;
    let body = Body::read(&template)?;
    let (annual, medium) = (body.annual_goal.clone(), body.medium_goal.clone());
    let rows = body.rows(target.taxonomy, &mut || app.host().new_id());
    let taken = carry::take_over(target, Some((&annual, &medium)), false, rows);
    Ok((template, taken))
}

/// All templates.
pub fn list(app: &App, _: Empty) -> Result<Vec<TemplateRow>> {
    app.read(|session| {
        let row = |template: Template| TemplateRow {
            indicators: Body::read(&template).map_or(0, |body| body.indicators.len()),
            id: template.id.to_string(),
            name: template.name,
            about: template.about,
            from: template.source,
        };
        Ok(session.store.read().templates()?.into_iter().map(row).collect())
    })
}

/// Keeps a project's goals and indicators as a template.
pub fn save(app: &App, query: SaveTemplate) -> Result<Saved> {
    let name = query.name.trim().to_owned();
    if name.is_empty() {
        return Err(ApiError::new("APP-TEMPLATE", "请先填写模板名称").field("name"));
    }
    app.work(|session| {
        let (project, target) = session.find_project(&query.project)?;
        if project.is_secret() {
            return Err(ApiError::new("APP-SECRET", "涉密项目不能存为模板，请换一个项目"));
        }
        let filled = target.filter(|target| !target.indicators.is_empty() || !target.annual_goal.is_empty());
        let target = filled.ok_or_else(|| {
            ApiError::new("APP-TEMPLATE", format!("“{}”还没有绩效目标，请先填报再存为模板", project.name))
        })?;
        if session.store.read().templates()?.iter().any(|known| known.name == name) {
            let text = format!("已有模板“{name}”，请换一个名称，或先删除原来的模板");
            return Err(ApiError::new("APP-TEMPLATE", text).field("name"));
        }
        let kind = project.novelty.map(|novelty| format!("{}{}", novelty.name(), project.kind.name()));
        let about = [project.category.map(|category| category.name().to_owned()), kind];
        let template = Template {
            id: app.host().new_id(),
            name: name.clone(),
            about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            source: source(&project),
            body: serde_json::to_value(Body::of(&target))
                .map_err(|fault| ApiError::internal(&fault.to_string()))?,
        };
        let label = format!("把“{}”存为模板“{name}”", project.name);
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_template(&template)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

/// Removes a template; what was made from it stays.
pub fn delete(app: &App, query: TemplateId) -> Result<Saved> {
    app.work(|session| {
        let template = find(session, &query.id)?;
        let label = format!("删除模板“{}”", template.name);
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.delete_template(&template.id)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

/// Brings a template into a project as one step; what is there stays.
pub fn apply(app: &App, query: ApplyTemplate) -> Result<Copied> {
    app.work(|session| {
        let (project, mut target) = editable(app, session, &query.project)?;
        if project.is_secret() {
            return Err(ApiError::secret());
        }
        let (template, taken) = fill(app, session, &query.template, &mut target)?;
        let label = format!("在“{}”套用模板“{}”", project.name, template.name);
        put(app, session, &target, taken, label)
    })
}

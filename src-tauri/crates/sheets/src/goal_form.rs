//! The bureau's printed target form, read by its labels: project, money, goals and indicators with cell errors.
//!
//! Both national layouts (财预〔2015〕88号 with a medium-term and an annual side; the annual one in use since
//! 财预〔2021〕101号) and local variants differ in where things stand, hardly in what they are called. So nothing here
//! knows a position: labels are found by their words, values by standing beside, below or behind them.

mod funds;
mod goals;
mod head;
mod name;
mod rows;
mod table;

use crate::error::{Error, Result};
use crate::label::{Label, Labels};
use crate::preview::CellError;
use crate::sheet::Sheet;
use crate::words::amount_unit;
use domain::indicator::{Level1, Taxonomy};
use domain::money::AmountUnit;
use domain::period::FiscalYear;
use domain::project::{BudgetBook, Project};
use domain::target::Target;
use domain::typed::Id;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a form does not say itself.
pub struct FormContext<'a> {
    /// The unit into whose budget the project goes.
    pub unit_id: Id,
    /// 预算年度, unless the form's title names one.
    pub year: FiscalYear,
    /// The rule pack that the target begins with.
    pub pack: String,
    /// The tree of classes, where the form's own classes do not tell.
    pub taxonomy: Taxonomy,
    /// Makes fresh identities.
    pub new_id: &'a mut dyn FnMut() -> Id,
}

/// A target form that has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GoalForm {
    /// Name of the sheet.
    pub sheet: String,
    /// The project with its money.
    pub project: Project,
    /// Goals and indicators.
    pub target: Target,
    /// What the form prints behind level-1 classes: `成本指标(0-20)分`.
    pub class_weights: Vec<ClassWeight>,
    /// Unit of the amounts.
    pub unit: AmountUnit,
    /// False: the form names no unit, 万元 was assumed.
    pub unit_stated: bool,
    /// Remarks on cells. None keeps the form out: an unreadable cell keeps its text beside a blank value.
    pub errors: Vec<CellError>,
}

/// The share that a form gives a level-1 class, in points of 100.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClassWeight {
    /// The class.
    pub class: Level1,
    /// The least.
    #[ts(type = "string")]
    pub from: Decimal,
    /// The most; equal to `from` when the form prints one number.
    #[ts(type = "string")]
    pub to: Decimal,
    /// Where it stands.
    pub at: String,
}

/// Does the sheet look like a target form? Gives the project's name if it says one.
pub fn recognise(sheet: &Sheet) -> Option<String> {
    let labels = Labels::new(sheet);
    let table = table::find(&labels).ok()?;
    if table::is_of_results(&labels, &table) {
        return None;
    }
    head::project_name(&labels)
}

/// Reads a form.
///
/// # Errors
/// [`Error::NotAForm`] when the labels 项目名称 or the indicator columns are missing.
pub fn read(sheet: &Sheet, context: &mut FormContext<'_>) -> Result<GoalForm> {
    let labels = Labels::new(sheet);
    let not_a_form =
        |missing: &str| Error::NotAForm { sheet: sheet.name.clone(), missing: missing.to_owned() };
    let table = table::find(&labels).map_err(not_a_form)?;
    if table::is_of_results(&labels, &table) {
        return Err(not_a_form("目标申报的指标栏，这张像自评表或监控表"));
    }
    let name = head::project_name(&labels).ok_or_else(|| not_a_form("“项目名称”"))?;
    let above = |label: &&Label| label.area.top < table.first_row();
    let stated = labels.iter().filter(above).filter_map(|label| amount_unit(&label.text)).next();
    let unit = stated.unwrap_or(AmountUnit::WanYuan);
    let year = head::year(&labels, table.first_row()).unwrap_or(context.year);
    let mut errors = Vec::new();
    let mut project = Project::new((context.new_id)(), context.unit_id.clone(), year, &name);
    head::fill(&labels, table.first_row(), &mut project, &mut errors);
    funds::fill(&labels, table.first_row(), unit, &mut project.funds, &mut errors);
    let read = rows::read(&labels, &table, year, context, &mut errors);
    let mut target = Target::new((context.new_id)(), project.id.clone(), &context.pack, read.taxonomy);
    (target.medium_goal, target.annual_goal) = goals::read(&labels, table.first_row());
    target.indicators = read.indicators;
    Ok(GoalForm {
        sheet: sheet.name.clone(),
        project,
        target,
        class_weights: read.class_weights,
        unit,
        unit_stated: stated.is_some(),
        errors,
    })
}

/// Is this text one of the words by which a form calls something? Such a cell is never a value.
fn is_label(label: &Label) -> bool {
    // 一般公共预算 is what stands beside 预算来源 as well as a line of money.
    if BudgetBook::from_name(&label.word).is_some() {
        return false;
    }
    head::is_word(&label.word)
        || goals::is_word(&label.word)
        || table::is_word(&label.word)
        || funds::is_word(&label.word)
}

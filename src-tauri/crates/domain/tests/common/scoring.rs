//! Sheets to be scored, changed step by step, and packs of a test's own.

use super::{pack, texts};
use domain::indicator::Class;
use domain::money::{AmountUnit, Money};
use domain::monitoring::{Actual, read_actual};
use domain::period::FiscalYear;
use domain::rulepack::{Pack, Packs};
use domain::scoring::{Method, RowScore, ScoreInput, ScoreRow, Scored, score};
use domain::target_value::{Sign, TargetValue, read};
use domain::typed::Id;
use rust_decimal::Decimal;

const YEAR: FiscalYear = FiscalYear(2026);

/// One row, which owns what a row to be scored borrows.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: Id,
    pub name: String,
    pub class: Class,
    pub goal: Option<TargetValue>,
    pub actual: Option<Actual>,
    pub weight: Option<Decimal>,
    pub method: Option<Method>,
    pub typed: Option<Decimal>,
    pub too_low: bool,
    pub explained: bool,
}

/// A row with its target and reading as people type them; empty is missing.
pub fn line(goal: &str, actual: &str, weight: &str) -> Line {
    let goal = (!goal.is_empty()).then(|| read(goal, Some(YEAR)).unwrap());
    let actual = (!actual.is_empty()).then(|| read_actual(actual, goal.as_ref(), YEAR).unwrap());
    Line {
        id: Id("i".into()),
        name: "指标".into(),
        class: Class::Quantity,
        goal,
        actual,
        weight: weight.parse().ok(),
        method: None,
        typed: None,
        too_low: false,
        explained: false,
    }
}

/// A row of numbers.
pub fn numbers(sign: Sign, goal: Decimal, actual: Decimal, weight: Decimal) -> Line {
    let goal = Some(TargetValue::number(sign, goal, ""));
    Line { goal, actual: Some(Actual::Number(actual)), weight: Some(weight), ..line("", "", "") }
}

impl Line {
    pub fn typed(mut self, points: &str) -> Self {
        self.typed = points.parse().ok();
        self
    }

    pub fn by(mut self, method: Method) -> Self {
        self.method = Some(method);
        self
    }

    pub fn class(mut self, class: Class) -> Self {
        self.class = class;
        self
    }

    pub fn named(mut self, name: &str) -> Self {
        self.name = name.into();
        self
    }

    pub fn too_low(mut self) -> Self {
        self.too_low = true;
        self
    }

    pub fn explained(mut self) -> Self {
        self.explained = true;
        self
    }

    fn row(&self, place: usize) -> ScoreRow<'_> {
        ScoreRow {
            indicator: &self.id,
            name: &self.name,
            class: self.class,
            goal: self.goal.as_ref(),
            actual: self.actual.as_ref(),
            weight: self.weight,
            method: self.method,
            typed: self.typed,
            too_low: self.too_low,
            explained: self.explained,
            path: format!("/rows/{place}"),
        }
    }

    /// This row alone, without money.
    pub fn score(&self, pack: &Pack) -> RowScore {
        sheet(vec![self.clone()]).score(pack).rows.remove(0)
    }
}

/// A whole sheet.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub rows: Vec<Line>,
    pub initial: Option<Money>,
    pub budget: Option<Money>,
    pub executed: Option<Money>,
    pub explained: bool,
}

pub fn sheet(rows: Vec<Line>) -> Sheet {
    Sheet { rows, ..Sheet::default() }
}

impl Sheet {
    /// Amounts of 万元 as people type them; empty is missing.
    pub fn money(mut self, initial: &str, budget: &str, executed: &str) -> Self {
        let read = |text: &str| Money::parse(text, AmountUnit::WanYuan).ok();
        (self.initial, self.budget, self.executed) = (read(initial), read(budget), read(executed));
        self
    }

    pub fn score(&self, pack: &Pack) -> Scored {
        let input = ScoreInput {
            open: 0,
            initial: self.initial,
            budget: self.budget,
            executed: self.executed,
            explained: self.explained,
            funds_path: "/funds".into(),
            reason_path: "/funds_reason".into(),
            rows: self.rows.iter().enumerate().map(|(place, row)| row.row(place)).collect(),
        };
        score(pack, &input)
    }
}

/// A pack that extends one that ships by rules written as `id | parameters` lines, with a document of its own.
pub fn pack_with(base: &str, rules: &[(&str, &str)]) -> Pack {
    let mut text = format!(
        "id = \"test\"\nname = \"测试\"\nextends = \"{base}\"\n[[documents]]\nid = \"own\"\ntitle = \"测试办法\"\nissuer = \"测试\"\n"
    );
    for (id, params) in rules {
        text += &match *params {
            "off" => format!("[[rules]]\nid = \"{id}\"\noff = true\n"),
            params => {
                format!("[[rules]]\nid = \"{id}\"\ndocument = \"own\"\nclause = \"一\"\nparams = {params}\n")
            }
        };
    }
    let shipped = texts("rulepacks", "toml");
    let all = shipped.iter().map(|(_, text)| text.as_str()).chain([text.as_str()]);
    Packs::load(all).unwrap().get("test").unwrap().clone()
}

/// Caps of the total by execution rate, as met in one county.
pub const CAPS: &str = r#"{ caps = [
    { from_percent = "70", below_percent = "80", cap = "89" }, { from_percent = "60", below_percent = "70", cap = "79" },
    { from_percent = "50", below_percent = "60", cap = "69" }, { from_percent = "0", below_percent = "50", cap = "59" },
] }"#;

/// The pack that most tests score by.
pub fn usual() -> &'static Pack {
    pack("mof-2020")
}

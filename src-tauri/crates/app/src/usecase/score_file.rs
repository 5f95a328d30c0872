//! A score over figures in a JSON file, with its working: for scripts, and for whoever wants to check it by hand.
//! No store is needed; the project exists only for the answer.

use crate::usecase::figures::{self, Cell, Figures};
use crate::usecase::project::unit_of;
use crate::views::{self, FindingView};
use crate::{ApiError, App, Result};
use domain::check::{Stage, Subject, check_weights};
use domain::due::Lamp;
use domain::finding::{Finding, Level};
use domain::fund::FundSource;
use domain::money::Money;
use domain::monitoring::{Actual, read_actual};
use domain::number::{self, plain};
use domain::project::Project;
use domain::rulepack::Pack;
use domain::scoring::{Band, Method, RowScore, ScoreInput, ScoreRow, Scored, Step, score};
use domain::target::Target;
use domain::target_value::{Sign, TargetValue};
use domain::typed::Id;
use domain::unit::{Unit, UnitKind};
use rust_decimal::Decimal;
use serde::Serialize;

/// What to score.
#[derive(Debug, Clone)]
pub struct ScoreFile {
    /// The JSON file.
    pub file: String,
}

/// Budget execution.
#[derive(Debug, Clone, Serialize)]
pub struct ExecutionOut {
    /// 分值
    pub weight: String,
    /// 执行率 in percent; `null` while nothing is executed.
    pub rate: Option<String>,
    /// 得分
    pub score: Option<String>,
    /// How it comes about.
    pub working: Vec<Step>,
}

/// One indicator.
#[derive(Debug, Clone, Serialize)]
pub struct RowOut {
    /// Its name.
    pub name: String,
    /// 分值
    pub weight: String,
    /// The method that was used.
    pub method: Method,
    /// 完成率 in percent; `null` where there is none.
    pub rate: Option<String>,
    /// 得分 that counts; `null` while there is none.
    pub score: Option<String>,
    /// 公式得分; `null` where only a person can tell.
    pub formula_score: Option<String>,
    /// 手工得分 as given.
    pub manual: Option<String>,
    /// Where a typed score may lie, where a band holds.
    pub band: Option<Band>,
    /// The typed score differs from the formula's.
    pub differs: bool,
    /// How it comes about.
    pub working: Vec<Step>,
}

/// The answer; points and rates with two decimals.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreOut {
    /// The indicators, as they were given.
    pub rows: Vec<RowOut>,
    /// Budget execution.
    pub execution: ExecutionOut,
    /// Sum before the cap.
    pub sum: Option<String>,
    /// The cap by execution rate, where one holds.
    pub cap: Option<String>,
    /// 总分; `null` while nothing is scored.
    pub total: Option<String>,
    /// 优, 良, 中 or 差.
    pub grade: Option<String>,
    /// 一致性
    pub consistency: Option<Lamp>,
    /// How the total comes about.
    pub working: Vec<Step>,
    /// What is odd about the figures, the weightiest first.
    pub findings: Vec<FindingView>,
}

/// What is typed in a row beside its target.
#[derive(Debug, Default)]
struct Said {
    actual: Option<Actual>,
    typed: Option<Decimal>,
    method: Option<Method>,
}

/// Reads a file and scores it.
pub fn run(app: &App, query: ScoreFile) -> Result<ScoreOut> {
    let figures = figures::read(&query.file)?;
    let (pack, project) = (figures.pack(app)?, figures.project(app)?);
    let (target, mut found) = figures.target(pack, &project);
    let base = format!("/projects/{}/selfeval", project.id);
    let funds = format!("{base}/funds");
    let said: Vec<Said> = figures
        .indicators
        .iter()
        .zip(&target.indicators)
        .map(|(row, indicator)| said(pack, row, indicator, (&base, &project), &mut found))
        .collect::<Result<_>>()?;
    let mut money = |column: &str, cell: &Cell| {
        let text = cell.0.trim();
        let read = (!text.is_empty()).then(|| Money::parse(text, unit_of(pack)));
        read.transpose().unwrap_or_else(|fault| {
            let path = format!("{funds}/{}/{column}", FundSource::Fiscal.key());
            found.extend(figures::unreadable(pack, path, "资金", &fault.to_string()));
            None
        })
    };
    let initial = money("initial", &figures.funds.initial);
    let budget = money("budget", &figures.funds.adjusted);
    let executed = money("executed", &figures.funds.executed);
    let blank = said.iter().filter(|said| said.actual.is_none() && said.typed.is_none()).count();
    let open = blank + usize::from(executed.is_none());
    let rows = figures.indicators.iter().zip(&target.indicators).zip(&said);
    let rows = rows.map(|((row, indicator), said)| ScoreRow {
        indicator: &indicator.id,
        name: &indicator.name,
        class: indicator.class,
        goal: indicator.value.value.as_ref(),
        actual: said.actual.as_ref(),
        weight: indicator.weight.value,
        method: said.method,
        typed: said.typed,
        too_low: row.too_low,
        explained: !row.reason.trim().is_empty(),
        path: format!("{base}/indicators/{}", indicator.id),
    });
    let input = ScoreInput {
        open,
        initial,
        budget,
        executed,
        explained: !figures.funds.reason.trim().is_empty(),
        funds_path: funds.clone(),
        reason_path: format!("{base}/funds_reason"),
        rows: rows.collect(),
    };
    let scored = score(pack, &input);
    found.extend(weights(pack, &figures, &project, &target));
    // What was given but could not be read is not missing besides.
    let unread = |path: &str| found.iter().any(|own| own.rule == "cell.unreadable" && own.path == path);
    let told: Vec<String> = (target.indicators.iter())
        .filter(|one| {
            unread(&format!("{base}/indicators/{}/actual", one.id))
                || unread(&format!("/projects/{}/target/indicators/{}/value", project.id, one.id))
        })
        .map(|one| format!("{base}/indicators/{}/actual", one.id))
        .collect();
    let again = |finding: &Finding| finding.rule == "scoring.missing" && told.contains(&finding.path);
    found.extend(scored.findings.iter().filter(|finding| !again(finding)).cloned());
    found.sort_by_key(|finding| finding.level);
    Ok(answer(&figures, scored, views::findings(found, &[(project, Some(target))])))
}

/// What a row says beside its target; what cannot be read is found.
fn said(
    pack: &Pack,
    row: &figures::Row,
    indicator: &domain::indicator::Indicator,
    (base, project): (&str, &Project),
    found: &mut Vec<Finding>,
) -> Result<Said> {
    let at = |column: &str| format!("{base}/indicators/{}/{column}", indicator.id);
    let goal = indicator.value.value.as_ref();
    let mut said = Said::default();
    let actual = row.actual.0.trim();
    if !actual.is_empty() {
        match read_actual(actual, goal, project.year) {
            Ok(actual) => said.actual = Some(actual),
            Err(fault) => {
                found.extend(figures::unreadable(pack, at("actual"), &row.name, &fault.to_string()))
            }
        }
    }
    let manual = row.manual.0.trim();
    if !manual.is_empty() {
        match number::parse(manual) {
            Ok(typed) => said.typed = Some(typed),
            Err(fault) => found.extend(figures::unreadable(pack, at("score"), &row.name, &fault.to_string())),
        }
    }
    let method = row.method.trim();
    if !method.is_empty() {
        let known = Method::from_key(method).or_else(|| Method::from_name(method));
        said.method = Some(known.ok_or_else(|| {
            let names: Vec<&str> = Method::ALL.iter().map(|method| method.name()).collect();
            let text = format!("赋分方式“{method}”不认识，请改为{}", names.join("、"));
            ApiError::new("APP-FIGURES", text).field("method")
        })?);
    }
    if let (Some(goal), Some(Actual::Number(value))) = (goal, said.actual) {
        found.extend(fraction(pack, goal, value, at("actual"), &row.name));
    }
    Ok(said)
}

/// 0.98 where percent are due: perhaps 98 was meant.
fn fraction(pack: &Pack, goal: &TargetValue, value: Decimal, path: String, name: &str) -> Option<Finding> {
    let rule = pack.rules.readings.as_ref()?;
    let high = goal.as_number()? >= rule.params.fraction_from_percent;
    let more = !matches!(goal.sign, Sign::AtMost | Sign::LessThan);
    if !(goal.unit.contains('%') && high && more && value > Decimal::ZERO && value <= Decimal::ONE) {
        return None;
    }
    let meant = plain(value.checked_mul(Decimal::ONE_HUNDRED)?);
    let text = format!("“{name}”的实际完成值 {}%，指标值为 {}，像是写成了小数", plain(value), goal.print());
    let remedy = format!("如果是 {meant}%，请填 {meant}；确实只有这么多的不用改");
    Some(rule.finding_at(Level::Explain, path, text, remedy, &[]))
}

/// Odd weights. What each class is due is asked only where every row says its class.
fn weights(pack: &Pack, figures: &Figures, project: &Project, target: &Target) -> Vec<Finding> {
    let unit = Unit {
        id: Id("unit".to_owned()),
        kind: UnitKind::Department,
        name: String::new(),
        code: String::new(),
        credit_code: String::new(),
        division_code: String::new(),
        parent_name: String::new(),
        head: String::new(),
        phone: String::new(),
    };
    let subject = Subject { unit: &unit, project, target: Some(target), stage: Stage::Draft };
    let mut found = check_weights(pack, subject);
    if figures.indicators.iter().any(|row| row.class.trim().is_empty()) {
        found.retain(|finding| finding.rule != "target.weights.classes");
    }
    found
}

fn answer(figures: &Figures, scored: Scored, findings: Vec<FindingView>) -> ScoreOut {
    let shown = |value: Option<Decimal>| value.map(|value| value.to_string());
    let row = |(given, row): (&figures::Row, RowScore)| RowOut {
        name: given.name.clone(),
        weight: plain(row.weight),
        method: row.method,
        rate: shown(row.rate),
        score: shown(row.score),
        formula_score: shown(row.formula),
        manual: row.typed.map(plain),
        band: row.band,
        differs: row.differs,
        working: row.working,
    };
    ScoreOut {
        rows: figures.indicators.iter().zip(scored.rows).map(row).collect(),
        execution: ExecutionOut {
            weight: plain(scored.execution.weight),
            rate: shown(scored.execution.rate),
            score: shown(scored.execution.score),
            working: scored.execution.working,
        },
        sum: shown(scored.sum),
        cap: shown(scored.cap),
        total: shown(scored.total),
        grade: scored.grade.map(|grade| grade.name().to_owned()),
        consistency: scored.consistency,
        working: scored.working,
        findings,
    }
}

//! Printed forms against typst and LibreOffice: a target, a self-assessment, the list of all self-assessments; and how
//! long all of a unit's self-assessments take.

use crate::measure::{Row, median, text};
use crate::{Bench, peers, sample};
use documents::forms::{
    AssessedRow, GoalForm, SelfEvalForm, SelfEvalLayout, SelfEvalSummary, goal_form_2021, selfeval_form,
    selfeval_summary,
};
use documents::{FormPage, Stamp, page_count, to_pdf};
use domain::money::AmountUnit;
use domain::monitoring::Actual;
use domain::period::FiscalYear;
use domain::project::Project;
use domain::rulepack::{Pack, Packs};
use domain::selfeval::{SelfAssessment, assess_selfeval, prefill_selfeval};
use domain::target::Target;
use domain::typed::{Id, Typed};
use domain::unit::Unit;
use rust_decimal::Decimal;

const YEAR: FiscalYear = FiscalYear(2026);
const PROJECTS: usize = 400;

pub(crate) fn bench() -> Bench {
    let unit = sample::unit();
    let (project, target) = sample::project(1, 40);
    let goal = goal_form_2021(&GoalForm {
        unit: &unit,
        project: &project,
        target: &target,
        year: YEAR,
        amount_unit: AmountUnit::WanYuan,
        stamp: stamp("target"),
        date: date(),
    })?;
    let packs = Packs::load(app::assets::RULE_PACKS)?;
    let pack = packs.get("mof-2020")?;
    let year: Vec<Assessed> = (0..PROJECTS).map(|number| Assessed::new(number, pack)).collect();
    let assessed = |one: &Assessed| one.page(&unit, pack);
    let first = assessed(year.first().ok_or("no project")?)?;
    let listed: Vec<AssessedRow> = year.iter().map(|one| one.listed(pack)).collect();
    let summary = summary(&unit, &listed);

    let mut rows = Vec::new();
    for (what, form) in
        [("one target", &goal), ("one self-assessment", &first), ("list of 400 self-assessments", &summary)]
    {
        rows.extend(beside(what, form)?);
    }
    let all = median(3, || {
        let tables = year.iter().map(|one| to_pdf(&assessed(one)?).map(|pdf| pdf.len()));
        let list = to_pdf(&self::summary(&unit, &listed)).map(|pdf| pdf.len());
        tables.chain([list]).sum::<Result<usize, _>>()
    });
    let each = text(all / PROJECTS as u32);
    rows.push(Row::alone(
        "400 self-assessments and their list, scored and printed",
        text(all),
        &format!("{each} a project"),
    ));
    Ok(rows)
}

/// A form beside both peers.
fn beside(what: &str, form: &FormPage) -> Bench {
    println!("{what}: {} pages, {} bytes", page_count(form)?, to_pdf(form)?.len());
    let dir = tempfile::tempdir()?;
    let ours = median(30, || to_pdf(form));
    let what = format!("{what} to PDF");
    let row = |peer: &str, time: peers::Timed, asked: &str| match time {
        Ok(theirs) => Row::beside(&what, ours, peer, theirs, asked),
        Err(fault) => Row::missing(&format!("{what} ({peer})"), &fault.to_string()),
    };
    Ok(vec![
        row("typst", peers::typst(form, dir.path()), "at least 4× faster"),
        row("LibreOffice batch", peers::office(form, dir.path()), "at least 30× faster"),
    ])
}

fn date() -> chrono::NaiveDate {
    YEAR.last_day()
}

fn stamp(kind: &str) -> Stamp {
    Stamp::Sealed {
        number: format!("WX-219001-2026-{kind}-Y-001"),
        audit_head: format!("7:{}", "0".repeat(64)),
    }
}

/// A project after its year: 15 indicators, most of them reached, one with a reason.
struct Assessed {
    project: Project,
    target: Target,
    doc: SelfAssessment,
}

impl Assessed {
    fn new(number: usize, pack: &Pack) -> Self {
        let (project, target) = sample::project(number, 15);
        let id = Id(format!("s{number}"));
        let mut doc = prefill_selfeval(&project, &target, None, id, YEAR, pack);
        for (place, row) in doc.rows.iter_mut().enumerate() {
            let tenths = if place == 3 { 930 } else { 960 };
            row.actual = Typed::of(Actual::Number(Decimal::new(tenths, 1)));
        }
        if let Some(row) = doc.rows.get_mut(3) {
            row.reason = "雨季水毁路段集中，材料运输受阻，个别任务延至次月完成".into();
            row.measures = "汛前备足材料，与施工方约定抢修时限".into();
        }
        for fund in doc.funds.values_mut() {
            fund.executed = fund.initial.clone();
        }
        doc.goal_done = "完成养护86公里，按月验收，水毁路段均在7日内恢复通行。".into();
        Self { project, target, doc }
    }

    fn page(&self, unit: &Unit, pack: &Pack) -> Result<FormPage, documents::Error> {
        selfeval_form(&SelfEvalForm {
            unit,
            project: &self.project,
            target: &self.target,
            doc: &self.doc,
            scored: &assess_selfeval(pack, &self.target, &self.doc),
            year: YEAR,
            amount_unit: AmountUnit::WanYuan,
            layout: SelfEvalLayout::default(),
            stamp: stamp("selfeval"),
            date: date(),
        })
    }

    fn listed(&self, pack: &Pack) -> AssessedRow {
        let scored = assess_selfeval(pack, &self.target, &self.doc);
        let totals = self.doc.totals();
        AssessedRow {
            name: self.project.name.clone(),
            budget: totals.budget.or(totals.initial),
            executed: totals.executed,
            rate: scored.execution.rate,
            score: scored.total,
            grade: scored.grade,
            ..AssessedRow::default()
        }
    }
}

fn summary(unit: &Unit, rows: &[AssessedRow]) -> FormPage {
    selfeval_summary(&SelfEvalSummary {
        unit,
        year: YEAR,
        rows,
        missing: &[],
        amount_unit: AmountUnit::WanYuan,
        stamp: stamp("selfeval"),
        date: date(),
    })
}

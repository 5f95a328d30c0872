//! The list of self-assessments by state and grade.

use super::open::{is_at, pack_of};
use super::view::{stale, state_word};
use super::year::{OneOfYear, WholeYear, blocked};
use crate::commands::Empty;
use crate::session::{Entry, Session};
use crate::usecase::handing::{Step, steps};
use crate::usecase::monitor::{percent, percentage, print};
use crate::usecase::print_selfeval::unit_forms;
use crate::usecase::project::unit_of;
use crate::{App, Result};
use domain::due::{self, Lamp};
use domain::finding::Level;
use domain::money::{AmountUnit, Money};
use domain::period::print_date;
use domain::project::Project;
use domain::scoring::{Grade, Scored};
use domain::selfeval::{
    SelfAssessment, Treatment, assess_selfeval, missing_evidence, proposal, sentences, standing,
};
use domain::target::{AWAITING_REVIEW, TargetState};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// All self-assessments of the year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalList {
    /// Fiscal year.
    pub year: i32,
    /// 元 or 万元.
    pub amount_unit: AmountUnit,
    /// Every project of the year, begun or not, in the order of the project list.
    pub rows: Vec<SelfEvalRow>,
    /// How many have each grade: 优, 良, 中, 差 and 未评.
    pub grades: Vec<GradeCount>,
    /// How many stand in each state.
    pub states: Vec<GradeCount>,
    /// Plain mean of the totals; empty without any.
    pub average: String,
    /// 全年预算数 of all, as printed.
    pub budget: String,
    /// 全年执行数 of all, as printed.
    pub executed: String,
    /// 执行率 of all in percent.
    pub rate: String,
    /// By when, in one sentence with its document; `null` where the pack has no day.
    pub due: Option<String>,
    /// How urgent that is.
    pub due_lamp: Option<Lamp>,
    /// Forms of the whole unit that can be printed: id and title.
    pub forms: Vec<(String, String)>,
}

/// So many of a kind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GradeCount {
    /// 优 … or 编制中 …
    pub word: String,
    /// How many.
    pub count: usize,
}

/// One project in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SelfEvalRow {
    /// Id of the project.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 项目代码
    pub code: String,
    /// 项目 or 政策
    pub kind: String,
    /// A self-assessment was begun.
    pub exists: bool,
    /// Why none can be begun (涉密, 没有绩效目标); `null` when it can.
    pub blocked: Option<String>,
    /// State in words: 还没有填, 编制中, 待复核 …
    pub state: String,
    /// What may be done with the state now.
    pub steps: Vec<Step>,
    /// 全年预算数 in 分
    pub budget: Option<Money>,
    /// 全年预算数 as printed
    pub budget_text: String,
    /// 执行率 in percent.
    pub rate: String,
    /// 总分; empty while nothing is scored.
    pub total: String,
    /// 自评等级; empty until everything is filled in.
    pub grade: String,
    /// Cells filled…
    pub filled: u32,
    /// …of so many.
    pub of: u32,
    /// 必须改
    pub errors: usize,
    /// 需说明
    pub explains: usize,
    /// 一致性 red or yellow.
    pub consistency: Option<Lamp>,
    /// The report was begun.
    pub report: bool,
    /// Paragraphs of the report whose numbers have moved on.
    pub stale: usize,
    /// Indicators without evidence.
    pub missing_evidence: usize,
    /// 结果应用 in words, proposed or set.
    pub treatment: String,
    /// The round of review.
    pub round: u32,
    /// Open remarks.
    pub remarks: usize,
}

/// The list.
pub fn list(app: &App, _: Empty) -> Result<SelfEvalList> {
    app.read(|session| {
        let year = WholeYear::load(session)?;
        let pack = session.pack(app)?;
        let unit = unit_of(pack);
        let mut remarks: BTreeMap<String, usize> = BTreeMap::new();
        for remark in session.store.read().remarks_of_year(session.year)?.into_iter().filter(|r| !r.done) {
            if is_at(&remark.path, &format!("/projects/{}/selfeval", remark.project_id)) {
                *remarks.entry(remark.project_id.0).or_default() += 1;
            }
        }
        let mut sums = Sums::default();
        let mut rows = Vec::new();
        for entry in session.projects()? {
            let one = year.of(session, &entry)?;
            let open = remarks.get(entry.0.id.as_str()).copied().unwrap_or_default();
            rows.push(match &one {
                Some(one) => begun(app, session, &year, (&entry.0, one), open, &mut sums)?,
                None => blank(&entry, open),
            });
        }
        let due = due(app, session, &rows)?;
        let text = |money: Option<Money>| print(money, unit);
        Ok(SelfEvalList {
            year: i32::from(session.year.0),
            amount_unit: unit,
            grades: grades(&rows),
            states: states(&rows),
            average: sums.average(),
            budget: text(sums.budget),
            executed: text(sums.executed),
            rate: percent(percentage(sums.executed, sums.measured)),
            due: due.as_ref().map(|(text, _)| text.clone()),
            due_lamp: due.map(|(_, lamp)| lamp),
            forms: unit_forms(),
            rows,
        })
    })
}

/// What is added up over all.
#[derive(Default)]
struct Sums {
    budget: Option<Money>,
    executed: Option<Money>,
    /// The budgets of those whose spending is known: what the rate is measured against.
    measured: Option<Money>,
    total: Decimal,
    scored: u32,
}

impl Sums {
    /// Only what is filled in whole has a total that says something.
    fn add(&mut self, doc: &SelfAssessment, scored: &Scored, whole: bool) {
        let totals = doc.totals();
        let add = |sum: &mut Option<Money>, amount: Option<Money>| {
            if let Some(amount) = amount {
                *sum = Some(sum.unwrap_or_default() + amount);
            }
        };
        add(&mut self.budget, totals.budget.or(totals.initial));
        add(&mut self.executed, totals.executed);
        add(&mut self.measured, totals.budget.or(totals.initial).filter(|_| totals.executed.is_some()));
        if let Some(total) = scored.total.filter(|_| whole) {
            self.total += total;
            self.scored += 1;
        }
    }

    fn average(&self) -> String {
        percent((self.scored > 0).then(|| self.total / Decimal::from(self.scored.max(1))))
    }
}

fn begun(
    app: &App,
    session: &Session,
    year: &WholeYear,
    (project, one): (&Project, &OneOfYear<'_>),
    open: usize,
    sums: &mut Sums,
) -> Result<SelfEvalRow> {
    let OneOfYear { doc, target, proven, .. } = one;
    let pack = pack_of(app, session, doc);
    let (scored, found) = year.judged(app, session, project, one, None);
    let standing = standing(target, doc);
    let whole = standing.filled >= standing.total;
    sums.add(doc, &scored, whole);
    let count = |level| found.iter().filter(|finding| finding.level == level).count();
    let totals = doc.totals();
    let budget = totals.budget.or(totals.initial);
    let said = match doc.report.as_slice() {
        [] => Vec::new(),
        _ => sentences(pack, year.unit_name(), project, target, doc, &scored),
    };
    let treatment = doc.treatment.or_else(|| proposal(pack, doc, &scored).map(|(treatment, _)| treatment));
    Ok(SelfEvalRow {
        id: project.id.to_string(),
        name: project.name.clone(),
        code: project.code.clone(),
        kind: project.kind.name().to_owned(),
        exists: true,
        blocked: None,
        state: doc.state_word().to_owned(),
        steps: steps(session, *doc, open),
        budget,
        budget_text: print(budget, unit_of(pack)),
        rate: percent(scored.execution.rate),
        total: percent(scored.total),
        grade: scored.grade.filter(|_| whole).map(Grade::name).unwrap_or_default().to_owned(),
        filled: standing.filled,
        of: standing.total,
        errors: count(Level::Error),
        explains: count(Level::Explain),
        consistency: scored.consistency,
        report: !doc.report.is_empty(),
        stale: stale(doc, &said),
        missing_evidence: missing_evidence(target, doc, proven).len(),
        treatment: treatment.map(Treatment::name).unwrap_or_default().to_owned(),
        round: doc.round,
        remarks: open,
    })
}

/// A project whose self-assessment was not begun.
fn blank(entry: &Entry, open: usize) -> SelfEvalRow {
    let project = &entry.0;
    SelfEvalRow {
        id: project.id.to_string(),
        name: project.name.clone(),
        code: project.code.clone(),
        kind: project.kind.name().to_owned(),
        exists: false,
        blocked: blocked(entry),
        state: state_word(None),
        steps: Vec::new(),
        budget: None,
        budget_text: String::new(),
        rate: String::new(),
        total: String::new(),
        grade: String::new(),
        filled: 0,
        of: 0,
        errors: 0,
        explains: 0,
        consistency: None,
        report: false,
        stale: 0,
        missing_evidence: 0,
        treatment: String::new(),
        round: 1,
        remarks: open,
    }
}

const UNSCORED: &str = "未评";

/// How many have each grade; those that have none to make are not counted.
fn grades(rows: &[SelfEvalRow]) -> Vec<GradeCount> {
    let asked = rows.iter().filter(|row| row.blocked.is_none());
    tally(asked.map(|row| if row.grade.is_empty() { UNSCORED } else { row.grade.as_str() }))
}

/// How many of each grade, 未评 last.
fn tally<'a>(grades: impl Iterator<Item = &'a str>) -> Vec<GradeCount> {
    let mut counts: Vec<GradeCount> = (Grade::ALL.iter().map(|grade| grade.name()).chain([UNSCORED]))
        .map(|word| GradeCount { word: word.to_owned(), count: 0 })
        .collect();
    for grade in grades {
        if let Some(known) = counts.iter_mut().find(|known| known.word == grade) {
            known.count += 1;
        }
    }
    counts
}

/// How the year's self-assessments came out, without a look at what is wrong with them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GradesOfYear {
    /// How many have each grade, in its order, 未评 last.
    pub grades: Vec<GradeCount>,
    /// The average of those that are filled in whole; empty without one.
    pub average: String,
}

/// How they came out, for the start page.
pub(crate) fn grades_of_year(app: &App, session: &Session) -> Result<GradesOfYear> {
    let (year, mut sums, mut found) = (WholeYear::load(session)?, Sums::default(), Vec::new());
    for entry in session.projects()? {
        if blocked(&entry).is_some() {
            continue;
        }
        let begun = year.begun(session, &entry.0, entry.1.as_ref())?;
        let grade = begun.and_then(|(doc, target)| {
            let scored = assess_selfeval(pack_of(app, session, doc), &target, doc);
            let standing = standing(&target, doc);
            let whole = standing.filled >= standing.total;
            sums.add(doc, &scored, whole);
            scored.grade.filter(|_| whole)
        });
        found.push(grade.map_or(UNSCORED, Grade::name));
    }
    Ok(GradesOfYear { grades: tally(found.into_iter()), average: sums.average() })
}

/// How many stand in each state, in the order of their way.
fn states(rows: &[SelfEvalRow]) -> Vec<GradeCount> {
    let blank = state_word(None);
    let words = [blank.as_str(), "编制中", AWAITING_REVIEW, "已退回", "已复核", "已审定", "已上报"];
    let count = |word: &str| {
        let of = |row: &&SelfEvalRow| row.blocked.is_none() && row.state == word;
        GradeCount { word: word.to_owned(), count: rows.iter().filter(of).count() }
    };
    words.into_iter().map(count).filter(|found| found.count > 0).collect()
}

/// By when, with its document.
fn due(app: &App, session: &Session, rows: &[SelfEvalRow]) -> Result<Option<(String, Lamp)>> {
    let (pack, today) = (session.pack(app)?, app.host().today());
    let Some(due) = due::self_eval(pack, session.year, today) else { return Ok(None) };
    let asked = rows.iter().filter(|row| row.blocked.is_none());
    let (all, sent) = asked.fold((0, 0), |(all, sent), row| {
        (all + 1, sent + usize::from(row.state == TargetState::Sealed.name()))
    });
    let date = due.date.map(print_date).unwrap_or_default();
    let (left, lamp) = match due.days {
        _ if all > 0 && sent >= all => (format!("{all} 个项目都已上报"), Lamp::Green),
        Some(days) if days < 0 => (format!("已过 {} 天", -days), due.lamp),
        Some(0) => ("今天到期".to_owned(), due.lamp),
        Some(days) => (format!("还有 {days} 天"), due.lamp),
        None => (String::new(), due.lamp),
    };
    Ok(Some((format!("{}最迟{date}完成，{left}（{}）", due.title, due.source), lamp)))
}

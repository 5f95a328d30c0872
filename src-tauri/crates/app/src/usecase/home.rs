//! The start page (工作台): what is due, how far each unit is, what came back, what was done last.

use crate::board::{Board, Known};
use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::calendar::calendar;
use crate::usecase::deadline::TARGET;
use crate::usecase::project::unit_of;
use crate::usecase::recent::{Recent, recent};
use crate::usecase::recorded::{MONITOR, Recorded, SELFEVAL, year_before};
use crate::usecase::rectify;
use crate::usecase::remark_view::{RemarkView, views};
use crate::usecase::selfeval::{GradesOfYear, grades_of_year};
use crate::{App, Result};
use domain::due::{self, Lamp, Round};
use domain::money::Money;
use domain::monitoring::Month;
use domain::number::round2;
use domain::target::{AWAITING_REVIEW, TargetState};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The start page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Home {
    /// Rectifications that are over first, then what came back, then by date.
    pub dues: Vec<Due>,
    /// Units by forms.
    pub matrix: Matrix,
    /// Open remarks on projects that were sent back.
    pub returned: Vec<RemarkView>,
    /// The latest steps, the last first.
    pub recent: Vec<Recent>,
    /// Projects by state, in the order of their way.
    pub progress: Vec<StateShare>,
    /// How the self-assessments came out; `null` before the year has ended, unless one was begun.
    pub assessed: Option<GradesOfYear>,
    /// What the calendar does not cover.
    pub notice: Option<String>,
}

/// One thing that is due.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Due {
    /// Id of an own deadline; empty if from the pack.
    pub id: String,
    /// What.
    pub title: String,
    /// More about it, may be empty.
    pub detail: String,
    /// By when; `null` without a day.
    pub date: Option<String>,
    /// Calendar days left, negative when over; `null` when done or without a day.
    #[ts(type = "number | null")]
    pub days: Option<i64>,
    /// How urgent.
    pub lamp: Lamp,
    /// What can be done about it here; empty for what is only told in advance.
    pub verb: String,
    /// The screen where; empty with the verb.
    pub route: String,
    /// Who says so.
    pub source: String,
}

/// How far the units are.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Matrix {
    /// Headings of the columns.
    pub forms: Vec<String>,
    /// One per 实施单位, the unit itself first.
    pub rows: Vec<MatrixRow>,
}

/// How far one unit is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MatrixRow {
    /// 实施单位
    pub unit: String,
    /// By form.
    pub cells: Vec<MatrixCell>,
}

/// How many of a unit's projects have a form so far.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MatrixCell {
    /// `7/12`, or `—` when nothing is asked.
    pub text: String,
    /// So many…
    pub done: usize,
    /// …of so many.
    pub total: usize,
    /// The screen to go on.
    pub route: String,
}

/// Projects in one state.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StateShare {
    /// The state in words.
    pub state: String,
    /// How many projects.
    pub projects: usize,
    /// Their money as printed.
    pub amount_text: String,
    /// Their share of all projects in percent, two decimals.
    pub percent: String,
}

/// The way of a target in words.
const WAY: [&str; 7] = ["编制中", AWAITING_REVIEW, "已退回", "已复核", "已审定", "已上报", "已批复"];
/// Latest steps shown.
const STEPS: usize = 12;
const PROJECTS: &str = "/projects";

/// The start page.
pub fn overview(app: &App, _: Empty) -> Result<Home> {
    app.read(|session| {
        let board = session.board(app)?;
        let returned = returned(session, &board)?;
        let (dues, notice) = all_dues(app, session, &board, &returned)?;
        let recorded = Recorded::read(session, &board)?;
        let month = month_of(app, session, &recorded)?;
        let ended = app.host().today() > session.year.last_day();
        Ok(Home {
            dues,
            matrix: matrix(&session.unit()?.name, &board, &forms(&recorded, month, ended)),
            recent: recent(session, &board, STEPS)?,
            progress: progress(&board, unit_of(session.pack(app)?)),
            assessed: match ended || !recorded.assessed.is_empty() {
                true => Some(grades_of_year(app, session)?),
                false => None,
            },
            returned,
            notice,
        })
    })
}

/// What is due.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Dues {
    /// Rectifications that are over first, then what came back, then by date.
    pub dues: Vec<Due>,
    /// What the calendar does not cover.
    pub notice: Option<String>,
}

/// What is due, without the rest of the start page.
pub fn dues(app: &App, _: Empty) -> Result<Dues> {
    app.read(|session| {
        let board = session.board(app)?;
        let returned = returned(session, &board)?;
        let (dues, notice) = all_dues(app, session, &board, &returned)?;
        Ok(Dues { dues, notice })
    })
}

/// Open remarks on targets and self-assessments that are in the drafter's hands.
fn returned(session: &Session, board: &Board) -> Result<Vec<RemarkView>> {
    let read = session.store.read();
    let mut open = read.remarks_of_year(session.year)?;
    let assessed = read.self_assessment_states(session.year)?;
    let drafted = |state: TargetState| matches!(state, TargetState::Drafted | TargetState::Returned);
    open.retain(|remark| {
        let id = &remark.project_id;
        let back = if on_selfeval(&remark.path) {
            assessed.get(id).is_none_or(|(state, _)| drafted(*state))
        } else {
            board.get(id.as_str()).is_some_and(|known| drafted(known.state))
        };
        !remark.done && back
    });
    views(session, open)
}

/// Is the remark on a self-assessment?
fn on_selfeval(path: &str) -> bool {
    path.split('/').nth(3) == Some("selfeval")
}

fn all_dues(
    app: &App,
    session: &Session,
    board: &Board,
    returned: &[RemarkView],
) -> Result<(Vec<Due>, Option<String>)> {
    let today = app.host().today();
    let calendar = calendar(Some(session))?;
    let mut found = due::of_pack(session.pack(app)?, session.year, today, &calendar);
    let deadlines = session.store.read().deadlines(session.year)?;
    let unsent: Vec<&Known> = board.rows().filter(|known| !known.row.secret && !sent(known)).collect();
    let all = board.rows().filter(|known| !known.row.secret).count();
    let recorded = Recorded::read(session, board)?;
    let mut own = Vec::new();
    let pack = session.pack(app)?;
    let mut passed = due::passed_rounds(pack, session.year, today);
    passed.extend(year_before(pack, session, today));
    let rounds: Vec<due::Due> = found.list.extract_if(.., |due| due.round.is_some()).chain(passed).collect();
    for due in rounds {
        if let Some((due, to)) = recorded.told(due) {
            own.push((due.clone(), String::new(), to));
            found.add(due);
        }
    }
    for deadline in deadlines {
        let (title, date, source) = (deadline.title, deadline.date, deadline.source);
        let follow = deadline.about == TARGET;
        let detail = match (follow, unsent.len()) {
            (false, _) => String::new(),
            (true, 0) if all == 0 => "还没有项目".to_owned(),
            (true, 0) => format!("{all} 个项目都已上报"),
            (true, left) => format!("还有 {left} 个项目没有上报"),
        };
        let due = due::Due::on(title, detail, date, today, source);
        let open = follow && (all == 0 || !unsent.is_empty());
        let due = if follow && !open { due.done() } else { due };
        let to = if open { ("去填报", route(&unsent)) } else { Default::default() };
        own.push((due.clone(), deadline.id.to_string(), to));
        found.add(due);
    }
    let (over, matters): (Vec<_>, Vec<_>) =
        rectify::dues(app, session)?.into_iter().partition(|(due, _)| due.days.is_some_and(|days| days < 0));
    for (due, route) in matters {
        own.push((due.clone(), String::new(), ("去整改", route)));
        found.add(due);
    }
    // What is over and still open leads.
    let mut list: Vec<Due> =
        over.into_iter().map(|(due, route)| told(due, String::new(), ("去整改", route))).collect();
    list.extend(back(returned));
    for due in found.list {
        // Two deadlines that read alike are two all the same.
        let place = own.iter().position(|(known, ..)| *known == due);
        let (id, to) =
            place.map(|place| own.swap_remove(place)).map(|(_, id, to)| (id, to)).unwrap_or_default();
        list.push(told(due, id, to));
    }
    Ok((list, found.notice.map(|fault| fault.to_string())))
}

/// A due as the screen shows it; `to` is the verb and the screen, empty where nothing can be done about it here.
fn told(due: due::Due, id: String, (verb, route): (&str, String)) -> Due {
    Due {
        id,
        title: due.title,
        detail: due.detail,
        date: due.date.map(|date| date.to_string()),
        days: due.days,
        lamp: due.lamp,
        verb: verb.to_owned(),
        route,
        source: due.source,
    }
}

/// Projects with open remarks: they come before what has a day.
fn back(returned: &[RemarkView]) -> Vec<Due> {
    let mut by_document: BTreeMap<(&str, bool), Vec<&RemarkView>> = BTreeMap::new();
    for remark in returned {
        by_document.entry((&remark.project, on_selfeval(&remark.path))).or_default().push(remark);
    }
    by_document
        .into_iter()
        .filter_map(|((id, assessed), remarks)| {
            let first = remarks.first()?;
            let who = if first.from_bureau { "财政" } else { first.role.as_str() };
            let what = if assessed { "的绩效自评" } else { "" };
            let screen = if assessed { SELFEVAL } else { "/target" };
            Some(Due {
                id: String::new(),
                title: format!("“{}”{what}有 {} 条意见待处理", first.project_name, remarks.len()),
                detail: first.text.clone(),
                date: None,
                days: None,
                lamp: Lamp::Red,
                verb: "去修改".into(),
                route: format!("{screen}/{id}"),
                source: format!("{who}意见"),
            })
        })
        .collect()
}

fn sent(known: &Known) -> bool {
    matches!(known.state, TargetState::Sealed | TargetState::Approved)
}

/// Where to go on with these: to the one that is left, else to the list.
fn route(left: &[&Known]) -> String {
    match left {
        [one] => format!("/target/{}", one.row.id),
        _ => PROJECTS.to_owned(),
    }
}

/// A column of the matrix.
struct Form<'a> {
    head: String,
    /// Does it ask for a project?
    asks: Box<dyn Fn(&Known) -> bool + 'a>,
    /// Does a project have it?
    has: Box<dyn Fn(&Known) -> bool + 'a>,
    /// Where to go on with several; with one it is the project's own page.
    list: Option<&'static str>,
}

fn forms(recorded: &Recorded, month: Option<Month>, ended: bool) -> Vec<Form<'_>> {
    let form = |head: &str, has: fn(&Known) -> bool| Form {
        head: head.to_owned(),
        asks: Box::new(|_| true),
        has: Box::new(has),
        list: None,
    };
    let reviewed =
        |known: &Known| known.state >= TargetState::Reviewed && known.state != TargetState::Returned;
    let mut forms = vec![
        form("申报表填齐", |known| known.row.errors == 0),
        form("已复核", reviewed),
        form("已审定", |known| matches!(known.state, TargetState::Released) || sent(known)),
        form("已上报", sent),
        Form { asks: Box::new(|known| known.adjustment), ..form("调整表", sent) },
    ];
    if let Some(month) = month {
        forms.push(Form {
            head: format!("{}监控", month.word()),
            asks: Box::new(|_| true),
            has: Box::new(move |known| recorded.has(month, &known.row.id)),
            list: Some(MONITOR),
        });
    }
    // Nobody assesses a year that has not ended, unless somebody does.
    if ended || !recorded.assessed.is_empty() {
        forms.push(Form {
            head: "绩效自评".to_owned(),
            asks: Box::new(|_| true),
            has: Box::new(|known| recorded.is_assessed(&known.row.id)),
            list: Some(SELFEVAL),
        });
    }
    forms
}

fn matrix(own: &str, board: &Board, forms: &[Form<'_>]) -> Matrix {
    let mut units: Vec<(&str, Vec<&Known>)> = vec![(own, Vec::new())];
    // 涉密 projects have no form.
    for known in board.rows().filter(|known| !known.row.secret) {
        let name = if known.implementer.is_empty() { own } else { known.implementer.as_str() };
        match units.iter_mut().find(|(unit, _)| *unit == name) {
            Some((_, list)) => list.push(known),
            None => units.push((name, vec![known])),
        }
    }
    units.retain(|(_, list)| !list.is_empty());
    let cell = |list: &[&Known], form: &Form<'_>| {
        let asked: Vec<&Known> = list.iter().copied().filter(|known| (form.asks)(known)).collect();
        let left: Vec<&Known> = asked.iter().copied().filter(|known| !(form.has)(known)).collect();
        let (done, total) = (asked.len() - left.len(), asked.len());
        let text = if total == 0 { "—".to_owned() } else { format!("{done}/{total}") };
        MatrixCell { text, done, total, route: form.list.map_or_else(|| route(&left), str::to_owned) }
    };
    Matrix {
        forms: forms.iter().map(|form| form.head.clone()).collect(),
        rows: units
            .into_iter()
            .map(|(unit, list)| MatrixRow {
                unit: unit.to_owned(),
                cells: forms.iter().map(|form| cell(&list, form)).collect(),
            })
            .collect(),
    }
}

/// The month that the matrix shows: the one of the next round that the pack asks for, else the last one recorded.
fn month_of(app: &App, session: &Session, recorded: &Recorded) -> Result<Option<Month>> {
    let today = app.host().today();
    let dues = due::of_pack(session.pack(app)?, session.year, today, &calendar(Some(session))?);
    let next = dues.list.into_iter().find_map(|due| match due.round? {
        Round::Projects(month) => Some(month),
        Round::Unit | Round::SelfEval(_) => None,
    });
    Ok(next.or_else(|| recorded.months.keys().next_back().copied()))
}

fn progress(board: &Board, unit: domain::money::AmountUnit) -> Vec<StateShare> {
    let mut by_state: BTreeMap<usize, (usize, Money)> = BTreeMap::new();
    let mut all = 0usize;
    for known in board.rows() {
        let place = WAY.iter().position(|word| *word == known.row.state).unwrap_or(WAY.len());
        let (count, sum) = by_state.entry(place).or_default();
        *count += 1;
        *sum = [*sum, known.row.amount.unwrap_or_default()].into_iter().sum();
        all += 1;
    }
    by_state
        .into_iter()
        .map(|(place, (projects, sum))| {
            let share = Decimal::from(projects) * Decimal::ONE_HUNDRED / Decimal::from(all.max(1));
            StateShare {
                state: WAY.get(place).copied().unwrap_or_default().to_owned(),
                projects,
                amount_text: sum.print(unit),
                percent: format!("{:.2}", round2(share)),
            }
        })
        .collect()
}

//! The month board: projects × months with lamps and completeness, from what is kept beside each document.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::calendar::calendar;
use crate::usecase::monitor::percent;
use crate::usecase::project::unit_of;
use crate::{App, Result};
use chrono::Datelike;
use domain::due::{self, Lamp, Round};
use domain::monitoring::{Month, Progress};
use domain::target::TargetState;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The board of a year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonitorBoard {
    /// Its year.
    pub year: i32,
    /// The month to be recorded now.
    pub month: u8,
    /// What is due, in one sentence; empty when nothing is.
    pub due: String,
    /// Who says so.
    pub source: String,
    /// The twelve months.
    pub months: Vec<MonthHead>,
    /// The projects.
    pub rows: Vec<BoardRow>,
}

/// A month over all projects.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MonthHead {
    /// 1-12
    pub month: u8,
    /// `7月`
    pub word: String,
    /// Projects with a document.
    pub recorded: usize,
    /// Projects that are monitored: all but 涉密.
    pub total: usize,
    /// Documents with every cell filled and none left as copied.
    pub complete: usize,
    /// Red lamps.
    pub red: usize,
    /// Yellow lamps.
    pub yellow: usize,
    /// Green lamps.
    pub green: usize,
    /// Blue lamps.
    pub blue: usize,
    /// Filed ones.
    pub sealed: usize,
    /// The pack asks for this month.
    pub round: bool,
    /// The month is over.
    pub ended: bool,
}

/// A project's year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BoardRow {
    /// Id.
    pub id: String,
    /// 项目代码
    pub code: String,
    /// 项目名称
    pub name: String,
    /// 人员类, 运转类, 特定目标类; empty until told.
    pub category: String,
    /// Chinese names of its flags.
    pub flags: Vec<String>,
    /// 年度资金总额 as printed.
    pub amount_text: String,
    /// 涉密: not monitored here.
    pub secret: bool,
    /// State of the target in words.
    pub target_state: String,
    /// Rectifications that are not closed.
    pub open_rectifications: usize,
    /// By month, January first.
    pub cells: Vec<Option<BoardCell>>,
}

/// A project's month.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BoardCell {
    /// State in words.
    pub state: String,
    /// The project's lamp.
    pub lamp: Option<Lamp>,
    /// The lamp of its money.
    pub money: Option<Lamp>,
    /// Cells filled…
    pub filled: u32,
    /// …of so many.
    pub total: u32,
    /// Rows left as copied from last month.
    pub untouched: u32,
    /// 执行率 in percent, two decimals; empty when there is none.
    pub rate: String,
}

impl BoardCell {
    fn new(state: TargetState, progress: &Progress) -> Self {
        Self {
            state: state.name().to_owned(),
            lamp: progress.lamp,
            money: progress.money_lamp,
            filled: progress.filled,
            total: progress.total,
            untouched: progress.untouched,
            rate: percent(progress.rate),
        }
    }

    fn is_complete(&self) -> bool {
        self.filled == self.total && self.untouched == 0
    }
}

/// The board of the open year.
pub fn board(app: &App, _: Empty) -> Result<MonitorBoard> {
    app.read(|session| {
        let today = app.host().today();
        let year = i32::from(session.year.0);
        let pack = session.pack(app)?;
        let unit = unit_of(pack);
        let read = session.store.read();
        let mut kept: BTreeMap<Id, [Option<BoardCell>; 12]> = BTreeMap::new();
        for known in read.monitoring_board(session.year)? {
            let cells = kept.entry(known.project_id).or_default();
            if let Some(cell) = cells.get_mut(usize::from(known.month.number()) - 1) {
                *cell = Some(BoardCell::new(known.state, &known.progress));
            }
        }
        let mut open: BTreeMap<Id, usize> = BTreeMap::new();
        for rectification in read.rectifications(session.year)? {
            if let (Some(project), None) = (rectification.project_id, rectification.closed_on) {
                *open.entry(project).or_default() += 1;
            }
        }
        let kept_rows = session.board(app)?;
        let rows: Vec<BoardRow> = (kept_rows.rows())
            .map(|known| {
                let id = Id(known.row.id.clone());
                BoardRow {
                    open_rectifications: open.get(&id).copied().unwrap_or_default(),
                    cells: kept.remove(&id).unwrap_or_default().to_vec(),
                    id: known.row.id.clone(),
                    code: known.row.code.clone(),
                    name: known.row.name.clone(),
                    category: known.row.category.clone(),
                    flags: known.row.flags.clone(),
                    amount_text: known.row.amount.map(|money| money.print(unit)).unwrap_or_default(),
                    secret: known.row.secret,
                    target_state: known.row.state.clone(),
                }
            })
            .collect();
        let months = Month::ALL.iter().map(|month| {
            let round = pack.rules.rounds.as_ref().is_some_and(|rule| {
                rule.params.monthly || rule.params.through_month == Some(u32::from(month.number()))
            });
            let ended = month.last_day(session.year) < today;
            head(*month, &rows, round, ended)
        });
        let months: Vec<MonthHead> = months.collect();
        let (due, source, round) = due_now(app, session, &months)?;
        let month = round.unwrap_or(match today.year().cmp(&year) {
            std::cmp::Ordering::Less => 1,
            std::cmp::Ordering::Equal => u8::try_from(today.month()).unwrap_or(12),
            std::cmp::Ordering::Greater => 12,
        });
        Ok(MonitorBoard { year, month, due, source, months, rows })
    })
}

fn head(month: Month, rows: &[BoardRow], round: bool, ended: bool) -> MonthHead {
    let place = usize::from(month.number()) - 1;
    let cells: Vec<&BoardCell> =
        rows.iter().filter_map(|row| row.cells.get(place).and_then(Option::as_ref)).collect();
    let lamps = |lamp| cells.iter().filter(|cell| cell.lamp == Some(lamp)).count();
    MonthHead {
        month: month.number(),
        word: month.word(),
        recorded: cells.len(),
        total: rows.iter().filter(|row| !row.secret).count(),
        complete: cells.iter().filter(|cell| cell.is_complete()).count(),
        red: lamps(Lamp::Red),
        yellow: lamps(Lamp::Yellow),
        green: lamps(Lamp::Green),
        blue: lamps(Lamp::Blue),
        sealed: cells.iter().filter(|cell| cell.state == TargetState::Sealed.name()).count(),
        round,
        ended,
    }
}

/// The next round of monitoring in words, who asks for it, and its month. Without a next one that whose day has passed
/// and that is not filled in.
fn due_now(app: &App, session: &Session, months: &[MonthHead]) -> Result<(String, String, Option<u8>)> {
    let today = app.host().today();
    let calendar = calendar(Some(session))?;
    let pack = session.pack(app)?;
    let lacks =
        |month: Month| months.iter().any(|head| head.month == month.number() && head.complete < head.total);
    let passed = due::passed_rounds(pack, session.year, today);
    let passed =
        passed.into_iter().filter(|due| matches!(due.round, Some(Round::Projects(month)) if lacks(month)));
    let next = due::of_pack(pack, session.year, today, &calendar).list;
    let next = next.into_iter().chain(passed).find_map(|due| match due.round? {
        Round::Projects(month) => Some((due, month)),
        Round::Unit | Round::SelfEval(_) => None,
    });
    Ok(next.map_or_else(Default::default, |(due, month)| {
        let when = match due.days.unwrap_or_default() {
            over @ ..0 => format!("已过 {} 天", -over),
            0 => "今天到期".to_owned(),
            left => format!("还有 {left} 天"),
        };
        let date = due.date.map(domain::period::print_date).unwrap_or_default();
        (format!("{}，{date}前完成，{when}", due.title), due.source, Some(month.number()))
    }))
}

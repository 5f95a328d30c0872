//! The rectification ledger (整改台账): matters that a rule, a feedback of the finance side or a person opened.
//!
//! A matter stays open until everything is filled in and evidence is attached; a closed one does not change.

use crate::commands::Empty;
use crate::session::{Changed, Session};
use crate::usecase::edit::Saved;
use crate::usecase::evidence::{self, EvidenceRow};
use crate::usecase::project::pack_of;
use crate::{ApiError, App, Result};
use chrono::NaiveDate;
use domain::due::{Due, Lamp};
use domain::finding::Source;
use domain::monitoring::{Monitoring, Month, assess};
use domain::period::parse_date;
use domain::project::Project;
use domain::rectification::{Opener, Outcome, Rectification, due_of, set_rectification_cell};
use domain::rulepack::Pack;
use domain::target::Target;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::OpKind;
use ts_rs::TS;

/// A matter as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RectRow {
    /// Id.
    pub id: String,
    /// `/rectifications/{id}`; the cells are below it.
    pub path: String,
    /// Id of the project, empty for the unit as a whole.
    pub project: String,
    /// Its name, or 单位整体.
    pub project_name: String,
    /// The month whose monitoring opened it.
    pub month: Option<u8>,
    /// What opened it, in words.
    pub opener: String,
    /// The day from which it counts: `2026-08-05`.
    pub opened_on: String,
    /// 存在问题
    pub problem: String,
    /// 原因
    pub cause: String,
    /// 整改措施
    pub measure: String,
    /// 责任人
    pub person: String,
    /// 整改期限, empty without one.
    pub due: String,
    /// Calendar days left, negative when over; `null` when closed or without a day.
    #[ts(type = "number | null")]
    pub days: Option<i64>,
    /// 处理结果 in words, may be empty.
    pub outcome: String,
    /// 整改结果
    pub result: String,
    /// Who demands it: document and clause, may be empty.
    pub source: String,
    /// The day it was closed, empty while it is open.
    pub closed_on: String,
    /// How urgent.
    pub lamp: Lamp,
    /// What closing still needs, as the columns are called; empty when closed.
    pub missing: Vec<String>,
    /// What proves it.
    pub evidence: Vec<EvidenceRow>,
}

/// Opens a matter.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct RectOpen {
    /// Id, code or name of the project; absent: the unit as a whole.
    #[serde(default)]
    #[ts(optional)]
    pub project: Option<String>,
    /// The month whose monitoring shows it.
    #[serde(default)]
    #[ts(optional)]
    pub month: Option<u8>,
    /// Key or word of what opens it: `deviation`, `review_score`, `feedback`, `hand`.
    pub opener: String,
    /// What is wrong; may be empty where a rule says it.
    pub problem: String,
    /// The day on which the finance side wrote back, in any common spelling; only with `feedback`.
    #[serde(default)]
    #[ts(optional)]
    pub feedback_on: Option<String>,
}

/// A matter that was opened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RectOpened {
    /// Its id.
    pub id: String,
    /// What came of it.
    pub saved: Saved,
}

/// Names a matter.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RectId {
    /// Its id.
    pub id: String,
}

/// What a matter of no project is called.
const WHOLE: &str = "单位整体";
/// The longest statement of a problem, in characters.
const LONGEST: usize = 1000;

pub(crate) fn refuse(text: impl Into<String>) -> ApiError {
    ApiError::new("APP-RECTIFY", text)
}

/// The matters of the year: open ones first, what is over first of all.
pub fn list(app: &App, _: Empty) -> Result<Vec<RectRow>> {
    app.read(|session| rows(app, session, session.store.read().rectifications(session.year)?))
}

/// The matters of one project.
pub(crate) fn of_project(app: &App, session: &Session, project: &Id) -> Result<Vec<RectRow>> {
    rows(app, session, session.store.read().rectifications_of(project)?)
}

/// The open matters as things that are due, by date.
pub(crate) fn dues(app: &App, session: &Session) -> Result<Vec<(Due, String)>> {
    let rows = rows(app, session, session.store.read().rectifications(session.year)?)?;
    let due = |row: RectRow| {
        let title = format!("整改“{}”：{}", row.project_name, first_line(&row.problem));
        let detail = match row.missing.as_slice() {
            [] => "已填齐，可以办结".to_owned(),
            missing => format!("还缺{}", missing.join("、")),
        };
        let (days, lamp, source) = (row.days, row.lamp, row.source);
        let due = Due { title, detail, date: row.due.parse().ok(), days, lamp, source, round: None };
        (due, format!("/rectify?at={}", row.path))
    };
    Ok(rows.into_iter().filter(|row| row.closed_on.is_empty()).map(due).collect())
}

/// So much of a problem as a title holds.
fn first_line(text: &str) -> String {
    const TITLE: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(TITLE) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

fn rows(app: &App, session: &Session, items: Vec<Rectification>) -> Result<Vec<RectRow>> {
    let names = names(session, &items)?;
    let mut proofs = evidence::by_owner(session)?;
    let today = app.host().today();
    let mut rows: Vec<RectRow> = items
        .into_iter()
        .map(|item| {
            let evidence = proofs.remove(&item.path()).unwrap_or_default();
            row(item, evidence, &names, today)
        })
        .collect();
    // Open before closed; by days left, without a day after those with one; closed ones the latest first.
    rows.sort_by(|a, b| {
        let key = |row: &RectRow| (!row.closed_on.is_empty(), row.days.is_none(), row.days);
        key(a).cmp(&key(b)).then_with(|| b.closed_on.cmp(&a.closed_on))
    });
    Ok(rows)
}

fn row(
    item: Rectification,
    evidence: Vec<EvidenceRow>,
    names: &BTreeMap<Id, String>,
    today: NaiveDate,
) -> RectRow {
    let whole = evidence.iter().filter(|proof| proof.fault.is_none()).count();
    let open = item.closed_on.is_none();
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    RectRow {
        path: item.path(),
        project_name: name_of(&item, names),
        lamp: item.lamp(today, whole),
        missing: if open { item.missing(whole) } else { Vec::new() },
        days: item.due.filter(|_| open).map(|due| (due - today).num_days()),
        id: item.id.to_string(),
        project: item.project_id.map(|id| id.to_string()).unwrap_or_default(),
        month: item.month.map(Month::number),
        opener: item.opener.name().to_owned(),
        opened_on: item.opened_on.to_string(),
        problem: item.problem,
        cause: item.cause,
        measure: item.measure,
        person: item.person,
        due: date(item.due),
        outcome: item.outcome.map(|outcome| outcome.name().to_owned()).unwrap_or_default(),
        result: item.result,
        source: item.source,
        closed_on: date(item.closed_on),
        evidence,
    }
}

/// The names of the projects that the matters are about.
fn names(session: &Session, items: &[Rectification]) -> Result<BTreeMap<Id, String>> {
    let years: BTreeSet<_> = items.iter().map(|item| item.year).collect();
    let mut names = BTreeMap::new();
    for year in years {
        names.extend(session.store.read().project_names(year)?.into_iter().map(|(id, _, name)| (id, name)));
    }
    Ok(names)
}

fn name_of(item: &Rectification, names: &BTreeMap<Id, String>) -> String {
    let name = item.project_id.as_ref().and_then(|id| names.get(id));
    name.map_or(WHOLE, String::as_str).to_owned()
}

/// Opens a matter: by a rule of the pack, by a feedback of the finance side, or by hand.
pub fn open(app: &App, open: RectOpen) -> Result<RectOpened> {
    app.work(|session| {
        let item = opened(app, session, &open)?;
        let names = names(session, std::slice::from_ref(&item))?;
        let label = format!("登记“{}”的整改事项", name_of(&item, &names));
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_rectification(&item)?))?;
        Ok(RectOpened { id: item.id.to_string(), saved: Saved::new(app, Some(label), &changed.kinds) })
    })
}

/// What a new matter is about.
struct Subject {
    project: Option<Project>,
    target: Option<Target>,
    /// The month's document, if there is one.
    document: Option<Monitoring>,
}

impl Subject {
    fn pack<'a>(&self, app: &'a App, session: &Session) -> &'a Pack {
        let known = self.document.as_ref().and_then(|document| app.packs().get(&document.pack).ok());
        known.unwrap_or_else(|| pack_of(app, session, self.target.as_ref()))
    }
}

fn opened(app: &App, session: &Session, open: &RectOpen) -> Result<Rectification> {
    let opener = Opener::from_key(&open.opener).or_else(|| Opener::from_name(&open.opener));
    let opener = opener.ok_or_else(|| ApiError::no_such("整改来源", &open.opener).field("opener"))?;
    let month = match open.month {
        None => None,
        Some(number) => {
            let text = format!("没有 {number} 月，请填 1 到 12 月");
            Some(Month::new(number).ok_or_else(|| refuse(text).field("month"))?)
        }
    };
    let subject = subject(session, open.project.as_deref(), month)?;
    let pack = subject.pack(app, session);
    let (problem, source) = match opener {
        Opener::Deviation | Opener::ReviewScore => by_rule(session, pack, opener, &subject)?,
        Opener::Feedback => {
            (String::new(), pack.rules.rectification.as_ref().map(|rule| words(&rule.source)))
        }
        Opener::Hand => (String::new(), None),
    };
    let problem = Some(open.problem.trim()).filter(|text| !text.is_empty()).unwrap_or(&problem).to_owned();
    if problem.is_empty() {
        return Err(refuse("请写明存在的问题").field("problem"));
    }
    let length = domain::text::chars(&problem);
    if length > LONGEST {
        let text = format!("存在的问题有 {length} 个字，请缩短到 {LONGEST} 个字以内");
        return Err(refuse(text).field("problem"));
    }
    let opened_on = match opener {
        Opener::Feedback => feedback_day(app, open, &subject)?,
        _ => app.host().today(),
    };
    let mut item = Rectification {
        id: app.host().new_id(),
        year: session.year,
        project_id: subject.project.as_ref().map(|project| project.id.clone()),
        month,
        opener,
        opened_on,
        problem,
        cause: String::new(),
        measure: String::new(),
        person: String::new(),
        due: None,
        outcome: None,
        result: String::new(),
        source: source.unwrap_or_default(),
        closed_on: None,
    };
    item.due = due_of(pack, &item);
    let same = |known: &Rectification| {
        let key = |item: &Rectification| (item.opener, item.project_id.clone(), item.month);
        let feedback = opener == Opener::Feedback && known.opened_on != item.opened_on;
        known.closed_on.is_none() && key(known) == key(&item) && !feedback
    };
    if opener != Opener::Hand && session.store.read().rectifications(session.year)?.iter().any(same) {
        let of = subject.project.map_or_else(|| WHOLE.to_owned(), |project| project.name);
        let text = format!("“{of}”已有“{}”的整改事项没有办结，请直接在那一项里填写", opener.name());
        return Err(refuse(text));
    }
    Ok(item)
}

fn subject(session: &Session, project: Option<&str>, month: Option<Month>) -> Result<Subject> {
    let Some(name) = project.filter(|name| !name.is_empty()) else {
        return Ok(Subject { project: None, target: None, document: None });
    };
    let (project, target) = session.find_project(name).map_err(|error| error.field("project"))?;
    if project.is_secret() {
        return Err(ApiError::secret());
    }
    let read = session.store.read();
    let document = month.map(|month| read.monitoring(&project.id, month)).transpose()?.flatten();
    Ok(Subject { project: Some(project), target, document })
}

/// What a rule of the pack says of a month, and who demands it. Refused where the pack has no such rule or the month
/// is not over its limit.
fn by_rule(
    session: &Session,
    pack: &Pack,
    opener: Opener,
    subject: &Subject,
) -> Result<(String, Option<String>)> {
    let source = match opener {
        Opener::Deviation => pack.rules.deviation.as_ref().map(|rule| (rule.id, &rule.source)),
        _ => pack.rules.review_score.as_ref().map(|rule| (rule.id, &rule.source)),
    };
    let word = opener.name();
    let Some((rule, source)) = source else {
        let text = format!("规则包“{}”没有规定“{word}”的整改，请按“自行登记”登记", pack.name);
        return Err(refuse(text).field("opener"));
    };
    let Some(document) = &subject.document else {
        let text = format!("“{word}”要从监控表得出，请先填报这个月的监控表，或按“自行登记”登记");
        return Err(refuse(text).field("month"));
    };
    let target = session.store.read().target(&document.target_id)?;
    let reason = target.and_then(|target| assess(pack, &target, document).rectify);
    let text = match reason.filter(|reason| reason.rule == rule) {
        Some(reason) => reason.text,
        // The other rule holds too, and comes first in the assessment.
        None if opener == Opener::ReviewScore => by_score(pack, document).unwrap_or_default(),
        None => String::new(),
    };
    if text.is_empty() {
        let text = format!("这个月的监控表没有“{word}”，请核对月份，或按“自行登记”登记");
        return Err(refuse(text).field("opener"));
    }
    Ok((text, Some(words(source))))
}

/// The sentence on a review score under the limit.
fn by_score(pack: &Pack, document: &Monitoring) -> Option<String> {
    let (limit, score) = (pack.rules.review_score.as_ref()?.params.under, document.review_score.value?);
    let plain = domain::number::plain;
    (score < limit).then(|| format!("监控审核得分 {} 分，小于 {} 分", plain(score), plain(limit)))
}

/// The day of a feedback: as given, else as the month's document says. It cannot lie ahead.
fn feedback_day(app: &App, open: &RectOpen, subject: &Subject) -> Result<NaiveDate> {
    let field = |error: ApiError| error.field("feedback_on");
    let typed = open.feedback_on.as_deref().filter(|text| !text.trim().is_empty());
    let day = match typed {
        Some(text) => Some(parse_date(text).map_err(|fault| field(refuse(fault.to_string())))?),
        None => subject.document.as_ref().and_then(|document| document.feedback_on),
    };
    let day = day.ok_or_else(|| field(refuse("请填写收到财政评价反馈的日期，整改期限从这一天起算")))?;
    if day > app.host().today() {
        return Err(field(refuse(format!("反馈日期 {day} 还没有到，请核对日期"))));
    }
    Ok(day)
}

fn words(source: &Source) -> String {
    [source.document.as_str(), source.clause.as_str()].join(" ").trim().to_owned()
}

/// A matter by its id.
pub(crate) fn known(session: &Session, id: &str) -> Result<Rectification> {
    let item = session.store.read().rectification(&Id(id.to_owned()))?;
    item.ok_or_else(|| ApiError::no_such("整改事项", id))
}

/// A matter that may still change.
pub(crate) fn still_open(session: &Session, id: &str) -> Result<Rectification> {
    let item = known(session, id)?;
    match item.closed_on {
        None => Ok(item),
        Some(day) => Err(refuse(format!("这项整改已于 {day} 办结，不能再改，请先重新打开"))),
    }
}

/// Sets one cell below `/rectifications/` among the matters that this step changes; gives the cell's name.
pub(crate) fn set_cell(
    app: &App,
    session: &Session,
    changing: &mut Vec<Rectification>,
    rest: &str,
    text: &str,
) -> Result<String> {
    let (id, column) = rest.split_once('/').ok_or_else(|| ApiError::no_such("单元格", rest))?;
    if !changing.iter().any(|item| item.id.as_str() == id) {
        changing.push(still_open(session, id)?);
    }
    let Some(item) = changing.iter_mut().find(|item| item.id.as_str() == id) else {
        return Err(ApiError::no_such("整改事项", id));
    };
    let subject = subject(session, item.project_id.as_ref().map(Id::as_str), item.month)?;
    let pack = subject.pack(app, session);
    let by_rule = item.due == due_of(pack, item);
    let name = set_rectification_cell(item, column, text)?;
    // A due day that nobody set follows the day it counts from.
    if column == "opened_on" && by_rule {
        item.due = due_of(pack, item);
    }
    Ok(name)
}

fn change(
    app: &App,
    session: &mut Session,
    verb: &str,
    item: &Rectification,
    put: impl FnOnce(&store::Tx<'_>) -> Result<()>,
) -> Result<Saved> {
    let names = names(session, std::slice::from_ref(item))?;
    let label = format!("{verb}“{}”的整改事项", name_of(item, &names));
    let Changed { kinds, .. } = session.operate(app, &label, OpKind::Reversible, put)?;
    Ok(Saved::new(app, Some(label), &kinds))
}

/// Closes a matter that has everything: evidence too, and its files are there.
pub fn close(app: &App, query: RectId) -> Result<Saved> {
    app.work(|session| {
        let mut item = still_open(session, &query.id)?;
        let evidence = evidence::rows_of(session, &item.path())?;
        let whole = evidence.iter().filter(|proof| proof.fault.is_none()).count();
        item.may_close(whole).map_err(|fault| refuse(fault.to_string()))?;
        item.closed_on = Some(app.host().today());
        change(app, session, "办结", &item, |tx| Ok(tx.put_rectification(&item)?))
    })
}

/// Opens a closed matter again.
pub fn reopen(app: &App, query: RectId) -> Result<Saved> {
    app.work(|session| {
        let mut item = known(session, &query.id)?;
        if item.closed_on.take().is_none() {
            return Err(refuse("这项整改还没有办结，请直接填写"));
        }
        change(app, session, "重新打开", &item, |tx| Ok(tx.put_rectification(&item)?))
    })
}

/// Deletes an open matter with the entries of its evidence; undo brings it back.
pub fn delete(app: &App, query: RectId) -> Result<Saved> {
    app.work(|session| {
        let item = still_open(session, &query.id)?;
        change(app, session, "删除", &item, |tx| Ok(tx.delete_rectification(&item.id)?))
    })
}

/// The words for what a matter can lead to.
pub fn outcomes(_: &App, _: Empty) -> Result<Vec<String>> {
    Ok(Outcome::ALL.iter().map(|outcome| outcome.name().to_owned()).collect())
}

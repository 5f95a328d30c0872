//! The rounds of handing on (三上三下), each comparable with the one before.

use super::open::{Opened, must_exist, open, pack_of, scored};
use crate::session::Session;
use crate::usecase::edit::ChangeRow;
use crate::usecase::monitor::percent;
use crate::usecase::project::{ProjectId, unit_of};
use crate::usecase::remark_view::is_note;
use crate::views::selfeval_place;
use crate::{ApiError, App, Result};
use domain::diff::Change;
use domain::fund::FundSource;
use domain::handing::Handing;
use domain::money::AmountUnit;
use domain::number::plain;
use domain::period::print_date;
use domain::scoring::{Grade, Method, Scored};
use domain::selfeval::{AssessmentRound, SelfAssessment, Treatment, assess_selfeval, assessed, print_actual};
use domain::target::{Target, TargetState};
use domain::typed::Id;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// One round.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoundRow {
    /// From 1.
    pub round: u32,
    /// What was done: 送复核, 复核通过并送审, 上报 …
    pub word: String,
    /// `2027-03-02 14:32`
    pub at: String,
    /// Declared name and role.
    pub person: String,
    /// 总分 at that time.
    pub total: String,
    /// What was said with handing it on; absent when nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

/// Two rounds to compare.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoundsDiff {
    /// Id, code or name of the project.
    pub project: String,
    /// The earlier round.
    pub from: u32,
    /// The later round; what stands now unless told.
    #[serde(default)]
    #[ts(optional)]
    pub to: Option<u32>,
}

/// What changed between two rounds.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoundDiff {
    /// `第 1 轮（94.00 分）→ 第 2 轮（91.50 分）`
    pub title: String,
    /// The cells.
    pub rows: Vec<ChangeRow>,
}

/// What is kept of a round: the document as `moved` says where the step led.
pub(crate) fn round_of(
    app: &App,
    session: &Session,
    opened: &Opened,
    moved: &SelfAssessment,
) -> AssessmentRound {
    AssessmentRound {
        assessment: moved.id.clone(),
        round: moved.round,
        at: app.stamp(),
        person: session.person.name.clone(),
        role: session.person.role.clone(),
        total: scored(app, session, opened).total,
        content: moved.clone(),
    }
}

/// What was done with it last.
fn word(content: &SelfAssessment) -> &'static str {
    match content.state {
        TargetState::Drafted | TargetState::Returned => Handing::Review.name(),
        TargetState::Reviewed => Handing::Reviewed.name(),
        TargetState::Released => Handing::Released.name(),
        TargetState::Sealed | TargetState::Approved => "上报",
    }
}

/// `2027-03-02 14:32` of a stamp.
fn minute(at: &str) -> String {
    at.chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect()
}

/// The rounds of a self-assessment, the first first.
pub fn rounds(app: &App, query: ProjectId) -> Result<Vec<RoundRow>> {
    app.read(|session| {
        let opened = open(app, session, &query.id)?;
        let kept = session.store.read().assessment_rounds(&opened.doc.id)?;
        let mut notes = session.store.read().remarks(&opened.project.id)?;
        notes.retain(|remark| is_note(remark) && remark.path == opened.doc.path());
        let note = |round: u32| {
            let own = notes.iter().filter(|note| note.round == round);
            let said: Vec<String> = own.map(|note| format!("{}：{}", note.person, note.text)).collect();
            Some(said.join("；")).filter(|said| !said.is_empty())
        };
        Ok((kept.into_iter())
            .map(|round| RoundRow {
                round: round.round,
                word: word(&round.content).to_owned(),
                at: minute(&round.at),
                person: [round.person.as_str(), round.role.as_str()].join(" ").trim().to_owned(),
                total: percent(round.total),
                note: note(round.round),
            })
            .collect())
    })
}

/// Compares two.
pub fn round_diff(app: &App, query: RoundsDiff) -> Result<RoundDiff> {
    app.read(|session| {
        let opened = open(app, session, &query.project)?;
        must_exist(&opened)?;
        let kept = session.store.read().assessment_rounds(&opened.doc.id)?;
        let side = |number: u32, field: &str| {
            let round = kept.iter().find(|round| round.round == number);
            round.map(|round| Side::kept(app, session, &opened, round)).ok_or_else(|| {
                let text = match kept.iter().map(|round| round.round.to_string()).collect::<Vec<_>>() {
                    known if known.is_empty() => "还没有送出过，没有可对照的轮次，请先送复核".to_owned(),
                    known => format!("没有留存第 {number} 轮，现有第 {} 轮", known.join("、")),
                };
                ApiError::new("APP-SELFEVAL-ROUND", text).field(field)
            })
        };
        let before = side(query.from, "from")?;
        let after = match query.to {
            Some(number) => side(number, "to")?,
            None => Side::now(app, session, &opened),
        };
        let unit = unit_of(pack_of(app, session, &opened.doc));
        let rows = domain::diff::diff(&before.content(unit), &after.content(unit))
            .into_iter()
            .filter_map(|change| change_row(&change, &before, &after))
            .collect();
        Ok(RoundDiff { title: format!("{}→{}", before.title, after.title), rows })
    })
}

/// One of the two that are compared.
struct Side {
    title: String,
    doc: SelfAssessment,
    target: Target,
    scored: Scored,
}

impl Side {
    fn of(app: &App, session: &Session, opened: &Opened, name: String, doc: &SelfAssessment) -> Self {
        let target = opened.versions.iter().find(|version| version.id == doc.target_id);
        let target = target.unwrap_or(&opened.target).clone();
        let scored = assess_selfeval(pack_of(app, session, doc), &target, doc);
        Self { title: name, doc: doc.clone(), target, scored }
    }

    fn kept(app: &App, session: &Session, opened: &Opened, round: &AssessmentRound) -> Self {
        let title = titled(format!("第 {} 轮", round.round), round.total);
        Self::of(app, session, opened, title, &round.content)
    }

    fn now(app: &App, session: &Session, opened: &Opened) -> Self {
        let mut side = Self::of(app, session, opened, String::new(), &opened.doc);
        side.title = titled("现在".to_owned(), side.scored.total);
        side
    }

    /// What the form says, as JSON for the diff: every cell as it is printed, by its path.
    fn content(&self, unit: AmountUnit) -> Value {
        let doc = &self.doc;
        let mut cells = Map::new();
        let mut put = |key: String, text: String| {
            if !text.is_empty() {
                cells.insert(key, Value::String(text));
            }
        };
        put("target_id".to_owned(), format!("第 {} 版", self.target.version));
        put("scope".to_owned(), doc.scope.name().to_owned());
        put("goal_done".to_owned(), doc.goal_done.clone());
        for source in FundSource::ALL {
            for (key, _, cell) in doc.funds.get(&source).iter().flat_map(|fund| fund.cells()) {
                let good = cell.value.map(|money| money.with_unit(unit)).unwrap_or_default();
                put(format!("funds/{}/{key}", source.key()), cell.invalid.clone().unwrap_or(good));
            }
        }
        put("funds_reason".to_owned(), doc.funds_reason.clone());
        put("execution".to_owned(), percent(self.scored.execution.score));
        let known = assessed(&self.target, doc.scope).into_iter().map(|indicator| &indicator.id);
        let mut ids: Vec<&Id> = known.collect();
        for row in &doc.rows {
            if !ids.contains(&&row.indicator) {
                ids.push(&row.indicator);
            }
        }
        for id in ids {
            let row = doc.row(id);
            let goal = self.target.indicators.iter().find(|own| own.id == *id);
            let goal = goal.and_then(|own| own.value.value.as_ref());
            let mut column = |key: &str, text: String| put(format!("indicators/{id}/{key}"), text);
            if let Some(row) = row {
                let good = row.actual.value.as_ref().map(|actual| print_actual(actual, goal));
                column("actual", row.actual.invalid.clone().or(good).unwrap_or_default());
                let good = row.score.value.map(plain);
                column("score", row.score.invalid.clone().or(good).unwrap_or_default());
                column("method", row.method.map(Method::name).unwrap_or_default().to_owned());
                column("too_low", if row.too_low { "是".to_owned() } else { String::new() });
                column("reason", row.reason.clone());
                column("measures", row.measures.clone());
            }
            let points = self.scored.rows.iter().find(|row| row.indicator == *id).and_then(|row| row.score);
            column("points", percent(points));
        }
        put("cap".to_owned(), percent(self.scored.cap));
        put("total".to_owned(), percent(self.scored.total));
        put("grade".to_owned(), self.scored.grade.map(Grade::name).unwrap_or_default().to_owned());
        for (key, text) in [
            ("conclusion", &doc.conclusion),
            ("problems", &doc.problems),
            ("measures", &doc.measures),
            ("note", &doc.note),
        ] {
            put(key.to_owned(), text.clone());
        }
        put("treatment".to_owned(), doc.treatment.map(Treatment::name).unwrap_or_default().to_owned());
        put("treatment_reason".to_owned(), doc.treatment_reason.clone());
        put("formed_on".to_owned(), doc.formed_on.map(print_date).unwrap_or_default());
        put("published_on".to_owned(), doc.published_on.map(print_date).unwrap_or_default());
        put("published_at".to_owned(), doc.published_at.clone());
        for paragraph in &doc.report {
            put(format!("report/{}/text", paragraph.id), paragraph.text.clone());
        }
        Value::Object(cells)
    }
}

/// `第 1 轮（94.00 分）`
fn titled(name: String, total: Option<Decimal>) -> String {
    total
        .map_or_else(|| format!("{name}（未评分）"), |total| format!("{name}（{} 分）", percent(Some(total))))
}

/// A difference in words.
fn change_row(change: &Change, before: &Side, after: &Side) -> Option<ChangeRow> {
    let key = change.path.strip_prefix('/')?.replace("~1", "/");
    let parts: Vec<&str> = key.split('/').collect();
    let side = if change.after.is_null() { before } else { after };
    let item = match parts.as_slice() {
        ["report", id, _] => {
            let paragraph = side.doc.report.iter().find(|paragraph| paragraph.id.as_str() == *id)?;
            format!("自评报告 · {}", paragraph.section.name())
        }
        parts => selfeval_place(parts, Some(&side.target)),
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Some(ChangeRow { item, before: text(&change.before), after: text(&change.after) })
}

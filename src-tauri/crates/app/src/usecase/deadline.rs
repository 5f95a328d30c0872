//! Deadlines that the unit notes itself: 财政通知的截止日期 and the like.

use crate::commands::Empty;
use crate::usecase::edit::Saved;
use crate::{ApiError, App, Result};
use domain::period::parse_date;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use store::{Deadline, OpKind};
use ts_rs::TS;

/// The longest title and source, in characters.
const LONGEST: usize = 200;

/// A deadline to be kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveDeadline {
    /// The one to change; absent for a new one.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// What is due.
    pub title: String,
    /// By when, in any common spelling.
    pub date: String,
    /// `target`: until all targets are handed to the bureau; `other`: a reminder.
    pub about: String,
    /// Number or title of the notice.
    #[serde(default)]
    #[ts(optional)]
    pub source: Option<String>,
}

/// A deadline by its id.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeadlineId {
    /// The id.
    pub id: String,
}

/// A deadline in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeadlineRow {
    /// Id.
    pub id: String,
    /// What is due.
    pub title: String,
    /// By when: `2026-03-31`.
    pub date: String,
    /// `target` or `other`.
    pub about: String,
    /// Number or title of the notice, may be empty.
    pub source: String,
}

/// What `about` can be: targets are followed up, the rest is a reminder.
pub(crate) const TARGET: &str = "target";
const OTHER: &str = "other";

/// Adds or changes a deadline of the year.
pub fn save(app: &App, save: SaveDeadline) -> Result<Saved> {
    let refuse = |text: String, field: &str| Err(ApiError::new("APP-EDIT", text).field(field));
    let title = save.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return refuse("请写明到期要办的事".into(), "title");
    }
    let source = save.source.unwrap_or_default().trim().to_owned();
    for (text, what, field) in [(&title, "事项", "title"), (&source, "依据", "source")] {
        let length = domain::text::chars(text);
        if length > LONGEST {
            return refuse(format!("{what}有 {length} 个字，请缩短到 {LONGEST} 个字以内"), field);
        }
    }
    let date = match parse_date(&save.date) {
        Ok(date) => date,
        Err(fault) => return refuse(fault.to_string(), "date"),
    };
    if ![TARGET, OTHER].contains(&save.about.as_str()) {
        return Err(ApiError::bad_request("deadline.save", &save.about));
    }
    app.work(|session| {
        let known = session.store.read().deadlines(session.year)?;
        let id = match save.id {
            Some(id) if known.iter().any(|deadline| deadline.id.as_str() == id) => Id(id),
            Some(id) => return Err(ApiError::no_such("到期事项", &id)),
            None => app.host().new_id(),
        };
        let label = format!("登记期限“{title}”");
        let deadline = Deadline { id, year: session.year, title, date, about: save.about, source };
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_deadline(&deadline)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

/// Removes one; undo brings it back.
pub fn delete(app: &App, query: DeadlineId) -> Result<Saved> {
    app.work(|session| {
        let known = session.store.read().deadlines(session.year)?;
        let deadline = known.into_iter().find(|deadline| deadline.id.as_str() == query.id);
        let deadline = deadline.ok_or_else(|| ApiError::no_such("到期事项", &query.id))?;
        let label = format!("删除期限“{}”", deadline.title);
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.delete_deadline(&deadline.id)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

/// Those of the year, the earliest first.
pub fn list(app: &App, _: Empty) -> Result<Vec<DeadlineRow>> {
    app.read(|session| {
        let row = |deadline: Deadline| DeadlineRow {
            id: deadline.id.to_string(),
            title: deadline.title,
            date: deadline.date.to_string(),
            about: deadline.about,
            source: deadline.source,
        };
        Ok(session.store.read().deadlines(session.year)?.into_iter().map(row).collect())
    })
}

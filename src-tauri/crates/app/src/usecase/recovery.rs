//! Ways back: to how the store was opened, past a crash, to a backup.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::edit::Saved;
use crate::usecase::store::{StoreInfo, info};
use crate::{App, Result};
use serde::{Deserialize, Serialize};
use store::Done;
use ts_rs::TS;

/// A session that ended without closing the store: a crash, a power cut. The window asks what to do with its steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Crashed {
    /// When it began, RFC 3339.
    pub since: String,
    /// How many steps it left.
    pub steps: usize,
    /// The label of the last of them, empty when there is none.
    pub last: String,
    /// They can be taken back: none of them is one that cannot be undone.
    pub can_discard: bool,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackupRow {
    /// The file, for `store.restore`.
    pub file: String,
    /// Its name.
    pub name: String,
    /// Local time, `2026-03-05T09:30:00`.
    pub at: String,
    /// Size in bytes.
    pub bytes: u64,
}

pub(crate) fn crashed(session: &Session) -> Result<Option<Crashed>> {
    let store = &session.store;
    let (Some(since), Some(seq)) = (store.crashed_session(), store.crashed_seq()) else { return Ok(None) };
    let steps = store.steps_since(seq)?;
    Ok(Some(Crashed {
        since: since.to_owned(),
        steps: steps.count,
        last: steps.last.filter(|_| steps.count > 0).unwrap_or_default(),
        can_discard: steps.barrier.is_none() && steps.count > 0,
    }))
}

/// How many steps since the store was opened [`discard`] would take back.
pub(crate) fn can_discard(session: &Session) -> Result<usize> {
    let steps = session.store.steps_since(session.store.seq_at_open())?;
    Ok(if steps.barrier.is_none() { steps.count } else { 0 })
}

/// Takes everything back to how the store was opened, as one step that can itself be undone.
pub fn discard(app: &App, _: Empty) -> Result<Saved> {
    app.work(|session| {
        session.check_writable()?;
        let seq = session.store.seq_at_open();
        let done = session.store.discard_to(seq, &session.person.name.clone(), &app.stamp())?;
        let label = if done.changed.is_empty() { None } else { session.store.undo_label()? };
        went_back(app, session, &done)?;
        Ok(Saved::new(app, label, &done.changed))
    })
}

fn went_back(app: &App, session: &mut Session, done: &Done<()>) -> Result<()> {
    session.follow_year()?;
    session.refresh_person(app)?;
    session.changed(app, done)
}

/// After a crash: keeps what was saved. The question goes away.
pub fn keep(app: &App, _: Empty) -> Result<StoreInfo> {
    app.work(|session| {
        session.store.keep_crashed();
        info(app, session)
    })
}

/// After a crash: back to how that session began, as one step that can itself be undone.
pub fn discard_crashed(app: &App, _: Empty) -> Result<StoreInfo> {
    app.work(|session| {
        session.check_writable()?;
        let done = session.store.discard_crashed(&session.person.name.clone(), &app.stamp())?;
        went_back(app, session, &done)?;
        info(app, session)
    })
}

/// The backups in the store's own folder, the newest first.
pub fn backups(app: &App, _: Empty) -> Result<Vec<BackupRow>> {
    app.read(|session| {
        let row = |file: store::BackupFile| BackupRow {
            name: file.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            file: file.path.display().to_string(),
            at: file.time.format("%Y-%m-%dT%H:%M:%S").to_string(),
            bytes: file.bytes,
        };
        Ok(store::backups(session.store.dir())?.into_iter().map(row).collect())
    })
}

//! Evidence (佐证材料): files that are attached to a matter, copied beside the store under their hash.

use crate::session::Session;
use crate::usecase::edit::Saved;
use crate::usecase::print::SavedFile;
use crate::usecase::{rectify, selfeval};
use crate::{ApiError, App, Result};
use domain::rectification::Evidence;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use store::{Fault, Files, OpKind};
use ts_rs::TS;

/// Files to attach.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceAdd {
    /// The path of what they prove: `/rectifications/{id}` or `/projects/{id}/…`.
    pub owner: String,
    /// The files.
    pub files: Vec<String>,
}

/// Names an attached file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceId {
    /// Its id.
    pub id: String,
}

/// Writes an attached file to a place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EvidenceSave {
    /// Its id.
    pub id: String,
    /// Where to.
    pub file: String,
}

/// An attached file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceRow {
    /// Id.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// `1.2 MB`
    pub size: String,
    /// The day it was added: `2026-08-20`.
    pub added_on: String,
    /// Who added it: declared name.
    pub added_by: String,
    /// Vanished or changed since, with what to do.
    pub fault: Option<String>,
}

/// The biggest file that can be attached: 100 MB, a scanned contract or a short film.
const LIMIT: u64 = 100 * 1024 * 1024;
/// So many files at once.
const MANY: usize = 100;

fn refuse(text: impl Into<String>) -> ApiError {
    ApiError::new("APP-EVIDENCE", text)
}

/// A size for people: `1.2 MB`, `300 KB`, `12 字节`.
pub(crate) fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    // One decimal, rounded half up, in integers.
    let tenths = |unit: u64| (bytes * 10 + unit / 2) / unit;
    match bytes {
        0..KB => format!("{bytes} 字节"),
        KB..1_048_576 => format!("{} KB", (bytes + KB / 2) / KB),
        _ => {
            let tenths = tenths(KB * KB);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

fn row(files: &Files, proof: Evidence) -> EvidenceRow {
    // The list is asked for often, so it only glances; saving a file and the examination read it.
    let fault = files.glance(&proof.sha256, proof.bytes).map(|fault| match fault {
        Fault::Missing => "文件内容找不到了，请重新添加".to_owned(),
        Fault::Changed => "文件内容与添加时不同，请重新添加".to_owned(),
    });
    EvidenceRow {
        id: proof.id.to_string(),
        name: proof.name,
        size: size(proof.bytes),
        added_on: proof.added_on.to_string(),
        added_by: proof.added_by,
        fault,
    }
}

/// What is attached to one thing.
pub(crate) fn rows_of(session: &Session, owner: &str) -> Result<Vec<EvidenceRow>> {
    let files = session.store.files();
    Ok(session.store.read().evidence(owner)?.into_iter().map(|proof| row(&files, proof)).collect())
}

/// All evidence of the year by what it is attached to.
pub(crate) fn by_owner(session: &Session) -> Result<BTreeMap<String, Vec<EvidenceRow>>> {
    let files = session.store.files();
    let mut found: BTreeMap<String, Vec<EvidenceRow>> = BTreeMap::new();
    for proof in session.store.read().evidence_of_year(session.year)? {
        found.entry(proof.owner.clone()).or_default().push(row(&files, proof));
    }
    Ok(found)
}

/// Refuses what nothing can be attached to or taken from now; else says how big a file may be, in bytes.
fn check_owner(app: &App, session: &Session, owner: &str, taking: bool) -> Result<u64> {
    if let Some(id) = owner.strip_prefix("/rectifications/") {
        return rectify::still_open(session, id).map(|_| LIMIT);
    }
    let missing = || ApiError::no_such("佐证材料所属的内容", owner);
    let rest = owner.strip_prefix("/projects/").ok_or_else(missing)?;
    let (id, part) = rest.split_once('/').unwrap_or((rest, ""));
    let project = session.store.read().project(&Id(id.to_owned()))?.ok_or_else(missing)?;
    if project.is_secret() {
        return Err(ApiError::secret());
    }
    match part.split('/').next() {
        Some("selfeval") => selfeval::check_evidence_owner(app, session, id, owner, taking),
        _ => Ok(LIMIT),
    }
}

/// Attaches files: all of them or none.
pub fn add(app: &App, add: EvidenceAdd) -> Result<Saved> {
    match add.files.len() {
        0 => return Err(refuse("没有选择文件，请选择要添加的文件").field("files")),
        1..=MANY => {}
        many => {
            let text = format!("一次选了 {many} 个文件，请分几次添加，每次最多 {MANY} 个");
            return Err(refuse(text).field("files"));
        }
    }
    app.work(|session| {
        session.check_writable()?;
        let limit = check_owner(app, session, &add.owner, false)?;
        let (files, today) = (session.store.files(), app.host().today());
        let mut known = session.store.read().evidence(&add.owner)?;
        let before = known.len();
        for file in &add.files {
            let path = Path::new(file);
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let kept = files.put_file(path, limit).map_err(|fault| ApiError::from(fault).field("files"))?;
            if let Some(same) = known.iter().find(|proof| proof.sha256 == kept.sha256) {
                let text = format!("“{name}”与已添加的“{}”内容相同，请不要重复添加", same.name);
                return Err(refuse(text).field("files"));
            }
            known.push(Evidence {
                id: app.host().new_id(),
                owner: add.owner.clone(),
                name,
                sha256: kept.sha256,
                bytes: kept.bytes,
                added_on: today,
                added_by: session.person.name.clone(),
            });
        }
        let new = known.split_off(before);
        let label = match new.as_slice() {
            [one] => format!("添加佐证材料“{}”", one.name),
            many => format!("添加 {} 份佐证材料", many.len()),
        };
        let year = session.year;
        let changed = session.operate(app, &label, OpKind::Reversible, |tx| {
            Ok(new.iter().try_for_each(|proof| tx.put_evidence(year, proof))?)
        })?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

fn known(session: &Session, id: &str) -> Result<Evidence> {
    let proof = session.store.read().evidence_by_id(&Id(id.to_owned()))?;
    proof.ok_or_else(|| ApiError::no_such("佐证材料", id))
}

/// Takes an attached file off; undo brings it back, and its content stays beside the store.
pub fn remove(app: &App, query: EvidenceId) -> Result<Saved> {
    app.work(|session| {
        let proof = known(session, &query.id)?;
        check_owner(app, session, &proof.owner, true)?;
        let label = format!("移除佐证材料“{}”", proof.name);
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.delete_evidence(&proof.id)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

/// Writes an attached file to a place, after a look whether it is still what was attached.
pub fn save(app: &App, query: EvidenceSave) -> Result<SavedFile> {
    let path = PathBuf::from(&query.file);
    app.check_outlet(&path)?;
    let (files, proof) = app.read(|session| Ok((session.store.files(), known(session, &query.id)?)))?;
    files.save(&proof.sha256, &proof.name, &path)?;
    SavedFile::of(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, expected) in [
            (0, "0 字节"),
            (1023, "1023 字节"),
            (1024, "1 KB"),
            (1535, "1 KB"),
            (1536, "2 KB"),
            (1_048_576, "1.0 MB"),
            (1_258_291, "1.2 MB"),
            (104_857_600, "100.0 MB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
    }
}

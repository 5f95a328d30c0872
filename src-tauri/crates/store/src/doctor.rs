//! A full examination of an open store.

use crate::audit::AuditReport;
use crate::error::Result;
use crate::files::{self, FileFault, FileRef, Named};
use crate::sql;
use crate::store::Store;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the examination found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Health {
    /// What SQLite's integrity check complains of, in its own words; empty when the file is whole.
    pub damage: Vec<String>,
    /// Tables with rows that refer to something that is not there.
    pub dangling: Vec<String>,
    /// Content files that vanished or do not hold what they held.
    pub files: Vec<FileFault>,
    /// The audit log.
    pub audit: AuditReport,
}

impl Health {
    /// Is everything as it should be?
    pub fn is_good(&self) -> bool {
        self.damage.is_empty()
            && self.dangling.is_empty()
            && self.files.is_empty()
            && self.audit.broken.is_none()
    }
}

impl Store {
    /// Examines the file, the references between rows, the content files and the audit log.
    pub fn examine(&self) -> Result<Health> {
        let words = |query, column: &str| {
            let mut words = sql::all(self.conn(), "pragma", query, [], |line| line.text(column))?;
            words.dedup();
            Result::Ok(words)
        };
        let mut damage = words("SELECT * FROM pragma_integrity_check", "integrity_check")?;
        damage.retain(|verdict| verdict != "ok");
        let dangling = words("SELECT * FROM pragma_foreign_key_check", "table")?;
        let kept = self.files();
        let files = (files::spoken_of(self.conn(), false)?.into_iter())
            .filter_map(|Named { kept: FileRef { sha256, .. }, name }| {
                kept.fault(&sha256).map(|fault| FileFault { name, sha256, fault })
            })
            .collect();
        Ok(Health { damage, dangling, files, audit: self.audit_verify()? })
    }
}

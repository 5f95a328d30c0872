//! Own signing keys: the public certificate and the private key, encrypted under a passphrase that is never stored.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Line, text};
use crate::store::{Read, Tx};

pub(crate) const TABLE: Table = Table {
    name: "key",
    kind: DataKind::Key,
    key: &["spki_sm3"],
    secret: &["encrypted_key"],
    sql: "
CREATE TABLE key (
    spki_sm3 TEXT PRIMARY KEY NOT NULL,
    certificate TEXT NOT NULL,
    encrypted_key TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;",
};

/// A signing key of this unit. Not serialisable: the encrypted key goes to the signer, never to a screen.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnKey {
    /// Hex SM3 of the SubjectPublicKeyInfo's DER.
    pub spki_sm3: String,
    /// The certificate, PEM.
    pub certificate: String,
    /// The private key as encrypted PKCS#8, PEM.
    pub encrypted_key: String,
    /// When it was made or imported, RFC 3339.
    pub made_at: String,
}

impl std::fmt::Debug for OwnKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OwnKey").field("spki_sm3", &self.spki_sm3).finish_non_exhaustive()
    }
}

fn read(line: &Line<'_>) -> Result<OwnKey> {
    Ok(OwnKey {
        spki_sm3: line.text("spki_sm3")?,
        certificate: line.text("certificate")?,
        encrypted_key: line.text("encrypted_key")?,
        made_at: line.text("made_at")?,
    })
}

impl Read<'_> {
    /// All own keys, the newest last.
    pub fn keys(&self) -> Result<Vec<OwnKey>> {
        sql::all(self.conn, TABLE.name, "SELECT * FROM key ORDER BY made_at, spki_sm3", [], read)
    }
}

impl Tx<'_> {
    /// Stores a key. Only within a barrier; the audit log holds a hash in place of the encrypted key.
    pub fn put_key(&self, key: &OwnKey) -> Result<()> {
        self.need_barrier("签名密钥")?;
        let cells = [
            ("spki_sm3", text(&key.spki_sm3)),
            ("certificate", text(&key.certificate)),
            ("encrypted_key", text(&key.encrypted_key)),
            ("made_at", text(&key.made_at)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Removes a key. Only within a barrier.
    pub fn delete_key(&self, spki_sm3: &str) -> Result<()> {
        self.need_barrier("签名密钥")?;
        sql::delete(self.conn, "DELETE FROM key WHERE spki_sm3 = ?1", [spki_sm3])?;
        Ok(())
    }
}

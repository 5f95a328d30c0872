//! Trusted signers: who is believed when a package arrives.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Line, text};
use crate::store::{Read, Tx};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "pin",
    kind: DataKind::Pin,
    key: &["spki_sm3"],
    secret: &[],
    sql: "
CREATE TABLE pin (
    spki_sm3 TEXT PRIMARY KEY NOT NULL,
    unit_code TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;",
};

/// A trusted signer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Pin {
    /// Hex SM3 of the SubjectPublicKeyInfo's DER.
    pub spki_sm3: String,
    /// Unit code, which the certificate's subject must carry too.
    pub unit_code: String,
    /// Name, which the certificate's subject must carry too.
    pub name: String,
    /// How the user came to trust it: 当面核对, 电话核对, …
    pub note: String,
}

fn read(line: &Line<'_>) -> Result<Pin> {
    Ok(Pin {
        spki_sm3: line.text("spki_sm3")?,
        unit_code: line.text("unit_code")?,
        name: line.text("name")?,
        note: line.text("note")?,
    })
}

impl Read<'_> {
    /// All trusted signers, by unit code.
    pub fn pins(&self) -> Result<Vec<Pin>> {
        sql::all(self.conn, TABLE.name, "SELECT * FROM pin ORDER BY unit_code, spki_sm3", [], read)
    }
}

impl Tx<'_> {
    /// Trusts a signer.
    pub fn put_pin(&self, pin: &Pin) -> Result<()> {
        let cells = [
            ("spki_sm3", text(&pin.spki_sm3)),
            ("unit_code", text(&pin.unit_code)),
            ("name", text(&pin.name)),
            ("note", text(&pin.note)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Trusts a signer no more.
    pub fn delete_pin(&self, spki_sm3: &str) -> Result<()> {
        sql::delete(self.conn, "DELETE FROM pin WHERE spki_sm3 = ?1", [spki_sm3])?;
        Ok(())
    }
}

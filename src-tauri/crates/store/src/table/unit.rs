//! Units (单位): the unit that owns the store and its sub-units.

use super::Table;
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql::{self, Line, key, text};
use crate::store::{Read, Tx};
use domain::typed::Id;
use domain::unit::Unit;

pub(crate) const TABLE: Table = Table {
    name: "unit",
    kind: DataKind::Unit,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE unit (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    credit_code TEXT NOT NULL,
    division_code TEXT NOT NULL,
    parent_name TEXT NOT NULL,
    head TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT;",
};

fn read(line: &Line<'_>) -> Result<Unit> {
    Ok(Unit {
        id: line.id("id")?,
        kind: line.key("kind")?,
        name: line.text("name")?,
        code: line.text("code")?,
        credit_code: line.text("credit_code")?,
        division_code: line.text("division_code")?,
        parent_name: line.text("parent_name")?,
        head: line.text("head")?,
        phone: line.text("phone")?,
    })
}

impl Read<'_> {
    /// All units, by unit code.
    pub fn units(&self) -> Result<Vec<Unit>> {
        sql::all(self.conn, TABLE.name, "SELECT * FROM unit ORDER BY code, id", [], read)
    }

    /// One unit.
    pub fn unit(&self, id: &Id) -> Result<Option<Unit>> {
        let found = sql::all(self.conn, TABLE.name, "SELECT * FROM unit WHERE id = ?1", [id.as_str()], read)?;
        Ok(found.into_iter().next())
    }
}

impl Tx<'_> {
    /// Adds or changes a unit.
    pub fn put_unit(&self, unit: &Unit) -> Result<()> {
        let cells = [
            ("id", text(unit.id.as_str())),
            ("kind", key(&unit.kind)),
            ("name", text(&unit.name)),
            ("code", text(&unit.code)),
            ("credit_code", text(&unit.credit_code)),
            ("division_code", text(&unit.division_code)),
            ("parent_name", text(&unit.parent_name)),
            ("head", text(&unit.head)),
            ("phone", text(&unit.phone)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Deletes a unit that has no projects.
    pub fn delete_unit(&self, id: &Id) -> Result<()> {
        let Some(unit) = self.unit(id)? else {
            return Err(Error::NoSuch { what: "单位", id: id.0.clone() });
        };
        let count = "SELECT count(*) FROM project WHERE unit_id = ?1";
        let projects: i64 = self.conn.query_row(count, [id.as_str()], |row| row.get(0))?;
        if projects > 0 {
            return Err(Error::UnitInUse { name: unit.name, projects });
        }
        sql::delete(self.conn, "DELETE FROM unit WHERE id = ?1", [id.as_str()])?;
        Ok(())
    }
}

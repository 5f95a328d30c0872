//! The unit's own part of the indicator library (本单位指标).

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, key, text};
use crate::store::{Read, Tx};
use domain::indicator::Class;
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "own_indicator",
    kind: DataKind::OwnIndicator,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE own_indicator (
    id TEXT PRIMARY KEY NOT NULL,
    class TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    explanation TEXT NOT NULL,
    standard TEXT NOT NULL,
    category TEXT NOT NULL
) STRICT;",
};

/// An indicator that the unit keeps in its library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LibraryIndicator {
    /// Identity.
    pub id: Id,
    /// 二级指标
    pub class: Class,
    /// 三级指标
    pub name: String,
    /// 指标值 as written: `≥95%`; may be empty.
    pub value: String,
    /// 指标解释
    pub explanation: String,
    /// 评(扣)分标准
    pub standard: String,
    /// The trade or kind of project it is for; may be empty.
    pub category: String,
}

impl Read<'_> {
    /// The unit's own indicators in the order they were made.
    pub fn own_indicators(&self) -> Result<Vec<LibraryIndicator>> {
        sql::all(self.conn, TABLE.name, "SELECT * FROM own_indicator ORDER BY id", [], |line| {
            Ok(LibraryIndicator {
                id: line.id("id")?,
                class: line.key("class")?,
                name: line.text("name")?,
                value: line.text("value")?,
                explanation: line.text("explanation")?,
                standard: line.text("standard")?,
                category: line.text("category")?,
            })
        })
    }
}

impl Tx<'_> {
    /// Adds or changes an indicator of the unit's own library.
    pub fn put_own_indicator(&self, indicator: &LibraryIndicator) -> Result<()> {
        let cells = [
            ("id", text(indicator.id.as_str())),
            ("class", key(&indicator.class)),
            ("name", text(&indicator.name)),
            ("value", text(&indicator.value)),
            ("explanation", text(&indicator.explanation)),
            ("standard", text(&indicator.standard)),
            ("category", text(&indicator.category)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Removes an indicator from the unit's own library; targets that used it keep theirs.
    pub fn delete_own_indicator(&self, id: &Id) -> Result<()> {
        super::delete_known(self.conn, &TABLE, "本单位指标", id)
    }
}

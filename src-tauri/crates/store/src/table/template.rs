//! Templates (模板): a project's target kept to begin others from.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, text};
use crate::store::{Read, Tx};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

pub(crate) const TABLE: Table = Table {
    name: "template",
    kind: DataKind::Template,
    key: &["id"],
    secret: &[],
    sql: "
CREATE TABLE template (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    source TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;",
};

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Template {
    /// Identity.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is for: 特定目标类 · 延续项目.
    pub about: String,
    /// The project and year it was made from, in words.
    pub source: String,
    /// What it holds, as the use cases write it.
    #[ts(type = "unknown")]
    pub body: Value,
}

impl Read<'_> {
    /// All templates in the order they were made.
    pub fn templates(&self) -> Result<Vec<Template>> {
        sql::all(self.conn, TABLE.name, "SELECT * FROM template ORDER BY id", [], |line| {
            Ok(Template {
                id: line.id("id")?,
                name: line.text("name")?,
                about: line.text("about")?,
                source: line.text("source")?,
                body: line.json("body")?,
            })
        })
    }
}

impl Tx<'_> {
    /// Adds or changes a template.
    pub fn put_template(&self, template: &Template) -> Result<()> {
        let cells = [
            ("id", text(template.id.as_str())),
            ("name", text(&template.name)),
            ("about", text(&template.about)),
            ("source", text(&template.source)),
            ("body", text(&template.body.to_string())),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }

    /// Removes a template; what was made from it stays.
    pub fn delete_template(&self, id: &Id) -> Result<()> {
        super::delete_known(self.conn, &TABLE, "模板", id)
    }
}

//! The unit's main tasks of the year (年度主要任务) in the whole unit's monitoring.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, text};
use domain::typed::Id;
use domain::whole::UnitTask;
use rusqlite::Connection;

pub(crate) const TABLE: Table = Table {
    name: "unit_task",
    kind: DataKind::UnitMonitoring,
    key: &["unit_monitoring_id", "id"],
    secret: &[],
    sql: "
CREATE TABLE unit_task (
    unit_monitoring_id TEXT NOT NULL REFERENCES unit_monitoring (id),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    done TEXT NOT NULL,
    PRIMARY KEY (unit_monitoring_id, id)
) STRICT;",
};

/// The tasks of one document in their order.
pub(crate) fn load(conn: &Connection, document: &str) -> Result<Vec<UnitTask>> {
    let query = "SELECT * FROM unit_task WHERE unit_monitoring_id = ?1 ORDER BY position, id";
    sql::all(conn, TABLE.name, query, [document], |line| {
        Ok(UnitTask {
            id: line.id("id")?,
            name: line.text("name")?,
            content: line.text("content")?,
            done: line.text("done")?,
        })
    })
}

/// Writes a document's tasks: one edited cell changes one row, as does one moved row.
pub(crate) fn put(conn: &Connection, document: &Id, tasks: &[UnitTask]) -> Result<()> {
    let ids: Vec<&Id> = tasks.iter().map(|task| &task.id).collect();
    let places = super::places(conn, &TABLE, document, &ids)?;
    for (task, position) in tasks.iter().zip(places) {
        let cells = [
            ("unit_monitoring_id", text(document.as_str())),
            ("id", text(task.id.as_str())),
            ("position", sql::int(position)),
            ("name", text(&task.name)),
            ("content", text(&task.content)),
            ("done", text(&task.done)),
        ];
        sql::put(conn, &TABLE, &cells)?;
    }
    Ok(())
}

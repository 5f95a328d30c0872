//! What a ledger's payments add up to, by the project that the file names, and the project it was matched with.

use super::{Matched, Table, monitoring};
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql::{self, Line, key, maybe, maybe_key, text};
use crate::store::{Read, Tx};
use domain::ledger::{Match, PaymentGroup};
use domain::money::Money;
use domain::period::FiscalYear;
use domain::typed::Id;
use rusqlite::types::Value;
use rusqlite::{Connection, Params, params};
use std::collections::BTreeMap;

pub(crate) const TABLE: Table = Table {
    name: "payment_group",
    kind: DataKind::Ledger,
    key: &["ledger_id", "number"],
    secret: &[],
    sql: "
CREATE TABLE payment_group (
    ledger_id TEXT NOT NULL REFERENCES ledger (id),
    number INTEGER NOT NULL,
    key TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT,
    direct INTEGER NOT NULL CHECK (direct IN (0, 1)),
    count INTEGER NOT NULL,
    paid INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    net INTEGER NOT NULL,
    project_id TEXT REFERENCES project (id),
    matched TEXT NOT NULL,
    PRIMARY KEY (ledger_id, number)
) STRICT;
CREATE INDEX payment_group_project ON payment_group (project_id);",
};

/// A group of payments as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerGroup {
    /// Its ledger.
    pub ledger_id: Id,
    /// Its number within the ledger, from 0: with the ledger's id it names the group.
    pub number: u32,
    /// The payments in it.
    pub group: PaymentGroup,
    /// The project it is counted to, and how that was found.
    pub matched: Matched,
}

fn read(line: &Line<'_>) -> Result<LedgerGroup> {
    Ok(LedgerGroup {
        ledger_id: line.id("ledger_id")?,
        number: line.small("number")?,
        group: PaymentGroup {
            key: line.text("key")?,
            code: line.text("code")?,
            name: line.text("name")?,
            source: line.maybe_key("source")?,
            direct: line.flag("direct")?,
            count: line.small("count")?,
            paid: line.money("paid")?,
            refunded: line.money("refunded")?,
            net: line.money("net")?,
        },
        matched: (line.maybe("project_id")?.map(Id), line.key("matched")?),
    })
}

/// Writes a ledger's groups by their place in the list: rows that are gone are deleted, rows that differ written.
pub(crate) fn put(conn: &Connection, ledger: &Id, groups: &[(PaymentGroup, Matched)]) -> Result<()> {
    let count = i64::try_from(groups.len()).unwrap_or(i64::MAX);
    let gone = "DELETE FROM payment_group WHERE ledger_id = ?1 AND number >= ?2";
    sql::delete(conn, gone, params![ledger.as_str(), count])?;
    for (number, (group, (project, matched))) in (0i64..).zip(groups) {
        let cells = [
            ("ledger_id", text(ledger.as_str())),
            ("number", sql::int(number)),
            ("key", text(&group.key)),
            ("code", text(&group.code)),
            ("name", text(&group.name)),
            ("source", maybe_key(group.source.as_ref())),
            ("direct", sql::int(group.direct)),
            ("count", sql::int(group.count)),
            ("paid", Value::Integer(group.paid.fen())),
            ("refunded", Value::Integer(group.refunded.fen())),
            ("net", Value::Integer(group.net.fen())),
            ("project_id", maybe(project.as_ref())),
            ("matched", key(matched)),
        ];
        sql::put(conn, &TABLE, &cells)?;
    }
    Ok(())
}

impl Read<'_> {
    fn groups_where(&self, filter: &str, params: impl Params) -> Result<Vec<LedgerGroup>> {
        let query = format!(
            "SELECT g.* FROM ledger l JOIN payment_group g ON g.ledger_id = l.id WHERE {filter}
             ORDER BY l.month, l.id, g.number"
        );
        sql::all(self.conn, TABLE.name, &query, params, read)
    }

    /// The groups of one ledger in their order.
    pub fn ledger_groups(&self, ledger: &Id) -> Result<Vec<LedgerGroup>> {
        self.groups_where("l.id = ?1", [ledger.as_str()])
    }

    /// The groups of all ledgers of a year, by month.
    pub fn ledger_groups_of(&self, year: FiscalYear) -> Result<Vec<LedgerGroup>> {
        self.groups_where("l.year = ?1", [year.0])
    }

    /// What was paid per project and month of a year, refunds taken off. With `project` only for that one.
    pub fn paid(&self, project: Option<&Id>, year: FiscalYear) -> Result<BTreeMap<(Id, u8), Money>> {
        // Without a project every group counts; SQLite picks the index by project where one is named.
        let (filter, id) = match project {
            Some(project) => ("g.project_id = ?2", project.as_str()),
            None => ("g.project_id IS NOT NULL AND ?2 = ''", ""),
        };
        let query = format!(
            "SELECT g.project_id, l.month, sum(g.net) AS net
             FROM ledger l JOIN payment_group g ON g.ledger_id = l.id
             WHERE l.year = ?1 AND {filter} GROUP BY g.project_id, l.month"
        );
        let sums = sql::all(self.conn, TABLE.name, &query, params![year.0, id], |line| {
            Ok(((line.id("project_id")?, monitoring::month(line)?.number()), line.money("net")?))
        })?;
        Ok(sums.into_iter().collect())
    }
}

impl Tx<'_> {
    /// Counts a group to a project, or to none.
    pub fn put_group_project(&self, ledger: &Id, number: u32, matched: &Matched) -> Result<()> {
        let mut groups =
            self.groups_where("l.id = ?1 AND g.number = ?2", params![ledger.as_str(), number])?;
        if groups.pop().is_none() {
            return Err(Error::NoSuch { what: "支付分组", id: format!("{ledger}/{number}") });
        }
        // An equal row is left alone, so that nothing is logged.
        let update = "UPDATE payment_group SET project_id = ?3, matched = ?4
                      WHERE ledger_id = ?1 AND number = ?2 AND (project_id, matched) IS NOT (?3, ?4)";
        let (project, how) = matched;
        let params = params![ledger.as_str(), number, maybe(project.as_ref()), key(how)];
        self.conn.prepare_cached(update)?.execute(params)?;
        Ok(())
    }
}

/// Before a project goes: its payments are counted to none.
pub(crate) fn release(conn: &Connection, project: &Id) -> Result<()> {
    let update = "UPDATE payment_group SET project_id = NULL, matched = ?2 WHERE project_id = ?1";
    conn.prepare_cached(update)?.execute(params![project.as_str(), key(&Match::None)])?;
    Ok(())
}

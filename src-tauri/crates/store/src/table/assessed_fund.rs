//! A self-assessment's money by source: amounts in 分.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Cells, Line, maybe, text};
use domain::fund::FundSource;
use domain::money::Money;
use domain::selfeval::AssessedFund;
use domain::typed::{Id, Typed};
use rusqlite::types::Value;
use rusqlite::{Connection, Params};
use std::collections::BTreeMap;

pub(crate) const TABLE: Table = Table {
    name: "assessed_fund",
    kind: DataKind::SelfAssessment,
    key: &["assessment_id", "source"],
    secret: &[],
    sql: "
CREATE TABLE assessed_fund (
    assessment_id TEXT NOT NULL REFERENCES self_assessment (id),
    source TEXT NOT NULL,
    initial INTEGER,
    initial_invalid TEXT,
    budget INTEGER,
    budget_invalid TEXT,
    executed INTEGER,
    executed_invalid TEXT,
    PRIMARY KEY (assessment_id, source)
) STRICT;",
};

fn read(line: &Line<'_>) -> Result<AssessedFund> {
    let money = |column, invalid| line.typed(line.int(column)?.map(Money::from_fen), invalid);
    Ok(AssessedFund {
        initial: money("initial", "initial_invalid")?,
        budget: money("budget", "budget_invalid")?,
        executed: money("executed", "executed_invalid")?,
    })
}

fn cells(id: &Id, source: FundSource, fund: &AssessedFund) -> Cells {
    let money = |cell: &Typed<Money>| cell.value.map_or(Value::Null, |money| Value::Integer(money.fen()));
    vec![
        ("assessment_id", text(id.as_str())),
        ("source", text(source.key())),
        ("initial", money(&fund.initial)),
        ("initial_invalid", maybe(fund.initial.invalid.as_ref())),
        ("budget", money(&fund.budget)),
        ("budget_invalid", maybe(fund.budget.invalid.as_ref())),
        ("executed", money(&fund.executed)),
        ("executed_invalid", maybe(fund.executed.invalid.as_ref())),
    ]
}

/// The money of the documents that `filter` finds; it speaks of the document as `a`.
pub(crate) fn load(
    conn: &Connection,
    filter: &str,
    params: impl Params,
) -> Result<BTreeMap<Id, BTreeMap<FundSource, AssessedFund>>> {
    let query = format!(
        "SELECT f.* FROM self_assessment a JOIN assessed_fund f ON f.assessment_id = a.id WHERE {filter}"
    );
    let mut found: BTreeMap<Id, BTreeMap<FundSource, AssessedFund>> = BTreeMap::new();
    for (id, source, fund) in sql::all(conn, TABLE.name, &query, params, |line| {
        Ok((line.id("assessment_id")?, line.key::<FundSource>("source")?, read(line)?))
    })? {
        found.entry(id).or_default().insert(source, fund);
    }
    Ok(found)
}

/// Writes a document's money: rows that are gone are deleted, rows that differ written.
pub(crate) fn put(conn: &Connection, id: &Id, funds: &BTreeMap<FundSource, AssessedFund>) -> Result<()> {
    let query = "SELECT source FROM assessed_fund WHERE assessment_id = ?1";
    for source in sql::all(conn, TABLE.name, query, [id.as_str()], |line| line.key::<FundSource>("source"))? {
        if !funds.contains_key(&source) {
            let gone = "DELETE FROM assessed_fund WHERE assessment_id = ?1 AND source = ?2";
            sql::delete(conn, gone, [id.as_str(), source.key()])?;
        }
    }
    funds.iter().try_for_each(|(source, fund)| sql::put(conn, &TABLE, &cells(id, *source, fund)))
}

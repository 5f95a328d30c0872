//! The paragraphs of a self-assessment's report (自评报告), in their order.

use super::Table;
use crate::error::Result;
use crate::kind::DataKind;
use crate::sql::{self, Line, key, maybe, text};
use domain::selfeval::Paragraph;
use domain::typed::Id;
use rusqlite::{Connection, Params};
use std::collections::BTreeMap;

pub(crate) const TABLE: Table = Table {
    name: "report_paragraph",
    kind: DataKind::SelfAssessment,
    key: &["assessment_id", "id"],
    secret: &[],
    sql: "
CREATE TABLE report_paragraph (
    assessment_id TEXT NOT NULL REFERENCES self_assessment (id),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    fact TEXT,
    built TEXT NOT NULL,
    PRIMARY KEY (assessment_id, id)
) STRICT;",
};

fn read(line: &Line<'_>) -> Result<Paragraph> {
    Ok(Paragraph {
        id: line.id("id")?,
        section: line.key("section")?,
        text: line.text("text")?,
        fact: line.maybe("fact")?,
        built: line.text("built")?,
    })
}

/// The paragraphs, in order, of the documents that `filter` finds; it speaks of the document as `a`.
pub(crate) fn load(
    conn: &Connection,
    filter: &str,
    params: impl Params,
) -> Result<BTreeMap<Id, Vec<Paragraph>>> {
    let query = format!(
        "SELECT p.* FROM self_assessment a JOIN report_paragraph p ON p.assessment_id = a.id WHERE {filter}
         ORDER BY p.assessment_id, p.position, p.id"
    );
    let mut found: BTreeMap<Id, Vec<Paragraph>> = BTreeMap::new();
    for (id, paragraph) in
        sql::all(conn, TABLE.name, &query, params, |line| Ok((line.id("assessment_id")?, read(line)?)))?
    {
        found.entry(id).or_default().push(paragraph);
    }
    Ok(found)
}

/// How many paragraphs each document has that `filter` finds; those without are left out.
pub(crate) fn count(conn: &Connection, filter: &str, params: impl Params) -> Result<BTreeMap<Id, u32>> {
    let query = format!(
        "SELECT p.assessment_id, count(*) AS number FROM self_assessment a
         JOIN report_paragraph p ON p.assessment_id = a.id WHERE {filter} GROUP BY p.assessment_id"
    );
    let counted = sql::all(conn, TABLE.name, &query, params, |line| {
        Ok((line.id("assessment_id")?, line.small("number")?))
    })?;
    Ok(counted.into_iter().collect())
}

/// Writes a document's paragraphs: one edited paragraph changes one row, as does one moved.
pub(crate) fn put(conn: &Connection, id: &Id, paragraphs: &[Paragraph]) -> Result<()> {
    let ids: Vec<&Id> = paragraphs.iter().map(|paragraph| &paragraph.id).collect();
    let places = super::places(conn, &TABLE, id, &ids)?;
    for (paragraph, position) in paragraphs.iter().zip(places) {
        let cells = [
            ("assessment_id", text(id.as_str())),
            ("id", text(paragraph.id.as_str())),
            ("position", sql::int(position)),
            ("section", key(&paragraph.section)),
            ("text", text(&paragraph.text)),
            ("fact", maybe(paragraph.fact.as_ref())),
            ("built", text(&paragraph.built)),
        ];
        sql::put(conn, &TABLE, &cells)?;
    }
    Ok(())
}

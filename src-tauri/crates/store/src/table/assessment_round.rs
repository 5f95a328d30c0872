//! The rounds of a self-assessment (三上三下): the whole document as it left the drafter's hands, kept for comparison.

use super::Table;
use crate::error::{Error, Result};
use crate::kind::DataKind;
use crate::sql::{self, Line, maybe, text};
use crate::store::{Read, Tx};
use domain::number;
use domain::selfeval::AssessmentRound;
use domain::typed::Id;

pub(crate) const TABLE: Table = Table {
    name: "assessment_round",
    kind: DataKind::SelfAssessment,
    key: &["assessment_id", "round"],
    // Each cell of it stands in the log already, from when it was typed.
    secret: &["content"],
    sql: "
CREATE TABLE assessment_round (
    assessment_id TEXT NOT NULL REFERENCES self_assessment (id),
    round INTEGER NOT NULL CHECK (round >= 1),
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    role TEXT NOT NULL,
    total TEXT,
    content TEXT NOT NULL,
    PRIMARY KEY (assessment_id, round)
) STRICT;",
};

fn read(line: &Line<'_>) -> Result<AssessmentRound> {
    let content = line.text("content")?;
    // The text is too long for a message.
    let content =
        serde_json::from_str(&content).map_err(|fault| line.fault("content", &fault.to_string()))?;
    Ok(AssessmentRound {
        assessment: line.id("assessment_id")?,
        round: line.small("round")?,
        at: line.text("at")?,
        person: line.text("person")?,
        role: line.text("role")?,
        total: line.parsed("total")?,
        content,
    })
}

impl Read<'_> {
    /// The rounds of a self-assessment, the first first.
    pub fn assessment_rounds(&self, assessment: &Id) -> Result<Vec<AssessmentRound>> {
        let query = "SELECT * FROM assessment_round WHERE assessment_id = ?1 ORDER BY round";
        sql::all(self.conn, TABLE.name, query, [assessment.as_str()], read)
    }
}

impl Tx<'_> {
    /// Keeps what the document says as it is handed on. While its round lasts (it may be taken back and handed on
    /// anew) the latest stands; a round that is over never changes.
    ///
    /// # Errors
    /// [`Error::RoundKept`]; [`Error::NoSuch`] when there is no such document.
    pub fn put_assessment_round(&self, round: &AssessmentRound) -> Result<()> {
        let now = self.known_self_assessment(&round.assessment)?.round;
        let stored = self.assessment_rounds(&round.assessment)?;
        if stored.contains(round) {
            return Ok(());
        }
        let over = round.round < now && stored.iter().any(|known| known.round == round.round);
        let own = (&round.content.id, round.content.round) == (&round.assessment, round.round);
        if over || round.round > now || !own {
            return Err(Error::RoundKept { round: round.round });
        }
        // What cannot be written as JSON does not exist in this type; an error would be SQLite's NOT NULL.
        let content = serde_json::to_string(&round.content).ok();
        let cells = [
            ("assessment_id", text(round.assessment.as_str())),
            ("round", sql::int(round.round)),
            ("at", text(&round.at)),
            ("person", text(&round.person)),
            ("role", text(&round.role)),
            ("total", maybe(round.total.map(number::plain))),
            ("content", maybe(content)),
        ];
        sql::put(self.conn, &TABLE, &cells)
    }
}

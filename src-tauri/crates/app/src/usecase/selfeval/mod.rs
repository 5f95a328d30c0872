//! Self-assessment (绩效自评) of projects: what the window shows of one, and what it may do with it.

mod cells;
mod change;
mod disclosure;
mod evidence;
mod list;
pub(crate) mod open;
mod report;
pub(crate) mod rounds;
pub(crate) mod sheet;
mod view;
mod what_if;
pub(crate) mod year;

pub(crate) use cells::OpenSelfEvals;
pub(crate) use change::open_remarks;
pub use change::{
    HandOnSelfEvals, SelfEvalStarted, StartSelfEvals, confirm, delete, follow_target, hand_on, reopen, start,
};
pub use disclosure::{
    Disclosure, DisclosureRow, PublicDiff, TreatmentRow, disclosure, public_diff, treatments,
};
pub use evidence::{EvidenceItem, SelfEvalEvidence, evidence};
pub(crate) use evidence::{all as all_evidence, check_evidence_owner, evidence_findings};
pub(crate) use list::grades_of_year;
pub use list::{GradeCount, GradesOfYear, SelfEvalList, SelfEvalRow, list};
pub use report::{
    AddParagraph, MoveParagraph, RefreshReport, ReportParagraph, ReportSave, ReportSection, ReportView, add,
    begin, keep, move_paragraph, refresh, remove, report, save,
};
pub use rounds::{RoundDiff, RoundRow, RoundsDiff, round_diff, rounds};
pub use view::{
    ExecutionView, LastSelfEval, SelfEvalFund, SelfEvalResult, SelfEvalRowView, SelfEvalView, StationView,
    TimelineView, WorkingStep, get,
};
pub use what_if::{WhatIf, WhatIfCell, WhatIfResult, WhatIfRow, what_if};

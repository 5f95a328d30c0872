//! The one list of commands.
//!
//! A line here makes a command callable by the shell, adds it to the TypeScript types and fails to compile when its
//! function is missing. Requests and responses are JSON; the few that answer with raw bytes stand apart.

use crate::session::App;
use crate::usecase::{
    audit, calendar, check, copies, deadline, draft, edit, evidence, handing, help, history, home, import,
    keys, ledger, library, monitor, own_library, pack_move, packages, packs, paste, persons, prefs, print,
    print_batch, project, project_many, recovery, rectify, remarks, report, rows, seal, search, selfeval,
    store, template, unit_monitor, verify,
};
use crate::{ApiError, Result, typescript::Types};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::TS;

/// No parameters.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(type = "Record<string, never>")]
pub struct Empty {}

macro_rules! commands {
    (json { $($name:literal => $func:path: $req:ty => $res:ty,)+ } bytes { $($bname:literal => $bfunc:path: $breq:ty,)+ }) => {
        /// Names of all commands.
        pub const NAMES: &[&str] = &[$($name,)+ $($bname,)+];

        /// Carries out a command with a JSON answer.
        pub fn call(app: &App, name: &str, payload: Value) -> Result<Value> {
            match name {
                $($name => answer($func(app, request::<$req>(name, payload)?)?),)+
                _ => Err(ApiError::unknown_command(name)),
            }
        }

        /// Carries out a command that answers with bytes.
        pub fn call_bytes(app: &App, name: &str, payload: Value) -> Result<Vec<u8>> {
            match name {
                $($bname => $bfunc(app, request::<$breq>(name, payload)?),)+
                _ => Err(ApiError::unknown_command(name)),
            }
        }

        /// The TypeScript file of all types and the map of commands.
        pub fn typescript() -> String {
            let mut types = Types::default();
            types.add::<ApiError>();
            $(types.command::<$req, $res>($name);)+
            $(types.bytes_command::<$breq>($bname);)+
            types.print()
        }
    };
}

commands! {
    json {
        "app.about" => store::about: Empty => store::About,
        "store.create" => store::create: store::CreateStore => store::StoreInfo,
        "store.open" => store::open: store::OpenStore => store::StoreInfo,
        "store.restore" => store::restore: store::Restore => store::StoreInfo,
        "store.current" => store::current: Empty => Option<store::StoreInfo>,
        "store.close" => store::close: Empty => (),
        "store.keep" => recovery::keep: Empty => store::StoreInfo,
        "store.discard_crashed" => recovery::discard_crashed: Empty => store::StoreInfo,
        "store.set_year" => store::set_year: store::SetYear => store::StoreInfo,
        "demo.open" => store::open_demo: Empty => store::StoreInfo,
        "person.list" => persons::list: Empty => Vec<persons::PersonRow>,
        "person.save" => persons::save: persons::SavePerson => edit::Saved,
        "person.use" => persons::switch: persons::PersonId => store::StoreInfo,
        "person.delete" => persons::delete: persons::PersonId => edit::Saved,
        "prefs.get" => prefs::get: Empty => prefs::Prefs,
        "prefs.set" => prefs::set: prefs::Prefs => prefs::Prefs,
        "pack.list" => packs::list: Empty => Vec<packs::PackSummary>,
        "pack.get" => packs::get: packs::PackId => packs::PackView,
        "pack.compare" => packs::compare: packs::ComparePacks => Vec<packs::RuleDiff>,
        "pack.import" => packs::import: print::ToFile => packs::PackSummary,
        "pack.remove" => packs::remove: packs::PackId => edit::Saved,
        "target.move_pack" => pack_move::move_pack: pack_move::MovePack => pack_move::PackMove,
        "project.list" => project::list: Empty => project::ProjectList,
        "project.get" => project::get: project::ProjectId => project::ProjectView,
        "project.create" => project::create: project::NewProject => project::Created,
        "project.duplicate" => copies::duplicate: copies::Duplicate => project::Created,
        "project.carry_plan" => copies::carry_plan: copies::CarryQuery => copies::CarryPlan,
        "project.carry" => copies::carry: copies::Carry => copies::Carried,
        "template.list" => template::list: Empty => Vec<template::TemplateRow>,
        "template.save" => template::save: template::SaveTemplate => edit::Saved,
        "template.delete" => template::delete: template::TemplateId => edit::Saved,
        "template.apply" => template::apply: template::ApplyTemplate => copies::Copied,
        "target.copy_last_year" => copies::copy_last_year: copies::CopyLastYear => copies::Copied,
        "project.delete_many" => project_many::delete: project_many::Projects => project_many::Deleted,
        "project.sum" => project_many::sum: project_many::Projects => project_many::ProjectSum,
        "project.delete" => project::delete: project::ProjectId => edit::Saved,
        "edit.cell" => edit::cell: edit::EditCell => edit::Saved,
        "draft.keep" => draft::keep: draft::Draft => (),
        "draft.drop" => draft::drop_draft: Empty => (),
        "draft.pending" => draft::pending: Empty => Option<draft::DraftView>,
        "edit.undo" => edit::undo: Empty => edit::Saved,
        "edit.redo" => edit::redo: Empty => edit::Saved,
        "edit.discard" => recovery::discard: Empty => edit::Saved,
        "history.cell" => history::cell: history::CellQuery => Vec<history::CellChange>,
        "history.list" => edit::history: edit::HistoryQuery => edit::History,
        "edit.cells" => edit::cells: edit::EditCells => edit::Saved,
        "paste.preview" => paste::preview: paste::Paste => domain::paste::Pasted,
        "paste.commit" => paste::commit: paste::Paste => edit::Saved,
        "indicator.add" => rows::add: rows::AddIndicator => project::Created,
        "indicator.move" => rows::shift: rows::MoveIndicator => edit::Saved,
        "indicator.remove" => rows::remove: edit::AtPath => edit::Saved,
        "indicator.remove_many" => rows::remove_many: rows::AtPaths => edit::Saved,
        "target.hand_on" => handing::hand_on: handing::HandOn => handing::HandedOn,
        "remark.list" => remarks::list: remarks::RemarkQuery => Vec<remarks::RemarkView>,
        "remark.add" => remarks::add: remarks::AddRemark => edit::Saved,
        "remark.answer" => remarks::answer: remarks::AnswerRemark => edit::Saved,
        "remark.settle" => remarks::settle: remarks::SettleRemarks => edit::Saved,
        "remark.delete" => remarks::delete: remarks::RemarkId => edit::Saved,
        "rectify.list" => rectify::list: Empty => Vec<rectify::RectRow>,
        "rectify.open" => rectify::open: rectify::RectOpen => rectify::RectOpened,
        "rectify.close" => rectify::close: rectify::RectId => edit::Saved,
        "rectify.reopen" => rectify::reopen: rectify::RectId => edit::Saved,
        "rectify.delete" => rectify::delete: rectify::RectId => edit::Saved,
        "rectify.outcomes" => rectify::outcomes: Empty => Vec<String>,
        "evidence.add" => evidence::add: evidence::EvidenceAdd => edit::Saved,
        "evidence.remove" => evidence::remove: evidence::EvidenceId => edit::Saved,
        "evidence.save" => evidence::save: evidence::EvidenceSave => print::SavedFile,
        "target.approve" => edit::approve: project::ProjectId => edit::Saved,
        "target.reopen" => edit::reopen: project::ProjectId => edit::Saved,
        "target.adjust" => edit::adjust: edit::Adjust => edit::Saved,
        "target.changes" => edit::changes: project::ProjectId => Vec<edit::ChangeRow>,
        "import.inspect" => import::inspect: import::ImportFile => import::Inspected,
        "import.preview" => import::preview: import::ImportSheet => import::ImportPreview,
        "import.commit" => import::commit: import::ImportCommit => import::Imported,
        "monitor.board" => monitor::board: Empty => monitor::MonitorBoard,
        "monitor.totals" => monitor::totals: monitor::TotalsOf => monitor::MonitorTotals,
        "monitor.get" => monitor::get: monitor::MonthOf => monitor::MonitorView,
        "monitor.start" => monitor::start: monitor::StartMonths => monitor::MonitorStarted,
        "monitor.delete" => monitor::delete: monitor::MonthOf => edit::Saved,
        "monitor.confirm" => monitor::confirm: monitor::MonthOf => edit::Saved,
        "monitor.accept" => monitor::accept: monitor::Accept => edit::Saved,
        "monitor.reopen" => monitor::reopen: monitor::MonthOf => edit::Saved,
        "monitor.follow_target" => monitor::follow_target: monitor::MonthOf => edit::Saved,
        "unit_monitor.get" => unit_monitor::get: Empty => unit_monitor::UnitMonitorView,
        "unit_monitor.start" => unit_monitor::start: Empty => edit::Saved,
        "unit_monitor.add_row" => unit_monitor::add_row: unit_monitor::AddUnitRow => project::Created,
        "unit_monitor.add_task" => unit_monitor::add_task: unit_monitor::AddUnitTask => project::Created,
        "unit_monitor.remove" => unit_monitor::remove: edit::AtPath => edit::Saved,
        "selfeval.list" => selfeval::list: Empty => selfeval::SelfEvalList,
        "selfeval.get" => selfeval::get: project::ProjectId => selfeval::SelfEvalView,
        "selfeval.start" => selfeval::start: selfeval::StartSelfEvals => selfeval::SelfEvalStarted,
        "selfeval.delete" => selfeval::delete: project::ProjectId => edit::Saved,
        "selfeval.confirm" => selfeval::confirm: project::ProjectId => edit::Saved,
        "selfeval.follow_target" => selfeval::follow_target: project::ProjectId => edit::Saved,
        "selfeval.reopen" => selfeval::reopen: project::ProjectId => edit::Saved,
        "selfeval.hand_on" => selfeval::hand_on: selfeval::HandOnSelfEvals => handing::HandedOn,
        "selfeval.what_if" => selfeval::what_if: selfeval::WhatIf => selfeval::WhatIfResult,
        "selfeval.rounds" => selfeval::rounds: project::ProjectId => Vec<selfeval::RoundRow>,
        "selfeval.round_diff" => selfeval::round_diff: selfeval::RoundsDiff => selfeval::RoundDiff,
        "selfeval.report" => selfeval::report: project::ProjectId => selfeval::ReportView,
        "selfeval.report_begin" => selfeval::begin: project::ProjectId => edit::Saved,
        "selfeval.report_add" => selfeval::add: selfeval::AddParagraph => project::Created,
        "selfeval.report_remove" => selfeval::remove: edit::AtPath => edit::Saved,
        "selfeval.report_move" => selfeval::move_paragraph: selfeval::MoveParagraph => edit::Saved,
        "selfeval.report_refresh" => selfeval::refresh: selfeval::RefreshReport => edit::Saved,
        "selfeval.report_keep" => selfeval::keep: edit::AtPath => edit::Saved,
        "selfeval.report_save" => selfeval::save: selfeval::ReportSave => print::SavedFile,
        "selfeval.evidence" => selfeval::evidence: project::ProjectId => selfeval::SelfEvalEvidence,
        "selfeval.disclosure" => selfeval::disclosure: Empty => selfeval::Disclosure,
        "selfeval.public_diff" => selfeval::public_diff: project::ProjectId => selfeval::PublicDiff,
        "selfeval.treatments" => selfeval::treatments: Empty => Vec<selfeval::TreatmentRow>,
        "ledger.inspect" => ledger::inspect: ledger::LedgerInspect => ledger::LedgerFile,
        "ledger.fields" => ledger::fields: Empty => Vec<ledger::LedgerFieldChoice>,
        "ledger.preview" => ledger::preview: ledger::LedgerQuery => ledger::LedgerPreview,
        "ledger.commit" => ledger::commit: ledger::LedgerCommit => ledger::LedgerImported,
        "ledger.list" => ledger::list: Empty => Vec<ledger::LedgerRow>,
        "ledger.groups" => ledger::groups: ledger::LedgerGroups => Vec<ledger::LedgerGroup>,
        "ledger.assign" => ledger::assign: ledger::LedgerAssign => edit::Saved,
        "ledger.delete" => ledger::delete: ledger::LedgerId => edit::Saved,
        "ledger.check" => ledger::check: ledger::LedgerCheck => ledger::ThreeWay,
        "ledger.payments" => ledger::payments: ledger::PaymentQuery => ledger::Payments,
        "check.run" => check::run: check::CheckQuery => check::Checked,
        "print.preview" => print::preview: print::PrintQuery => print::PrintMeta,
        "print.save" => print::save: print::PrintSave => print::SavedFile,
        "print.batch" => print_batch::batch: print_batch::PrintBatch => print_batch::PrintedBatch,
        "report.monitor" => report::monitor: report::ReportMonitor => print::SavedFile,
        "key.status" => keys::status: Empty => Option<keys::KeyView>,
        "key.create" => keys::create: keys::CreateKey => keys::KeyView,
        "key.paper" => keys::paper: print::ToFile => print::SavedFile,
        "pin.list" => keys::pins: Empty => Vec<keys::PinView>,
        "pin.add" => keys::add_pin: keys::AddPin => edit::Saved,
        "seal.plan" => seal::plan: seal::SealQuery => seal::SealPlan,
        "seal.run" => seal::run: seal::SealRun => verify::PackageReport,
        "package.verify" => verify::verify: verify::PackageFile => verify::PackageReport,
        "package.read" => verify::read: verify::PackageFile => verify::PackageReport,
        "package.list" => packages::list: Empty => Vec<packages::PackageRow>,
        "backup.make" => audit::backup: audit::BackupTo => print::SavedFile,
        "backup.list" => recovery::backups: Empty => Vec<recovery::BackupRow>,
        "audit.list" => history::audit_list: history::AuditQuery => Vec<::store::AuditRow>,
        "audit.verify" => audit::verify: Empty => audit::AuditReport,
        "audit.export" => audit::export: print::ToFile => print::SavedFile,
        "doctor.run" => audit::doctor: Empty => Vec<audit::Diagnosis>,
        "library.search" => library::search: library::LibraryQuery => Vec<library::LibraryHit>,
        "home.overview" => home::overview: Empty => home::Home,
        "deadline.list" => deadline::list: Empty => Vec<deadline::DeadlineRow>,
        "deadline.save" => deadline::save: deadline::SaveDeadline => edit::Saved,
        "deadline.delete" => deadline::delete: deadline::DeadlineId => edit::Saved,
        "calendar.years" => calendar::years: Empty => calendar::CalendarYears,
        "calendar.import" => calendar::import: calendar::CalendarFile => calendar::CalendarImported,
        "search.run" => search::run: search::SearchQuery => Vec<search::SearchHit>,
        "help.field" => help::field: help::FieldQuery => help::FieldHelp,
        "help.guide" => help::guide: Empty => help::Guide,
        "library.categories" => library::categories: Empty => Vec<String>,
        "library.own" => own_library::own: Empty => Vec<own_library::OwnRow>,
        "library.save" => own_library::save: own_library::SaveOwn => edit::Saved,
        "library.delete" => own_library::delete: own_library::OwnId => edit::Saved,
        "library.keep" => own_library::keep: edit::AtPath => edit::Saved,
        "library.export" => own_library::export: print::ToFile => print::SavedFile,
        "library.import" => own_library::import: print::ToFile => own_library::LibraryImported,
        "task.cancel" => audit::cancel: audit::Task => (),
    }
    bytes {
        "print.page" => print::page: print::PageQuery,
    }
}

fn request<T: DeserializeOwned>(name: &str, payload: Value) -> Result<T> {
    let payload = if payload.is_null() { Value::Object(serde_json::Map::new()) } else { payload };
    serde_json::from_value(payload).map_err(|fault| ApiError::bad_request(name, &fault.to_string()))
}

fn answer<T: Serialize>(value: T) -> Result<Value> {
    serde_json::to_value(value).map_err(|fault| ApiError::internal(&fault.to_string()))
}

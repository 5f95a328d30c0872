//! Importing an export: preview, take in as one step, hand back what cannot be taken in.

use super::assign::{project_keys, remembered};
use super::books::{self, Book, Change};
use super::inspect::{find_sheet, mapping_of, new_name, read_file};
use super::{LedgerGroup, LedgerMapping, called, project_names, refuse, shown, wan, wan_or_empty};
use crate::session::Session;
use crate::usecase::import::beside;
use crate::usecase::monitor::month_of;
use crate::{App, Result};
use domain::finding::Level;
use domain::ledger::{
    FaultKind, LedgerFault, Match, Payment, PaymentGroup, Scope, check_payments, group, keep, match_groups,
    text,
};
use domain::money::Money;
use domain::monitoring::Month;
use domain::text::chars;
use serde::{Deserialize, Serialize};
use sheets::ledger::{self as reader, LedgerField, LedgerRows};
use sheets::{CellError, Sheet};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use store::{Ledger, Matched, OpKind};
use ts_rs::TS;

/// What to preview.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LedgerQuery {
    /// The file.
    pub file: String,
    /// The sheet; empty: the first that looks like a payment list.
    pub sheet: String,
    /// The month, 1-12.
    pub month: u8,
    /// Changed mapping; absent: the remembered or guessed one.
    #[serde(default)]
    #[ts(optional)]
    pub mapping: Option<LedgerMapping>,
}

/// What to take in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LedgerCommit {
    /// The file.
    pub file: String,
    /// The sheet; empty: the first that looks like a payment list.
    pub sheet: String,
    /// The month, 1-12.
    pub month: u8,
    /// Changed mapping; absent: the remembered or guessed one.
    #[serde(default)]
    #[ts(optional)]
    pub mapping: Option<LedgerMapping>,
    /// File for the rows that are not taken in; absent: beside the file.
    #[serde(default)]
    #[ts(optional)]
    pub rejects: Option<String>,
}

/// An oddity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerFaultRow {
    /// Row of the file, counted from 1; 0: the file as a whole.
    pub line: u32,
    /// What is odd and what to do.
    pub text: String,
    /// `error`, `explain` or `hint`.
    pub level: Level,
}

/// What an import would bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerPreview {
    /// The source that it goes under.
    pub name: String,
    /// Rows below the header that hold something.
    pub rows: u32,
    /// Payments that count.
    pub read: u32,
    /// Payments less refunds, 万元.
    pub net: String,
    /// Refunds, 万元; empty without any.
    pub refunds: String,
    /// The import that this one takes the place of.
    pub replaces: Option<String>,
    /// What is odd.
    pub faults: Vec<LedgerFaultRow>,
    /// Groups that have a project, or belong to none by a person's word.
    pub matched: Vec<LedgerGroup>,
    /// Groups that wait for a project.
    pub unmatched: Vec<LedgerGroup>,
    /// Why rows are not taken in.
    pub rejected: Vec<CellError>,
}

/// What was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerImported {
    /// Id of the import.
    pub id: String,
    /// Payments that count.
    pub rows: u32,
    /// Groups that have a project.
    pub matched: u32,
    /// Groups that wait for one.
    pub unmatched: u32,
    /// Rows that were not taken in.
    pub rejected: u32,
    /// The workbook with the rows handed back.
    pub rejects: Option<String>,
    /// The step's name in the history.
    pub label: Option<String>,
    /// Local time, `14:32`.
    pub saved_at: String,
}

/// So many faults and rejected cells are shown; the rest is counted.
const SHOWN: usize = 1000;
/// The longest name of a source, in characters.
const LONGEST: usize = 40;

/// Groups with their projects.
pub(super) type Groups = Vec<(PaymentGroup, Matched)>;

/// An import that was worked out and not yet written.
struct Plan<'a> {
    sheet: &'a Sheet,
    mapping: LedgerMapping,
    rows: u32,
    left_out: Vec<LedgerFaultRow>,
    rejected: Vec<CellError>,
    faults: Vec<LedgerFault>,
    replaces: Option<Ledger>,
    fresh: Book,
    groups: Groups,
    later: Vec<Book>,
}

fn plan<'a>(app: &App, session: &Session, sheets: &'a [Sheet], query: &LedgerQuery) -> Result<Plan<'a>> {
    let month = month_of(query.month)?;
    let sheet = find_sheet(sheets, &query.sheet)?;
    let mut mapping = match &query.mapping {
        Some(mapping) => mapping.clone(),
        None => mapping_of(session, sheet)?.0,
    };
    mapping.name = mapping.name.trim().to_owned();
    if mapping.name.is_empty() {
        mapping.name = new_name(session, &reader::headers(sheet, &mapping))?;
    }
    if chars(&mapping.name) > LONGEST {
        return Err(refuse(format!("来源名称最多 {LONGEST} 个字，请改短")).field("name"));
    }
    let mut progress = |done, total| app.host().progress("import", done, total);
    let LedgerRows { payments, mut rejected, notes, skipped, remarks, rows } =
        reader::read(sheet, &mapping, session.year, &mut progress)?;
    let unit = session.unit()?;
    let scope = Scope { year: session.year, month: month.number(), unit: &unit.name, unit_code: &unit.code };
    let (out, mut faults): (Vec<LedgerFault>, Vec<LedgerFault>) =
        check_payments(&payments, &scope).into_iter().partition(|fault| fault.kind.keeps_out());
    let kept = keep(payments, &out);
    rejected.extend(out.iter().map(|fault| {
        let field = match fault.kind {
            FaultKind::OtherUnit if mapping.columns.contains_key(&LedgerField::Unit) => LedgerField::Unit,
            FaultKind::OtherUnit => LedgerField::UnitCode,
            _ if mapping.columns.contains_key(&LedgerField::Date) => LedgerField::Date,
            _ => LedgerField::Month,
        };
        reader::row_error(sheet, &mapping, fault.line, field, &fault.text)
    }));
    rejected.sort_by_key(|error| error.row);

    let known = session.store.read().ledgers(session.year)?;
    let replaces = known.iter().find(|l| l.month == month && l.source_name == mapping.name).cloned();
    let others = known.iter().filter(|l| l.month == month && l.source_name != mapping.name);
    faults.extend(others.map(|other| LedgerFault {
        line: 0,
        kind: FaultKind::Repeat,
        level: Level::Explain,
        text: format!("{}已有{}，两份都会计入；如果是同一批支付，请只留一份", month.word(), called(other)),
    }));
    let ledger = Ledger {
        id: replaces.as_ref().map_or_else(|| app.host().new_id(), |ledger| ledger.id.clone()),
        year: session.year,
        month,
        source_name: mapping.name.clone(),
        file_name: Path::new(&query.file)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        sha256: String::new(),
        bytes: 0,
        rows: 0,
        net: Money::ZERO,
        at: app.stamp(),
    };
    let settled = books::settle(session, Change::Comes(ledger, kept))?;
    faults.extend(settled.faults);
    let Some(fresh) = settled.fresh else { return Err(crate::ApiError::internal("ledger.plan")) };
    let groups = matched(app, session, &fresh.payments)?;
    faults.extend(groups.iter().filter_map(|(group, _)| group.fault()));
    let line = |line, text, level| LedgerFaultRow { line, text, level };
    let mut left_out: Vec<LedgerFaultRow> =
        remarks.into_iter().map(|text| line(0, text, Level::Explain)).collect();
    left_out.extend(
        notes.into_iter().map(|note| {
            line(note.row, format!("{}“{}”：{}", note.header, note.read, note.text), Level::Hint)
        }),
    );
    let all = rows.saturating_add(u32::try_from(skipped.len()).unwrap_or(u32::MAX));
    left_out.extend(
        skipped.into_iter().map(|row| {
            line(row.number, format!("{}“{}”不是支付，没有计入", row.reason, row.text), Level::Hint)
        }),
    );
    Ok(Plan {
        sheet,
        mapping,
        rows: all,
        left_out,
        rejected,
        faults,
        replaces,
        fresh,
        groups,
        later: settled.later,
    })
}

/// The groups of payments with their projects: what persons said of them, else code and name.
fn matched(app: &App, session: &Session, payments: &[Payment]) -> Result<Groups> {
    let said = remembered(&session.store.read().ledger_groups_of(session.year)?);
    let groups = group(payments);
    let found = match_groups(&groups, &project_keys(app, session)?, &said);
    Ok(groups.into_iter().zip(found).collect())
}

/// An export as it is to be written, its payments kept as a file.
fn kept(session: &Session, book: Book, groups: &[(PaymentGroup, Matched)]) -> Result<Ledger> {
    let file = session.store.files().put_bytes(text::write(&book.payments).as_bytes())?;
    let counted = book.payments.iter().filter(|payment| !payment.repeat).count();
    Ok(Ledger {
        sha256: file.sha256,
        bytes: file.bytes,
        rows: u32::try_from(counted).unwrap_or(u32::MAX),
        net: groups.iter().map(|(group, _)| group.net).sum(),
        ..book.ledger
    })
}

/// Later exports of which other payments count now; what their groups were matched to stays.
pub(super) fn rewritten(app: &App, session: &Session, later: Vec<Book>) -> Result<Vec<(Ledger, Groups)>> {
    let mut out = Vec::new();
    for book in later {
        let before: HashMap<String, Matched> =
            (session.store.read().ledger_groups(&book.ledger.id)?.into_iter())
                .map(|group| (group.group.key, group.matched))
                .collect();
        let mut groups = matched(app, session, &book.payments)?;
        for (group, matched) in &mut groups {
            if let Some(before) = before.get(&group.key) {
                matched.clone_from(before);
            }
        }
        out.push((kept(session, book, &groups)?, groups));
    }
    Ok(out)
}

/// Shows what an import would bring; nothing is written.
pub fn preview(app: &App, query: LedgerQuery) -> Result<LedgerPreview> {
    let (sheets, _) = read_file(app, Path::new(&query.file))?;
    app.read(|session| {
        let plan = plan(app, session, &sheets, &query)?;
        let names = project_names(app, session)?;
        let counted = plan.fresh.payments.iter().filter(|payment| !payment.repeat);
        let (mut faults, mut rejected) = (plan.left_out, plan.rejected);
        faults.extend(plan.faults.into_iter().map(|f| LedgerFaultRow {
            line: f.line,
            text: f.text,
            level: f.level,
        }));
        faults.sort_by_key(|fault| (fault.level, fault.line));
        for (list, what) in [(faults.len(), "提示"), (rejected.len(), "不能导入的地方")] {
            if list > SHOWN {
                let text = format!("{what}共 {list} 处，这里只列出前 {SHOWN} 处");
                faults.insert(0, LedgerFaultRow { line: 0, text, level: Level::Explain });
            }
        }
        faults.truncate(SHOWN);
        rejected.truncate(SHOWN);
        let view = |(number, (group, matched)): (usize, &(PaymentGroup, Matched))| {
            shown(format!("{}/{number}", plan.fresh.ledger.id), group, matched, &names)
        };
        let (unmatched, matched) =
            plan.groups.iter().enumerate().map(view).partition(|group: &LedgerGroup| group.how.is_empty());
        Ok(LedgerPreview {
            name: plan.mapping.name,
            rows: plan.rows,
            read: u32::try_from(counted.count()).unwrap_or(u32::MAX),
            net: wan(plan.groups.iter().map(|(group, _)| group.net).sum()),
            refunds: wan_or_empty(plan.groups.iter().map(|(group, _)| group.refunded).sum()),
            replaces: plan.replaces.as_ref().map(replaced),
            faults,
            matched,
            unmatched,
            rejected,
        })
    })
}

fn replaced(ledger: &Ledger) -> String {
    let day = ledger.at.get(..10).unwrap_or_default();
    format!("将替换{} {day} 导入的 {} 笔支付", called(ledger), ledger.rows)
}

/// Takes an export in as one step and hands the rows back that cannot be.
pub fn commit(app: &App, query: LedgerCommit) -> Result<LedgerImported> {
    let path = Path::new(&query.file);
    let (sheets, _) = read_file(app, path)?;
    let rejects = query.rejects.map_or_else(|| beside(path), PathBuf::from);
    app.check_outlet(&rejects)?;
    let query =
        LedgerQuery { file: query.file, sheet: query.sheet, month: query.month, mapping: query.mapping };
    app.work(|session| {
        session.check_writable()?;
        let plan = plan(app, session, &sheets, &query)?;
        if plan.fresh.payments.is_empty() {
            return Err(refuse(nothing(plan.fresh.ledger.month, &plan.rejected)));
        }
        let rejected: BTreeSet<u32> = plan.rejected.iter().map(|error| error.row).collect();
        // The workbook with the bad rows is written first: if it cannot be, nothing is taken in.
        let written = reader::write_rejects(&rejects, plan.sheet, &plan.mapping, &plan.rejected)?;
        let handed_back = (written > 0).then(|| rejects.display().to_string());
        let done = write(app, session, plan);
        if let (Err(_), Some(file)) = (&done, &handed_back) {
            let _ = std::fs::remove_file(file);
        }
        let rejected = u32::try_from(rejected.len()).unwrap_or(u32::MAX);
        done.map(|done| LedgerImported { rejected, rejects: handed_back, ..done })
    })
}

fn nothing(month: Month, rejected: &[CellError]) -> String {
    match rejected.first() {
        Some(error) => format!(
            "没有可以计入{}的支付，请核对月份和各栏目；第一处：第 {} 行，{}",
            month.word(),
            error.row,
            error.text
        ),
        None => format!("表里没有支付，请核对工作表和表头所在的行，{}的数据没有变", month.word()),
    }
}

fn write(app: &App, session: &mut Session, plan: Plan<'_>) -> Result<LedgerImported> {
    let headers = reader::headers(plan.sheet, &plan.mapping);
    let fingerprint = reader::fingerprint(&headers);
    let mapping = serde_json::to_value(plan.mapping.remember(&headers)).unwrap_or_default();
    let later = rewritten(app, session, plan.later)?;
    let ledger = kept(session, plan.fresh, &plan.groups)?;
    let word = if plan.replaces.is_some() { "重新导入" } else { "导入" };
    let label = format!("{word}{}的支付明细：{} 笔", called(&ledger), ledger.rows);
    session.operate(app, &label, OpKind::Reversible, |tx| {
        tx.put_ledger(&ledger, &plan.groups)?;
        for (ledger, groups) in &later {
            tx.put_ledger(ledger, groups)?;
        }
        tx.put_mapping(&fingerprint, &mapping)?;
        Ok(())
    })?;
    let count = |want: fn(&Matched) -> bool| {
        let found = plan.groups.iter().filter(|(_, matched)| want(matched)).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    Ok(LedgerImported {
        id: ledger.id.0.clone(),
        rows: ledger.rows,
        matched: count(|(project, _)| project.is_some()),
        unmatched: count(|(_, how)| *how == Match::None),
        rejected: 0,
        rejects: None,
        label: Some(label),
        saved_at: app.host().now().format("%H:%M").to_string(),
    })
}

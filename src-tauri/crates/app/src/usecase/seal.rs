//! Sealing: what would be sent in one sentence, then the signed package, read back from where it was written.

use crate::session::{Entry, Session};
use crate::submission::{self, PackPart, Submission};
use crate::usecase::check::checked;
use crate::usecase::project::{pack_of, unit_of};
use crate::usecase::verify::PackageReport;
use crate::usecase::{keys, packages, print, verify};
use crate::views::FindingView;
use crate::{ApiError, App, Result};
use documents::{FormPage, Stamp as FormStamp};
use domain::check::{Stage, check_unit};
use domain::finding::{Finding, Level};
use domain::money::Money;
use domain::target::Target;
use package::{BagInfo, Content, Item, KeyFile, Kind, PackageId, Period, Stamp};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use store::{Direction, OpKind, PackageRecord};
use ts_rs::TS;

/// What to seal for whom.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SealQuery {
    /// Unit code of the receiver, the finance bureau.
    pub recipient: String,
    /// Leave out projects that still have 必须改, to send the others first.
    #[serde(default)]
    pub ready_only: bool,
}

/// What sealing would send.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SealPlan {
    /// One sentence: what, to whom, which number, what is unfinished.
    pub sentence: String,
    /// 必须改 findings stand in the way.
    pub ready: bool,
    /// Number that the package will have.
    pub package_id: String,
    /// Its file name.
    pub file_name: String,
    /// Number of projects in it.
    pub projects: usize,
    /// Names of projects that stay out, with why.
    pub left_out: Vec<String>,
    /// What is unfinished: 必须改 first.
    pub unfinished: Vec<FindingView>,
    /// 必须改
    pub errors: usize,
    /// 需说明
    pub explains: usize,
}

/// Seals.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SealRun {
    /// Unit code of the receiver.
    pub recipient: String,
    /// Leave out projects that still have 必须改, to send the others first.
    #[serde(default)]
    pub ready_only: bool,
    /// Folder to write into: the USB stick.
    pub folder: String,
    /// Key file; the unit's own key in the store unless told.
    #[serde(default)]
    #[ts(optional)]
    pub key: Option<String>,
    /// Asked for at each sealing, never stored.
    pub passphrase: String,
}

struct Draft {
    id: PackageId,
    previous: Option<String>,
    entries: Vec<(usize, Target)>,
    left_out: Vec<String>,
    findings: Vec<Finding>,
    projects: Vec<Entry>,
    total: Money,
}

/// What sealing would send, and what stands in its way.
pub fn plan(app: &App, query: SealQuery) -> Result<SealPlan> {
    app.read(|session| {
        let draft = draft(app, session, query.ready_only)?;
        let unit = unit_of(session.pack(app)?);
        let found = checked(draft.findings.clone(), &draft.projects);
        let mut sentence = format!(
            "把 {} 个项目的 {} 年度绩效目标（合计 {}）报送 {}，包号 {}",
            draft.entries.len(),
            session.year,
            draft.total.with_unit(unit),
            if query.recipient.trim().is_empty() {
                "（请填写财政局的单位代码）"
            } else {
                query.recipient.trim()
            },
            draft.id
        );
        if !draft.left_out.is_empty() {
            sentence.push_str(&format!("；{} 个项目不在包内", draft.left_out.len()));
        }
        sentence.push_str(&match (found.errors, found.explains) {
            (0, 0) => "；没有未完成的事项。".to_owned(),
            (0, explains) => format!("；{explains} 处需说明。"),
            (errors, explains) => format!("；还有 {errors} 处必须改、{explains} 处需说明，改完才能封装。"),
        });
        Ok(SealPlan {
            sentence,
            ready: found.errors == 0 && !draft.entries.is_empty(),
            package_id: draft.id.to_string(),
            file_name: format!("{}.zip", draft.id),
            projects: draft.entries.len(),
            left_out: draft.left_out,
            errors: found.errors,
            explains: found.explains,
            unfinished: found.findings.into_iter().filter(|finding| finding.level != Level::Hint).collect(),
        })
    })
}

fn draft(app: &App, session: &Session, ready_only: bool) -> Result<Draft> {
    let unit = session.unit()?;
    let projects = session.projects()?;
    let mut findings = check_unit(
        session.pack(app)?,
        |target| pack_of(app, session, Some(target)),
        &unit,
        &projects,
        Stage::Seal,
    );
    let (mut entries, mut left_out, mut total) = (Vec::new(), Vec::new(), Money::ZERO);
    for (place, (project, target)) in projects.iter().enumerate() {
        if project.is_secret() {
            left_out.push(format!("{}（涉密）", project.name));
            continue;
        }
        let Some(target) = target.as_ref().filter(|target| !is_blank(target)) else {
            left_out.push(format!("{}（没有绩效目标）", project.name));
            continue;
        };
        let base = format!("/projects/{}", project.id);
        let errors = findings.iter().filter(|f| f.level == Level::Error && f.is_at(&base)).count();
        if ready_only && errors > 0 {
            findings.retain(|finding| !finding.is_at(&base));
            left_out.push(format!("{}（还有 {errors} 处必须改）", project.name));
            continue;
        }
        total = total + project.funds.annual.total().unwrap_or_default();
        entries.push((place, target.clone()));
    }
    let last = session.store.read().last_sealed(Kind::Target.as_str(), session.year, "Y")?;
    let sequence = last.as_ref().map_or(1, |last| last.sequence + 1);
    let agency = if unit.code.is_empty() { "000".to_owned() } else { unit.code.clone() };
    let id = PackageId {
        agency,
        year: session.year.0,
        kind: Kind::Target,
        period: Period::Year,
        sequence: u16::try_from(sequence).unwrap_or(u16::MAX),
    };
    Ok(Draft { id, previous: last.map(|last| last.sm3), entries, left_out, findings, projects, total })
}

fn is_blank(target: &Target) -> bool {
    target.annual_goal.trim().is_empty()
        && target.medium_goal.trim().is_empty()
        && target.indicators.is_empty()
}

/// Seals, signs, writes, and reads back what was written.
pub fn run(app: &App, query: SealRun) -> Result<PackageReport> {
    let folder = PathBuf::from(query.folder.trim());
    let recipient = domain::text::squeezed(&query.recipient);
    if recipient.is_empty() {
        return Err(ApiError::new("APP-SEAL-UNIT", "请填写接收单位（财政局）的单位代码").field("recipient"));
    }
    let key = match &query.key {
        Some(file) => KeyFile::read(Path::new(file))?,
        None => keys::own(app)?.ok_or_else(keys::no_key)?,
    };
    if !folder.is_dir() {
        return Err(ApiError::file("文件夹", &folder, &std::io::ErrorKind::NotFound.into()).field("folder"));
    }
    let Prepared { draft, info, submission, pages } = app.read(|session| {
        session.check_writable()?;
        prepare(app, session, &recipient, query.ready_only)
    })?;
    let signer = key.unlock(&query.passphrase)?;
    let mut items = vec![Item { path: submission::FILE.to_owned(), content: Content::Bytes(submission) }];
    items.extend(render(app, &pages)?);
    let mut progress = |done, total| app.host().progress("seal", done, total);
    let sealed = package::seal(&folder, &info, &items, key.certificate(), &signer, &mut progress)?;
    let written = written(app, &draft, &info, &sealed, key.certificate());
    if written.is_err() {
        // What is not in the books must not travel.
        let _ = std::fs::remove_file(&sealed.path);
    }
    written
}

fn written(
    app: &App,
    draft: &Draft,
    info: &BagInfo,
    sealed: &package::Sealed,
    certificate: &package::Certificate,
) -> Result<PackageReport> {
    let report = verify::report(app, &sealed.path, &[certificate.pin().clone()], None, true)?;
    let record = PackageRecord {
        sm3: sealed.digest.clone(),
        id: draft.id.to_string(),
        direction: Direction::Sealed,
        kind: draft.id.kind.as_str().to_owned(),
        year: domain::period::FiscalYear(draft.id.year),
        period: draft.id.period.to_string(),
        sequence: u32::from(draft.id.sequence),
        previous: draft.previous.clone(),
        file_name: format!("{}.zip", draft.id),
        sealed_at: app.stamp(),
        head: format!("{}:{}", info.audit_head.name, info.audit_head.sm3),
    };
    let label = format!("封装上报包 {}", draft.id);
    app.work(|session| {
        if session.store.audit_head()? != record.head {
            let text = "封装期间数据有改动，包没有留下，请核对改动后重新封装";
            return Err(ApiError::new("APP-SEAL-CHANGED", text));
        }
        session.operate(app, &label, OpKind::Barrier, |tx| {
            tx.put_package(&record)?;
            packages::note(tx, &record, &info.recipient, draft.entries.len())?;
            for (_, target) in &draft.entries {
                // Who seals alone has reviewed and released it: each step stands in the audit log.
                for state in target.state.steps_to_sealed() {
                    tx.set_target_state(&target.id, *state)?;
                }
            }
            Ok(())
        })
    })?;
    Ok(report)
}

/// All that the store has to say for a package; the rest is done without holding it.
struct Prepared {
    draft: Draft,
    info: BagInfo,
    submission: Vec<u8>,
    /// Each project's form with its file name, numbered in the order of the list, without ending.
    pages: Vec<(String, FormPage)>,
}

fn prepare(app: &App, session: &Session, recipient: &str, ready_only: bool) -> Result<Prepared> {
    let draft = draft(app, session, ready_only)?;
    let errors = draft.findings.iter().filter(|finding| finding.level == Level::Error).count();
    if let Some(first) = draft.findings.iter().find(|finding| finding.level == Level::Error) {
        let text = format!("还有 {errors} 处必须改，改完才能封装；第一处：{}，{}", first.text, first.remedy);
        return Err(ApiError::new("APP-SEAL-FINDINGS", text).field(&first.path));
    }
    if draft.entries.is_empty() {
        return Err(ApiError::new("APP-SEAL-EMPTY", "没有可以上报的项目，请先填报绩效目标"));
    }
    let unit = session.unit()?;
    let pack = session.pack(app)?;
    let head = session.store.audit_head()?;
    let (seq, hash) = head.split_once(':').unwrap_or((&head, ""));
    let rule_pack = PackPart { id: pack.id.clone(), sm3: app.pack_sm3(pack) };
    let info = BagInfo {
        id: draft.id.clone(),
        unit_name: unit.name.clone(),
        date: app.host().today(),
        schema: package::SCHEMA,
        recipient: recipient.to_owned(),
        previous: draft.previous.clone(),
        in_reply_to: None,
        rule_pack: Stamp { name: rule_pack.id.clone(), sm3: rule_pack.sm3.clone() },
        audit_head: Stamp { name: seq.to_owned(), sm3: hash.to_owned() },
        program: program(),
    };
    let submission = json(&draft, &unit, rule_pack)?;
    let pages = pages(app, session, &draft, &head)?;
    Ok(Prepared { draft, info, submission, pages })
}

fn program() -> String {
    format!("wenxiao {}", env!("CARGO_PKG_VERSION"))
}

fn json(draft: &Draft, unit: &domain::unit::Unit, rule_pack: PackPart) -> Result<Vec<u8>> {
    let projects = draft.entries.iter().filter_map(|(place, target)| {
        let (project, _) = draft.projects.get(*place)?;
        let base = format!("/projects/{}", project.id);
        let stood: Vec<Finding> =
            draft.findings.iter().filter(|finding| finding.is_at(&base)).cloned().collect();
        Some(submission::project(project, target, unit, &stood))
    });
    let file = Submission {
        schema: submission::SCHEMA.to_owned(),
        package_id: draft.id.to_string(),
        kind: draft.id.kind.as_str().to_owned(),
        fiscal_year: draft.id.year,
        period: draft.id.period.to_string(),
        sequence: draft.id.sequence,
        program: program(),
        unit: submission::unit(unit),
        rule_pack,
        projects: projects.collect(),
    };
    let mut bytes =
        serde_json::to_vec_pretty(&file).map_err(|fault| ApiError::internal(&fault.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn pages(app: &App, session: &Session, draft: &Draft, head: &str) -> Result<Vec<(String, FormPage)>> {
    let stamp = FormStamp::Sealed { number: draft.id.to_string(), audit_head: head.to_owned() };
    (draft.entries.iter())
        .filter_map(|(place, _)| draft.projects.get(*place))
        .enumerate()
        .map(|(number, entry)| {
            let short: String = entry.0.name.chars().take(40).collect();
            let (_, page) = print::form(app, session, entry.clone(), None, Some(stamp.clone()))?;
            Ok((format!("{:04}-{short}", number + 1), page))
        })
        .collect()
}

/// Each form as PDF and XLSX.
fn render(app: &App, pages: &[(String, FormPage)]) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for (number, (name, page)) in pages.iter().enumerate() {
        if !app.host().progress("seal-forms", number as u64, pages.len() as u64) {
            return Err(package::Error::Cancelled.into());
        }
        let path = |ending: &str| format!("forms/{}", package::name::tidy(&format!("{name}.{ending}")));
        items.push(Item { path: path("pdf"), content: Content::Bytes(documents::to_pdf(page)?) });
        items.push(Item { path: path("xlsx"), content: Content::Bytes(documents::to_xlsx(page)?) });
    }
    app.host().progress("seal-forms", pages.len() as u64, pages.len() as u64);
    Ok(items)
}

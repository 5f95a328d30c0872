//! Sealing: what would be sent in one sentence, then the signed package, read back from where it was written.

mod monitor;
mod paper;
mod selfeval;
mod target;

use crate::session::{Entry, Session};
use crate::submission::{self, PackPart, Submission};
use crate::submission_monitor;
use crate::usecase::check::checked;
use crate::usecase::monitor::{Opened, pack_of as monitor_pack};
use crate::usecase::project::pack_of;
use crate::usecase::verify::PackageReport;
use crate::usecase::{keys, packages, verify};
use crate::views::{self, FindingView};
use crate::{ApiError, App, Result};
use documents::FormPage;
use domain::check::{Stage, check_unit};
use domain::finding::{Finding, Level};
use domain::monitoring::assess;
use domain::target::Target;
use domain::typed::Id;
use domain::whole::UnitMonitoring;
use package::{BagInfo, Content, Item, KeyFile, Kind, PackageId, Period, Stamp};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use store::{Direction, OpKind, PackageRecord};
use ts_rs::TS;

/// What to seal for whom.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct SealQuery {
    /// Unit code of the receiver, the finance bureau.
    pub recipient: String,
    /// Leave out projects that still have 必须改, to send the others first.
    #[serde(default)]
    pub ready_only: bool,
    /// What is sent; 绩效目标 unless told.
    #[serde(default)]
    #[ts(optional, as = "Option<SealKind>")]
    pub kind: SealKind,
    /// `M01` … `M12` or `H1` for 运行监控.
    #[serde(default)]
    #[ts(optional)]
    pub period: Option<String>,
}

/// What a package carries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum SealKind {
    /// 绩效目标
    #[default]
    Target,
    /// 运行监控
    Monitor,
    /// 绩效自评
    SelfEval,
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
    /// Their ids, in the order of the package.
    pub packed: Vec<String>,
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
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct SealRun {
    /// Unit code of the receiver.
    pub recipient: String,
    /// Leave out projects that still have 必须改, to send the others first.
    #[serde(default)]
    pub ready_only: bool,
    /// What is sent; 绩效目标 unless told.
    #[serde(default)]
    #[ts(optional, as = "Option<SealKind>")]
    pub kind: SealKind,
    /// `M01` … `M12` or `H1` for 运行监控.
    #[serde(default)]
    #[ts(optional)]
    pub period: Option<String>,
    /// Folder to write into: the USB stick.
    pub folder: String,
    /// Key file; the unit's own key in the store unless told.
    #[serde(default)]
    #[ts(optional)]
    pub key: Option<String>,
    /// Asked for at each sealing, never stored.
    pub passphrase: String,
}

/// What is to be packed and for which period.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    kind: SealKind,
    period: Period,
    ready_only: bool,
}

impl Wanted {
    fn new(kind: SealKind, period: Option<&str>, ready_only: bool) -> Result<Self> {
        let period = match (kind, period) {
            (SealKind::Target | SealKind::SelfEval, None | Some("Y")) => Period::Year,
            (SealKind::Monitor, Some(key)) => monitor::period(key)?,
            (SealKind::Monitor, None) => {
                return Err(ApiError::new("APP-SEAL-PERIOD", "请选择上报哪个月的监控").field("period"));
            }
            (SealKind::Target | SealKind::SelfEval, Some(_)) => {
                let what = if kind == SealKind::Target { "绩效目标" } else { "绩效自评" };
                let text = format!("{what}按年度上报，期间请写 Y 或不写");
                return Err(ApiError::new("APP-SEAL-PERIOD", text).field("period"));
            }
        };
        Ok(Self { kind, period, ready_only })
    }
}

/// What a package says of one project.
enum Part {
    Target(Target),
    Month(Box<Opened>),
    SelfEval(Box<selfeval::Assessed>),
}

impl Part {
    fn target(&self) -> &Target {
        match self {
            Self::Target(target) => target,
            Self::Month(opened) => &opened.target,
            Self::SelfEval(assessed) => &assessed.opened.target,
        }
    }
}

struct Draft {
    id: PackageId,
    previous: Option<String>,
    /// Places in `projects`.
    entries: Vec<(usize, Part)>,
    /// The whole unit's half year.
    whole: Option<UnitMonitoring>,
    left_out: Vec<String>,
    findings: Vec<Finding>,
    projects: Vec<Entry>,
    /// What is packed, in words: `12 个项目的 2026 年度绩效目标（合计 …）`.
    what: String,
    /// Names of projects whose document the head has not released.
    unreleased: Vec<String>,
}

impl Draft {
    /// Without the whole unit, all released. `number` is the package's and that of the one before.
    fn new(
        number: (PackageId, Option<String>),
        entries: Vec<(usize, Part)>,
        left_out: Vec<String>,
        findings: Vec<Finding>,
        projects: Vec<Entry>,
        what: String,
    ) -> Self {
        let (id, previous) = number;
        let (whole, unreleased) = (None, Vec::new());
        Self { id, previous, entries, whole, left_out, findings, projects, what, unreleased }
    }

    /// The projects in it, in their order.
    fn packed(&self) -> Vec<&Id> {
        let project = |place: &usize| self.projects.get(*place).map(|(project, _)| &project.id);
        self.entries.iter().filter_map(|(place, _)| project(place)).collect()
    }

    /// The self-assessments in it.
    fn assessed(&self) -> impl Iterator<Item = &selfeval::Assessed> {
        self.entries.iter().filter_map(|(_, part)| match part {
            Part::SelfEval(assessed) => Some(assessed.as_ref()),
            _ => None,
        })
    }
}

/// What sealing would send, and what stands in its way.
pub fn plan(app: &App, query: SealQuery) -> Result<SealPlan> {
    let wanted = Wanted::new(query.kind, query.period.as_deref(), query.ready_only)?;
    app.read(|session| {
        let draft = draft(app, session, wanted)?;
        let found = checked(draft.findings.clone(), &draft.projects);
        let sentence = sentence(&draft, query.recipient.trim(), &found);
        Ok(SealPlan {
            sentence,
            ready: found.errors == 0 && !draft.entries.is_empty(),
            package_id: draft.id.to_string(),
            file_name: format!("{}.zip", draft.id),
            projects: draft.entries.len(),
            packed: draft.packed().into_iter().map(Id::to_string).collect(),
            left_out: draft.left_out,
            errors: found.errors,
            explains: found.explains,
            unfinished: found.findings.into_iter().filter(|finding| finding.level != Level::Hint).collect(),
        })
    })
}

/// What is sent, to whom, under which number, and what is unfinished.
fn sentence(draft: &Draft, recipient: &str, found: &super::check::Checked) -> String {
    let left_out = match draft.left_out.len() {
        0 => String::new(),
        many => format!("；{many} 个项目不在包内"),
    };
    if draft.entries.is_empty() {
        return format!("现在没有可以上报的内容{left_out}。");
    }
    let to = if recipient.is_empty() {
        "财政局（单位代码待填）".to_owned()
    } else {
        format!(" {recipient}")
    };
    let mut text = format!("把 {}报送{to}，包号 {}{left_out}", draft.what, draft.id);
    if !draft.unreleased.is_empty() {
        let names = listed(&draft.unreleased);
        text.push_str(&format!("；{} 个还没有审定，封装即视为已复核、审定：{names}", draft.unreleased.len()));
    }
    let must = format!("；还有 {} 处必须改，改完才能封装", found.errors);
    text.push_str(&match (found.errors, found.explains) {
        (0, 0) => "；没有未完成的事项。".to_owned(),
        (0, explains) => format!("；{explains} 处需说明。"),
        (_, 0) => format!("{must}。"),
        (_, explains) => format!("{must}；另有 {explains} 处需说明。"),
    });
    text
}

/// The first few names; the screen lists all.
fn listed(names: &[String]) -> String {
    const NAMED: usize = 3;
    let first = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
    if names.len() > NAMED { format!("{first}等") } else { first }
}

fn draft(app: &App, session: &Session, wanted: Wanted) -> Result<Draft> {
    match wanted.kind {
        SealKind::Target => target::draft(app, session, wanted),
        SealKind::Monitor => monitor::draft(app, session, wanted),
        SealKind::SelfEval => selfeval::draft(app, session, wanted),
    }
}

/// A package names unit and projects by their codes: what is wrong with these stands in its way as it does for targets.
fn codes(app: &App, session: &Session, projects: &[Entry]) -> Result<Vec<Finding>> {
    let of = |target: &Target| pack_of(app, session, Some(target));
    let mut found = check_unit(session.pack(app)?, of, &session.unit()?, projects, Stage::Seal);
    found.retain(|finding| ["project.code", "unit.codes"].contains(&finding.rule.as_str()));
    Ok(found)
}

/// The number of the next package of a kind and period, and the one before it.
fn number(session: &Session, kind: Kind, period: Period) -> Result<(PackageId, Option<String>)> {
    let last = session.store.read().last_sealed(kind.as_str(), session.year, &period.to_string())?;
    let sequence = last.as_ref().map_or(1, |last| last.sequence + 1);
    let unit = session.unit()?;
    let agency = if unit.code.is_empty() { "000".to_owned() } else { unit.code };
    let sequence = u16::try_from(sequence).unwrap_or(u16::MAX);
    Ok((PackageId { agency, year: session.year.0, kind, period, sequence }, last.map(|last| last.sm3)))
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
    let wanted = Wanted::new(query.kind, query.period.as_deref(), query.ready_only)?;
    let Prepared { draft, info, submission, pages, papers } = app.read(|session| {
        session.check_writable()?;
        prepare(app, session, &recipient, wanted)
    })?;
    let signer = key.unlock(&query.passphrase)?;
    let mut items = vec![Item { path: submission::FILE.to_owned(), content: Content::Bytes(submission) }];
    items.extend(paper::render(app, &pages)?);
    items.extend(papers.items(app)?);
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
        let person = session.person.clone();
        session.operate(app, &label, OpKind::Barrier, |tx| {
            tx.put_package(&record)?;
            packages::note(tx, &record, &info.recipient, &draft.packed())?;
            // Who seals alone has reviewed and released it: each step stands in the audit log.
            for (_, part) in &draft.entries {
                match part {
                    Part::Target(target) => {
                        for state in target.state.steps_to_sealed() {
                            tx.set_target_state(&target.id, *state)?;
                        }
                    }
                    Part::Month(opened) => {
                        for state in opened.doc.state.steps_to_sealed() {
                            tx.set_monitoring_state(&opened.doc.id, *state)?;
                        }
                    }
                    Part::SelfEval(assessed) => selfeval::filed(tx, assessed, &person, &record.sealed_at)?,
                }
            }
            if let Some(whole) = &draft.whole {
                for state in whole.state.steps_to_sealed() {
                    tx.set_unit_monitoring_state(&whole.id, *state)?;
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
    /// Reports and evidence of self-assessments.
    papers: paper::Papers,
}

fn prepare(app: &App, session: &Session, recipient: &str, wanted: Wanted) -> Result<Prepared> {
    let draft = draft(app, session, wanted)?;
    let errors = draft.findings.iter().filter(|finding| finding.level == Level::Error).count();
    if let Some(first) = draft.findings.iter().find(|finding| finding.level == Level::Error) {
        let (text, remedy) = (&first.text, &first.remedy);
        let place = named(first, &draft.projects);
        let text = format!("还有 {errors} 处必须改，改完才能封装；第一处：{place}，{text}，{remedy}");
        return Err(ApiError::new("APP-SEAL-FINDINGS", text).field(&first.path));
    }
    if draft.entries.is_empty() {
        let text = match wanted.kind {
            SealKind::Target => "没有可以上报的项目，请先填报绩效目标",
            SealKind::Monitor => "这个月还没有可以上报的监控，请先填写运行监控",
            SealKind::SelfEval => "还没有可以上报的绩效自评，请先开始自评并填写",
        };
        return Err(ApiError::new("APP-SEAL-EMPTY", text));
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
    let submission = json(app, session, &draft, &unit, rule_pack)?;
    let (pages, papers) =
        (paper::pages(app, session, &draft, &head)?, paper::papers(app, session, &draft, &head)?);
    Ok(Prepared { draft, info, submission, pages, papers })
}

/// Whose finding it is and where: `“村级补助”绩效自评 · 养护里程 · 得分`.
fn named(finding: &Finding, projects: &[Entry]) -> String {
    let of = projects.iter().find(|(project, _)| finding.is_at(&format!("/projects/{}", project.id)));
    let alone = of.map_or(&[][..], std::slice::from_ref);
    let place = views::findings(vec![finding.clone()], alone).pop().map(|found| found.place);
    let name = of.map(|(project, _)| format!("“{}”", project.name));
    format!("{}{}", name.unwrap_or_default(), place.unwrap_or_default())
}

fn program() -> String {
    format!("wenxiao {}", env!("CARGO_PKG_VERSION"))
}

fn json(
    app: &App,
    session: &Session,
    draft: &Draft,
    unit: &domain::unit::Unit,
    rule_pack: PackPart,
) -> Result<Vec<u8>> {
    let projects = draft.entries.iter().filter_map(|(place, part)| {
        let (project, _) = draft.projects.get(*place)?;
        let base = format!("/projects/{}", project.id);
        let stood: Vec<Finding> =
            draft.findings.iter().filter(|finding| finding.is_at(&base)).cloned().collect();
        let mut said = submission::project(project, part.target(), unit, &stood);
        if let Part::Month(opened) = part {
            let assessment = assess(monitor_pack(app, session, &opened.doc), &opened.target, &opened.doc);
            said.monitoring = Some(submission_monitor::monitoring(&opened.doc, &opened.target, &assessment));
        }
        if let Part::SelfEval(assessed) = part {
            said.self_assessment = Some(selfeval::said(app, session, assessed));
        }
        Some(said)
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
        unit_monitoring: draft.whole.as_ref().map(submission_monitor::unit_monitoring),
    };
    let mut bytes =
        serde_json::to_vec_pretty(&file).map_err(|fault| ApiError::internal(&fault.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

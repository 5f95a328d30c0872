//! Packages that came from somebody: verifying and reading them.

use crate::submission::{self, Submission};
use crate::submission_selfeval::SelfEvalPart;
use crate::usecase::keys;
use crate::{ApiError, App, Result};
use domain::money::{AmountUnit, Money};
use package::{BagInfo, Context, Known, Package, PackageId, Payload, Pin, Verdict};
use serde::{Deserialize, Serialize};
use std::path::Path;
use store::{Direction, PackageRecord};
use ts_rs::TS;

/// A package file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackageFile {
    /// Its path.
    pub file: String,
    /// SM3 of a public key to trust besides the registered ones.
    #[serde(default)]
    #[ts(optional)]
    pub pin: Option<String>,
    /// Unit code that it must be addressed to.
    #[serde(default)]
    #[ts(optional)]
    pub recipient: Option<String>,
}

/// A project in a package.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackagedProject {
    /// 项目名称
    pub name: String,
    /// 项目代码
    pub code: String,
    /// 年度资金总额 in 分.
    pub amount: Option<Money>,
    /// The same in 万元 as printed.
    pub amount_text: String,
    /// Number of annual indicators.
    pub indicators: usize,
    /// In a package of self-assessments what it came to: `自评 99.00 分，等级为“优”，佐证材料 2 份`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub result: Option<String>,
}

/// A file in a package.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackagedFile {
    /// Path below data/.
    pub name: String,
    /// Size.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// What a package is and how far it is to be believed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackageReport {
    /// 已验证, 已收过 or 未验证.
    pub verdict: String,
    /// Signed by a registered signer and whole.
    pub ok: bool,
    /// Code of the reason when it is not, `PKG-UNKNOWN-SIGNER`.
    pub code: Option<String>,
    /// Why it is not, and what to do.
    pub reason: Option<String>,
    /// Package id.
    pub id: String,
    /// Who its certificate says signed it.
    pub signer: String,
    /// The signer's fingerprint in groups.
    pub fingerprint: String,
    /// SM3 of the signer's public key.
    pub pin: String,
    /// Unit name and code of the sender.
    pub sender: String,
    /// Unit code of the receiver.
    pub recipient: String,
    /// Day of sealing.
    pub sealed_at: String,
    /// SM3 that names the package.
    pub digest: String,
    /// The package that it replaces.
    pub previous: Option<String>,
    /// What else to know: it does not follow the last package of its line that the open store knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// Rule pack.
    pub rule_pack: String,
    /// Head of the sender's audit log before sealing.
    pub audit_head: String,
    /// Size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Where it is.
    pub path: String,
    /// Projects in it.
    pub projects: Vec<PackagedProject>,
    /// Files in it.
    pub files: Vec<PackagedFile>,
    /// All that `submission.json` says; only when reading.
    pub submission: Option<Submission>,
}

/// Verifies a package. An unknown signer is no error but the verdict 未验证.
pub fn verify(app: &App, query: PackageFile) -> Result<PackageReport> {
    let mut report = judge(app, &query)?;
    report.submission = None;
    Ok(report)
}

/// Reads a package, whoever signed it; its verdict stands beside what it says.
pub fn read(app: &App, query: PackageFile) -> Result<PackageReport> {
    judge(app, &query)
}

fn judge(app: &App, query: &PackageFile) -> Result<PackageReport> {
    let path = Path::new(&query.file);
    let mut pins = Vec::new();
    if let Some(pin) = &query.pin {
        // Trust by fingerprint alone: name and code are then those that the certificate claims.
        let wanted = keys::read_pin(pin)?;
        let own = Package::open(path)?.certificate().pin().clone();
        if own.spki_sm3 == wanted {
            pins.push(own);
        }
    }
    report(app, path, &pins, query.recipient.as_deref(), false)
}

/// Verifies against the registered signers, the unit's own key and `extra` pins.
pub(crate) fn report(
    app: &App,
    path: &Path,
    extra: &[Pin],
    recipient: Option<&str>,
    own: bool,
) -> Result<PackageReport> {
    let mut pins = extra.to_vec();
    let mut known = Vec::new();
    if app.lock().is_some() {
        if let Some(key) = keys::own(app)? {
            pins.push(key.certificate().pin().clone());
        }
        app.read(|session| {
            let read = session.store.read();
            pins.extend(read.pins()?.into_iter().map(|pin| Pin {
                spki_sm3: pin.spki_sm3,
                unit_code: pin.unit_code,
                unit_name: pin.name,
            }));
            for record in read
                .packages(session.year)?
                .into_iter()
                .filter(|r| r.direction == Direction::Received && !own)
            {
                let date = record.sealed_at.get(..10).and_then(|day| day.parse().ok());
                if let (Ok(id), Some(date)) = (record.id.parse(), date) {
                    known.push(Known { id, digest: record.sm3, date });
                }
            }
            Ok(())
        })?;
    }
    let context = Context {
        pins: &pins,
        recipient,
        schema: package::SCHEMA,
        today: app.host().today(),
        latest_day: None,
        known: &known,
        sent: &[],
    };
    let mut opened = Package::open(path)?;
    let found = opened.verify(&context, &mut |done, total| app.host().progress("verify", done, total))?;
    let bytes = opened.payload_bytes(submission::FILE, submission::LIMIT)?;
    let content: Submission = serde_json::from_slice(&bytes).map_err(|fault| {
        let text = "包里的 submission.json 不符合格式，请报送单位用问效重新封装，或升级本程序";
        ApiError::new("APP-SUBMISSION", text).detail(fault)
    })?;
    agrees(&content, &found.info, &found.payload)?;
    let (verdict, ok, code, reason) = match &found.verdict {
        Verdict::Trusted => ("已验证", true, None, None),
        Verdict::Replay => {
            ("已收过", true, None, Some("这个包以前收过，内容完全相同，无需重复接收".to_owned()))
        }
        Verdict::Unverified { code, reason } => {
            ("未验证", false, Some((*code).to_owned()), Some(reason.clone()))
        }
    };
    Ok(PackageReport {
        verdict: verdict.to_owned(),
        ok,
        code,
        reason,
        id: found.info.id.to_string(),
        signer: format!("{} {}", found.signer.unit_code, found.signer.unit_name),
        fingerprint: found.fingerprint.clone(),
        pin: found.signer.spki_sm3.clone(),
        sender: format!("{} {}", found.info.id.agency, found.info.unit_name),
        recipient: found.info.recipient.clone(),
        sealed_at: found.info.date.to_string(),
        digest: found.digest.clone(),
        previous: found.info.previous.clone(),
        note: if own { None } else { out_of_line(app, &found.info)? },
        rule_pack: found.info.rule_pack.name.clone(),
        audit_head: format!("{}:{}", found.info.audit_head.name, found.info.audit_head.sm3),
        bytes: found.bytes,
        path: path.display().to_string(),
        projects: content.projects.iter().map(packaged).collect(),
        files: found
            .payload
            .iter()
            .map(|file| PackagedFile { name: file.path.clone(), bytes: file.size })
            .collect(),
        submission: Some(content),
    })
}

/// A package names the one before it in its line. One that does not follow the last that the store knows is told of: a
/// package was left out on the way, or two were made in place of one. Nothing is said where the store knows none.
fn out_of_line(app: &App, info: &BagInfo) -> Result<Option<String>> {
    if app.lock().is_none() {
        return Ok(None);
    }
    let year = domain::period::FiscalYear(info.id.year);
    let records = app.read(|session| Ok(session.store.read().packages(year)?))?;
    let before = |record: &PackageRecord| {
        let id: Option<PackageId> = record.id.parse().ok();
        id.filter(|id| id.same_series(&info.id) && id.sequence < info.id.sequence).map(|id| id.sequence)
    };
    let Some((sequence, last)) =
        records.iter().filter_map(|record| Some((before(record)?, record))).max_by_key(|(at, _)| *at)
    else {
        return Ok(None);
    };
    if info.previous.as_ref() == Some(&last.sm3) {
        return Ok(None);
    }
    let known = format!("已知的上一个包 {}", last.id);
    Ok(Some(match &info.previous {
        None => format!("这个包没有写接着哪个包，与{known}不衔接，请向报送单位核对"),
        Some(_) if sequence + 1 < info.id.sequence => {
            format!("这个包不是接着{known}，中间可能还有没收到的包，请向报送单位核对")
        }
        Some(_) => format!("这个包所接的不是{known}，报送单位可能另有一份，请向报送单位核对"),
    }))
}

/// `submission.json` must say what the package says of itself, and name only proofs that it carries.
fn agrees(content: &Submission, info: &BagInfo, payload: &[Payload]) -> Result<()> {
    let id = &info.id;
    let said = [
        ("包号", content.package_id.clone(), id.to_string()),
        ("单位代码", content.unit.agency_code.clone(), id.agency.clone()),
        ("格式", content.schema.clone(), format!("wenxiao/submission/{}", info.schema)),
        ("类型", content.kind.clone(), id.kind.as_str().to_owned()),
        ("年度", content.fiscal_year.to_string(), id.year.to_string()),
        ("期间", content.period.clone(), id.period.to_string()),
        ("序号", content.sequence.to_string(), id.sequence.to_string()),
        ("规则包", content.rule_pack.id.clone(), info.rule_pack.name.clone()),
        ("规则包", content.rule_pack.sm3.clone(), info.rule_pack.sm3.clone()),
    ];
    let refuse = |what: String, detail: String| {
        let text = format!("包里的 submission.json 与包不一致（{what}），请报送单位重新封装");
        Err(ApiError::new("APP-SUBMISSION", text).detail(detail))
    };
    if let Some((what, said, is)) = said.into_iter().find(|(_, said, is)| said != is) {
        return refuse(what.to_owned(), format!("{said} ≠ {is}"));
    }
    let proofs = content.projects.iter().filter_map(|project| project.self_assessment.as_ref());
    for proof in proofs.flat_map(|part| &part.evidence) {
        let carried = payload.iter().find(|file| file.path == proof.full_path);
        if !carried.is_some_and(|file| file.sha256 == proof.sha256 && file.size == proof.bytes) {
            return refuse(format!("佐证材料“{}”", proof.file_name), proof.full_path.clone());
        }
    }
    Ok(())
}

fn packaged(project: &submission::ProjectPart) -> PackagedProject {
    let amount = project.annual_funds.total_fen;
    PackagedProject {
        name: project.pro_name.clone(),
        code: project.pro_code.clone(),
        amount,
        amount_text: amount.map(|amount| amount.print(AmountUnit::WanYuan)).unwrap_or_default(),
        indicators: project.target.indicators.iter().filter(|row| row.horizon == "annual").count(),
        result: project.self_assessment.as_ref().map(result),
    }
}

/// A self-assessment in one line.
fn result(part: &SelfEvalPart) -> String {
    let score = match (&part.total_eval_value, &part.grade) {
        (Some(total), Some(grade)) => format!("自评 {total} 分，等级为“{grade}”"),
        (Some(total), None) => format!("自评 {total} 分"),
        (None, _) => "自评没有得分".to_owned(),
    };
    let report = if part.report.is_empty() { "" } else { "，有自评报告" };
    match part.evidence.len() {
        0 => format!("{score}{report}"),
        many => format!("{score}{report}，佐证材料 {many} 份"),
    }
}

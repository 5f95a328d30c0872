//! Publication (公开): the published version without secrets and personal data, what has to be published, and by when.

use super::SelfAssessment;
use crate::calendar::{Calendar, CalendarFault};
use crate::exact::Exact;
use crate::finding::Source;
use crate::money::Money;
use crate::monitoring::assess::amount_unit;
use crate::number::plain;
use crate::personal;
use crate::project::Project;
use crate::rulepack::{Pack, wan};
use crate::target::Target;
use crate::typed::Id;
use crate::unit::Unit;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part that the published version leaves out or covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftOut {
    /// Its path: `/projects/{id}/selfeval/conclusion`; of a secret project the project itself.
    pub path: String,
    /// Its name: `评价结论`.
    pub what: String,
    /// Why: `含手机号码`, `涉密项目`.
    pub why: String,
    /// Who demands it.
    pub source: Option<Source>,
}

/// The published version (公开版) of a self-assessment. Nothing of a secret project is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The project as it may be published; `None` when nothing may.
    pub project: Option<Project>,
    /// The target as it may be published.
    pub target: Option<Target>,
    /// The document as it may be published.
    pub doc: Option<SelfAssessment>,
    /// The unit as it may be published: without its head and telephone.
    pub unit: Option<Unit>,
    /// What was left out or covered, in the order of the form.
    pub left_out: Vec<LeftOut>,
}

/// What stands for a name or a telephone number that is not published.
const COVER: &str = "×××";

/// Makes the published version: secret projects are left out whole; personal numbers, the names of the project's person
/// and the unit's head, and their telephones are covered in any text; the foot of the form names neither. What was filed
/// stays as it is.
pub fn publication(
    pack: &Pack,
    unit: &Unit,
    project: &Project,
    target: &Target,
    doc: &SelfAssessment,
) -> Publication {
    if project.is_secret() {
        let left = LeftOut {
            path: format!("/projects/{}", project.id),
            what: "整个项目".to_owned(),
            why: "涉密项目，不公开".to_owned(),
            source: pack.rules.secrecy.as_ref().map(|rule| rule.source.clone()),
        };
        return Publication { project: None, target: None, doc: None, unit: None, left_out: vec![left] };
    }
    let private = Private::of(unit, project);
    let (mut unit, mut project) = (unit.clone(), project.clone());
    let (mut target, mut doc) = (target.clone(), doc.clone());
    let mut left_out = Vec::new();
    let source = pack.rules.self_personal.as_ref().map(|rule| rule.source.clone());
    let base = format!("/projects/{}", project.id);
    for (path, what, text) in [
        ("/unit/head".to_owned(), "单位负责人", &mut unit.head),
        ("/unit/phone".to_owned(), "单位联系电话", &mut unit.phone),
        (format!("{base}/phone"), "联系电话", &mut project.phone),
    ] {
        if !text.trim().is_empty() {
            let why = "个人信息，不公开".to_owned();
            left_out.push(LeftOut { path, what: what.to_owned(), why, source: source.clone() });
        }
        text.clear();
    }
    each_text(&mut project, &mut target, &mut doc, &mut |path, what, text| {
        let (covered, kinds) = private.cover(text);
        if !kinds.is_empty() {
            *text = covered;
            let why = format!("含{}", kinds.join("、"));
            left_out.push(LeftOut { path, what, why, source: source.clone() });
        }
    });
    for paragraph in &mut doc.report {
        // The sentence that it was built from says the same and goes nowhere; it is covered without a word.
        paragraph.built = private.cover(&paragraph.built).0;
    }
    Publication { project: Some(project), target: Some(target), doc: Some(doc), unit: Some(unit), left_out }
}

/// Names and telephones that the published version covers wherever they stand.
struct Private {
    names: Vec<String>,
    phones: Vec<String>,
}

impl Private {
    fn of(unit: &Unit, project: &Project) -> Self {
        // Several may stand in one cell, each with a title or number behind it.
        let parted = |c: char| c.is_whitespace() || "、，,；;/".contains(c);
        let bare =
            |text: &str| -> String { text.chars().take_while(|c| c.is_alphabetic() || *c == '·').collect() };
        // An office that is named in place of a person is no name of one.
        let offices = [&unit.name, &unit.parent_name, &project.department, &project.implementer];
        let mut names: Vec<String> = [&project.person, &unit.head]
            .into_iter()
            .flat_map(|text| text.split(parted).map(bare))
            .filter(|name| name.chars().count() > 1 && !offices.iter().any(|office| office.contains(name)))
            .collect();
        let mut phones: Vec<String> = [&project.phone, &unit.phone]
            .into_iter()
            .flat_map(|text| text.split(parted).map(str::to_owned))
            .filter(|phone| phone.chars().filter(char::is_ascii_digit).count() >= 5)
            .collect();
        // The longer first: what is left of it would be found no more.
        for words in [&mut names, &mut phones] {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            words.dedup();
        }
        Self { names, phones }
    }

    /// The covered text, and the kinds of what was covered.
    fn cover(&self, text: &str) -> (String, Vec<&'static str>) {
        let (mut covered, mut found) = (text.to_owned(), kinds(text));
        covered = personal::masked(&covered);
        for (words, kind) in [(&self.phones, "联系电话"), (&self.names, "负责人姓名")] {
            for word in words.iter().filter(|word| text.contains(word.as_str())) {
                if covered.contains(word.as_str()) {
                    covered = covered.replace(word.as_str(), COVER);
                    found.push(kind);
                }
            }
        }
        found.dedup();
        (covered, found)
    }
}

/// The kinds of personal numbers in a text, each once.
pub(super) fn kinds(text: &str) -> Vec<&'static str> {
    let mut kinds: Vec<personal::Kind> = personal::find(text).into_iter().map(|found| found.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().map(personal::Kind::name).collect()
}

/// Visits every text that is printed, with its path and its name.
fn each_text(
    project: &mut Project,
    target: &mut Target,
    doc: &mut SelfAssessment,
    visit: &mut dyn FnMut(String, String, &mut String),
) {
    let base = format!("/projects/{}", project.id);
    for (part, what, text) in [
        ("name", "项目名称", &mut project.name),
        ("department", "主管部门", &mut project.department),
        ("implementer", "实施单位", &mut project.implementer),
        ("person", "项目负责人", &mut project.person),
        ("phone", "联系电话", &mut project.phone),
        ("target/annual_goal", "年度目标", &mut target.annual_goal),
        ("target/medium_goal", "中期目标", &mut target.medium_goal),
    ] {
        visit(format!("{base}/{part}"), what.to_owned(), text);
    }
    for indicator in &mut target.indicators {
        let at = format!("{base}/target/indicators/{}", indicator.id);
        for (part, what, text) in [
            ("name", "三级指标", &mut indicator.name),
            ("explanation", "指标解释", &mut indicator.explanation),
            ("standard", "评分标准", &mut indicator.standard),
            ("note", "指标备注", &mut indicator.note),
        ] {
            visit(format!("{at}/{part}"), what.to_owned(), text);
        }
        if let Some(crate::target_value::TargetValue {
            quantity: crate::target_value::Quantity::Text(text),
            ..
        }) = &mut indicator.value.value
        {
            visit(format!("{at}/value"), "指标值".to_owned(), text);
        }
    }
    own_texts(doc, visit);
}

/// Visits every text of the document itself, with its path and its name.
pub(super) fn own_texts(doc: &mut SelfAssessment, visit: &mut dyn FnMut(String, String, &mut String)) {
    let base = doc.path();
    for (part, what, text) in [
        ("funds_reason", "预算执行偏差原因", &mut doc.funds_reason),
        ("goal_done", "年度总体目标实际完成情况", &mut doc.goal_done),
    ] {
        visit(format!("{base}/{part}"), what.to_owned(), text);
    }
    for row in &mut doc.rows {
        let at = format!("{base}/indicators/{}", row.indicator);
        visit(format!("{at}/reason"), "偏差原因分析".to_owned(), &mut row.reason);
        visit(format!("{at}/measures"), "指标改进措施".to_owned(), &mut row.measures);
    }
    for (part, what, text) in [
        ("conclusion", "评价结论", &mut doc.conclusion),
        ("problems", "存在问题", &mut doc.problems),
        ("measures", "改进措施", &mut doc.measures),
        ("note", "其他需要说明事项", &mut doc.note),
        ("treatment_reason", "结果应用理由", &mut doc.treatment_reason),
        ("published_at", "公开网址或方式", &mut doc.published_at),
    ] {
        visit(format!("{base}/{part}"), what.to_owned(), text);
    }
    for paragraph in &mut doc.report {
        let at = format!("{base}/report/{}/text", paragraph.id);
        visit(at, format!("自评报告“{}”的段落", paragraph.section.name()), &mut paragraph.text);
    }
}

/// The last day for publication: so many working days after the report was formed; `None` where the pack sets none or
/// the report has no day yet.
///
/// # Errors
/// [`CalendarFault::NotCovered`] when the term runs past the years at hand: it is not guessed.
pub fn publish_by(
    pack: &Pack,
    calendar: &Calendar,
    formed_on: Option<NaiveDate>,
) -> Result<Option<NaiveDate>, CalendarFault> {
    match (&pack.rules.disclosure_days, formed_on) {
        (Some(rule), Some(day)) => calendar.add_working_days(day, rule.params.working_days).map(Some),
        _ => Ok(None),
    }
}

/// Must the project's goals be published, by its amount? One sentence with both numbers and who says so; `None` where
/// the pack does not demand it, the project is smaller, or it is secret.
pub fn must_publish(pack: &Pack, project: &Project) -> Option<(String, Source)> {
    let rule = pack.rules.disclosure_goal.as_ref()?;
    let total = project.funds.annual.total()?;
    let threshold = rule.params.threshold();
    if project.is_secret() || total < threshold {
        return None;
    }
    let unit = amount_unit(pack);
    let text = format!("项目金额 {}，达到界限 {}，须公开", total.with_unit(unit), threshold.with_unit(unit));
    Some((text, rule.source.clone()))
}

/// How much of a unit's project spending is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublicShare {
    /// Money of the projects that are published.
    pub public: Money,
    /// Money of all projects that are not secret.
    pub all: Money,
    /// Percent, 2 decimals; `None` without money.
    #[ts(type = "string | null")]
    pub share: Option<Decimal>,
    /// Percent that is demanded, inclusive (不低于).
    #[ts(type = "string")]
    pub at_least: Decimal,
    /// Is it reached? Compared before any rounding; so it is without any money.
    pub enough: bool,
    /// The projects that are published.
    pub projects: Vec<Id>,
    /// How many secret projects are not counted.
    pub secret: usize,
    /// How it comes about, in one sentence.
    pub text: String,
    /// Who demands it.
    pub source: Source,
}

/// The share of a unit's project spending that is published: projects from the pack's amount on, and those that the unit
/// chose besides. `None` where the pack demands no share.
pub fn public_share<'a>(
    pack: &Pack,
    projects: impl IntoIterator<Item = &'a Project>,
    chosen: &[Id],
) -> Option<PublicShare> {
    let rule = pack.rules.disclosure_share.as_ref()?;
    let threshold = wan(rule.params.project_at_least_wan);
    let (mut public, mut all, mut secret, mut ids) = (Money::ZERO, Money::ZERO, 0, Vec::new());
    for project in projects {
        if project.is_secret() {
            secret += 1;
            continue;
        }
        let Some(amount) = project.funds.annual.total() else { continue };
        all = all + amount;
        if amount >= threshold || chosen.contains(&project.id) {
            public = public + amount;
            ids.push(project.id.clone());
        }
    }
    let at_least = rule.params.at_least_percent;
    // Products instead of quotients, so that no rounding decides.
    let (public_fen, all_fen) = (Decimal::from(public.fen()), Decimal::from(all.fen()));
    let enough = all <= Money::ZERO || public_fen * Decimal::ONE_HUNDRED >= all_fen * at_least;
    let share = Exact::money(public).divided(&Exact::money(all)).map(|share| share.percent());
    let unit = amount_unit(pack);
    let left = if secret > 0 { format!("（{secret} 个涉密项目不计入）") } else { String::new() };
    let text = match share {
        Some(share) => format!(
            "公开 {} 个项目共 {}，占项目支出 {} 的 {share}%{left}，{} {}%",
            ids.len(),
            public.with_unit(unit),
            all.with_unit(unit),
            if enough { "不低于" } else { "低于" },
            plain(at_least)
        ),
        None => format!("没有可计算的项目支出{left}"),
    };
    let source = rule.source.clone();
    Some(PublicShare { public, all, share, at_least, enough, projects: ids, secret, text, source })
}

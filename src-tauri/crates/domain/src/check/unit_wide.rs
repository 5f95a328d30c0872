//! Checks over all projects of a unit: its codes, copied goals, duplicate codes, the share that is published.

use super::{Stage, Subject, check_project, fill, quoted};
use crate::finding::{Finding, Level};
use crate::money::Money;
use crate::number::round2;
use crate::project::Project;
use crate::rulepack::{Pack, Rule, Rules, wan};
use crate::target::Target;
use crate::text::{chars, squeezed};
use crate::typed::Id;
use crate::unit::{self, Unit};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// All findings of a unit: its own, those across projects, and those of each project under the pack that
/// `pack_of` names for it.
pub fn check_unit<'a>(
    pack: &'a Pack,
    pack_of: impl Fn(&Target) -> &'a Pack,
    unit: &Unit,
    projects: &[(Project, Option<Target>)],
    stage: Stage,
) -> Vec<Finding> {
    let mut out = Vec::new();
    unit_codes(&pack.rules, unit, &mut out);
    let gists: Vec<Gist> =
        projects.iter().map(|(project, target)| Gist::of(project, target.as_ref())).collect();
    out.extend(check_across(pack, gists.iter()));
    published_share(&pack.rules, unit, projects, &mut out);
    for (project, target) in projects {
        let pack = target.as_ref().map_or(pack, &pack_of);
        out.extend(check_project(pack, Subject { unit, project, target: target.as_ref(), stage }));
    }
    out.sort_by_key(|finding| finding.level);
    out
}

fn unit_codes(rules: &Rules, unit: &Unit, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.unit_codes else { return };
    let checks = [
        ("code", "单位代码", &unit.code, unit::check_agency_code(&unit.code)),
        ("credit_code", "统一社会信用代码", &unit.credit_code, unit::check_credit_code(&unit.credit_code)),
        (
            "division_code",
            "财政区划代码",
            &unit.division_code,
            unit::check_division_code(&unit.division_code),
        ),
    ];
    for (part, what, code, judged) in checks {
        let path = format!("/unit/{part}");
        match judged {
            Err(_) if code.is_empty() && part == "code" => {
                out.push(rule.finding(
                    path,
                    format!("{what}没有填写"),
                    format!("请在设置里填写{what}，上报包要用它编号"),
                    &[],
                ));
            }
            Err(_) if code.is_empty() => {}
            Err(fault) => {
                let (text, remedy) = fill::split_sentence(&fault.to_string());
                out.push(rule.finding(path, text, remedy, &[]));
            }
            Ok(()) => {}
        }
    }
}

/// What other projects of the unit are compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gist {
    /// The project.
    pub project: Id,
    /// 项目名称
    pub name: String,
    /// 项目代码
    pub code: String,
    /// 年度目标 without spaces; empty for a secret project, which is compared with nothing.
    goal: String,
}

impl Gist {
    /// Of a project and its target.
    pub fn of(project: &Project, target: Option<&Target>) -> Self {
        let goal = target.filter(|_| !project.is_secret()).map_or("", |target| &target.annual_goal);
        Self {
            project: project.id.clone(),
            name: project.name.clone(),
            code: project.code.clone(),
            goal: squeezed(goal),
        }
    }
}

/// What two projects share that only one may have: a code, a goal to the letter. The later one is told.
pub fn check_across<'a>(pack: &Pack, projects: impl Iterator<Item = &'a Gist> + Clone) -> Vec<Finding> {
    let mut out = Vec::new();
    duplicate_codes(&pack.rules, projects.clone(), &mut out);
    copied_goals(&pack.rules, projects, &mut out);
    out
}

fn duplicate_codes<'a>(rules: &Rules, projects: impl Iterator<Item = &'a Gist>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.project_code else { return };
    let mut seen: BTreeMap<&str, &Gist> = BTreeMap::new();
    for project in projects.filter(|project| !project.code.is_empty()) {
        if let Some(first) = seen.insert(&project.code, project) {
            out.push(rule.finding_at(
                Level::Error,
                format!("/projects/{}/code", project.project),
                format!("“{}”与“{}”的项目代码相同", quoted(&project.name), quoted(&first.name)),
                "请核对，每个项目只有一个代码".into(),
                &[("项目代码", project.code.clone())],
            ));
        }
    }
}

fn copied_goals<'a>(rules: &Rules, projects: impl Iterator<Item = &'a Gist>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.copied else { return };
    let mut seen: BTreeMap<&str, &Gist> = BTreeMap::new();
    for project in projects.filter(|project| chars(&project.goal) >= rule.params.min_chars) {
        if let Some(first) = seen.insert(&project.goal, project) {
            out.push(copied(rule, project, first));
        }
    }
}

fn copied<P>(rule: &Rule<P>, project: &Gist, first: &Gist) -> Finding {
    rule.finding(
        format!("/projects/{}/target/annual_goal", project.project),
        format!("“{}”的年度目标与“{}”一字不差", quoted(&project.name), quoted(&first.name)),
        "请按本项目的内容改写".into(),
        &[],
    )
}

fn published_share(
    rules: &Rules,
    unit: &Unit,
    projects: &[(Project, Option<Target>)],
    out: &mut Vec<Finding>,
) {
    let Some(rule) = &rules.disclosure_share else { return };
    let amounts: Vec<Money> = (projects.iter())
        .filter(|(project, _)| !project.is_secret())
        .filter_map(|(project, _)| project.funds.annual.total())
        .collect();
    let threshold = wan(rule.params.project_at_least_wan);
    let public: Money = amounts.iter().copied().filter(|amount| *amount >= threshold).sum();
    let all: Money = amounts.into_iter().sum();
    let least = rule.params.at_least_percent;
    // Compared by products, so that no rounding decides: public × 100 against all × least.
    let (public_fen, all_fen) = (Decimal::from(public.fen()), Decimal::from(all.fen()));
    if all <= Money::ZERO || public_fen * Decimal::ONE_HUNDRED >= all_fen * least {
        return;
    }
    let share = round2(public_fen * Decimal::ONE_HUNDRED / all_fen);
    out.push(rule.finding(
        format!("/unit/{}", unit.id),
        format!(
            "按 {}万元 以上公开，只覆盖项目支出的 {share}%，不到 {least}%",
            rule.params.project_at_least_wan
        ),
        "请再选择一些项目公开绩效目标".into(),
        &[("公开占比", format!("{share}%")), ("不低于", format!("{least}%"))],
    ));
}

//! The texts of a self-assessment: what is missing, too long, private or stale; evidence, report, what follows.

use super::missing_evidence;
use crate::check::{called, undone};
use crate::finding::Finding;
use crate::rulepack::Rules;
use crate::selfeval::disclosure::{kinds, own_texts};
use crate::selfeval::{SelfEvalSubject, is_stale, proposal, sentences};
use crate::text::{chars, quoted};

/// So many names are listed; the rest is counted.
const NAMED: usize = 3;

pub(super) fn check(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    goal(rules, subject, out);
    lengths(rules, subject, out);
    personal(rules, subject, out);
    evidence(rules, subject, out);
    report(rules, subject, out);
    treatment(rules, subject, out);
}

fn goal(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_required else { return };
    if subject.doc.goal_done.trim().is_empty() {
        out.push(rule.finding_at(
            undone(subject.stage),
            subject.at("goal_done"),
            "年度总体目标的实际完成情况没有填写".into(),
            "请对照年度总体目标写明完成了什么、完成到什么程度".into(),
            &[],
        ));
    }
}

fn lengths(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_lengths else { return };
    let (doc, limits) = (subject.doc, &rule.params);
    let mut judge = |part: &str, what: &str, text: &str, limit: usize| {
        let count = chars(text.trim());
        if count > limit {
            out.push(rule.finding(
                subject.at(part),
                format!("{what}有 {count} 个字，超过 {limit} 个字"),
                format!("请压缩到 {limit} 个字以内，详细内容写在自评报告里"),
                &[("字数", count.to_string()), ("上限", limit.to_string())],
            ));
        }
    };
    judge("funds_reason", "预算执行偏差原因", &doc.funds_reason, limits.reason);
    judge("goal_done", "年度总体目标实际完成情况", &doc.goal_done, limits.goal_done);
    for row in &doc.rows {
        let name = subject.target.indicators.iter().find(|own| own.id == row.indicator).map(called);
        let what = format!("{}的偏差原因", name.unwrap_or_default());
        judge(&format!("indicators/{}/reason", row.indicator), &what, &row.reason, limits.reason);
    }
    judge("conclusion", "评价结论", &doc.conclusion, limits.conclusion);
    judge("problems", "存在问题", &doc.problems, limits.problems);
    judge("measures", "改进措施", &doc.measures, limits.measures);
}

/// Numbers of persons, which the published version covers.
fn personal(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_personal else { return };
    own_texts(&mut subject.doc.clone(), &mut |path, what, text| {
        let kinds = kinds(text);
        if !kinds.is_empty() {
            out.push(rule.finding(
                path,
                format!("{what}中有{}，公开版会遮盖", kinds.join("、")),
                "不需要的请删除；需要保留的，公开前请核对公开版".into(),
                &[],
            ));
        }
    });
}

fn evidence(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_evidence else { return };
    let lacking = missing_evidence(subject.target, subject.doc, subject.evidence);
    let Some(first) = lacking.first() else { return };
    let names: Vec<String> = lacking.iter().take(NAMED).map(|indicator| called(indicator)).collect();
    let rest = if lacking.len() > NAMED { format!("等 {} 条指标", lacking.len()) } else { String::new() };
    out.push(rule.finding(
        subject.at(&format!("indicators/{}", first.id)),
        format!("{}{rest}没有佐证材料", names.join("、")),
        "请添加证明实际完成值的文件，如验收单、签到表、问卷汇总".into(),
        &[("缺少", format!("{} 条", lacking.len()))],
    ));
}

/// Is there a report, and does it say what the data say?
fn report(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.self_report else { return };
    let doc = subject.doc;
    if doc.report.iter().all(|paragraph| paragraph.text.trim().is_empty()) {
        if subject.stage == crate::check::Stage::Seal {
            out.push(rule.finding(
                subject.at("report"),
                "还没有写自评报告".into(),
                "请在自评报告中生成初稿，修改后一并上报；不要求报告的请说明".into(),
                &[],
            ));
        }
        return;
    }
    let today =
        sentences(subject.pack, subject.unit_name, subject.project, subject.target, doc, subject.scored);
    for paragraph in doc.report.iter().filter(|paragraph| is_stale(paragraph, &today)) {
        out.push(rule.finding(
            subject.at(&format!("report/{}/text", paragraph.id)),
            format!("报告“{}”中“{}”的数据已经变了", paragraph.section.name(), quoted(&paragraph.text)),
            "请更新这一段，或改写后保留".into(),
            &[],
        ));
    }
}

/// Another treatment than the pack's rule proposes has to be said why.
fn treatment(rules: &Rules, subject: SelfEvalSubject<'_>, out: &mut Vec<Finding>) {
    let (Some(rule), Some(chosen)) = (&rules.treatment, subject.doc.treatment) else { return };
    let Some((proposed, why)) = proposal(subject.pack, subject.doc, subject.scored) else { return };
    if proposed != chosen && subject.doc.treatment_reason.trim().is_empty() {
        out.push(rule.finding(
            subject.at("treatment_reason"),
            format!("结果应用建议为“{}”，按规定一般为“{}”：{why}", chosen.name(), proposed.name()),
            "请写明理由，或改按一般做法".into(),
            &[("建议", chosen.name().to_owned()), ("一般", proposed.name().to_owned())],
        ));
    }
}

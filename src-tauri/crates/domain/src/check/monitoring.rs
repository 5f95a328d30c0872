//! What is odd about a monitoring document: the money, what is left undone, what has to follow.

use super::{Stage, called, fill::split_sentence, monitoring_rows};
use crate::due::Lamp;
use crate::exact::Exact;
use crate::finding::{Finding, Level};
use crate::fund::FundSource;
use crate::money::{AmountUnit, Money};
use crate::monitoring::assess::{amount_unit, annual};
use crate::monitoring::{Assessment, Monitoring, assess};
use crate::number::plain;
use crate::period::print_date;
use crate::project::Project;
use crate::rulepack::{Pack, Rules};
use crate::target::{Target, TargetState};
use crate::text::quoted;
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

/// What a check of a month looks at.
#[derive(Debug, Clone, Copy)]
pub struct MonitoringSubject<'a> {
    /// The pack that the document is judged by.
    pub pack: &'a Pack,
    /// The project.
    pub project: &'a Project,
    /// The version of its target that the document monitors.
    pub target: &'a Target,
    /// The document.
    pub doc: &'a Monitoring,
    /// The months of the same year before it, in their order.
    pub earlier: &'a [Monitoring],
    /// The same month of the year before, where it was monitored.
    pub last_year: Option<&'a Monitoring>,
    /// What the ledgers say was paid by the end of the month.
    pub paid: Option<Money>,
    /// Today.
    pub today: NaiveDate,
    /// While drafting, or before sealing.
    pub stage: Stage,
}

impl MonitoringSubject<'_> {
    /// Path of a part of the document: `at("funds/fiscal/executed")`.
    pub(super) fn at(&self, part: &str) -> String {
        format!("{}/{part}", self.doc.path())
    }

    fn unit(&self) -> AmountUnit {
        amount_unit(self.pack)
    }

    /// The first source's cell of a column: where a finding about a total points.
    fn money_cell(&self, column: &str) -> String {
        let source = self.doc.funds.keys().next().copied().unwrap_or(FundSource::Fiscal);
        self.at(&format!("funds/{}/{column}", source.key()))
    }
}

/// All findings of one monitoring document, the weightiest first, within a weight in the order of the form.
pub fn check_monitoring(subject: MonitoringSubject<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let rules = &subject.pack.rules;
    if subject.project.is_secret() {
        if let Some(rule) = &rules.secrecy {
            out.push(rule.finding(
                subject.doc.path(),
                "这是涉密项目，本程序不打印、不上报它的监控表".into(),
                "请删除这份监控内容，按保密规定另行报送".into(),
                &[],
            ));
        }
        return out;
    }
    let assessment = assess(subject.pack, subject.target, subject.doc);
    which_target(rules, subject, &mut out);
    money_cells(rules, subject, &mut out);
    budgets(rules, subject, &mut out);
    backwards(rules, subject, &mut out);
    ledger(rules, subject, &mut out);
    monitoring_rows::check(rules, subject, &assessment, &mut out);
    copied(rules, subject, &mut out);
    behind(rules, subject, &assessment, &mut out);
    idle(rules, subject, &assessment, &mut out);
    rectify(rules, subject, &assessment, &mut out);
    feedback(rules, subject, &mut out);
    out.sort_by_key(|finding| finding.level);
    out
}

/// Is it the target that holds, and was it another one in the months before?
fn which_target(rules: &Rules, subject: MonitoringSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.monitored_target else { return };
    let (doc, target) = (subject.doc, subject.target);
    let mut say = |level, text: String, remedy: &str| {
        out.push(rule.finding_at(level, subject.at("indicators"), text, remedy.to_owned(), &[]));
    };
    if doc.target_id != target.id {
        say(
            rule.level,
            "监控依据的绩效目标已经不是这一版".into(),
            "请改按现行目标监控，已填的数会留在相同的指标上",
        );
        return;
    }
    if target.state != TargetState::Approved {
        let text = format!("绩效目标{}，还没有批复", target.state_word());
        say(Level::Hint, text, "监控以批复的目标为准；批复后请登记，目标有变的改按新的一版");
    }
    let other = subject.earlier.iter().rev().find(|before| before.target_id != doc.target_id);
    if let Some(before) = other {
        let text = format!(
            "绩效目标年中作了调整：{}及以前按上一版监控，本月按第 {} 版",
            before.month.word(),
            target.version
        );
        say(Level::Hint, text, "与以前月份比较时请留意指标值的变化，并在备注中说明");
    }
}

/// Amounts that cannot be read or are negative, and what is missing.
fn money_cells(rules: &Rules, subject: MonitoringSubject<'_>, out: &mut Vec<Finding>) {
    let unit = subject.unit();
    for (source, fund) in &subject.doc.funds {
        for (key, name, cell) in fund.cells() {
            let path = subject.at(&format!("funds/{}/{key}", source.key()));
            let what = format!("{}的{name}", source.name());
            if let (Some(rule), Some(text)) = (&rules.cell, &cell.invalid) {
                let (text, remedy) = match Money::parse(text, unit) {
                    Err(fault) => {
                        let (fault, remedy) = split_sentence(&fault.to_string());
                        (format!("{what}无法识别：{fault}"), remedy)
                    }
                    Ok(_) => (format!("{what}“{}”无法识别", quoted(text)), "请重新输入一次".to_owned()),
                };
                out.push(rule.finding(path, text, remedy, &[]));
            } else if let (Some(rule), Some(value)) =
                (&rules.amounts, cell.value.filter(|value| *value < Money::ZERO))
            {
                out.push(rule.finding(
                    path,
                    format!("{what}是负数：{}", value.with_unit(unit)),
                    "请核对；退回的资金应冲减后填累计净额，确为负数的请在备注说明".into(),
                    &[(name, value.with_unit(unit))],
                ));
            }
        }
    }
    let unread = subject.doc.funds.values().any(|fund| fund.executed.invalid.is_some());
    if let (Some(rule), None, false) = (&rules.monitored, subject.doc.totals().executed, unread) {
        out.push(rule.finding_at(
            undone(subject.stage),
            subject.money_cell("executed"),
            format!("{}执行数没有填写", subject.doc.month.span()),
            "请填写累计执行数；没有支出的填 0".into(),
            &[],
        ));
    }
}

/// What is not filled in yet is told while drafting and refuses sealing.
pub(crate) fn undone(stage: Stage) -> Level {
    match stage {
        Stage::Draft => Level::Hint,
        Stage::Seal => Level::Error,
    }
}

/// The budget against what was and will be spent, of the whole project.
fn budgets(rules: &Rules, subject: MonitoringSubject<'_>, out: &mut Vec<Finding>) {
    let (Some(rule), unit) = (&rules.amounts, subject.unit()) else { return };
    let totals = subject.doc.totals();
    let executed = totals.executed;
    let spent = executed.unwrap_or_default();
    match totals.budget() {
        None if executed.is_some() => out.push(rule.finding_at(
            Level::Error,
            subject.money_cell("initial"),
            format!("没有填预算数，执行数 {} 算不出执行率，按 0 计", spent.with_unit(unit)),
            "请填写年初预算数；年中追加的填调整后预算数".into(),
            &[("执行数", spent.with_unit(unit))],
        )),
        Some(Money::ZERO) if executed.is_some() => out.push(rule.finding(
            subject.money_cell(if totals.adjusted.is_some() { "adjusted" } else { "initial" }),
            format!("预算数为 0，执行数 {}，执行率按 0 计", spent.with_unit(unit)),
            "请核对；年中追加的请填调整后预算数".into(),
            &[("预算数", Money::ZERO.with_unit(unit)), ("执行数", spent.with_unit(unit))],
        )),
        Some(budget) if budget > Money::ZERO && spent > budget => out.push(rule.finding(
            subject.money_cell("executed"),
            format!(
                "执行数 {} 超过预算数 {}，执行率超过 100%",
                spent.with_unit(unit),
                budget.with_unit(unit)
            ),
            "请核对执行数和单位；预算有追加的请填调整后预算数".into(),
            &[("执行数", spent.with_unit(unit)), ("预算数", budget.with_unit(unit))],
        )),
        _ => {}
    }
    for (source, fund) in &subject.doc.funds {
        let (Some(executed), Some(expected)) = (fund.executed.value, fund.expected.value) else { continue };
        if expected < executed {
            out.push(rule.finding_at(
                Level::Error,
                subject.at(&format!("funds/{}/expected", source.key())),
                format!(
                    "{}全年预计执行 {}，少于已执行的 {}",
                    source.name(),
                    expected.with_unit(unit),
                    executed.with_unit(unit)
                ),
                "请核对全年预计执行数，应不少于已执行数".into(),
                &[("全年预计", expected.with_unit(unit)), ("已执行", executed.with_unit(unit))],
            ));
        }
    }
    if let (Some(budget), Some(expected)) = (totals.budget(), totals.expected)
        && expected > budget
        && spent <= budget
        && budget > Money::ZERO
    {
        out.push(rule.finding(
            subject.money_cell("expected"),
            format!("全年预计执行 {} 超过预算数 {}", expected.with_unit(unit), budget.with_unit(unit)),
            "请核对；预算将追加的请在备注说明".into(),
            &[("全年预计", expected.with_unit(unit)), ("预算数", budget.with_unit(unit))],
        ));
    }
}

/// Cumulative execution that is less than in an earlier month.
fn backwards(rules: &Rules, subject: MonitoringSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.backwards else { return };
    let unit = subject.unit();
    for (source, fund) in &subject.doc.funds {
        let Some(now) = fund.executed.value else { continue };
        let before = subject
            .earlier
            .iter()
            .rev()
            .find_map(|before| Some((before.month, before.funds.get(source)?.executed.value?)));
        if let Some((month, then)) = before.filter(|(_, then)| *then > now) {
            out.push(rule.finding(
                subject.at(&format!("funds/{}/executed", source.key())),
                format!(
                    "{}的累计执行数 {}，比 {}的 {} 少",
                    source.name(),
                    now.with_unit(unit),
                    month.word(),
                    then.with_unit(unit)
                ),
                "累计数不应减少，请核对；有退款的请在备注说明".into(),
                &[("本月", now.with_unit(unit)), (&month.word(), then.with_unit(unit))],
            ));
        }
    }
}

/// 三方核对: the project's budget, what the ledgers paid, what was entered.
fn ledger(rules: &Rules, subject: MonitoringSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.three_way else { return };
    let unit = subject.unit();
    let totals = subject.doc.totals();
    let named = |amount: Money| amount.with_unit(unit);
    let budget = subject.project.funds.annual.total();
    if let (Some(budget), Some(entered)) = (budget, totals.budget())
        && totals.initial != Some(budget)
        && entered != budget
    {
        let initial = totals.initial.unwrap_or(entered);
        out.push(rule.finding_at(
            Level::Hint,
            subject.money_cell("initial"),
            format!("监控表的年初预算数 {}，项目信息中的年度资金是 {}", named(initial), named(budget)),
            "请核对两处；年中追加或调减的填在调整后预算数".into(),
            &[("监控表", named(initial)), ("项目信息", named(budget))],
        ));
    }
    let Some(paid) = subject.paid else { return };
    match totals.executed {
        Some(entered) if entered != paid => out.push(rule.finding(
            subject.money_cell("executed"),
            format!(
                "填报的执行数 {}，支付记录合计 {}，相差 {}",
                named(entered),
                named(paid),
                named((entered - paid).abs())
            ),
            "请核对：可以采用支付记录的数，或到支付记录中改正归属，确有差异的在备注说明".into(),
            &[("填报", named(entered)), ("支付记录", named(paid))],
        )),
        _ => {}
    }
}

/// Cells that came from an earlier month and that nobody confirmed.
fn copied(rules: &Rules, subject: MonitoringSubject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.untouched else { return };
    if subject.doc.funds_untouched {
        out.push(rule.finding(
            subject.money_cell("executed"),
            "资金执行情况沿用以前月份的数，还没有核对".into(),
            "请改成本月的累计数；没有变化的请确认".into(),
            &[],
        ));
    }
    let rows: Vec<_> = annual(subject.target)
        .into_iter()
        .filter(|indicator| subject.doc.row(&indicator.id).is_some_and(|row| row.untouched))
        .collect();
    if let Some(first) = rows.first() {
        let rest = if rows.len() > 1 { format!("等 {} 条指标", rows.len()) } else { String::new() };
        out.push(rule.finding(
            subject.at(&format!("indicators/{}/done", first.id)),
            format!("{}{rest}沿用以前月份的完成情况，还没有核对", called(first)),
            "请改成本月的数；没有变化的请确认".into(),
            &[("未核对", format!("{} 条", rows.len()))],
        ));
    }
}

/// Money that runs behind, without a word on why.
fn behind(rules: &Rules, subject: MonitoringSubject<'_>, found: &Assessment, out: &mut Vec<Finding>) {
    let (Some(rule), Some(lamp)) = (&rules.lamps, found.execution.lamp) else { return };
    let behind = matches!(lamp, Lamp::Red | Lamp::Yellow) && subject.doc.note.trim().is_empty();
    // Odd amounts have their own finding.
    let totals = subject.doc.totals();
    let sound = totals.budget() > Some(Money::ZERO) && totals.executed >= Some(Money::ZERO);
    if let (true, true, Some(rate), Some(pace)) = (behind, sound, found.execution.rate, found.execution.pace)
    {
        out.push(rule.finding(
            subject.at("note"),
            format!("预算执行率 {rate}%，序时进度 {}%，对序时 {pace}%，{}", found.time, lamp.name()),
            "请在备注写明执行慢的原因和加快的办法".into(),
            &[("执行率", format!("{rate}%")), ("序时进度", format!("{}%", found.time))],
        ));
    }
}

/// Money that will lie idle at year end, by the expected execution as entered.
fn idle(rules: &Rules, subject: MonitoringSubject<'_>, found: &Assessment, out: &mut Vec<Finding>) {
    let (Some(rule), Some(idle)) = (&rules.idle, found.idle) else { return };
    let totals = subject.doc.totals();
    let (Some(budget), Some(_)) = (totals.budget().filter(|budget| *budget > Money::ZERO), totals.expected)
    else {
        return;
    };
    let share =
        Exact::money(idle).divided(&Exact::money(budget)).map(|share| share.times(&Exact::whole(100)));
    if share > Some(Exact::of(rule.params.over_percent)) {
        let unit = subject.unit();
        out.push(rule.finding(
            subject.money_cell("expected"),
            format!(
                "预计年末沉淀 {}，超过预算数 {} 的 {}%",
                idle.with_unit(unit),
                budget.with_unit(unit),
                plain(rule.params.over_percent)
            ),
            "请抓紧执行；确实用不完的请提出调减或交回".into(),
            &[("预计沉淀", idle.with_unit(unit)), ("预算数", budget.with_unit(unit))],
        ));
    }
}

/// A rectification that a rule demands.
fn rectify(rules: &Rules, subject: MonitoringSubject<'_>, found: &Assessment, out: &mut Vec<Finding>) {
    let remedy = "请在整改台账登记原因、措施、责任人和期限，整改后附上佐证材料";
    if let (Some(rule), Some(reason)) = (&rules.deviation, &found.rectify)
        && reason.rule == rule.id
        && let (Some(rate), Some(completion)) = (found.execution.rate, found.completion)
    {
        out.push(rule.finding(
            subject.money_cell("executed"),
            reason.text.clone(),
            remedy.into(),
            &[("执行率", format!("{rate}%")), ("完成率", format!("{completion}%"))],
        ));
    }
    let cell = &subject.doc.review_score;
    if let (Some(rule), Some(text)) = (&rules.cell, &cell.invalid) {
        out.push(rule.finding(
            subject.at("review_score"),
            format!("监控审核得分“{}”无法识别", quoted(text)),
            "请填 0 到 100 的数，如 95.05".into(),
            &[],
        ));
        return;
    }
    let Some(score) = cell.value else { return };
    if let (Some(rule), true) = (&rules.readings, !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&score)) {
        out.push(rule.finding(
            subject.at("review_score"),
            format!("监控审核得分 {} 不在 0 到 100 之间", plain(score)),
            "请核对审核结果后重填".into(),
            &[("得分", plain(score))],
        ));
    } else if let Some(rule) = rules.review_score.as_ref().filter(|rule| score < rule.params.under) {
        out.push(rule.finding(
            subject.at("review_score"),
            format!("监控审核得分 {}，小于 {} 分", plain(score), plain(rule.params.under)),
            remedy.into(),
            &[("得分", plain(score)), ("界限", plain(rule.params.under))],
        ));
    }
}

/// The time that runs from the feedback of an evaluation by the finance side.
fn feedback(rules: &Rules, subject: MonitoringSubject<'_>, out: &mut Vec<Finding>) {
    let Some(day) = subject.doc.feedback_on else { return };
    if day > subject.today {
        if let Some(rule) = &rules.readings {
            out.push(rule.finding(
                subject.at("feedback_on"),
                format!("财政评价反馈日{}在今天之后", print_date(day)),
                "请核对收到反馈的日期".into(),
                &[],
            ));
        }
        return;
    }
    let Some(rule) = &rules.rectification else { return };
    let Some(due) = day.checked_add_days(Days::new(u64::from(rule.params.days))) else { return };
    let left = (due - subject.today).num_days();
    let state = if left < 0 { format!("已过 {} 天", -left) } else { format!("还有 {left} 天") };
    out.push(rule.finding(
        subject.at("feedback_on"),
        format!("{}收到财政评价反馈，应在{}前完成整改，{state}", print_date(day), print_date(due)),
        "请在整改台账登记并按期整改；已办结的不用再处理".into(),
        &[("期限", format!("{} 天", rule.params.days)), ("截止", print_date(due))],
    ));
}

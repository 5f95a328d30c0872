//! The sentences of the report, each from the data alone.

use super::{Section, Sentence, outline, print_actual};
use crate::fund::FundSource;
use crate::indicator::Indicator;
use crate::monitoring::assess::amount_unit;
use crate::number::plain;
use crate::project::Project;
use crate::rulepack::Pack;
use crate::scoring::{self, Method, RowScore, Scored};
use crate::selfeval::{AssessedIndicator, SelfAssessment, assessed, left_over, proposal};
use crate::target::Target;
use crate::typed::Id;
use rust_decimal::Decimal;

/// What the data say, by chapter in the order of the pack's outline.
pub fn sentences(
    pack: &Pack,
    unit_name: &str,
    project: &Project,
    target: &Target,
    doc: &SelfAssessment,
    scored: &Scored,
) -> Vec<Sentence> {
    let book = Book { pack, unit_name, project, target, doc, scored };
    let mut out = Vec::new();
    for section in outline(pack) {
        let told = match section {
            Section::Basics => book.basics(),
            Section::Goals => book.goals(),
            Section::Work => book.work(),
            Section::Conclusion => book.conclusion(),
            Section::Indicators => book.indicators(),
            Section::Problems => book.problems(),
            Section::Measures => book.measures(),
            Section::Use => book.uses(),
        };
        out.extend(told.into_iter().map(|(key, text, from)| Sentence { key, section, text, from }));
    }
    out
}

/// Key, text, and where its numbers come from.
type Told = (String, String, Vec<String>);

struct Book<'a> {
    pack: &'a Pack,
    unit_name: &'a str,
    project: &'a Project,
    target: &'a Target,
    doc: &'a SelfAssessment,
    scored: &'a Scored,
}

/// One row with what is known of it.
struct Row<'a> {
    indicator: &'a Indicator,
    own: Option<&'a AssessedIndicator>,
    score: Option<&'a RowScore>,
}

impl Row<'_> {
    fn goal(&self) -> String {
        let goal = self.indicator.value.value.as_ref().filter(|goal| !goal.is_waiting());
        goal.map_or_else(|| "未设指标值".to_owned(), |goal| one_line(&goal.print()))
    }

    fn actual(&self) -> Option<String> {
        let actual = self.own?.actual.value.as_ref()?;
        Some(print_actual(actual, self.indicator.value.value.as_ref()))
    }

    fn reason(&self) -> Option<String> {
        self.own.map(|own| bare(&own.reason)).filter(|text| !text.is_empty())
    }

    fn missed(&self) -> bool {
        self.own.and_then(|own| crate::selfeval::check::missed(self.indicator, own)) == Some(true)
    }
}

impl Book<'_> {
    fn at(&self, part: &str) -> String {
        format!("{}/{part}", self.doc.path())
    }

    fn of_project(&self, part: &str) -> String {
        format!("/projects/{}/{part}", self.project.id)
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let score = |id: &Id| self.scored.rows.iter().find(|row| row.indicator == *id);
        assessed(self.target, self.doc.scope)
            .into_iter()
            .map(|indicator| Row { indicator, own: self.doc.row(&indicator.id), score: score(&indicator.id) })
            .collect()
    }

    /// What the user wrote in a field of the form, as a paragraph with its link.
    fn field(&self, key: &str, part: &str, lead: &str, text: &str) -> Option<Told> {
        let text = bare(text);
        (!text.is_empty()).then(|| (key.to_owned(), format!("{lead}{text}。"), vec![self.at(part)]))
    }

    fn basics(&self) -> Vec<Told> {
        let (project, doc) = (self.project, self.doc);
        let mut parts = vec![format!(
            "{}{}年度组织实施“{}”{}",
            one_line(self.unit_name),
            doc.year,
            one_line(&project.name),
            project.kind.name()
        )];
        parts.extend(project.novelty.map(|novelty| format!("属于{}{}", novelty.name(), project.kind.name())));
        parts.extend(project.category.map(|category| format!("支出类别为{}", category.name())));
        parts.extend(project.period.value.map(|period| format!("起止时间为{}", period.print())));
        let department = one_line(&project.department);
        parts.extend((!department.is_empty()).then(|| format!("主管部门为{department}")));
        let from = ["name", "novelty", "category", "period", "department"].map(|part| self.of_project(part));
        let mut out = vec![("basics.project".to_owned(), format!("{}。", parts.join("，")), from.to_vec())];
        out.extend(self.money());
        out
    }

    fn money(&self) -> Vec<Told> {
        let unit = amount_unit(self.pack);
        let totals = self.doc.totals();
        let with_unit =
            |what: &str, amount: crate::money::Money| format!("{what} {}", amount.with_unit(unit));
        let amounts =
            [("年初预算", totals.initial), ("全年预算", totals.budget), ("全年执行", totals.executed)];
        let mut parts: Vec<String> =
            amounts.into_iter().filter_map(|(what, amount)| Some(with_unit(what, amount?))).collect();
        if parts.is_empty() {
            return Vec::new();
        }
        parts.extend(self.scored.execution.rate.map(|rate| format!("预算执行率 {rate}%")));
        let cells = |source: FundSource| {
            ["initial", "budget", "executed"]
                .map(|column| self.at(&format!("funds/{}/{column}", source.key())))
        };
        let from: Vec<String> = self.doc.funds.keys().copied().flat_map(cells).collect();
        let mut out =
            vec![("basics.money".to_owned(), format!("项目资金{}。", parts.join("，")), from.clone())];
        if self.doc.funds.len() > 1 {
            let lines: Vec<String> = (self.doc.funds.iter())
                .filter_map(|(source, fund)| {
                    let budget = fund.budget.value.or(fund.initial.value);
                    let amounts = [("预算", budget), ("执行", fund.executed.value)];
                    let parts: Vec<String> = amounts
                        .into_iter()
                        .filter_map(|(what, amount)| Some(with_unit(what, amount?)))
                        .collect();
                    (!parts.is_empty()).then(|| format!("{}{}", source.name(), parts.join("、")))
                })
                .collect();
            out.push(("basics.sources".to_owned(), format!("其中：{}。", lines.join("；")), from));
        }
        out
    }

    fn goals(&self) -> Vec<Told> {
        let goal = match self.doc.scope {
            crate::selfeval::Scope::Whole if !self.target.medium_goal.trim().is_empty() => {
                ("中期总体目标：", &self.target.medium_goal, "target/medium_goal")
            }
            _ => ("年度总体目标：", &self.target.annual_goal, "target/annual_goal"),
        };
        let mut out = Vec::new();
        let text = bare(goal.1);
        if !text.is_empty() {
            out.push(("goals.goal".to_owned(), format!("{}{text}。", goal.0), vec![self.of_project(goal.2)]));
        }
        let rows = self.rows();
        if !rows.is_empty() {
            let classes: Vec<String> =
                (self.by_class()).into_iter().map(|(name, count, ..)| format!("{name} {count} 条")).collect();
            let text = format!("共设置绩效指标 {} 条，其中{}。", rows.len(), classes.join("、"));
            out.push(("goals.indicators".to_owned(), text, vec![self.of_project("target/indicators")]));
        }
        if let Some(adjustment) = &self.target.adjustment {
            let reason = bare(&adjustment.reason);
            let why = if reason.is_empty() { String::new() } else { format!("，调整原因：{reason}") };
            let text = format!("绩效目标年中作过调整，现为第 {} 版{why}。", self.target.version);
            out.push(("goals.version".to_owned(), text, vec![self.of_project("target")]));
        }
        out.extend(self.field("goals.done", "goal_done", "目标完成情况：", &self.doc.goal_done));
        out
    }

    fn work(&self) -> Vec<Told> {
        let rows = self.rows();
        let filled = rows.iter().filter(|row| row.actual().is_some()).count();
        let state = self.target.state_word();
        let mut text = format!(
            "自评以第 {} 版绩效目标（{state}）为对照，范围为{}",
            self.target.version,
            self.doc.scope.name()
        );
        if filled > 0 {
            text.push_str(&format!("，逐条核对了 {filled} 条指标的实际完成值"));
        }
        if filled < rows.len() {
            text.push_str(&format!("，尚有 {} 条指标没有填实际完成值", rows.len() - filled));
        }
        if let Some(rule) = &self.pack.rules.execution {
            text.push_str(&format!("，按{}计算得分", rule.source.document));
        }
        let by_hand = rows.iter().filter(|row| row.score.is_some_and(|score| score.typed.is_some())).count();
        if by_hand > 0 {
            text.push_str(&format!("，其中 {by_hand} 条由单位评定得分"));
        }
        vec![("work.basis".to_owned(), format!("{text}。"), vec![self.at("scope")])]
    }

    fn conclusion(&self) -> Vec<Told> {
        let mut out = Vec::new();
        let cells = || {
            let rows =
                self.scored.rows.iter().map(|row| self.at(&format!("indicators/{}/score", row.indicator)));
            rows.collect::<Vec<_>>()
        };
        if let Some(total) = self.scored.total {
            let grade = self.scored.grade.map(|grade| format!("，自评等级为“{}”", grade.name()));
            let text = format!("项目自评总分 {} 分{}。", points(total), grade.unwrap_or_default());
            out.push(("conclusion.total".to_owned(), text, cells()));
        }
        let execution = &self.scored.execution;
        let mut made: Vec<String> = Vec::new();
        if let Some(score) = execution.score {
            made.push(format!("预算执行 {} 分（满分 {} 分）", points(score), plain(execution.weight)));
        }
        for (name, _, weight, score) in self.by_class() {
            made.extend(
                score.map(|score| format!("{name} {} 分（满分 {} 分）", points(score), plain(weight))),
            );
        }
        if !made.is_empty() {
            let text = format!("得分构成：{}。", made.join("，"));
            out.push(("conclusion.points".to_owned(), text, cells()));
        }
        if let (Some(sum), Some(total)) = (self.scored.sum, self.scored.total)
            && total < sum
        {
            let rate = execution.rate.map(|rate| format!("预算执行率 {rate}%，")).unwrap_or_default();
            let text = format!("各项合计 {} 分，{rate}总分最高计 {} 分。", points(sum), points(total));
            out.push(("conclusion.cap".to_owned(), text, cells()));
        }
        out.extend(self.field("conclusion.text", "conclusion", "", &self.doc.conclusion));
        out
    }

    /// Level-1 classes with the number of their rows, their weight and what they scored.
    fn by_class(&self) -> Vec<(&'static str, usize, Decimal, Option<Decimal>)> {
        let rows = self.rows();
        (self.target.taxonomy.level1().iter())
            .filter_map(|class| {
                let own: Vec<&Row<'_>> =
                    rows.iter().filter(|row| row.indicator.class.level1() == *class).collect();
                let weight = own.iter().filter_map(|row| Some(row.score?.weight)).sum();
                let scores: Vec<Decimal> = own.iter().filter_map(|row| row.score?.score).collect();
                let score = (!scores.is_empty()).then(|| scores.into_iter().sum());
                (!own.is_empty()).then_some((class.name(), own.len(), weight, score))
            })
            .collect()
    }

    fn indicators(&self) -> Vec<Told> {
        let told = |row: &Row<'_>| {
            let id = &row.indicator.id;
            let mut parts = vec![format!("{}年度指标值为{}", named(row.indicator), row.goal())];
            if self.doc.scope == crate::selfeval::Scope::Whole {
                parts = vec![format!("{}指标值为{}", named(row.indicator), row.goal())];
            }
            parts.push(format!("实际完成值为{}", row.actual()?));
            if let Some(score) = row.score {
                let rate = score.rate.filter(|_| score.method != Method::Bands);
                parts.extend(rate.map(|rate| format!("完成率 {rate}%")));
                parts.push(format!("分值 {} 分", plain(score.weight)));
                parts.extend(score.score.map(|score| format!("得 {} 分", points(score))));
            }
            parts.extend(row.reason().map(|reason| format!("偏差原因：{reason}")));
            let from =
                ["actual", "score", "reason"].map(|column| self.at(&format!("indicators/{id}/{column}")));
            Some((format!("indicators.{id}"), format!("{}。", parts.join("，")), from.to_vec()))
        };
        self.rows().iter().filter_map(told).collect()
    }

    fn problems(&self) -> Vec<Told> {
        let mut out = Vec::new();
        out.extend(self.field("problems.text", "problems", "", &self.doc.problems));
        let totals = self.doc.totals();
        let low = scoring::low(self.pack, totals.initial, totals.budget, totals.executed);
        if let Some(low) = low {
            let reason = bare(&self.doc.funds_reason);
            let why = if reason.is_empty() { String::new() } else { format!("，原因：{reason}") };
            let text = format!("{low}{why}。");
            out.push(("problems.execution".to_owned(), text, vec![self.at("funds_reason")]));
        }
        let rows = self.rows();
        for row in rows.iter().filter(|row| row.missed()) {
            let id = &row.indicator.id;
            let done = row.actual().unwrap_or_default();
            let why = row.reason().map(|reason| format!("，原因：{reason}")).unwrap_or_default();
            let text =
                format!("{}没有达到指标值{}，实际完成值为{done}{why}。", named(row.indicator), row.goal());
            let from = ["actual", "reason"].map(|column| self.at(&format!("indicators/{id}/{column}")));
            out.push((format!("problems.{id}"), text, from.to_vec()));
        }
        let all_told = !rows.is_empty() && rows.iter().all(|row| row.actual().is_some());
        if all_told && !rows.iter().any(Row::missed) {
            let from = rows.iter().map(|row| self.at(&format!("indicators/{}/actual", row.indicator.id)));
            out.push((
                "problems.none".to_owned(),
                format!("{} 条绩效指标均达到指标值。", rows.len()),
                from.collect(),
            ));
        }
        out
    }

    fn measures(&self) -> Vec<Told> {
        let mut out = Vec::new();
        out.extend(self.field("measures.text", "measures", "", &self.doc.measures));
        for row in self.rows() {
            let text = row.own.map(|own| bare(&own.measures)).unwrap_or_default();
            if !text.is_empty() {
                let id = &row.indicator.id;
                let text = format!("针对{}：{text}。", named(row.indicator));
                let from = vec![self.at(&format!("indicators/{id}/measures"))];
                out.push((format!("measures.{id}"), text, from));
            }
        }
        out
    }

    fn uses(&self) -> Vec<Told> {
        let mut out = Vec::new();
        let reason = bare(&self.doc.treatment_reason);
        let said = match (self.doc.treatment, proposal(self.pack, self.doc, self.scored)) {
            (Some(treatment), _) if !reason.is_empty() => Some((treatment, reason)),
            (Some(treatment), Some((proposed, why))) if proposed == treatment => Some((treatment, why)),
            (Some(treatment), _) => Some((treatment, String::new())),
            (None, found) => found,
        };
        if let Some((treatment, why)) = said {
            let why = if why.is_empty() { String::new() } else { format!("，理由：{why}") };
            let text = format!("建议下一年度对本项目{}{why}。", treatment.advice());
            let from = ["treatment", "treatment_reason"].map(|part| self.at(part)).to_vec();
            out.push(("use.treatment".to_owned(), text, from));
        }
        if let Some(left) = left_over(self.doc).filter(|left| *left > crate::money::Money::ZERO) {
            let left = left.with_unit(amount_unit(self.pack));
            let text = format!("全年预算还有 {left} 没有执行，按结转结余资金的规定处理。");
            out.push(("use.left-over".to_owned(), text, vec![self.at("funds")]));
        }
        out
    }
}

/// An indicator by its whole name, or by its class while it has none.
fn named(indicator: &Indicator) -> String {
    match one_line(&indicator.name) {
        name if name.is_empty() => format!("一条{}", indicator.class.name()),
        name => format!("“{name}”"),
    }
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line without the stop at its end, so that a sentence can go on behind it.
fn bare(text: &str) -> String {
    one_line(text).trim_end_matches(['。', '；', ';', '，', ',', '、', ' ']).to_owned()
}

/// Points with 2 decimals, as scores are printed.
fn points(value: Decimal) -> String {
    let mut exact = crate::number::round2(value);
    exact.rescale(2);
    exact.to_string()
}

//! Amounts: fund parts against the stated total, and amounts written in a goal's text against their sum.

use super::fill::first_fund;
use super::{Subject, quoted};
use crate::finding::Finding;
use crate::fund::Horizon;
use crate::money::{AmountUnit, Money};
use crate::rulepack::Rules;
use crate::text::half_width;
use rust_decimal::{Decimal, RoundingStrategy};

const WAN: AmountUnit = AmountUnit::WanYuan;

/// Do the fund parts make the total that the form stated?
pub(super) fn funds_sum(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let Some(rule) = &rules.funds_sum else { return };
    for horizon in [Horizon::Annual, Horizon::Medium] {
        let column = subject.project.funds.column(horizon);
        let parts: Vec<Money> = column.parts.values().filter_map(|part| part.value).collect();
        let (Some(stated), false) = (column.stated_total.value, parts.is_empty()) else { continue };
        let sum: Money = parts.into_iter().sum();
        if sum != stated {
            let gap = (stated - sum).abs();
            out.push(rule.finding(
                first_fund(subject, horizon),
                format!(
                    "{}资金分项合计 {}，与表中总额 {}不等，相差 {}",
                    horizon.name(),
                    sum.with_unit(WAN),
                    stated.with_unit(WAN),
                    gap.with_unit(WAN)
                ),
                "请核对各资金来源，改正分项；总额由程序计算".into(),
                &[("分项合计", sum.with_unit(WAN)), ("表中总额", stated.with_unit(WAN))],
            ));
        }
    }
}

/// An amount found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The number as printed, in `unit`.
    pub value: Decimal,
    /// 元 or 万元.
    pub unit: AmountUnit,
    /// A word of total (共计, 合计, 总投资 …) stands before it.
    pub is_total: bool,
}

impl Amount {
    /// One step of the last printed digit, in 元: 132.912万元 prints tens of 元.
    fn step(&self) -> Decimal {
        Decimal::new(1, self.value.scale()) * self.factor()
    }

    fn factor(&self) -> Decimal {
        if self.unit == WAN { Decimal::from(10_000) } else { Decimal::ONE }
    }

    fn yuan(&self) -> Decimal {
        self.value * self.factor()
    }

    /// As an amount of the form beside it: `174.00万元`.
    fn print(&self) -> String {
        format!("{}{}", crate::number::grouped(self.value, 2), self.unit.name())
    }

    /// As it stands in the text, but for its commas, to be found there.
    fn quoted(&self) -> String {
        quoted(&format!("{}{}", crate::number::grouped(self.value, 0), self.unit.name()))
    }
}

const TOTAL_WORDS: &[&str] = &[
    "合计",
    "共计",
    "总计",
    "总额",
    "总投资",
    "总预算",
    "总资金",
    "总金额",
    "总成本",
    "资金共",
    "共安排",
    "共投入",
    "共需",
];
const PER_UNIT: &[&str] = &["/", "每", "人均", "户均", "村均", "单价", "标准"];

/// Amounts of money in a text, in their order. Rates (5000元/年, 每人100元) are not amounts of the project.
pub fn text_amounts(text: &str) -> Vec<Amount> {
    let plain: Vec<char> = half_width(text).chars().collect();
    let mut found = Vec::new();
    let (mut i, mut clause) = (0, 0);
    while i < plain.len() {
        if !plain[i].is_ascii_digit() {
            if matches!(plain[i], '，' | '。' | '；' | ';' | '、' | '\n' | ':' | '：') {
                clause = i + 1;
            }
            i += 1;
            continue;
        }
        let start = i;
        while i < plain.len() && (plain[i].is_ascii_digit() || matches!(plain[i], '.' | ',')) {
            i += 1;
        }
        let digits: String = plain[start..i].iter().collect();
        let rest: String = plain[i..plain.len().min(i + 4)].iter().collect();
        let (unit, length) = if rest.starts_with("万元") {
            (WAN, 2)
        } else if rest.starts_with('元') {
            (AmountUnit::Yuan, 1)
        } else {
            continue;
        };
        i += length;
        let before: String = plain[clause.min(start)..start].iter().collect();
        let after: String = plain[i..plain.len().min(i + 2)].iter().collect();
        let rate = after.starts_with('/') || PER_UNIT.iter().any(|word| before.contains(word));
        if rate {
            continue;
        }
        if let Ok(value) = digits.replace(',', "").trim_end_matches('.').parse::<Decimal>() {
            // Nobody's money; and products of it could leave what a decimal holds.
            if value.scale() > 6 || value > Decimal::from(Money::LIMIT) {
                continue;
            }
            let is_total = TOTAL_WORDS.iter().any(|word| before.contains(word));
            found.push(Amount { value, unit, is_total });
        }
    }
    found
}

/// Do two amounts agree at the precision that the coarser one prints?
fn agree(a: Decimal, b: Decimal, step: Decimal) -> bool {
    let round =
        |value: Decimal| (value / step).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    round(a) == round(b)
}

/// A goal's text states a total: do its parts make it, and is it the project's amount?
pub(super) fn text_sum(rules: &Rules, subject: Subject<'_>, out: &mut Vec<Finding>) {
    let (Some(rule), Some(target)) = (&rules.text_sum, subject.target) else { return };
    let goals = [
        (&target.annual_goal, "annual_goal", "年度目标", Horizon::Annual),
        (&target.medium_goal, "medium_goal", "中期目标", Horizon::Medium),
    ];
    for (text, part, what, horizon) in goals {
        let amounts = text_amounts(text);
        let Some(total) = amounts.iter().find(|amount| amount.is_total) else { continue };
        let parts: Vec<&Amount> = amounts.iter().filter(|amount| !amount.is_total).collect();
        let path = subject.at(&format!("target/{part}"));
        let sum: Decimal = parts.iter().map(|part| part.yuan()).sum();
        let step = parts.iter().map(|part| part.step()).chain([total.step()]).max().unwrap_or(Decimal::ONE);
        if parts.len() >= 2 && !agree(sum, total.yuan(), step) {
            let sum = Amount { value: sum / total.factor(), ..total.clone() };
            out.push(rule.finding(
                path,
                format!("{what}中分项金额合计 {}，与所写总额 {}不一致", sum.print(), total.print()),
                "请核对文字中的各项金额，补上遗漏的一项或改正总额".into(),
                &[("分项合计", sum.print()), ("所写总额", total.print())],
            ));
            continue;
        }
        let Some(budget) = subject.project.funds.column(horizon).total() else { continue };
        let yuan = budget.to_decimal(AmountUnit::Yuan);
        if !agree(yuan, total.yuan(), total.step()) {
            out.push(rule.finding(
                path,
                format!(
                    "{what}所写总额 {}，与{}资金总额 {}不一致",
                    total.print(),
                    horizon.name(),
                    budget.with_unit(total.unit)
                ),
                format!("请核对“{}”和资金表，改正其中一处", total.quoted()),
                &[("所写总额", total.print()), ("资金总额", budget.with_unit(total.unit))],
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_in_texts() {
        for (text, expected) in [
            ("村干部报酬400000元，办公经费25.2万元，共计2026400元", "400000元 25.2万元 =2026400元"),
            ("总投资65万元，带动20名群众增收5000元/年", "=65万元"),
            ("每人每年补助 800 元", ""),
            ("建设晾晒房300平方米，投入１２．５万元。", "12.5万元"),
            ("支出1,234.50元；合计 1,234.50元", "1234.50元 =1234.50元"),
            ("无金额", ""),
            ("共计9999999999999999999999999999万元，其中0.00000000000000000000000001元", ""),
        ] {
            let found: Vec<String> = text_amounts(text)
                .iter()
                .map(|a| format!("{}{}{}", if a.is_total { "=" } else { "" }, a.value, a.unit.name()))
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn amounts_agree_at_the_printed_precision() {
        let d = |text: &str| text.parse::<Decimal>().unwrap();
        for (a, b, step, expected) in [
            ("1329120.67", "1329120", "10", true),
            ("2026400", "1740000", "1", false),
            ("1329125", "1329120", "10", false),
            ("1329124.99", "1329120", "10", true),
        ] {
            assert_eq!(agree(d(a), d(b), d(step)), expected, "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "([0-9]{0,30}[.,]?[0-9]{0,30}(万元|元|，|；|年|共计|每){0,3}){0,4}") {
            for amount in text_amounts(&text) {
                let _ = (amount.yuan() / amount.step(), amount.print());
            }
        }
    }
}

//! What follows from a result (结果应用): the treatment that the pack proposes, and money that is left.

use super::{SelfAssessment, Treatment};
use crate::exact::Exact;
use crate::fund::FundSource;
use crate::money::Money;
use crate::monitoring::assess::amount_unit;
use crate::number::plain;
use crate::rulepack::Pack;
use crate::scoring::{Grade, Scored};

impl Treatment {
    /// As advice in a sentence: `优先保障`, `予以调整`.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Priority => "优先保障",
            Self::Improve => "督促改进后安排预算",
            Self::Adjust => "予以调整",
            Self::Cut => "削减或取消预算",
            Self::Withdraw => "收回沉淀资金统筹使用",
        }
    }
}

/// What the budget had more than was spent, at least 0; `None` without a budget or without an amount spent.
pub fn left_over(doc: &SelfAssessment) -> Option<Money> {
    let totals = doc.totals();
    let budget = totals.budget.or(totals.initial)?;
    Some((budget - totals.executed?).max(Money::ZERO))
}

/// What the result leads to by the pack's rule, and why in one sentence; `None` without a grade or a rule. Money
/// from the year before that is still there lies idle for long; a project that is to be cut stays so all the same.
pub fn proposal(pack: &Pack, doc: &SelfAssessment, scored: &Scored) -> Option<(Treatment, String)> {
    let rule = pack.rules.treatment.as_ref()?;
    let (grade, total) = (scored.grade?, scored.total?);
    let by_grade = match grade {
        Grade::Excellent => rule.params.excellent,
        Grade::Good => rule.params.good,
        Grade::Fair => rule.params.fair,
        Grade::Poor => rule.params.poor,
    };
    let idle = idle(pack, doc);
    let treatment = if idle.is_some() && by_grade != Treatment::Cut { Treatment::Withdraw } else { by_grade };
    let idle = idle.map(|text| format!("；{text}")).unwrap_or_default();
    let why = format!("自评 {} 分，等级为“{}”{idle}（{}）", plain(total), grade.name(), rule.source.document);
    Some((treatment, why))
}

/// Money of the year before that is still left at the year's end, in words.
fn idle(pack: &Pack, doc: &SelfAssessment) -> Option<String> {
    let rule = pack.rules.treatment.as_ref()?;
    let fund = doc.funds.get(&FundSource::CarryOver)?;
    let budget = fund.budget.value.or(fund.initial.value).filter(|budget| *budget > Money::ZERO)?;
    let left = budget - fund.executed.value?;
    let share = Exact::money(left).times(&Exact::whole(100)).divided(&Exact::money(budget))?;
    if share <= Exact::of(rule.params.idle_over_percent) {
        return None;
    }
    let unit = amount_unit(pack);
    Some(format!("上年结转资金 {} 还有 {} 没有用完", budget.with_unit(unit), left.with_unit(unit)))
}

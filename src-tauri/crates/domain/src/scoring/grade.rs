//! 自评等级 by the pack's cut-offs, each inclusive.

use super::steps::step;
use super::{Grade, Step};
use crate::number::plain;
use crate::rulepack::Pack;
use rust_decimal::Decimal;

/// 自评等级 of a total by the pack's cut-offs; `None` where the pack has none.
pub fn grade(pack: &Pack, total: Decimal) -> Option<Grade> {
    let cuts = &pack.rules.grades.as_ref()?.params;
    Some(match total {
        total if total >= cuts.excellent => Grade::Excellent,
        total if total >= cuts.good => Grade::Good,
        total if total >= cuts.fair => Grade::Fair,
        _ => Grade::Poor,
    })
}

/// The grade with the step that tells how it comes about; none while something is still `open`, for half a score grades
/// nothing.
pub(super) fn graded(pack: &Pack, total: Decimal, open: usize, working: &mut Vec<Step>) -> Option<Grade> {
    let rule = pack.rules.grades.as_ref()?;
    if open > 0 {
        working.push(step(Some(rule), format!("还有 {open} 项没有填，填齐以后定等级"), None));
        return None;
    }
    let grade = grade(pack, total)?;
    let cuts = &rule.params;
    let why = match grade {
        Grade::Excellent => format!("达到 {} 分", plain(cuts.excellent)),
        Grade::Good => format!("达到 {} 分", plain(cuts.good)),
        Grade::Fair => format!("达到 {} 分", plain(cuts.fair)),
        Grade::Poor => format!("低于 {} 分", plain(cuts.fair)),
    };
    working.push(step(Some(rule), format!("总分 {total}，{why}，等级为{}", grade.name()), None));
    Some(grade)
}

//! 总分: the rows and execution, rounded one by one and then summed, capped by the execution rate where the pack says so.

use super::steps::{Weight, step, two};
use super::{RowScore, ScoreInput, Scored, consistency, execution, grade, row};
use crate::finding::Finding;
use crate::number::plain;
use crate::rulepack::Pack;
use rust_decimal::Decimal;

/// Scores a self-assessment.
pub fn score(pack: &Pack, input: &ScoreInput<'_>) -> Scored {
    let mut findings: Vec<Finding> = Vec::new();
    let mut working = Vec::new();
    let spent = execution::score(pack, input, &mut findings);
    let rows: Vec<RowScore> = input.rows.iter().map(|row| row::score(pack, row, &mut findings)).collect();
    let begun =
        input.executed.is_some() || input.rows.iter().any(|row| row.actual.is_some() || row.typed.is_some());
    let mut scored = Scored {
        execution: spent.score.clone(),
        rows,
        sum: None,
        cap: None,
        total: None,
        grade: None,
        consistency: None,
        working: Vec::new(),
        findings: Vec::new(),
    };
    if begun {
        let rule = pack.rules.total.as_ref();
        let points: Decimal = scored.rows.iter().filter_map(|row| row.score).sum();
        let weights: Decimal = input.rows.iter().map(|row| Weight::of(row.weight).value).sum();
        let (points, execution) = (two(points), spent.score.score.unwrap_or_default());
        let sum = two(points + execution);
        let counted = scored.rows.iter().filter(|row| row.score.is_some()).count();
        working.push(step(rule, format!("指标得分合计 {points}（{counted} 条）"), Some(points)));
        let text = format!("总分 = 预算执行 {} + 指标 {points} = {sum}", two(execution));
        working.push(step(rule, text, Some(sum)));
        let cap = spent.rate.as_ref().and_then(|rate| execution::cap(pack, rate));
        let total = cap.as_ref().map_or(sum, |(cap, _)| two(sum.min(*cap)));
        if let Some((cap, text)) = cap {
            let text = format!(
                "{text}，{}",
                if sum > cap { format!("计 {}", plain(cap)) } else { "没有超过".into() }
            );
            working.push(step(pack.rules.execution.as_ref(), text, Some(total)));
            scored.cap = Some(two(cap));
        }
        (scored.sum, scored.total) = (Some(sum), Some(total));
        scored.grade = grade::graded(pack, total, input.open, &mut working);
        scored.consistency =
            consistency::flag(pack, input, (points, weights), &spent, (&mut working, &mut findings));
    }
    findings.sort_by_key(|finding| finding.level);
    Scored { working, findings, ..scored }
}

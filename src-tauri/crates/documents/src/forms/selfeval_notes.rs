//! Notes under a 自评表: which scores a person set, which do not count, what a cap does to the total.

use super::selfeval::SelfEvalForm;
use super::{plain_number, points};
use domain::number::round2;
use domain::scoring::RowScore;
use rust_decimal::Decimal;

/// Behind a score that a note explains.
pub(super) const MARK: char = '*';

fn text(value: Decimal) -> String {
    points(value).text()
}

/// Does a note say how the score came about?
pub(super) fn is_noted(row: &RowScore) -> bool {
    row.differs || row.is_refused()
}

/// The notes, one a line; empty where every score follows from the formulas.
pub(super) fn notes(eval: &SelfEvalForm) -> String {
    let mut notes = Vec::new();
    let mut typed = Vec::new();
    let mut low = Vec::new();
    for one in eval.indicators() {
        let Some(row) = eval.score_of(&one.id) else { continue };
        let name = format!("“{}”", one.name);
        if row.is_refused() {
            let given = row.typed.unwrap_or_default();
            let given = if given.normalize().scale() > 2 {
                format!("{} 分（按两位小数为 {} 分）", plain_number(given).text(), text(round2(given)))
            } else {
                format!("{} 分", text(given))
            };
            let most = text(row.weight);
            let (from, to) = row
                .band
                .map_or_else(|| (text(Decimal::ZERO), most), |band| (text(band.low), text(band.high)));
            let edge = if row.band.is_some_and(|band| !band.high_included) { "（不含）" } else { " " };
            typed.push(format!(
                "{name}得分手工填为 {given}，超出可评范围 {from} 至 {to}{edge}分，按 {} 分计",
                text(row.score.unwrap_or_default())
            ));
        } else if row.differs {
            let by_formula = row.formula.map_or_else(String::new, |formula| {
                let what = if row.band.is_some() { "本档上限" } else { "按公式" };
                format!("，{what}为 {} 分{}", text(formula), working(row, formula))
            });
            typed.push(format!("{name}得分为手工评定{by_formula}"));
        }
        let too_low = eval.doc.row(&one.id).is_some_and(|row| row.too_low);
        if let Some(step) = row.working.iter().rev().find(|step| too_low && step.points.is_some()) {
            low.push(format!("{name}指标值设定偏低，{}", step.text.trim_end_matches('。')));
        }
    }
    if !typed.is_empty() {
        notes.push(format!("带{MARK}的得分：{}。", typed.join("；")));
    }
    if !low.is_empty() {
        notes.push(format!("{}。", low.join("；")));
    }
    notes.extend(cap(eval));
    let many = notes.len() > 1;
    let numbered = (1..).zip(notes).map(|(at, note)| if many { format!("{at}.{note}") } else { note });
    let all = numbered.collect::<Vec<_>>().join("\n");
    if all.is_empty() { all } else { format!("注：{all}") }
}

/// `（98 ÷ 100 × 10 = 9.80）`: the calculation as the working has it; nothing where there is none.
fn working(row: &RowScore, formula: Decimal) -> String {
    let calculates = |text: &str| text.contains(['÷', '×', '−']);
    let step = row.working.iter().find(|step| step.points == Some(formula) && calculates(&step.text));
    // `得分 = 98 ÷ 100 × 10 = 9.80`: what stands before the first sign of equality is only its name.
    let sum = step.and_then(|step| step.text.split_once('=')).map_or("", |(_, sum)| sum);
    let sum = sum.trim().trim_end_matches(['。', '分']).trim();
    if sum.is_empty() { String::new() } else { format!("（{sum}）") }
}

/// What a cap by execution rate takes away.
fn cap(eval: &SelfEvalForm) -> Option<String> {
    let scored = eval.scored;
    let (sum, cap, total) = (scored.sum?, scored.cap?, scored.total?);
    if sum <= cap {
        return None;
    }
    let rate = scored.execution.rate.map_or_else(String::new, |rate| format!(" {}%", text(rate)));
    let steps = scored.working.iter().rev().filter(|step| step.points == Some(total));
    let source = steps
        .filter_map(|step| step.source.as_ref())
        .next()
        .map_or_else(String::new, |source| format!("（{}{}）", source.document, source.clause));
    Some(format!(
        "各项得分合计 {} 分；预算执行率{rate}，总分最高 {} 分{source}，总分为 {} 分。",
        text(sum),
        text(cap),
        text(total)
    ))
}

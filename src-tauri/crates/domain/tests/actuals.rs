//! What people type as completion (完成情况), read in the light of the target.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use domain::monitoring::{Actual, read_actual};
use domain::period::FiscalYear;
use domain::target_value::read;
use proptest::prelude::*;

const YEAR: FiscalYear = FiscalYear(2026);

#[test]
fn readings_as_typed() {
    for (target, typed, expected) in [
        ("≥95%", "95", "95"),
        ("≥95%", "９５．５％", "95.5"),
        ("≥95%", "0.98", "0.98"),
        ("≥95%", "980‰", "98"),
        ("≥95%", "≥95%", "带有符号"),
        ("≥95%", "约95%", "不是一个数"),
        ("≥95%", "95分", "单位与指标值的“%”不同"),
        ("≥95%", "达成", "不是一个数"),
        ("≥48公里", "1,234.5公里", "1234.5"),
        ("≥48公里", "-3", "-3"),
        ("≥48公里", "50%", "单位与指标值的“公里”不同"),
        ("≥48公里", "12/48", "不是一个数"),
        ("≥48公里", "三公里", "3"),
        ("≤50万元", "38.5万元", "38.5"),
        ("≤50万元", "385000元", "38.5"),
        ("≤50万元", "0.005亿元", "50"),
        ("≤500000元", "38.5万元", "385000"),
        ("≥5200人", "1.2万人", "12000"),
        ("≥1.2万人", "5200人", "0.52"),
        ("≥12个", "7", "7"),
        ("≥12个", "7户", "单位与指标值的“个”不同"),
        ("≥12个百分点", "7百分点", "7"),
        ("≥12", "7个", "7"),
        ("≥12个", "99999999999999999999999999999", "位数太多"),
        ("≥1亿亿亿元", "7900000000000000000000000000元", "位数太多"),
        ("明显改善", "达成", "达成"),
        ("明显改善", " 部分达成年度指标并具有一定效果 ", "部分达成"),
        ("明显改善", "未达成年度指标且效果较差", "未达成"),
        ("明显改善", "很好", "无法判断"),
        ("明显改善", "80", "无法判断"),
        ("2026年11月30日前", "2026.9.15", "2026年9月15日"),
        ("2026年11月30日前", "9月15日", "2026年9月15日"),
        ("2026年11月30日前", "9月底", "2026年9月30日"),
        ("2026年11月30日前", "达成", "达成"),
        ("2026年11月30日前", "尚未完成", "未达成"),
        ("2026年11月30日前", "快了", "不是日期"),
        ("2026年11月30日前", "30", "不是日期"),
        ("", "3.5", "3.5"),
        ("", "达成", "达成"),
        ("", "2026年9月15日", "2026年9月15日"),
        ("", "说不清", "不是一个数"),
    ] {
        let goal = read(target, Some(YEAR)).ok();
        let got = match read_actual(typed, goal.as_ref(), YEAR) {
            Ok(actual) => actual.print(),
            Err(fault) => fault.to_string(),
        };
        let fits = if got.starts_with("完成情况") { got.contains(expected) } else { got == expected };
        assert!(fits, "{target} {typed}: {got}");
        assert!(!got.starts_with("完成情况") || got.contains("，请"), "{got}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(target in "[≥≤=<>]?[0-9.]{0,30}(%|‰|万元|元|人|个百分点|亿亿万千百)?", typed in ".{0,40}", figures in "-?[0-9,.]{0,32}(%|‰|万元|亿元|千元|人|月|日|年)?") {
        let goal = read(&target, Some(YEAR)).ok();
        for text in [&typed, &figures] {
            if let Ok(actual) = read_actual(text, goal.as_ref(), YEAR) {
                // What was read prints to a text that reads back the same.
                prop_assert_eq!(read_actual(&actual.print(), goal.as_ref(), YEAR), Ok(actual));
            }
        }
        let words = read("明显改善", None).ok();
        let date = read("2026年11月30日前", None).ok();
        for goal in [words, date] {
            if let Ok(actual) = read_actual(&typed, goal.as_ref(), YEAR) {
                prop_assert!(!matches!(actual, Actual::Number(_)));
            }
        }
    }
}

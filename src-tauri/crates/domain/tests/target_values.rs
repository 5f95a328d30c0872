//! Target values as people write them: one table, and two properties over any text.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use domain::period::FiscalYear;
use domain::target_value::{Quantity, TargetValue, Unreadable, read, read_parts};
use proptest::prelude::*;

const YEAR: Option<FiscalYear> = Some(FiscalYear(2026));

fn shown(read: Result<TargetValue, Unreadable>) -> String {
    match read {
        Ok(value) => match value.quantity {
            Quantity::Number(number) => {
                format!("{} {number} {}", value.sign.name(), value.unit).trim().into()
            }
            Quantity::Date(date) => format!("{} {date}", value.sign.name()),
            Quantity::Text(text) => format!("{} {text}", value.sign.name()),
        },
        Err(fault) => format!("!{}", format!("{fault:?}").split('(').next().unwrap_or_default()),
    }
}

#[test]
fn spellings_of_real_life() {
    let table = include_str!("target_values.txt");
    let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(rows.len() >= 300, "{}", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let (given, expected) = row.split_once('\t').unwrap();
        let given = given.replace("\\n", "\n");
        let got = shown(read(&given, YEAR));
        if got != expected {
            wrong.push(format!("{row:?}: read as {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows\n{}", wrong.len(), wrong.join("\n"));
}

/// Every refusal is one sentence that says what to do.
#[test]
fn refusals_say_what_to_do() {
    for row in include_str!("target_values.txt").lines().filter(|line| line.contains("\t!")) {
        let given = row.split('\t').next().unwrap_or_default().replace("\\n", "\n");
        let fault = read(&given, YEAR).map(|value| value.print()).unwrap_or_else(|fault| fault.to_string());
        assert!(fault.contains('请') && !fault.contains('。'), "{given}: {fault}");
    }
}

#[test]
fn without_a_year_a_date_that_lacks_one_is_refused() {
    for (given, expected) in [
        ("12月底前", "!BadDate"),
        ("年底前", "!BadDate"),
        ("上半年", "!BadDate"),
        ("2026年底前", "≤ 2026-12-31"),
        ("3个月", "= 3 个月"),
    ] {
        assert_eq!(shown(read(given, None)), expected, "{given}");
    }
}

/// Sign, value and unit in columns of their own.
#[test]
fn columns_of_the_newer_form() {
    for (sign, value, unit, expected) in [
        ("≥", "95", "%", "≥ 95 %"),
        ("≥", "95%", "", "≥ 95 %"),
        ("≥", "95%", "%", "≥ 95 %"),
        ("", "8", "个", "= 8 个"),
        ("=", "8", "个", "= 8 个"),
        ("≤", "5", "‰", "≤ 5 ‰"),
        ("正向指标", "90", "%", "≥ 90 %"),
        ("反向", "5", "%", "≤ 5 %"),
        ("≥", "≤5", "%", "≤ 5 %"),
        ("定性", "有效", "", "定性 有效"),
        ("定性", "95%以上的群众满意", "", "定性 95%以上的群众满意"),
        ("≥", "持续改善", "", "定性 持续改善"),
        ("≤", "2026年12月31日", "", "≤ 2026-12-31"),
        ("≥", "100", "/", "≥ 100"),
        ("≥", "12", "个 / 年", "≥ 12 个/年"),
        ("定性", "  ", "", "!Empty"),
        ("≥", "", "%", "!Empty"),
    ] {
        assert_eq!(shown(read_parts(sign, value, unit, YEAR)), expected, "{sign} {value} {unit}");
    }
}

/// Pieces that clerks put together in ways that nobody foresees.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "≥",
        "≤",
        ">",
        "=",
        "不少于",
        "控制在",
        "达到",
        "约",
        "每",
        "每年",
        "第",
        "前",
        "零",
        "百分之",
        "三",
        "十",
        "二〇二六",
        "一",
        "点",
        "3",
        "12",
        "95",
        "2026",
        "31",
        ",",
        ".",
        "-",
        "~",
        "/",
        ":",
        "%",
        "％",
        "‰",
        "个",
        "次",
        "人",
        "万元",
        "元",
        "m2",
        "㎡",
        "年",
        "月",
        "日",
        "底",
        "前",
        "内",
        "以上",
        "以内",
        "及以上",
        "左右",
        "余",
        "完成",
        "季度",
        "上半年",
        "持续改善",
        "级",
        "成",
        "分之",
        "(含)",
        "、",
        "，",
        "。",
        " ",
        "\n",
        "¥",
        "±",
        "至",
    ]);
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_was_read_prints_and_reads_back(text in pieces()) {
        if let Ok(value) = read(&text, YEAR) {
            let printed = value.print();
            prop_assert_eq!(read(&printed, YEAR), Ok(value), "{} printed as {}", text, printed);
        }
    }

    #[test]
    fn words_without_a_number_are_never_refused(text in "[有效持续改善及时合规优良按计划执行不低于上年水平为民]{1,12}") {
        let year = read(&text, YEAR);
        prop_assert!(year.is_ok(), "{} {:?}", text, year);
    }

    #[test]
    fn no_text_panics(text in any::<String>(), sign in ".{0,3}", unit in ".{0,4}") {
        let _ = read(&text, YEAR);
        let _ = read(&text, None);
        let _ = read_parts(&sign, &text, &unit, YEAR);
    }
}

//! What is found on the rows of the indicators.

use super::{check, year};
use domain::check::Stage;
use domain::typed::Typed;

#[test]
fn rows() {
    check(vec![
        (
            "text where a number is due",
            year(&[("indicators/i1/actual", "很多")]),
            &[("error cell.unreadable indicators/i1/actual", "“补助村数”的实际完成值“很多”不是一个数")],
        ),
        (
            "a number where words are due",
            year(&[("indicators/i3/actual", "95")]),
            &[("error cell.unreadable indicators/i3/actual", "“95”无法判断；请填 达成、部分达成 或 未达成")],
        ),
        (
            "a sign",
            year(&[("indicators/i2/actual", "≥96%")]),
            &[("error cell.unreadable indicators/i2/actual", "带有符号")],
        ),
        (
            "another unit",
            year(&[("indicators/i1/actual", "120户")]),
            &[("error cell.unreadable indicators/i1/actual", "的单位与指标值的“个”不同；请换算后重填")],
        ),
        (
            "an unreadable score",
            year(&[("indicators/i1/score", "满分")]),
            &[("error cell.unreadable indicators/i1/score", "的手工得分“满分”无法识别")],
        ),
        (
            "0.98 for a percentage",
            year(&[("indicators/i2/actual", "0.98")]),
            &[(
                "explain selfeval.readings indicators/i2/actual",
                "“验收合格率”的实际完成值 0.98%，指标值为 ≥95%，像是写成了小数；如果是 98%，请填 98",
            )],
        ),
        (
            "元 for 万元",
            year(&[("indicators/i1/actual", "5200000")]).with(|year| year.asks(0, "≤520万元")),
            &[(
                "explain selfeval.readings indicators/i1/actual",
                "“补助村数”的实际完成值 5200000万元，指标值为 ≤520万元，像是按元填的；如果是 520万元，请填 520；数字无误的请写明原因",
            )],
        ),
        (
            "亿元 for 万元",
            year(&[("indicators/i1/actual", "0.052")]).with(|year| year.asks(0, "≤520万元")),
            &[(
                "explain selfeval.readings indicators/i1/actual",
                "的实际完成值 0.052万元，指标值为 ≤520万元，像是按亿元填的；如果是 520万元，请填 520",
            )],
        ),
        (
            "元 said",
            year(&[]).with(|year| year.asks(0, "≤520万元")).set(&[("indicators/i1/actual", "5200000元")]),
            &[],
        ),
        ("98 for a percentage", year(&[("indicators/i2/actual", "98")]), &[]),
        ("98% for a percentage", year(&[("indicators/i2/actual", "98%")]), &[]),
        (
            "blank",
            year(&[("indicators/i2/actual", "")]),
            &[("hint selfeval.required indicators/i2/actual", "“验收合格率”没有填写实际完成值")],
        ),
        (
            "blank before sealing",
            year(&[("indicators/i2/actual", "")]).with(|year| year.stage = Stage::Seal).report(),
            &[("error selfeval.required indicators/i2/actual", "“验收合格率”没有填写实际完成值")],
        ),
        (
            "missed",
            year(&[("indicators/i1/actual", "100")]),
            &[(
                "explain selfeval.explained indicators/i1/reason",
                "“补助村数”没有达到指标值（实际完成值 100个，指标值 ≥120个），还没有写偏差原因和改进措施",
            )],
        ),
        (
            "missed, with a reason only",
            year(&[("indicators/i1/actual", "100"), ("indicators/i1/reason", "并村")]),
            &[("explain selfeval.explained indicators/i1/measures", "还没有写改进措施")],
        ),
        (
            "missed, with both",
            year(&[
                ("indicators/i1/actual", "100"),
                ("indicators/i1/reason", "并村"),
                ("indicators/i1/measures", "改目标"),
            ]),
            &[],
        ),
        (
            "late",
            year(&[("indicators/i4/actual", "12月1日")]),
            &[("explain selfeval.explained indicators/i4/reason", "实际完成值 2026年12月1日")],
        ),
        (
            "in the year before",
            year(&[("indicators/i4/actual", "2025年11月15日")]),
            &[(
                "explain selfeval.readings indicators/i4/actual",
                "“完成时间”的完成日期2025年11月15日在 2026 年度之前",
            )],
        ),
        (
            "in the year before, and why",
            year(&[("indicators/i4/actual", "2025年11月15日"), ("indicators/i4/reason", "提前实施")]),
            &[("hint selfeval.readings indicators/i4/actual", "请核对年份")],
        ),
        ("on the first day of the year", year(&[("indicators/i4/actual", "1月1日")]), &[]),
        ("on the last day", year(&[("indicators/i4/actual", "11月30日")]), &[]),
        (
            "in the future",
            year(&[("indicators/i4/actual", "2027年3月1日")]),
            &[("error selfeval.readings indicators/i4/actual", "完成日期2027年3月1日在今天之后")],
        ),
        (
            "partly",
            year(&[("indicators/i3/actual", "部分达成"), ("indicators/i3/score", "13")]),
            &[("explain selfeval.explained indicators/i3/reason", "没有达到指标值（实际完成值“部分达成”")],
        ),
        (
            "far over the target",
            year(&[("indicators/i1/actual", "156")]),
            &[("explain scoring.over-achievement indicators/i1/reason", "130")],
        ),
        ("just not far over", year(&[("indicators/i1/actual", "155.9")]), &[]),
        (
            "a score out of its band",
            year(&[("indicators/i1/score", "21"), ("indicators/i1/reason", "加分")]),
            &[(
                "error scoring.band indicators/i1/score",
                "手工得分 21，应在 0 到 20 之间，改好之前按 0 分计；请改为 0 到 20 之间的数",
            )],
        ),
        (
            "another score than the formula's",
            year(&[("indicators/i1/score", "19")]),
            &[("error scoring.manual indicators/i1/reason", "请填偏差原因")],
        ),
        (
            "missed and another score: one empty cell is asked for once",
            year(&[("indicators/i1/actual", "100"), ("indicators/i1/score", "15")]),
            &[("error scoring.manual indicators/i1/reason", "手工得分 15，公式得分 16.67，两者不同")],
        ),
        (
            "reached, but not at the top of its band",
            year(&[("indicators/i3/score", "17")]),
            &[("explain scoring.manual indicators/i3/reason", "手工得分 17，低于本档上限 20.00")],
        ),
        (
            "another score with a reason",
            year(&[("indicators/i1/score", "19"), ("indicators/i1/reason", "资料不全")]),
            &[("hint scoring.manual indicators/i1/score", "手工得分 19，公式得分 20")],
        ),
        (
            "less than a month before",
            year(&[("indicators/i1/actual", "120")]).month(10, &[("indicators/i1/done", "121")]),
            &[(
                "explain selfeval.timeline indicators/i1/actual",
                "自评的实际完成值 120个，比 10月监控的累计数 121个 少",
            )],
        ),
        ("a level may fall", year(&[]).month(10, &[("indicators/i2/done", "99%")]), &[]),
        (
            "other than December",
            year(&[]).month(12, &[("indicators/i2/done", "95%"), ("indicators/i3/done", "达成")]),
            &[(
                "explain selfeval.timeline indicators/i2/actual",
                "“验收合格率”：自评的实际完成值 96%，12月监控为 95%，两处不同",
            )],
        ),
        (
            "taken and not confirmed",
            year(&[]).with(|year| year.doc.rows.iter_mut().for_each(|row| row.untouched = true)),
            &[("hint selfeval.untouched indicators/i1/actual", "“补助村数”等 5 条指标沿用监控的内容")],
        ),
        (
            "negative",
            year(&[("indicators/i1/actual", "-1")]),
            &[("explain selfeval.readings indicators/i1/actual", "的实际完成值是负数 -1，指标值为 ≥120个")],
        ),
        (
            "a target without a value",
            year(&[]).with(|year| year.case.target.indicators[0].value = Typed::blank()),
            &[("explain selfeval.readings indicators/i1/actual", "指标值没有填写或无法识别，算不出得分")],
        ),
        (
            "a target of another kind",
            year(&[]).with(|year| {
                let date = domain::target_value::read("2026年11月30日前", None).unwrap();
                year.case.target.indicators[0].value = Typed::of(date);
            }),
            &[("error selfeval.readings indicators/i1/actual", "与指标值“2026年11月30日前”不是一类")],
        ),
        (
            "no evidence",
            year(&[]).with(|year| year.evidence.truncate(1)),
            &[("hint selfeval.evidence indicators/i2", "等 4 条指标没有佐证材料；请添加")],
        ),
    ]);
}

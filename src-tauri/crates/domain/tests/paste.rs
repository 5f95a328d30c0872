//! Grids as Excel and WPS put them on the clipboard, pasted into a sheet of three indicators.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use domain::fund::Horizon;
use domain::indicator::{Class, Indicator, Taxonomy};
use domain::paste::{CELL, Column, PasteFault, Pasted, Place, ROWS, paste};
use domain::period::FiscalYear;
use domain::target::Target;
use domain::target_value;
use domain::typed::{Id, Typed};
use proptest::prelude::*;

const YEAR: FiscalYear = FiscalYear(2026);

fn sheet(taxonomy: Taxonomy) -> Target {
    let mut target = Target::new(Id("t".into()), Id("p".into()), "mof-2021", taxonomy);
    for (id, class, name, value, weight) in [
        ("a", Class::Quantity, "补助村数", "≥12个", "10"),
        ("b", Class::Quality, "验收合格率", "≥95%", "20"),
        ("c", Class::Satisfaction, "群众满意度", "≥90%", "10"),
    ] {
        let mut row = Indicator::new(Id(id.into()), Horizon::Annual, class, name);
        row.value = Typed::of(target_value::read(value, None).unwrap());
        row.weight = Typed::of(weight.parse().unwrap());
        target.indicators.push(row);
    }
    target
}

/// `甲|乙⏎丙|丁`: cells by |, rows by ⏎.
fn grid(text: &str) -> Vec<Vec<String>> {
    text.split('⏎').map(|row| row.split('|').map(str::to_owned).collect()).collect()
}

fn put(
    target: &mut Target,
    row: Option<&str>,
    column: Column,
    grid: &[Vec<String>],
) -> Result<Pasted, PasteFault> {
    let mut next = 0;
    let mut new_id = || {
        next += 1;
        Id(format!("n{next}"))
    };
    paste(target, YEAR, Place { horizon: Horizon::Annual, row, column }, grid, &mut new_id)
}

/// The sheet as text: `数量指标 补助村数 ≥12个 10`; text that could not be read in brackets, the explanation behind #.
fn shown(target: &Target) -> Vec<String> {
    let rows = target.in_form_order().into_iter();
    rows.map(|row| {
        let value = match (&row.value.invalid, &row.value.value) {
            (Some(bad), _) => format!("[{bad}]"),
            (None, Some(value)) if value.is_waiting() => format!("{}_{}", value.sign.name(), value.unit),
            (None, Some(value)) => value.print(),
            (None, None) => "-".into(),
        };
        let weight = match (&row.weight.invalid, row.weight.value) {
            (Some(bad), _) => format!("[{bad}]"),
            (None, Some(weight)) => weight.normalize().to_string(),
            (None, None) => "-".into(),
        };
        let more = if row.explanation.is_empty() { String::new() } else { format!(" #{}", row.explanation) };
        format!("{} {} {value} {weight}{more}", row.class.name(), row.name)
    })
    .collect()
}

const A: &str = "数量指标 补助村数 ≥12个 10";
const B: &str = "质量指标 验收合格率 ≥95% 20";
const C: &str = "服务对象满意度指标 群众满意度 ≥90% 10";

/// What it is about; the row and column where it begins; the grid; the sheet afterwards; what is named as left out.
type Case = (
    &'static str,
    Option<&'static str>,
    Column,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

#[test]
fn grids_as_people_copy_them() {
    use Column::{Explanation, Level2, Name, Sign, Unit, Value, Weight};
    let cases: &[Case] = &[
        ("one cell", Some("a"), Name, "扶持村数", &["数量指标 扶持村数 ≥12个 10", B, C], &[]),
        (
            "a column of weights",
            Some("a"),
            Weight,
            "15⏎25分⏎１０",
            &["数量指标 补助村数 ≥12个 15", "质量指标 验收合格率 ≥95% 25", C],
            &[],
        ),
        ("weights as shares of 100", Some("a"), Weight, "15%⏎", &["数量指标 补助村数 ≥12个 15", B, C], &[]),
        (
            "bare numbers keep sign and unit",
            Some("a"),
            Value,
            "15⏎98\r\n",
            &["数量指标 补助村数 ≥15个 10", "质量指标 验收合格率 ≥98% 20", C],
            &[],
        ),
        (
            "sign, value, unit apart",
            Some("b"),
            Sign,
            "≥|98|%⏎>=|92|％",
            &[A, "质量指标 验收合格率 ≥98% 20", "服务对象满意度指标 群众满意度 ≥92% 10"],
            &[],
        ),
        (
            "combined value where the sign stands",
            Some("b"),
            Sign,
            "≥ ９８ ％|25",
            &[A, "质量指标 验收合格率 ≥98% 25", C],
            &[],
        ),
        (
            "combined value behind the name",
            Some("b"),
            Name,
            "合格率|98%以上|25",
            &[A, "质量指标 合格率 ≥98% 25", C],
            &[],
        ),
        (
            "value and unit, no sign",
            Some("a"),
            Value,
            "1,234.5|万元|30",
            &["数量指标 补助村数 ≥1234.5万元 30", B, C],
            &[],
        ),
        (
            "money",
            Some("a"),
            Value,
            "≤202.64万元⏎≤5000元",
            &["数量指标 补助村数 ≤202.64万元 10", "质量指标 验收合格率 ≤5000元 20", C],
            &[],
        ),
        ("a unit alone", Some("a"), Unit, "户⏎", &["数量指标 补助村数 ≥12户 10", B, C], &[]),
        (
            "unreadable text stays",
            Some("a"),
            Value,
            "80%-90%⏎约50人",
            &["数量指标 补助村数 [80%-90%] 10", "质量指标 验收合格率 [约50人] 20", C],
            &[],
        ),
        ("an odd sign stays with its value", Some("a"), Value, "⏎", &[], &["没有可以粘贴"]),
        (
            "unreadable weight stays",
            Some("a"),
            Weight,
            "十分⏎/",
            &["数量指标 补助村数 ≥12个 [十分]", "质量指标 验收合格率 ≥95% -", C],
            &[],
        ),
        (
            "blank clears as in Excel",
            Some("a"),
            Weight,
            "⏎5",
            &["数量指标 补助村数 ≥12个 -", "质量指标 验收合格率 ≥95% 5", C],
            &[],
        ),
        (
            "rows beyond the last are of the class above",
            Some("c"),
            Name,
            "群众满意度|≥92%|10⏎企业满意度|≥90%|5",
            &[A, B, "服务对象满意度指标 群众满意度 ≥92% 10", "服务对象满意度指标 企业满意度 ≥90% 5"],
            &[],
        ),
        (
            "behind the last",
            None,
            Name,
            "投诉处理率|≥98%|5",
            &[A, B, C, "服务对象满意度指标 投诉处理率 ≥98% 5"],
            &[],
        ),
        (
            "one odd sign among signs moves no column",
            None,
            Name,
            "办结率|≥|95|%|10⏎投诉数|约|8|个|10⏎回访率|≥|98|%|10",
            &[
                A,
                B,
                C,
                "服务对象满意度指标 办结率 ≥95% 10",
                "服务对象满意度指标 投诉数 [约8个] 10",
                "服务对象满意度指标 回访率 ≥98% 10",
            ],
            &[],
        ),
        (
            "class column without headings",
            None,
            Level2,
            "数量指标|新建道路|≥3公里|10⏎时效指标|按期完工|2026年12月31日前|5",
            &[A, "数量指标 新建道路 ≥3公里 10", B, "时效指标 按期完工 2026年12月31日前 5", C],
            &[],
        ),
        (
            "both level columns, merged cells blank",
            None,
            Name,
            "产出指标|数量指标|新建道路|≥3公里|10⏎|质量指标|验收率|100%|10⏎||优良率|≥90%|5⏎满意度指标|服务对象满意度指标|村民满意度|≥90%|10",
            &[
                A,
                "数量指标 新建道路 ≥3公里 10",
                B,
                "质量指标 验收率 100% 10",
                "质量指标 优良率 ≥90% 5",
                C,
                "服务对象满意度指标 村民满意度 ≥90% 10",
            ],
            &[],
        ),
        (
            "headings in any order",
            Some("a"),
            Explanation,
            "分值|指标值|三级指标⏎12|≥14个|扶持村数⏎18|≥96%|验收率",
            &["数量指标 扶持村数 ≥14个 12", "质量指标 验收率 ≥96% 18", C],
            &[],
        ),
        (
            "the 2021 form with headings, levels, totals",
            None,
            Name,
            "一级指标|二级指标|三级指标|计算符号|指标值|计量单位|分值（权重）|备注⏎成本指标|经济成本指标|项目总成本|≤|202.64|万元|20|⏎产出指标（40分）|数量指标|新建道路|≥|3|公里|20|⏎小计||||||40|⏎|时效指标|完工时间|≤|2026年12月31日||20|县级\u{3000}⏎合计||||||100|",
            &[
                "经济成本指标 项目总成本 ≤202.64万元 20",
                A,
                "数量指标 新建道路 ≥3公里 20",
                B,
                "时效指标 完工时间 2026年12月31日前 20",
                C,
            ],
            &["第 4、6 行是合计"],
        ),
        (
            "a title above, a number column, unknown columns named",
            None,
            Name,
            "2026年绩效指标表||||⏎序号|三级指标|指标值|完成情况|⏎1|新建道路|≥3公里|未完成|旁注",
            &[A, B, C, "服务对象满意度指标 新建道路 ≥3公里 -"],
            &["没有“完成情况”这一栏", "第 5 列没有表头", "第 1 行在表头上方"],
        ),
        (
            "the 2015 form has two sides",
            None,
            Name,
            "一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值⏎产出指标|数量指标|五年修路|≥50公里|数量指标|今年修路|≥10公里",
            &[A, "数量指标 今年修路 ≥10公里 -", B, C],
            &["第 2、3、4 列属于中期指标"],
        ),
        (
            "headings repeated on the next page",
            None,
            Name,
            "三级指标|指标值⏎新建道路|≥3公里⏎三级指标|指标值⏎新建桥梁|≥2座",
            &[A, B, C, "服务对象满意度指标 新建道路 ≥3公里 -", "服务对象满意度指标 新建桥梁 ≥2座 -"],
            &["第 3 行是重复的表头"],
        ),
        (
            "what a template leaves open",
            None,
            Name,
            "三级指标|指标值⏎指标1：|⏎……|⏎新建道路|≥3公里",
            &[A, B, C, "服务对象满意度指标 新建道路 ≥3公里 -"],
            &["第 2、3 行是空行"],
        ),
        (
            "execution rate has no row",
            None,
            Name,
            "一级指标|二级指标|三级指标|分值⏎预算执行率|预算执行率|预算执行率|10⏎产出指标|数量指标|新建道路|90",
            &[A, "数量指标 新建道路 - 90", B, C],
            &["第 2 行是预算执行率"],
        ),
        (
            "more columns than the sheet has",
            Some("c"),
            Weight,
            "10|说明文字|多余|再多",
            &[A, B, "服务对象满意度指标 群众满意度 ≥90% 10 #说明文字"],
            &["第 3 列超出", "第 4 列超出"],
        ),
        (
            "a class that no list knows",
            None,
            Level2,
            "数量指标|新建道路|≥3公里⏎奇怪指标|修桥|≥1座",
            &[A, "数量指标 新建道路 ≥3公里 -", "数量指标 修桥 ≥1座 -", B, C],
            &["没有“奇怪指标”这个二级指标"],
        ),
        (
            "only the first level is given",
            None,
            Name,
            "一级指标|三级指标⏎效益指标|带动就业⏎满意度|村民满意度",
            &[A, B, "经济效益指标 带动就业 - -", C, "服务对象满意度指标 村民满意度 - -"],
            &[],
        ),
        (
            "the older tree's cost class moves",
            None,
            Level2,
            "成本指标|项目总成本|≤50万元⏎可持续影响指标|长期管护|建立机制",
            &["经济成本指标 项目总成本 ≤50万元 -", A, B, "社会效益指标 长期管护 建立机制 -", C],
            &[],
        ),
        (
            "numbers in front are no names",
            None,
            Name,
            "1|新建道路|≥3公里⏎2|新建桥梁|≥2座",
            &[A, B, C, "服务对象满意度指标 新建道路 ≥3公里 -", "服务对象满意度指标 新建桥梁 ≥2座 -"],
            &[],
        ),
        (
            "line breaks within a name",
            Some("a"),
            Name,
            "补助\n行政村数",
            &["数量指标 补助行政村数 ≥12个 10", B, C],
            &[],
        ),
        (
            "a sign without a value waits",
            None,
            Name,
            "三级指标|计算符号|指标值|计量单位⏎新建道路|≥||公里",
            &[A, B, C, "服务对象满意度指标 新建道路 ≥_公里 -"],
            &[],
        ),
        (
            "an odd sign goes with its value",
            None,
            Name,
            "三级指标|计算符号|指标值|计量单位⏎新建道路|约|3|公里",
            &[A, B, C, "服务对象满意度指标 新建道路 [约3公里] -"],
            &[],
        ),
        (
            "an odd sign without value is named",
            Some("a"),
            Name,
            "三级指标|计算符号⏎扶持村数|正负",
            &["数量指标 扶持村数 ≥12个 10", B, C],
            &["“正负”不是计算符号"],
        ),
    ];
    for (what, row, column, text, expected, skipped) in cases {
        let mut target = sheet(Taxonomy::Y2021);
        match put(&mut target, *row, *column, &grid(text)) {
            Ok(pasted) => {
                assert_eq!(shown(&target), *expected, "{what}");
                for part in *skipped {
                    assert!(pasted.skipped.iter().any(|s| s.contains(part)), "{what}: {:?}", pasted.skipped);
                }
                assert_eq!(pasted.skipped.len(), skipped.len(), "{what}: {:?}", pasted.skipped);
                let bad = shown(&target).iter().map(|row| row.matches('[').count()).sum::<usize>();
                assert!(pasted.cells.iter().filter(|cell| cell.bad.is_some()).count() >= bad, "{what}");
            }
            Err(fault) => {
                assert!(expected.is_empty() && fault.to_string().contains(skipped[0]), "{what}: {fault}");
                assert_eq!(target, sheet(Taxonomy::Y2021), "{what}");
            }
        }
    }
}

#[test]
fn every_cell_is_written_down() {
    let mut target = sheet(Taxonomy::Y2015);
    let pasted =
        put(&mut target, Some("c"), Column::Name, &grid("村民满意度|≥92%|10⏎新增一条|约50人|5")).unwrap();
    let cells: Vec<String> = (pasted.cells.iter())
        .map(|c| {
            format!(
                "{} {} {}：{}→{}{}",
                c.line,
                c.row,
                c.column,
                c.before,
                c.after,
                if c.bad.is_some() { "!" } else { "" }
            )
        })
        .collect();
    assert_eq!(
        cells,
        [
            "0 村民满意度 三级指标：群众满意度→村民满意度",
            "0 村民满意度 指标值：≥90%→≥92%",
            "0 村民满意度 分值：10→10",
            "1 新增一条 三级指标：→新增一条",
            "1 新增一条 指标值：→约50人!",
            "1 新增一条 分值：→5",
        ]
    );
    assert_eq!((pasted.new_rows, pasted.headers), (1, false));
    let bad = pasted.cells[4].bad.as_deref().unwrap();
    assert!(bad.contains('请'), "{bad}");
}

#[test]
fn too_much_is_refused_with_the_numbers() {
    let row = |cells: usize| vec!["1".to_owned(); cells];
    for (grid, part) in [
        (vec![row(1); ROWS + 1], "501 行"),
        (vec![row(31)], "31 列"),
        (vec![vec!["x".repeat(CELL + 1)]], "2001 个字"),
        (vec![], "没有可以粘贴"),
        (vec![vec![String::new()]], "没有可以粘贴"),
        (grid("合计|100"), "没有可以粘贴"),
        (grid("三级指标|指标值⏎|"), "没有可以粘贴"),
    ] {
        let mut target = sheet(Taxonomy::Y2021);
        let fault = put(&mut target, None, Column::Name, &grid).unwrap_err();
        assert!(fault.to_string().contains(part) && fault.to_string().contains('请'), "{fault}");
        assert_eq!(target, sheet(Taxonomy::Y2021));
    }
    let mut target = sheet(Taxonomy::Y2021);
    let gone = put(&mut target, Some("gone"), Column::Name, &grid("名称"));
    assert_eq!(gone.unwrap_err(), PasteFault::NoSuchRow);
    let full: Vec<Vec<String>> = (0..ROWS).map(|n| vec![format!("指标名{n}")]).collect();
    assert_eq!(put(&mut target, None, Column::Name, &full).unwrap().new_rows, ROWS);
}

proptest! {
    /// Whatever is pasted under a heading of its own stands in the sheet or is named.
    #[test]
    fn nothing_is_lost(values in proptest::collection::vec("[0-9a-z一二约≥%.村个]{1,8}", 1..8)) {
        let mut grid = vec![vec!["三级指标".to_owned(), "指标值".to_owned()]];
        grid.extend(values.iter().enumerate().map(|(n, value)| vec![format!("名称{n}号"), value.clone()]));
        let mut target = sheet(Taxonomy::Y2021);
        let pasted = put(&mut target, None, Column::Name, &grid).unwrap();
        prop_assert_eq!(pasted.new_rows, values.len());
        for (n, value) in values.iter().enumerate() {
            let row = target.indicators.iter().find(|row| row.name == format!("名称{n}号")).unwrap();
            match &row.value.invalid {
                Some(text) => prop_assert_eq!(text, value),
                None => prop_assert!(row.value.value.is_some() || value.chars().all(|c| c == '.'), "{}", value),
            }
        }
    }

    #[test]
    fn no_grid_panics(rows in proptest::collection::vec(proptest::collection::vec(".{0,12}", 0..6), 0..6), start in 0usize..3) {
        let column = [Column::Level2, Column::Name, Column::Value][start];
        let _ = put(&mut sheet(Taxonomy::Y2015), Some("b"), column, &rows);
    }
}

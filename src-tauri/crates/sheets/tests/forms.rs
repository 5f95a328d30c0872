//! Target forms: the two national layouts and three published local ones.

mod common;

use common::{form, form_context, forms, ids, open};
use domain::fund::{FundColumn, FundSource, Horizon};
use domain::indicator::{Class, Level1, Taxonomy};
use domain::project::Novelty;
use sheets::goal_form::{self, GoalForm};
use sheets::{Look, Weight, read_all};

fn printed(form: &GoalForm, horizon: Horizon) -> Vec<String> {
    form.target
        .side(horizon)
        .map(|i| {
            let value = match (&i.value.value, &i.value.invalid) {
                (Some(value), _) => value.print(),
                (None, Some(text)) => format!("!{text}"),
                (None, None) => String::new(),
            };
            let weight = i.weight.value.map(|w| format!(" {w}分")).unwrap_or_default();
            format!("{} {} {value}{weight}", i.class.name(), i.name)
        })
        .collect()
}

fn fen(column: &FundColumn, source: FundSource) -> Option<i64> {
    column.part(source).map(|money| money.fen())
}

#[test]
fn qingshan_2020_of_the_2015_kind() {
    let form = form(&forms::workbook(&[("目标表", forms::QINGSHAN)]));
    let project = &form.project;
    assert_eq!(project.name, "教育系统基础设施建设和设备购置");
    assert_eq!(project.department, "[015001]武汉市青山区教育局");
    assert_eq!(project.implementer, "武汉市青山区教育局");
    assert_eq!(project.year.0, 2020);
    assert_eq!(project.period.value.unwrap().print(), "2020年1月—2020年12月");
    // 资金总额 beside 当年资金总额 is that of the whole period.
    let (medium, annual) = (&project.funds.medium, &project.funds.annual);
    assert_eq!(medium.stated_total.value.unwrap().fen(), 10_000_000_000);
    assert_eq!(fen(medium, FundSource::Fiscal), Some(10_000_000_000));
    assert_eq!(fen(medium, FundSource::Other), None);
    assert_eq!(annual.stated_total.value.unwrap().fen(), 10_000_000_000);
    assert!(form.unit_stated && form.class_weights.is_empty());
    assert_eq!(form.target.taxonomy, Taxonomy::Y2015);
    assert_eq!(
        printed(&form, Horizon::Annual),
        [
            "数量指标 重点建设工程安排数量 2",
            "质量指标 重点建设工程验收合格率 100%",
            "成本指标 建设项目成本 参照政府采购成本控制",
            "时效指标 重点建设工程按期完成率 100%",
            "可持续影响指标 基础教育巩固提高情况 巩固提高",
            "社会效益指标 基础教育学校办学条件 持续改善",
            "服务对象满意度指标 学生、家长、社会满意度 ≥90%",
        ]
    );
    let remarks: Vec<_> = form.errors.iter().map(|e| (e.at.as_str(), e.weight)).collect();
    assert_eq!(remarks, [("C6", Weight::Notice)], "{:?}", form.errors);
}

#[test]
fn yunwu_2023_of_the_2021_kind() {
    let form = form(&forms::workbook(&[("审批表", forms::YUNWU)]));
    let project = &form.project;
    assert_eq!(project.name, "2023年云雾土家族乡加工园配套设施建设项目");
    assert_eq!((project.department.as_str(), project.year.0), ("县民宗委", 2023));
    assert_eq!(project.book.map(domain::project::BudgetBook::name), Some("一般公共预算"));
    assert_eq!(project.funds.medium.stated_total.value.unwrap().fen(), 65_000_000);
    let annual = &project.funds.annual;
    assert_eq!(annual.stated_total.value.unwrap().fen(), 65_000_000);
    assert_eq!(fen(annual, FundSource::Fiscal), Some(65_000_000));
    assert_eq!(fen(annual, FundSource::Other), Some(0));
    assert!(form.target.annual_goal.contains("群众满意度≥95%"));
    assert_eq!(form.target.taxonomy, Taxonomy::Y2021);
    let weights: Vec<String> =
        form.class_weights.iter().map(|w| format!("{} {}-{}", w.class.name(), w.from, w.to)).collect();
    assert_eq!(weights, ["成本指标 0-20", "产出指标 40-50"]);
    assert_eq!(
        printed(&form, Horizon::Annual),
        [
            "经济成本指标 项目建设成本 ≤65万元 10分",
            "数量指标 晾晒房建设面积 300平方米 25分",
            "数量指标 硬化室外晒坝面积 420平方米 25分",
            "服务对象满意度指标 群众满意度 ≥95% 30分",
        ]
    );
    assert!(form.errors.is_empty(), "{:?}", form.errors);
}

#[test]
fn batang_2021_with_numbers_for_names() {
    let form = form(&forms::workbook(&[("目标表", forms::BATANG)]));
    assert_eq!(form.project.name, "镇域内基础设施建设");
    let annual = &form.project.funds.annual;
    assert_eq!(annual.stated_total.value.unwrap().fen(), 10_606_752_200);
    assert_eq!(fen(annual, FundSource::Fiscal), Some(6_923_355_200));
    assert_eq!(fen(annual, FundSource::UnitFunds), Some(0));
    assert_eq!(fen(annual, FundSource::Other), Some(3_683_397_000));
    assert_eq!(annual.total(), annual.stated_total.value);
    let indicator = &form.target.indicators[0];
    assert_eq!((form.target.indicators.len(), indicator.name.as_str()), (1, "88"));
    assert!(domain::text::is_only_number(&indicator.name));
}

#[test]
fn two_sides_of_the_2015_form() {
    let form = form(&forms::workbook(&[("申报表", forms::TWO_SIDES)]));
    let project = &form.project;
    assert_eq!(project.novelty, Some(Novelty::Continuing));
    assert_eq!(project.department, "示例县交通运输局[301]");
    let (medium, annual) = (&project.funds.medium, &project.funds.annual);
    assert_eq!(
        (
            medium.stated_total.value.unwrap().fen(),
            fen(medium, FundSource::Fiscal),
            fen(medium, FundSource::Other)
        ),
        (300_000_000, Some(270_000_000), Some(30_000_000))
    );
    assert_eq!(
        (
            annual.stated_total.value.unwrap().fen(),
            fen(annual, FundSource::Fiscal),
            fen(annual, FundSource::Other)
        ),
        (100_500_000, Some(90_500_000), Some(10_000_000))
    );
    assert_eq!(form.target.medium_goal, "目标1：三年养护道路300公里");
    assert_eq!(form.target.annual_goal, "目标1：养护道路100公里");
    assert_eq!(
        printed(&form, Horizon::Medium),
        ["数量指标 养护道路里程 ≥300公里", "质量指标 优良路率 95%", "可持续影响指标 养护机制 长期有效"]
    );
    assert_eq!(
        printed(&form, Horizon::Annual),
        [
            "数量指标 养护道路里程 ≥100公里",
            "数量指标 抢修次数 !80%至90%",
            "质量指标 优良路率 92.5%",
            "可持续影响指标 养护机制 长期有效",
            "服务对象满意度指标 群众满意度 ≥90%",
        ]
    );
    let errors: Vec<_> = form.errors.iter().map(|e| (e.at.as_str(), e.text.as_str())).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].0 == "H13" && errors[0].1.contains("区间"));
}

#[test]
fn indicators_numbered_in_one_cell_are_taken_apart() {
    let cells: forms::Cells<'_> = &[
        ("A1", "项目名称"),
        ("B1", "培训"),
        ("A2", "一级指标"),
        ("B2", "二级指标"),
        ("C2", "三级指标"),
        ("D2", "指标值"),
        ("A3", "产出指标"),
        ("B3", "数量指标"),
        ("C3", "1.培训期数\n2.培训人次"),
        ("D3", "1.≥3期\n2.≥300人次"),
        ("B4", "别的指标"),
        ("C4", "不知归属"),
        ("D4", "1个"),
        ("B5", "质量指标"),
        ("D5", "100%"),
        ("A6", "效益指标"),
        ("B6", "社会效益指标"),
        ("C6", "坏值"),
        ("D6", "约50人"),
    ];
    let form = form(&forms::workbook(&[("表", cells)]));
    assert_eq!(
        printed(&form, Horizon::Annual),
        ["数量指标 培训期数 ≥3期", "数量指标 培训人次 ≥300人次", "社会效益指标 坏值 !约50人"]
    );
    let errors: Vec<_> = form.errors.iter().map(|e| e.at.as_str()).collect();
    assert_eq!(errors, ["B4", "C5", "D6"], "{:?}", form.errors);
}

#[test]
fn sheets_that_are_no_target_forms_are_refused() {
    for (cells, part) in [
        (common::lists::LIST, "三级指标"),
        (forms::SELF_ASSESSMENT, "自评表"),
        (&[("A1", "三级指标"), ("B1", "指标值")][..], "项目名称"),
        (&[][..], "三级指标"),
    ] {
        let book = open(&forms::workbook(&[("表", cells)]));
        let error = goal_form::read(&book.sheets[0], &mut form_context(2026, &mut ids())).unwrap_err();
        assert!(error.code() == "SHEET-NOT-A-FORM" && error.to_string().contains(part), "{error}");
    }
}

#[test]
fn a_workbook_of_list_and_forms_comes_in_whole() {
    const LIST: forms::Cells<'static> = &[
        ("A1", "项目名称"),
        ("B1", "年度资金总额（万元）"),
        ("C1", "项目负责人"),
        ("A2", "农村道路养护"),
        ("B2", "=100"),
        ("C2", "甲"),
        ("A3", "没有目标表的项目"),
        ("B3", "=5"),
        ("A4", "坏行"),
        ("B4", "五万"),
    ];
    let book = open(&forms::workbook(&[
        ("说明", &[("A1", "填写说明"), ("A2", "先填清单")]),
        ("空", &[]),
        ("项目清单", LIST),
        ("目标表1", forms::TWO_SIDES),
        ("目标表2", forms::QINGSHAN),
        ("目标表3", forms::TWO_SIDES),
        ("自评", forms::SELF_ASSESSMENT),
    ]));
    let looks: Vec<&str> = book
        .inspect()
        .iter()
        .map(|sheet| match &sheet.look {
            Look::ProjectList { .. } => "list",
            Look::GoalForm { .. } => "form",
            Look::Other => "other",
            Look::Empty => "empty",
        })
        .collect();
    assert_eq!(looks, ["other", "empty", "list", "form", "form", "form", "other"]);
    let mut new_id = ids();
    let all =
        read_all(&book, &[], &mut form_context(2026, &mut new_id), &mut |done, total| done <= total).unwrap();
    let projects: Vec<(&str, Option<u32>, Option<&str>)> =
        all.projects.iter().map(|p| (p.project.name.as_str(), p.list_row, p.form_sheet.as_deref())).collect();
    assert_eq!(
        projects,
        [
            ("农村道路养护", Some(2), Some("目标表1")),
            ("没有目标表的项目", Some(3), None),
            ("教育系统基础设施建设和设备购置", None, Some("目标表2")),
        ]
    );
    let road = &all.projects[0];
    assert_eq!(road.target.as_ref().unwrap().project_id, road.project.id);
    assert_eq!((road.project.person.as_str(), road.project.implementer.as_str()), ("甲", "示例县公路段"));
    assert_eq!(road.project.funds.annual.total().unwrap().fen(), 100_000_000);
    assert!(!road.project.funds.medium.is_blank());
    assert_eq!(all.notes.len(), 1, "list and form differ: {:?}", all.notes);
    assert_eq!(all.problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["SHEET-SAME-PROJECT"]);
    assert_eq!((all.lists[0].good, all.lists[0].bad), (2, 1));
    assert_eq!(all.others, ["说明", "自评"]);
    let stopped = read_all(&book, &[], &mut form_context(2026, &mut ids()), &mut |_, _| false);
    assert_eq!(stopped.unwrap_err().code(), "SHEET-CANCELLED");
}

#[test]
fn classes_follow_the_tree_of_the_form() {
    let with = |level1: &'static str, level2: &'static str| {
        let cells: Vec<(&str, &str)> = vec![
            ("A1", "项目名称"),
            ("B1", "甲"),
            ("A2", "一级指标"),
            ("B2", "二级指标"),
            ("C2", "三级指标"),
            ("D2", "指标值"),
            ("E2", "分值"),
            ("A3", level1),
            ("B3", level2),
            ("C3", "乙"),
            ("D3", "=5"),
            ("E3", "10分"),
        ];
        let form = form(&forms::workbook(&[("表", &cells)]));
        let indicator = form.target.indicators.first().cloned();
        (
            form.target.taxonomy,
            indicator.map(|i| (i.class, i.weight.value.unwrap().to_string())),
            form.errors.len(),
        )
    };
    let ten = |class| Some((class, "10".to_owned()));
    assert_eq!(with("成本指标", "成本指标"), (Taxonomy::Y2021, ten(Class::EconomicCost), 0));
    assert_eq!(with("产出指标", "成本指标"), (Taxonomy::Y2015, ten(Class::OutputCost), 0));
    assert_eq!(with("产出指标(50分)", "数量指标(20分)"), (Taxonomy::Y2021, ten(Class::Quantity), 0));
    assert_eq!(with("满意度指标", ""), (Taxonomy::Y2021, ten(Class::Satisfaction), 0));
    assert_eq!(with("效益指标", "可持续影响"), (Taxonomy::Y2015, ten(Class::Sustainability), 0));
    assert_eq!(Level1::Cost.name(), "成本指标");
}

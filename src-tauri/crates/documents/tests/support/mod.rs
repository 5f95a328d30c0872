//! Invented units, projects and targets for the tests and the example.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::unwrap_used)]

pub mod monitoring;
pub mod results;
pub mod selfeval;

use chrono::NaiveDate;
use documents::Stamp;
use documents::forms::{AdjustmentRow, GoalForm};
use domain::fund::{FundSource, Horizon};
use domain::indicator::{Class, Indicator, Taxonomy};
use domain::money::{AmountUnit, Money};
use domain::period::{FiscalYear, Period};
use domain::project::{Novelty, Project};
use domain::target::Target;
use domain::target_value;
use domain::typed::{Id, Typed};
use domain::unit::{Unit, UnitKind};
use rust_decimal::Decimal;

pub struct Case {
    pub unit: Unit,
    pub project: Project,
    pub target: Target,
    pub amount_unit: AmountUnit,
}

pub fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
}

pub fn sealed() -> Stamp {
    Stamp::Sealed {
        number: "WX-219001-2026-target-Y-001".to_owned(),
        audit_head: "5a1f09c3e4b7d2865a1f09c3e4b7d2865a1f09c3e4b7d2865a1f09c3e4b7d286".to_owned(),
    }
}

impl Case {
    pub fn form(&self, stamp: Stamp) -> GoalForm<'_> {
        GoalForm {
            unit: &self.unit,
            project: &self.project,
            target: &self.target,
            year: FiscalYear(2026),
            amount_unit: self.amount_unit,
            stamp,
            date: date(),
        }
    }

    pub fn fund(&mut self, horizon: Horizon, source: FundSource, amount: &str) {
        let money = Typed::of(Money::parse(amount, self.amount_unit).unwrap());
        self.project.funds.column_mut(horizon).parts.insert(source, money);
    }

    pub fn indicator(
        &mut self,
        horizon: Horizon,
        class: Class,
        name: &str,
        value: &str,
        weight: &str,
    ) -> &mut Indicator {
        let id = Id(format!("i{}", self.target.indicators.len()));
        let mut one = Indicator::new(id, horizon, class, name);
        if !value.is_empty() {
            let year = Some(FiscalYear(2026));
            let _ = one.value.typed(value, |text| target_value::read(text, year));
        }
        if !weight.is_empty() {
            one.weight = Typed::of(weight.parse::<Decimal>().unwrap());
        }
        self.target.indicators.push(one);
        self.target.indicators.last_mut().unwrap()
    }
}

fn bare(taxonomy: Taxonomy) -> Case {
    let unit = Unit {
        id: Id("u".into()),
        kind: UnitKind::Subordinate,
        name: "青石县教育局项目管理中心".into(),
        code: "219001".into(),
        credit_code: String::new(),
        division_code: String::new(),
        parent_name: "青石县教育局".into(),
        head: "林晓岚".into(),
        phone: "0571-80001234".into(),
    };
    let mut project = Project::new(
        Id("p".into()),
        Id("u".into()),
        FiscalYear(2026),
        "县域义务教育薄弱环节改善与能力提升项目（2026）",
    );
    project.code = "33012426T000000000123".into();
    project.novelty = Some(Novelty::Continuing);
    project.period = Typed::of(Period::parse("2026年1月-2028年12月").unwrap());
    project.department = "青石县教育局".into();
    project.person = "周启明".into();
    project.phone = "0571-80001235".into();
    let target = Target::new(Id("t".into()), Id("p".into()), "mof", taxonomy);
    Case { unit, project, target, amount_unit: AmountUnit::WanYuan }
}

/// A well-filled project of three years in the 2015 layout.
pub fn ordinary_2015() -> Case {
    let mut case = bare(Taxonomy::Y2015);
    for (source, medium, annual) in
        [(FundSource::Fiscal, "3188.43", "1084.07"), (FundSource::Other, "0", "190.1234")]
    {
        case.fund(Horizon::Medium, source, medium);
        case.fund(Horizon::Annual, source, annual);
    }
    case.target.medium_goal = "目标1：用三年时间完成全县36所薄弱学校校舍维修改造，新增学位5,400个，基本消除大班额。\n目标2：配齐教学仪器设备，装备达标率达到100%。".into();
    case.target.annual_goal = "目标1：完成全县12所薄弱学校校舍维修改造，新增学位1,800个；\n目标2：配齐教学仪器设备，装备达标率达到100%；\n目标3：提升教师信息技术应用能力，“三类课程”开课率不低于95%，培训教师2,316人次。".into();
    use Class::*;
    for (class, name, medium, annual) in [
        (Quantity, "改造薄弱学校数量", "≥36所", "≥12所"),
        (Quantity, "新增学位数", "≥5400个", "≥1800个"),
        (Quantity, "农村饮用水水质达标（GB 5749-2022）学校数", "", "≥12所"),
        (Quality, "竣工验收合格率", "100%", "100%"),
        (Quality, "教学仪器设备装备达标率", "≥98%", "≥95%"),
        (Timeliness, "项目完工时间", "2028年12月31日前", "2026年12月31日前"),
        (OutputCost, "项目总成本", "≤3188.43万元", "≤1274.1934万元"),
        (EconomicBenefit, "带动当地就业人数", "", "≥120人"),
        (SocialBenefit, "义务教育巩固率", "≥98.5%", "≥98%"),
        (Sustainability, "设施设备使用年限", "≥15年", "≥15年"),
        (Satisfaction, "学生家长满意度", "≥95%", "≥92%"),
        (Satisfaction, "受益学校教职工满意度", "≥95%", "≥92%"),
    ] {
        if !medium.is_empty() {
            case.indicator(Horizon::Medium, class, name, medium, "");
        }
        case.indicator(Horizon::Annual, class, name, annual, "");
    }
    case
}

/// A well-filled project in the 2021 layout, weights 90 in all.
pub fn ordinary_2021() -> Case {
    let mut case = bare(Taxonomy::Y2021);
    case.fund(Horizon::Annual, FundSource::Fiscal, "1084.07");
    case.fund(Horizon::Annual, FundSource::CarryOver, "127.54");
    case.fund(Horizon::Annual, FundSource::Other, "0");
    case.target.annual_goal = ordinary_2015().target.annual_goal;
    use Class::*;
    for (class, name, value, weight, explanation, standard, note) in [
        (
            EconomicCost,
            "项目总成本",
            "≤1211.61万元",
            "10",
            "反映项目全部支出控制在批复预算以内的情况。",
            "不超预算得满分；每超1%扣1分，扣完为止。",
            "",
        ),
        (
            EconomicCost,
            "生均改造成本",
            "≤6730元/人",
            "10",
            "改造支出除以受益学生数。",
            "达到得满分，超出按比例扣分。",
            "",
        ),
        (Quantity, "改造薄弱学校数量", "≥12所", "12.5", "年内完成竣工验收的学校数。", "完成率×分值。", ""),
        (Quantity, "新增学位数", "≥1800个", "10", "改造后可增加的学位。", "完成率×分值。", "含附设幼儿园"),
        (Quality, "竣工验收合格率", "=100%", "10", "一次性验收合格的学校占比。", "每有一所不合格扣2分。", ""),
        (
            Timeliness,
            "项目完工时间",
            "2026年12月31日前",
            "7.5",
            "全部单体工程完工的时间。",
            "按期得满分；逾期1个月以内得60%，超过1个月不得分。",
            "",
        ),
        (
            SocialBenefit,
            "义务教育巩固率",
            "≥98%",
            "10",
            "毕业年级学生数占入学时学生数的比例。",
            "完成率×分值。",
            "",
        ),
        (
            SocialBenefit,
            "办学条件改善程度",
            "明显改善",
            "10",
            "以第三方评估结论为准。",
            "明显改善得80%以上；较为改善得60%至80%；改善不明显得60%以下。",
            "",
        ),
        (
            Satisfaction,
            "学生家长满意度",
            "≥92%",
            "10",
            "问卷调查，样本不少于300份。",
            "≥92%得满分；80%至92%得8分；60%至80%得5分；低于60%不得分。",
            "",
        ),
    ] {
        let one = case.indicator(Horizon::Annual, class, name, value, weight);
        one.explanation = explanation.into();
        one.standard = standard.into();
        one.note = note.into();
    }
    case
}

/// Everything at its longest: 64-character names, goals of 2000 characters, 60 indicators.
pub fn longest(taxonomy: Taxonomy) -> Case {
    let mut case = bare(taxonomy);
    case.project.name = "乡村振兴".repeat(16);
    case.unit.name = "青石县人民政府办公室".repeat(6);
    case.amount_unit = AmountUnit::Yuan;
    case.fund(Horizon::Annual, FundSource::Fiscal, "90000000000000");
    case.fund(Horizon::Medium, FundSource::UnitFunds, "12345678901.23");
    let sentence = "围绕全县义务教育优质均衡发展，分批改造薄弱学校校舍，配齐教学仪器设备（含GB 5749-2022规定的饮水设施），到2026年底新增学位1,800个以上；";
    let goal: String = sentence.chars().cycle().take(2000).collect();
    case.target.annual_goal = goal.clone();
    case.target.medium_goal = goal.chars().take(700).collect();
    for at in 0..60 {
        let class = taxonomy.classes()[at * taxonomy.classes().len() / 60];
        let name = format!("指标{}：{}", at + 1, "基层医疗卫生机构标准化建设达标率".repeat(1 + at % 4));
        let one = case.indicator(Horizon::Annual, class, &name, &format!("≥{}%", 10 + at), "1.5");
        one.explanation = "反映资金使用效益。".repeat(at % 7);
        one.standard = "完成率乘以分值，低于60%不得分。".repeat(at % 9);
        if at == 30 {
            one.note = "佐证材料见附件。".repeat(60);
        }
        if at % 3 == 0 {
            case.indicator(Horizon::Medium, class, &name, &format!("≥{}%", 20 + at), "");
        }
    }
    case
}

/// Nothing filled in but the names.
pub fn empty(taxonomy: Taxonomy) -> Case {
    let mut case = bare(taxonomy);
    case.project.novelty = None;
    case.project.period = Typed::blank();
    case
}

pub fn adjustments() -> Vec<AdjustmentRow> {
    [
        ("年度资金总额（万元）", "1,211.61", "1,084.07", "上级专项资金调减，财政评审核减。"),
        ("产出指标—数量指标—改造薄弱学校数量：指标值", "≥12所", "≥10所", "两所学校列入撤并计划，不再改造。"),
        ("产出指标—数量指标—新增学位数：指标值", "≥1800个", "≥1500个", "随改造学校数量同步调整。"),
        ("效益指标—社会效益指标—带动就业人数", "", "≥80人（分值5）", "按审核意见补充。"),
        (
            "年度目标",
            "完成全县12所薄弱学校校舍维修改造，新增学位1,800个；配齐教学仪器设备，装备达标率达到100%。",
            "完成全县10所薄弱学校校舍维修改造，新增学位1,500个；配齐教学仪器设备，装备达标率达到100%。",
            "与指标调整保持一致。",
        ),
    ]
    .into_iter()
    .map(|(item, before, after, reason)| AdjustmentRow {
        item: item.into(),
        before: before.into(),
        after: after.into(),
        reason: reason.into(),
    })
    .collect()
}

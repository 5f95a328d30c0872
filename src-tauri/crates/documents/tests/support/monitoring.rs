//! Invented months of monitoring; 黄石's published form with its own figures.

use super::{Case, ordinary_2021};
use chrono::NaiveDate;
use documents::Stamp;
use documents::forms::{
    Judgement, MonitorForm, RectifyRow, SummaryMonth, SummaryPage, SummaryRow, SummaryTotals,
    UnitMonitorForm, UnitProject,
};
use domain::due::Lamp;
use domain::fund::FundSource;
use domain::indicator::Taxonomy;
use domain::ledger::Payment;
use domain::money::{AmountUnit, Money};
use domain::monitoring::{
    Cause, MonitoredFund, MonitoredTotals, Monitoring, Month, Possibility, read_actual,
};
use domain::period::FiscalYear;
use domain::project::BudgetBook;
use domain::rectification::{Opener, Outcome, Rectification};
use domain::target_value;
use domain::typed::{Id, Typed};
use domain::whole::{Dimension, UnitIndicator, UnitMonitoring, UnitTask};
use rust_decimal::Decimal;

pub const YEAR: FiscalYear = FiscalYear(2026);

pub fn august() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, 5).unwrap()
}

pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn wan(text: &str) -> Money {
    Money::parse(text, AmountUnit::WanYuan).unwrap()
}

fn cell(text: &str) -> Typed<Money> {
    if text.is_empty() { Typed::blank() } else { Typed::of(wan(text)) }
}

pub fn fund(initial: &str, adjusted: &str, executed: &str, expected: &str) -> MonitoredFund {
    MonitoredFund {
        initial: cell(initial),
        adjusted: cell(adjusted),
        executed: cell(executed),
        expected: cell(expected),
    }
}

/// A project's month: its case, document and what the rules make of it.
pub struct MonthCase {
    pub case: Case,
    pub doc: Monitoring,
    pub judged: Judgement,
}

impl MonthCase {
    pub fn form(&self, stamp: Stamp) -> MonitorForm<'_> {
        MonitorForm {
            unit: &self.case.unit,
            project: &self.case.project,
            target: &self.case.target,
            doc: &self.doc,
            judged: self.judged.clone(),
            year: self.doc.year,
            amount_unit: self.case.amount_unit,
            stamp,
            date: august(),
        }
    }

    /// Records one indicator, by its place in the target.
    pub fn record(&mut self, at: usize, done: &str, expected: &str, possibility: Possibility) {
        let (id, value) = {
            let one = &self.case.target.indicators[at];
            (one.id.clone(), one.value.value.clone())
        };
        let row = self.doc.row_mut(&id);
        let read = |text: &str| read_actual(text, value.as_ref(), YEAR);
        let _ = row.done.typed(done, read);
        let _ = row.expected.typed(expected, read);
        row.possibility = Some(possibility);
    }
}

fn month_of(case: &Case, month: u8) -> Monitoring {
    let (project, target) = (case.project.id.clone(), case.target.id.clone());
    Monitoring::new(Id("m".into()), project, target, YEAR, Month::new(month).unwrap(), "mof-2021")
}

/// January to July of the ordinary project: money a little late, one indicator far behind.
pub fn july() -> MonthCase {
    let mut case = ordinary_2021();
    case.project.book = Some(BudgetBook::General);
    let doc = month_of(&case, 7);
    let judged = Judgement {
        execution: Some(dec("44.17")),
        time: Some(dec("58.33")),
        money_lamp: Some(Lamp::Yellow),
        completion: Some(dec("71.52")),
        deviation: Some(dec("27.35")),
        lamp: Some(Lamp::Red),
        rectify: Some("执行率与完成率相差 27.35 个百分点，超过 20 个百分点（且财发〔2020〕77号）".into()),
        idle: Some("预计年底沉淀资金 61.61万元".into()),
    };
    let mut month = MonthCase { case, doc, judged };
    month.doc.funds.insert(FundSource::Fiscal, fund("1084.07", "1,184.07", "512.36", "1150"));
    month.doc.funds.insert(FundSource::CarryOver, fund("127.54", "", "67.09", "100"));
    month.doc.funds.insert(FundSource::Other, fund("0", "", "0", ""));
    use Possibility::*;
    for (at, done, expected, possibility) in [
        (0, "579.45", "1250", Certain),
        (1, "6,520元/人", "6700", Certain),
        (2, "4", "10", Possible),
        (3, "约600个左右", "1500", Possible),
        (4, "100%", "100%", Certain),
        (5, "未达成", "2026-12-20", Possible),
        (6, "", "", Certain),
        (7, "部分达成", "达成", Certain),
        (8, "88.6", "92", Impossible),
    ] {
        month.record(at, done, expected, possibility);
    }
    let id = |at: usize| month.case.target.indicators[at].id.clone();
    let (two, three, eight) = (id(2), id(3), id(8));
    let row = month.doc.row_mut(&two);
    row.causes.insert(Cause::Funds, "上级专项资金 6 月底才下达，比计划晚三个月".into());
    row.causes.insert(Cause::Staff, "√".into());
    row.reason = "两所学校的施工图审查退回修改，开工推迟到 8 月。".into();
    row.measures =
        "8 月底前完成全部开工手续，按周调度；确实来不及的两所学校调入下年度计划，同步调整绩效目标。".into();
    let row = month.doc.row_mut(&three);
    row.causes.insert(Cause::Equipment, "是".into());
    row.untouched = true;
    let row = month.doc.row_mut(&eight);
    row.causes.insert(Cause::Other, "施工噪声影响教学".into());
    row.causes.insert(Cause::System, "施工现场管理制度没有落实到班组".into());
    row.measures = "调整施工时段，增设围挡；满意度按现有样本年底难以达到 92%。".into();
    month.doc.review_score = Typed::of(dec("72.5"));
    month.doc.note = "7 月 20 日召开项目推进会，明确两所学校的开工时间。".into();
    month
}

/// 黄石's published form: MON-HUANGSHI-2019H1.
pub fn huangshi() -> MonthCase {
    let mut case = super::empty(Taxonomy::Y2015);
    case.unit.name = "黄石市文物局（湖北水泥遗址博物馆）".into();
    case.unit.parent_name = "黄石市文化和旅游局".into();
    case.project.name = "申遗经费".into();
    case.project.code = String::new();
    case.project.department = String::new();
    case.project.book = Some(BudgetBook::General);
    case.project.year = FiscalYear(2019);
    let mut doc = month_of(&case, 6);
    doc.year = FiscalYear(2019);
    doc.funds.insert(FundSource::Fiscal, fund("220", "", "87.57", ""));
    let judged = Judgement {
        execution: Some(dec("39.80")),
        time: Some(dec("50.00")),
        money_lamp: Some(Lamp::Yellow),
        lamp: Some(Lamp::Yellow),
        ..Judgement::default()
    };
    MonthCase { case, doc, judged }
}

/// Sixty indicators with much to say about each.
pub fn longest_month() -> MonthCase {
    let mut case = super::longest(Taxonomy::Y2021);
    case.amount_unit = AmountUnit::Yuan;
    let doc = month_of(&case, 11);
    let mut month = MonthCase { case, doc, judged: july().judged };
    for at in 0..month.case.target.indicators.len() {
        month.record(at, &format!("{}", at * 3), "", Possibility::ALL[at % 3]);
        let id = month.case.target.indicators[at].id.clone();
        let row = month.doc.row_mut(&id);
        row.causes.insert(Cause::ALL[at % 5], "资金到位晚于计划。".repeat(at % 4));
        row.reason = "招标两次流标，采购周期延长。".repeat(at % 5);
        row.measures = "按周调度，年底前完成。".repeat(at % 6);
    }
    month
}

pub fn totals(initial: &str, adjusted: &str, executed: &str, expected: &str) -> MonitoredTotals {
    MonitoredTotals::of([&fund(initial, adjusted, executed, expected)])
}

/// Half a year of the unit.
pub struct HalfYear {
    pub case: Case,
    pub doc: UnitMonitoring,
    pub projects: Vec<UnitProject>,
}

impl HalfYear {
    pub fn form(&self, stamp: Stamp) -> UnitMonitorForm<'_> {
        UnitMonitorForm {
            unit: &self.case.unit,
            doc: &self.doc,
            projects: &self.projects,
            judged: Judgement {
                execution: Some(dec("46.12")),
                time: Some(dec("50.00")),
                money_lamp: Some(Lamp::Green),
                completion: Some(dec("61.40")),
                deviation: Some(dec("15.28")),
                lamp: Some(Lamp::Yellow),
                ..Judgement::default()
            },
            amount_unit: AmountUnit::WanYuan,
            stamp,
            date: august(),
        }
    }
}

pub fn half_year() -> HalfYear {
    let case = ordinary_2021();
    let mut doc = UnitMonitoring::new(Id("h".into()), YEAR);
    doc.goal =
        "目标1：保障全县中小学校舍安全和基本办学条件；\n目标2：项目支出进度达到序时要求，公用经费不超预算。"
            .into();
    doc.funds.insert(FundSource::Fiscal, fund("862.40", "", "431.2", "862.4"));
    doc.funds.insert(FundSource::UnitFunds, fund("35", "", "8.6", "30"));
    for (at, (name, content, done)) in [
        ("校舍维修改造", "完成12所薄弱学校维修改造", "完成4所，5所在建，3所未开工"),
        ("教师培训", "开展信息技术应用能力培训2,316人次", "已完成1,120人次"),
    ]
    .into_iter()
    .enumerate()
    {
        let id = Id(format!("t{at}"));
        let (name, content, done) = (name.into(), content.into(), done.into());
        doc.tasks.push(UnitTask { id, name, content, done });
    }
    use Dimension::*;
    for (at, (dimension, name, value, weight, done, expected, outlook)) in [
        (Cost, "公用经费控制率", "≤100%", "10", "48.2%", "98%", Possibility::Certain),
        (Cost, "在职人员控制率", "≤100%", "5", "96%", "96%", Possibility::Certain),
        (Management, "预算执行率", "≥95%", "15", "46.12%", "95%", Possibility::Possible),
        (Duties, "校舍改造完成数量", "≥12所", "20", "4", "10", Possibility::Possible),
        (Society, "义务教育巩固率", "≥98%", "15", "98.4%", "98.4%", Possibility::Certain),
        (Satisfaction, "学生家长满意度", "≥92%", "10", "", "92%", Possibility::Certain),
    ]
    .into_iter()
    .enumerate()
    {
        let mut row = UnitIndicator::new(Id(format!("u{at}")), dimension, name);
        let _ = row.value.typed(value, |text| target_value::read(text, Some(YEAR)));
        row.weight = Typed::of(dec(weight));
        let target = row.value.value.clone();
        let _ = row.done.typed(done, |text| read_actual(text, target.as_ref(), YEAR));
        let _ = row.expected.typed(expected, |text| read_actual(text, target.as_ref(), YEAR));
        row.possibility = Some(outlook);
        if outlook == Possibility::Possible {
            row.reason = "上级专项资金下达晚于计划，部分学校开工推迟。".into();
            row.measures = "按周调度；无法开工的学校同步调整绩效目标和预算。".into();
        }
        doc.rows.push(row);
    }
    let project = |name: &str, totals, rate: &str, completion: &str, lamp| UnitProject {
        name: name.into(),
        totals,
        judged: Judgement {
            execution: Some(dec(rate)),
            completion: Some(dec(completion)),
            lamp: Some(lamp),
            ..Judgement::default()
        },
    };
    let projects = vec![
        project(
            "县域义务教育薄弱环节改善与能力提升项目（2026）",
            totals("1211.61", "1311.61", "579.45", "1250"),
            "44.18",
            "71.52",
            Lamp::Yellow,
        ),
        project(
            "教师信息技术应用能力培训",
            totals("86.5", "", "41.2", "86.5"),
            "47.63",
            "48.36",
            Lamp::Green,
        ),
        project("校园安防设施", totals("0", "3.36", "3.36", "3.36"), "100.00", "100.00", Lamp::Blue),
    ];
    HalfYear { case, doc, projects }
}

/// Payments of three projects, with a refund, a repeat and one that nobody knows.
pub fn payments() -> Vec<(String, Payment)> {
    let one = |project: &str, line: u32, day: &str, payee: &str, summary: &str, amount: &str| {
        let payment = Payment {
            line,
            date: day.parse().ok(),
            month: Some(3),
            code: "33012426T000000000123".into(),
            name: "城乡义务教育补助经费".into(),
            payee: payee.into(),
            summary: summary.into(),
            voucher: format!("2026-{line:06}"),
            source: Some(FundSource::Fiscal),
            direct: true,
            amount: Money::parse(amount, AmountUnit::Yuan).unwrap(),
            ..Payment::default()
        };
        (project.to_owned(), payment)
    };
    let (first, second) = ("城乡义务教育补助经费（直达资金）", "困难学生生活补助");
    let mut lines = vec![
        one(
            first,
            2,
            "2026-03-05",
            "青石县第一建筑工程有限公司",
            "实验小学教学楼加固工程进度款（第1期）",
            "1,250,000",
        ),
        one(first, 3, "2026-03-18", "青石县城东仪器设备经营部", "科学实验仪器采购", "386,420.50"),
        one(first, 9, "2026-05-11", "青石县城东仪器设备经营部", "退回多付货款", "-1,200.00"),
        one(second, 4, "2026-04-02", "青石县中心小学等 36 所学校", "春季学期困难学生生活补助", "947,500"),
        one("", 5, "2026-04-30", "青石县城建设计院有限责任公司", "设计费", "58,000"),
    ];
    let mut repeat =
        one(second, 12, "2026-04-02", "青石县中心小学等 36 所学校", "春季学期困难学生生活补助", "947,500");
    repeat.1.repeat = true;
    lines.push(repeat);
    lines
}

pub fn rectifications() -> Vec<(Rectification, &'static str, usize)> {
    let item = |problem: &str, opener, opened: &str, due: &str| Rectification {
        id: Id("r".into()),
        year: YEAR,
        project_id: None,
        month: Month::new(7),
        opener,
        opened_on: opened.parse().unwrap(),
        problem: problem.into(),
        cause: String::new(),
        measure: String::new(),
        person: String::new(),
        due: due.parse().ok(),
        outcome: None,
        result: String::new(),
        source: String::new(),
        closed_on: None,
    };
    let mut first = item(
        "总体完成率 71.52% 与预算执行率 44.17% 相差 27.35 个百分点，超过 20 个百分点",
        Opener::Deviation,
        "2026-08-03",
        "2026-08-31",
    );
    first.cause = "上级专项资金下达晚，两所学校施工图审查退回。".into();
    first.measure = "8 月底前全部开工；来不及的两所学校调入下年度，同步调整绩效目标。".into();
    first.person = "项目负责人甲".into();
    let mut second = item("监控审核得分 56 分，小于 60 分", Opener::ReviewScore, "2026-06-10", "2026-07-10");
    second.month = Month::new(5);
    second.measure = "补充佐证材料，重新核对指标完成数。".into();
    second.person = "项目负责人乙".into();
    let mut third = item("财政评价指出培训签到记录不全", Opener::Feedback, "2026-04-15", "2026-05-15");
    third.month = None;
    third.cause = "线下培训没有统一签到表。".into();
    third.measure = "统一签到表式样，补齐 1 至 3 期记录。".into();
    third.person = "培训负责人丙".into();
    third.outcome = Some(Outcome::Correct);
    third.result = "三期签到记录已补齐并归档。".into();
    third.closed_on = "2026-05-12".parse().ok();
    let fourth = item("公用经费支出进度偏慢", Opener::Hand, "2026-08-04", "");
    vec![
        (second, "教师信息技术应用能力培训", 0),
        (first, "县域义务教育薄弱环节改善与能力提升项目（2026）", 1),
        (fourth, "", 0),
        (third, "教师信息技术应用能力培训", 2),
    ]
}

pub fn rectify_rows<'a>(items: &'a [(Rectification, &'static str, usize)]) -> Vec<RectifyRow<'a>> {
    items.iter().map(|(item, project, evidence)| RectifyRow { item, project, evidence: *evidence }).collect()
}

/// A month of `urgent` red and yellow projects among seventy-seven.
pub fn summary(case: &Case, urgent: usize) -> SummaryPage<'_> {
    let names = [
        "县域义务教育薄弱环节改善与能力提升",
        "农村饮水安全巩固提升",
        "乡镇卫生院标准化建设",
        "通村公路养护",
        "高标准农田建设",
        "教师信息技术应用能力培训",
        "困难残疾人生活补贴和重度残疾人护理补贴",
    ];
    let whys = [
        "经费保障：上级专项资金 6 月底才下达，比计划晚三个月；两所学校的施工图审查退回修改，开工推迟到 8 月",
        "招标两次流标",
        "人员保障：项目负责人调离，工作衔接不及时",
        "",
    ];
    let row = |at: usize| {
        let lamp = if at >= urgent {
            Lamp::Green
        } else if at < urgent.div_ceil(3) {
            Lamp::Red
        } else {
            Lamp::Yellow
        };
        let step = Decimal::from(at as u64);
        SummaryRow {
            name: format!(
                "{}项目{}",
                names[at % names.len()],
                if at < 7 { String::new() } else { format!("（{at}）") }
            ),
            budget: Some(wan("938.05")),
            executed: Some(wan("541.23")),
            judged: Judgement {
                execution: Some(dec("31.20") + step),
                money_lamp: Some(lamp),
                completion: Some(dec("58.75") + step / Decimal::TWO),
                deviation: Some(dec("27.55") - step / Decimal::TWO),
                lamp: Some(lamp),
                rectify: (at == 0 && urgent > 0).then(|| {
                    "执行率与完成率相差 27.55 个百分点，超过 20 个百分点（且财发〔2020〕77号）".into()
                }),
                ..Judgement::default()
            },
            why: whys[at % 4].into(),
            measures: if at.is_multiple_of(2) {
                "8 月底前完成开工手续，按周调度".into()
            } else {
                String::new()
            },
        }
    };
    let count = urgent.max(12);
    let months = [
        ("6.10", "9.80", 9u32, 4u32),
        ("11.35", "14.20", 7, 6),
        ("19.62", "23.05", 5, 5),
        ("27.40", "30.18", 4, 6),
        ("35.88", "41.90", 3, 6),
        ("44.07", "50.62", 2, 5),
        ("52.81", "60.33", 0, 0),
    ];
    let months = (1u8..).zip(months).map(|(month, (execution, completion, red, yellow))| SummaryMonth {
        month: Month::new(month).unwrap(),
        execution: Some(dec(execution)),
        completion: Some(dec(completion)),
        red: Some(if month == 7 { urgent.div_ceil(3) as u32 } else { red }),
        yellow: Some(if month == 7 { (urgent - urgent.div_ceil(3)) as u32 } else { yellow }),
    });
    let red = urgent.div_ceil(3) as u32;
    let judged = 75u32;
    SummaryPage {
        unit: &case.unit,
        year: YEAR,
        month: Month::new(7).unwrap(),
        totals: SummaryTotals {
            projects: 77,
            recorded: 75,
            incomplete: 1,
            budget: Some(wan("72230")),
            executed: Some(wan("38144.66")),
            judged: Judgement {
                execution: Some(dec("52.81")),
                time: Some(dec("58.33")),
                money_lamp: Some(Lamp::Green),
                completion: Some(dec("60.33")),
                deviation: Some(dec("7.52")),
                ..Judgement::default()
            },
            lamps: [red, urgent as u32 - red, judged.saturating_sub(urgent as u32 + 5), 5],
            rectify: u32::from(urgent > 0),
            open: 3,
            overdue: 1,
            idle: Some(wan("1260.5")),
        },
        rows: (0..count).map(row).collect(),
        missing: vec!["城区公厕改造".into(), "食用农产品抽检".into()],
        months: months.collect(),
        amount_unit: AmountUnit::WanYuan,
        stamp: Stamp::Draft,
        date: august(),
    }
}

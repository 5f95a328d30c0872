//! Invented self-assessments with scores worked out by hand, and the published one of 永德 with its own figures.

use super::monitoring::{dec, wan};
use super::{Case, ordinary_2015, ordinary_2021};
use chrono::NaiveDate;
use documents::forms::{SelfEvalForm, SelfEvalLayout, selfeval_form};
use documents::{FormPage, Stamp};
use domain::finding::Source;
use domain::fund::{FundSource, Horizon};
use domain::indicator::{Class, Taxonomy};
use domain::money::{AmountUnit, Money};
use domain::monitoring::read_actual;
use domain::period::FiscalYear;
use domain::scoring::{Band, ExecutionScore, Grade, Method, RowScore, Scored, Step};
use domain::selfeval::{AssessedFund, AssessedIndicator, Scope, SelfAssessment, Treatment};
use domain::typed::{Id, Typed};
use rust_decimal::Decimal;

pub const YEAR: FiscalYear = FiscalYear(2026);

pub fn march() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, 12).unwrap()
}

/// A project's self-assessment with its score.
pub struct EvalCase {
    pub case: Case,
    pub doc: SelfAssessment,
    pub scored: Scored,
    pub layout: SelfEvalLayout,
}

impl EvalCase {
    pub fn new(case: Case, layout: SelfEvalLayout) -> Self {
        let id = |text: &str| Id(text.into());
        let doc = SelfAssessment::new(id("s"), id("p"), case.target.id.clone(), YEAR, "mof-2021");
        let execution = ExecutionScore { weight: dec("10"), rate: None, score: None, working: Vec::new() };
        let scored = Scored {
            execution,
            rows: Vec::new(),
            sum: None,
            cap: None,
            total: None,
            grade: None,
            consistency: None,
            working: Vec::new(),
            findings: Vec::new(),
        };
        Self { case, doc, scored, layout }
    }

    pub fn form(&self, stamp: Stamp) -> SelfEvalForm<'_> {
        SelfEvalForm {
            unit: &self.case.unit,
            project: &self.case.project,
            target: &self.case.target,
            doc: &self.doc,
            scored: &self.scored,
            year: self.doc.year,
            amount_unit: self.case.amount_unit,
            layout: self.layout,
            stamp,
            date: march(),
        }
    }

    /// Money of a source in the case's unit; blank texts stay blank.
    pub fn fund(&mut self, source: FundSource, initial: &str, budget: &str, executed: &str) {
        let cell = |text: &str| match text {
            "" => Typed::blank(),
            text => Typed::of(Money::parse(text, self.case.amount_unit).unwrap()),
        };
        let fund = AssessedFund { initial: cell(initial), budget: cell(budget), executed: cell(executed) };
        self.doc.funds.insert(source, fund);
    }

    pub fn executed(&mut self, rate: &str, score: &str) {
        self.scored.execution.rate = Some(dec(rate));
        self.scored.execution.score = Some(dec(score));
    }

    /// Records an indicator, by its place in the target: actual, formula's score, typed score (blank: none).
    pub fn record(&mut self, at: usize, actual: &str, formula: &str, typed: &str) -> &mut AssessedIndicator {
        let one = self.case.target.indicators[at].clone();
        self.doc.row_mut(&one.id);
        let goal = one.value.value.as_ref();
        let year = self.doc.year;
        let row_at = self.doc.rows.iter().position(|row| row.indicator == one.id).unwrap();
        let row = &mut self.doc.rows[row_at];
        let _ = row.actual.typed(actual, |text| read_actual(text, goal, year));
        let some = |text: &str| (!text.is_empty()).then(|| dec(text));
        let (formula, typed) = (some(formula), some(typed));
        row.score = typed.map_or_else(Typed::blank, Typed::of);
        let weight = one.weight.value.unwrap_or_default();
        let working = formula.map(|points| Step {
            text: format!("得分 = {points}"),
            rule: "scoring.ratio".into(),
            source: None,
            points: Some(points),
        });
        let score = RowScore {
            indicator: one.id.clone(),
            method: Method::Ratio,
            weight,
            rate: None,
            formula,
            band: None,
            typed,
            score: typed.or(formula),
            differs: typed.is_some() && formula.is_some() && typed != formula,
            working: working.into_iter().collect(),
        };
        self.scored.rows.retain(|row| row.indicator != one.id);
        self.scored.rows.push(score);
        &mut self.doc.rows[row_at]
    }

    pub fn score_mut(&mut self, at: usize) -> &mut RowScore {
        let id = self.case.target.indicators[at].id.clone();
        self.scored.rows.iter_mut().find(|row| row.indicator == id).unwrap()
    }

    /// Adds up, under the cap where there is one.
    pub fn add_up(&mut self) {
        let rows = self.scored.rows.iter().filter_map(|row| row.score);
        let sum: Decimal = rows.chain(self.scored.execution.score).sum();
        let total = self.scored.cap.map_or(sum, |cap| sum.min(cap));
        self.scored.sum = Some(sum);
        self.scored.total = Some(total);
        self.scored.grade = Some(match total {
            total if total >= dec("90") => Grade::Excellent,
            total if total >= dec("80") => Grade::Good,
            total if total >= dec("60") => Grade::Fair,
            _ => Grade::Poor,
        });
    }
}

/// The year of the ordinary project: good, money a little short, one score set by hand.
pub fn year_2021(layout: SelfEvalLayout) -> EvalCase {
    let mut eval = EvalCase::new(ordinary_2021(), layout);
    eval.fund(FundSource::Fiscal, "1084.07", "1184.07", "1150.6");
    eval.fund(FundSource::CarryOver, "127.54", "127.54", "127.54");
    eval.fund(FundSource::Other, "0", "0", "0");
    eval.executed("97.45", "9.75");
    eval.doc.goal_done = "目标1：完成全县11所薄弱学校校舍维修改造，新增学位1,760个；\n目标2：教学仪器设备装备达标率达到100%；\n目标3：“三类课程”开课率96.2%，培训教师2,316人次。".into();
    eval.doc.funds_reason = "一所学校的工程结算审计未完成，尾款 33.47 万元结转下年支付。".into();
    for (at, actual, formula, typed) in [
        (0, "1278.14", "9.45", ""),
        (1, "6,620元/人", "10", ""),
        (2, "11", "11.46", ""),
        (3, "1760", "9.78", "9.0"),
        (4, "100%", "10", ""),
        (5, "2027-01-15", "", "4.5"),
        (6, "98.4%", "10", ""),
        (7, "达成", "10", ""),
        (8, "93.6", "10", ""),
    ] {
        eval.record(at, actual, formula, typed);
    }
    eval.score_mut(2).working[0].text = "得分 = 11 ÷ 12 × 12.5 = 11.46".into();
    eval.score_mut(3).working[0].text = "得分 = 1760 ÷ 1800 × 10 = 9.78".into();
    eval.score_mut(5).band = Some(Band { low: dec("4.5"), high: dec("6"), high_included: false });
    let row = eval.record_of(2);
    row.reason = "城关二小列入撤并计划，年中停止改造。".into();
    row.measures = "2027 年起不再安排该校改造资金，相应调减目标。".into();
    let row = eval.record_of(3);
    row.reason = "随改造学校数量减少；其中 40 个学位在 2027 年 2 月才投入使用，据实扣减。".into();
    let row = eval.record_of(5);
    row.reason = "最后一所学校因雨季延误，2027 年 1 月 15 日完工。".into();
    row.measures = "合同约定雨季工期，提前一个月组织竣工验收。".into();
    eval.doc.conclusion = "项目总体完成较好，校舍条件明显改善，资金使用合规。".into();
    eval.doc.problems = "一所学校工期滞后；新增学位没有全部按期投入使用。".into();
    eval.doc.measures = "把工期和结算审计纳入月调度，资金支付与进度挂钩。".into();
    eval.doc.note = "无".into();
    eval.doc.treatment = Some(Treatment::Priority);
    eval.add_up();
    eval
}

impl EvalCase {
    pub fn record_of(&mut self, at: usize) -> &mut AssessedIndicator {
        let id = self.case.target.indicators[at].id.clone();
        self.doc.row_mut(&id)
    }
}

/// The same year with its indicators under three numbered goals, execution worth 20 points.
pub fn hubei(layout: SelfEvalLayout) -> EvalCase {
    let mut eval = year_2021(layout);
    for (at, goal) in [(4, "目标2"), (6, "目标3"), (7, "对应年度目标3"), (8, "目标3")] {
        eval.case.target.indicators[at].note = goal.into();
    }
    eval.scored.execution.weight = dec("20");
    eval.executed("97.45", "19.49");
    eval.add_up();
    eval
}

/// A year in the tree of 2015 with a cap on the total.
pub fn capped_2015() -> EvalCase {
    let mut case = ordinary_2015();
    let weights = ["7", "7", "6", "8", "7", "8", "7", "7", "8", "8", "7", "10"];
    for (one, weight) in
        case.target.indicators.iter_mut().filter(|one| one.horizon == Horizon::Annual).zip(weights)
    {
        one.weight = Typed::of(dec(weight));
    }
    let annual: Vec<usize> = (0..case.target.indicators.len())
        .filter(|at| case.target.indicators[*at].horizon == Horizon::Annual)
        .collect();
    let mut eval = EvalCase::new(case, SelfEvalLayout::default());
    eval.fund(FundSource::Fiscal, "1084.07", "", "812.4");
    eval.fund(FundSource::Other, "190.1234", "", "143.2");
    eval.executed("75.00", "7.50");
    eval.doc.goal_done = "三项目标均已完成。".into();
    for (at, weight) in annual.into_iter().zip(weights) {
        let actual = match eval.case.target.indicators[at].value.value.as_ref() {
            Some(goal) => goal.as_number().map_or_else(|| "达成".to_owned(), |number| number.to_string()),
            None => String::new(),
        };
        eval.record(at, &actual, weight, "");
    }
    eval.scored.cap = Some(dec("89"));
    eval.add_up();
    eval.scored.working.push(Step {
        text: "总分不超过 89 分".into(),
        rule: "scoring.cap".into(),
        source: Some(Source { document: "某县办法".into(), clause: "第十二条".into() }),
        points: eval.scored.total,
    });
    eval
}

/// SE-YONGDE-2022, https://www.yongde.gov.cn/info/3003/116104.htm: in 元, two scores set by hand, total 96.
pub fn yongde() -> EvalCase {
    let mut case = super::empty(Taxonomy::Y2015);
    case.unit.name = "永德县明朗中学".into();
    case.unit.parent_name = "永德县教育体育局".into();
    case.unit.head = String::new();
    case.unit.phone = String::new();
    case.project.name = "义务教育营养改善计划专项资金".into();
    case.project.code = String::new();
    case.project.department = String::new();
    case.project.person = String::new();
    case.project.phone = String::new();
    case.project.year = FiscalYear(2022);
    case.amount_unit = AmountUnit::Yuan;
    case.target.indicators.clear();
    use Class::*;
    let rows = [
        (Quantity, "学生受资助人数", "≥735人次", "735", "10", ""),
        (Quality, "营养改善计划覆盖率", "≥100%", "100", "10", ""),
        (Timeliness, "资金到位及时率", "≥100%", "100", "10", "7"),
        (OutputCost, "生均补助标准达标率", "=100%", "100", "10", ""),
        (EconomicBenefit, "减轻贫困学生家庭经济负担", "有效", "达成", "10", ""),
        (SocialBenefit, "政策知晓率", "=100%", "98", "9.80", "9"),
        (Sustainability, "促进学校教育事业健康发展", "≥100%", "100", "10", ""),
        (Satisfaction, "学生满意度", "≥95%", "100", "10", ""),
        (Satisfaction, "家长满意度", "≥95%", "100", "10", ""),
    ];
    for (class, name, value, ..) in rows {
        case.indicator(Horizon::Annual, class, name, value, "10");
    }
    let layout = SelfEvalLayout { split_value: true, grade_row: true, ..SelfEvalLayout::default() };
    let mut eval = EvalCase::new(case, layout);
    eval.doc.year = FiscalYear(2022);
    eval.fund(FundSource::Fiscal, "", "387664.62", "387664.62");
    eval.executed("100", "10");
    for (at, (_, _, _, actual, formula, typed)) in rows.into_iter().enumerate() {
        eval.record(at, actual, formula, typed);
    }
    eval.score_mut(5).working[0].text = "得分 = 98 ÷ 100 × 10 = 9.80".into();
    eval.add_up();
    eval
}

/// Nothing recorded yet.
pub fn blank_year(layout: SelfEvalLayout) -> EvalCase {
    EvalCase::new(super::empty(Taxonomy::Y2021), layout)
}

/// Sixty indicators with much to say about each, in the whole of a long project.
pub fn longest_year(layout: SelfEvalLayout) -> EvalCase {
    let mut eval = EvalCase::new(super::longest(Taxonomy::Y2021), layout);
    eval.fund(FundSource::Fiscal, "90000000000000", "", "12345678901.23");
    eval.fund(FundSource::SpecialAccount, "0.01", "0.02", "0.02");
    eval.executed("0.01", "0.00");
    eval.doc.goal_done = eval.case.target.annual_goal.chars().take(1500).collect();
    eval.doc.funds_reason = "资金 12 月下旬才下达。".repeat(9);
    for at in 0..eval.case.target.indicators.len() {
        let typed = if at % 5 == 0 { "1" } else { "" };
        let row = eval.record(at, &format!("{}", at * 3), "1.50", typed);
        row.reason = "招标两次流标，采购周期延长。".repeat(at % 5);
        row.measures = "按周调度，年底前完成。".repeat(at % 4);
        row.untouched = at % 7 == 0;
    }
    eval.doc.conclusion = "结论明确、依据充分。".repeat(20);
    eval.doc.problems = "个别指标设定偏低。".repeat(20);
    eval.doc.measures = "完善指标体系。".repeat(20);
    eval.add_up();
    eval
}

/// A finished project of three years, whole.
pub fn whole() -> EvalCase {
    let mut eval = EvalCase::new(ordinary_2015(), SelfEvalLayout::default());
    eval.doc.scope = Scope::Whole;
    eval.fund(FundSource::Fiscal, "3188.43", "3120", "3120");
    eval.executed("100", "10");
    eval.doc.goal_done = "三年共改造36所学校，新增学位5,412个。".into();
    eval.doc
        .funds
        .insert(FundSource::Other, AssessedFund { initial: Typed::of(wan("0")), ..AssessedFund::default() });
    eval
}

/// Every row gets a rate, as the engine has it.
pub fn with_rates(mut eval: EvalCase) -> EvalCase {
    for (row, rate) in eval
        .scored
        .rows
        .iter_mut()
        .zip(["94.51", "101.63", "91.67", "97.78", "100.00", "", "100.41", "", "101.74"].iter().cycle())
    {
        row.rate = (!rate.is_empty()).then(|| dec(rate));
    }
    eval
}

/// Every form of a self-assessment by name, in the layouts that differ.
pub fn forms() -> Vec<(&'static str, FormPage)> {
    let plain = SelfEvalLayout::default();
    let of = |eval: EvalCase, stamp| selfeval_form(&eval.form(stamp)).unwrap();
    let sichuan = SelfEvalLayout { text_blocks: true, split_value: true, ..plain };
    let hubei_layout = SelfEvalLayout { annual_goals: true, ..plain };
    vec![
        ("selfeval-2021", of(year_2021(plain), super::sealed())),
        ("selfeval-2015-capped", of(capped_2015(), Stamp::Draft)),
        ("selfeval-yongde", of(yongde(), Stamp::Draft)),
        ("selfeval-sichuan", of(year_2021(sichuan), super::sealed())),
        ("selfeval-hubei", of(hubei(hubei_layout), Stamp::Draft)),
        ("selfeval-whole", of(whole(), Stamp::Draft)),
        ("selfeval-blank", of(blank_year(plain), Stamp::Draft)),
    ]
}

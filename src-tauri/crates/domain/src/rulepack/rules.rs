//! The rules that the program knows, each with its parameters. Amounts in packs are 万元, percentages are percent.

use super::scoring_params::*;
use super::selfeval_params::{EvidenceLimits, Outline, SelfForm, SelfLengths, Treatments};
use super::{PackFault, Rule, load::RawRule};
use crate::finding::Level;
use crate::indicator::{Class, Level1, Taxonomy};
use crate::money::{AmountUnit, Money};
use crate::project::{Category, Flag, named};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Declares the rules: field, parameter type, id, Chinese title.
macro_rules! rules {
    ($($field:ident: $params:ident = $id:literal, $title:literal;)+) => {
        /// All rules of a pack; one that the pack does not set is `None`.
        #[derive(Debug, Clone, Default)]
        pub struct Rules { $(
            #[doc = $title]
            pub $field: Option<Rule<$params>>,
        )+ }

        /// Ids and titles of all rules, in the order of reading.
        pub const KNOWN: &[(&str, &str)] = &[$(($id, $title)),+];

        impl Rules {
            pub(super) fn build(raw: &BTreeMap<String, RawRule>) -> Result<Self, PackFault> {
                Ok(Self { $($field: raw.get($id).map(|rule| rule.typed($id)).transpose()?,)+ })
            }
        }
    };
}

rules! {
    cell: Plain = "cell.unreadable", "单元格内容无法识别";
    required: Required = "target.required", "必填内容";
    obligatory: AtLeast = "target.obligatory", "必须填报绩效目标的项目";
    funds_sum: Plain = "target.funds.sum", "资金分项之和等于总额";
    taxonomy: TaxonomyRule = "target.taxonomy", "指标分类体系";
    level1: RequiredLevel1 = "target.classes.level1", "一级指标齐全";
    classes: RequiredClasses = "target.classes.level2", "二级指标齐全";
    min_count: MinCount = "target.indicators.min-count", "三级指标最少条数";
    common: CommonIndicators = "target.indicators.common", "共性指标";
    weights_sum: WeightsSum = "target.weights.sum", "指标分值合计";
    weights_positive: Plain = "target.weights.positive", "每条指标分值大于 0";
    weights_classes: WeightsClasses = "target.weights.classes", "各类指标分值";
    project_code: Plain = "project.code", "项目代码";
    unit_codes: Plain = "unit.codes", "单位代码和统一社会信用代码";
    ex_ante: ExAnte = "project.ex-ante", "事前绩效评估报告";
    secrecy: Plain = "secrecy.excluded", "涉密项目不打印、不上报";
    lengths: Lengths = "text.lengths", "文字长度";
    vague: Vague = "quality.vague", "用语含糊";
    all_hundred: AllHundred = "quality.all-hundred", "指标值全是 100%";
    numeric_name: Plain = "quality.numeric-name", "名称只有数字";
    copied: Copied = "quality.copied", "文字照搬";
    text_sum: Plain = "quality.text-sum", "文字中的金额与合计";
    date_number: Plain = "quality.date-as-number", "日期被写成数字";
    disclosure_goal: AtLeast = "disclosure.goal", "须公开绩效目标的项目";
    disclosure_share: Share = "disclosure.share", "公开项目资金占比";
    disclosure_days: WorkingDays = "disclosure.report-days", "报告公开期限";
    review_criteria: Criteria = "review.criteria", "目标审核内容";
    amount_unit: AmountUnitRule = "form.amount-unit", "表中金额单位";
    self_form: SelfForm = "form.selfeval", "自评表版式";
    execution: Execution = "scoring.execution", "预算执行率分值";
    reverse: Reverse = "scoring.reverse", "反向指标得分";
    bands: Bands = "scoring.qualitative-bands", "定性指标分档";
    grades: Grades = "scoring.grades", "自评等级";
    over: Over = "scoring.over-achievement", "超额完成";
    quantitative: Plain = "scoring.quantitative", "定量指标得分";
    direct: Plain = "scoring.direct", "直接赋分";
    pass: PassThreshold = "scoring.pass-threshold", "及格门槛";
    satisfaction: Satisfaction = "scoring.satisfaction", "满意度分档";
    cost_control: CostControl = "scoring.cost-control", "成本控制率分档";
    over_deduction: Plain = "scoring.over-deduction", "指标值偏低的扣分";
    band: Plain = "scoring.band", "手工得分的范围";
    manual: Plain = "scoring.manual", "手工得分与公式得分不同";
    missing: Plain = "scoring.missing", "得分所需内容";
    total: Plain = "scoring.total", "总分";
    consistency: Consistency = "scoring.consistency", "得分与执行率是否一致";
    lamps: Lamps = "monitoring.lamps", "预警灯界限";
    deviation: Gap = "monitoring.deviation", "执行率与完成率偏差";
    completion: Completion = "monitoring.completion", "目标完成率算法";
    review_score: Under = "monitoring.review-score", "监控审核得分";
    monitored: Plain = "monitoring.required", "监控表填报完整";
    amounts: Plain = "monitoring.amounts", "预算数和执行数";
    backwards: Plain = "monitoring.backwards", "累计数不倒退";
    readings: Readings = "monitoring.readings", "完成情况与指标值相符";
    explained: Plain = "monitoring.explained", "偏差原因和措施";
    untouched: Plain = "monitoring.untouched", "沿用上月的数";
    monitored_target: Plain = "monitoring.target", "监控所依据的目标";
    three_way: Plain = "monitoring.three-way", "预算、支付、填报核对";
    idle: OverPercent = "monitoring.idle", "年末沉淀资金";
    cross: OnTime = "monitoring.cross", "资金与目标交叉";
    common_rates: CommonRates = "monitoring.common", "执行共性指标";
    rounds: MonitoringRounds = "monitoring.rounds", "监控频次和期限";
    rectification: Rectification = "rectification.days", "整改期限";
    self_due: MonthDay = "selfeval.due", "自评完成期限";
    self_whole: Plain = "selfeval.whole", "结转项目完成后整体自评";
    self_target: Plain = "selfeval.target", "自评所依据的目标";
    self_required: Plain = "selfeval.required", "自评表填报完整";
    self_amounts: Plain = "selfeval.amounts", "预算数和全年执行数";
    self_ledger: Plain = "selfeval.ledger", "执行数与支付、监控核对";
    self_weights: Plain = "selfeval.weights", "自评指标分值";
    self_readings: Readings = "selfeval.readings", "实际完成值与指标值相符";
    self_timeline: Plain = "selfeval.timeline", "目标、监控、自评前后一致";
    self_untouched: Plain = "selfeval.untouched", "沿用监控的数";
    self_explained: Plain = "selfeval.explained", "偏差原因分析及改进措施";
    self_lengths: SelfLengths = "selfeval.lengths", "自评文字长度";
    self_evidence: EvidenceLimits = "selfeval.evidence", "佐证材料";
    self_report: Outline = "selfeval.report", "自评报告";
    self_personal: Plain = "selfeval.personal", "公开时遮盖个人信息";
    treatment: Treatments = "results.treatment", "评价结果应用";
}

impl RawRule {
    pub(super) fn typed<P: for<'de> Deserialize<'de>>(&self, id: &'static str) -> Result<Rule<P>, PackFault> {
        let params = toml::Value::Table(self.params.clone())
            .try_into()
            .map_err(|e: toml::de::Error| PackFault::Params(id.to_owned(), e.message().to_owned()))?;
        Ok(Rule { id, level: self.level.unwrap_or(Level::Error), source: self.source.clone(), params })
    }
}

/// Declares a parameter type: no field is optional unless it says so, and an unknown key is a fault of the pack.
macro_rules! params {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty,)* })+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }
    )+ };
}
pub(super) use params;

params! {
    /// A rule without parameters.
    Plain {}
    /// What has to be filled in.
    Required {
        /// The fields.
        fields: Vec<RequiredField>,
    }
    /// An amount from which (inclusive, 以上) a rule holds.
    AtLeast {
        /// 万元
        at_least_wan: Decimal,
    }
    /// Which tree of classes a new target uses.
    TaxonomyRule {
        /// 2015 or 2021.
        version: Taxonomy,
    }
    /// Level-1 classes that a target must cover.
    RequiredLevel1 {
        /// The classes.
        required: Vec<Level1>,
        /// Classes that 人员类 projects may leave out.
        #[serde(default)]
        personnel_may_omit: Vec<Level1>,
    }
    /// Level-2 classes that a target must cover.
    RequiredClasses {
        /// Groups; one class of each group is enough.
        one_of_each: Vec<Vec<Class>>,
        /// 人员类 projects are not asked.
        #[serde(default)]
        personnel_exempt: bool,
        /// Only for projects with one of these flags; empty means all.
        #[serde(default)]
        flags: Vec<Flag>,
    }
    /// Fewest level-3 indicators of the year.
    MinCount {
        /// The number, inclusive (不少于).
        at_least: u32,
        /// Only for projects with one of these flags; empty means all.
        #[serde(default)]
        flags: Vec<Flag>,
    }
    /// Indicators that every target carries.
    CommonIndicators {
        /// Their names.
        names: Vec<String>,
    }
    /// The sum of all weights, the execution weight included.
    WeightsSum {
        /// Points.
        total: Decimal,
    }
    /// Points due to each level-1 class.
    WeightsClasses {
        /// Points by class.
        due: BTreeMap<Level1, Decimal>,
        /// Points by class when a target has no cost indicator; empty means `due` all the same.
        #[serde(default)]
        without_cost: BTreeMap<Level1, Decimal>,
        /// The class that gets the satisfaction points when a target has no satisfaction indicator.
        #[serde(default)]
        without_satisfaction: Option<Level1>,
    }
    /// When an ex-ante evaluation report is due.
    ExAnte {
        /// 万元, inclusive (及以上); 0 for all.
        at_least_wan: Decimal,
        /// Only new policies and projects.
        only_new: bool,
        /// What the evaluation looks at.
        #[serde(default)]
        criteria: Vec<String>,
    }
    /// Longest texts, in characters.
    Lengths {
        /// 项目名称
        project_name: usize,
        /// 绩效目标
        goal: usize,
        /// 三级指标名称
        indicator_name: usize,
        /// 指标值
        value: usize,
    }
    /// Words that nobody can judge.
    Vague {
        /// The words.
        words: Vec<String>,
    }
    /// How many indicators all at 100 % look suspicious.
    AllHundred {
        /// From this number on (inclusive).
        at_least: usize,
    }
    /// Copied texts.
    Copied {
        /// Goals shorter than this many characters are not compared between projects.
        min_chars: usize,
    }
    /// A share that must be reached.
    Share {
        /// Percent, inclusive (不低于).
        at_least_percent: Decimal,
        /// Projects count as public from this amount, 万元, inclusive.
        project_at_least_wan: Decimal,
    }
    /// A time in working days (工作日).
    WorkingDays {
        /// Days after the report's date.
        working_days: u32,
    }
    /// What a review of targets looks at.
    Criteria {
        /// The criteria.
        criteria: Vec<String>,
    }
    /// In what unit forms state amounts.
    AmountUnitRule {
        /// 元 or 万元.
        unit: AmountUnit,
    }
    /// Limits of the warning lamps, percent of the time progress.
    Lamps {
        /// Below it (exclusive) red.
        red_below_percent: Decimal,
        /// Below it (exclusive) yellow.
        yellow_below_percent: Decimal,
    }
    /// Deviation of completion from execution.
    Gap {
        /// Percentage points; over it (exclusive, 超过) a rectification is due.
        over_points: Decimal,
    }
    /// How completion rates are put together.
    Completion {
        /// Indicators into a project's rate; the weights are points.
        project: Mean,
        /// Projects into a unit's rate; the weights are amounts.
        unit: Mean,
    }
    /// Review score.
    Under {
        /// Points; under it (exclusive, 小于) a rectification is due.
        under: Decimal,
    }
    /// Readings that do not fit their target.
    Readings {
        /// A reading of at most 1 against a target of at least so many percent looks like a fraction (0.98 for 98 %).
        fraction_from_percent: Decimal,
        /// A reading that is within so many times of its target (inclusive, either way) once 万 is put to it or taken
        /// from it looks like one in another unit (5200000 for 520万元).
        scale_within: Decimal,
    }
    /// A share of the budget.
    OverPercent {
        /// Percent; over it (exclusive, 超过) the rule holds.
        over_percent: Decimal,
    }
    /// When money is on time.
    OnTime {
        /// Percent of the time progress, inclusive.
        on_time_from_percent: Decimal,
    }
    /// What the common rates of execution are called.
    CommonRates {
        /// Execution against the time progress.
        progress: String,
        /// The budget that is broken down to projects, of the whole.
        to_projects: String,
        /// Spent, of the budget.
        spent: String,
    }
    /// How often is monitored.
    MonitoringRounds {
        /// Every month?
        monthly: bool,
        /// Whole unit at half year?
        half_year_unit: bool,
        /// Last month of the period that a yearly round looks at.
        #[serde(default)]
        through_month: Option<u32>,
        /// Day by which the yearly round is done.
        #[serde(default)]
        due: Option<Due>,
    }
    /// A day of the year.
    Due {
        /// 1-12
        month: u32,
        /// 1-31
        day: u32,
    }
    /// A day of the following year.
    MonthDay {
        /// 1-12
        month: u32,
        /// 1-31
        day: u32,
    }
    /// Time to put things right.
    Rectification {
        /// Calendar days.
        days: u32,
        /// From what the days count.
        counted_from: String,
    }
}

impl AtLeast {
    /// The threshold as money.
    pub fn threshold(&self) -> Money {
        wan(self.at_least_wan)
    }
}

/// A pack's amount of 万元 as money.
pub fn wan(value: Decimal) -> Money {
    Money::from_decimal(value, AmountUnit::WanYuan).unwrap_or_default()
}

named! {
    /// A field that a pack can demand.
    RequiredField {
        /// 项目名称
        Name = "name" "项目名称",
        /// 新增 or 延续
        Novelty = "novelty" "项目属性",
        /// 项目起止时间
        Period = "period" "项目起止时间",
        /// 主管部门
        Department = "department" "主管部门",
        /// 项目负责人
        Person = "person" "项目负责人",
        /// 年度资金
        AnnualFunds = "annual_funds" "年度资金总额",
        /// 中期资金 of a project over several years
        MediumFunds = "medium_funds" "中期资金总额",
        /// 年度目标
        AnnualGoal = "annual_goal" "年度目标",
        /// 中期目标 of a project over several years
        MediumGoal = "medium_goal" "中期目标",
        /// at least one annual indicator
        Indicators = "indicators" "绩效指标",
        /// every indicator has a name
        IndicatorName = "indicator_name" "三级指标名称",
        /// every indicator has a value
        IndicatorValue = "indicator_value" "指标值",
    }
}

named! {
    /// How several rates become one.
    Mean {
        /// by weight, where there are weights
        Weighted = "weighted" "加权平均",
        /// all alike
        Plain = "plain" "简单平均",
    }
}

/// Is a rule for projects with certain flags a rule for this category and these flags? Empty means all.
pub(crate) fn concerns(wanted: &[Flag], has: &std::collections::BTreeSet<Flag>) -> bool {
    wanted.is_empty() || wanted.iter().any(|flag| has.contains(flag))
}

/// May a project of this category leave the class out?
pub(crate) fn may_omit(rule: &RequiredLevel1, category: Option<Category>, class: Level1) -> bool {
    category == Some(Category::Personnel) && rule.personnel_may_omit.contains(&class)
}

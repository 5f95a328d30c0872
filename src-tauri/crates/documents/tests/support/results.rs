//! Invented reports and lists of self-assessments.

use super::Case;
use super::monitoring::{dec, wan};
use super::selfeval::{EvalCase, YEAR, march};
use documents::forms::{
    AssessedRow, DepartmentList, ReportSection, SelfEvalReport, SelfEvalSummary, TreatmentList,
    department_list, selfeval_summary, treatment_list,
};
use documents::{FormPage, Stamp};
use domain::money::AmountUnit;
use domain::scoring::Grade;
use domain::selfeval::{Section, Treatment};

/// The report on a year, with chapters as a pack might have them.
pub fn report(eval: &EvalCase, stamp: Stamp) -> SelfEvalReport<'_> {
    use Section::*;
    let texts: [(Section, &[&str]); 8] = [
        (
            Basics,
            &[
                "（一）项目概况",
                "项目由青石县教育局项目管理中心组织实施，主要内容是改造全县薄弱学校校舍、配齐教学仪器设备、提升教师信息技术应用能力，服务全县义务教育阶段学生。",
                "（二）资金安排和使用",
                "年初预算1,211.61万元，调整后全年预算1,311.61万元，全年执行1,278.14万元，执行率97.45%。",
            ],
        ),
        (
            Goals,
            &[
                "完成全县12所薄弱学校校舍维修改造，新增学位1,800个；教学仪器设备装备达标率达到100%；“三类课程”开课率不低于95%。",
            ],
        ),
        (
            Work,
            &[
                "按照《项目支出绩效评价管理办法》（财预〔2020〕10号）的要求，成立自评小组，核对资金支付凭证和工程验收资料，发放满意度问卷320份，收回有效问卷312份。",
            ],
        ),
        (Conclusion, &["自评得分94.16分，自评等级为“优”。"]),
        (
            Indicators,
            &[
                "（一）未完成的指标",
                "“改造薄弱学校数量”年度指标值为不少于12所，实际完成11所，得11.46分。城关二小列入撤并计划，年中停止改造。",
                "“项目完工时间”年度指标值为2026年12月31日前，实际于2027年1月15日完工，得4.50分。",
                "（二）已完成的指标",
                "其余指标均达到年度指标值。",
            ],
        ),
        (Problems, &["一所学校工期滞后；新增学位没有全部按期投入使用。主要原因是开工安排没有避开雨季。"]),
        (
            Measures,
            &[
                "1.把工期和结算审计纳入月调度，资金支付与进度挂钩。",
                "2.合同约定雨季工期，提前一个月组织竣工验收。",
            ],
        ),
        (Use, &["建议下年度优先保障。"]),
    ];
    let sections = texts
        .into_iter()
        .map(|(section, paragraphs)| ReportSection {
            section,
            paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        })
        .collect();
    SelfEvalReport {
        unit: &eval.case.unit,
        project: &eval.case.project,
        target: &eval.case.target,
        doc: &eval.doc,
        scored: &eval.scored,
        year: eval.doc.year,
        sections,
        amount_unit: eval.case.amount_unit,
        stamp,
        date: march(),
    }
}

/// Assessed projects of a unit; past the seventh they repeat with a number behind their name.
pub fn rows(count: usize) -> Vec<AssessedRow> {
    use Grade::*;
    use Treatment::*;
    let seven = [
        (
            "县域义务教育薄弱环节改善与能力提升项目（2026）",
            "1311.61",
            "1278.14",
            "97.45",
            "94.16",
            Some(Excellent),
            Some(Priority),
            "县委县政府确定的民生实事，资金量大",
        ),
        ("农村饮水安全巩固提升", "862.4", "862.4", "100", "92.30", Some(Excellent), Some(Priority), ""),
        (
            "乡镇卫生院标准化建设",
            "405.0012",
            "331.2",
            "81.78",
            "85.50",
            Some(Good),
            Some(Improve),
            "两所卫生院设备采购滞后，按月督促",
        ),
        ("通村公路养护", "96.4", "88.01", "91.30", "83.20", Some(Good), None, ""),
        (
            "高标准农田建设",
            "2200",
            "1210",
            "55.00",
            "69.00",
            Some(Fair),
            Some(Adjust),
            "执行率低于 60%，按工期重排资金",
        ),
        (
            "“数字乡村”平台运行维护",
            "58.6",
            "12.3",
            "20.99",
            "41.75",
            Some(Poor),
            Some(Cut),
            "平台与上级系统重复，用户数只有目标的 18%",
        ),
        ("困难残疾人生活补贴和重度残疾人护理补贴", "318", "", "", "", None, Some(Withdraw), "结余两年未用"),
    ];
    let some = |text: &str| (!text.is_empty()).then_some(text.to_owned());
    let one = |at: usize| {
        let (name, budget, executed, rate, score, grade, treatment, reason) = seven[at % 7];
        let name = if at < 7 { name.to_owned() } else { format!("{name}（{at}）") };
        AssessedRow {
            name,
            budget: some(budget).map(|text| wan(&text)),
            executed: some(executed).map(|text| wan(&text)),
            rate: some(rate).map(|text| dec(&text)),
            score: some(score).map(|text| dec(&text)),
            grade,
            treatment,
            reason: reason.to_owned(),
        }
    };
    (0..count).map(one).collect()
}

/// The unit's lists: the summary, for the department's own evaluation, for next year's budget.
pub fn lists(case: &Case, rows: &[AssessedRow], stamp: Stamp) -> [FormPage; 3] {
    let (unit, year, amount_unit, date) = (&case.unit, YEAR, AmountUnit::WanYuan, march());
    let missing = ["校园安防设施".to_owned(), "教师信息技术应用能力培训".to_owned()];
    let missing = if rows.is_empty() { &missing[..0] } else { &missing };
    [
        selfeval_summary(&SelfEvalSummary {
            unit,
            year,
            rows,
            missing,
            amount_unit,
            stamp: stamp.clone(),
            date,
        }),
        department_list(&DepartmentList { unit, year, rows, amount_unit, stamp: stamp.clone(), date }),
        treatment_list(&TreatmentList { unit, year, rows, amount_unit, stamp, date }),
    ]
}

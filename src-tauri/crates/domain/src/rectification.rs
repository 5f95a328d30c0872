//! The rectification ledger (整改台账): what has to be put right, by whom, by when, and the evidence that it was.

use crate::due::Lamp;
use crate::edit::{EditFault, choice, day, names, text_cell};
use crate::monitoring::Month;
use crate::period::FiscalYear;
use crate::project::named;
use crate::rulepack::Pack;
use crate::typed::Id;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

named! {
    /// What opened a rectification.
    Opener {
        /// execution and completion lie too far apart
        Deviation = "deviation" "偏差超过界限",
        /// the finance side's review score is too low
        ReviewScore = "review_score" "监控审核得分偏低",
        /// the finance side evaluated the project and wrote back
        Feedback = "feedback" "财政评价反馈",
        /// entered by hand
        Hand = "hand" "自行登记",
    }
}

named! {
    /// What it led to.
    Outcome {
        /// 纠偏: corrected, goes on
        Correct = "correct" "纠偏",
        /// 调整: goals or budget adjusted
        Adjust = "adjust" "调整" | "调整绩效目标",
        /// 暂缓: carried on later
        Suspend = "suspend" "暂缓" | "暂缓执行",
        /// 停止
        Stop = "stop" "停止" | "停止执行" | "停止预算执行",
        /// 调减: less budget
        Cut = "cut" "调减" | "调减预算",
        /// 收回: the money goes back
        Withdraw = "withdraw" "收回" | "收回资金",
        /// 追责
        Account = "account" "追责",
    }
}

/// One matter of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rectification {
    /// Identity.
    pub id: Id,
    /// 预算年度
    pub year: FiscalYear,
    /// The project; `None` is the unit as a whole.
    pub project_id: Option<Id>,
    /// The month whose monitoring opened it.
    pub month: Option<Month>,
    /// What opened it.
    pub opener: Opener,
    /// The day from which it counts; of a feedback, the day it was received.
    #[ts(type = "string")]
    pub opened_on: NaiveDate,
    /// 存在问题
    pub problem: String,
    /// 原因
    pub cause: String,
    /// 整改措施
    pub measure: String,
    /// 责任人
    pub person: String,
    /// 整改期限, that day included
    #[ts(type = "string | null")]
    pub due: Option<NaiveDate>,
    /// 处理结果
    pub outcome: Option<Outcome>,
    /// 整改结果和结论
    pub result: String,
    /// Who demands it: document and clause, empty where it was entered by hand.
    pub source: String,
    /// The day it was closed.
    #[ts(type = "string | null")]
    pub closed_on: Option<NaiveDate>,
}

/// A file that proves something. Its contents lie beside the store under their hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Evidence {
    /// Identity.
    pub id: Id,
    /// The path of what it belongs to: `/rectifications/{id}`.
    pub owner: String,
    /// The file's name.
    pub name: String,
    /// SHA-256 of its contents, lower-case hex.
    pub sha256: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The day it was added.
    #[ts(type = "string")]
    pub added_on: NaiveDate,
    /// The declared person who added it.
    pub added_by: String,
}

/// Why a rectification cannot be closed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("这项整改还缺{}，请补齐后再办结", .missing.join("、"))]
pub struct RectifyFault {
    /// What is missing, as the ledger's columns are called.
    pub missing: Vec<String>,
}

impl Rectification {
    /// The path of the matter: `/rectifications/{id}`.
    pub fn path(&self) -> String {
        format!("/rectifications/{}", self.id)
    }

    /// Green when closed. Open: by the days left; without a due day yellow. Where all is done and proved and only the
    /// closing is missing, yellow until it is over.
    pub fn lamp(&self, today: NaiveDate, evidence: usize) -> Lamp {
        if self.closed_on.is_some() {
            return Lamp::Green;
        }
        let Some(due) = self.due else { return Lamp::Yellow };
        match Lamp::by_days_left((due - today).num_days()) {
            Lamp::Red if due >= today && self.missing(evidence).is_empty() => Lamp::Yellow,
            lamp => lamp,
        }
    }

    /// What closing still needs, as the columns are called: 原因, 措施, 责任人, 处理结果, 整改结果, 佐证材料.
    pub fn missing(&self, evidence: usize) -> Vec<String> {
        let blank = |text: &str| text.trim().is_empty();
        [
            (blank(&self.problem), "存在问题"),
            (blank(&self.cause), "原因"),
            (blank(&self.measure), "整改措施"),
            (blank(&self.person), "责任人"),
            (self.outcome.is_none(), "处理结果"),
            (blank(&self.result), "整改结果"),
            (evidence == 0, "佐证材料"),
        ]
        .into_iter()
        .filter(|(missing, _)| *missing)
        .map(|(_, what)| what.to_owned())
        .collect()
    }

    /// May it be closed? Only with everything filled in and at least one piece of evidence.
    pub fn may_close(&self, evidence: usize) -> Result<(), RectifyFault> {
        let missing = self.missing(evidence);
        if missing.is_empty() { Ok(()) } else { Err(RectifyFault { missing }) }
    }
}

/// Sets one cell of a matter from what was typed: `problem`, `cause`, `measure`, `person`, `due`, `outcome`, `result` or
/// `opened_on`, which cannot be cleared. Returns its name for the history.
pub fn set_rectification_cell(
    item: &mut Rectification,
    column: &str,
    text: &str,
) -> Result<String, EditFault> {
    match column {
        "problem" => text_cell(&mut item.problem, text, "存在问题"),
        "cause" => text_cell(&mut item.cause, text, "原因"),
        "measure" => text_cell(&mut item.measure, text, "整改措施"),
        "person" => text_cell(&mut item.person, text, "责任人"),
        "result" => text_cell(&mut item.result, text, "整改结果"),
        "due" => {
            item.due = day(text, "整改期限")?;
            Ok("整改期限".to_owned())
        }
        "opened_on" => {
            let field = "登记日期";
            item.opened_on = day(text, field)?
                .ok_or_else(|| EditFault::NotADate { text: String::new(), field: field.to_owned() })?;
            Ok(field.to_owned())
        }
        "outcome" => {
            item.outcome = choice(text, "处理结果", Outcome::from_key, Outcome::from_name, || {
                names(Outcome::ALL, |outcome| outcome.name())
            })?;
            Ok("处理结果".to_owned())
        }
        _ => Err(EditFault::NoSuchCell(format!("rectifications/{column}"))),
    }
}

/// By when a feedback of the finance side has to be dealt with, in calendar days from the day it was received; `None`
/// for anything else and where the pack sets no time.
pub fn due_of(pack: &Pack, item: &Rectification) -> Option<NaiveDate> {
    let rule = pack.rules.rectification.as_ref().filter(|_| item.opener == Opener::Feedback)?;
    item.opened_on.checked_add_days(Days::new(u64::from(rule.params.days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item() -> Rectification {
        Rectification {
            id: Id("r".into()),
            year: FiscalYear(2026),
            project_id: None,
            month: Month::new(7),
            opener: Opener::Hand,
            opened_on: "2026-08-01".parse().unwrap(),
            problem: "执行偏慢".into(),
            cause: String::new(),
            measure: String::new(),
            person: String::new(),
            due: None,
            outcome: None,
            result: String::new(),
            source: String::new(),
            closed_on: None,
        }
    }

    #[test]
    fn cells_take_what_is_typed_and_say_what_they_cannot_take() {
        let mut item = item();
        for (column, text, expected) in [
            ("cause", " 招标流标 ", Ok("原因")),
            ("measure", "重新招标", Ok("整改措施")),
            ("person", "项目负责人甲", Ok("责任人")),
            ("due", "2026年8月31日", Ok("整改期限")),
            ("due", "八月底", Err("“八月底”不是整改期限，请写成 2026年7月15日 或 2026-07-15")),
            ("outcome", "暂缓执行", Ok("处理结果")),
            (
                "outcome",
                "罚款",
                Err("“罚款”不是可选的处理结果，请选择：纠偏、调整、暂缓、停止、调减、收回、追责"),
            ),
            ("opened_on", "", Err("“”不是登记日期，请写成 2026年7月15日 或 2026-07-15")),
            ("month", "7", Err("找不到要修改的单元格（rectifications/month），请刷新后再试")),
        ] {
            let got = set_rectification_cell(&mut item, column, text).map_err(|fault| fault.to_string());
            assert_eq!(got.as_deref().map_err(String::as_str), expected, "{column} {text}");
        }
        assert_eq!((item.cause.as_str(), item.outcome), ("招标流标", Some(Outcome::Suspend)));
        assert_eq!(item.due.unwrap().to_string(), "2026-08-31");
        set_rectification_cell(&mut item, "due", " ").unwrap();
        set_rectification_cell(&mut item, "outcome", "").unwrap();
        assert_eq!((item.due, item.outcome), (None, None));
    }

    #[test]
    fn it_stays_open_until_evidence_is_attached() {
        let mut item = item();
        let fault = item.may_close(0).unwrap_err().to_string();
        assert_eq!(fault, "这项整改还缺原因、整改措施、责任人、处理结果、整改结果、佐证材料，请补齐后再办结");
        for (column, text) in
            [("cause", "甲"), ("measure", "乙"), ("person", "丙"), ("outcome", "纠偏"), ("result", "丁")]
        {
            set_rectification_cell(&mut item, column, text).unwrap();
        }
        assert_eq!(item.may_close(0).unwrap_err().missing, ["佐证材料"]);
        assert_eq!(item.may_close(1), Ok(()));
        set_rectification_cell(&mut item, "due", "2026-08-31").unwrap();
        for (today, evidence, expected) in [
            ("2026-08-23", 0, Lamp::Green),
            ("2026-08-24", 0, Lamp::Yellow),
            ("2026-08-31", 0, Lamp::Red),
            ("2026-08-31", 1, Lamp::Yellow),
            ("2026-09-01", 0, Lamp::Red),
            ("2026-09-01", 1, Lamp::Red),
        ] {
            assert_eq!(item.lamp(today.parse().unwrap(), evidence), expected, "{today} {evidence}");
        }
        item.closed_on = Some("2026-09-02".parse().unwrap());
        assert_eq!(item.lamp("2026-09-03".parse().unwrap(), 1), Lamp::Green);
    }
}

//! What is due (到期事项) for a unit in a fiscal year: what its rule pack says and the deadlines it noted itself.
//!
//! Only what the program can follow up is called over. Rounds of monitoring and self-assessments whose day has passed
//! are told apart ([`passed_rounds`]); own deadlines stay until they are removed.

use crate::calendar::{Calendar, CalendarFault};
use crate::finding::Source;
use crate::monitoring::Month;
use crate::period::{FiscalYear, print_date};
use crate::project::named;
use crate::rulepack::{MonitoringRounds, Pack, Rule};
use chrono::{Datelike, Days, NaiveDate};

named! {
    /// A warning lamp (预警灯).
    Lamp {
        /// nothing to worry about
        Green = "green" "绿灯",
        /// attention
        Yellow = "yellow" "黄灯",
        /// over, or due today
        Red = "red" "红灯",
        /// more than asked
        Blue = "blue" "蓝灯",
    }
}

/// So many days before its day something turns yellow: a working week with the weekend before it. Our own choice.
const SOON: i64 = 7;
/// The calendar's end is told when a day so near cannot be judged; what lies further is announced in time.
const TOLD: i64 = 60;

impl Lamp {
    /// Red when over or due today, yellow within a week, else green.
    pub fn by_days_left(days: i64) -> Self {
        match days {
            ..=0 => Self::Red,
            1..=SOON => Self::Yellow,
            _ => Self::Green,
        }
    }
}

/// One thing that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub title: String,
    /// More about it, may be empty.
    pub detail: String,
    /// By when, both days included; `None` where it counts from something that has not happened.
    pub date: Option<NaiveDate>,
    /// Calendar days left, negative when over; `None` when done or without a day.
    pub days: Option<i64>,
    /// How urgent.
    pub lamp: Lamp,
    /// Who says so: document and clause.
    pub source: String,
    /// The round of monitoring or self-assessment that it is about.
    pub round: Option<Round>,
}

/// A round of monitoring (绩效运行监控) or of self-assessment (绩效自评).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// The projects, from January to a month's end.
    Projects(Month),
    /// The unit as a whole, at half year.
    Unit,
    /// The projects' self-assessments of a year, after its end.
    SelfEval(FiscalYear),
}

/// What is due, and what a person must know about the dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dues {
    /// By date, what is over first, what has no day last.
    pub list: Vec<Due>,
    /// Days that the calendar does not cover.
    pub notice: Option<CalendarFault>,
}

impl Dues {
    /// Adds one and keeps the order.
    pub fn add(&mut self, due: Due) {
        let key = |due: &Due| (due.days.is_none(), due.date);
        let place = self.list.partition_point(|known| key(known) <= key(&due));
        self.list.insert(place, due);
    }

    /// With a remark where the day is one on which nobody works.
    fn add_dated(&mut self, calendar: &Calendar, mut due: Due) {
        if let (Some(date), Some(days)) = (due.date, due.days.filter(|days| *days >= 0)) {
            let before = match calendar.is_working_day(date) {
                Ok(true) => None,
                Ok(false) => Some(calendar.working_day_before(date)),
                Err(fault) => Some(Err(fault)),
            };
            match before {
                Some(Ok(day)) => {
                    let remark = format!("这一天休息，此前最后一个工作日是{}", print_date(day));
                    due.detail = joined(&due.detail, &remark);
                }
                Some(Err(fault)) if days <= TOLD => self.notice = Some(fault),
                _ => {}
            }
        }
        self.add(due);
    }
}

fn joined(a: &str, b: &str) -> String {
    if a.is_empty() { b.to_owned() } else { format!("{a}；{b}") }
}

fn words(source: &Source) -> String {
    [source.document.as_str(), source.clause.as_str()].join(" ").trim().to_owned()
}

impl Due {
    /// Something with a day.
    pub fn on(title: String, detail: String, date: NaiveDate, today: NaiveDate, source: String) -> Self {
        let days = (date - today).num_days();
        let lamp = Lamp::by_days_left(days);
        Self { title, detail, date: Some(date), days: Some(days), lamp, source, round: None }
    }

    /// Something without a day.
    pub fn some_day(title: String, detail: String, source: &Source) -> Self {
        Self { title, detail, date: None, days: None, lamp: Lamp::Green, source: words(source), round: None }
    }

    /// The same about a round of monitoring.
    #[must_use]
    fn about(self, round: Option<Round>) -> Self {
        Self { round, ..self }
    }

    /// The same when all is done: its day is no longer counted down.
    #[must_use]
    pub fn done(self) -> Self {
        Self { days: None, lamp: Lamp::Green, ..self }
    }
}

/// What a pack says is due for a fiscal year, seen from `today`.
pub fn of_pack(pack: &Pack, year: FiscalYear, today: NaiveDate, calendar: &Calendar) -> Dues {
    let mut dues = Dues::default();
    let rules = &pack.rules;
    if let Some(rule) = &rules.rounds {
        for due in rounds(rule, year, today) {
            dues.add_dated(calendar, due);
        }
    }
    if let Some(due) = self_eval(pack, year, today).filter(|due| due.date >= Some(today)) {
        dues.add_dated(calendar, due);
    }
    if let Some(rule) = &rules.disclosure_days {
        let days = rule.params.working_days;
        let mut detail = format!("报告落款日期的次日起 {days} 个工作日内公开");
        match calendar.add_working_days(today, days) {
            Ok(last) => detail = format!("{detail}；今天落款的，最迟{}", print_date(last)),
            Err(fault) => dues.notice = Some(fault),
        }
        dues.add(Due::some_day("自评报告、评价报告公开".into(), detail, &rule.source));
    }
    if let Some(rule) = &rules.rectification {
        let (days, from) = (rule.params.days, &rule.params.counted_from);
        let last = today.checked_add_days(Days::new(u64::from(days))).map(print_date).unwrap_or_default();
        let detail = format!("{from}后 {days} 天内完成；今天收到的，最迟{last}");
        dues.add(Due::some_day("评价发现问题的整改".into(), detail, &rule.source));
    }
    if let Err(fault) = calendar.is_working_day(today) {
        dues.notice = Some(fault);
    }
    dues
}

fn rounds(rule: &Rule<MonitoringRounds>, year: FiscalYear, today: NaiveDate) -> Vec<Due> {
    let params = &rule.params;
    let mut list = Vec::new();
    let ended = today > year.last_day();
    if params.monthly && !ended {
        let month = if today < year.first_day() { 1 } else { today.month() };
        list.extend(monthly(rule, year, month, today));
    }
    list.extend(yearly(rule, year, today).filter(|due| due.date >= Some(today)));
    if params.half_year_unit && !ended {
        let detail = "没有写明日期，按当地通知办理".to_owned();
        let due = Due::some_day("上半年部门整体支出绩效监控".into(), detail, &rule.source);
        list.push(due.about(Some(Round::Unit)));
    }
    list
}

/// The self-assessments of a year, over or not; `None` where the pack sets no day.
pub fn self_eval(pack: &Pack, year: FiscalYear, today: NaiveDate) -> Option<Due> {
    let rule = pack.rules.self_due.as_ref()?;
    let date = NaiveDate::from_ymd_opt(i32::from(year.0) + 1, rule.params.month, rule.params.day)?;
    let title = format!("{year} 年度绩效自评");
    let due = Due::on(title, String::new(), date, today, words(&rule.source));
    Some(due.about(Some(Round::SelfEval(year))))
}

/// Rounds of this year whose day has passed: of monitoring the last month that has ended and the yearly round; the
/// self-assessments up to the end of the year in which they are due. Whether they were done is for whoever knows what
/// was recorded.
pub fn passed_rounds(pack: &Pack, year: FiscalYear, today: NaiveDate) -> Vec<Due> {
    let over = |due: &Due| due.date.is_some_and(|date| date < today && date.year() == today.year());
    let mut list = passed_monitoring(pack, year, today);
    list.extend(self_eval(pack, year, today).filter(over));
    list
}

fn passed_monitoring(pack: &Pack, year: FiscalYear, today: NaiveDate) -> Vec<Due> {
    let Some(rule) = &pack.rules.rounds else { return Vec::new() };
    if today < year.first_day() || today > year.last_day() {
        return Vec::new();
    }
    let before = today.month() - 1;
    let month = (rule.params.monthly && before > 0).then(|| monthly(rule, year, before, today)).flatten();
    month.into_iter().chain(yearly(rule, year, today).filter(|due| due.date < Some(today))).collect()
}

fn monthly(rule: &Rule<MonitoringRounds>, year: FiscalYear, month: u32, today: NaiveDate) -> Option<Due> {
    let round = Month::new(u8::try_from(month).ok()?)?;
    let (title, detail) = (format!("{month}月份绩效运行监控"), "每月监控，按月末计".to_owned());
    let due = Due::on(title, detail, round.last_day(year), today, words(&rule.source));
    Some(due.about(Some(Round::Projects(round))))
}

fn yearly(
    rule: &Rule<MonitoringRounds>,
    year: FiscalYear,
    today: NaiveDate,
) -> impl Iterator<Item = Due> + use<> {
    let params = &rule.params;
    let day = |due: &crate::rulepack::Due| NaiveDate::from_ymd_opt(i32::from(year.0), due.month, due.day);
    let month = params.through_month.and_then(|month| Month::new(u8::try_from(month).ok()?));
    let source = words(&rule.source);
    params.due.as_ref().and_then(day).into_iter().map(move |date| {
        let title = format!("{}绩效运行监控", month.map(Month::span).unwrap_or_default());
        Due::on(title, String::new(), date, today, source.clone()).about(month.map(Round::Projects))
    })
}

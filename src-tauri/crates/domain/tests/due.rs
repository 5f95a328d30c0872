//! What the packs that ship say is due, seen from one day or another.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use chrono::NaiveDate;
use common::{pack, packs, texts};
use domain::calendar::{Calendar, Holidays};
use domain::due::{Due, Dues, Lamp, of_pack, passed_rounds};
use domain::period::FiscalYear;

fn calendar() -> Calendar {
    Calendar::new(texts("holidays", "toml").iter().map(|(_, text)| Holidays::read(text).unwrap()))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn seen(id: &str, today: &str) -> Vec<String> {
    let dues = of_pack(pack(id), FiscalYear(2026), day(today), &calendar());
    dues.list
        .iter()
        .map(|due| {
            let date = due.date.map(|date| date.to_string()).unwrap_or_default();
            let days = due.days.map(|days| days.to_string()).unwrap_or_default();
            format!("{} {date} {days} {}", due.title, due.lamp.key())
        })
        .collect()
}

#[test]
fn each_pack_tells_what_it_sets() {
    let half = "上半年部门整体支出绩效监控   green";
    let rectify = "评价发现问题的整改   green";
    let publish = "自评报告、评价报告公开   green";
    for (pack, today, expected) in [
        ("mof-2020", "2026-08-01", vec!["1—7月绩效运行监控 2026-08-31 30 green"]),
        ("mof-2020", "2026-08-24", vec!["1—7月绩效运行监控 2026-08-31 7 yellow"]),
        ("mof-2020", "2026-08-31", vec!["1—7月绩效运行监控 2026-08-31 0 red"]),
        ("mof-2020", "2026-09-01", vec![]),
        (
            "qiemo-2020",
            "2025-12-25",
            vec!["1月份绩效运行监控 2026-01-31 37 green", "1—7月绩效运行监控 2026-08-31 249 green", half],
        ),
        (
            "qiemo-2020",
            "2026-08-30",
            vec!["8月份绩效运行监控 2026-08-31 1 yellow", "1—7月绩效运行监控 2026-08-31 1 yellow", half],
        ),
        ("qiemo-2020", "2026-12-31", vec!["12月份绩效运行监控 2026-12-31 0 red", half]),
        ("qiemo-2020", "2027-01-01", vec![]),
        ("putuo-2023", "2026-11-21", vec!["2026 年度绩效自评 2027-03-31 130 green", rectify]),
        ("putuo-2023", "2027-04-01", vec![rectify]),
        ("mile-2020", "2026-11-21", vec![publish]),
    ] {
        assert_eq!(seen(pack, today), expected, "{pack} {today}");
    }
}

#[test]
fn rounds_whose_day_has_passed_are_told_apart() {
    let october = "10月份绩效运行监控 2026-10-31 -21";
    let yearly = "1—7月绩效运行监控 2026-08-31 -82";
    for (id, today, expected) in [
        ("qiemo-2020", "2026-11-21", vec![october, yearly]),
        ("qiemo-2020", "2026-08-31", vec!["7月份绩效运行监控 2026-07-31 -31"]),
        ("qiemo-2020", "2026-01-31", vec![]),
        ("qiemo-2020", "2025-12-31", vec![]),
        ("qiemo-2020", "2027-01-01", vec![]),
        ("putuo-2023", "2026-11-21", vec![yearly]),
        ("putuo-2023", "2027-03-31", vec![]),
        ("putuo-2023", "2027-04-01", vec!["2026 年度绩效自评 2027-03-31 -1"]),
        ("putuo-2023", "2028-01-01", vec![]),
        ("mof-2020", "2026-08-31", vec![]),
        ("mof-2020", "2026-11-21", vec![yearly]),
    ] {
        let passed = passed_rounds(pack(id), FiscalYear(2026), day(today));
        let told: Vec<String> = (passed.iter())
            .map(|due| format!("{} {} {}", due.title, due.date.unwrap(), due.days.unwrap()))
            .collect();
        assert_eq!(told, expected, "{id} {today}");
    }
}

#[test]
fn details_carry_dates_and_sources() {
    let dues = |id, today| of_pack(pack(id), FiscalYear(2026), day(today), &calendar());
    let publish = &dues("mile-2020", "2026-11-21").list[0];
    assert_eq!(publish.detail, "报告落款日期的次日起 20 个工作日内公开；今天落款的，最迟2026年12月18日");
    assert_eq!(publish.source, "弥政办发〔2020〕38号 二（二）6");
    let rectify = &dues("putuo-2023", "2027-04-01").list[0];
    assert_eq!(rectify.detail, "收到财政评价反馈后 30 天内完成；今天收到的，最迟2027年5月1日");
    // 31 January 2026 is a Saturday.
    let monthly = &dues("qiemo-2020", "2026-01-05").list[0];
    assert_eq!(monthly.detail, "每月监控，按月末计；这一天休息，此前最后一个工作日是2026年1月30日");
}

#[test]
fn the_end_of_the_calendar_is_told_where_it_matters() {
    for (id, today, told) in [
        ("mile-2020", "2026-11-21", false),
        ("mile-2020", "2026-12-10", true),
        ("putuo-2023", "2026-11-21", false),
        ("putuo-2023", "2027-01-20", true),
        ("mof-2020", "2026-11-21", false),
        ("mof-2020", "2027-01-05", true),
    ] {
        let dues = of_pack(pack(id), FiscalYear(2026), day(today), &calendar());
        assert_eq!(
            dues.notice.map(|fault| fault.to_string().contains("2027")),
            told.then_some(true),
            "{id} {today}"
        );
    }
}

#[test]
fn every_pack_gives_sources_and_keeps_the_order() {
    let calendar = calendar();
    for pack in packs().iter() {
        let mut today = day("2025-12-01");
        while today < day("2027-06-01") {
            let dues = of_pack(pack, FiscalYear(2026), today, &calendar);
            assert!(
                dues.list.iter().all(|due| !due.source.is_empty() && due.days.is_none_or(|days| days >= 0))
            );
            let order: Vec<_> = dues.list.iter().map(|due| (due.days.is_none(), due.date)).collect();
            assert!(order.is_sorted(), "{} {today}: {order:?}", pack.id);
            today = today + chrono::Days::new(1);
        }
    }
}

#[test]
fn own_deadlines_are_over_until_they_are_done() {
    let mut dues = Dues::default();
    let own = |title: &str, date: &str| {
        Due::on(title.into(), String::new(), day(date), day("2026-03-10"), String::new())
    };
    for due in [
        own("补正", "2026-03-09"),
        own("上报", "2026-03-01").done(),
        own("初审", "2026-03-05"),
        own("答复", "2026-03-17"),
        own("调整", "2026-03-18"),
    ] {
        dues.add(due);
    }
    let seen: Vec<_> = dues.list.iter().map(|due| (due.title.as_str(), due.days, due.lamp)).collect();
    assert_eq!(
        seen,
        [
            ("初审", Some(-5), Lamp::Red),
            ("补正", Some(-1), Lamp::Red),
            ("答复", Some(7), Lamp::Yellow),
            ("调整", Some(8), Lamp::Green),
            ("上报", None, Lamp::Green),
        ]
    );
}

//! Over the year and the years: the list, the newest target, last year beside the next.

use super::{december, hand, id_of, road, search_for, set, start, view};
use app::commands::Empty;
use app::usecase::selfeval;
use app::usecase::{copies, edit, home, project, search, store};
use domain::due::Lamp;
use domain::finding::Level;
use domain::handing::Handing;
use domain::period::FiscalYear;
use support::Desk;

#[test]
fn one_follows_the_newest_approved_target() {
    let desk = Desk::under("mof-2020");
    let id = road(&desk, "农村公路养护");
    start(&desk, &[&id]);
    let now = view(&desk, &id);
    assert!(!now.target.newer);
    assert_eq!(selfeval::follow_target(&desk.app, id_of(&id)).unwrap_err().code, "APP-SELFEVAL-TARGET");
    set(&desk, &format!("{}/actual", now.rows[0].path), "100");
    // A target goes its own way to approval; the store is asked directly, since sealing needs a key.
    let approve = |desk: &Desk| {
        let folder = desk.path("store");
        store::close(&desk.app, Empty {}).unwrap();
        let mut open = ::store::Store::open(folder.as_path(), "2026-11-21T10:30:00+08:00").unwrap();
        let target = open.read().targets(&domain::typed::Id(id.clone())).unwrap().pop().unwrap();
        let barrier = ::store::Operation::barrier("登记批复", "填报人", "2026-11-21T10:30:00+08:00");
        open.operate(&barrier, |tx| {
            for state in target.state.steps_to_sealed() {
                tx.set_target_state(&target.id, *state)?;
            }
            tx.approve(&target.id)
        })
        .unwrap();
        drop(open);
        store::open(&desk.app, store::OpenStore { folder: desk.text("store") }).unwrap();
    };
    approve(&desk);
    let adjust = edit::Adjust { project: id.clone(), reason: "里程增加".into() };
    edit::adjust(&desk.app, adjust).unwrap();
    let row = project::get(&desk.app, id_of(&id)).unwrap().indicators[0].path.clone();
    set(&desk, &format!("{row}/value"), "≥100公里");
    assert!(!view(&desk, &id).target.newer);
    approve(&desk);
    let now = view(&desk, &id);
    assert!(now.target.newer && now.target.version == 1);
    assert_eq!(now.rows[0].score, "33.33");
    let saved = selfeval::follow_target(&desk.app, id_of(&id)).unwrap();
    assert_eq!(saved.label.as_deref(), Some("改按调整后的目标填写“农村公路养护”绩效自评"));
    let now = view(&desk, &id);
    assert_eq!((now.target.version, now.target.newer, now.rows[0].score.as_str()), (2, false, "40.00"));
    assert_eq!(now.timelines[0].stations[1].word, "第 2 版目标");
}

#[test]
fn the_year_is_listed_counted_and_found() {
    let desk = Desk::under("putuo-2023");
    let ids: Vec<String> =
        ["农村公路养护", "路灯维护", "水渠清淤"].iter().map(|name| road(&desk, name)).collect();
    december(&desk, &ids[0]);
    december(&desk, &ids[1]);
    let list = || selfeval::list(&desk.app, Empty {}).unwrap();
    let kinds = |counts: &[selfeval::GradeCount]| -> Vec<(String, usize)> {
        counts.iter().filter(|c| c.count > 0).map(|c| (c.word.clone(), c.count)).collect()
    };
    assert_eq!(kinds(&list().states), [("还没有填".to_owned(), 3)]);
    assert_eq!(list().average, "");
    start(&desk, &[&ids[0], &ids[1]]);
    let low = view(&desk, &ids[1]);
    for (row, actual) in low.rows.iter().zip(["60", "50", "40"]) {
        set(&desk, &format!("{}/actual", row.path), actual);
    }
    // A grade, and a part in the average, only once everything is filled in.
    let half = list();
    assert_eq!((kinds(&half.grades), half.average.as_str()), (vec![("未评".to_owned(), 3)], ""));
    assert!(
        half.rows.iter().filter(|row| row.exists).all(|row| row.grade.is_empty() && !row.total.is_empty())
    );
    for id in &ids[..2] {
        set(&desk, &format!("/projects/{id}/selfeval/goal_done"), "已经做完");
    }
    hand(&desk, &[&ids[0]], Handing::Review, "").unwrap();
    let now = list();
    assert!(!now.average.is_empty());
    assert_eq!(kinds(&now.states), [("还没有填".into(), 1), ("编制中".into(), 1), ("待复核".into(), 1)]);
    assert_eq!(now.grades.iter().map(|grade| grade.count).sum::<usize>(), 3);
    let by_name = |name: &str| now.rows.iter().find(|row| row.name == name).unwrap();
    for (name, id) in [("农村公路养护", &ids[0]), ("路灯维护", &ids[1])] {
        let (row, one) = (by_name(name), view(&desk, id));
        assert_eq!((&row.total, &row.grade, &row.state), (&one.result.total, &one.result.grade, &one.state));
        let count = |level| one.findings.iter().filter(|found| found.level == level).count();
        assert_eq!((row.errors, row.explains), (count(Level::Error), count(Level::Explain)), "{name}");
        assert_eq!(
            (row.budget_text.as_str(), row.rate.as_str(), row.missing_evidence),
            ("220.00", "90.00", 3)
        );
    }
    assert!(by_name("农村公路养护").steps.iter().any(|step| step.to == Handing::Reviewed));
    assert!(!by_name("水渠清淤").exists && by_name("水渠清淤").blocked.is_none());
    assert_eq!(
        (now.budget.as_str(), now.executed.as_str(), now.rate.as_str()),
        ("440.00", "396.00", "90.00")
    );
    let due = now.due.unwrap();
    assert!(due.starts_with("2026 年度绩效自评最迟2027年3月31日完成，还有 130 天（"), "{due}");
    assert_eq!(now.due_lamp, Some(Lamp::Green));

    let told = home::overview(&desk.app, Empty {}).unwrap();
    let due = told.dues.iter().find(|due| due.title == "2026 年度绩效自评").unwrap();
    assert_eq!(
        (due.detail.as_str(), due.route.as_str(), due.verb.as_str()),
        ("还有 1 个项目没有开始自评", "/selfeval", "去自评")
    );
    assert_eq!(told.matrix.forms.last().map(String::as_str), Some("绩效自评"));
    assert_eq!(told.matrix.rows[0].cells.last().unwrap().text, "1/3");

    use search::HitKind::{Project, SelfEval};
    let hit = (SelfEval, "路灯维护 绩效自评".to_owned(), format!("/projects/{}/selfeval", ids[1]));
    let found = search_for(&desk, "路灯");
    assert_eq!(found.iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(), [Project, SelfEval]);
    assert_eq!(found[1], hit);
    assert_eq!(search_for(&desk, "路灯绩效自评"), [hit]);
    assert!(search_for(&desk, "水渠").iter().all(|(kind, ..)| *kind == Project));
}

#[test]
fn last_year_stands_beside_the_next() {
    let desk = Desk::under("mof-2020");
    let id = road(&desk, "农村公路养护");
    december(&desk, &id);
    start(&desk, &[&id]);
    let path = view(&desk, &id).path;
    set(&desk, &format!("{path}/problems"), "问卷少");
    store::set_year(&desk.app, store::SetYear { year: 2027, pack: None }).unwrap();
    let carry = copies::Carry { from: FiscalYear(2026), projects: vec![], funds: true, goals: true };
    copies::carry(&desk.app, carry).unwrap();
    let next = project::list(&desk.app, Empty {}).unwrap().rows.remove(0).id;
    let panel = project::get(&desk.app, id_of(&next)).unwrap();
    let last: Vec<_> = (panel.indicators.iter())
        .map(|row| row.last.as_ref().unwrap())
        .map(|last| (last.done.as_str(), last.score.as_str()))
        .collect();
    assert_eq!(last, [("120公里", "40.00"), ("96%", "30.00"), ("88%", "19.56")]);
    // Nothing of it was carried over; it stands beside.
    let now = view(&desk, &next);
    assert!(!now.exists);
    let before = now.last_year.unwrap();
    assert_eq!((before.year, before.total.as_str(), before.problems.as_str()), (2026, "98.56", "问卷少"));
    assert_eq!((now.rows[2].last_actual.as_str(), now.rows[2].last_score.as_str()), ("88%", "19.56"));
    assert_eq!(view(&desk, &next).year, 2027);
}

//! Self-assessments through the use cases: begun, scored, tried, handed on and compared, listed, found and remembered.
#![allow(clippy::unwrap_used)]

mod year;

use app::ApiError;
use app::commands::Empty;
use app::usecase::selfeval::{self, SelfEvalView};
use app::usecase::{check, edit, handing, history, home, monitor, persons, project, remarks, search};
use domain::finding::Level;
use domain::handing::Handing;
use support::{Desk, road};

fn id_of(id: &str) -> project::ProjectId {
    project::ProjectId { id: id.into() }
}

fn try_set(desk: &Desk, path: &str, text: &str) -> Result<edit::Saved, ApiError> {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() })
}

fn set(desk: &Desk, path: &str, text: &str) -> String {
    try_set(desk, path, text).unwrap().label.unwrap()
}

fn view(desk: &Desk, id: &str) -> SelfEvalView {
    selfeval::get(&desk.app, id_of(id)).unwrap()
}

fn undo(desk: &Desk) -> String {
    edit::undo(&desk.app, Empty {}).unwrap().label.unwrap()
}

/// December as recorded: 198 万元 of 220, 120 公里, 96 %, 88 %.
fn december(desk: &Desk, id: &str) {
    let month = monitor::get(&desk.app, monitor::MonthOf { project: id.into(), month: 12 }).unwrap();
    set(desk, &format!("{}/executed", month.funds[1].path), "198");
    for (row, done) in month.rows.iter().zip(["120", "96%", "88%"]) {
        set(desk, &format!("{}/done", row.path), done);
    }
}

fn start(desk: &Desk, projects: &[&str]) -> selfeval::SelfEvalStarted {
    let projects = projects.iter().map(|name| (*name).to_owned()).collect();
    selfeval::start(&desk.app, selfeval::StartSelfEvals { projects }).unwrap()
}

fn hand(desk: &Desk, projects: &[&str], to: Handing, remark: &str) -> Result<handing::HandedOn, ApiError> {
    let projects = projects.iter().map(|project| (*project).to_owned()).collect();
    let remark = Some(remark.to_owned()).filter(|remark| !remark.is_empty());
    selfeval::hand_on(&desk.app, selfeval::HandOnSelfEvals { projects, to, remark })
}

fn reviewer(desk: &Desk, name: &str, role: &str) {
    persons::save(&desk.app, persons::SavePerson { id: None, name: name.into(), role: role.into() }).unwrap();
    let person = persons::list(&desk.app, Empty {}).unwrap().into_iter().find(|p| p.name == name).unwrap();
    persons::switch(&desk.app, persons::PersonId { id: person.id }).unwrap();
}

fn search_for(desk: &Desk, text: &str) -> Vec<(search::HitKind, String, String)> {
    let query = search::SearchQuery { text: text.into(), limit: 20, commands: vec![] };
    let hits = search::run(&desk.app, query).unwrap();
    hits.into_iter().map(|hit| (hit.kind, hit.title, hit.path)).collect()
}

#[test]
fn one_begins_from_december_and_is_scored_as_it_is_typed() {
    let desk = Desk::under("mof-2020");
    let id = road(&desk, "农村公路养护");
    december(&desk, &id);
    let blank = view(&desk, &id);
    assert!(!blank.exists && blank.state == "还没有填" && blank.steps.is_empty() && !blank.locked);
    assert!(blank.prefilled.unwrap().starts_with("取自1—12月监控"));

    let started = start(&desk, &[]);
    assert_eq!((started.made, started.label.as_deref()), (1, Some("开始“农村公路养护”绩效自评")));
    let again = start(&desk, &[&id]);
    assert_eq!((again.made, again.label.is_none()), (0, true));
    assert!(again.refused[0].why.contains("已经开始自评"));
    let now = view(&desk, &id);
    assert!(now.exists && now.state == "编制中" && now.round == 1);
    assert_eq!((now.funds[0].initial.as_str(), now.funds[0].executed.as_str()), ("220.00", "198.00"));
    assert_eq!((now.funds[0].rate.as_str(), now.funds[0].weight.as_str()), ("90.00", "10"));
    assert_eq!((now.execution.score.as_str(), now.execution.working.is_empty()), ("9.00", false));
    let rows: Vec<_> =
        now.rows.iter().map(|r| (r.actual.as_str(), r.weight.as_str(), r.score.as_str())).collect();
    assert_eq!(rows, [("120", "40", "40.00"), ("96", "30", "30.00"), ("88", "20", "19.56")]);
    assert_eq!(
        (now.result.total.as_str(), now.result.grade.as_str()),
        ("98.56", ""),
        "the goal is still to be told"
    );
    assert_eq!((now.result.indicators.as_str(), now.result.weights.as_str()), ("89.56", "90"));
    assert_eq!(now.result.classes[0], ("产出指标".into(), "70.00".into(), "70".into()));
    assert!(now.rows.iter().all(|row| row.untouched && !row.working.is_empty()) && now.funds_untouched);
    assert_eq!((now.untouched, now.filled, now.of), (4, 4, 5));
    assert_eq!(now.timelines[0].stations.len(), 3);

    // Each cell is a step of its own, with its name; undo and redo follow.
    let row = &now.rows[2].path;
    assert_eq!(set(&desk, &format!("{row}/actual"), "８１"), "修改“群众满意度”的实际完成值");
    assert_eq!(view(&desk, &id).rows[2].score, "18.00");
    assert!(!view(&desk, &id).rows[2].untouched && view(&desk, &id).rows[1].untouched);
    assert_eq!(undo(&desk), "修改“群众满意度”的实际完成值");
    assert_eq!(view(&desk, &id).rows[2].actual, "88");
    edit::redo(&desk.app, Empty {}).unwrap();
    assert_eq!(view(&desk, &id).rows[2].actual, "81");
    selfeval::confirm(&desk.app, id_of(&id)).unwrap();
    assert_eq!(view(&desk, &id).untouched, 0);

    // A typed score that differs from the formula's asks for a reason.
    set(&desk, &format!("{row}/score"), "17");
    let typed = view(&desk, &id);
    assert!(typed.rows[2].differs && typed.rows[2].reason_due && typed.rows[2].score == "17.00");
    assert!(typed.findings.iter().any(|f| f.level == Level::Error && f.path.starts_with(row.as_str())));
    set(&desk, &format!("{row}/reason"), "问卷回收不足");
    assert!(!view(&desk, &id).rows[2].reason_due);

    // Removed and brought back.
    selfeval::delete(&desk.app, id_of(&id)).unwrap();
    assert!(!view(&desk, &id).exists);
    undo(&desk);
    assert_eq!(view(&desk, &id).rows[2].reason, "问卷回收不足");
}

#[test]
fn what_cannot_be_read_stays_and_what_is_no_choice_is_refused() {
    let desk = Desk::under("mof-2020");
    let id = road(&desk, "农村公路养护");
    let now = view(&desk, &id);
    // The first cell begins the document.
    set(&desk, &format!("{}/executed", now.funds[1].path), "二百来万");
    set(&desk, &format!("{}/actual", now.rows[0].path), "一百多");
    set(&desk, &format!("{}/score", now.rows[0].path), "满分");
    let now = view(&desk, &id);
    assert!(now.exists);
    assert_eq!(now.funds[1].bad["executed"], "二百来万");
    assert_eq!((now.rows[0].bad["actual"].as_str(), now.rows[0].bad["score"].as_str()), ("一百多", "满分"));
    let places: Vec<&str> =
        now.findings.iter().filter(|f| f.level == Level::Error).map(|f| f.place.as_str()).collect();
    for place in ["绩效自评 · 财政拨款 · 全年执行数", "绩效自评 · 养护里程 · 实际完成值"]
    {
        assert!(places.contains(&place), "{place}: {places:?}");
    }
    for (path, text, code) in [
        (format!("{}/method", now.rows[0].path), "随便", "APP-EDIT"),
        (format!("{}/formed_on", now.path), "三月底", "APP-EDIT"),
        (format!("{}/nothing", now.path), "x", "APP-EDIT"),
        (format!("{}/indicators/none/actual", now.path), "1", "APP-EDIT"),
        ("/projects/none/selfeval/note".to_owned(), "x", "APP-NOT-FOUND"),
    ] {
        let error = try_set(&desk, &path, text).unwrap_err();
        assert_eq!(
            (error.code.as_str(), error.field.as_deref()),
            (code, Some(path.as_str())),
            "{}",
            error.message
        );
    }
    // The findings stand among those of the project and of the unit.
    for project in [Some(id.clone()), None] {
        let found = check::run(&desk.app, check::CheckQuery { project, pack: None }).unwrap();
        assert!(found.findings.iter().any(|f| f.rule.starts_with("selfeval.") && f.project == id));
    }
}

#[test]
fn secret_projects_and_projects_without_a_target_have_none() {
    let desk = Desk::demo();
    let list = selfeval::list(&desk.app, Empty {}).unwrap();
    let blocked: Vec<_> = list.rows.iter().filter(|row| row.blocked.is_some()).collect();
    assert!(!blocked.is_empty());
    let secret = project::list(&desk.app, Empty {}).unwrap().rows.into_iter().find(|row| row.secret).unwrap();
    assert_eq!(selfeval::get(&desk.app, id_of(&secret.id)).unwrap_err().code, "APP-SECRET");
    let path = format!("/projects/{}/selfeval/note", secret.id);
    assert_eq!(try_set(&desk, &path, "x").unwrap_err().code, "APP-SECRET");
    let refused = start(&desk, &[&secret.id]);
    assert_eq!((refused.made, refused.refused.len()), (0, 1));
    let handed = hand(&desk, &[&secret.id, "没有"], Handing::Review, "").unwrap();
    assert_eq!((handed.done, handed.refused.len()), (0, 2));
    let started = start(&desk, &[]);
    assert_eq!((started.made, started.refused.len()), (list.rows.len() - blocked.len(), blocked.len()));
    assert_eq!(started.label, Some(format!("开始 {} 个项目的绩效自评", started.made)));
    assert!(
        selfeval::list(&desk.app, Empty {})
            .unwrap()
            .rows
            .iter()
            .all(|row| row.exists != row.blocked.is_some())
    );
    undo(&desk);
    assert!(selfeval::list(&desk.app, Empty {}).unwrap().rows.iter().all(|row| !row.exists));
}

#[test]
fn three_rounds_are_handed_on_kept_and_compared() {
    use Handing::{Back, Released, Review, Reviewed, Withdraw};
    let desk = Desk::under("mof-2020");
    let id = road(&desk, "农村公路养护");
    december(&desk, &id);
    assert!(hand(&desk, &[&id], Review, "").unwrap().refused[0].why.contains("还没有开始自评"));
    let none = selfeval::RoundsDiff { project: id.clone(), from: 1, to: None };
    assert_eq!(selfeval::round_diff(&desk.app, none.clone()).unwrap_err().code, "APP-SELFEVAL-NONE");
    start(&desk, &[&id]);
    assert_eq!(selfeval::round_diff(&desk.app, none).unwrap_err().code, "APP-SELFEVAL-ROUND");
    let rows: Vec<String> = view(&desk, &id).rows.into_iter().map(|row| row.path).collect();

    // What is done, with which remark; what comes of it: label or refusal, then state, round, locked.
    let step =
        |to: Handing, remark: &str, expected: Result<&str, &str>, state: &str, round: u32, locked: bool| {
            let done = hand(&desk, &[&id], to, remark).unwrap();
            match expected {
                Ok(label) => assert_eq!(done.label.as_deref(), Some(label)),
                Err(why) => {
                    assert!(done.label.is_none() && done.refused[0].why.contains(why), "{:?}", done.refused)
                }
            }
            let now = view(&desk, &id);
            assert_eq!((now.state.as_str(), now.round, now.locked), (state, round, locked), "{to:?}");
        };
    // What is blank is a hint while it is drafted; whoever reviews it is told that it has to be filled in.
    let must = || {
        let row =
            selfeval::list(&desk.app, Empty {}).unwrap().rows.into_iter().find(|row| row.id == id).unwrap();
        (
            row.errors,
            view(&desk, &id).findings.iter().find(|found| found.path.ends_with("/goal_done")).unwrap().level,
        )
    };
    step(Released, "", Err("编制中，现在不能审定"), "编制中", 1, false);
    assert_eq!(must(), (0, Level::Hint));
    step(Review, "", Ok("送复核“农村公路养护”绩效自评"), "待复核", 1, true);
    assert_eq!(must(), (1, Level::Error));
    let error = try_set(&desk, &format!("{}/reason", rows[2]), "x").unwrap_err();
    assert!(error.code == "APP-LOCKED" && error.message.contains("撤回"), "{}", error.message);
    step(Withdraw, "", Ok("撤回“农村公路养护”绩效自评"), "编制中", 1, false);
    step(Review, "", Ok("送复核“农村公路养护”绩效自评"), "待复核", 1, true);
    reviewer(&desk, "复核人乙", "复核人");
    step(Back, " ", Err("没有写退回意见"), "待复核", 1, true);
    step(Back, "满意度的原因没有写", Ok("退回“农村公路养护”绩效自评"), "编制中", 2, false);
    let told = home::overview(&desk.app, Empty {}).unwrap();
    assert_eq!((told.returned.len(), told.returned[0].place.as_str()), (1, "绩效自评 · 自评表"));
    assert_eq!(told.dues[0].route, format!("/selfeval/{id}"));
    assert_eq!(told.dues[0].title, "“农村公路养护”的绩效自评有 1 条意见待处理");
    assert_eq!(view(&desk, &id).remarks[0].round, 1);
    // The remark is on the self-assessment: the target stays as it was.
    assert_eq!(project::get(&desk.app, id_of(&id)).unwrap().state, "编制中");

    set(&desk, &format!("{}/reason", rows[2]), "问卷回收不足");
    set(&desk, &format!("{}/actual", rows[2]), "81");
    step(Review, "", Ok("送复核“农村公路养护”绩效自评"), "待复核", 2, true);
    step(Back, "再核", Ok("退回“农村公路养护”绩效自评"), "编制中", 3, false);
    set(&desk, &format!("{}/measures", rows[2]), "扩大问卷");
    let label = "复核通过并送审“农村公路养护”绩效自评（复核人与编制人相同）";
    step(Reviewed, "数已核", Ok(label), "已复核", 3, true);
    reviewer(&desk, "领导丙", "领导");
    step(Released, "", Ok("审定“农村公路养护”绩效自评"), "已审定", 3, true);

    let rounds = selfeval::rounds(&desk.app, id_of(&id)).unwrap();
    let told: Vec<_> = rounds.iter().map(|r| (r.round, r.word.as_str(), r.total.as_str())).collect();
    assert_eq!(told, [(1, "送复核", "98.56"), (2, "送复核", "97.00"), (3, "审定", "97.00")]);
    // What was said on the way on is a note of its round, and nothing to be dealt with.
    let notes: Vec<_> = rounds.iter().map(|round| round.note.as_deref()).collect();
    assert_eq!(notes, [None, None, Some("复核人乙：数已核")]);
    let open = |remark: &&remarks::RemarkView| !remark.done;
    assert_eq!(view(&desk, &id).remarks.iter().filter(open).count(), 2);
    assert_eq!((rounds[0].at.as_str(), rounds[0].person.as_str()), ("2026-11-21 10:30", "填报人 编制"));
    let diff = |from, to| {
        selfeval::round_diff(&desk.app, selfeval::RoundsDiff { project: id.clone(), from, to }).unwrap()
    };
    let first = diff(1, Some(2));
    assert_eq!(first.title, "第 1 轮（98.56 分）→第 2 轮（97.00 分）");
    let told: Vec<_> =
        first.rows.iter().map(|r| (r.item.as_str(), r.before.as_str(), r.after.as_str())).collect();
    assert_eq!(
        told,
        [
            ("群众满意度 · 实际完成值", "88%", "81%"),
            ("群众满意度 · 偏差原因分析", "", "问卷回收不足"),
            ("群众满意度 · 得分", "19.56", "18.00"),
            ("总分", "98.56", "97.00"),
        ]
    );
    assert_eq!(diff(2, Some(3)).rows.len(), 1);
    let now = diff(3, None);
    assert_eq!((now.title.as_str(), now.rows.len()), ("第 3 轮（97.00 分）→现在（97.00 分）", 0));
    let missing = selfeval::RoundsDiff { project: id.clone(), from: 1, to: Some(9) };
    let error = selfeval::round_diff(&desk.app, missing).unwrap_err();
    assert_eq!((error.code.as_str(), error.field.as_deref()), ("APP-SELFEVAL-ROUND", Some("to")));
    assert!(error.message.contains("1、2、3"));

    // What is said of its publication can be recorded all the same; the rest needs to be taken back.
    set(&desk, &format!("{}/formed_on", view(&desk, &id).path), "2027-03-02");
    assert!(view(&desk, &id).texts.iter().any(|cell| cell.text == "2027-03-02" && !cell.locked));
    let error = selfeval::delete(&desk.app, id_of(&id)).unwrap_err();
    assert_eq!(error.code, "APP-LOCKED");
    selfeval::reopen(&desk.app, id_of(&id)).unwrap();
    let now = view(&desk, &id);
    assert_eq!((now.state.as_str(), now.round, now.locked), ("编制中", 4, false));
    assert_eq!(selfeval::reopen(&desk.app, id_of(&id)).unwrap_err().code, "APP-STATE");
}

#[test]
fn the_history_of_a_cell_and_recent_work_speak_of_it() {
    let desk = Desk::under("mof-2020");
    let id = road(&desk, "农村公路养护");
    december(&desk, &id);
    start(&desk, &[&id]);
    let now = view(&desk, &id);
    let recent = || home::overview(&desk.app, Empty {}).unwrap().recent.remove(0);
    assert_eq!((recent().project, recent().path), (id.clone(), now.path.clone()));
    let fund = format!("{}/budget", now.funds[1].path);
    for (path, text, before, after) in [
        (format!("{}/actual", now.rows[0].path), "118", "120", "118"),
        (format!("{}/score", now.rows[0].path), "38", "", "38"),
        (format!("{}/method", now.rows[0].path), "直接赋分", "", "直接赋分"),
        (format!("{}/too_low", now.rows[0].path), "是", "", "是"),
        (format!("{}/reason", now.rows[0].path), "雨季", "", "雨季"),
        (fund, "200", "", "200.00 万元"),
        (format!("{}/conclusion", now.path), "完成", "", "完成"),
        (format!("{}/treatment", now.path), "督促改进", "", "督促改进"),
        (format!("{}/published_on", now.path), "2027-04-01", "", "2027年4月1日"),
    ] {
        set(&desk, &path, text);
        assert_eq!(recent().path, path);
        let changes = history::cell(&desk.app, history::CellQuery { path: path.clone(), limit: 1 }).unwrap();
        assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), (before, after), "{path}");
    }
    hand(&desk, &[&id], Handing::Review, "").unwrap();
    let state = history::CellQuery { path: format!("{}/state", now.path), limit: 1 };
    let changes = history::cell(&desk.app, state).unwrap();
    assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("编制中", "待复核"));
    let nothing = history::CellQuery { path: format!("{}/nothing", now.path), limit: 1 };
    assert_eq!(history::cell(&desk.app, nothing).unwrap_err().code, "APP-NOT-FOUND");

    // A remark on a cell is counted at its row and named.
    let text = "请附照片".to_owned();
    let path = format!("{}/actual", now.rows[0].path);
    remarks::add(&desk.app, remarks::AddRemark { path, text }).unwrap();
    let now = view(&desk, &id);
    assert_eq!((now.rows[0].remarks, now.remarks[0].place.as_str()), (1, "绩效自评 · 养护里程 · 实际完成值"));
}

#[test]
fn what_if_tells_the_score_and_stores_nothing() {
    let desk = Desk::under("mof-2020");
    let id = road(&desk, "农村公路养护");
    december(&desk, &id);
    start(&desk, &[&id]);
    let now = view(&desk, &id);
    set(&desk, &format!("{}/goal_done", now.path), "养护 120 公里");
    let steps = edit::history(&desk.app, edit::HistoryQuery { limit: 99 }).unwrap().rows.len();
    let cell = |path: String, text: &str| selfeval::WhatIfCell { path, text: text.into() };
    let tried = |cells| selfeval::what_if(&desk.app, selfeval::WhatIf { project: id.clone(), cells });
    let result = tried(vec![
        cell(format!("{}/actual", now.rows[2].path), "90"),
        cell(format!("{}/executed", now.funds[1].path), "220"),
        cell(format!("{}/actual", now.rows[0].path), "很多"),
        cell(format!("{}/method", now.rows[0].path), "随便"),
    ])
    .unwrap();
    assert_eq!(
        (result.before.as_str(), result.after.as_str(), result.change.as_str()),
        ("98.56", "100.00", "+1.44")
    );
    // With a value that cannot be read there is no grade.
    assert_eq!((result.execution.as_str(), result.grade_after.as_str()), ("10.00", ""));
    let rows: Vec<_> =
        result.rows.iter().map(|r| (r.name.as_str(), r.before.as_str(), r.after.as_str())).collect();
    assert_eq!(rows, [("群众满意度", "19.56", "20.00")]);
    assert_eq!(result.faults.len(), 2);
    assert!(
        result.faults[0].contains("很多") && result.faults[1].contains("赋分方式"),
        "{:?}",
        result.faults
    );
    let lower = tried(vec![cell(format!("{}/actual", now.rows[2].path), "45")]).unwrap();
    let grades = (lower.grade_before.as_str(), lower.grade_after.as_str());
    assert_eq!((lower.change.as_str(), grades), ("-9.56", ("优", "良")));
    for path in ["/unit/name", "/projects/none/selfeval/note"] {
        assert_eq!(tried(vec![cell(path.to_owned(), "x")]).unwrap_err().code, "APP-NOT-FOUND", "{path}");
    }
    assert_eq!(edit::history(&desk.app, edit::HistoryQuery { limit: 99 }).unwrap().rows.len(), steps);
    assert_eq!(view(&desk, &id).result.total, "98.56");
}

//! Handing on, remarks, persons, ways back and histories, as a front end asks for them.
#![allow(clippy::unwrap_used)]

use app::ApiError;
use app::commands::Empty;
use app::usecase::{edit, handing, history, persons, project, recovery, remarks, rows, store};
use domain::handing::Handing;
use support::Desk;

fn made(desk: &Desk, names: &[&str]) -> Vec<String> {
    names
        .iter()
        .map(|name| {
            project::create(&desk.app, project::NewProject { name: (*name).into(), template: None })
                .unwrap()
                .id
        })
        .collect()
}

fn hand(desk: &Desk, projects: &[&str], to: Handing, remark: &str) -> Result<handing::HandedOn, ApiError> {
    let projects = projects.iter().map(|project| (*project).to_owned()).collect();
    let remark = Some(remark.to_owned()).filter(|remark| !remark.is_empty());
    handing::hand_on(&desk.app, handing::HandOn { projects, to, remark })
}

fn view(desk: &Desk, name: &str) -> project::ProjectView {
    project::get(&desk.app, project::ProjectId { id: name.into() }).unwrap()
}

fn set(desk: &Desk, path: &str, text: &str) -> Result<edit::Saved, ApiError> {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() })
}

fn labels(desk: &Desk) -> Vec<String> {
    let history = edit::history(&desk.app, edit::HistoryQuery { limit: 99 }).unwrap();
    history.rows.into_iter().map(|row| row.label).collect()
}

fn reviewer(desk: &Desk, name: &str) {
    let save = persons::SavePerson { id: None, name: name.into(), role: "复核人".into() };
    persons::save(&desk.app, save).unwrap();
    let person = persons::list(&desk.app, Empty {}).unwrap().pop().unwrap();
    persons::switch(&desk.app, persons::PersonId { id: person.id }).unwrap();
}

#[test]
fn a_target_goes_from_hand_to_hand() {
    use Handing::{Adjust, Approved, Back, Released, Returned, Review, Reviewed, Withdraw};
    let desk = Desk::under("mof-2021");
    let id = made(&desk, &["村级补助"]).remove(0);
    reviewer(&desk, "复核人乙");
    let words = |list: &[Handing]| list.iter().map(|step| step.name().to_owned()).collect::<Vec<_>>();
    /// What is done, with which remark; what comes of it: label or refusal, then state, locked, steps, remarks.
    type Row = (
        Handing,
        &'static str,
        Result<&'static str, &'static str>,
        &'static str,
        bool,
        &'static [Handing],
        usize,
    );
    let rows: [Row; 14] = [
        (Released, "", Err("编制中，现在不能审定"), "编制中", false, &[Review, Reviewed], 0),
        (Review, "", Ok("送复核“村级补助”"), "待复核", true, &[Reviewed, Back, Withdraw], 0),
        (Review, "", Err("待复核，现在不能送复核"), "待复核", true, &[Reviewed, Back, Withdraw], 0),
        (Withdraw, "", Ok("撤回“村级补助”"), "编制中", false, &[Review, Reviewed], 0),
        (Review, "", Ok("送复核“村级补助”"), "待复核", true, &[Reviewed, Back, Withdraw], 0),
        (Back, "  ", Err("没有写退回意见"), "待复核", true, &[Reviewed, Back, Withdraw], 0),
        (Back, "目标不具体", Ok("退回“村级补助”"), "编制中", false, &[Review, Reviewed], 1),
        (Review, "", Ok("送复核“村级补助”"), "待复核", true, &[Reviewed, Back, Withdraw], 1),
        // The first remark is still open, so it need not be said again.
        (Back, "", Ok("退回“村级补助”"), "编制中", false, &[Review, Reviewed], 1),
        (
            Reviewed,
            "",
            Ok("复核通过并送审“村级补助”（复核人与编制人相同）"),
            "已复核",
            true,
            &[Released, Back],
            1,
        ),
        (Released, "", Ok("审定“村级补助”（审定人与复核人相同）"), "已审定", true, &[Back], 1),
        (Approved, "", Err("已审定，现在不能登记批复"), "已审定", true, &[Back], 1),
        (Adjust, "政策变化", Err("已审定，现在不能办理调整"), "已审定", true, &[Back], 1),
        (Back, "再改", Ok("退回“村级补助”"), "编制中", false, &[Review, Reviewed], 2),
    ];
    for (to, remark, outcome, state, locked, steps, remarks) in rows {
        let done = hand(&desk, &["村级补助"], to, remark).unwrap();
        match outcome {
            Ok(label) => assert_eq!((done.done, done.label.as_deref()), (1, Some(label))),
            Err(why) => {
                assert_eq!((done.done, &done.label, done.refused[0].name.as_str()), (0, &None, "村级补助"));
                assert!(done.refused[0].why.contains(why), "{:?}", done.refused);
            }
        }
        let view = view(&desk, "村级补助");
        assert_eq!((view.state.as_str(), view.locked), (state, locked), "{to:?}");
        assert_eq!(view.handed_on, state == "待复核");
        assert_eq!(view.steps.iter().map(|step| step.word.clone()).collect::<Vec<_>>(), words(steps));
        assert_eq!(view.remarks.len(), remarks);
        let row = project::list(&desk.app, Empty {}).unwrap().rows.remove(0);
        assert_eq!((row.state.as_str(), row.handed_on, row.remarks), (state, state == "待复核", remarks));
        // Nothing can be edited past the state, and the refusal names it.
        let edited = set(&desk, &format!("/projects/{id}/target/annual_goal"), "目标");
        assert_eq!(edited.is_err(), locked);
        if let Err(error) = edited {
            assert_eq!(error.code, "APP-LOCKED");
            assert!(error.message.contains(state) && error.message.contains("请退回编制"), "{error}");
        }
    }
    // Each return ended a round.
    let rounds: Vec<u32> = view(&desk, "村级补助").remarks.iter().map(|remark| remark.round).collect();
    assert_eq!(rounds, [1, 3]);
    for (to, code) in [(Returned, "APP-REMARK"), (Adjust, "APP-REASON")] {
        assert_eq!(hand(&desk, &["村级补助"], to, " ").unwrap_err().code, code);
    }
    let needs = |view: project::ProjectView| -> Vec<bool> {
        view.steps.iter().map(|step| step.needs_remark).collect()
    };
    hand(&desk, &["村级补助"], Review, "").unwrap();
    assert_eq!(needs(view(&desk, "村级补助")), [false, false, false]);
    for remark in view(&desk, "村级补助").remarks {
        let answer = remarks::AnswerRemark { id: remark.id, answer: "已改".into(), done: true };
        remarks::answer(&desk.app, answer).unwrap();
    }
    assert_eq!(needs(view(&desk, "村级补助")), [false, true, false]);
}

#[test]
fn many_are_handed_on_in_one_step_and_the_others_named() {
    let desk = Desk::under("mof-2021");
    let ids = made(&desk, &["甲项目", "乙项目", "丙项目", "丁项目"]);
    hand(&desk, &["丁项目"], Handing::Review, "").unwrap();
    let asked = ["甲项目", &ids[1], "没有", "丙项目", "丁项目", "甲项目"];
    let done = hand(&desk, &asked, Handing::Review, "").unwrap();
    assert_eq!((done.done, done.label.as_deref()), (3, Some("送复核 3 个项目")));
    let refused: Vec<_> = done.refused.iter().map(|r| (r.name.as_str(), r.project == ids[3])).collect();
    assert_eq!(refused, [("没有", false), ("丁项目", true)]);
    let states = |desk: &Desk| -> Vec<String> {
        project::list(&desk.app, Empty {}).unwrap().rows.into_iter().map(|row| row.state).collect()
    };
    assert_eq!(states(&desk), ["待复核"; 4]);
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(states(&desk), ["编制中", "编制中", "编制中", "待复核"]);
    edit::redo(&desk.app, Empty {}).unwrap();
    // Another person reviews: nothing is said of it.
    reviewer(&desk, "复核人乙");
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let done = hand(&desk, &ids, Handing::Back, "重写").unwrap();
    assert_eq!((done.done, remarks::list(&desk.app, remarks::RemarkQuery::default()).unwrap().len()), (4, 4));
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(remarks::list(&desk.app, remarks::RemarkQuery::default()).unwrap().len(), 0);
    let done = hand(&desk, &ids, Handing::Reviewed, "").unwrap();
    assert_eq!(done.label.as_deref(), Some("复核通过并送审 4 个项目"));
    let nobody = hand(&desk, &[], Handing::Review, "").unwrap();
    assert_eq!((nobody.done, nobody.label, nobody.refused.len()), (0, None, 0));
}

#[test]
fn remarks_are_made_answered_and_removed() {
    let desk = Desk::under("mof-2021");
    let id = made(&desk, &["村级补助"]).remove(0);
    let row = rows::AddIndicator {
        project: id.clone(),
        level2: Some("数量指标".into()),
        horizon: None,
        library: None,
        after: None,
        name: Some("补助村数".into()),
    };
    let row = rows::add(&desk.app, row).unwrap().id;
    let add = |path: &str, text: &str| {
        remarks::add(&desk.app, remarks::AddRemark { path: path.into(), text: text.into() })
    };
    for (path, text, code) in [
        ("/projects/没有/name", "改", "APP-NOT-FOUND"),
        ("/unit/name", "改", "APP-NOT-FOUND"),
        ("/projects/村级补助", " ", "APP-REMARK"),
    ] {
        assert_eq!(add(path, text).unwrap_err().code, code, "{path}");
    }
    add(&format!("/projects/{id}/target/indicators/{row}/value"), "依据？").unwrap();
    add("/projects/村级补助", "请补充材料").unwrap();
    let list =
        || remarks::list(&desk.app, remarks::RemarkQuery { project: Some("村级补助".into()) }).unwrap();
    let shown: Vec<_> = list().into_iter().map(|remark| (remark.path, remark.place, remark.round)).collect();
    assert_eq!(
        shown,
        [
            (
                format!("/projects/{id}/target/indicators/{row}/value"),
                "产出指标 / 补助村数 · 指标值".to_owned(),
                1
            ),
            (format!("/projects/{id}"), "整个项目".to_owned(), 1),
        ]
    );
    let on_rows: Vec<usize> = view(&desk, &id).indicators.iter().map(|row| row.remarks).collect();
    assert_eq!(on_rows, [1]);
    reviewer(&desk, "复核人乙");
    let answer = |text: &str, done| {
        let id = list()[0].id.clone();
        remarks::answer(&desk.app, remarks::AnswerRemark { id, answer: text.into(), done })
            .unwrap()
            .label
            .unwrap()
    };
    for (text, done, label, by) in [
        ("见附件", false, "答复意见", "复核人乙"),
        ("见附件", true, "意见已处理", "复核人乙"),
        ("", false, "意见改为待处理", ""),
    ] {
        assert_eq!(answer(text, done), label);
        let first = list().remove(0);
        assert_eq!((first.answer.as_str(), first.done, first.answered_by.as_str()), (text, done, by));
        assert_eq!((first.person.as_str(), first.role.as_str()), ("填报人", "编制"));
    }
    remarks::delete(&desk.app, remarks::RemarkId { id: list()[1].id.clone() }).unwrap();
    assert_eq!(list().len(), 1);
    project::delete(&desk.app, project::ProjectId { id }).unwrap();
    assert!(remarks::list(&desk.app, remarks::RemarkQuery::default()).unwrap().is_empty());
    edit::undo(&desk.app, Empty {}).unwrap();
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(list().len(), 2);
    let gone = remarks::delete(&desk.app, remarks::RemarkId { id: "没有".into() });
    assert_eq!(gone.unwrap_err().code, "APP-NOT-FOUND");
}

#[test]
fn persons_are_declared_and_take_turns() {
    let desk = Desk::under("mof-2021");
    let list = || persons::list(&desk.app, Empty {}).unwrap();
    let first = list().remove(0);
    let save = |id: Option<&str>, name: &str, role: &str| {
        let id = id.map(str::to_owned);
        persons::save(&desk.app, persons::SavePerson { id, name: name.into(), role: role.into() })
    };
    for (id, name, role, expected) in [
        (None, " ", "复核人", Err("APP-PERSON")),
        (None, "甲", "", Err("APP-PERSON")),
        (None, "填报人", "编制", Err("APP-PERSON")),
        (Some("没有"), "甲", "复核人", Err("APP-NOT-FOUND")),
        (None, " 复核人乙 ", "复核人", Ok("登记复核人“复核人乙”")),
        (Some(first.id.as_str()), "填报人甲", "编制", Ok("修改编制“填报人甲”")),
    ] {
        let done = save(id, name, role);
        match expected {
            Ok(label) => assert_eq!(done.unwrap().label.as_deref(), Some(label)),
            Err(code) => assert_eq!(done.unwrap_err().code, code, "{name}{role}"),
        }
    }
    assert_eq!(store::current(&desk.app, Empty {}).unwrap().unwrap().person, "填报人甲");
    let second = list().remove(1);
    let info = persons::switch(&desk.app, persons::PersonId { id: second.id.clone() }).unwrap();
    assert_eq!((info.person.as_str(), &info.person_id), ("复核人乙", &second.id));
    let refused = persons::delete(&desk.app, persons::PersonId { id: second.id.clone() });
    assert_eq!(refused.unwrap_err().code, "APP-PERSON");
    // A step back of the change of turns gives it back.
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(store::current(&desk.app, Empty {}).unwrap().unwrap().person, "填报人甲");
    edit::redo(&desk.app, Empty {}).unwrap();
    // And the store remembers it.
    let folder = desk.text("store");
    store::close(&desk.app, Empty {}).unwrap();
    assert_eq!(store::open(&desk.app, store::OpenStore { folder }).unwrap().person, "复核人乙");
    persons::delete(&desk.app, persons::PersonId { id: first.id }).unwrap();
    assert_eq!(list().len(), 1);
}

#[test]
fn what_was_done_since_opening_can_be_discarded() {
    let desk = Desk::under("mof-2021");
    let id = made(&desk, &["村级补助"]).remove(0);
    let name = format!("/projects/{id}/name");
    set(&desk, &name, "先前").unwrap();
    let folder = desk.text("store");
    store::close(&desk.app, Empty {}).unwrap();
    let info = store::open(&desk.app, store::OpenStore { folder: folder.clone() }).unwrap();
    assert_eq!((info.can_discard, info.crashed), (0, None));
    let nothing = recovery::discard(&desk.app, Empty {}).unwrap();
    assert_eq!((nothing.changed.len(), nothing.label), (0, None));
    set(&desk, &name, "其后").unwrap();
    made(&desk, &["新项目"]);
    let current = || store::current(&desk.app, Empty {}).unwrap().unwrap();
    assert_eq!(current().can_discard, 2);
    let done = recovery::discard(&desk.app, Empty {}).unwrap();
    assert!(!done.changed.is_empty() && done.label.is_some());
    assert_eq!((view(&desk, &id).name.as_str(), current().can_discard), ("先前", 0));
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!((view(&desk, &id).name.as_str(), current().can_discard), ("其后", 2));

    // A session that ended without closing left its mark; here it is written by hand.
    let before = ::store::Store::open_read_only(desk.path("store").as_path()).unwrap().seq().unwrap();
    set(&desk, &name, "崩溃前").unwrap();
    let crash = |desk: &Desk| {
        store::close(&desk.app, Empty {}).unwrap();
        let mark = format!("2026-11-20T08:00:00+08:00\n{before}");
        std::fs::write(desk.path("store").join("wenxiao.lock"), mark).unwrap();
        store::open(&desk.app, store::OpenStore { folder: folder.clone() }).unwrap().crashed
    };
    let crashed = recovery::Crashed {
        since: "2026-11-20T08:00:00+08:00".into(),
        steps: 1,
        last: "修改项目名称".into(),
        can_discard: true,
    };
    assert_eq!(crash(&desk), Some(crashed.clone()));
    assert_eq!(recovery::keep(&desk.app, Empty {}).unwrap().crashed, None);
    assert_eq!(view(&desk, &id).name, "崩溃前");
    assert_eq!(crash(&desk), Some(crashed));
    let info = recovery::discard_crashed(&desk.app, Empty {}).unwrap();
    assert_eq!((info.crashed, info.can_discard, view(&desk, &id).name.as_str()), (None, 0, "其后"));
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(view(&desk, &id).name, "崩溃前");

    assert!(recovery::backups(&desk.app, Empty {}).unwrap().is_empty());
    app::usecase::audit::backup(&desk.app, app::usecase::audit::BackupTo::default()).unwrap();
    let backup = recovery::backups(&desk.app, Empty {}).unwrap().remove(0);
    assert_eq!(
        (backup.name.as_str(), backup.at.as_str()),
        ("wenxiao-20261121-103000.db", "2026-11-21T10:30:00")
    );
    assert!(backup.bytes > 0 && std::path::Path::new(&backup.file).exists());
}

#[test]
fn a_cell_tells_what_happened_to_it_as_people_read_it() {
    let desk = Desk::under("mof-2021");
    let id = made(&desk, &["村级补助"]).remove(0);
    let row = rows::AddIndicator {
        project: id.clone(),
        level2: Some("质量指标".into()),
        horizon: None,
        library: None,
        after: None,
        name: Some("合格率".into()),
    };
    let row = rows::add(&desk.app, row).unwrap().id;
    let at =
        |rest: &str| format!("/projects/{id}/{}", rest.replace("{i}", &format!("target/indicators/{row}")));
    for (path, text) in [
        ("name", "村级补助经费"),
        ("novelty", "延续项目"),
        ("category", "特定目标类"),
        ("period", "2026年1月-2026年12月"),
        ("period", "很久"),
        ("flags/direct_funds", "是"),
        ("flags/direct_funds", ""),
        ("funds/annual/fiscal", "202.64"),
        ("funds/annual/fiscal", "二百"),
        ("target/annual_goal", "完成补助"),
        ("{i}/value", "≥92.5%"),
        ("{i}/weight", "22.5"),
        ("{i}/weight", "10"),
        ("{i}/class", "时效指标"),
    ] {
        set(&desk, &at(path), text).unwrap();
    }
    edit::undo(&desk.app, Empty {}).unwrap();
    edit::undo(&desk.app, Empty {}).unwrap();
    hand(&desk, &[&id], Handing::Review, "").unwrap();
    hand(&desk, &[&id], Handing::Reviewed, "").unwrap();
    set(&desk, "/unit/head", "负责人丙").unwrap();
    let cell =
        |path: &str, limit| history::cell(&desk.app, history::CellQuery { path: path.to_owned(), limit });
    let shown = |path: &str| -> Vec<(String, String, String)> {
        let changes = cell(path, 9).unwrap();
        changes.into_iter().map(|change| (change.label, change.before, change.after)).collect()
    };
    type Change = (&'static str, &'static str, &'static str);
    let rows: [(&str, &[Change]); 13] = [
        ("name", &[("修改项目名称", "村级补助", "村级补助经费"), ("新建项目“村级补助”", "", "村级补助")]),
        ("novelty", &[("修改项目属性", "", "延续")]),
        ("category", &[("修改支出类别", "", "特定目标类")]),
        (
            "period",
            &[("修改起止时间", "2026年1月—2026年12月", "很久"), ("修改起止时间", "", "2026年1月—2026年12月")],
        ),
        ("flags/direct_funds", &[("修改“直达资金”标记", "是", ""), ("修改“直达资金”标记", "", "是")]),
        ("flags/ppp", &[]),
        (
            "funds/annual/fiscal",
            &[("修改年度财政拨款", "202.64 万元", "二百"), ("修改年度财政拨款", "", "202.64 万元")],
        ),
        ("target/annual_goal", &[("修改年度目标", "", "完成补助")]),
        ("{i}/value", &[("修改“合格率”的指标值", "", "≥92.5%")]),
        (
            "{i}/weight",
            &[
                ("撤销：修改“合格率”的分值", "10", "22.5"),
                ("修改“合格率”的分值", "22.5", "10"),
                ("修改“合格率”的分值", "", "22.5"),
            ],
        ),
        (
            "{i}/class",
            &[
                ("撤销：修改“合格率”的二级指标", "时效指标", "质量指标"),
                ("修改“合格率”的二级指标", "质量指标", "时效指标"),
                ("增加质量指标", "", "质量指标"),
            ],
        ),
        (
            "target/state",
            &[
                ("复核通过并送审“村级补助经费”（复核人与编制人相同）", "待复核", "已复核"),
                ("送复核“村级补助经费”", "编制中", "待复核"),
                ("新建项目“村级补助”", "", "编制中"),
            ],
        ),
        ("target/medium_goal", &[]),
    ];
    for (path, expected) in rows {
        let expected: Vec<_> =
            expected.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect();
        assert_eq!(shown(&at(path)), expected, "{path}");
    }
    assert_eq!(shown("/unit/head"), [("修改单位负责人".into(), String::new(), "负责人丙".into())]);
    let one = cell(&at("{i}/weight"), 1).unwrap();
    assert_eq!((one.len(), one[0].before.as_str(), one[0].person.as_str()), (1, "10", "填报人"));
    for path in
        ["", "/projects/没有/name", "/unit/nothing", &at("nothing"), &at("{i}/nothing"), &at("funds/x/y")]
    {
        assert_eq!(cell(path, 9).unwrap_err().code, "APP-NOT-FOUND", "{path}");
    }
    let log = history::audit_list(
        &desk.app,
        history::AuditQuery { limit: 2, before: None, text: Some("撤销".into()) },
    );
    assert_eq!(log.unwrap().iter().map(|entry| entry.kind.as_str()).collect::<Vec<_>>(), ["undo", "undo"]);
}

#[test]
fn a_new_version_is_no_change_of_its_cells() {
    let desk = Desk::under("mof-2021");
    let id = made(&desk, &["村级补助"]).remove(0);
    let goal = format!("/projects/{id}/target/annual_goal");
    set(&desk, &goal, "第一").unwrap();
    // Sealed as the package would do it.
    let folder = desk.text("store");
    store::close(&desk.app, Empty {}).unwrap();
    {
        let mut raw =
            ::store::Store::open(desk.path("store").as_path(), "2026-11-21T10:30:00+08:00").unwrap();
        let target = raw.read().targets(&domain::typed::Id(id.clone())).unwrap().remove(0);
        let seal = ::store::Operation::barrier("封装上报包", "填报人", "2026-11-21T10:30:00+08:00");
        raw.operate(&seal, |tx| {
            target
                .state
                .steps_to_sealed()
                .iter()
                .try_for_each(|state| tx.set_target_state(&target.id, *state))
        })
        .unwrap();
    }
    store::open(&desk.app, store::OpenStore { folder }).unwrap();
    let approved = hand(&desk, &[&id], Handing::Approved, "").unwrap();
    assert_eq!(approved.label.as_deref(), Some("登记批复“村级补助”"));
    assert_eq!(edit::undo(&desk.app, Empty {}).unwrap_err().code, "STORE-BARRIER");
    hand(&desk, &[&id], Handing::Adjust, "政策变化").unwrap();
    assert_eq!(view(&desk, &id).version, 2);
    set(&desk, &goal, "第二").unwrap();
    let changes = history::cell(&desk.app, history::CellQuery { path: goal, limit: 9 }).unwrap();
    let shown: Vec<_> = changes.iter().map(|c| (c.before.as_str(), c.after.as_str())).collect();
    assert_eq!(shown, [("第一", "第二"), ("", "第一")]);
}

#[test]
fn the_history_names_who_took_which_step() {
    let desk = Desk::under("mof-2021");
    made(&desk, &["村级补助"]);
    hand(&desk, &["村级补助"], Handing::Review, "").unwrap();
    reviewer(&desk, "复核人乙");
    hand(&desk, &["村级补助"], Handing::Reviewed, "").unwrap();
    assert_eq!(
        labels(&desk)[..4],
        ["复核通过并送审“村级补助”", "改由复核人“复核人乙”操作", "登记复核人“复核人乙”", "送复核“村级补助”"]
    );
    let log =
        history::audit_list(&desk.app, history::AuditQuery { limit: 4, before: None, text: None }).unwrap();
    let who: Vec<&str> = log.iter().map(|entry| entry.person.as_str()).collect();
    assert_eq!(who, ["复核人乙", "复核人乙", "填报人", "填报人"]);
}

//! What is said with handing on: remarks that ask for something to be done, and notes.
#![allow(clippy::unwrap_used)]

use app::commands::Empty;
use app::usecase::{edit, handing, project, remarks};
use domain::handing::Handing;
use support::Desk;

fn view(desk: &Desk, name: &str) -> project::ProjectView {
    project::get(&desk.app, project::ProjectId { id: name.into() }).unwrap()
}

#[test]
fn only_what_comes_back_asks_for_something_to_be_done() {
    let desk = Desk::under("mof-2021");
    let new = project::NewProject { name: "村级补助".into(), template: None };
    let id = project::create(&desk.app, new).unwrap().id;
    for (to, open) in [
        (Handing::Review, false),
        (Handing::Withdraw, false),
        (Handing::Review, false),
        (Handing::Reviewed, false),
        (Handing::Released, false),
        (Handing::Back, true),
    ] {
        let (projects, remark) = (vec![id.clone()], Some(to.name().to_owned()));
        assert_eq!(handing::hand_on(&desk.app, handing::HandOn { projects, to, remark }).unwrap().done, 1);
        let said = view(&desk, "村级补助").remarks.into_iter().find(|said| said.text == to.name()).unwrap();
        assert_eq!((said.done, said.note), (!open, !open), "{to:?}");
    }
    // Several are dealt with in one step, those that are already as they were.
    let path = format!("/projects/{id}/target/annual_goal");
    remarks::add(&desk.app, remarks::AddRemark { path, text: "写明数量".into() }).unwrap();
    let all = view(&desk, "村级补助").remarks;
    let ids: Vec<String> = all.iter().map(|remark| remark.id.clone()).collect();
    let settle = |ids: &[String], answer: &str| {
        remarks::settle(&desk.app, remarks::SettleRemarks { ids: ids.to_vec(), answer: answer.into() })
    };
    assert_eq!(settle(&["没有".into()], "").unwrap_err().code, "APP-NOT-FOUND");
    assert_eq!(settle(&ids, " 已改 ").unwrap().label.as_deref(), Some("2 条意见已处理"));
    let open = |desk: &Desk| view(desk, "村级补助").remarks.iter().filter(|remark| !remark.done).count();
    let answered = view(&desk, "村级补助").remarks.iter().filter(|remark| remark.answer == "已改").count();
    assert_eq!((open(&desk), answered), (0, 2));
    assert_eq!(settle(&ids, "再改").unwrap().label, None);
    edit::undo(&desk.app, Empty {}).unwrap();
    assert_eq!(open(&desk), 2);
}

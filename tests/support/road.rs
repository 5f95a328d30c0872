//! A project to assess: a road of 120 公里 with 220 万元 and three indicators of 90 points.

use crate::Desk;
use app::commands;
use app::usecase::selfeval::{self, StartSelfEvals};
use app::usecase::{edit, project};
use serde_json::json;

fn set(desk: &Desk, path: &str, text: &str) {
    edit::cell(&desk.app, edit::EditCell { path: path.into(), text: text.into() }).unwrap();
}

/// Makes the project and its target; gives its id.
pub fn road(desk: &Desk, name: &str) -> String {
    let new = project::NewProject { name: name.into(), template: None };
    let id = project::create(&desk.app, new).unwrap().id;
    set(desk, &format!("/projects/{id}/funds/annual/fiscal"), "220");
    set(desk, &format!("/projects/{id}/target/annual_goal"), "养护 120 公里");
    for (level2, name, value, weight) in [
        ("数量指标", "养护里程", "≥120公里", "40"),
        ("质量指标", "验收合格率", "≥95%", "30"),
        ("服务对象满意度指标", "群众满意度", "≥90%", "20"),
    ] {
        let new = json!({"project": id, "level2": level2, "name": name});
        let made = commands::call(&desk.app, "indicator.add", new).unwrap();
        let row = format!("/projects/{id}/target/indicators/{}", made["id"].as_str().unwrap());
        set(desk, &format!("{row}/value"), value);
        set(desk, &format!("{row}/weight"), weight);
    }
    id
}

/// Such a road with a code, whose self-assessment is filled in whole: 198 spent, 120 公里, 96 % and what is satisfied.
pub fn assessed_road(desk: &Desk, name: &str, number: usize, satisfied: &str) -> String {
    let id = road(desk, name);
    set(desk, &format!("/projects/{id}/code"), &format!("99990126T{number:012}"));
    selfeval::start(&desk.app, StartSelfEvals { projects: vec![id.clone()] }).unwrap();
    let now = selfeval::get(&desk.app, project::ProjectId { id: id.clone() }).unwrap();
    set(desk, &format!("{}/goal_done", now.path), "养护了 120 公里");
    set(desk, &format!("{}/funds/fiscal/executed", now.path), "198");
    for (row, actual) in now.rows.iter().zip(["120", "96%", satisfied]) {
        set(desk, &format!("{}/actual", row.path), actual);
    }
    id
}

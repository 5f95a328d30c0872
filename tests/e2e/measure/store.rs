//! The data to measure with, made through the use cases.

use crate::harness::program_data;
use app::commands::{self, Empty};
use app::usecase::{import, project, store};
use app::{App, SystemHost};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The project with many indicators.
pub(crate) const LARGE: &str = "农村公路养护项目";

const PROJECTS: usize = 400;
const INDICATORS: usize = 60;

/// Makes a store that the program offers on its first page; gives its folder.
pub(crate) fn make(home: &Path) -> PathBuf {
    let app = App::new(Arc::new(SystemHost { data_dir: program_data(home) })).unwrap();
    let folder = home.join("四百个项目");
    let new = store::CreateStore {
        folder: folder.display().to_string(),
        name: "云溪镇人民政府（虚构）".into(),
        kind: domain::unit::UnitKind::Township,
        code: "901001".into(),
        credit_code: String::new(),
        division_code: String::new(),
        year: 2026,
        pack: "mof-2020".into(),
        person: "填报人甲".into(),
        role: "填报人".into(),
    };
    store::create(&app, new).unwrap();
    import::commit(
        &app,
        import::ImportCommit {
            file: list(home).display().to_string(),
            sheet: None,
            only: None,
            mapping: None,
            rejects: None,
        },
    )
    .unwrap();
    let view = || project::get(&app, project::ProjectId { id: LARGE.into() }).unwrap();
    let classes: Vec<String> = view().level2.into_iter().flat_map(|(_, classes)| classes).collect();
    for number in 0..INDICATORS {
        let level2 = classes.get(number * classes.len() / INDICATORS);
        let name = format!("第{}项养护任务按期完成率", number + 1);
        let new = json!({"project": LARGE, "level2": level2, "name": name});
        commands::call(&app, "indicator.add", new).unwrap();
    }
    for row in view().indicators {
        for (part, text) in
            [("value", "≥95%"), ("weight", "1.5"), ("explanation", "完成的任务数除以计划任务数")]
        {
            let cell = json!({"path": format!("{}/{part}", row.path), "text": text});
            commands::call(&app, "edit.cell", cell).unwrap();
        }
    }
    assert_eq!(project::list(&app, Empty {}).unwrap().rows.len(), PROJECTS);
    assert_eq!(view().indicators.len(), INDICATORS);
    store::close(&app, Empty {}).unwrap();
    folder
}

/// A list of the projects as a workbook.
fn list(folder: &Path) -> PathBuf {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0u16..).zip(["项目名称", "项目代码", "起止时间", "财政拨款（万元）"])
    {
        sheet.write(0, column, head).unwrap();
    }
    for number in 0..PROJECTS {
        let row = u32::try_from(number + 1).unwrap();
        let name = if number == 0 { LARGE.to_owned() } else { format!("{LARGE}（第{number}标段）") };
        sheet.write(row, 0, name).unwrap();
        sheet.write(row, 1, format!("90100126T00000000{number:04}")).unwrap();
        sheet.write(row, 2, "2026年1月-2026年12月").unwrap();
        sheet.write(row, 3, row * 3).unwrap();
    }
    let file = folder.join("清单.xlsx");
    book.save(&file).unwrap();
    file
}

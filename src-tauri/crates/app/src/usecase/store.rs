//! Stores: create, open, close; the demo unit; fiscal years.

use crate::board::Kept;
use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::demo;
use crate::usecase::import::import_workbook;
use crate::usecase::packs::{PackSummary, summary};
use crate::usecase::persons;
use crate::usecase::recovery::{self, Crashed};
use crate::{ApiError, App, Result};
use domain::period::FiscalYear;
use domain::unit::{Unit, UnitKind};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::path::{Path, PathBuf};
use store::{OpKind, Opened, Person, ReadOnlyReason, Store, Year};
use ts_rs::TS;

/// The program.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct About {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where it keeps its own files.
    pub data_folder: String,
    /// Folders of stores opened before, the latest first.
    pub recent: Vec<String>,
}

/// A new store.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CreateStore {
    /// Folder, made when it is missing.
    pub folder: String,
    /// 单位名称
    pub name: String,
    /// 部门, 乡镇 or 二级单位.
    pub kind: UnitKind,
    /// 单位代码
    pub code: String,
    /// 统一社会信用代码, may be empty.
    #[serde(default)]
    pub credit_code: String,
    /// 财政区划代码, may be empty.
    #[serde(default)]
    pub division_code: String,
    /// 预算年度
    pub year: i64,
    /// Id of the rule pack.
    pub pack: String,
    /// Declared name of the person who works here; it is no login.
    pub person: String,
    /// Declared role: 填报人, 复核人, 负责人.
    pub role: String,
}

/// A store to open.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OpenStore {
    /// Its folder.
    pub folder: String,
}

/// A backup to go back to.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct Restore {
    /// The backup; the one that is shown, or the newest, unless told.
    #[serde(default)]
    #[ts(optional)]
    pub file: Option<String>,
}

/// A fiscal year to work in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetYear {
    /// The year.
    pub year: i64,
    /// Its rule pack; kept where the year is known.
    #[serde(default)]
    #[ts(optional)]
    pub pack: Option<String>,
}

/// The open store.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StoreInfo {
    /// Its folder.
    pub folder: String,
    /// The unit.
    pub unit: Unit,
    /// The year worked in.
    pub year: FiscalYear,
    /// All years.
    pub years: Vec<FiscalYear>,
    /// The year's pack.
    pub pack: PackSummary,
    /// Declared name.
    pub person: String,
    /// Declared role.
    pub role: String,
    /// Id of the person who works here now.
    pub person_id: String,
    /// The demo unit.
    pub demo: bool,
    /// Changes are impossible: the folder is read-only or another process has it.
    pub read_only: bool,
    /// The data were damaged and a backup is shown: `store.restore` puts it in their place.
    pub can_restore: bool,
    /// What a person must know about how it was opened.
    pub notice: Option<String>,
    /// Time of the last change, `14:32`, or with its day when that is past.
    pub saved_at: Option<String>,
    /// Name of the step that undo would take back.
    pub undo: Option<String>,
    /// Name of the step that redo would do again.
    pub redo: Option<String>,
    /// How many steps since the store was opened `edit.discard` would take back; 0 is none.
    pub can_discard: usize,
    /// The session before ended without closing the store, and nobody has decided about its steps yet.
    pub crashed: Option<Crashed>,
}

const DEMO: &str = "demo";
const DEMO_YEAR: FiscalYear = FiscalYear(2026);

/// The program and its recent stores.
pub fn about(app: &App, _: Empty) -> Result<About> {
    Ok(About {
        name: "问效".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        data_folder: app.host().data_dir().display().to_string(),
        recent: recent(app),
    })
}

fn year(value: i64) -> Result<FiscalYear> {
    FiscalYear::new(value).ok_or_else(|| {
        ApiError::new("APP-YEAR", format!("预算年度“{value}”不对，请填 2000 到 2099 之间的年份"))
            .field("year")
    })
}

/// Creates a store and opens it.
pub fn create(app: &App, new: CreateStore) -> Result<StoreInfo> {
    let year = year(new.year)?;
    app.packs().get(&new.pack).map_err(|fault| ApiError::from(fault).field("pack"))?;
    if app.shelf().is_imported(&new.pack) {
        let text = "这个规则包是另一个单位导入的，新单位还没有，请先选程序自带的，建好后再导入";
        return Err(ApiError::new("APP-PACK", text).field("pack"));
    }
    if new.name.trim().is_empty() {
        return Err(ApiError::new("APP-EDIT", "请填写单位名称").field("name"));
    }
    if new.name.chars().any(char::is_control) {
        return Err(ApiError::new("APP-EDIT", "单位名称里有换行等看不见的字符，请重新输入").field("name"));
    }
    let dir = PathBuf::from(new.folder.trim());
    let unit = Unit {
        id: app.host().new_id(),
        kind: new.kind,
        name: new.name.trim().to_owned(),
        code: domain::text::squeezed(&new.code),
        credit_code: domain::text::squeezed(&new.credit_code).to_uppercase(),
        division_code: domain::text::squeezed(&new.division_code),
        parent_name: String::new(),
        head: String::new(),
        phone: String::new(),
    };
    let person = Person {
        id: app.host().new_id(),
        name: new.person.trim().to_owned(),
        role: new.role.trim().to_owned(),
    };
    let store = Store::create(&dir, &app.stamp())?;
    let mut session = Session { notice: notice(&store), store, year, person, kept: Kept::default() };
    let label = format!("新建单位“{}”", unit.name);
    let person = session.person.clone();
    let filled = session.operate(app, &label, OpKind::Barrier, |tx| {
        tx.put_unit(&unit)?;
        tx.put_year(&Year { year, pack: new.pack.clone() })?;
        tx.put_person(&person)?;
        tx.put_setting("year", &json!(year))?;
        tx.put_setting("person", &json!(person.id))?;
        Ok(())
    });
    let info = match filled.and_then(|_| shelved(app, &session)) {
        Ok(info) => info,
        Err(error) => {
            // A store without a unit could neither be opened nor made anew.
            session.store.unmake();
            return Err(error);
        }
    };
    remember(app, session.store.dir());
    *app.lock() = Some(session);
    Ok(info)
}

/// Opens a store.
pub fn open(app: &App, open: OpenStore) -> Result<StoreInfo> {
    let dir = PathBuf::from(open.folder.trim());
    // The same store again would find its own lock; another one stays open until this one is.
    let canonical = |dir: &Path| std::fs::canonicalize(dir).ok();
    let same = |session: &Session| canonical(session.store.dir()) == canonical(&dir);
    if app.lock().as_ref().is_some_and(same) {
        *app.lock() = None;
    }
    let store = match Store::open(&dir, &app.stamp()) {
        Err(store::Error::Locked { .. }) => Store::open_read_only(&dir)?,
        opened => opened?,
    };
    let notice = notice(&store);
    let read = store.read();
    let year = read
        .setting("year")?
        .and_then(|value| serde_json::from_value(value).ok())
        .or(read.years()?.first().map(|year| year.year))
        .ok_or_else(ApiError::no_store)?;
    let person = persons::current(app, &store)?;
    let session = Session { store, year, person, notice, kept: Kept::default() };
    let info = shelved(app, &session)?;
    remember(app, session.store.dir());
    *app.lock() = Some(session);
    Ok(info)
}

/// Puts a backup in the place of the data; what was there stays beside it under another name.
pub fn restore(app: &App, restore: Restore) -> Result<StoreInfo> {
    let (dir, person, shown) = app.read(|session| {
        let shown = match session.store.opened() {
            Opened::RestoredFromBackup { backup, .. } => Some(backup.clone()),
            _ => None,
        };
        Ok((session.store.dir().to_owned(), session.person.name.clone(), shown))
    })?;
    let backup = match restore.file {
        Some(file) => PathBuf::from(file),
        None => match shown.or(store::backups(&dir)?.into_iter().next().map(|newest| newest.path)) {
            Some(backup) => backup,
            None => return Err(ApiError::no_such("备份", &dir.display().to_string())),
        },
    };
    *app.lock() = None;
    let restored = Store::restore(&dir, &backup, &person, &app.stamp());
    drop(restored?);
    open(app, OpenStore { folder: dir.display().to_string() })
}

/// What a person must know about how a store was opened.
fn notice(store: &Store) -> Option<String> {
    match store.opened() {
        Opened::Normal => None,
        Opened::ReadOnly { reason: ReadOnlyReason::Asked } => Some(format!(
            "“{}”的数据正在另一个窗口或另一台电脑上使用，这里按只读方式打开；需要修改时请先在那里关闭，再重新打开",
            store.dir().display()
        )),
        Opened::ReadOnly { reason } => Some(reason.text().to_owned()),
        Opened::RestoredFromBackup { damaged, backup } => Some(format!(
            "数据文件已损坏，原文件保留为“{}”；现在以只读方式打开的是备份“{}”，请核对后再决定是否恢复",
            file_name(damaged),
            file_name(backup)
        )),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The open store, or nothing.
pub fn current(app: &App, _: Empty) -> Result<Option<StoreInfo>> {
    app.lock().as_ref().map(|session| info(app, session)).transpose()
}

/// Closes the store.
pub fn close(app: &App, _: Empty) -> Result<()> {
    *app.lock() = None;
    app.shelf().fill_readable(Vec::new());
    Ok(())
}

/// Works in a fiscal year that is there, until the store is closed; nothing is written.
pub fn use_year(app: &App, value: i64) -> Result<()> {
    let year = year(value)?;
    app.work(|session| {
        if !session.store.read().years()?.iter().any(|known| known.year == year) {
            let text = format!("这里没有 {year} 年度的数据，请核对年度");
            return Err(ApiError::new("APP-YEAR", text).field("year"));
        }
        session.year = year;
        Ok(())
    })
}

/// Works in another fiscal year; a new one needs its pack.
pub fn set_year(app: &App, set: SetYear) -> Result<StoreInfo> {
    let year = year(set.year)?;
    if let Some(pack) = &set.pack {
        app.packs().get(pack)?;
    }
    let mut guard = app.lock();
    let session = guard.as_mut().ok_or_else(ApiError::no_store)?;
    let known = session.store.read().pack_of(year)?;
    let pack = match set.pack.or(known) {
        Some(pack) => pack,
        None => session.pack(app)?.id.clone(),
    };
    session.operate(app, &format!("切换到 {year} 年度"), OpKind::Reversible, |tx| {
        tx.put_year(&Year { year, pack: pack.clone() })?;
        tx.put_setting("year", &json!(year))?;
        Ok(())
    })?;
    session.year = year;
    info(app, session)
}

/// Opens the demo unit, making it from the demo workbook the first time.
pub fn open_demo(app: &App, _: Empty) -> Result<StoreInfo> {
    let dir = app.host().data_dir().join(DEMO);
    let folder = dir.display().to_string();
    if dir.join(store::DATABASE).exists() {
        return open(app, OpenStore { folder });
    }
    create_demo(app, &dir)
}

/// Makes the demo unit in a folder: its year, and the year before to look back on.
pub fn create_demo(app: &App, dir: &Path) -> Result<StoreInfo> {
    create(
        app,
        CreateStore {
            folder: dir.display().to_string(),
            name: "云溪镇人民政府（虚构）".into(),
            kind: UnitKind::Township,
            code: "901001".into(),
            credit_code: "11999901MB00000012".into(),
            division_code: "999901001".into(),
            year: i64::from(DEMO_YEAR.0) - 1,
            pack: "mof-2020".into(),
            person: "填报人甲（虚构）".into(),
            role: "编制".into(),
        },
    )?;
    let fill = || -> Result<()> {
        import_workbook(app, crate::assets::DEMO_LAST_YEAR, "demo-2025.xlsx")?;
        demo::self_assessments(app)?;
        set_year(app, SetYear { year: i64::from(DEMO_YEAR.0), pack: None })?;
        import_workbook(app, crate::assets::DEMO_WORKBOOK, "demo.xlsx")?;
        Ok(())
    };
    if let Err(error) = fill() {
        // An empty demo would be opened as if it were one.
        if let Some(session) = app.lock().take() {
            session.store.unmake();
        }
        return Err(error);
    }
    current(app, Empty {})?.ok_or_else(ApiError::no_store)
}

/// Puts the packs of a store that is about to be opened on the shelf; those of the open one return when that fails.
fn shelved(app: &App, session: &Session) -> Result<StoreInfo> {
    app.shelve(&session.store)?;
    info(app, session).inspect_err(|_| {
        if let Some(open) = app.lock().as_ref() {
            // What the open store has was on the shelf before.
            let _ = app.shelve(&open.store);
        }
    })
}

pub(crate) fn info(app: &App, session: &Session) -> Result<StoreInfo> {
    let read = session.store.read();
    let last = session.store.history(1)?.first().map(|entry| entry.at.clone());
    Ok(StoreInfo {
        folder: session.store.dir().display().to_string(),
        unit: session.unit()?,
        year: session.year,
        years: read.years()?.into_iter().map(|year| year.year).collect(),
        pack: summary(app, Some(session), session.pack(app)?)?,
        person: session.person.name.clone(),
        role: session.person.role.clone(),
        person_id: session.person.id.to_string(),
        demo: session.store.dir() == app.host().data_dir().join(DEMO),
        read_only: *session.store.opened() != Opened::Normal,
        can_restore: matches!(session.store.opened(), Opened::RestoredFromBackup { .. }),
        notice: session.notice.clone(),
        saved_at: last.map(|at| clock(&at, &app.stamp())),
        undo: session.store.undo_label()?,
        redo: session.store.redo_label()?,
        can_discard: recovery::can_discard(session)?,
        crashed: recovery::crashed(session)?,
    })
}

/// `2026-03-05T14:32:10+08:00` → `14:32` on the same day, else `03-05 14:32`.
fn clock(at: &str, now: &str) -> String {
    let time = at.get(11..16).unwrap_or_default();
    if at.get(..10) == now.get(..10) {
        time.to_owned()
    } else {
        format!("{} {time}", at.get(5..10).unwrap_or_default())
    }
}

fn recent_file(app: &App) -> PathBuf {
    app.host().data_dir().join("recent.json")
}

fn recent(app: &App) -> Vec<String> {
    let text = std::fs::read_to_string(recent_file(app)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Notes a store as opened. A list of recent folders is a convenience: failing to write it is no error.
fn remember(app: &App, dir: &Path) {
    if !app.host().keeps_recent() {
        return;
    }
    let folder = dir.display().to_string();
    let mut list = recent(app);
    list.retain(|known| *known != folder);
    list.insert(0, folder);
    list.truncate(8);
    let _ = std::fs::create_dir_all(app.host().data_dir());
    let _ = serde_json::to_string(&list).map(|text| std::fs::write(recent_file(app), text));
}

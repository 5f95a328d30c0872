//! Persons who work with the store: declared names and roles, no login.

use crate::commands::Empty;
use crate::session::Session;
use crate::usecase::edit::Saved;
use crate::usecase::store::{StoreInfo, info};
use crate::{ApiError, App, Result};
use domain::typed::Id;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{OpKind, Person};
use ts_rs::TS;

/// A person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// Id.
    pub id: String,
    /// Declared name.
    pub name: String,
    /// Declared role: 填报人, 复核人, 负责人.
    pub role: String,
    /// Works here now.
    pub current: bool,
}

/// A new or changed person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SavePerson {
    /// Id; a new person when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// Declared name.
    pub name: String,
    /// Declared role.
    pub role: String,
}

/// Names a person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonId {
    /// Their id.
    pub id: String,
}

/// The setting that says who works here.
const CURRENT: &str = "person";

/// Who works here, as the store says; the first known person where it says nothing.
pub(crate) fn current(app: &App, store: &store::Store) -> Result<Person> {
    let read = store.read();
    let wanted: Option<Id> = read.setting(CURRENT)?.and_then(|value| serde_json::from_value(value).ok());
    let persons = read.persons()?;
    let person = persons.iter().find(|person| Some(&person.id) == wanted.as_ref()).or(persons.first());
    Ok(person.cloned().unwrap_or_else(|| Person {
        id: app.host().new_id(),
        name: "未登记".into(),
        role: "填报人".into(),
    }))
}

/// All persons in the order they were made.
pub fn list(app: &App, _: Empty) -> Result<Vec<PersonRow>> {
    app.read(|session| {
        let row = |person: Person| PersonRow {
            current: person.id == session.person.id,
            id: person.id.to_string(),
            name: person.name,
            role: person.role,
        };
        Ok(session.store.read().persons()?.into_iter().map(row).collect())
    })
}

fn known(session: &Session, id: &str) -> Result<Person> {
    let persons = session.store.read().persons()?;
    persons.into_iter().find(|person| person.id.as_str() == id).ok_or_else(|| ApiError::no_such("人员", id))
}

/// Adds a person or changes their name or role.
pub fn save(app: &App, save: SavePerson) -> Result<Saved> {
    let (name, role) = (save.name.trim().to_owned(), save.role.trim().to_owned());
    for (field, text) in [("name", &name), ("role", &role)] {
        if text.is_empty() || text.chars().any(char::is_control) {
            return Err(ApiError::new("APP-PERSON", "请填写姓名和岗位").field(field));
        }
    }
    app.work(|session| {
        let id = match &save.id {
            Some(id) => known(session, id)?.id,
            None => app.host().new_id(),
        };
        let same = |person: &Person| (&person.name, &person.role) == (&name, &role) && person.id != id;
        if session.store.read().persons()?.iter().any(same) {
            let text = format!("已有{role}“{name}”，请直接选用，或改用能区分的姓名");
            return Err(ApiError::new("APP-PERSON", text).field("name"));
        }
        let label = format!("{}{role}“{name}”", if save.id.is_some() { "修改" } else { "登记" });
        let person = Person { id, name: name.clone(), role: role.clone() };
        let changed = session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_person(&person)?))?;
        session.refresh_person(app)?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

/// Somebody else works here from now on. It is no login.
pub fn switch(app: &App, person: PersonId) -> Result<StoreInfo> {
    app.work(|session| {
        let person = known(session, &person.id)?;
        // Who takes over does so in their own name.
        let before = std::mem::replace(&mut session.person, person.clone());
        let label = format!("改由{}“{}”操作", person.role, person.name);
        let done = session
            .operate(app, &label, OpKind::Reversible, |tx| Ok(tx.put_setting(CURRENT, &json!(person.id))?));
        if let Err(error) = done {
            session.person = before;
            return Err(error);
        }
        info(app, session)
    })
}

/// Removes a person; what they did stays in the audit log by name.
pub fn delete(app: &App, person: PersonId) -> Result<Saved> {
    app.work(|session| {
        let person = known(session, &person.id)?;
        if person.id == session.person.id {
            let text = format!("“{}”正在操作，不能删除，请先改由别人操作", person.name);
            return Err(ApiError::new("APP-PERSON", text));
        }
        let label = format!("删除{}“{}”", person.role, person.name);
        let changed =
            session.operate(app, &label, OpKind::Reversible, |tx| Ok(tx.delete_person(&person.id)?))?;
        Ok(Saved::new(app, Some(label), &changed.kinds))
    })
}

impl Session {
    /// After a change of persons or a step back: whoever the store says works here.
    pub(crate) fn refresh_person(&mut self, app: &App) -> Result<()> {
        if !self.store.read().persons()?.is_empty() {
            self.person = current(app, &self.store)?;
        }
        Ok(())
    }
}

//! The open store and what a use case asks of it.

use crate::board::Kept;
use crate::host::Host;
use crate::shelf::Shelf;
use crate::{ApiError, Result};
use domain::period::FiscalYear;
use domain::project::Project;
use domain::rulepack::{Pack, Packs};
use domain::target::Target;
use domain::typed::Id;
use domain::unit::Unit;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{DataKind, Done, OpKind, Opened, Operation, ReadOnlyReason, Store, Tx};

/// A project with its latest target.
pub(crate) type Entry = (Project, Option<Target>);

/// The program without a front end.
pub struct App {
    host: Arc<dyn Host>,
    shelf: Shelf,
    session: Mutex<Option<Session>>,
    pub(crate) printed: Mutex<Option<crate::usecase::print::Printed>>,
}

/// An open store.
pub(crate) struct Session {
    pub(crate) store: Store,
    pub(crate) year: FiscalYear,
    pub(crate) person: store::Person,
    pub(crate) notice: Option<String>,
    /// What the lists show, kept between calls.
    pub(crate) kept: Kept,
}

impl App {
    /// Starts with the shipped rule packs.
    pub fn new(host: Arc<dyn Host>) -> Result<Self> {
        Ok(Self { host, shelf: Shelf::new()?, session: Mutex::new(None), printed: Mutex::new(None) })
    }

    /// The front end's services.
    pub fn host(&self) -> &dyn Host {
        self.host.as_ref()
    }

    /// All rule packs: those that ship and those that the open store brought in.
    pub fn packs(&self) -> &Packs {
        self.shelf.packs()
    }

    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Puts the packs that a store brought in beside those that ship.
    pub(crate) fn shelve(&self, store: &Store) -> Result<()> {
        let imported = store.read().imported_packs()?;
        self.shelf.fill_readable(imported.into_iter().map(|pack| pack.text).collect());
        Ok(())
    }

    /// The pack that stands in where a document names one that is not at hand.
    pub(crate) fn base_pack(&self) -> &Pack {
        // `new` loaded them; an empty list of packs cannot be built.
        self.packs().iter().next().unwrap_or_else(|| unreachable!())
    }

    /// Is a store open?
    pub(crate) fn is_open(&self) -> bool {
        self.lock().is_some()
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Option<Session>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the open store.
    pub(crate) fn read<T>(&self, ask: impl FnOnce(&Session) -> Result<T>) -> Result<T> {
        ask(self.lock().as_ref().ok_or_else(ApiError::no_store)?)
    }

    /// Reads and changes the open store under one lock, so that nothing read is stale when it is written back.
    pub(crate) fn work<T>(&self, work: impl FnOnce(&mut Session) -> Result<T>) -> Result<T> {
        work(self.lock().as_mut().ok_or_else(ApiError::no_store)?)
    }

    /// Changes the open store in one named operation and tells the host what changed.
    pub(crate) fn operate<T>(
        &self,
        label: &str,
        kind: OpKind,
        change: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<Changed<T>> {
        self.work(|session| session.operate(self, label, kind, change))
    }

    /// Refuses a place for a new file that cannot be meant: in a folder that is not there, where a folder is,
    /// or over the open store's own files.
    pub(crate) fn check_outlet(&self, path: &Path) -> Result<()> {
        let absent = std::io::Error::from(std::io::ErrorKind::NotFound);
        if let Some(folder) =
            path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        {
            return Err(ApiError::file("文件夹", folder, &absent));
        }
        if path.is_dir() {
            return Err(ApiError::file("同名文件夹", path, &std::io::ErrorKind::AlreadyExists.into()));
        }
        match self.lock().as_ref() {
            Some(session) => Ok(session.store.check_outlet(path)?),
            None => Ok(()),
        }
    }

    /// SM3 of a pack's text and the texts of those it extends, the base first: what a package carries.
    pub(crate) fn pack_sm3(&self, pack: &Pack) -> String {
        use sm3::{Digest, Sm3};
        let mut chain = vec![pack];
        while let Some(parent) = chain.last().and_then(|last| last.extends.as_deref()) {
            match self.packs().get(parent) {
                Ok(parent) => chain.push(parent),
                Err(_) => break,
            }
        }
        let mut hash = Sm3::new();
        for layer in chain.into_iter().rev() {
            if let Some(text) = self.shelf.text(&layer.id) {
                hash.update(text.as_bytes());
            }
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(crate) fn stamp(&self) -> String {
        self.host.now().format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

/// What an operation did.
#[derive(Debug)]
pub(crate) struct Changed<T> {
    pub(crate) value: T,
    pub(crate) kinds: BTreeSet<DataKind>,
}

impl Session {
    pub(crate) fn unit(&self) -> Result<Unit> {
        self.store.read().units()?.into_iter().next().ok_or_else(ApiError::no_store)
    }

    /// The year's pack, for new documents and checks of the unit.
    pub(crate) fn pack<'a>(&self, app: &'a App) -> Result<&'a Pack> {
        let id = self.store.read().pack_of(self.year)?;
        Ok(id.map(|id| app.packs().get(&id)).transpose()?.unwrap_or_else(|| app.base_pack()))
    }

    pub(crate) fn projects(&self) -> Result<Vec<Entry>> {
        self.projects_of(self.year)
    }

    /// The projects of any year.
    pub(crate) fn projects_of(&self, year: FiscalYear) -> Result<Vec<Entry>> {
        let rows = self.store.read().projects(year)?;
        Ok(rows.into_iter().map(|row| (row.project, row.target)).collect())
    }

    /// Works in the year that the data say: a step back over a change of the year changes it too.
    pub(crate) fn follow_year(&mut self) -> Result<()> {
        let year = self.store.read().setting("year")?;
        self.year = year.and_then(|year| serde_json::from_value(year).ok()).unwrap_or(self.year);
        Ok(())
    }

    /// A project by id, code or name.
    pub(crate) fn find_project(&self, name: &str) -> Result<Entry> {
        let read = self.store.read();
        if let Some(project) = read.project(&Id(name.to_owned()))?.filter(|p| p.year == self.year) {
            let target = read.targets(&project.id)?.pop();
            return Ok((project, target));
        }
        let mut hits = self.projects()?;
        let by_code = hits.iter().any(|(project, _)| !name.is_empty() && project.code == name);
        hits.retain(|(project, _)| if by_code { project.code == name } else { project.name == name });
        match (hits.pop(), hits.len()) {
            (Some(hit), 0) => Ok(hit),
            (None, _) => Err(ApiError::no_such("项目", name)),
            (Some(_), others) => Err(ApiError::ambiguous(name, others + 1)),
        }
    }

    /// Refuses a change where the store is open for reading only, with the reason why it was opened so.
    pub(crate) fn check_writable(&self) -> Result<()> {
        let code = match self.store.opened() {
            Opened::Normal => return Ok(()),
            Opened::ReadOnly { reason: ReadOnlyReason::Asked } => "STORE-LOCKED",
            Opened::ReadOnly { reason: ReadOnlyReason::DiskFull } => "STORE-DISK-FULL",
            Opened::ReadOnly { .. } => "STORE-READ-ONLY",
            Opened::RestoredFromBackup { .. } => "APP-READ-ONLY",
        };
        Err(ApiError::new(code, self.notice.clone().unwrap_or_default()))
    }

    /// The one place that hears of every change: the kept lists, the shelf of rule packs and the host are told.
    pub(crate) fn changed<T>(&self, app: &App, done: &Done<T>) -> Result<()> {
        self.kept.note(&done.rows, self.store.seq()?);
        if done.changed.contains(&DataKind::RulePack) {
            app.shelve(&self.store)?;
        }
        app.host.changed(&done.changed);
        Ok(())
    }

    pub(crate) fn operate<T>(
        &mut self,
        app: &App,
        label: &str,
        kind: OpKind,
        change: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<Changed<T>> {
        self.check_writable()?;
        let operation =
            Operation { kind, label: label.to_owned(), person: self.person.name.clone(), at: app.stamp() };
        let mut refused = None;
        let done = self.store.operate(&operation, |tx| {
            change(tx).map_err(|error| {
                refused = Some(error);
                store::Error::Cancelled
            })
        });
        match (done, refused) {
            (_, Some(error)) => Err(error),
            (Ok(done), None) => {
                self.changed(app, &done)?;
                Ok(Changed { value: done.value, kinds: done.changed })
            }
            (Err(error), None) => Err(error.into()),
        }
    }
}

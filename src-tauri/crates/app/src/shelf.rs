//! The rule packs at hand: those that ship and those that the open store brought in.
//!
//! A command in flight borrows packs while another opens a store or imports one. So a set of packs, once there, stays
//! until the program ends; a new set is put behind it, and `current` says which one counts. Sets differ only by what
//! was imported, so few come together.

use crate::assets;
use domain::rulepack::{PackFault, Packs};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Set {
    imported: Vec<String>,
    packs: Packs,
    next: OnceLock<Box<Set>>,
}

pub(crate) struct Shelf {
    first: Set,
    current: AtomicUsize,
}

fn set(imported: Vec<String>) -> Result<Set, PackFault> {
    let texts = assets::RULE_PACKS.into_iter().chain(imported.iter().map(String::as_str));
    Ok(Set { packs: Packs::load(texts)?, imported, next: OnceLock::new() })
}

impl Shelf {
    /// With the packs that ship.
    pub(crate) fn new() -> Result<Self, PackFault> {
        Ok(Self { first: set(Vec::new())?, current: AtomicUsize::new(0) })
    }

    fn set(&self) -> &Set {
        let mut set = &self.first;
        for _ in 0..self.current.load(Ordering::Acquire) {
            match set.next.get() {
                Some(next) => set = next,
                None => break,
            }
        }
        set
    }

    pub(crate) fn packs(&self) -> &Packs {
        &self.set().packs
    }

    /// The TOML text of a pack.
    pub(crate) fn text(&self, id: &str) -> Option<&str> {
        let set = self.set();
        let place = set.packs.iter().position(|pack| pack.id == id)?;
        let shipped = assets::RULE_PACKS.get(place).copied();
        shipped.or_else(|| set.imported.get(place - assets::RULE_PACKS.len()).map(String::as_str))
    }

    pub(crate) fn is_imported(&self, id: &str) -> bool {
        self.packs().iter().skip(assets::RULE_PACKS.len()).any(|pack| pack.id == id)
    }

    /// Puts the shipped packs and these on the shelf.
    ///
    /// # Errors
    /// Why they do not go together; the shelf stays as it was.
    pub(crate) fn fill(&self, imported: Vec<String>) -> Result<(), PackFault> {
        let mut known = &self.first;
        let mut at = 0;
        loop {
            if known.imported == imported {
                self.current.store(at, Ordering::Release);
                return Ok(());
            }
            known = match known.next.get() {
                Some(next) => next,
                None => {
                    let new = Box::new(set(imported.clone())?);
                    // Somebody else's set may have come first: then it is looked at as well.
                    known.next.get_or_init(|| new)
                }
            };
            at += 1;
        }
    }

    /// The same, leaving out what does not go together: a store opens even with a pack this program cannot read.
    pub(crate) fn fill_readable(&self, imported: Vec<String>) {
        let mut rest = imported;
        let mut good: Vec<String> = Vec::new();
        // A pack may extend one that comes later.
        loop {
            let before = good.len();
            rest.retain(|text| {
                let mut tried = good.clone();
                tried.push(text.clone());
                let fits = set(tried).is_ok();
                if fits {
                    good.push(text.clone());
                }
                !fits
            });
            if good.len() == before || rest.is_empty() {
                break;
            }
        }
        // Each of them was just seen to load.
        let _ = self.fill(good);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(id: &str, extends: &str) -> String {
        format!("id = \"{id}\"\nname = \"县\"\nextends = \"{extends}\"\n")
    }

    #[test]
    fn sets_come_and_go_without_loss() {
        let shelf = Shelf::new().unwrap();
        let shipped = shelf.packs().iter().count();
        let old = shelf.packs();
        for _ in 0..3 {
            shelf.fill(vec![pack("a-2026", "mof-2021")]).unwrap();
            assert!(shelf.is_imported("a-2026") && !shelf.is_imported("mof-2021"));
            assert!(shelf.text("a-2026").unwrap().contains("a-2026"));
            assert!(shelf.text("mof-2015").unwrap().contains("mof-2015"));
            shelf.fill(Vec::new()).unwrap();
            assert!(shelf.packs().get("a-2026").is_err());
        }
        assert_eq!(old.iter().count(), shipped);
        assert!(shelf.first.next.get().unwrap().next.get().is_none(), "the same set is kept once");
        for wrong in [pack("mof-2021", "mof-2015"), pack("b", "no-such"), "id = 1".into()] {
            assert!(shelf.fill(vec![wrong]).is_err());
        }
        assert_eq!(shelf.packs().iter().count(), shipped);
        shelf.fill_readable(vec![pack("child", "a"), "[[".into(), pack("a", "mof-2021"), pack("x", "y")]);
        let ids: Vec<&str> = shelf.packs().iter().skip(shipped).map(|pack| pack.id.as_str()).collect();
        assert_eq!(ids, ["a", "child"]);
    }
}

//! What a person typed into a cell, kept whether or not it could be read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The identity of a stored thing: a UUIDv7 as lower-case text, made outside this crate.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Id(pub String);

impl Id {
    /// The id as text, as it stands in a path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A cell: the last value that could be read, and the typed text when it could not.
///
/// Saving is never blocked by a faulty cell: `invalid` keeps the text as typed beside the last good `value`.
/// A blank cell has neither; zero is a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Typed<T> {
    /// The last good value; `None` is blank.
    pub value: Option<T>,
    /// The text as typed when it cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub invalid: Option<String>,
}

impl<T> Typed<T> {
    /// A blank cell.
    pub fn blank() -> Self {
        Self { value: None, invalid: None }
    }

    /// A cell that holds a good value.
    pub fn of(value: T) -> Self {
        Self { value: Some(value), invalid: None }
    }

    /// Nothing was ever typed here.
    pub fn is_blank(&self) -> bool {
        self.value.is_none() && self.invalid.is_none()
    }

    /// Takes new text: empty clears, readable replaces, unreadable is kept beside the last good value.
    pub fn typed<E>(&mut self, text: &str, read: impl FnOnce(&str) -> Result<T, E>) -> Result<(), E> {
        if text.trim().is_empty() {
            *self = Self::blank();
            return Ok(());
        }
        match read(text) {
            Ok(value) => {
                *self = Self::of(value);
                Ok(())
            }
            Err(fault) => {
                self.invalid = Some(text.to_owned());
                Err(fault)
            }
        }
    }
}

impl<T> Default for Typed<T> {
    fn default() -> Self {
        Self::blank()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unreadable_text_stays_beside_the_last_good_value() {
        let mut cell = Typed::of(5u32);
        assert!(cell.typed("abc", str::parse::<u32>).is_err());
        assert_eq!((cell.value, cell.invalid.as_deref()), (Some(5), Some("abc")));
        cell.typed("7", str::parse::<u32>).unwrap();
        assert_eq!(cell, Typed::of(7));
        cell.typed("  ", str::parse::<u32>).unwrap();
        assert!(cell.is_blank());
    }
}

//! Times as text: passed in, never taken from a clock here.

use crate::error::{Error, Result};
use chrono::{DateTime, NaiveDateTime};

/// The local time that an RFC 3339 text states.
pub(crate) fn read(text: &str) -> Result<NaiveDateTime> {
    DateTime::parse_from_rfc3339(text)
        .map(|time| time.naive_local())
        .map_err(|_| Error::Time { text: text.to_owned() })
}

/// `20260305-093000`: the time within a file name.
pub(crate) fn stamp(time: NaiveDateTime) -> String {
    time.format("%Y%m%d-%H%M%S").to_string()
}

/// The time that a stamp says.
pub(crate) fn from_stamp(stamp: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(stamp, "%Y%m%d-%H%M%S").ok()
}

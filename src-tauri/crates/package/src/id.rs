//! The number of a package, such as `WX-370102001-2025-monitor-M07-002`.

use std::fmt;
use std::str::FromStr;

use crate::Error;

/// What a package is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 绩效目标.
    Target,
    /// 绩效运行监控.
    Monitor,
    /// 绩效自评.
    SelfEval,
}

/// The part of the fiscal year a package is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// The whole year, `Y`.
    Year,
    /// The first half, `H1`.
    Half,
    /// A month from 1 to 12, `M01` to `M12`.
    Month(u8),
}

/// The id of a package: sender, fiscal year, kind, period, number within those.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PackageId {
    /// Unit code of the sender: 1 to 32 ASCII letters and digits.
    pub agency: String,
    /// Fiscal year, 2000 to 2099.
    pub year: u16,
    /// What it is about.
    pub kind: Kind,
    /// Which part of the year.
    pub period: Period,
    /// 1 to 999, counted within agency, year, kind and period.
    pub sequence: u16,
}

impl Kind {
    const NAMES: [(Kind, &str); 3] =
        [(Kind::Target, "target"), (Kind::Monitor, "monitor"), (Kind::SelfEval, "selfeval")];

    /// The word in the id and in `Wenxiao-Type`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Target => "target",
            Kind::Monitor => "monitor",
            Kind::SelfEval => "selfeval",
        }
    }
}

impl FromStr for Kind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Kind, Error> {
        let found = Kind::NAMES.iter().find(|(_, name)| *name == text);
        found.map(|(kind, _)| *kind).ok_or_else(|| Error::Id { id: text.into() })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Year => f.write_str("Y"),
            Period::Half => f.write_str("H1"),
            Period::Month(month) => write!(f, "M{month:02}"),
        }
    }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Period, Error> {
        let period = match text {
            "Y" => Some(Period::Year),
            "H1" => Some(Period::Half),
            _ => digits(text.strip_prefix('M').unwrap_or_default(), 2)
                .filter(|month| (1..=12).contains(month))
                .map(|month| Period::Month(month as u8)),
        };
        period.ok_or_else(|| Error::Id { id: text.into() })
    }
}

/// A number of exactly `count` ASCII digits.
fn digits(text: &str, count: usize) -> Option<u16> {
    let exact = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if exact { text.parse().ok() } else { None }
}

/// Whether a unit code can stand in an id: 1 to 32 ASCII letters and digits.
pub(crate) fn is_code(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl PackageId {
    /// Checks the parts.
    ///
    /// # Errors
    /// [`Error::Id`] when one is out of its range.
    pub fn check(&self) -> Result<(), Error> {
        let month = match self.period {
            Period::Month(month) => (1..=12).contains(&month),
            _ => true,
        };
        let fits = is_code(&self.agency)
            && (2000..=2099).contains(&self.year)
            && (1..=999).contains(&self.sequence)
            && month;
        if fits { Ok(()) } else { Err(Error::Id { id: self.to_string() }) }
    }

    /// Whether both belong to one series: same sender, year, kind and period.
    pub fn same_series(&self, other: &PackageId) -> bool {
        PackageId { sequence: 0, ..self.clone() } == PackageId { sequence: 0, ..other.clone() }
    }
}

impl fmt::Display for PackageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PackageId { agency, year, kind, period, sequence } = self;
        write!(f, "WX-{agency}-{year:04}-{}-{period}-{sequence:03}", kind.as_str())
    }
}

impl FromStr for PackageId {
    type Err = Error;

    fn from_str(text: &str) -> Result<PackageId, Error> {
        let wrong = || Error::Id { id: text.into() };
        let parts: Vec<&str> = text.split('-').collect();
        let ["WX", agency, year, kind, period, sequence] = parts[..] else { return Err(wrong()) };
        let id = PackageId {
            agency: agency.into(),
            year: digits(year, 4).ok_or_else(wrong)?,
            kind: kind.parse().map_err(|_| wrong())?,
            period: period.parse().map_err(|_| wrong())?,
            sequence: digits(sequence, 3).ok_or_else(wrong)?,
        };
        id.check()?;
        Ok(id)
    }
}

impl serde::Serialize for PackageId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_and_written_the_same() {
        for text in [
            "WX-370102001-2025-target-Y-001",
            "WX-A1-2000-monitor-M01-999",
            "WX-1-2099-selfeval-H1-010",
            "WX-1-2025-monitor-M12-010",
        ] {
            assert_eq!(text.parse::<PackageId>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_ids_are_refused() {
        for text in [
            "",
            "WX",
            "wx-1-2025-target-Y-001",
            "WX--2025-target-Y-001",
            "WX-1/2-2025-target-Y-001",
            "WX-单位-2025-target-Y-001",
            "WX-1-1999-target-Y-001",
            "WX-1-25-target-Y-001",
            "WX-1-+025-target-Y-001",
            "WX-1-2025-review-Y-001",
            "WX-1-2025-target-H2-001",
            "WX-1-2025-target-M00-001",
            "WX-1-2025-target-M13-001",
            "WX-1-2025-target-M1-001",
            "WX-1-2025-target-Y-000",
            "WX-1-2025-target-Y-1",
            "WX-1-2025-target-Y-1000",
            "WX-1-2025-target-Y-001-",
            "WX-123456789012345678901234567890123-2025-target-Y-001",
        ] {
            assert_eq!(text.parse::<PackageId>().map_err(|e| e.code()), Err("PKG-ID"), "{text}");
        }
    }
}

//! bag-info.txt: what the package says about itself.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::hash::is_digest;
use crate::id::is_code;
use crate::name::is_plain;
use crate::{Error, PackageId};

/// Something named together with its SM3, written `name:digest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// The rule pack's id, or the audit entry's number. No colon, no space.
    pub name: String,
    /// SM3, 64 lower-case hexadecimal digits.
    pub sm3: String,
}

/// What a package says about itself. Payload-Oxum is counted, not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BagInfo {
    /// External-Identifier, Wenxiao-Type, -Year, -Period and -Sequence.
    pub id: PackageId,
    /// Source-Organization: the sender's unit name, as in its certificate.
    pub unit_name: String,
    /// Bagging-Date: the day of sealing by the sender's clock.
    pub date: NaiveDate,
    /// Wenxiao-Schema: version of the payload's format, from 1.
    pub schema: u32,
    /// Wenxiao-Recipient: unit code of the receiver.
    pub recipient: String,
    /// Wenxiao-Previous: SM3 of the tagmanifest-sm3.txt of the package this one replaces.
    pub previous: Option<String>,
    /// Wenxiao-In-Reply-To: SM3 of the tagmanifest-sm3.txt of the package this one answers.
    pub in_reply_to: Option<String>,
    /// Wenxiao-Rule-Pack: the rule pack's id and the SM3 of its text.
    pub rule_pack: Stamp,
    /// Wenxiao-Audit-Head: number and SM3 of the last audit entry before sealing.
    pub audit_head: Stamp,
    /// Wenxiao-Program: name and version of the program.
    pub program: String,
}

const ORGANIZATION: &str = "Source-Organization";
const IDENTIFIER: &str = "External-Identifier";
const DATE: &str = "Bagging-Date";
const OXUM: &str = "Payload-Oxum";
const TYPE: &str = "Wenxiao-Type";
const SCHEMA_LABEL: &str = "Wenxiao-Schema";
const YEAR: &str = "Wenxiao-Year";
const PERIOD: &str = "Wenxiao-Period";
const SEQUENCE: &str = "Wenxiao-Sequence";
const RECIPIENT: &str = "Wenxiao-Recipient";
const PREVIOUS: &str = "Wenxiao-Previous";
const IN_REPLY_TO: &str = "Wenxiao-In-Reply-To";
const RULE_PACK: &str = "Wenxiao-Rule-Pack";
const AUDIT_HEAD: &str = "Wenxiao-Audit-Head";
const PROGRAM: &str = "Wenxiao-Program";

/// Longest value, in characters.
const MAX_VALUE: usize = 200;

/// The newest format (labels here and the payload's) that this program writes and reads.
pub const SCHEMA: u32 = 1;

/// Bytes and files under data/.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Oxum {
    pub(crate) bytes: u64,
    pub(crate) files: u64,
}

impl Stamp {
    fn parse(label: &str, text: &str) -> Result<Stamp, Error> {
        let (name, sm3) = text.split_once(':').ok_or_else(|| value(label))?;
        Ok(Stamp { name: name.into(), sm3: sm3.into() })
    }

    fn check(&self, label: &str, is_name: impl Fn(char) -> bool) -> Result<(), Error> {
        let fits = !self.name.is_empty() && self.name.chars().all(is_name) && is_digest(&self.sm3);
        if fits { Ok(()) } else { Err(value(label)) }
    }

    fn text(&self) -> String {
        format!("{}:{}", self.name, self.sm3)
    }
}

fn value(label: &str) -> Error {
    Error::InfoValue { label: label.into() }
}

impl BagInfo {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::Id`] or [`Error::InfoValue`].
    pub fn check(&self) -> Result<(), Error> {
        self.id.check()?;
        for (label, text) in [(ORGANIZATION, &self.unit_name), (PROGRAM, &self.program)] {
            let length = text.chars().count();
            if !(1..=MAX_VALUE).contains(&length) || text.trim() != text || !is_plain(text) {
                return Err(value(label));
            }
        }
        if self.schema == 0 {
            return Err(value(SCHEMA_LABEL));
        }
        if !is_code(&self.recipient) {
            return Err(value(RECIPIENT));
        }
        for (label, digest) in [(PREVIOUS, &self.previous), (IN_REPLY_TO, &self.in_reply_to)] {
            if digest.as_deref().is_some_and(|digest| !is_digest(digest)) {
                return Err(value(label));
            }
        }
        self.rule_pack.check(RULE_PACK, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'))?;
        self.audit_head.check(AUDIT_HEAD, |c| c.is_ascii_digit())
    }

    /// The text of bag-info.txt: every label once, in a fixed order.
    pub(crate) fn text(&self, oxum: Oxum) -> String {
        let id = &self.id;
        let mut rows = vec![
            (ORGANIZATION, self.unit_name.clone()),
            (IDENTIFIER, id.to_string()),
            (DATE, self.date.format("%Y-%m-%d").to_string()),
            (OXUM, format!("{}.{}", oxum.bytes, oxum.files)),
            (TYPE, id.kind.as_str().into()),
            (SCHEMA_LABEL, self.schema.to_string()),
            (YEAR, id.year.to_string()),
            (PERIOD, id.period.to_string()),
            (SEQUENCE, format!("{:03}", id.sequence)),
            (RECIPIENT, self.recipient.clone()),
        ];
        rows.extend(self.previous.clone().map(|digest| (PREVIOUS, digest)));
        rows.extend(self.in_reply_to.clone().map(|digest| (IN_REPLY_TO, digest)));
        rows.push((RULE_PACK, self.rule_pack.text()));
        rows.push((AUDIT_HEAD, self.audit_head.text()));
        rows.push((PROGRAM, self.program.clone()));
        rows.into_iter().map(|(label, text)| format!("{label}: {text}\n")).collect()
    }

    /// Reads bag-info.txt strictly: only what [`BagInfo::text`] would write is accepted.
    pub(crate) fn parse(bytes: &[u8]) -> Result<(BagInfo, Oxum), Error> {
        BagInfo::read(bytes).map_err(|error| {
            // A newer program may have added labels: then that is what to say.
            let text = String::from_utf8_lossy(bytes);
            let found = text.lines().find_map(|line| line.strip_prefix(SCHEMA_LABEL)?.strip_prefix(": "));
            match found.and_then(|found| found.parse().ok()) {
                Some(found) if found > SCHEMA => Error::SchemaNewer { found, supported: SCHEMA },
                _ => error,
            }
        })
    }

    fn read(bytes: &[u8]) -> Result<(BagInfo, Oxum), Error> {
        let text = std::str::from_utf8(bytes).map_err(|_| Error::Info { line: 0 })?;
        let mut rows: HashMap<&str, &str> = HashMap::new();
        for (index, line) in text.lines().enumerate() {
            let wrong = || Error::Info { line: index + 1 };
            let (label, text) = line.split_once(": ").ok_or_else(wrong)?;
            if rows.insert(label, text).is_some() {
                return Err(Error::InfoDuplicate { label: label.into() });
            }
        }
        let get = |label: &str| rows.get(label).copied().ok_or_else(|| value(label));
        let identifier = get(IDENTIFIER)?;
        let id: PackageId = identifier.parse()?;
        let parts = [
            (TYPE, id.kind.as_str().to_owned()),
            (YEAR, id.year.to_string()),
            (PERIOD, id.period.to_string()),
            (SEQUENCE, format!("{:03}", id.sequence)),
        ];
        for (label, expected) in parts {
            if get(label)? != expected {
                return Err(Error::IdMismatch { label: label.into() });
            }
        }
        let oxum = get(OXUM)?
            .split_once('.')
            .and_then(|(bytes, files)| Some(Oxum { bytes: bytes.parse().ok()?, files: files.parse().ok()? }));
        let oxum = oxum.ok_or_else(|| value(OXUM))?;
        let info = BagInfo {
            id,
            unit_name: get(ORGANIZATION)?.into(),
            date: NaiveDate::parse_from_str(get(DATE)?, "%Y-%m-%d").map_err(|_| value(DATE))?,
            schema: get(SCHEMA_LABEL)?.parse().map_err(|_| value(SCHEMA_LABEL))?,
            recipient: get(RECIPIENT)?.into(),
            previous: get(PREVIOUS).ok().map(str::to_owned),
            in_reply_to: get(IN_REPLY_TO).ok().map(str::to_owned),
            rule_pack: Stamp::parse(RULE_PACK, get(RULE_PACK)?)?,
            audit_head: Stamp::parse(AUDIT_HEAD, get(AUDIT_HEAD)?)?,
            program: get(PROGRAM)?.into(),
        };
        info.check()?;
        // Unknown labels, another order, other spelling of numbers or line ends.
        let canonical = info.text(oxum);
        if canonical.as_bytes() != bytes {
            let same = canonical.lines().zip(text.lines()).take_while(|(own, given)| own == given);
            return Err(Error::Info { line: same.count() + 1 });
        }
        Ok((info, oxum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> BagInfo {
        BagInfo {
            id: "WX-370102001-2025-monitor-M07-002".parse().unwrap(),
            unit_name: "历下区教育局".into(),
            date: NaiveDate::from_ymd_opt(2025, 8, 5).unwrap(),
            schema: 1,
            recipient: "370102900".into(),
            previous: Some("a".repeat(64)),
            in_reply_to: None,
            rule_pack: Stamp { name: "jinan-2019".into(), sm3: "b".repeat(64) },
            audit_head: Stamp { name: "412".into(), sm3: "c".repeat(64) },
            program: "wenxiao 0.1.0".into(),
        }
    }

    const OXUM: Oxum = Oxum { bytes: 12, files: 2 };

    #[test]
    fn what_is_written_is_read() {
        let mut info = sample();
        info.in_reply_to = info.previous.take();
        for info in [sample(), info] {
            let text = info.text(OXUM);
            assert_eq!(BagInfo::parse(text.as_bytes()).unwrap(), (info, OXUM));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let good = sample().text(OXUM);
        let check = |text: &str, expected: &str| {
            let found = BagInfo::parse(text.as_bytes());
            assert_eq!(found.map_or_else(|error| error.code(), |_| "ok"), expected, "{text}");
        };
        let swap = |from: &str, to: &str| {
            assert!(good.contains(from), "{from}");
            good.replacen(from, to, 1)
        };
        check(&good, "ok");
        check(&good.replace('\n', "\r\n"), "PKG-INFO");
        check(good.trim_end(), "PKG-INFO");
        check("", "PKG-INFO-VALUE");
        check(&format!("{good}Contact-Name: x\n"), "PKG-INFO");
        check(&format!("{good} folded\n"), "PKG-INFO");
        check(&format!("{good}Wenxiao-Schema: 1\n"), "PKG-INFO-DUPLICATE");
        check(&swap("Wenxiao-Schema: 1", "Wenxiao-Schema: 01"), "PKG-INFO");
        check(&swap("Wenxiao-Schema: 1", "Wenxiao-Schema: 0"), "PKG-INFO-VALUE");
        check(&swap("Wenxiao-Schema: 1", "Wenxiao-Schema: -1"), "PKG-INFO-VALUE");
        check(&swap("Wenxiao-Schema: 1\n", ""), "PKG-INFO-VALUE");
        check(&swap("Wenxiao-Schema: 1", "Wenxiao-Schema: 2"), "ok");
        check(&swap("Wenxiao-Schema: 1", "Wenxiao-Schema: 2\nWenxiao-New: x"), "PKG-SCHEMA-NEWER");
        check(&swap("Oxum: 12.2", "Oxum: 12"), "PKG-INFO-VALUE");
        check(&swap("Oxum: 12.2", "Oxum: 12.+2"), "PKG-INFO");
        check(&swap("2025-08-05", "2025-8-5"), "PKG-INFO");
        check(&swap("2025-08-05", "2025-02-30"), "PKG-INFO-VALUE");
        check(&swap("Type: monitor", "Type: target"), "PKG-ID-MISMATCH");
        check(&swap("Period: M07", "Period: M08"), "PKG-ID-MISMATCH");
        check(&swap("WX-", "WY-"), "PKG-ID");
        check(&swap("历下区", " 历下区"), "PKG-INFO-VALUE");
        check(&swap("历下区", "历\u{202e}下区"), "PKG-INFO-VALUE");
        check(&swap("历下区", &"长".repeat(200)), "PKG-INFO-VALUE");
        check(&swap("370102900", "3701 02900"), "PKG-INFO-VALUE");
        check(&swap(&"a".repeat(64), &"A".repeat(64)), "PKG-INFO-VALUE");
        check(&swap("412:", "x:"), "PKG-INFO-VALUE");
        check(&swap("jinan-2019:", "jinan-2019"), "PKG-INFO-VALUE");
        assert_eq!(BagInfo::parse(&[0xff, 0xfe]).unwrap_err().code(), "PKG-INFO");
    }
}

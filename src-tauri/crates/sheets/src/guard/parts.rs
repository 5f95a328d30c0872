//! Unpacks the parts of a ZIP container that are needed, within the ceilings.

use crate::error::{Error, Result, megabytes};
use crate::limits::Limits;
use crate::sniff::{directory_limits, part_name};
use archive::{Entry, Profile};
use flate2::read::DeflateDecoder;
use std::io::{Cursor, Read};

/// Ratios are judged from here upwards; small parts of nothing but markup shrink far.
const RATIO_FROM: u64 = 1024 * 1024;

/// Tells the user how far the work has come (done, total); `false` stops it.
pub(crate) type Progress<'a> = dyn FnMut(u64, u64) -> bool + 'a;

/// The directory of a container whose structure has been checked.
pub(crate) struct Parts<'a> {
    bytes: &'a [u8],
    entries: Vec<(String, Entry)>,
    limits: &'a Limits,
    /// Unpacked bytes so far.
    total: u64,
}

impl<'a> Parts<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self> {
        let limit = directory_limits(u64::from(limits.entries));
        let directory = archive::walk(&mut Cursor::new(bytes), &limit, Profile::Ordinary)?;
        let named = directory.entries.into_iter().map(|entry| (part_name(&entry.name), entry));
        Ok(Self { bytes, entries: named.collect(), limits, total: 0 })
    }

    /// Declared unpacked sizes of these parts together.
    pub(crate) fn sizes<'n>(&self, names: impl Iterator<Item = &'n str>) -> u64 {
        let size = |name: &str| self.entries.iter().find(|(found, _)| found.eq_ignore_ascii_case(name));
        names.filter_map(size).map(|(_, entry)| entry.size).fold(0, u64::saturating_add)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(found, _)| found.eq_ignore_ascii_case(name))
    }

    /// A part's unpacked bytes. `large` parts have the ceiling of worksheets.
    pub(crate) fn unpacked(&mut self, name: &str, large: bool) -> Result<Vec<u8>> {
        let found = self.entries.iter().find(|(found, _)| found.eq_ignore_ascii_case(name));
        let (name, entry) = found.ok_or_else(|| Error::damaged(name))?;
        let limit = if large { self.limits.sheet_part_bytes } else { self.limits.part_bytes };
        let limit = limit.min(self.limits.total_bytes - self.total);
        if entry.size > limit {
            let (megabytes, limit) = (megabytes(entry.size), megabytes(limit));
            return Err(Error::PartTooLarge { part: name.clone(), megabytes, limit });
        }
        let ratio = entry.size / entry.compressed.max(1);
        if entry.size >= RATIO_FROM && ratio > self.limits.ratio {
            return Err(Error::Ratio { part: name.clone(), ratio, limit: self.limits.ratio });
        }
        self.total += entry.size;
        // The directory is a claim: one byte more than declared is read, and then it is a lie.
        let raw = entry.open(Cursor::new(self.bytes))?;
        let mut out = Vec::with_capacity(usize::try_from(entry.size).unwrap_or(0) + 1);
        let read = match entry.method {
            0 => raw.take(entry.size + 1).read_to_end(&mut out),
            _ => DeflateDecoder::new(raw).take(entry.size + 1).read_to_end(&mut out),
        };
        read.map_err(|_| Error::damaged(name.as_str()))?;
        if out.len() as u64 != entry.size {
            return Err(Error::SizeLie { part: name.clone() });
        }
        if crc32fast::hash(&out) != entry.crc32 {
            return Err(Error::damaged(name.as_str()));
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_come_out_whole() {
        let file = packed(&[("xl/workbook.xml", b"<a/>"), ("名称.xml", "二".as_bytes()), ("empty", b"")]);
        let limits = Limits::default();
        let mut parts = Parts::open(&file, &limits).unwrap();
        for (name, content) in [("XL/Workbook.xml", "<a/>"), ("名称.xml", "二"), ("empty", "")] {
            assert_eq!(parts.unpacked(name, false).unwrap(), content.as_bytes());
        }
        assert_eq!(parts.unpacked("missing", false).unwrap_err().code(), "SHEET-DAMAGED");
        assert_eq!((parts.has("empty"), parts.sizes(["名称.xml", "missing"].into_iter())), (true, 3));
    }

    #[test]
    fn ceilings_and_lies() {
        let zeros = vec![0u8; 3 << 20];
        let file = packed(&[("a", &zeros), ("b", b"small")]);
        let mut lying = packed(&[("a", &[b'x'; 5000])]);
        // The declared size in the directory and in the local header: 5000 becomes 4000.
        let claim = 5000u32.to_le_bytes();
        let places: Vec<usize> = memchr::memmem::find_iter(&lying, &claim).collect();
        for at in places {
            lying[at..at + 4].copy_from_slice(&4000u32.to_le_bytes());
        }
        let roomy = Limits { ratio: 100_000, ..Limits::default() };
        for (bytes, limits, code) in [
            (&file, Limits::default(), "SHEET-RATIO"),
            (&file, Limits { part_bytes: 1 << 20, ..roomy.clone() }, "SHEET-PART-SIZE"),
            (&file, Limits { total_bytes: 1 << 20, ..roomy.clone() }, "SHEET-PART-SIZE"),
            (&lying, roomy.clone(), "SHEET-SIZE-LIE"),
        ] {
            let mut parts = Parts::open(bytes, &limits).unwrap();
            assert_eq!(parts.unpacked("a", false).unwrap_err().code(), code);
        }
        let limits = Limits { entries: 1, ..Limits::default() };
        assert_eq!(Parts::open(&file, &limits).err().unwrap().code(), "SHEET-ZIP");
    }
}

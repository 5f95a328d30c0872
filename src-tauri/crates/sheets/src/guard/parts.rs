//! Unpacks the parts of a ZIP container that are needed, within the ceilings, into a container of our own.

use crate::error::{Error, Result, megabytes};
use crate::limits::Limits;
use crate::sniff::{directory_limits, part_name};
use archive::{Entry, Profile};
use flate2::read::DeflateDecoder;
use std::io::{Cursor, Read};
use std::ops::Range;

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

    /// Names and declared unpacked sizes.
    pub(crate) fn list(&self) -> impl Iterator<Item = (&str, u64)> {
        self.entries.iter().map(|(name, entry)| (name.as_str(), entry.size))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(found, _)| found.eq_ignore_ascii_case(name))
    }

    /// Appends a part's unpacked bytes to `out`. `large` parts have the ceiling of worksheets.
    pub(crate) fn unpack(&mut self, name: &str, large: bool, out: &mut Vec<u8>) -> Result<()> {
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
        let before = out.len();
        // The directory is a claim: one byte more than declared is read, and then it is a lie.
        let raw = entry.open(Cursor::new(self.bytes))?;
        out.reserve_exact(usize::try_from(entry.size).unwrap_or(0) + 1);
        let read = match entry.method {
            0 => raw.take(entry.size + 1).read_to_end(out),
            _ => DeflateDecoder::new(raw).take(entry.size + 1).read_to_end(out),
        };
        read.map_err(|_| Error::damaged(name.as_str()))?;
        if (out.len() - before) as u64 != entry.size {
            return Err(Error::SizeLie { part: name.clone() });
        }
        if crc32fast::hash(&out[before..]) != entry.crc32 {
            return Err(Error::damaged(name.as_str()));
        }
        Ok(())
    }
}

/// A ZIP file of stored parts in memory, written by us: the only container that the xlsx reader gets to see.
#[derive(Default)]
pub(crate) struct Repacked {
    bytes: Vec<u8>,
    parts: Vec<(String, Range<usize>, u32)>,
}

const LOCAL_BYTES: usize = 30;

impl Repacked {
    /// Adds a part whose bytes `fill` appends.
    pub(crate) fn add(&mut self, name: &str, fill: impl FnOnce(&mut Vec<u8>) -> Result<()>) -> Result<&[u8]> {
        let header = self.bytes.len();
        self.bytes.resize(header + LOCAL_BYTES, 0);
        self.bytes.extend_from_slice(name.as_bytes());
        let start = self.bytes.len();
        fill(&mut self.bytes)?;
        let range = start..self.bytes.len();
        let crc = crc32fast::hash(&self.bytes[range.clone()]);
        let local = local_header(name, crc, range.len());
        self.bytes[header..header + LOCAL_BYTES].copy_from_slice(&local);
        self.parts.push((name.to_owned(), range.clone(), crc));
        Ok(&self.bytes[range])
    }

    /// A part's bytes, names compared as OPC does.
    pub(crate) fn part(&self, name: &str) -> Option<&[u8]> {
        let (_, range, _) = self.parts.iter().find(|(found, _, _)| found.eq_ignore_ascii_case(name))?;
        Some(&self.bytes[range.clone()])
    }

    /// The finished file.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let directory = self.bytes.len();
        for (name, range, crc) in &self.parts {
            let offset = range.start - LOCAL_BYTES - name.len();
            let mut header = Vec::with_capacity(46);
            header.extend_from_slice(b"PK\x01\x02\x14\x00");
            header.extend_from_slice(&shared_fields(name, *crc, range.len()));
            header.extend_from_slice(&[0; 10]);
            header.extend_from_slice(&fit(offset));
            self.bytes.extend_from_slice(&header);
            self.bytes.extend_from_slice(name.as_bytes());
        }
        let (bytes, count) = (self.bytes.len() - directory, self.parts.len());
        let count = u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes();
        self.bytes.extend_from_slice(b"PK\x05\x06\x00\x00\x00\x00");
        self.bytes.extend_from_slice(&count);
        self.bytes.extend_from_slice(&count);
        self.bytes.extend_from_slice(&fit(bytes));
        self.bytes.extend_from_slice(&fit(directory));
        self.bytes.extend_from_slice(&[0, 0]);
        self.bytes
    }
}

/// Sizes here are below 4 GB by the ceilings.
fn fit(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

/// Version needed up to the extra length: what the local header and the directory share.
fn shared_fields(name: &str, crc: u32, size: usize) -> Vec<u8> {
    let mut fields = Vec::with_capacity(26);
    // Version 2.0, UTF-8 names, stored, midnight of 1980-01-01.
    fields.extend_from_slice(&[20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0]);
    fields.extend_from_slice(&crc.to_le_bytes());
    fields.extend_from_slice(&fit(size));
    fields.extend_from_slice(&fit(size));
    fields.extend_from_slice(&u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
    fields.extend_from_slice(&[0, 0]);
    fields
}

fn local_header(name: &str, crc: u32, size: usize) -> [u8; LOCAL_BYTES] {
    let mut header = [0; LOCAL_BYTES];
    header[..4].copy_from_slice(b"PK\x03\x04");
    header[4..].copy_from_slice(&shared_fields(name, crc, size));
    header
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
    fn our_container_is_one_that_strict_and_common_readers_accept() {
        let mut ours = Repacked::default();
        for (name, text) in [("xl/workbook.xml", "<a/>"), ("名称.xml", "二"), ("empty", "")] {
            ours.add(name, |out| {
                out.extend_from_slice(text.as_bytes());
                Ok(())
            })
            .unwrap();
        }
        assert_eq!(ours.part("XL/workbook.xml"), Some(&b"<a/>"[..]));
        let bytes = ours.finish();
        let limits = Limits::default();
        let mut parts = Parts::open(&bytes, &limits).unwrap();
        let mut out = Vec::new();
        parts.unpack("名称.xml", false, &mut out).unwrap();
        assert_eq!(out, "二".as_bytes());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        zip.by_name("xl/workbook.xml").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), zip.len()), ("<a/>", 3));
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
            assert_eq!(parts.unpack("a", false, &mut Vec::new()).unwrap_err().code(), code);
        }
        let limits = Limits { entries: 1, ..Limits::default() };
        assert_eq!(Parts::open(&file, &limits).err().unwrap().code(), "SHEET-ZIP");
    }
}

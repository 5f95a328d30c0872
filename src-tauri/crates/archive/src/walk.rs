//! Walking the directory: the end records, the directory, the local headers, the spans.

use std::collections::HashSet;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Take};

use crate::error::Error;
use crate::exact;
use crate::raw::{
    CENTRAL, END, END64, FLAG_DESCRIPTOR, FLAG_ENCRYPTED, FULL16, FULL32, Header, LOCAL, LOCATOR, u16_at,
    u32_at, u64_at,
};

/// What a caller is willing to unpack. All are inclusive: a value equal to the limit passes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Most entries.
    pub entries: u64,
    /// Longest name, in bytes.
    pub name_bytes: u64,
    /// Largest declared size of one entry once unpacked, in bytes.
    pub entry_bytes: u64,
    /// Largest declared size of all entries once unpacked, in bytes.
    pub total_bytes: u64,
    /// Largest declared size over compressed size of one entry (200 = two hundredfold).
    pub ratio: u64,
    /// Entries that declare fewer bytes than this are not judged by `ratio`.
    pub ratio_from: u64,
}

/// How strictly the records are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Files of other programs: whatever is unambiguous and unencrypted, methods 0 and 8.
    Ordinary,
    /// Our own packages: every field has its one allowed value.
    Exact,
}

/// One file in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name as it stands in the file.
    pub name_bytes: Vec<u8>,
    /// The name read as UTF-8; wrong bytes are replaced by U+FFFD.
    pub name: String,
    /// Compression method: 0 stored, 8 deflated.
    pub method: u16,
    /// General purpose flags.
    pub flags: u16,
    /// CRC-32 of the unpacked data, as declared.
    pub crc32: u32,
    /// Bytes in the archive.
    pub compressed: u64,
    /// Bytes once unpacked, as declared.
    pub size: u64,
    /// Where the local header begins, in bytes from the start of the file.
    pub header_offset: u64,
    /// Where the data begin, in bytes from the start of the file.
    pub data_offset: u64,
}

impl Entry {
    /// Where the data end: the first byte after them.
    pub fn data_end(&self) -> u64 {
        self.data_offset.saturating_add(self.compressed)
    }

    /// The entry's bytes as they stand in the archive, without unpacking.
    ///
    /// # Errors
    /// When the file cannot be positioned.
    pub fn open<R: Read + Seek>(&self, mut reader: R) -> io::Result<Take<R>> {
        reader.seek(SeekFrom::Start(self.data_offset))?;
        Ok(reader.take(self.compressed))
    }
}

/// What the walker found.
#[derive(Debug, Clone)]
pub struct Directory {
    /// The entries in the directory's order.
    pub entries: Vec<Entry>,
    /// Declared size of all entries once unpacked, in bytes.
    pub total: u64,
    /// Length of the file, in bytes.
    pub file_bytes: u64,
}

impl Directory {
    /// The entry of that name, if there is one (names are compared byte for byte).
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name_bytes == name.as_bytes())
    }
}

/// Walks the directory and every local header of a ZIP file.
///
/// # Errors
/// The first thing found wrong; see [`Error`].
pub fn walk<R: Read + Seek>(reader: &mut R, limits: &Limits, profile: Profile) -> Result<Directory, Error> {
    let exact = profile == Profile::Exact;
    let file_bytes = reader.seek(SeekFrom::End(0))?;
    let end = locate(reader, file_bytes, exact)?;
    if end.entries == 0 {
        return Err(Error::NoEntries);
    }
    if end.entries > limits.entries {
        return Err(Error::TooManyEntries { entries: end.entries, limit: limits.entries });
    }
    let (headers, total) = directory(reader, &end, limits, exact)?;
    if let Some(version) = end.version64 {
        let large = headers.iter().any(exact::is_large);
        if exact && version != exact::version(large) {
            return Err(Error::Zip64);
        }
    }
    let mut entries = Vec::with_capacity(headers.len());
    for header in headers {
        entries.push(local(reader, header, end.directory, exact)?);
    }
    overlaps(&entries)?;
    if exact {
        exact::contiguous(&entries, end.directory, |at| Ok(read_at::<4, _>(reader, at)? == LOCAL))?;
    }
    Ok(Directory { entries, total, file_bytes })
}

/// What the end records say.
struct End {
    entries: u64,
    directory: u64,
    directory_bytes: u64,
    /// The version in the ZIP64 end record, if there is one.
    version64: Option<u16>,
}

fn read_at<const N: usize, R: Read + Seek>(reader: &mut R, at: u64) -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    reader.seek(SeekFrom::Start(at))?;
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Finds the end record (and its ZIP64 twin) and checks that they meet the directory.
fn locate<R: Read + Seek>(reader: &mut R, len: u64, exact: bool) -> Result<End, Error> {
    const END_BYTES: u64 = 22;
    const LOCATOR_BYTES: u64 = 20;
    if len == 0 {
        return Err(Error::EmptyFile);
    }
    let tail_start = len.saturating_sub(END_BYTES + FULL16);
    reader.seek(SeekFrom::Start(tail_start))?;
    let mut tail = Vec::new();
    reader.take(END_BYTES + FULL16).read_to_end(&mut tail)?;
    let Some(found) = tail.windows(END_BYTES as usize).rposition(|window| window[..4] == END) else {
        let begins = len >= 4 && read_at::<4, _>(reader, 0)?.starts_with(b"PK");
        return Err(if begins { Error::Truncated } else { Error::NotZip });
    };
    let at = tail_start + found as u64;
    let record = &tail[found..];
    let comment_end = at + END_BYTES + u64::from(u16_at(record, 20));
    if comment_end < len {
        // A workbook inside the archive has an end record too: where only that is left, the archive was cut.
        let start = u64::from(u32_at(record, 16));
        let own = start + u64::from(u32_at(record, 12)) == at || start == FULL32;
        return Err(if own { Error::Trailing { bytes: len - comment_end } } else { Error::Truncated });
    }
    if comment_end > len {
        return Err(Error::Truncated);
    }
    if exact && u16_at(record, 20) != 0 {
        return Err(Error::Comment);
    }
    if u16_at(record, 4) != 0 || u16_at(record, 6) != 0 {
        return Err(Error::Split);
    }
    let mut end = End {
        entries: u16_at(record, 10).into(),
        directory: u32_at(record, 16).into(),
        directory_bytes: u32_at(record, 12).into(),
        version64: None,
    };
    if u64::from(u16_at(record, 8)) != end.entries {
        return Err(Error::Count { declared: end.entries });
    }
    let mut directory_end = at;
    if let Some(locator_at) = at.checked_sub(LOCATOR_BYTES) {
        let locator: [u8; LOCATOR_BYTES as usize] = read_at(reader, locator_at)?;
        if locator[..4] == LOCATOR {
            directory_end = u64_at(&locator, 8);
            if u32_at(&locator, 4) != 0 || u32_at(&locator, 16) != 1 || directory_end >= locator_at {
                return Err(Error::Zip64);
            }
            widen(reader, &mut end, directory_end, locator_at, exact)?;
        }
    }
    if end.version64.is_none() && (end.directory == FULL32 || end.directory_bytes == FULL32) {
        return Err(Error::Zip64);
    }
    meet(reader, &end, directory_end)?;
    Ok(end)
}

/// Reads the ZIP64 end record, which must agree with whatever the short one says.
fn widen<R: Read + Seek>(
    reader: &mut R,
    end: &mut End,
    at: u64,
    locator_at: u64,
    exact: bool,
) -> Result<(), Error> {
    const END64_BYTES: u64 = 56;
    if locator_at - at < END64_BYTES {
        return Err(Error::Zip64);
    }
    let record: [u8; END64_BYTES as usize] = read_at(reader, at)?;
    let fits = record[..4] == END64
        && u64_at(&record, 4).checked_add(at + 12) == Some(locator_at)
        && u32_at(&record, 16) == 0
        && u32_at(&record, 20) == 0
        && u64_at(&record, 24) == u64_at(&record, 32);
    let (entries, bytes, start) = (u64_at(&record, 32), u64_at(&record, 40), u64_at(&record, 48));
    let agrees = |short: u64, long: u64, full: u64| short == full || short == long;
    let agree = agrees(end.entries, entries, FULL16)
        && agrees(end.directory_bytes, bytes, FULL32)
        && agrees(end.directory, start, FULL32);
    let version = u16_at(&record, 12);
    let needed = entries > FULL16 || bytes.max(start) > FULL32;
    let own = needed
        && locator_at - at == END64_BYTES
        && u16_at(&record, 14) == version
        && end.directory_bytes == FULL32
        && end.directory == start.min(FULL32)
        && end.entries == entries.min(FULL16);
    if !fits || !agree || (exact && !own) {
        return Err(Error::Zip64);
    }
    *end = End { entries, directory: start, directory_bytes: bytes, version64: Some(version) };
    Ok(())
}

/// The directory must end where the end records begin.
fn meet<R: Read + Seek>(reader: &mut R, end: &End, directory_end: u64) -> Result<(), Error> {
    if end.directory.checked_add(end.directory_bytes) == Some(directory_end) {
        return Ok(());
    }
    // A whole directory standing elsewhere than said: something was put before the archive.
    if let Some(real) = directory_end.checked_sub(end.directory_bytes)
        && end.directory_bytes >= 4
        && real > end.directory
        && read_at::<4, _>(reader, real)? == CENTRAL
    {
        return Err(Error::Prefix { bytes: real - end.directory });
    }
    Err(Error::Directory)
}

/// Reads the directory's headers; checks names, limits and each header on its own.
fn directory<R: Read + Seek>(
    reader: &mut R,
    end: &End,
    limits: &Limits,
    exact: bool,
) -> Result<(Vec<Header>, u64), Error> {
    reader.seek(SeekFrom::Start(end.directory))?;
    let mut input = BufReader::new(reader.take(end.directory_bytes));
    let mut headers: Vec<Header> = Vec::new();
    let mut names = HashSet::new();
    let (mut total, mut left) = (0_u64, end.directory_bytes);
    for _ in 0..end.entries {
        if left == 0 {
            return Err(Error::Count { declared: end.entries });
        }
        let header = central(&mut input, &mut left, limits)?;
        check(&header, limits, exact)?;
        total = total.saturating_add(header.size);
        if total > limits.total_bytes {
            return Err(Error::TotalTooLarge { bytes: total, limit: limits.total_bytes });
        }
        if !names.insert(header.name.clone()) {
            return Err(Error::Duplicate { name: header.text() });
        }
        headers.push(header);
    }
    if left != 0 {
        return Err(Error::Count { declared: end.entries });
    }
    Ok((headers, total))
}

/// Reads one header of the directory and takes its length off `left`.
fn central(input: &mut impl Read, left: &mut u64, limits: &Limits) -> Result<Header, Error> {
    let spend = |left: &mut u64, bytes: usize| {
        *left = left.checked_sub(bytes as u64).ok_or(Error::Directory)?;
        Ok::<(), Error>(())
    };
    let mut fixed = [0; Header::CENTRAL_BYTES];
    spend(left, fixed.len())?;
    input.read_exact(&mut fixed)?;
    let (mut header, [name, extra, comment]) = Header::central(&fixed).ok_or(Error::Directory)?;
    spend(left, name + extra + comment)?;
    if name as u64 > limits.name_bytes {
        return Err(Error::NameTooLong { bytes: name as u64, limit: limits.name_bytes });
    }
    header.name = vec![0; name];
    input.read_exact(&mut header.name)?;
    header.extra = vec![0; extra];
    input.read_exact(&mut header.extra)?;
    io::copy(&mut input.take(comment as u64), &mut io::sink())?;
    header.comment_bytes = comment;
    header.widen(true)?;
    Ok(header)
}

/// Judges one directory header by the limits and the profile.
fn check(header: &Header, limits: &Limits, exact: bool) -> Result<(), Error> {
    let name = || header.text();
    if header.flags & FLAG_ENCRYPTED != 0 {
        return Err(Error::Encrypted { name: name() });
    }
    if header.disk != 0 {
        return Err(Error::Split);
    }
    if exact {
        exact::central(header)?;
    }
    match header.method {
        0 if header.size != header.compressed => return Err(Error::StoredSize { name: name() }),
        0 | 8 => {}
        method => return Err(Error::Method { name: name(), method }),
    }
    if header.size > limits.entry_bytes {
        return Err(Error::EntryTooLarge { name: name(), bytes: header.size, limit: limits.entry_bytes });
    }
    let ratio = header.size / header.compressed.max(1);
    if header.size >= limits.ratio_from && header.size > header.compressed.saturating_mul(limits.ratio) {
        return Err(Error::Ratio { name: name(), ratio, limit: limits.ratio });
    }
    Ok(())
}

/// Reads the local header of an entry and holds it against the directory's.
fn local<R: Read + Seek>(
    reader: &mut R,
    central: Header,
    directory: u64,
    exact: bool,
) -> Result<Entry, Error> {
    let name = || central.text();
    let misplaced = || Error::LocalHeader { name: central.text() };
    let offset = central.offset;
    let fixed_end = offset
        .checked_add(Header::LOCAL_BYTES as u64)
        .filter(|end| *end <= directory)
        .ok_or_else(misplaced)?;
    let (mut local, [name_bytes, extra_bytes]) =
        Header::local(&read_at(reader, offset)?).ok_or_else(misplaced)?;
    let data_offset = fixed_end + (name_bytes + extra_bytes) as u64;
    if data_offset > directory {
        return Err(misplaced());
    }
    local.name = vec![0; name_bytes];
    reader.read_exact(&mut local.name)?;
    local.extra = vec![0; extra_bytes];
    reader.read_exact(&mut local.extra)?;
    if local.name != central.name {
        return Err(Error::LocalName { name: name() });
    }
    if local.flags & FLAG_ENCRYPTED != 0 {
        return Err(Error::Encrypted { name: name() });
    }
    if exact && local.flags & FLAG_DESCRIPTOR != 0 {
        return Err(Error::Descriptor { name: name() });
    }
    if local.method != central.method {
        return Err(Error::LocalMethod { name: name() });
    }
    if (local.flags ^ central.flags) & FLAG_DESCRIPTOR != 0 {
        return Err(Error::LocalOther { name: name() });
    }
    local.widen(false)?;
    // With a descriptor the local header may leave sizes and checksum open, and only then.
    let open = central.flags & FLAG_DESCRIPTOR != 0;
    let agrees = |local: u64, central: u64| local == central || (open && local == 0);
    if !agrees(local.compressed, central.compressed) || !agrees(local.size, central.size) {
        return Err(Error::LocalSize { name: name() });
    }
    if !agrees(local.crc.into(), central.crc.into()) {
        return Err(Error::LocalCrc { name: name() });
    }
    if exact {
        exact::local(&local, &central)?;
    }
    // Into the directory is not data either.
    if data_offset.checked_add(central.compressed).is_none_or(|end| end > directory) {
        return Err(Error::Overlap { name: name() });
    }
    Ok(Entry {
        name: central.text(),
        method: central.method,
        flags: central.flags,
        crc32: central.crc,
        compressed: central.compressed,
        size: central.size,
        header_offset: offset,
        data_offset,
        name_bytes: central.name,
    })
}

/// No two entries may claim the same bytes.
fn overlaps(entries: &[Entry]) -> Result<(), Error> {
    let mut by_offset: Vec<&Entry> = entries.iter().collect();
    by_offset.sort_by_key(|entry| entry.header_offset);
    for pair in by_offset.windows(2) {
        if pair[1].header_offset < pair[0].data_end() {
            return Err(Error::Overlap { name: pair[1].name.clone() });
        }
    }
    Ok(())
}

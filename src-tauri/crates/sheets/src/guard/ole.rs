//! OLE containers (compound files): opened with care, and rebuilt around one checked stream.

use crate::error::{Error, Result};
use crate::limits::Limits;
use std::io::{Cursor, Read, Write};

/// An opened container over bytes in memory.
pub(crate) type Ole<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

const FREE: u32 = 0xFFFF_FFFA;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Opens a container after checking that its allocation tables are no larger than the file can need; readers load
/// those tables on the header's word.
pub(crate) fn open(bytes: &[u8]) -> Result<Ole<'_>> {
    let sectors = check_tables(bytes)?;
    cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| {
        // A table that points past the end is what a stopped copy leaves.
        let torn = !bytes.len().is_multiple_of(sectors.0) || points_past_end(bytes, sectors);
        if torn { Error::Truncated } else { Error::damaged("OLE 容器") }
    })
}

/// Checks sector sizes and the list of table sectors; gives (sector size, sectors in the file).
fn check_tables(bytes: &[u8]) -> Result<(usize, usize)> {
    let damaged = || Error::damaged("OLE 文件头");
    let shift = u16_at(bytes, 30).ok_or(Error::Truncated)?;
    if bytes.len() < 512 {
        return Err(Error::Truncated);
    }
    let version = u16_at(bytes, 26).ok_or_else(damaged)?;
    let size: usize = match (version, shift) {
        (3, 9) => 512,
        (4, 12) => 4096,
        _ => return Err(damaged()),
    };
    if u16_at(bytes, 32) != Some(6) {
        return Err(damaged());
    }
    let sectors = (bytes.len().saturating_sub(size)).div_ceil(size);
    // One table sector lists size/4 sectors, one list sector size/4 - 1 table sectors. Twice that is generous.
    let tables = sectors.div_ceil(size / 4) * 2 + 2;
    let lists = tables.div_ceil(size / 4 - 1) * 2 + 2;
    let mut listed = (0..109).filter(|i| u32_at(bytes, 76 + i * 4).is_some_and(|id| id < FREE)).count();
    let mut next = u32_at(bytes, 68).ok_or_else(damaged)?;
    for _ in 0..lists {
        if next >= FREE {
            break;
        }
        let start = (next as usize).checked_add(1).and_then(|n| n.checked_mul(size)).ok_or_else(damaged)?;
        let Some(list) = bytes.get(start..start.saturating_add(size)) else { return Err(Error::Truncated) };
        let ids = size / 4 - 1;
        listed += (0..ids).filter(|i| u32_at(list, i * 4).is_some_and(|id| id != 0 && id < FREE)).count();
        next = u32_at(list, ids * 4).ok_or_else(damaged)?;
    }
    if next < FREE || listed > tables {
        return Err(damaged());
    }
    Ok((size, sectors))
}

/// Does the first table mention sectors that the file no longer has, or is the first table itself missing?
fn points_past_end(bytes: &[u8], (size, sectors): (usize, usize)) -> bool {
    let declared = (0..109)
        .filter_map(|i| u32_at(bytes, 76 + i * 4))
        .filter(|id| *id < FREE)
        .any(|id| id as usize >= sectors);
    let directory = u32_at(bytes, 48).is_some_and(|id| id < FREE && id as usize >= sectors);
    let used = (0..109).filter_map(|i| u32_at(bytes, 76 + i * 4)).filter(|id| *id < FREE).any(|id| {
        let start = (id as usize + 1) * size;
        bytes.get(start..start + size).is_some_and(|table| {
            (0..size / 4).any(|i| u32_at(table, i * 4).is_some_and(|id| id < FREE && id as usize >= sectors))
        })
    });
    declared || directory || used
}

/// Names of the streams and folders at the top.
pub(crate) fn root_names(ole: &Ole<'_>) -> Vec<String> {
    ole.read_root_storage().take(256).map(|entry| entry.name().to_owned()).collect()
}

/// The workbook stream of an .xls or .et file.
pub(crate) fn workbook_stream(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>> {
    let mut ole = open(bytes)?;
    let names = root_names(&ole);
    let name = ["Workbook", "Book"]
        .iter()
        .find_map(|wanted| names.iter().find(|name| name.eq_ignore_ascii_case(wanted)))
        .ok_or(Error::NoSheets)?;
    let stream = ole.open_stream(format!("/{name}")).map_err(|_| Error::damaged(name.as_str()))?;
    let declared = stream.len();
    if declared > limits.xls_stream_bytes.min(bytes.len() as u64) {
        let (megabytes, limit) =
            (crate::error::megabytes(declared), crate::error::megabytes(limits.xls_stream_bytes));
        return Err(Error::PartTooLarge { part: name.clone(), megabytes, limit });
    }
    let mut data = Vec::with_capacity(usize::try_from(declared).unwrap_or(0));
    stream.take(declared).read_to_end(&mut data).map_err(|_| Error::Truncated)?;
    Ok(data)
}

/// A fresh container with this one workbook stream.
pub(crate) fn rebuilt(stream: &[u8]) -> Result<Vec<u8>> {
    let fault = |_| Error::damaged("Workbook");
    // Version 3: the reader takes a version 4 file without small sectors for an empty one.
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).map_err(fault)?;
    {
        let mut target = file.create_stream("/Workbook").map_err(fault)?;
        target.write_all(stream).map_err(fault)?;
        // Readers take a stream below 4096 bytes from the small-sector area; padding with empty records (type 0,
        // length 0) after the last EOF keeps it out of there.
        let padding = 4096usize.saturating_sub(stream.len());
        target.write_all(&vec![0; padding]).map_err(fault)?;
        target.flush().map_err(fault)?;
    }
    file.flush().map_err(fault)?;
    Ok(file.into_inner().into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(len: usize) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("/Workbook").unwrap().write_all(&vec![7; len]).unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn streams_come_out_and_go_in() {
        for len in [10, 4095, 4096, 300_000] {
            assert_eq!(workbook_stream(&file(len), &Limits::default()).unwrap(), vec![7; len]);
            let again = rebuilt(&vec![7; len]).unwrap();
            let back = workbook_stream(&again, &Limits::default()).unwrap();
            assert_eq!(back[..len], vec![7; len][..]);
        }
    }

    #[test]
    fn cut_and_twisted_headers_are_refused() {
        let whole = file(300_000);
        let twist = |at: usize, value: &[u8]| {
            let mut bytes = whole.clone();
            bytes[at..at + value.len()].copy_from_slice(value);
            bytes
        };
        for (bytes, code) in [
            (whole[..400].to_vec(), "SHEET-TRUNCATED"),
            (whole[..5_000].to_vec(), "SHEET-TRUNCATED"),
            (whole[..100_000].to_vec(), "SHEET-TRUNCATED"),
            (twist(30, &[31, 0]), "SHEET-DAMAGED"),
            (twist(26, &[9, 0]), "SHEET-DAMAGED"),
            (twist(32, &[30, 0]), "SHEET-DAMAGED"),
            (twist(68, &[0xEE, 0xEE, 0xEE, 0]), "SHEET-TRUNCATED"),
        ] {
            assert_eq!(open(&bytes).err().map(|error| error.code()), Some(code), "{}", bytes.len());
        }
        // A list that names one table sector over and over would have readers load it each time.
        let mut looped = whole.clone();
        for i in 0..109 {
            looped[76 + i * 4..80 + i * 4].copy_from_slice(&0u32.to_le_bytes());
        }
        assert_eq!(open(&looped).err().map(|error| error.code()), Some("SHEET-DAMAGED"));
    }

    #[test]
    fn large_streams_meet_the_ceiling() {
        let limits = Limits { xls_stream_bytes: 1000, ..Limits::default() };
        assert_eq!(workbook_stream(&file(5000), &limits).unwrap_err().code(), "SHEET-PART-SIZE");
    }
}

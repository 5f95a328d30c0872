//! The exact profile: every field has the one value that our own writer gives it, so that a
//! package cannot be altered, not even where it would not matter.

use crate::error::Error;
use crate::raw::{FLAG_DESCRIPTOR, FLAG_UTF8, FULL32, Header};
use crate::walk::Entry;

/// 1980-01-01 as an MS-DOS date; the time is 0.
const DATE: u16 = 0x0021;
/// A plain file, readable by all, writable by its owner.
const MODE: u32 = 0o100_644;
const TYPE_MASK: u32 = 0o170_000;
const SYMLINK: u32 = 0o120_000;
/// "Made by Unix" in the upper byte.
const UNIX: u16 = 3 << 8;

/// Whether the sizes of an entry do not fit 32 bits.
pub(crate) fn is_large(header: &Header) -> bool {
    header.size >= FULL32 || header.compressed >= FULL32
}

/// The "version needed" that our writer gives: 1.0, or 4.5 with 64-bit sizes.
pub(crate) fn version(large: bool) -> u16 {
    if large { 45 } else { 10 }
}

/// Checks one directory header on its own.
pub(crate) fn central(header: &Header) -> Result<(), Error> {
    let name = || header.text();
    let ascii = header.name.is_ascii();
    if header.flags & FLAG_DESCRIPTOR != 0 {
        return Err(Error::Descriptor { name: name() });
    }
    if std::str::from_utf8(&header.name).is_err() {
        return Err(Error::NameEncoding { name: name() });
    }
    if (header.flags & FLAG_UTF8 != 0) == ascii {
        return Err(Error::Utf8Flag { name: name() });
    }
    if header.method != 0 {
        return Err(Error::NotStored { name: name() });
    }
    if header.extra != expected_extra(header, true) {
        return Err(Error::Extra { name: name() });
    }
    if header.comment_bytes != 0 {
        return Err(Error::EntryComment { name: name() });
    }
    let mode = header.external >> 16;
    if mode & TYPE_MASK == SYMLINK {
        return Err(Error::Symlink { name: name() });
    }
    if header.name.ends_with(b"/") {
        return Err(Error::Folder { name: name() });
    }
    if header.external != MODE << 16 {
        return Err(Error::Mode { name: name() });
    }
    if (header.time, header.date) != (0, DATE) {
        return Err(Error::Time { name: name() });
    }
    let version = version(is_large(header));
    let fixed = header.flags & !FLAG_UTF8 == 0
        && header.made_by == UNIX | version
        && header.needed == version
        && header.internal == 0;
    if fixed { Ok(()) } else { Err(Error::Field { name: name() }) }
}

/// Checks a local header against its directory header: every shared field is the same.
pub(crate) fn local(local: &Header, central: &Header) -> Result<(), Error> {
    let name = || central.text();
    if local.extra != expected_extra(central, false) {
        return Err(Error::Extra { name: name() });
    }
    let shared = |h: &Header| (h.needed, h.flags, h.time, h.date);
    if shared(local) != shared(central) {
        return Err(Error::LocalOther { name: name() });
    }
    Ok(())
}

/// The only extra field our writer makes: ZIP64, when a value does not fit.
fn expected_extra(header: &Header, is_central: bool) -> Vec<u8> {
    let mut body = Vec::new();
    if is_large(header) {
        body.extend(header.size.to_le_bytes());
        body.extend(header.compressed.to_le_bytes());
    }
    if is_central && header.offset >= FULL32 {
        body.extend(header.offset.to_le_bytes());
    }
    if body.is_empty() {
        return body;
    }
    let mut field = vec![1, 0, body.len() as u8, 0];
    field.extend(body);
    field
}

/// Checks that the entries follow each other in directory order without a gap from byte 0 to the
/// directory. `peek` tells whether a local header stands at an offset.
pub(crate) fn contiguous(
    entries: &[Entry],
    directory: u64,
    mut peek: impl FnMut(u64) -> Result<bool, Error>,
) -> Result<(), Error> {
    for pair in entries.windows(2) {
        if pair[1].header_offset < pair[0].header_offset {
            return Err(Error::Order { name: pair[1].name.clone() });
        }
    }
    let mut at = 0;
    let starts = entries.iter().map(|entry| entry.header_offset).chain([directory]);
    let ends = entries.iter().map(Entry::data_end).chain([directory]);
    for (start, end) in starts.zip(ends) {
        if start != at {
            if peek(at)? {
                return Err(Error::Hidden { at });
            }
            return Err(if at == 0 { Error::Prefix { bytes: start } } else { Error::Gap { at } });
        }
        at = end;
    }
    Ok(())
}

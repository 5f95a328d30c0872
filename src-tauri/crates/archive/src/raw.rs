//! The bytes of ZIP records (APPNOTE 6.3.10) as numbers, without judging them.

use crate::error::Error;

pub(crate) const LOCAL: [u8; 4] = *b"PK\x03\x04";
pub(crate) const CENTRAL: [u8; 4] = *b"PK\x01\x02";
pub(crate) const END: [u8; 4] = *b"PK\x05\x06";
pub(crate) const END64: [u8; 4] = *b"PK\x06\x06";
pub(crate) const LOCATOR: [u8; 4] = *b"PK\x06\x07";

/// A 32-bit field holding this value points to its ZIP64 twin.
pub(crate) const FULL32: u64 = 0xffff_ffff;
/// The same for 16-bit counts.
pub(crate) const FULL16: u64 = 0xffff;

pub(crate) const FLAG_ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
pub(crate) const FLAG_DESCRIPTOR: u16 = 1 << 3;
pub(crate) const FLAG_UTF8: u16 = 1 << 11;

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

/// The fields that the directory and the local header share, and the directory's own.
#[derive(Debug, Default)]
pub(crate) struct Header {
    pub(crate) made_by: u16,
    pub(crate) needed: u16,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) time: u16,
    pub(crate) date: u16,
    pub(crate) crc: u32,
    pub(crate) compressed: u64,
    pub(crate) size: u64,
    pub(crate) disk: u16,
    pub(crate) internal: u16,
    pub(crate) external: u32,
    pub(crate) offset: u64,
    pub(crate) name: Vec<u8>,
    pub(crate) extra: Vec<u8>,
    pub(crate) comment_bytes: usize,
}

impl Header {
    /// Length of a local header before its name.
    pub(crate) const LOCAL_BYTES: usize = 30;
    /// Length of a directory header before its name.
    pub(crate) const CENTRAL_BYTES: usize = 46;

    /// Reads the fixed part of a directory header; `None` if it is none.
    pub(crate) fn central(b: &[u8; Self::CENTRAL_BYTES]) -> Option<(Header, [usize; 3])> {
        if b[..4] != CENTRAL {
            return None;
        }
        let header = Header {
            made_by: u16_at(b, 4),
            disk: u16_at(b, 34),
            internal: u16_at(b, 36),
            external: u32_at(b, 38),
            offset: u32_at(b, 42).into(),
            ..Header::shared(&b[6..])
        };
        Some((header, [28, 30, 32].map(|at| usize::from(u16_at(b, at)))))
    }

    /// Reads the fixed part of a local header; `None` if it is none.
    pub(crate) fn local(b: &[u8; Self::LOCAL_BYTES]) -> Option<(Header, [usize; 2])> {
        if b[..4] != LOCAL {
            return None;
        }
        Some((Header::shared(&b[4..]), [26, 28].map(|at| usize::from(u16_at(b, at)))))
    }

    fn shared(b: &[u8]) -> Header {
        Header {
            needed: u16_at(b, 0),
            flags: u16_at(b, 2),
            method: u16_at(b, 4),
            time: u16_at(b, 6),
            date: u16_at(b, 8),
            crc: u32_at(b, 10),
            compressed: u32_at(b, 14).into(),
            size: u32_at(b, 18).into(),
            ..Header::default()
        }
    }

    /// Replaces full 32-bit fields by the values in the ZIP64 extra field.
    pub(crate) fn widen(&mut self, is_central: bool) -> Result<(), Error> {
        let Some(zip64) = zip64_extra(&self.extra)? else {
            // Without the field a full value cannot be told from a real one.
            let full =
                self.size == FULL32 || self.compressed == FULL32 || (is_central && self.offset == FULL32);
            return if full { Err(Error::Zip64) } else { Ok(()) };
        };
        let mut at = 0;
        let mut take = |field: &mut u64| {
            if *field == FULL32 {
                if at + 8 > zip64.len() {
                    return Err(Error::Zip64);
                }
                *field = u64_at(zip64, at);
                at += 8;
            }
            Ok(())
        };
        take(&mut self.size)?;
        take(&mut self.compressed)?;
        if is_central {
            take(&mut self.offset)?;
        }
        Ok(())
    }

    /// The name for messages and for callers; wrong bytes are replaced.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.name).into_owned()
    }
}

/// Finds the one ZIP64 field (id 1) among the extra fields. Rubbish after the fields is left to
/// the exact profile; two such fields are a contradiction.
fn zip64_extra(mut extra: &[u8]) -> Result<Option<&[u8]>, Error> {
    let mut found = None;
    while extra.len() >= 4 {
        let (id, len) = (u16_at(extra, 0), usize::from(u16_at(extra, 2)));
        let Some(body) = extra.get(4..4 + len) else { break };
        if id == 1 && found.replace(body).is_some() {
            return Err(Error::Zip64);
        }
        extra = &extra[4 + len..];
    }
    Ok(found)
}

//! A builder of ZIP files that can write every field wrong, for the tests of this crate and of the
//! package reader. Left alone it writes the exact profile.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared by several test programs"
)]

use std::io::{Read, Seek, SeekFrom};

/// The header fields, as they will stand in the file.
#[derive(Debug, Clone, Default)]
pub struct Head {
    pub made_by: u16,
    pub needed: u16,
    pub flags: u16,
    pub method: u16,
    pub time: u16,
    pub date: u16,
    pub crc: u32,
    pub compressed: u32,
    pub size: u32,
    pub internal: u16,
    pub external: u32,
    pub disk: u16,
    pub name: Vec<u8>,
    pub extra: Vec<u8>,
    pub comment: Vec<u8>,
}

#[derive(Debug, Clone)]
pub struct Item {
    pub local: Head,
    pub central: Head,
    pub data: Vec<u8>,
    /// Bytes put before the local header and after the data.
    pub before: Vec<u8>,
    pub after: Vec<u8>,
    /// Zero bytes after `data` that are not held in memory.
    pub virtual_bytes: u64,
    /// The offset the directory gives, when not the true one.
    pub offset: Option<u32>,
    /// Whether the directory lists the entry.
    pub listed: bool,
}

impl Item {
    pub fn new(name: impl AsRef<[u8]>, data: &[u8]) -> Item {
        let name = name.as_ref().to_vec();
        let head = Head {
            made_by: 3 << 8 | 10,
            needed: 10,
            flags: if name.is_ascii() { 0 } else { 1 << 11 },
            date: 0x21,
            crc: crc32(data),
            compressed: data.len() as u32,
            size: data.len() as u32,
            external: 0o100_644 << 16,
            name,
            ..Head::default()
        };
        Item {
            local: head.clone(),
            central: head,
            data: data.to_vec(),
            before: vec![],
            after: vec![],
            virtual_bytes: 0,
            offset: None,
            listed: true,
        }
    }

    /// Sets a field in both headers.
    pub fn both(mut self, set: impl Fn(&mut Head)) -> Item {
        set(&mut self.local);
        set(&mut self.central);
        self
    }

    /// Makes an entry of `bytes` zero bytes with 64-bit sizes in both headers.
    pub fn huge(name: &str, bytes: u64) -> Item {
        let mut item = Item::new(name, b"").both(|head| {
            (head.compressed, head.size) = (u32::MAX, u32::MAX);
            (head.made_by, head.needed) = (3 << 8 | 45, 45);
            head.extra = extra64(&[bytes, bytes]);
        });
        item.virtual_bytes = bytes;
        item
    }
}

/// A ZIP64 extra field with these values.
pub fn extra64(values: &[u64]) -> Vec<u8> {
    let mut field = vec![1, 0, (values.len() * 8) as u8, 0];
    field.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    field
}

#[derive(Debug, Clone, Default)]
pub struct Zip {
    pub items: Vec<Item>,
    /// The directory's order, when not that of the items.
    pub order: Option<Vec<usize>>,
    pub count: Option<u16>,
    pub disk: u16,
    pub comment: Vec<u8>,
    pub before_end: Vec<u8>,
    /// ZIP64 end records: (version, whether the short record shows full values).
    pub end64: Option<(u16, bool)>,
}

impl Zip {
    pub fn of(items: impl IntoIterator<Item = Item>) -> Zip {
        Zip { items: items.into_iter().collect(), ..Zip::default() }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.sparse().read_to_end(&mut out).unwrap();
        out
    }

    pub fn sparse(&self) -> Sparse {
        let mut out = Sparse::default();
        let mut offsets = Vec::new();
        for item in &self.items {
            out.put(&item.before);
            offsets.push(item.offset.map_or(out.len, u64::from));
            out.put(b"PK\x03\x04");
            out.put(&shared(&item.local));
            out.put(&lengths(&[&item.local.name, &item.local.extra]));
            out.put(&item.local.name);
            out.put(&item.local.extra);
            out.put(&item.data);
            out.len += item.virtual_bytes;
            out.put(&item.after);
        }
        let start = out.len;
        let order = self.order.clone().unwrap_or_else(|| (0..self.items.len()).collect());
        let listed: Vec<usize> = order.into_iter().filter(|&i| self.items[i].listed).collect();
        for &i in &listed {
            let head = &self.items[i].central;
            out.put(b"PK\x01\x02");
            out.put(&head.made_by.to_le_bytes());
            out.put(&shared(head));
            out.put(&lengths(&[&head.name, &head.extra, &head.comment]));
            out.put(&head.disk.to_le_bytes());
            out.put(&head.internal.to_le_bytes());
            out.put(&head.external.to_le_bytes());
            out.put(&u32::try_from(offsets[i]).unwrap_or(u32::MAX).to_le_bytes());
            out.put(&head.name);
            out.put(&head.extra);
            out.put(&head.comment);
        }
        let (size, end) = (out.len - start, out.len);
        out.put(&self.before_end);
        let mut short = (u32::try_from(size).unwrap(), u32::try_from(start).unwrap_or(u32::MAX));
        if let Some((version, full)) = self.end64 {
            out.put(b"PK\x06\x06");
            out.put(&44_u64.to_le_bytes());
            out.put(&[version.to_le_bytes(), version.to_le_bytes()].concat());
            out.put(&[0; 8]);
            for value in [listed.len() as u64, listed.len() as u64, size, start] {
                out.put(&value.to_le_bytes());
            }
            out.put(b"PK\x06\x07\0\0\0\0");
            out.put(&end.to_le_bytes());
            out.put(&1_u32.to_le_bytes());
            if full {
                short.0 = u32::MAX;
            }
        }
        out.put(b"PK\x05\x06");
        out.put(&[self.disk.to_le_bytes(); 2].concat());
        out.put(&[self.count.unwrap_or(listed.len() as u16).to_le_bytes(); 2].concat());
        out.put(&short.0.to_le_bytes());
        out.put(&short.1.to_le_bytes());
        out.put(&lengths(&[&self.comment]));
        out.put(&self.comment);
        out
    }
}

fn shared(head: &Head) -> Vec<u8> {
    let mut out = Vec::new();
    for value in [head.needed, head.flags, head.method, head.time, head.date] {
        out.extend(value.to_le_bytes());
    }
    for value in [head.crc, head.compressed, head.size] {
        out.extend(value.to_le_bytes());
    }
    out
}

fn lengths(parts: &[&[u8]]) -> Vec<u8> {
    parts.iter().flat_map(|part| (part.len() as u16).to_le_bytes()).collect()
}

pub fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1)))
    })
}

/// A file of any length of which only the written parts take memory; the rest reads as zeros.
#[derive(Debug, Clone, Default)]
pub struct Sparse {
    parts: Vec<(u64, Vec<u8>)>,
    len: u64,
    at: u64,
    /// How many bytes have been read.
    pub read: u64,
}

impl Sparse {
    fn put(&mut self, bytes: &[u8]) {
        self.parts.push((self.len, bytes.to_vec()));
        self.len += bytes.len() as u64;
    }
}

impl Read for Sparse {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = (out.len() as u64).min(self.len.saturating_sub(self.at)) as usize;
        let out = &mut out[..count];
        out.fill(0);
        for (start, bytes) in &self.parts {
            let from = self.at.max(*start);
            let to = (self.at + count as u64).min(start + bytes.len() as u64);
            if from < to {
                let source = &bytes[(from - start) as usize..(to - start) as usize];
                out[(from - self.at) as usize..(to - self.at) as usize].copy_from_slice(source);
            }
        }
        self.at += count as u64;
        self.read += count as u64;
        Ok(count)
    }
}

impl Seek for Sparse {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.len.saturating_add_signed(by),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

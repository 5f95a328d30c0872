//! Reading: structure, signature, lists and payload, strictly and in flat memory.
//!
//! A [`Package`] that exists is consistent in itself: its container is exact, its signature fits
//! the key it carries and covers the lists, and the lists name exactly the payload. What it does
//! not say is whether that key is trusted ([`crate::verify`]) and whether the payload's bytes are
//! right: every way to get at them checks that.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;

use archive::{Entry, Profile, walk};
use serde::Serialize;

use crate::cert::Certificate;
use crate::files::{Meter, fault, shown};
use crate::hash::{Summer, Sums, hex, sm3};
use crate::layout::{self, BAGIT, BAGIT_TEXT, DATA, LIMITS, MAX_TAG, TAGGED, TAIL};
use crate::manifest::Line;
use crate::seal::check_unit;
use crate::{BagInfo, Error, PackageId, manifest, name, sign};

/// Gives the writer for a payload file's path.
pub(crate) type Open<'a> = dyn FnMut(&str) -> Result<Box<dyn Write>, Error> + 'a;

/// A payload file as the signed lists describe it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payload {
    /// Path below data/.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// SM3, 64 lower-case hexadecimal digits.
    pub sm3: String,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
    #[serde(skip)]
    entry: Entry,
}

/// An opened package; see the module's head for what that proves.
#[derive(Debug)]
pub struct Package<R> {
    reader: R,
    info: BagInfo,
    certificate: Certificate,
    payload: Vec<Payload>,
    /// The files beside data/, which are small.
    tags: Vec<(&'static str, Vec<u8>)>,
    digest: String,
    bytes: u64,
}

impl Package<File> {
    /// Opens a package file.
    ///
    /// # Errors
    /// What is wrong with it, in the order of the checks.
    pub fn open(path: &Path) -> Result<Package<File>, Error> {
        let file = File::open(path).map_err(|error| fault(&shown(path), &error))?;
        Package::read(file)
    }
}

impl<R: Read + Seek> Package<R> {
    /// Reads a package from anything that can be read and positioned.
    ///
    /// # Errors
    /// What is wrong with it, in the order of the checks.
    pub fn read(mut reader: R) -> Result<Package<R>, Error> {
        let directory = walk(&mut reader, &LIMITS, Profile::Exact)?;
        let (top, files) = structure(&directory.entries)?;
        let mut tags = Vec::with_capacity(TAIL.len() + 1);
        for name in [BAGIT].into_iter().chain(TAIL) {
            let entry = files.tags.get(name).ok_or_else(|| Error::MissingFile { name: name.into() })?;
            tags.push((name, tag(&mut reader, name, entry)?));
        }
        let get = |name: &str| {
            let found = tags.iter().find(|(tag, _)| *tag == name);
            found.map(|(_, bytes)| bytes.as_slice()).unwrap_or_default()
        };
        if get(BAGIT) != BAGIT_TEXT {
            return Err(Error::Bagit);
        }
        let pem = std::str::from_utf8(get(layout::CERTIFICATE)).map_err(|_| Error::Certificate)?;
        let certificate = Certificate::parse(pem)?;
        let signed = get(layout::TAG_SM3);
        sign::verify(certificate.spki(), signed, get(layout::SIGNATURE))?;
        check_tags(&get)?;
        let (info, oxum) = BagInfo::parse(get(layout::INFO))?;
        if info.id.to_string() != top {
            return Err(Error::IdMismatch { label: "文件夹".into() });
        }
        check_unit(&info, &certificate)?;
        let payload = payload(&get, files.payload)?;
        let total: u64 = payload.iter().map(|file| file.size).sum();
        if (oxum.bytes, oxum.files) != (total, payload.len() as u64) {
            return Err(Error::Oxum);
        }
        let digest = hex(&sm3(signed));
        Ok(Package { reader, info, certificate, payload, tags, digest, bytes: directory.file_bytes })
    }

    /// What the package says about itself.
    pub fn info(&self) -> &BagInfo {
        &self.info
    }

    /// The certificate it carries; trust needs a pin.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The payload files, sorted by path.
    pub fn payload(&self) -> &[Payload] {
        &self.payload
    }

    /// SM3 of its tagmanifest-sm3.txt, which names it: for Previous and In-Reply-To.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Size of the package in bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The files beside data/ with their names in the bag.
    pub(crate) fn tags(&self) -> &[(&'static str, Vec<u8>)] {
        &self.tags
    }

    /// Reads a payload file whole, if it has no more than `limit` bytes, and checks it.
    ///
    /// # Errors
    /// [`Error::NoSuchPayload`], [`Error::TooLarge`], and what is wrong with its bytes.
    pub fn payload_bytes(&mut self, path: &str, limit: u64) -> Result<Vec<u8>, Error> {
        let size = self.find(path)?.size;
        if size > limit {
            return Err(Error::TooLarge { path: path.into(), bytes: size, limit });
        }
        let mut bytes = Vec::new();
        self.copy_payload(path, &mut bytes)?;
        Ok(bytes)
    }

    /// Copies a payload file and checks it on the way: after an error, what was written is to be
    /// thrown away.
    ///
    /// # Errors
    /// [`Error::NoSuchPayload`], a failure to read or write, and what is wrong with its bytes.
    pub fn copy_payload(&mut self, path: &str, to: &mut dyn Write) -> Result<(), Error> {
        let file = self.find(path)?.clone();
        let mut sink = |chunk: &[u8]| to.write_all(chunk).map_err(|error| fault(path, &error));
        self.pass(&mut Summer::new()?, &file, &mut sink)
    }

    /// Checks every payload file in one pass. `progress` gets bytes done and in all.
    ///
    /// # Errors
    /// [`Error::Crc`], [`Error::Digest`], [`Error::Cancelled`].
    pub fn check(&mut self, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<(), Error> {
        self.each(progress, &mut |_| Ok(Box::new(std::io::sink())))
    }

    /// Passes every payload file, checked, to the writer that `open` gives for it.
    pub(crate) fn each(
        &mut self,
        progress: &mut dyn FnMut(u64, u64) -> bool,
        open: &mut Open<'_>,
    ) -> Result<(), Error> {
        let mut meter = Meter::new(self.payload.iter().map(|file| file.size).sum(), progress);
        let mut summer = Summer::new()?;
        for file in self.payload.clone() {
            let mut to = open(&file.path)?;
            self.pass(&mut summer, &file, &mut |chunk| {
                to.write_all(chunk).map_err(|error| fault(&file.path, &error))?;
                meter.add(chunk.len())
            })?;
            to.flush().map_err(|error| fault(&file.path, &error))?;
        }
        Ok(())
    }

    fn find(&self, path: &str) -> Result<&Payload, Error> {
        let found = self.payload.iter().find(|file| file.path == path);
        found.ok_or_else(|| Error::NoSuchPayload { path: path.into() })
    }

    fn pass(
        &mut self,
        summer: &mut Summer,
        file: &Payload,
        sink: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let path = || file.path.clone();
        let mut input = file.entry.open(&mut self.reader).map_err(|error| fault(&file.path, &error))?;
        let sums = summer.sum(&file.path, &mut input, sink)?;
        if (sums.bytes, sums.crc32) != (file.size, file.entry.crc32) {
            return Err(Error::Crc { path: path() });
        }
        if (hex(&sums.sm3), hex(&sums.sha256)) != (file.sm3.clone(), file.sha256.clone()) {
            return Err(Error::Digest { path: path() });
        }
        Ok(())
    }
}

/// The entries by what they are.
struct Files<'a> {
    tags: HashMap<&'static str, &'a Entry>,
    /// Path below data/ and entry, in the package's order.
    payload: Vec<(&'a str, &'a Entry)>,
}

/// Sorts the entries into tag files and payload and checks names, completeness and order.
fn structure(entries: &[Entry]) -> Result<(String, Files<'_>), Error> {
    let first = entries.first().ok_or(Error::NoPayload)?.name.as_str();
    let top = first.split('/').next().unwrap_or_default();
    let outside = |name: &str| {
        // A name that wants to be elsewhere says more than "not in the folder".
        name::check(name).err().unwrap_or_else(|| Error::Top { name: name.into() })
    };
    if top.parse::<PackageId>().is_err() {
        return Err(outside(first));
    }
    let mut files = Files { tags: HashMap::new(), payload: Vec::new() };
    for entry in entries {
        let inside = entry.name.strip_prefix(top).and_then(|rest| rest.strip_prefix('/'));
        let inside = inside.ok_or_else(|| outside(&entry.name))?;
        if let Some(path) = inside.strip_prefix(DATA) {
            name::check(path)?;
            files.payload.push((path, entry));
        } else if let Some(name) = [BAGIT].iter().chain(&TAIL).find(|name| **name == inside) {
            files.tags.insert(name, entry);
        } else if inside == layout::FETCH {
            return Err(Error::Fetch);
        } else {
            return Err(Error::RootFile { name: entry.name.clone() });
        }
    }
    for name in [BAGIT].into_iter().chain(TAIL) {
        if !files.tags.contains_key(name) {
            let signature = name == layout::SIGNATURE || name == layout::CERTIFICATE;
            return Err(if signature { Error::Unsigned } else { Error::MissingFile { name: name.into() } });
        }
    }
    if files.payload.is_empty() {
        return Err(Error::NoPayload);
    }
    name::check_set(files.payload.iter().map(|(path, _)| *path))?;
    let mut paths: Vec<&str> = files.payload.iter().map(|(_, entry)| entry.name.as_str()).collect();
    paths.sort_unstable_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
    let tag = |name: &str| format!("{top}/{name}");
    let expected = [tag(BAGIT)].into_iter().chain(paths.into_iter().map(str::to_owned)).chain(TAIL.map(tag));
    for (entry, expected) in entries.iter().zip(expected) {
        if entry.name != expected {
            return Err(Error::Order { name: entry.name.clone() });
        }
    }
    Ok((top.to_owned(), files))
}

/// Reads a tag file whole.
fn tag<R: Read + Seek>(reader: &mut R, name: &str, entry: &Entry) -> Result<Vec<u8>, Error> {
    if entry.size > MAX_TAG {
        return Err(Error::TagSize { name: name.into() });
    }
    let mut bytes = Vec::new();
    let read = entry.open(reader).and_then(|mut input| input.read_to_end(&mut bytes));
    read.map_err(|error| fault(name, &error))?;
    if bytes.len() as u64 != entry.size || crc32fast::hash(&bytes) != entry.crc32 {
        return Err(Error::Crc { path: name.into() });
    }
    Ok(bytes)
}

/// Holds the tag files against both tag manifests; the one with SM3 is already proven.
fn check_tags<'a>(get: &impl Fn(&str) -> &'a [u8]) -> Result<(), Error> {
    let lists = |file: &str| {
        let lines = manifest::parse(file, get(file))?;
        let same = lines.iter().map(|line| line.path.as_str()).eq(TAGGED);
        if same { Ok(lines) } else { Err(Error::TagList { file: file.into() }) }
    };
    let (sm3, sha256) = (lists(layout::TAG_SM3)?, lists(layout::TAG_SHA256)?);
    for (sm3, sha256) in sm3.into_iter().zip(sha256) {
        let sums = Sums::of(get(&sm3.path));
        if hex(&sums.sm3) != sm3.digest {
            return Err(Error::TagDigest { path: sm3.path });
        }
        if hex(&sums.sha256) != sha256.digest {
            return Err(Error::TagSha256 { path: sha256.path });
        }
    }
    Ok(())
}

/// Holds the payload's entries against both manifests: all three name the same files.
fn payload<'a>(get: &impl Fn(&str) -> &'a [u8], entries: Vec<(&str, &Entry)>) -> Result<Vec<Payload>, Error> {
    let lists = |file: &str| {
        let lines = manifest::parse(file, get(file))?;
        for (index, line) in lines.iter().enumerate() {
            let wrong = || Error::Manifest { file: file.into(), line: index + 1 };
            name::check(line.path.strip_prefix(DATA).ok_or_else(wrong)?)?;
        }
        Ok::<_, Error>(lines)
    };
    let (sm3, sha256) = (lists(layout::SM3)?, lists(layout::SHA256)?);
    let paths = |lines: &[Line]| lines.iter().map(|line| line.path.clone()).collect::<Vec<_>>();
    if let Some(path) = first_difference(&paths(&sm3), &paths(&sha256)) {
        return Err(Error::ManifestsDiffer { path: path.into() });
    }
    let packed: Vec<String> = entries.iter().map(|(path, _)| format!("{DATA}{path}")).collect();
    let listed = paths(&sm3);
    if let Some(path) = first_difference(&listed, &packed) {
        let path = path.to_owned();
        let missing = listed.contains(&path);
        return Err(if missing { Error::PayloadMissing { path } } else { Error::PayloadExtra { path } });
    }
    let lines = sm3.into_iter().zip(sha256);
    let payload = entries.into_iter().zip(lines).map(|((path, entry), (sm3, sha256))| Payload {
        path: path.into(),
        size: entry.size,
        sm3: sm3.digest,
        sha256: sha256.digest,
        entry: entry.clone(),
    });
    Ok(payload.collect())
}

/// The first path that only one of two sorted lists has.
fn first_difference<'a>(a: &'a [String], b: &'a [String]) -> Option<&'a str> {
    let at = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    match (a.get(at), b.get(at)) {
        (None, None) => None,
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other).map(String::as_str),
    }
}

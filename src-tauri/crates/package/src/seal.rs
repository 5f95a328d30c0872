//! Sealing: payload and description in, one signed package out, in one pass.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::cert::Certificate;
use crate::files::{Meter, Partial, fault, shown};
use crate::hash::{Summer, Sums, hex, sm3};
use crate::info::Oxum;
use crate::layout::{self, BAGIT, BAGIT_TEXT, DATA, MAX_BYTES, MAX_FILES, TAGGED};
use crate::sign::{self, Signer};
use crate::{BagInfo, Error, manifest, name};

/// A payload file's content.
#[derive(Debug, Clone)]
pub enum Content {
    /// In memory.
    Bytes(Vec<u8>),
    /// On disk; read while packing.
    File(PathBuf),
}

/// One payload file.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its path below data/, such as `forms/目标表.pdf`; see [`crate::name::check`].
    pub path: String,
    /// Its content.
    pub content: Content,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The package.
    pub path: PathBuf,
    /// SM3 of its tagmanifest-sm3.txt, which names it: for Previous and In-Reply-To.
    pub digest: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Writes the package `{id}.zip` into `folder` and signs it. The same arguments give the same
/// bytes. The caller reads it back with [`crate::verify`] before telling the user it is done.
///
/// `progress` gets payload bytes done and in all.
///
/// # Errors
/// Whatever is wrong with the description, the names, the key or the disk; nothing half-written
/// stays behind.
pub fn seal(
    folder: &Path,
    info: &BagInfo,
    items: &[Item],
    certificate: &Certificate,
    signer: &dyn Signer,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Sealed, Error> {
    info.check()?;
    check_key(info, certificate, signer)?;
    let items = sorted(items)?;
    let target = folder.join(format!("{}.zip", info.id));
    // Dropped after the writer, since Windows removes no open file.
    let (partial, file) = Partial::file(&target)?;
    let mut out = Writer::new(info.id.to_string(), shown(&target), file);
    out.tag(BAGIT, BAGIT_TEXT)?;
    let payload = write_payload(&mut out, &items, progress)?;
    let oxum = Oxum { bytes: payload.iter().map(|(_, sums)| sums.bytes).sum(), files: payload.len() as u64 };
    let list = |digest: fn(&Sums) -> &[u8; 32]| {
        manifest::write(payload.iter().map(|(path, sums)| (hex(digest(sums)), path.as_str())))
    };
    let tags = [
        (layout::INFO, info.text(oxum).into_bytes()),
        (layout::SHA256, list(|sums| &sums.sha256)),
        (layout::SM3, list(|sums| &sums.sm3)),
        (layout::CERTIFICATE, certificate.pem().as_bytes().to_vec()),
    ];
    for (name, bytes) in &tags {
        out.tag(name, bytes)?;
    }
    let tagged = |name: &'static str| {
        let found = tags.iter().find(|(tag, _)| *tag == name);
        Sums::of(found.map_or(BAGIT_TEXT, |(_, bytes)| bytes))
    };
    let tag_sha256 = manifest::write(TAGGED.map(|name| (hex(&tagged(name).sha256), name)));
    let tag_sm3 = manifest::write(TAGGED.map(|name| (hex(&tagged(name).sm3), name)));
    out.tag(layout::TAG_SHA256, &tag_sha256)?;
    out.tag(layout::TAG_SM3, &tag_sm3)?;
    out.tag(layout::SIGNATURE, &sign::sign(signer, &tag_sm3)?)?;
    let bytes = out.finish()?;
    partial.finish()?;
    Ok(Sealed { path: target, digest: hex(&sm3(&tag_sm3)), bytes })
}

/// The certificate must be the signer's, name the sender and be valid on the day.
fn check_key(info: &BagInfo, certificate: &Certificate, signer: &dyn Signer) -> Result<(), Error> {
    if certificate.spki() != signer.spki() {
        return Err(Error::KeyPair);
    }
    check_unit(info, certificate)?;
    certificate.check_day(info.date)
}

/// The package names the unit that the certificate names.
pub(crate) fn check_unit(info: &BagInfo, certificate: &Certificate) -> Result<(), Error> {
    let pin = certificate.pin();
    if (info.id.agency.as_str(), &info.unit_name) == (pin.unit_code.as_str(), &pin.unit_name) {
        return Ok(());
    }
    let unit = |code: &str, name: &str| format!("{name}（{code}）");
    Err(Error::Unit {
        package: unit(&info.id.agency, &info.unit_name),
        certificate: unit(&pin.unit_code, &pin.unit_name),
    })
}

/// The items by path, with their sizes, after the rules for names and amounts.
fn sorted(items: &[Item]) -> Result<Vec<(&Item, u64)>, Error> {
    if items.is_empty() {
        return Err(Error::NoPayload);
    }
    if items.len() > MAX_FILES {
        return Err(Error::TooMany { files: items.len(), limit: MAX_FILES });
    }
    for item in items {
        name::check(&item.path)?;
    }
    name::check_set(items.iter().map(|item| item.path.as_str()))?;
    let mut sized = Vec::with_capacity(items.len());
    let mut total: u64 = 0;
    for item in items {
        let bytes = match &item.content {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::File(path) => {
                let found = std::fs::metadata(path).map_err(|error| fault(&shown(path), &error))?;
                if !found.is_file() {
                    return Err(Error::NotFound { what: shown(path) });
                }
                found.len()
            }
        };
        total = total.saturating_add(bytes);
        if total > MAX_BYTES {
            return Err(Error::TooLarge { path: item.path.clone(), bytes: total, limit: MAX_BYTES });
        }
        sized.push((item, bytes));
    }
    sized.sort_by(|a, b| a.0.path.as_bytes().cmp(b.0.path.as_bytes()));
    Ok(sized)
}

/// Writes the payload; gives each file's path in the bag and its sums.
fn write_payload(
    out: &mut Writer,
    items: &[(&Item, u64)],
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Vec<(String, Sums)>, Error> {
    let mut meter = Meter::new(items.iter().map(|(_, bytes)| bytes).sum(), progress);
    let mut summer = Summer::new()?;
    let mut done = Vec::with_capacity(items.len());
    for (item, bytes) in items {
        let path = format!("{DATA}{}", item.path);
        out.start(&path, *bytes)?;
        let (what, mut input): (String, Box<dyn Read>) = match &item.content {
            Content::Bytes(bytes) => (item.path.clone(), Box::new(bytes.as_slice())),
            Content::File(path) => {
                let file = File::open(path).map_err(|error| fault(&shown(path), &error))?;
                (shown(path), Box::new(file))
            }
        };
        // One byte more than announced is enough to see that the file grew.
        let mut input = input.as_mut().take(bytes + 1);
        let mut left = *bytes;
        let sums = summer.sum(&what, &mut input, &mut |chunk| {
            left = left
                .checked_sub(chunk.len() as u64)
                .ok_or_else(|| Error::SourceChanged { what: what.clone() })?;
            out.write(chunk)?;
            meter.add(chunk.len())
        })?;
        if left != 0 {
            return Err(Error::SourceChanged { what });
        }
        done.push((path, sums));
    }
    Ok(done)
}

/// The ZIP writer with every choice fixed: stored, 1980, 0644, made by Unix, ZIP64 when needed.
struct Writer {
    zip: ZipWriter<Output>,
    top: String,
    what: String,
}

impl Writer {
    fn new(top: String, what: String, file: File) -> Writer {
        let output = Output { file: BufWriter::new(file), failed: false, at: 0 };
        Writer { zip: ZipWriter::new(output), top, what }
    }

    fn start(&mut self, path: &str, bytes: u64) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644)
            .system(System::Unix)
            .large_file(bytes >= u64::from(u32::MAX));
        let name = format!("{}/{path}", self.top);
        self.zip.start_file(name, options).map_err(|error| zip_fault(&self.what, error))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.zip.write_all(bytes).map_err(|error| fault(&self.what, &error))
    }

    fn tag(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.start(path, bytes.len() as u64)?;
        self.write(bytes)
    }

    /// Writes the directory and brings everything to the disk; gives the size.
    fn finish(self) -> Result<u64, Error> {
        let Writer { zip, what, .. } = self;
        let output = zip.finish().map_err(|error| zip_fault(&what, error))?;
        let file = output.file.into_inner().map_err(|error| fault(&what, error.error()))?;
        file.sync_all().and_then(|()| file.metadata()).map(|found| found.len()).map_err(|e| fault(&what, &e))
    }
}

/// A file that after its first fault only pretends to take more. The fault was reported; dropping an unfinished
/// `ZipWriter` then finds nothing to complain of on standard error.
struct Output {
    file: BufWriter<File>,
    failed: bool,
    at: u64,
}

impl Output {
    fn note<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.failed |= done.is_err();
        done
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = if self.failed { Ok(bytes.len()) } else { self.file.write(bytes) };
        let written = self.note(written)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = if self.failed { Ok(()) } else { self.file.flush() };
        self.note(flushed)
    }
}

impl Seek for Output {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if !self.failed {
            let sought = self.file.seek(to);
            self.at = self.note(sought)?;
        } else if let SeekFrom::Start(at) = to {
            self.at = at;
        }
        Ok(self.at)
    }
}

fn zip_fault(what: &str, error: ZipError) -> Error {
    match error {
        ZipError::Io(error) => fault(what, &error),
        _ => Error::Io { what: what.into(), reason: "不能写成压缩包".into() },
    }
}

//! What a file really is, by its content. Names lie: systems export web pages as `.xls`.

use crate::error::{Error, Result};
use memchr::memmem;
use serde::{Deserialize, Serialize};
use std::io::{Cursor, Read};
use ts_rs::TS;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Office Open XML workbook (.xlsx, .xlsm, and WPS files saved as such).
    Xlsx,
    /// BIFF in an OLE container (.xls, WPS .et).
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
}

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Tells the format, or refuses with the error that names what the file is instead.
pub fn sniff(bytes: &[u8]) -> Result<Format> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.starts_with(b"PK") {
        return sniff_zip(bytes);
    }
    if bytes.starts_with(OLE) {
        return sniff_ole(bytes);
    }
    // What a copying that stopped early leaves of an OLE file.
    if bytes.len() < OLE.len() && OLE.starts_with(bytes) {
        return Err(Error::Truncated);
    }
    Err(match bytes {
        [b'%', b'P', b'D', b'F', ..] => Error::Pdf,
        [0x89, b'P', b'N', b'G', ..]
        | [0xFF, 0xD8, 0xFF, ..]
        | [b'G', b'I', b'F', b'8', ..]
        | [b'B', b'M', ..] => Error::Picture,
        // BOF of BIFF2, BIFF3 and BIFF4 files, which have no container.
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] => Error::TooOld,
        _ => sniff_text(bytes),
    })
}

fn sniff_zip(bytes: &[u8]) -> Result<Format> {
    // The names stand in the directory at the end; any of the local headers may lie.
    let walk =
        archive::walk(&mut Cursor::new(bytes), &directory_limits(u64::MAX), archive::Profile::Ordinary)?;
    let has = |name: &str| walk.entries.iter().any(|entry| part_name(&entry.name).eq_ignore_ascii_case(name));
    let begins = |name: &str| walk.entries.iter().any(|entry| part_name(&entry.name).starts_with(name));
    if has("xl/workbook.bin") {
        return Err(Error::Xlsb);
    }
    if has("xl/workbook.xml") || (has("_rels/.rels") && begins("xl/")) {
        return Ok(Format::Xlsx);
    }
    if begins("word/") {
        return Err(Error::Word);
    }
    if begins("ppt/") || begins("visio/") {
        return Err(Error::OtherOffice);
    }
    if let Some(entry) = walk.entries.iter().find(|entry| entry.name == "mimetype") {
        // Stored, at most a few dozen bytes; a deflated or long one is not an ODF file.
        let mut mimetype = Vec::new();
        entry.open(Cursor::new(bytes))?.take(128).read_to_end(&mut mimetype)?;
        return match mimetype.trim_ascii() {
            b"application/vnd.oasis.opendocument.spreadsheet"
            | b"application/vnd.oasis.opendocument.spreadsheet-template" => Ok(Format::Ods),
            other if other.starts_with(b"application/vnd.oasis.opendocument.text") => Err(Error::Word),
            _ => Err(Error::OtherOffice),
        };
    }
    Err(Error::PlainZip)
}

/// What may stand in a ZIP container before single parts are looked at. Parts that nobody reads (pictures,
/// macros) may be of any size: they are never unpacked.
pub(crate) fn directory_limits(entries: u64) -> archive::Limits {
    archive::Limits {
        entries,
        name_bytes: 1024,
        entry_bytes: u64::MAX,
        total_bytes: u64::MAX,
        ratio: u64::MAX,
        ratio_from: u64::MAX,
    }
}

/// Part names as OPC means them: some writers use backslashes or a leading slash.
pub(crate) fn part_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_owned()
}

fn sniff_ole(bytes: &[u8]) -> Result<Format> {
    let ole = crate::guard::ole::open(bytes)?;
    let names: Vec<String> = crate::guard::ole::root_names(&ole);
    let has = |name: &str| names.iter().any(|found| found.eq_ignore_ascii_case(name));
    // An encrypted OOXML file is an OLE container around the encrypted package.
    if has("EncryptedPackage") {
        return Err(Error::Encrypted);
    }
    if has("Workbook") || has("Book") {
        return Ok(Format::Xls);
    }
    if has("WordDocument") {
        return Err(Error::Word);
    }
    if has("PowerPoint Document") || has("VisioDocument") {
        return Err(Error::OtherOffice);
    }
    Err(Error::Unknown)
}

/// Names what a file without any binary mark is.
fn sniff_text(bytes: &[u8]) -> Error {
    let head = &bytes[..bytes.len().min(4096)];
    // UTF-16 is looked at as the text that it is; half a character at the cut is no matter.
    let utf16 = encoding_rs::Encoding::for_bom(head).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8);
    let plain: Vec<u8> = match utf16 {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&head[mark..]).0.into_owned().into(),
        None => head.to_vec(),
    };
    let plain = plain.to_ascii_lowercase();
    let begin = plain.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&plain).trim_ascii_start();
    let has = |mark: &str| memmem::find(&plain, mark.as_bytes()).is_some();
    if begin.starts_with(b"<") || begin.starts_with(b"mime-version:") {
        if has("<html") || has("<table") || has("<!doctype html") || begin.starts_with(b"mime-version:") {
            return Error::Html;
        }
        return if has("<?xml") { Error::XmlSpreadsheet } else { Error::Html };
    }
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\r' | b'\n' | 0x0C | 0x1A);
    if plain.iter().any(control) {
        return Error::Unknown;
    }
    // The Chinese comma is counted for files typed by hand.
    if plain.iter().any(|byte| matches!(byte, b',' | b'\t' | b';')) { Error::Csv } else { Error::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            let stored =
                zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            writer.start_file(*name, stored).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn ole(streams: &[&str]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for name in streams {
            file.create_stream(format!("/{name}")).unwrap().write_all(b"x").unwrap();
        }
        file.into_inner().into_inner()
    }

    #[test]
    fn content_decides() {
        let ods = "application/vnd.oasis.opendocument.spreadsheet";
        let utf16: Vec<u8> =
            "\u{feff}<html><table>".encode_utf16().flat_map(|unit| unit.to_le_bytes()).collect();
        let whole = zip(&[("xl/workbook.xml", "<x/>")]);
        let cut = &whole[..whole.len() - 10];
        for (bytes, expected) in [
            (whole.clone(), "Xlsx"),
            (zip(&[("xl\\workbook.xml", "")]), "Xlsx"),
            (zip(&[("mimetype", ods)]), "Ods"),
            (ole(&["Workbook"]), "Xls"),
            (ole(&["Book"]), "Xls"),
            (cut.to_vec(), "SHEET-TRUNCATED"),
            (ole(&["Workbook"])[..700].to_vec(), "SHEET-TRUNCATED"),
            (Vec::new(), "SHEET-EMPTY"),
            (zip(&[("xl/workbook.bin", "")]), "SHEET-XLSB"),
            (zip(&[("word/document.xml", "")]), "SHEET-WORD"),
            (zip(&[("ppt/presentation.xml", "")]), "SHEET-OTHER-OFFICE"),
            (zip(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "SHEET-WORD"),
            (zip(&[("a.txt", "")]), "SHEET-PLAIN-ZIP"),
            (ole(&["EncryptedPackage", "EncryptionInfo"]), "SHEET-ENCRYPTED"),
            (ole(&["WordDocument"]), "SHEET-WORD"),
            (ole(&["PowerPoint Document"]), "SHEET-OTHER-OFFICE"),
            (ole(&["Thumbs"]), "SHEET-UNKNOWN"),
            (b"%PDF-1.7".to_vec(), "SHEET-PDF"),
            (b"\x89PNG\r\n".to_vec(), "SHEET-PICTURE"),
            (b"\x09\x08\x10\x00garbage\x00".to_vec(), "SHEET-UNKNOWN"),
            (b"\x09\x02\x06\x00\x00\x00".to_vec(), "SHEET-TOO-OLD"),
            (b"\xEF\xBB\xBF  <HTML><body><table>".to_vec(), "SHEET-HTML"),
            (b"<table border=1>".to_vec(), "SHEET-HTML"),
            (utf16, "SHEET-HTML"),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart".to_vec(), "SHEET-HTML"),
            (b"<?xml version=\"1.0\"?><Workbook>".to_vec(), "SHEET-XML"),
            ("项目名称,金额\r\n".as_bytes().to_vec(), "SHEET-CSV"),
            (b"a\tb\n".to_vec(), "SHEET-CSV"),
            (vec![0, 1, 2, 3], "SHEET-UNKNOWN"),
        ] {
            let found = match sniff(&bytes) {
                Ok(format) => format!("{format:?}"),
                Err(error) => error.code().to_owned(),
            };
            assert_eq!(found, expected, "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
        }
    }
}

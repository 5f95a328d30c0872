//! A workbook: a file's sheets in memory, whatever its format.

use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::read;
use crate::sheet::Sheet;
use crate::sniff::{Format, sniff};
use std::io::Read;
use std::path::Path;

/// A workbook that has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// What the file really is.
    pub format: Format,
    /// The worksheets in the order of their tabs, hidden ones included.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// Reads a file. `progress` hears (done, total) in bytes and stops the work by returning false.
    ///
    /// # Errors
    /// Whatever makes the file unusable as a whole; see [`Error`]. Faulty single cells are no error.
    pub fn open(path: &Path, limits: &Limits, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<Self> {
        Self::from_bytes(&read_bytes(path, limits)?, limits, progress)
    }

    /// Reads a file that is already in memory.
    ///
    /// # Errors
    /// As for [`Workbook::open`].
    pub fn from_bytes(
        bytes: &[u8],
        limits: &Limits,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Self> {
        if bytes.len() as u64 > limits.file_bytes {
            return Err(Error::file_too_large(bytes.len() as u64, limits));
        }
        let format = sniff(bytes)?;
        let sheets = match format {
            Format::Xlsx => read::xlsx::read(bytes, limits, progress)?,
            Format::Xls => read::xls::read(bytes, limits, progress)?,
            Format::Ods => read::ods::read(bytes, limits, progress)?,
        };
        Ok(Self { format, sheets })
    }

    /// A sheet by the name on its tab.
    ///
    /// # Errors
    /// [`Error::SheetNotFound`].
    pub fn sheet(&self, name: &str) -> Result<&Sheet> {
        self.sheets
            .iter()
            .find(|sheet| sheet.name == name)
            .ok_or_else(|| Error::SheetNotFound { sheet: name.to_owned() })
    }
}

/// The bytes of a file within the ceiling.
pub(crate) fn read_bytes(path: &Path, limits: &Limits) -> Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let size = file.metadata()?.len();
    if size > limits.file_bytes {
        return Err(Error::file_too_large(size, limits));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // The file may grow while it is read.
    file.take(limits.file_bytes + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

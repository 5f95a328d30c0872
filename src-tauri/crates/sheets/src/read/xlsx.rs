//! Office Open XML workbooks, read in one pass that counts as it goes.
//!
//! calamine's cell reader gives either the format of a cell or its formula, not both, keeps every text twice and has
//! to unpack a part again to find its merged areas; with a guard before it, it took 1.8 times its own time. Over the
//! unpacked bytes one pass gives all of it, and nothing is reserved on a file's word. calamine is the yardstick in
//! the tests and stays the reader for .xls.

use crate::error::{Error, Result};
use crate::guard::parts::{Parts, Progress};
use crate::limits::Limits;
use crate::read::xlsx_cells::{self, Shared};
use crate::read::xlsx_parts::{Contents, Tab, contents, workbook_part};
use crate::read::{Texts, xlsx_strings, xlsx_styles};
use crate::sheet::{Builder, Sheet};

/// Reads all worksheets of a workbook.
pub(crate) fn read(bytes: &[u8], limits: &Limits, progress: &mut Progress<'_>) -> Result<Vec<Sheet>> {
    let mut parts = Parts::open(bytes, limits)?;
    let Contents { tabs, from_1904, strings, styles } = table_of_contents(&mut parts)?;
    if tabs.is_empty() {
        return Err(Error::NoSheets);
    }
    if tabs.len() > limits.sheets {
        return Err(Error::TooManySheets { sheets: tabs.len(), limit: limits.sheets });
    }
    let large = tabs.iter().map(|tab| tab.part.as_str()).chain([strings.as_str()]);
    let mut meter = Meter { progress, done: 0, total: parts.sizes(large) };
    meter.tell(0)?;
    let mut texts = Texts::new(limits);
    let table = if parts.has(&strings) {
        let data = parts.unpacked(&strings, true)?;
        meter.done += data.len() as u64;
        xlsx_strings::read(&strings, &data, limits, &mut texts)?
    } else {
        Vec::new()
    };
    let kinds = if parts.has(&styles) {
        xlsx_styles::read(&styles, &parts.unpacked(&styles, false)?, limits)?
    } else {
        Vec::new()
    };
    let shared = Shared { limits, strings: &table, kinds: &kinds, from_1904 };
    let (mut cells, mut sheets) = (0u64, Vec::with_capacity(tabs.len()));
    for Tab { name, visible, part } in tabs {
        meter.tell(0)?;
        let data = parts.unpacked(&part, true)?;
        let mut builder = Builder::new(&name, visible, limits, &mut cells);
        let mut tell = |done: u64, _: u64| meter.tell(done);
        xlsx_cells::read(&part, &data, &shared, &mut texts, &mut builder, &mut tell)?;
        meter.done += data.len() as u64;
        sheets.push(builder.finish());
    }
    meter.tell(0)?;
    Ok(sheets)
}

fn table_of_contents(parts: &mut Parts<'_>) -> Result<Contents> {
    let package = "_rels/.rels";
    let named = if parts.has(package) { workbook_part(&parts.unpacked(package, false)?)? } else { None };
    let workbook = named.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let relationships = parts.unpacked(&format!("{folder}_rels/{file}.rels"), false)?;
    contents(&parts.unpacked(&workbook, false)?, &relationships, &folder)
}

/// Reports progress in unpacked bytes.
struct Meter<'a, 'b> {
    progress: &'a mut Progress<'b>,
    done: u64,
    total: u64,
}

impl Meter<'_, '_> {
    fn tell(&mut self, within: u64) -> Result<()> {
        let done = (self.done + within).min(self.total);
        if (self.progress)(done, self.total) { Ok(()) } else { Err(Error::Cancelled) }
    }
}

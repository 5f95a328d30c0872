//! Looks over the workbook stream of an .xls or .et file (MS-XLS) and defuses what readers trust blindly.
//!
//! The reader builds a dense rectangle for each sheet, copies shared strings for each cell and spells out formulas.
//! Here the rectangles and texts are measured first; records that only cost memory (announced dimensions, defined
//! names, formula tokens) are blanked in place. The values stay as they are.

use crate::error::{Error, Result};
use crate::guard::sst;
use crate::limits::Limits;
use std::collections::{HashMap, HashSet};

/// A workbook stream that may be parsed, and what its formats tell.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) stream: Vec<u8>,
    /// For each sheet in order the (row, column) of numbers shown as percentages.
    pub(crate) percent: Vec<HashSet<(u16, u16)>>,
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CONTINUE: u16 = 0x003C;
/// No record has this type; readers pass over it.
const BLANKED: [u8; 2] = [0, 0];

#[derive(Default)]
struct Substream {
    first: Option<(u16, u16)>,
    last: (u16, u16),
    formulas: bool,
    cells: u64,
    text: u64,
    percent: HashSet<(u16, u16)>,
}

impl Substream {
    fn cell(&mut self, row: u16, column: u16) {
        let (top, left) = self.first.unwrap_or((row, column));
        self.first = Some((top.min(row), left.min(column)));
        self.last = (self.last.0.max(row), self.last.1.max(column));
        self.cells += 1;
    }

    /// Cells of the dense rectangle.
    fn slots(&self) -> u64 {
        let Some((top, left)) = self.first else { return 0 };
        let area = (u64::from(self.last.0 - top) + 1) * (u64::from(self.last.1 - left) + 1);
        if self.formulas { area * 2 } else { area }
    }
}

#[derive(Default)]
struct Formats {
    /// Number format of each cell format record.
    of_record: Vec<u16>,
    percent: HashSet<u16>,
}

impl Formats {
    fn is_percent(&self, record: u16) -> bool {
        self.of_record
            .get(usize::from(record))
            .is_some_and(|id| matches!(id, 9 | 10) || self.percent.contains(id))
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// Walks all records once.
pub(crate) fn check(mut stream: Vec<u8>, limits: &Limits) -> Result<Checked> {
    let damaged = || Error::damaged("Workbook");
    let (mut at, mut depth, mut current) = (0usize, 0usize, 0usize);
    let mut streams: HashMap<usize, Substream> = HashMap::new();
    let (mut sheets, mut formats, mut lengths) = (Vec::new(), Formats::default(), Vec::new());
    while at + 4 <= stream.len() {
        let kind = u16_at(&stream, at).ok_or_else(damaged)?;
        let len = usize::from(u16_at(&stream, at + 2).ok_or_else(damaged)?);
        let (begin, end) = (at + 4, at + 4 + len);
        if end > stream.len() {
            return Err(Error::Truncated);
        }
        // Behind the last sheet the container may pad with zeros.
        if depth == 0 && kind != BOF {
            at = end;
            continue;
        }
        match kind {
            BOF => {
                if depth == 0 {
                    current = at;
                    streams.insert(at, Substream::default());
                }
                depth += 1;
            }
            EOF => depth -= 1,
            // FilePass: the rest is encrypted.
            0x002F if depth == 1 => return Err(Error::Encrypted),
            // Dimensions, Lbl, ExternSheet, MsoDrawingGroup.
            0x0200 | 0x0018 | 0x0017 | 0x00EB => stream[at..at + 2].copy_from_slice(&BLANKED),
            0x0085 if depth == 1 => {
                let position = u32_at(&stream[begin..end], 0).ok_or_else(damaged)?;
                sheets.push(position as usize);
                if sheets.len() > limits.sheets {
                    return Err(Error::TooManySheets { sheets: sheets.len(), limit: limits.sheets });
                }
            }
            0x041E => {
                let data = &stream[begin..end];
                if let Some(id) = u16_at(data, 0).filter(|_| data[2..].contains(&b'%')) {
                    formats.percent.insert(id);
                }
            }
            0x00E0 => formats.of_record.push(u16_at(&stream[begin..end], 2).ok_or_else(damaged)?),
            0x00FC => lengths = sst::lengths(segments(&stream, at)).ok_or_else(damaged)?,
            _ if depth == 1 => {
                let sub = streams.entry(current).or_default();
                cell_record(kind, &mut stream[begin..end], sub, &formats, &lengths).ok_or_else(damaged)?;
            }
            _ => {}
        }
        at = end;
    }
    if depth > 0 {
        return Err(Error::Truncated);
    }
    judge(&streams, limits)?;
    let mut percent = Vec::with_capacity(sheets.len());
    for position in sheets {
        // Two tabs on one substream, or a tab that points into the middle of a record, is no workbook of a program.
        percent.push(streams.remove(&position).ok_or_else(damaged)?.percent);
    }
    Ok(Checked { stream, percent })
}

/// A record's data with those of the CONTINUE records behind it.
fn segments(stream: &[u8], mut at: usize) -> Vec<&[u8]> {
    let mut found = Vec::new();
    loop {
        let Some(len) = u16_at(stream, at + 2).map(usize::from) else { return found };
        let Some(data) = stream.get(at + 4..at + 4 + len) else { return found };
        found.push(data);
        at += 4 + len;
        if u16_at(stream, at) != Some(CONTINUE) {
            return found;
        }
    }
}

/// Measures a record that holds cells. `None`: the record is broken.
fn cell_record(
    kind: u16,
    data: &mut [u8],
    sub: &mut Substream,
    formats: &Formats,
    lengths: &[u32],
) -> Option<()> {
    let numeric = matches!(kind, 0x0203 | 0x027E | 0x0006);
    match kind {
        // Number, Rk, Formula, Label, RString, BoolErr, LabelSst
        0x0203 | 0x027E | 0x0006 | 0x0204 | 0x00D6 | 0x0205 | 0x00FD => {
            let (row, column) = (u16_at(data, 0)?, u16_at(data, 2)?);
            sub.cell(row, column);
            if numeric && formats.is_percent(u16_at(data, 4)?) {
                sub.percent.insert((row, column));
            }
            match kind {
                0x00FD => {
                    let length = lengths.get(u32_at(data, 6)? as usize).copied().unwrap_or(0);
                    sub.text += u64::from(length) * 3;
                }
                0x0006 => {
                    sub.formulas = true;
                    blank_formula(data);
                }
                _ => sub.text += data.len() as u64 * 2,
            }
        }
        // MulRk
        0x00BD => {
            let (row, first) = (u16_at(data, 0)?, u16_at(data, 2)?);
            let last = u16_at(data, data.len().checked_sub(2)?)?;
            let count = usize::from(last.checked_sub(first)?) + 1;
            if data.len() != 6 + count * 6 {
                return None;
            }
            for (i, column) in (first..=last).enumerate() {
                sub.cell(row, column);
                if formats.is_percent(u16_at(data, 4 + i * 6)?) {
                    sub.percent.insert((row, column));
                }
            }
        }
        _ => {}
    }
    Some(())
}

/// Replaces the tokens of a formula by the integer 0: only its stored result is wanted.
fn blank_formula(data: &mut [u8]) {
    if let Some(tokens) = data.get_mut(20..25) {
        tokens.copy_from_slice(&[3, 0, 0x1E, 0, 0]);
    }
}

fn judge(streams: &HashMap<usize, Substream>, limits: &Limits) -> Result<()> {
    // The reader keeps a rectangle and hands out a copy of it.
    let limit = limits.cells / 2;
    let slots: u64 = streams.values().map(Substream::slots).sum();
    let cells: u64 = streams.values().map(|sub| sub.cells).sum();
    if slots.max(cells) > limit {
        return Err(Error::TooManyCells { limit });
    }
    let text: u64 = streams.values().map(|sub| sub.text).sum();
    if text > limits.text_bytes {
        return Err(Error::TooMuchText { limit: crate::error::megabytes(limits.text_bytes) });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    fn number(row: u16, column: u16, format: u16) -> Vec<u8> {
        let mut data = [row.to_le_bytes(), column.to_le_bytes(), format.to_le_bytes()].concat();
        data.extend_from_slice(&0.5f64.to_le_bytes());
        record(0x0203, &data)
    }

    /// A stream with one sheet of these records; `extra` goes into the globals.
    fn stream(extra: &[u8], sheet: &[u8]) -> Vec<u8> {
        let bof = record(BOF, &[0, 6, 5, 0]);
        let bound =
            |position: u32| record(0x0085, &[&position.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
        let before = bof.len() + bound(0).len() + extra.len() + 4;
        let globals = [bof.clone(), bound(before as u32), extra.to_vec(), record(EOF, &[])].concat();
        [globals, bof, sheet.to_vec(), record(EOF, &[])].concat()
    }

    fn code(stream: Vec<u8>, limits: &Limits) -> Option<&'static str> {
        check(stream, limits).err().map(|error| error.code())
    }

    #[test]
    fn bombs_and_broken_streams_are_refused() {
        let limits = Limits { cells: 2_000, text_bytes: 10_000, ..Limits::default() };
        let two = |a: Vec<u8>, b: Vec<u8>| [a, b].concat();
        let sst = record(0x00FC, &[&[0u8; 8][..], &[200, 0, 0], &[b'x'; 200]].concat());
        let label = record(0x00FD, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let labels = label.repeat(20);
        let whole = stream(&[], &number(0, 0, 0));
        let cut = whole[..whole.len() - 2].to_vec();
        let mut astray = whole.clone();
        astray[12] ^= 2;
        for (given, expected) in [
            (whole.clone(), None),
            (stream(&[], &two(number(0, 0, 0), number(65_535, 255, 0))), Some("SHEET-CELLS")),
            (stream(&[], &two(number(65_534, 255, 0), number(65_535, 255, 0))), None),
            (stream(&sst, &labels), Some("SHEET-TEXT-TOTAL")),
            (stream(&sst, &label), None),
            (stream(&record(0x002F, &[1, 0]), &[]), Some("SHEET-ENCRYPTED")),
            (stream(&[], &record(0x00BD, &[0, 0, 0, 0, 0xFF, 0xFF])), Some("SHEET-DAMAGED")),
            (stream(&[], &record(0x0203, &[1])), Some("SHEET-DAMAGED")),
            (cut, Some("SHEET-TRUNCATED")),
            (astray, Some("SHEET-DAMAGED")),
        ] {
            assert_eq!(code(given, &limits), expected);
        }
    }

    #[test]
    fn costly_records_are_blanked_and_percentages_noted() {
        let formats = [
            record(0x041E, &[&[200, 0, 2, 0, 0][..], b"0%"].concat()),
            record(0x00E0, &[0, 0, 0, 0]),
            record(0x00E0, &[0, 0, 200, 0]),
            record(0x00E0, &[0, 0, 10, 0]),
        ]
        .concat();
        let mut formula = vec![3, 0, 0, 0, 2, 0];
        formula.extend_from_slice(&[0; 14]);
        formula.extend_from_slice(&[4, 0, 9, 9, 9, 9]);
        let sheet = [
            record(0x0200, &[0xFF; 14]),
            number(0, 0, 0),
            number(1, 0, 1),
            number(2, 0, 2),
            record(0x0006, &formula),
        ]
        .concat();
        let checked = check(stream(&formats, &sheet), &Limits::default()).unwrap();
        assert_eq!(checked.percent, [HashSet::from([(1, 0), (2, 0), (3, 0)])]);
        let holds = |bytes: &[u8]| checked.stream.windows(bytes.len()).any(|window| window == bytes);
        assert!(holds(&[0, 0, 14, 0, 0xFF]) && !holds(&[0, 2, 14, 0, 0xFF]));
        assert!(holds(&[3, 0, 0x1E, 0, 0]));
    }
}

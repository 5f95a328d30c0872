//! What the cell formats of an xlsx workbook say about numbers: percentage, date, time, or nothing.

use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::read::is_percent;
use crate::read::xml::{Part, attribute};
use quick_xml::events::Event;
use std::collections::HashMap;

/// How a number is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    #[default]
    Plain,
    Percent,
    Date,
    /// `[h]:mm`
    Duration,
}

/// The kind of each cell format, by its number.
pub(crate) fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Kind>> {
    let mut part = Part::new(name, bytes)?;
    let (mut custom, mut kinds, mut cells) = (HashMap::new(), Vec::new(), false);
    loop {
        match part.event()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (number(attribute(&tag, "numFmtId")), attribute(&tag, "formatCode"))
                    {
                        custom.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => cells = true,
                "xf" if cells => {
                    let id = number(attribute(&tag, "numFmtId")).unwrap_or(0);
                    kinds.push(custom.get(&id).copied().unwrap_or_else(|| built_in(id)));
                    if kinds.len() as u64 > limits.formats {
                        return Err(Error::Formats { formats: kinds.len() as u64, limit: limits.formats });
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => cells = false,
            Event::Eof => return Ok(kinds),
            _ => {}
        }
    }
}

fn number(text: Option<String>) -> Option<u32> {
    text?.trim().parse().ok()
}

/// Formats that are only a number (ECMA-376 18.8.30); 27 to 36 and 50 to 58 are East Asian dates.
fn built_in(id: u32) -> Kind {
    match id {
        9 | 10 => Kind::Percent,
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Kind::Date,
        46 => Kind::Duration,
        _ => Kind::Plain,
    }
}

/// The kind of a written format, by its first section.
fn of_code(code: &str) -> Kind {
    if is_percent(code) {
        return Kind::Percent;
    }
    let (mut quoted, mut skip, mut bracket) = (false, false, None::<String>);
    for c in code.chars() {
        if skip {
            skip = false;
            continue;
        }
        if let Some(inside) = &mut bracket {
            if c == ']' {
                let elapsed = !inside.is_empty() && inside.chars().all(|c| "hmsHMS".contains(c));
                if elapsed {
                    return Kind::Duration;
                }
                bracket = None;
            } else {
                inside.push(c);
            }
            continue;
        }
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            // Backslash quotes, underscore leaves a gap, star fills: the next character is no code.
            '\\' | '_' | '*' => skip = true,
            '[' => bracket = Some(String::new()),
            ';' => break,
            'y' | 'Y' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'm' | 'M' => return Kind::Date,
            _ => {}
        }
    }
    Kind::Plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_code() {
        for (code, expected) in [
            ("General", Kind::Plain),
            ("G/通用格式", Kind::Plain),
            ("0.00_ ", Kind::Plain),
            ("#,##0.00_);[Red]\\(#,##0.00\\)", Kind::Plain),
            ("0\"万元\"", Kind::Plain),
            ("0\"days\"", Kind::Plain),
            ("#,##0_M", Kind::Plain),
            ("_ \"¥\"* #,##0.00_ ;_ \"¥\"* \\-#,##0.00_ ;_ @_ ", Kind::Plain),
            ("0.00%", Kind::Percent),
            ("yyyy/m/d", Kind::Date),
            ("yyyy\"年\"m\"月\"d\"日\";@", Kind::Date),
            ("[$-804]yyyy\"年\"m\"月\"", Kind::Date),
            ("[DBNum1][$-804]m\"月\"d\"日\"", Kind::Date),
            ("h:mm AM/PM", Kind::Date),
            ("[h]:mm:ss", Kind::Duration),
            ("[Red]0;yyyy", Kind::Plain),
        ] {
            assert_eq!(of_code(code), expected, "{code}");
        }
    }

    #[test]
    fn only_cell_formats_count() {
        let xml = r#"<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.0%"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="176"><alignment/></xf><xf numFmtId="14"/><xf/></cellXfs></styleSheet>"#;
        let kinds = read("s", xml.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(kinds, [Kind::Plain, Kind::Percent, Kind::Date, Kind::Plain]);
        let few = Limits { formats: 3, ..Limits::default() };
        assert_eq!(read("s", xml.as_bytes(), &few).unwrap_err().code(), "SHEET-FORMATS");
    }
}

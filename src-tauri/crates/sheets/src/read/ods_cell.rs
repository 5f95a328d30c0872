//! One cell of an ODS table: what its attributes and paragraphs say.

use crate::cell::Cell;
use crate::error::Result;
use crate::read::Texts;
use crate::read::xml::push_text;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::sync::Arc;

/// A `table:table-cell` while it is read.
#[derive(Debug, Default)]
pub(crate) struct OpenCell {
    /// How many columns in a row hold this cell.
    pub(crate) repeat: u64,
    /// Columns and rows that a merged cell covers, 1 × 1 for others.
    pub(crate) span: (u64, u64),
    kind: String,
    error: bool,
    formula: bool,
    value: Option<String>,
    string: Option<String>,
    text: String,
    paragraphs: usize,
    /// Inside `text:p`.
    in_paragraph: bool,
    /// Inside an annotation or drawing, whose text is not the cell's.
    aside: usize,
}

/// A number attribute; 1 when missing or not a number, since every use counts something.
pub(crate) fn count(tag: &BytesStart<'_>, name: &str) -> u64 {
    attribute(tag, name).and_then(|text| text.trim().parse().ok()).unwrap_or(1).max(1)
}

/// An attribute by its full name, entities resolved.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

impl OpenCell {
    pub(crate) fn open(tag: &BytesStart<'_>) -> Self {
        let mut cell = Self { repeat: 1, span: (1, 1), ..Self::default() };
        for attribute in tag.attributes().with_checks(false).flatten() {
            let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else { continue };
            let number = || value.trim().parse::<u64>().unwrap_or(1).max(1);
            match attribute.key.as_ref() {
                "table:number-columns-repeated" => cell.repeat = number(),
                "table:number-columns-spanned" => cell.span.0 = number(),
                "table:number-rows-spanned" => cell.span.1 = number(),
                "table:formula" => cell.formula = true,
                "office:value-type" => cell.kind = value.into_owned(),
                "calcext:value-type" => cell.error = value == "error",
                "office:value" | "office:date-value" | "office:time-value" | "office:boolean-value" => {
                    cell.value = Some(value.into_owned());
                }
                "office:string-value" => cell.string = Some(value.into_owned()),
                _ => {}
            }
        }
        cell
    }

    /// Takes an event between the cell's tags.
    pub(crate) fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                "office:annotation" | "draw:frame" | "draw:custom-shape" | "table:shapes" | "draw:g" => {
                    self.aside += 1
                }
                "text:p" if self.aside == 0 => self.begin_paragraph(),
                "text:s" => self.spaces(tag),
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "text:p" if self.aside == 0 => {
                    self.begin_paragraph();
                    self.in_paragraph = false;
                }
                "text:s" => self.spaces(tag),
                "text:tab" if self.hears() => self.text.push('\t'),
                "text:line-break" if self.hears() => self.text.push('\n'),
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "office:annotation" | "draw:frame" | "draw:custom-shape" | "table:shapes" | "draw:g" => {
                    self.aside = self.aside.saturating_sub(1);
                }
                "text:p" if self.aside == 0 => self.in_paragraph = false,
                _ => {}
            },
            event if self.hears() => push_text(event, &mut self.text),
            _ => {}
        }
    }

    fn hears(&self) -> bool {
        self.in_paragraph && self.aside == 0
    }

    fn begin_paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
        self.in_paragraph = true;
    }

    fn spaces(&mut self, tag: &BytesStart<'_>) {
        if self.hears() {
            // Beyond any real text, and harmless.
            let spaces = usize::try_from(count(tag, "text:c").min(1000)).unwrap_or(1);
            self.text.extend(std::iter::repeat_n(' ', spaces));
        }
    }

    /// Characters gathered so far, for the ceiling.
    pub(crate) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// The value, once the closing tag is read.
    pub(crate) fn close(&self, texts: &mut Texts<'_>) -> Result<Cell> {
        if self.error || (self.formula && self.text.starts_with("Err:")) {
            return Ok(Cell::Error(Arc::from(self.text.as_str())));
        }
        let float = || self.value.as_deref().and_then(|value| value.trim().parse::<f64>().ok());
        Ok(match self.kind.as_str() {
            "float" | "currency" => float().map_or(Cell::Empty, |number| Cell::from_f64(number, false)),
            "percentage" => float().map_or(Cell::Empty, |number| Cell::from_f64(number, true)),
            "date" => self.value.as_deref().map_or(Cell::Empty, Cell::from_iso),
            "boolean" => Cell::Bool(self.value.as_deref() == Some("true")),
            // A time of day has no field of ours; the shown text is kept.
            "time" => texts.own(&self.text)?,
            "string" => {
                texts.own(self.string.as_deref().filter(|_| self.paragraphs == 0).unwrap_or(&self.text))?
            }
            _ if self.formula && self.text.is_empty() => Cell::FormulaWithoutValue,
            _ => texts.own(&self.text)?,
        })
    }
}

//! The small parts of an xlsx workbook that tell which sheet is where, and the merged areas of a sheet.

use crate::sheet::{Area, parse_area};
use memchr::memmem;
use quick_xml::{Reader, XmlVersion};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// Where the parts of the workbook lie, by the name on the sheet's tab.
#[derive(Debug, Default)]
pub(crate) struct SheetParts {
    by_name: HashMap<String, String>,
}

impl SheetParts {
    /// Reads the workbook part and its relationships. What cannot be understood is left out: the sheet is read all
    /// the same, only its merged areas are then unknown.
    pub(crate) fn read(workbook: &[u8], relationships: &[u8], folder: &str) -> Self {
        let mut targets = HashMap::new();
        each_start(relationships, |tag| {
            if tag.local_name().as_ref() == "Relationship"
                && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
            {
                targets.insert(id, target);
            }
            true
        });
        let mut by_name = HashMap::new();
        each_start(workbook, |tag| {
            if tag.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id"))
                && let Some(target) = targets.get(&id)
            {
                by_name.insert(name, resolve(folder, target));
            }
            true
        });
        Self { by_name }
    }

    /// Tab names with the part of each.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_name.iter().map(|(name, part)| (name.as_str(), part.as_str()))
    }

    #[cfg(test)]
    fn part_of(&self, sheet: &str) -> Option<&str> {
        self.by_name.get(sheet).map(String::as_str)
    }
}

/// `worksheets/sheet1.xml` below `xl/`, or an absolute `/xl/worksheets/sheet1.xml`.
fn resolve(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    }
}

/// Calls `visit` with each opening tag until it returns false or the part ends or breaks.
fn each_start(part: &[u8], mut visit: impl FnMut(&BytesStart<'_>) -> bool) {
    let text = String::from_utf8_lossy(part);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) if !visit(&tag) => return,
            Event::Eof => return,
            _ => {}
        }
    }
}

/// An attribute by its local name, entities resolved.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().with_checks(false).flatten().find_map(|found| {
        let value = (found.key.local_name().as_ref() == name).then(|| found.normalized_value(XmlVersion::Implicit1_0).ok())??;
        Some(value.into_owned())
    })
}

/// The workbook part that the package names, `xl/workbook.xml` as a rule.
pub(crate) fn workbook_part(package_relationships: &[u8]) -> Option<String> {
    let mut found = None;
    each_start(package_relationships, |tag| {
        let office = attribute(tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        if tag.local_name().as_ref() == "Relationship" && office {
            found = attribute(tag, "Target").map(|target| target.trim_start_matches('/').to_owned());
        }
        found.is_none()
    });
    found
}

/// The merged areas of a worksheet. They stand behind the cells, so only the tail is parsed.
pub(crate) fn merges(sheet: &[u8]) -> Vec<Area> {
    let tail = memmem::rfind(sheet, b"sheetData>").map_or(sheet, |at| &sheet[at..]);
    let Some(begin) = memmem::find(tail, b"mergeCells") else { return Vec::new() };
    // Step back over a namespace prefix to the opening bracket.
    let begin = memchr::memrchr(b'<', &tail[..begin]).unwrap_or(0);
    let mut areas = Vec::new();
    each_start(&tail[begin..], |tag| match tag.local_name().as_ref() {
        "mergeCells" => true,
        "mergeCell" => {
            areas.extend(attribute(tag, "ref").as_deref().and_then(parse_area));
            true
        }
        _ => false,
    });
    areas
}

/// Does the worksheet hold any formula?
pub(crate) fn has_formulas(sheet: &[u8]) -> bool {
    memmem::find_iter(sheet, b"<f").any(|at| matches!(sheet.get(at + 2), Some(b'>' | b' ' | b'/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_by_tab_name() {
        let workbook = r#"<workbook><sheets><sheet name="A&amp;B" sheetId="1" r:id="rId7"/>
            <x:sheet name="项目清单" r:id="rId8"/></sheets></workbook>"#;
        let relationships = r#"<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/>
            <Relationship Target="/xl/worksheets/s2.xml" Id="rId8"/></Relationships>"#;
        let parts = SheetParts::read(workbook.as_bytes(), relationships.as_bytes(), "xl/");
        assert_eq!(parts.part_of("A&B"), Some("xl/worksheets/sheet1.xml"));
        assert_eq!(parts.part_of("项目清单"), Some("xl/worksheets/s2.xml"));
        assert_eq!(parts.part_of("无"), None);
    }

    #[test]
    fn merged_areas_are_read_from_the_tail() {
        for (sheet, expected) in [
            (
                r#"<sheetData><c><is>mergeCells</is></c></sheetData>
                    <mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A4"/></mergeCells><p/>"#,
                2,
            ),
            (r#"<x:sheetData></x:sheetData><x:mergeCells><x:mergeCell ref="B2:C3"/></x:mergeCells>"#, 1),
            ("<sheetData/><mergeCells><mergeCell ref=\"ZZZZZ1:A2\"/></mergeCells>", 0),
            ("<sheetData></sheetData>", 0),
            ("<sheetData></sheetData><mergeCells", 0),
        ] {
            assert_eq!(merges(sheet.as_bytes()).len(), expected, "{sheet}");
        }
    }
}

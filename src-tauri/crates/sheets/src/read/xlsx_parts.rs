//! The parts of an xlsx workbook that tell which sheets there are, where they lie and how dates are counted.

use crate::error::Result;
use crate::read::xml::{Part, attribute};
use std::collections::HashMap;

/// A worksheet as the workbook part names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tab {
    pub(crate) name: String,
    pub(crate) visible: bool,
    pub(crate) part: String,
}

/// What the workbook part says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) tabs: Vec<Tab>,
    /// Dates count from 1904.
    pub(crate) from_1904: bool,
    /// Where the shared strings are, if there are any.
    pub(crate) strings: String,
    /// Where the styles are, if there are any.
    pub(crate) styles: String,
}

/// The workbook part that the package names, `xl/workbook.xml` as a rule.
pub(crate) fn workbook_part(relationships: &[u8]) -> Result<Option<String>> {
    let mut found = None;
    Part::new("_rels/.rels", relationships)?.each_tag(|tag| {
        let office = attribute(tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        if tag.local_name().as_ref() == "Relationship" && office {
            found = attribute(tag, "Target").map(|target| resolve("", &target));
        }
        found.is_none()
    })?;
    Ok(found)
}

/// Reads the workbook part and its relationships. `folder` is where the workbook part lies, with its slash.
pub(crate) fn contents(workbook: &[u8], relationships: &[u8], folder: &str) -> Result<Contents> {
    // Some writers leave these two out of the relationships and put them in the usual place.
    let usual = |file: &str| format!("{folder}{file}");
    let (strings, styles) = (usual("sharedStrings.xml"), usual("styles.xml"));
    let mut contents = Contents { strings, styles, ..Contents::default() };
    let mut worksheets = HashMap::new();
    Part::new("workbook.xml.rels", relationships)?.each_tag(|tag| {
        if tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            let (kind, part) = (attribute(tag, "Type").unwrap_or_default(), resolve(folder, &target));
            match kind.rsplit('/').next() {
                Some("worksheet") => {
                    worksheets.insert(id, part);
                }
                Some("sharedStrings") => contents.strings = part,
                Some("styles") => contents.styles = part,
                // Charts, dialogs and macro sheets hold no cells of ours.
                _ => {}
            }
        }
        true
    })?;
    Part::new("workbook.xml", workbook)?.each_tag(|tag| {
        match tag.local_name().as_ref() {
            "workbookPr" => {
                let says = attribute(tag, "date1904").is_some_and(|value| value == "1" || value == "true");
                contents.from_1904 |= says;
            }
            "sheet" => {
                if let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id"))
                    && let Some(part) = worksheets.get(&id)
                {
                    let visible = attribute(tag, "state").is_none_or(|state| state == "visible");
                    contents.tabs.push(Tab { name, visible, part: part.clone() });
                }
            }
            _ => {}
        }
        true
    })?;
    Ok(contents)
}

/// `worksheets/sheet1.xml` below the folder, `../x.xml` beside it, or an absolute `/xl/worksheets/sheet1.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let (mut folder, mut rest) = (folder.trim_end_matches('/'), target.as_str());
    loop {
        if let Some(up) = rest.strip_prefix("../") {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            rest = up;
        } else if let Some(same) = rest.strip_prefix("./") {
            rest = same;
        } else {
            return if folder.is_empty() { rest.to_owned() } else { format!("{folder}/{rest}") };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_are_found_with_their_parts() {
        let workbook = r#"<workbook><workbookPr date1904="true"/><sheets><sheet name="A&amp;B" sheetId="1" r:id="rId7"/>
            <x:sheet name="隐藏" state="veryHidden" r:id="rId8"/><sheet name="图" r:id="rId9"/></sheets></workbook>"#;
        let rels = r#"<Relationships><Relationship Id="rId7" Type="a/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Target="/xl/worksheets/s2.xml" Id="rId8" Type="a/worksheet"/>
            <Relationship Target="chartsheets/c.xml" Id="rId9" Type="a/chartsheet"/>
            <Relationship Target="../strings.xml" Id="rId1" Type="a/sharedStrings"/></Relationships>"#;
        let found = contents(workbook.as_bytes(), rels.as_bytes(), "xl/").unwrap();
        let tab = |name: &str, visible, part: &str| Tab { name: name.into(), visible, part: part.into() };
        assert_eq!(
            found.tabs,
            [tab("A&B", true, "xl/worksheets/sheet1.xml"), tab("隐藏", false, "xl/worksheets/s2.xml")]
        );
        assert!(found.from_1904);
        assert_eq!((found.strings.as_str(), found.styles.as_str()), ("strings.xml", "xl/styles.xml"));
    }

    #[test]
    fn the_package_names_its_workbook() {
        for (rels, expected) in [
            (
                r#"<R><Relationship Type="x/officeDocument" Target="/xl/workbook.xml"/></R>"#,
                Some("xl/workbook.xml"),
            ),
            (r#"<R><Relationship Type="x/officeDocument" Target="book/w.xml"/></R>"#, Some("book/w.xml")),
            (r#"<R><Relationship Type="x/core" Target="c.xml"/></R>"#, None),
        ] {
            assert_eq!(workbook_part(rels.as_bytes()).unwrap().as_deref(), expected);
        }
    }
}

//! Labels of a printed form: which cell says what, and where the value beside it stands.

use crate::cell::Cell;
use crate::sheet::{Area, Sheet};
use crate::words::label;

/// A text cell of a form with the area it covers.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// The cell or its merged area.
    pub(crate) area: Area,
    /// Its text through [`label`].
    pub(crate) word: String,
    /// Its text as it stands.
    pub(crate) text: String,
}

/// A form as labelled cells.
pub(crate) struct Labels<'a> {
    pub(crate) sheet: &'a Sheet,
    labels: Vec<Label>,
}

/// A form is a page or a few; a sheet with more text cells is something else.
const MOST: usize = 4_000;

impl<'a> Labels<'a> {
    pub(crate) fn new(sheet: &'a Sheet) -> Self {
        let mut labels = Vec::new();
        for row in sheet.rows() {
            for (column, cell) in row.cells() {
                let Cell::Text(text) = cell else { continue };
                let single = Area { top: row.number, left: column, bottom: row.number, right: column };
                let area = sheet.merge_at(row.number, column).copied().unwrap_or(single);
                // Text under a merged area is not shown.
                if (area.top, area.left) != (row.number, column) {
                    continue;
                }
                labels.push(Label { area, word: label(text), text: text.trim().to_owned() });
                if labels.len() > MOST {
                    return Self { sheet, labels };
                }
            }
        }
        Self { sheet, labels }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter()
    }

    /// The first label that is one of these words.
    pub(crate) fn find(&self, words: &[&str]) -> Option<&Label> {
        self.labels.iter().find(|label| words.contains(&label.word.as_str()))
    }

    /// The label at this very cell.
    pub(crate) fn at(&self, row: u32, column: u32) -> Option<&Label> {
        self.labels.iter().find(|label| (label.area.top, label.area.left) == (row, column))
    }

    /// The place of the value to the right: the first filled cell in the label's first row that is no label itself.
    /// A label of another field right beside it means that the value was left blank.
    pub(crate) fn right(&self, label: &Label, is_label: impl Fn(&Label) -> bool) -> Option<(u32, u32)> {
        let (_, width) = self.sheet.size();
        let mut column = label.area.right + 1;
        while column < width {
            let row = label.area.top;
            let next = self.sheet.merge_at(row, column);
            let place = next.map_or((row, column), |area| (area.top, area.left));
            if !self.sheet.cell(place.0, place.1).is_empty() {
                let other = self.at(place.0, place.1).is_some_and(&is_label);
                return (!other).then_some(place);
            }
            column = next.map_or(column, |area| area.right) + 1;
        }
        None
    }

    /// The place below a label, when something stands there that is no label.
    pub(crate) fn below(&self, label: &Label, is_label: impl Fn(&Label) -> bool) -> Option<(u32, u32)> {
        let (row, column) = (label.area.bottom + 1, label.area.left);
        let place = self.sheet.merge_at(row, column).map_or((row, column), |area| (area.top, area.left));
        let filled = place.0 == row && !self.sheet.cell(place.0, place.1).is_empty();
        (filled && !self.at(place.0, place.1).is_some_and(is_label)).then_some(place)
    }

    /// What stands behind the colon in the label's own cell: `项目名称：道路硬化`.
    pub(crate) fn inside<'l>(label: &'l Label, words: &[&str]) -> Option<&'l str> {
        let (before, after) = label.text.split_once([':', '：'])?;
        let value = after.trim();
        (words.contains(&crate::words::label(before).as_str()) && !value.is_empty()).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::sheet::{Builder, parse_area};

    #[test]
    fn values_stand_right_below_or_inside() {
        let (limits, mut total) = (Limits::default(), 0);
        let mut builder = Builder::new("表", true, &limits, &mut total);
        for (at, text) in [
            ("A1", "项目名称"),
            ("C1", "道路"),
            ("E1", "实施单位"),
            ("A2", "项目代码"),
            ("C2", "主管部门"),
            ("D2", "住建局"),
            ("A3", "年度目标"),
            ("A4", "修路"),
            ("A5", "填报单位：某局"),
        ] {
            let area = parse_area(at).unwrap();
            builder.push(area.top, area.left, Cell::text(text)).unwrap();
        }
        for area in ["A1:B1", "C1:D1", "A2:B2"] {
            builder.merge(parse_area(area).unwrap()).unwrap();
        }
        let sheet = builder.finish();
        let labels = Labels::new(&sheet);
        let known = |label: &Label| ["实施单位", "主管部门", "项目代码"].contains(&label.word.as_str());
        for (word, right, below) in [
            ("项目名称", Some((0, 2)), None),
            ("项目代码", None, None),
            ("主管部门", Some((1, 3)), None),
            ("实施单位", None, None),
            ("年度目标", None, Some((3, 0))),
        ] {
            let label = labels.find(&[word]).unwrap();
            let below_found = labels.below(label, |l| known(l) || l.word == "年度目标");
            assert_eq!((labels.right(label, known), below_found), (right, below), "{word}");
        }
        let inside = labels.iter().find_map(|label| Labels::inside(label, &["填报单位"]));
        assert_eq!(inside, Some("某局"));
    }
}

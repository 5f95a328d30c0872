//! The money block of a form: totals and parts, for the year and for the medium term.

use super::is_label;
use crate::cell::Cell;
use crate::field::{Field, amount, horizon};
use crate::label::{Label, Labels};
use crate::preview::{CellError, Weight};
use crate::values;
use crate::words::amount_unit;
use domain::fund::{Funds, Horizon};
use domain::money::AmountUnit;
use domain::typed::Typed;

/// The label of the whole block.
const BLOCK: &[&str] =
    &["项目资金", "资金情况", "项目资金情况", "预算资金", "资金来源", "项目预算", "资金构成", "预算情况"];
/// Totals that only forms have.
const TOTALS: &[&str] = &["项目总预算", "项目总投资", "项目资金申请总额"];

/// A label that names money, with what its own words say about the time.
struct Named<'l> {
    label: &'l Label,
    field: Field,
    horizon: Option<Horizon>,
}

pub(super) fn is_word(word: &str) -> bool {
    BLOCK.contains(&word) || named(word, true).is_some()
}

fn named(word: &str, in_block: bool) -> Option<(Field, Option<Horizon>)> {
    let own = [word.to_owned()];
    let horizon = horizon(&own);
    if TOTALS.contains(&word) {
        return Some((Field::Total(Horizon::Annual), horizon));
    }
    let parts = if in_block { vec!["项目资金".to_owned(), word.to_owned()] } else { own.to_vec() };
    amount(&parts).map(|field| (field, horizon))
}

pub(super) fn fill(
    labels: &Labels<'_>,
    before: u32,
    unit: AmountUnit,
    funds: &mut Funds,
    errors: &mut Vec<CellError>,
) {
    let block = labels.find(BLOCK);
    let inside = |label: &Label| {
        block.is_some_and(|block| (block.area.top..=block.area.bottom).contains(&label.area.top))
    };
    let mut found: Vec<(Named<'_>, (u32, u32))> = Vec::new();
    for label in labels.iter().filter(|label| label.area.top < before) {
        let Some((field, horizon)) = named(&label.word, inside(label)) else { continue };
        // Words beside a label are the next label, one we do not know; an amount has digits.
        let place = labels.right(label, is_label).filter(|place| has_digits(labels, *place));
        let place = place.or_else(|| numeric_below(labels, label));
        if let Some(place) = place {
            found.push((Named { label, field, horizon }, place));
        } else if matches!(field, Field::Total(_)) && !BLOCK.contains(&label.word.as_str()) {
            // A total without its number still says which side the parts below it are on.
            found.push((Named { label, field, horizon }, (label.area.top, label.area.left)));
        }
    }
    let totals = sides(&found);
    for (named, place) in &found {
        let (label, field) = (named.label, named.field);
        let side = named.horizon.unwrap_or_else(|| side_of(label, &totals));
        let cell = labels.sheet.cell(place.0, place.1);
        if *place == (label.area.top, label.area.left) {
            continue;
        }
        let unit = amount_unit(&label.text).unwrap_or(unit);
        let amount = match values::money(cell, unit) {
            Ok(Some(amount)) => Typed::of(amount),
            Ok(None) => continue,
            Err(text) => {
                let (sheet, shown) = (&labels.sheet.name, cell.shown());
                errors.push(CellError::new(sheet, *place, &label.word, shown.clone(), text, Weight::Error));
                Typed { value: None, invalid: Some(shown) }
            }
        };
        let column = funds.column_mut(side);
        match field {
            Field::Part(_, source) => {
                column.parts.entry(source).or_insert(amount);
            }
            _ if column.stated_total.is_blank() => column.stated_total = amount,
            _ => {}
        }
    }
}

fn has_digits(labels: &Labels<'_>, (row, column): (u32, u32)) -> bool {
    match labels.sheet.cell(row, column) {
        Cell::Text(text) => domain::text::half_width(text).contains(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

/// The number below a label, for blocks with labels in one row and amounts in the next.
fn numeric_below(labels: &Labels<'_>, label: &Label) -> Option<(u32, u32)> {
    let place = labels.below(label, is_label)?;
    matches!(labels.sheet.cell(place.0, place.1), Cell::Number { .. }).then_some(place)
}

/// The side of each total: (row, column, side), in reading order.
fn sides(found: &[(Named<'_>, (u32, u32))]) -> Vec<(u32, u32, Horizon)> {
    let totals =
        || found.iter().map(|(named, _)| named).filter(|named| matches!(named.field, Field::Total(_)));
    let annual = totals().any(|total| total.horizon == Some(Horizon::Annual));
    // 资金总额 beside 当年资金总额 is that of the whole period.
    let plain = if annual { Horizon::Medium } else { Horizon::Annual };
    totals()
        .map(|total| (total.label.area.top, total.label.area.left, total.horizon.unwrap_or(plain)))
        .collect()
}

/// The side of a label that does not say it: that of the total to its left or above it.
fn side_of(label: &Label, totals: &[(u32, u32, Horizon)]) -> Horizon {
    let (row, column) = (label.area.top, label.area.left);
    let nearest =
        totals.iter().filter(|(top, left, _)| (*top, *left) <= (row, column)).map(|(top, _, _)| *top).max();
    let in_row = totals.iter().filter(|(top, _, _)| Some(*top) == nearest);
    let over = in_row.clone().filter(|(_, left, _)| *left <= column).max_by_key(|(_, left, _)| *left);
    over.or_else(|| in_row.clone().next()).map_or(Horizon::Annual, |(_, _, side)| *side)
}

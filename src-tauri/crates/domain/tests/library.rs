//! The indicator library that ships: every file parses and every indicator can be used as it is.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod common;

use common::{pack, texts};
use domain::indicator::{Level1, Taxonomy};
use domain::library::{Library, LibraryIndicator};
use domain::target_value::read;
use domain::text::{chars, is_only_number, squeezed};
use std::collections::{BTreeMap, BTreeSet};

fn all() -> Vec<LibraryIndicator> {
    texts("indicators", "toml")
        .iter()
        .flat_map(|(_, text)| Library::parse(text).unwrap().indicators)
        .collect()
}

#[test]
fn every_indicator_can_be_used_as_it_is() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    let mut wrong = Vec::new();
    for indicator in all() {
        let LibraryIndicator { code, category, class, name, value, explanation, standard, source } =
            &indicator;
        let readable = read(value, None).is_ok() && indicator.target_value().is_some();
        let full = [category, name, explanation, standard, source].iter().all(|text| !text.trim().is_empty());
        let named = chars(name) <= 30 && !is_only_number(name);
        let both = [Taxonomy::Y2015, Taxonomy::Y2021]
            .iter()
            .all(|taxonomy| indicator.class_in(*taxonomy).is_in(*taxonomy));
        if !(readable && full && named && both && class.is_in(Taxonomy::Y2021)) {
            wrong.push(format!("{code} {name} {value}"));
        }
        if !codes.insert(code.clone()) || !names.insert(squeezed(name)) {
            wrong.push(format!("{code} {name} twice"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!((200..=300).contains(&codes.len()), "{}", codes.len());
}

/// Each field of work offers something for each level-1 class that every target needs.
#[test]
fn each_field_covers_output_benefit_and_satisfaction() {
    let mut fields: BTreeMap<String, BTreeSet<Level1>> = BTreeMap::new();
    for indicator in all() {
        fields.entry(indicator.category.clone()).or_default().insert(indicator.class.level1());
    }
    for (field, classes) in &fields {
        assert_eq!(classes.len(), 4, "{field}: {classes:?}");
    }
    assert!(fields.len() >= 15, "{fields:?}");
}

#[test]
fn the_common_indicators_of_a_pack_are_in_the_library() {
    let all = all();
    for name in &pack("jinan-2019").rules.common.as_ref().unwrap().params.names {
        let found = all.iter().find(|indicator| indicator.name == *name).unwrap();
        assert!(found.category == "共性" && found.source.contains("济南"), "{found:?}");
    }
}

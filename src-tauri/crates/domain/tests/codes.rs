//! Golden codes: unit, project, division and 统一社会信用代码.

use domain::unit::{
    CodeFault, check_agency_code, check_credit_code, check_division_code, check_project_code,
    parent_agency_code,
};

#[test]
fn golden_codes() {
    let rows = include_str!("fixtures/codes.txt").lines().filter(|line| !line.starts_with('#'));
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let [kind, code, expected] = cells[..] else { panic!("{row}") };
        let judged = match kind {
            "credit" => check_credit_code(code),
            "project" => check_project_code(code),
            "agency" => check_agency_code(code),
            _ => check_division_code(code),
        };
        let got = match judged {
            Ok(()) => "good".to_owned(),
            Err(CodeFault::CreditCodeCheck(_, due)) => due.to_string(),
            Err(_) => "form".to_owned(),
        };
        assert_eq!(got, expected, "{row}");
    }
}

#[test]
fn the_parent_is_three_digits_shorter() {
    for (code, parent) in
        [("219001", Some("219")), ("219001002", Some("219001")), ("219", None), ("21900", None)]
    {
        assert_eq!(parent_agency_code(code), parent, "{code}");
    }
}

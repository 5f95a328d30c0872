//! The forms' layouts against text files: `WENXIAO_BLESS=1 cargo test -p wenxiao-documents --test golden` writes
//! them anew; read the difference before you commit it.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use documents::forms::{
    AdjustmentSheet, DirectLedger, LedgerLine, MonitorReport, RectifySheet, SelfEvalLayout, adjustment_sheet,
    direct_ledger, goal_form_2015, goal_form_2021, monitor_form, monitor_report, monitor_summary,
    rectify_sheet, selfeval_form, selfeval_report, unit_monitor_form,
};
use documents::{Block, Content, Document, Error, FormPage, Stamp};
use domain::fund::{FundSource, Horizon};
use domain::indicator::Taxonomy;
use domain::monitoring::Month;
use domain::period::FiscalYear;
use domain::project::Flag;
use domain::typed::Typed;
use support::monitoring as month;
use support::results;
use support::selfeval as year;
use support::{Case, adjustments, date, empty, longest, ordinary_2015, ordinary_2021, sealed};

fn compare(name: &str, form: &FormPage) {
    form.check().unwrap();
    compare_text(name, form.dump());
}

fn compare_text(name: &str, dump: String) {
    let path = format!("{}/tests/golden/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("WENXIAO_BLESS").is_some() {
        std::fs::write(&path, &dump).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    for (at, (want, got)) in golden.lines().zip(dump.lines()).enumerate() {
        assert_eq!(got, want, "{name}.txt line {}", at + 1);
    }
    assert_eq!(dump.lines().count(), golden.lines().count(), "{name}.txt");
}

#[test]
fn layouts_are_as_agreed() {
    compare("goal-2015", &goal_form_2015(&ordinary_2015().form(sealed())).unwrap());
    compare("goal-2021", &goal_form_2021(&ordinary_2021().form(sealed())).unwrap());
    compare("goal-2015-empty", &goal_form_2015(&empty(Taxonomy::Y2015).form(Stamp::Draft)).unwrap());
    compare("goal-2021-empty", &goal_form_2021(&empty(Taxonomy::Y2021).form(Stamp::Draft)).unwrap());
    compare("adjustment", &adjustment_sheet(&sheet(&ordinary_2021())).unwrap());
    goal_form_2015(&longest(Taxonomy::Y2015).form(sealed())).unwrap().check().unwrap();
    goal_form_2021(&longest(Taxonomy::Y2021).form(sealed())).unwrap().check().unwrap();
}

#[test]
fn papers_of_monitoring_are_as_agreed() {
    let (july, half) = (month::july(), month::half_year());
    let (unit, year, date) = (&july.case.unit, month::YEAR, month::august());
    compare("monitor", &monitor_form(&july.form(sealed())).unwrap());
    compare("monitor-huangshi", &monitor_form(&month::huangshi().form(Stamp::Draft)).unwrap());
    compare("monitor-unit", &unit_monitor_form(&half.form(Stamp::Draft)));
    let payments = month::payments();
    let line = |(project, payment)| LedgerLine { project, payment };
    let lines: Vec<LedgerLine> = payments.iter().map(|(name, paid)| line((name.as_str(), paid))).collect();
    let ledger =
        DirectLedger { unit, year, month: Month::new(7).unwrap(), lines: &lines, stamp: Stamp::Plain, date };
    compare("direct-ledger", &direct_ledger(&ledger));
    compare("direct-ledger-empty", &direct_ledger(&DirectLedger { lines: &[], ..ledger }));
    let items = month::rectifications();
    let rows = month::rectify_rows(&items);
    compare("rectify", &rectify_sheet(&RectifySheet { unit, year, rows: &rows, stamp: Stamp::Plain, date }));
    let page = month::summary(&july.case, 7);
    compare("summary", &monitor_summary(&page).unwrap());
    let sources = vec!["财预〔2019〕136号".to_owned(), "且财发〔2020〕77号".to_owned()];
    let report = MonitorReport { page: &page, rectifications: &rows, sources };
    compare_text("report", text_of(&monitor_report(&report)));
    let page = month::summary(&july.case, 0);
    let report = MonitorReport { page: &page, rectifications: &[], sources: Vec::new() };
    compare_text("report-quiet", text_of(&monitor_report(&report)));
}

#[test]
fn papers_of_self_assessment_are_as_agreed() {
    for (name, form) in year::forms() {
        compare(name, &form);
    }
    let case = ordinary_2021();
    let names = ["selfeval-summary", "department-list", "treatment-list"];
    for (name, form) in names.iter().zip(results::lists(&case, &results::rows(7), Stamp::Draft)) {
        compare(name, &form);
    }
    for (name, form) in names.iter().zip(results::lists(&case, &[], sealed())) {
        compare(&format!("{name}-empty"), &form);
    }
    let eval = year::with_rates(year::year_2021(SelfEvalLayout::default()));
    let report = selfeval_report(&results::report(&eval, Stamp::Draft)).unwrap();
    compare_text("selfeval-report", text_of(&report));
}

/// A document as plain text.
fn text_of(document: &Document) -> String {
    let mut lines: Vec<String> = vec![document.title.clone()];
    lines.extend(document.subtitles.iter().cloned());
    for block in &document.blocks {
        match block {
            Block::Heading(text) => lines.push(format!("# {text}")),
            Block::Subheading(text) => lines.push(format!("## {text}")),
            Block::Text(text) => lines.push(text.clone()),
            Block::Closing(text) => lines.push(format!("> {}", text.join(" / "))),
            Block::Chart(chart) => lines.push(format!("~ {}", chart.words())),
            Block::Table(table) => {
                lines.push(format!("| {} {}", table.caption, table.unit));
                let heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
                lines.push(heads.join(" | "));
                for row in &table.rows {
                    assert_eq!(row.len(), heads.len(), "{}", table.caption);
                    let cells: Vec<String> = row.iter().map(Content::printed).collect();
                    lines.push(cells.join(" | "));
                }
            }
        }
    }
    lines.join("\n") + "\n"
}

fn sheet(case: &Case) -> AdjustmentSheet<'_> {
    let rows = Box::leak(adjustments().into_boxed_slice());
    let (unit, project) = (&case.unit, &case.project);
    AdjustmentSheet { unit, project, year: FiscalYear(2026), rows, stamp: sealed(), date: date() }
}

/// The cell right of the cell with this text.
fn beside(form: &FormPage, label: &str) -> Content {
    let label = form.cells.iter().find(|cell| cell.content.printed().trim() == label).unwrap();
    let right = label.column + label.columns;
    form.cells.iter().find(|cell| cell.row == label.row && cell.column == right).unwrap().content.clone()
}

#[test]
fn blank_is_not_zero_and_parts_add_up_on_paper() {
    let mut case = empty(Taxonomy::Y2021);
    case.fund(Horizon::Annual, FundSource::Other, "0");
    let form = goal_form_2021(&case.form(Stamp::Draft)).unwrap();
    assert_eq!(beside(&form, "其中：当年财政拨款"), Content::Blank);
    assert_eq!(beside(&form, "其他资金").printed(), "0.00");
    assert_eq!(beside(&form, "年度资金总额").printed(), "0.00");

    case.fund(Horizon::Annual, FundSource::Fiscal, "0.000001");
    case.fund(Horizon::Annual, FundSource::UnitFunds, "1234.5");
    let form = goal_form_2021(&case.form(Stamp::Draft)).unwrap();
    for (label, text) in [
        ("年度资金总额", "1,234.500001"),
        ("其中：当年财政拨款", "0.000001"),
        ("单位资金", "1,234.500000"),
        ("其他资金", "0.000000"),
    ] {
        assert_eq!(beside(&form, label).printed(), text, "{label}");
    }
}

#[test]
fn what_was_typed_stands_on_the_paper_even_where_it_cannot_be_read() {
    let mut case = ordinary_2021();
    case.target.indicators[0].value = Typed { value: None, invalid: Some("约100左右".into()) };
    case.project.period = Typed { value: None, invalid: Some("长期".into()) };
    let form = goal_form_2021(&case.form(Stamp::Draft)).unwrap();
    assert_eq!(beside(&form, "起止时间").printed(), "长期");
    assert!(form.texts().any(|text| text == "约100左右"));
}

#[test]
fn an_indicator_of_the_other_tree_is_not_lost() {
    let case = ordinary_2021();
    let form = goal_form_2015(&case.form(Stamp::Draft)).unwrap();
    for one in &case.target.indicators {
        assert_eq!(form.texts().filter(|text| *text == one.name).count(), 1, "{}", one.name);
    }
}

#[test]
fn a_secret_project_is_never_laid_out() {
    let mut case = ordinary_2021();
    case.project.flags.insert(Flag::Secret);
    let form = case.form(Stamp::Draft);
    let faults = [
        goal_form_2015(&form).unwrap_err(),
        goal_form_2021(&form).unwrap_err(),
        adjustment_sheet(&sheet(&case)).unwrap_err(),
        {
            let mut july = month::july();
            july.case.project = case.project.clone();
            monitor_form(&july.form(Stamp::Draft)).unwrap_err()
        },
        {
            let mut eval = year::year_2021(SelfEvalLayout::default());
            eval.case.project = case.project.clone();
            assert!(selfeval_report(&results::report(&eval, Stamp::Draft)).is_err());
            selfeval_form(&eval.form(Stamp::Draft)).unwrap_err()
        },
    ];
    for fault in faults {
        assert_eq!(fault, Error::Secret(case.project.name.clone()));
    }
}

//! What must hold on the papers of monitoring: nothing typed vanishes, blank is not zero, lamps are told without
//! colour, the page for the head is one page, charts are vectors with the same numbers everywhere.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use calamine::{Data, Reader, Xlsx};
use documents::forms::{
    DirectLedger, LedgerLine, SummaryPage, direct_ledger, monitor_form, monitor_summary, unit_monitor_form,
};
use documents::{Content, FormPage, Preview, Stamp, page_count, to_pdf, to_xlsx};
use domain::due::Lamp;
use domain::fund::FundSource;
use domain::ledger::Payment;
use domain::money::{AmountUnit, Money};
use domain::monitoring::{MonitoredIndicator, Month, Possibility};
use domain::typed::{Id, Typed};
use rust_decimal::Decimal;
use std::io::Cursor;
use support::monitoring as month;
use support::{ordinary_2021, sealed};

fn texts(form: &FormPage) -> Vec<String> {
    form.texts().filter(|text| !text.is_empty()).collect()
}

/// The cells of the row that begins with this text, behind it.
fn row_of(form: &FormPage, label: &str) -> Vec<String> {
    let first = form.cells.iter().find(|cell| cell.content.printed() == label).unwrap();
    let mut row: Vec<_> =
        form.cells.iter().filter(|cell| cell.row == first.row && cell.column > first.column).collect();
    row.sort_by_key(|cell| cell.column);
    row.into_iter().map(|cell| cell.content.printed()).collect()
}

#[test]
fn the_published_form_of_huangshi_comes_out() {
    let form = monitor_form(&month::huangshi().form(Stamp::Draft)).unwrap();
    assert_eq!(row_of(&form, "年度资金总额"), ["220.00", "", "87.57", "39.80%", ""]);
    assert_eq!(row_of(&form, "其中：本年一般公共预算拨款"), ["220.00", "", "87.57", "39.80%", ""]);
    assert_eq!(row_of(&form, "　　　其他资金"), ["", "", "", "", ""]);
    let result = row_of(&form, "监控结果").remove(0);
    for fact in ["39.80%（◆黄）", "序时进度 50.00%"] {
        assert!(result.contains(fact), "{result}");
    }
    assert_eq!(form.subtitle, "（2019年度1—6月）");
}

#[test]
fn every_word_that_was_typed_stands_on_the_form() {
    let mut july = month::july();
    july.doc.funds.get_mut(&FundSource::Fiscal).unwrap().executed.invalid = Some("五百万左右".into());
    july.doc.review_score.invalid = Some("良好".into());
    let gone = Id("gone".into());
    july.doc
        .rows
        .push(MonitoredIndicator {
            measures: "改由下一版目标考核".into(), ..MonitoredIndicator::new(gone)
        });
    july.doc.rows.push(MonitoredIndicator::new(Id("blank".into())));
    let form = monitor_form(&july.form(Stamp::Draft)).unwrap();
    let all = texts(&form).join("|");
    for one in &july.doc.rows {
        for text in one.causes.values().chain([&one.reason, &one.measures]) {
            let word = text.trim_end_matches('。');
            assert!(matches!(word, "√" | "是") || all.contains(word), "{word}");
        }
    }
    for word in ["约600个左右", "五百万左右", "良好", "改由下一版目标考核", "沿用上月", &july.doc.note]
    {
        assert!(all.contains(word), "{word}");
    }
    assert_eq!(all.matches("已不在目标中").count(), 1, "a blank row of a dropped indicator says nothing");
    let sealed = monitor_form(&july.form(sealed())).unwrap();
    assert!(!texts(&sealed).join("|").contains("沿用上月"), "a sealed form was confirmed");
}

#[test]
fn blank_is_not_zero_and_a_budget_of_zero_has_a_rate() {
    for (initial, adjusted, executed, expected) in [
        ("", "", "", ["", "", "", ""]),
        ("0", "", "0", ["0.00", "", "0.00", "0.00%"]),
        ("0", "3.36", "3.36", ["0.00", "3.36", "3.36", "100.00%"]),
        ("100", "", "120.5", ["100.00", "", "120.50", "120.50%"]),
        ("3", "", "1", ["3.00", "", "1.00", "33.33%"]),
        ("100", "", "-5", ["100.00", "", "-5.00", "-5.00%"]),
    ] {
        let mut july = month::july();
        july.doc.funds.clear();
        let fund = month::fund(initial, adjusted, executed, "");
        july.doc.funds.insert(FundSource::Fiscal, fund);
        let form = monitor_form(&july.form(Stamp::Draft)).unwrap();
        let got = row_of(&form, "其中：本年一般公共预算拨款");
        assert_eq!(got[..4], expected, "{initial} {adjusted} {executed}");
    }
}

#[test]
fn exactly_the_chosen_possibility_is_ticked() {
    for (possibility, expected) in [
        (Some(Possibility::Certain), ["√", "", ""]),
        (Some(Possibility::Possible), ["", "√", ""]),
        (Some(Possibility::Impossible), ["", "", "√"]),
        (None, ["", "", ""]),
    ] {
        let mut july = month::july();
        let id = july.case.target.indicators[0].id.clone();
        july.doc.row_mut(&id).possibility = possibility;
        let form = monitor_form(&july.form(Stamp::Draft)).unwrap();
        assert_eq!(row_of(&form, "项目总成本")[9..12], expected, "{possibility:?}");
    }
}

#[test]
fn lamps_are_told_apart_without_colour() {
    let words: Vec<String> = Lamp::ALL.iter().map(|lamp| Content::lamp(Some(*lamp)).printed()).collect();
    for (at, word) in words.iter().enumerate() {
        let (shape, name) = (word.chars().next().unwrap(), &word[word.chars().next().unwrap().len_utf8()..]);
        assert!(Lamp::ALL[at].name().starts_with(name), "{word}");
        assert_eq!(words.iter().filter(|other| other.starts_with(shape)).count(), 1, "{word}");
    }
    // The shapes that the screen has, so that paper and screen can be read side by side.
    assert_eq!(words, ["■绿", "◆黄", "●红", "▲蓝"]);
    assert_eq!(Content::lamp(None), Content::Blank);
}

#[test]
fn the_page_for_the_head_is_one_page_and_says_what_it_leaves_out() {
    let case = ordinary_2021();
    for urgent in [0, 1, 3, 7, 12, 14, 20, 21, 77] {
        let page = month::summary(&case, urgent);
        let form = monitor_summary(&page).unwrap();
        assert_eq!(page_count(&form).unwrap(), 1, "{urgent}");
        let lamps = form.cells.iter().filter(|cell| matches!(cell.content, Content::Lamp(..))).count();
        let all = texts(&form).join("|");
        assert_eq!(all.contains("未列出"), lamps < urgent, "{urgent}: {lamps} shown");
        if lamps < urgent {
            assert!(all.contains(&format!("另有 {} 个项目未列出", urgent - lamps)), "{urgent}");
            assert!(lamps >= 8, "{urgent}: only {lamps} shown");
        }
        assert_eq!(all.contains("没有红灯、黄灯或需要整改的项目"), urgent == 0);
    }
}

#[test]
fn an_empty_month_makes_a_page_too() {
    let case = ordinary_2021();
    let page = SummaryPage {
        totals: documents::forms::SummaryTotals { projects: 3, ..Default::default() },
        rows: Vec::new(),
        months: Vec::new(),
        missing: vec!["甲".repeat(60), "乙".repeat(60), "丙".repeat(60)],
        ..month::summary(&case, 0)
    };
    let form = monitor_summary(&page).unwrap();
    assert_eq!(page_count(&form).unwrap(), 1);
    let all = texts(&form).join("|");
    assert!(all.contains("还没有预算执行数") && all.contains("—"), "{all}");
    assert!(to_xlsx(&form).is_ok() && to_pdf(&form).is_ok());
}

#[test]
fn charts_are_vectors_on_paper_and_coloured_on_the_screen() {
    let case = ordinary_2021();
    let form = monitor_summary(&month::summary(&case, 7)).unwrap();
    let pdf = to_pdf(&form).unwrap();
    assert!(pdf == to_pdf(&form.clone()).unwrap(), "the same page gives the same bytes");
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let pictures = document.objects.values().filter(|object| {
        let dictionary = object.as_stream().map(|stream| &stream.dict);
        dictionary.is_ok_and(|dictionary| {
            dictionary.get(b"Subtype").is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Image"))
        })
    });
    assert_eq!(pictures.count(), 0);
    let (_, page) = document.get_pages().into_iter().next().unwrap();
    let content = document.get_and_decode_page_content(page).unwrap();
    let count = |name: &str| content.operations.iter().filter(|one| one.operator == name).count();
    assert!(count("rg") >= 4 && count("d") >= 2, "colours {} dashes {}", count("rg"), count("d"));
    let depth = |form: &FormPage| {
        let png = Preview::open(to_pdf(form).unwrap()).unwrap().png(0, 400).unwrap();
        png::Decoder::new(Cursor::new(png)).read_info().unwrap().info().color_type
    };
    assert_eq!(depth(&form), png::ColorType::Rgb);
    let plain = monitor_form(&month::july().form(Stamp::Draft)).unwrap();
    assert_eq!(depth(&plain), png::ColorType::Grayscale);
}

/// The workbook's second sheet carries every number of the charts, and only those.
#[test]
fn the_numbers_of_the_charts_stand_in_the_workbook() {
    let case = ordinary_2021();
    let page = month::summary(&case, 7);
    let form = monitor_summary(&page).unwrap();
    let bytes = to_xlsx(&form).unwrap();
    assert!(bytes == to_xlsx(&form.clone()).unwrap());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(book.sheet_names(), [form.title.as_str(), "图表数据"]);
    let cells = book.worksheet_range("图表数据").unwrap();
    let numbers: Vec<f64> = cells
        .used_cells()
        .filter_map(|(_, _, value)| if let Data::Float(value) = value { Some(*value) } else { None })
        .collect();
    let wanted: Vec<Decimal> = [page.progress_chart(), page.lamp_chart()]
        .iter()
        .flat_map(|chart| chart.series.iter().flat_map(|series| series.values.iter().flatten().copied()))
        .collect();
    assert_eq!(numbers.len(), wanted.len());
    for value in wanted {
        let value: f64 = value.round_dp(2).to_string().parse().unwrap();
        assert!(numbers.iter().any(|number| (number - value).abs() < 0.006), "{value}");
    }
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(text.matches("xl/charts/chart").count() / 2, 2, "two native charts");
    // A lamp is a word in its cell.
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert!(sheet.used_cells().any(|(_, _, value)| *value == Data::String("●红".into())));
}

#[test]
fn sums_of_the_unit_add_the_projects_to_its_own() {
    let half = month::half_year();
    let form = unit_monitor_form(&half.form(Stamp::Draft));
    assert_eq!(row_of(&form, "整体支出合计"), ["2,195.51", "2,298.87", "1,063.81", "46.12%", "2,232.26"]);
    assert_eq!(row_of(&form, "其中：项目支出"), ["1,298.11", "1,401.47", "624.01", "44.53%", "1,339.86"]);
    let names: Vec<String> = texts(&form);
    for dimension in ["运行成本", "管理效率", "履职效能", "社会效应", "可持续发展能力", "服务对象满意度"]
    {
        assert!(names.iter().any(|text| text == dimension), "{dimension}");
    }
}

#[test]
fn a_long_ledger_repeats_its_head_and_counts_each_payment_once() {
    let case = ordinary_2021();
    let payment = |line: u32| Payment {
        line,
        date: "2026-03-05".parse().ok(),
        payee: format!("收款单位{line}"),
        amount: Money::parse("0.10", AmountUnit::Yuan).unwrap(),
        repeat: line.is_multiple_of(10),
        direct: true,
        ..Payment::default()
    };
    let payments: Vec<Payment> = (1..=1000).map(payment).collect();
    let names = ["甲项目", "乙项目", ""];
    let line = |payment| LedgerLine {
        project: names[(usize::try_from(payment_line(payment)).unwrap() / 400) % 3],
        payment,
    };
    let lines: Vec<LedgerLine> = payments.iter().map(line).collect();
    let form = direct_ledger(&DirectLedger {
        unit: &case.unit,
        year: month::YEAR,
        month: Month::new(12).unwrap(),
        lines: &lines,
        stamp: Stamp::Plain,
        date: month::august(),
    });
    assert_eq!(row_of(&form, "合计（1000 笔）"), ["90.00"]);
    let sums =
        ["小计：甲项目", "小计：乙项目", "小计：未匹配项目"].map(|label| row_of(&form, label)[0].clone());
    assert_eq!(sums, ["36.00", "36.00", "18.00"]);
    assert!(page_count(&form).unwrap() > 30);
}

fn payment_line(payment: &Payment) -> u32 {
    payment.line
}

#[test]
fn typed_zero_is_printed() {
    let mut july = month::july();
    let id = july.case.target.indicators[2].id.clone();
    july.doc.row_mut(&id).done = Typed::of(domain::monitoring::Actual::Number(Decimal::ZERO));
    let form = monitor_form(&july.form(Stamp::Draft)).unwrap();
    assert_eq!(row_of(&form, "改造薄弱学校数量")[1], "0所");
}

#[test]
fn amounts_in_sentences_have_two_decimals() {
    for (fen, unit, text) in [
        (3_002_644_290, AmountUnit::WanYuan, "3,002.64万元"),
        (50, AmountUnit::WanYuan, "0.00万元"),
        (50_00, AmountUnit::WanYuan, "0.01万元"),
        (123_456, AmountUnit::Yuan, "1,234.56元"),
    ] {
        assert_eq!(documents::forms::brief(Money::from_fen(fen), unit), text);
    }
}

//! The PDFs, judged by other people's programs: qpdf, poppler and zbar.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use documents::forms::{
    SelfEvalLayout, goal_form_2015, goal_form_2021, monitor_form, monitor_summary, selfeval_form,
    unit_monitor_form,
};
use documents::{Error, FormPage, Preview, Stamp, missing_glyphs, page_count, to_pdf, to_pdf_all};
use domain::indicator::Taxonomy;
use std::collections::BTreeMap;
use std::process::Command;
use support::monitoring as month;
use support::results;
use support::selfeval as year;
use support::{empty, longest, ordinary_2015, ordinary_2021, sealed};
use tempfile::TempDir;

/// Runs a tool on a PDF; its absence fails the test with what to install.
fn run(pdf: &[u8], tool: &str, arguments: &[&str], after: &[&str]) -> (bool, String, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("form.pdf");
    std::fs::write(&file, pdf).unwrap();
    let output = Command::new(tool)
        .args(arguments)
        .arg(&file)
        .args(after)
        .current_dir(folder.path())
        .output()
        .unwrap_or_else(|fault| panic!("{tool} ({fault}): install qpdf, poppler-utils and zbar-tools"));
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text.into_owned(), folder)
}

/// Every option that lengthens the form.
const SICHUAN: SelfEvalLayout =
    SelfEvalLayout { split_value: true, grade_row: true, text_blocks: true, annual_goals: true };

fn samples() -> Vec<(&'static str, FormPage)> {
    vec![
        ("2015", goal_form_2015(&ordinary_2015().form(sealed())).unwrap()),
        ("2021", goal_form_2021(&ordinary_2021().form(sealed())).unwrap()),
        ("draft", goal_form_2021(&empty(Taxonomy::Y2021).form(Stamp::Draft)).unwrap()),
        ("longest 2015", goal_form_2015(&longest(Taxonomy::Y2015).form(sealed())).unwrap()),
        ("longest 2021", goal_form_2021(&longest(Taxonomy::Y2021).form(sealed())).unwrap()),
        ("month", monitor_form(&month::july().form(sealed())).unwrap()),
        ("longest month", monitor_form(&month::longest_month().form(Stamp::Draft)).unwrap()),
        ("half year", unit_monitor_form(&month::half_year().form(Stamp::Draft))),
        ("year", selfeval_form(&year::year_2021(SelfEvalLayout::default()).form(sealed())).unwrap()),
        ("longest year", selfeval_form(&year::longest_year(SICHUAN).form(Stamp::Draft)).unwrap()),
        ("grades", results::lists(&ordinary_2021(), &results::rows(77), Stamp::Draft)[0].clone()),
        ("treatments", results::lists(&ordinary_2021(), &results::rows(77), sealed())[2].clone()),
        ("summary", monitor_summary(&month::summary(&ordinary_2021(), 40)).unwrap()),
    ]
}

fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

#[test]
fn files_are_sound_and_their_fonts_inside() {
    for (name, form) in samples() {
        let pdf = to_pdf(&form).unwrap();
        let (sound, report, _) = run(&pdf, "qpdf", &["--check"], &[]);
        assert!(sound && !report.contains("WARNING"), "{name}: {report}");
        let (_, fonts, _) = run(&pdf, "pdffonts", &[], &[]);
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert_eq!(rows.len(), 2, "{name}: {fonts}");
        for row in rows {
            assert!(row.contains("Identity-H") && row.contains("yes yes yes"), "{name}: {row}");
        }
        let (_, info, _) = run(&pdf, "pdfinfo", &[], &[]);
        assert!(info.contains(&format!("{}：{}", form.title, form.subject)), "{info}");
        let pages = format!("Pages:           {}\n", page_count(&form).unwrap());
        assert!(info.contains(&pages), "{name}: {info}");
        assert!(info.contains("A4") && info.contains("PDF version:     1.4"), "{info}");
    }
}

/// What goes in comes out, letter by letter.
#[test]
fn text_reads_back() {
    let form = goal_form_2015(&ordinary_2015().form(sealed())).unwrap();
    assert_eq!(page_count(&form).unwrap(), 1);
    let (_, read, _) = run(&to_pdf(&form).unwrap(), "pdftotext", &["-raw"], &["-"]);
    let Stamp::Sealed { number, audit_head } = &form.stamp else { panic!("sealed") };
    let around = format!("第 1 页 共 1 页 上报包 {number} 审计链头 {audit_head}");
    // The subject only heads later pages, and there is none.
    let printed: String = form.texts().filter(|text| *text != form.subject).collect::<String>() + &around;
    let mut wanted = letters(&(printed + &form.subject));
    for (c, count) in letters(&read) {
        assert_eq!(wanted.remove(&c), Some(count), "{c}");
    }
    assert_eq!(wanted, BTreeMap::new());
}

#[test]
fn every_word_of_a_long_form_is_there() {
    for (name, form) in samples() {
        let pdf = to_pdf(&form).unwrap();
        let (_, read, _) = run(&pdf, "pdftotext", &["-raw"], &["-"]);
        let read = letters(&read);
        let printed: String = form.texts().collect();
        for (c, count) in letters(&printed) {
            let got = read.get(&c).copied().unwrap_or(0);
            // The project's name heads later pages only, shortened there; it stands in the table in full.
            let spare = form.subject.matches(c).count();
            assert!(got + spare >= count, "{name}: {c} {got} of {count}");
        }
        let last = page_count(&form).unwrap();
        let squeezed: String = read_text(&pdf).split_whitespace().collect();
        assert!(squeezed.contains(&format!("第{last}页共{last}页")), "{name}");
        assert_eq!(squeezed.contains("（续）"), last > 1, "{name}");
    }
}

fn read_text(pdf: &[u8]) -> String {
    run(pdf, "pdftotext", &["-raw"], &["-"]).1
}

#[test]
fn the_code_reads_and_a_draft_has_none() {
    for stamp in [sealed(), Stamp::Draft, Stamp::Plain] {
        let form = goal_form_2021(&ordinary_2021().form(stamp.clone())).unwrap();
        let pdf = to_pdf(&form).unwrap();
        let (drawn, report, folder) = run(&pdf, "pdftoppm", &["-r", "150", "-png", "-l", "1"], &["page"]);
        assert!(drawn, "{report}");
        let picture = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.extension().is_some_and(|end| end == "png"))
            .unwrap();
        let output = Command::new("zbarimg")
            .args(["-q", "--raw"])
            .arg(picture)
            .output()
            .unwrap_or_else(|fault| panic!("zbarimg ({fault}): install zbar-tools"));
        let code = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let text = read_text(&pdf);
        match &stamp {
            Stamp::Sealed { number, audit_head } => {
                assert_eq!(code, format!("{number} {audit_head}"));
                assert!(text.contains(number) && !text.contains("草稿"));
            }
            Stamp::Plain => {
                assert_eq!(code, "");
                assert!(!text.contains("草稿") && !text.contains("上报包"));
            }
            Stamp::Draft => {
                assert_eq!(code, "");
                assert!(text.contains("草稿") && !text.contains("上报包"));
            }
        }
    }
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    for (name, form) in samples() {
        assert!(to_pdf(&form).unwrap() == to_pdf(&form.clone()).unwrap(), "{name}");
    }
    let mut other = samples().swap_remove(0).1;
    let before = to_pdf(&other).unwrap();
    other.date = other.date.succ_opt().unwrap();
    assert!(to_pdf(&other).unwrap() != before);
}

/// What PDF/A-1b asks for and printpdf leaves out.
#[test]
fn files_are_made_to_last() {
    let form = goal_form_2015(&ordinary_2015().form(sealed())).unwrap();
    let pdf = to_pdf(&form).unwrap();
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    let xmp = document.get_object(catalog.get(b"Metadata").unwrap().as_reference().unwrap()).unwrap();
    let xmp = String::from_utf8(xmp.as_stream().unwrap().content.clone()).unwrap();
    for fact in ["<pdfaid:part>1<", "<pdfaid:conformance>B<", "2026-03-05T00:00:00+08:00", &form.subject] {
        assert!(xmp.contains(fact), "{fact}");
    }
    let intents = catalog.get(b"OutputIntents").unwrap().as_array().unwrap();
    assert_eq!(intents[0].as_dict().unwrap().get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    let info = document.get_object(document.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap();
    let info = info.as_dict().unwrap();
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20260305000000+08'00'");
    assert!(!info.has(b"GTS_PDFXVersion"));
    let id = document.trailer.get(b"ID").unwrap().as_array().unwrap();
    assert_eq!((id.len(), id[0].as_str().unwrap().len()), (2, 16));
    let lists = document.objects.values().filter_map(|object| object.as_dict().ok());
    assert_eq!(lists.filter(|dictionary| dictionary.has(b"CIDSet")).count(), 2);
    assert!(!document.trailer.has(b"Encrypt"));
    assert!(!pdf.windows(6).any(|bytes| bytes == b"D:1970"));
}

#[test]
fn a_character_without_a_glyph_is_named_and_printed_as_a_box() {
    let mut case = ordinary_2015();
    case.project.name = "𠮷祥社区改造".into();
    let form = goal_form_2015(&case.form(Stamp::Draft)).unwrap();
    let all: String = form.texts().collect();
    assert_eq!(missing_glyphs(&all).unwrap(), ['𠮷']);
    assert!(read_text(&to_pdf(&form).unwrap()).contains("□祥社区改造"));
}

#[test]
fn many_forms_share_one_file_and_can_be_stopped() {
    let forms = vec![
        goal_form_2015(&ordinary_2015().form(sealed())).unwrap(),
        goal_form_2021(&ordinary_2021().form(sealed())).unwrap(),
    ];
    let mut heard = Vec::new();
    let pdf = to_pdf_all(&forms, &mut |done, total| {
        heard.push((done, total));
        true
    })
    .unwrap();
    assert_eq!(heard, [(0, 2), (1, 2), (2, 2)]);
    let text: String = read_text(&pdf).split_whitespace().collect();
    assert!(text.contains("第1页共1页") && text.contains("第2页共2页"));
    assert_eq!(to_pdf_all(&forms, &mut |done, _| done == 0).unwrap_err(), Error::Cancelled);
    assert_eq!(to_pdf_all(&[], &mut |_, _| true).unwrap_err(), Error::Empty);
}

/// The preview is the PDF: as dark, in the same places, as another program draws it.
#[test]
fn the_preview_shows_the_file() {
    let pdf = to_pdf(&goal_form_2021(&ordinary_2021().form(sealed())).unwrap()).unwrap();
    let preview = Preview::open(pdf.clone()).unwrap();
    assert_eq!(preview.pages(), 2);
    assert_eq!(preview.png(2, 800).unwrap_err(), Error::NoPage { page: 3, pages: 2 });
    assert_eq!(Preview::open(b"%PDF-1.4 nonsense".to_vec()).err(), Some(Error::Preview));
    let ours = darkness(&preview.png(0, 1169).unwrap());
    let (_, report, folder) = run(
        &pdf,
        "pdftoppm",
        &["-gray", "-png", "-scale-to-x", "1169", "-scale-to-y", "-1", "-l", "1"],
        &["page"],
    );
    let theirs = std::fs::read(folder.path().join("page-1.png")).unwrap_or_else(|_| panic!("{report}"));
    let theirs = darkness(&theirs);
    let inked = theirs.iter().filter(|ink| **ink > 0.02).count();
    assert!(inked > 60, "{inked} of {} fields have ink", theirs.len());
    for (at, (a, b)) in ours.iter().zip(&theirs).enumerate() {
        assert!((a - b).abs() < 0.06, "field {at}: {a:.3} against {b:.3}");
    }
}

/// Share of ink in each of 16 × 12 fields of a grey picture.
fn darkness(png: &[u8]) -> Vec<f32> {
    let decoder = png::Decoder::new(std::io::Cursor::new(png));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let (width, height) = (info.width as usize, info.height as usize);
    let step = info.color_type.samples();
    let mut ink = vec![(0.0, 0.0); 16 * 12];
    for y in 0..height {
        for x in 0..width {
            let field = &mut ink[y * 12 / height * 16 + x * 16 / width];
            field.0 += 1.0 - f32::from(pixels[y * info.line_size + x * step]) / 255.0;
            field.1 += 1.0;
        }
    }
    ink.into_iter().map(|(ink, all): (f32, f32)| ink / all).collect()
}

//! Hostile workbooks: small files that ask a trusting reader for gigabytes.

use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part: its name and its bytes, given in pieces so that a bomb is never whole in memory.
pub type Part<'a> = (&'a str, Vec<(Vec<u8>, usize)>);

/// One piece.
pub fn text(content: &str) -> Vec<(Vec<u8>, usize)> {
    vec![(content.as_bytes().to_vec(), 1)]
}

/// A beginning, a piece repeated, an end.
pub fn repeated(begin: &str, piece: &str, times: usize, end: &str) -> Vec<(Vec<u8>, usize)> {
    vec![(begin.into(), 1), (piece.as_bytes().to_vec(), times), (end.into(), 1)]
}

/// Packs parts.
pub fn pack(parts: Vec<Part<'_>>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, pieces) in parts {
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        for (piece, times) in pieces {
            // Large writes compress much faster than many small ones.
            let block = piece.repeat((65_536 / piece.len().max(1)).clamp(1, times.max(1)));
            let per_block = block.len() / piece.len().max(1);
            for _ in 0..times / per_block {
                zip.write_all(&block).unwrap();
            }
            for _ in 0..times % per_block {
                zip.write_all(&piece).unwrap();
            }
        }
    }
    zip.finish().unwrap().into_inner()
}

/// An xlsx file with this worksheet, and parts that replace or join the usual ones.
pub fn xlsx(sheet: Vec<(Vec<u8>, usize)>, others: Vec<Part<'_>>) -> Vec<u8> {
    let rels = format!(
        r#"<Relationships><Relationship Id="r1" Type="{TYPES}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let book_rels = format!(
        r#"<Relationships><Relationship Id="r1" Type="{TYPES}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let workbook = r#"<workbook><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let mut parts = vec![
        ("_rels/.rels", text(&rels)),
        ("xl/workbook.xml", text(workbook)),
        ("xl/_rels/workbook.xml.rels", text(&book_rels)),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend(others);
    pack(parts)
}

/// A worksheet of these cells.
pub fn cells(inner: &str) -> Vec<(Vec<u8>, usize)> {
    text(&format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{inner}</sheetData></worksheet>"))
}

/// An ods file with this table.
pub fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="表">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    pack(vec![
        ("mimetype", text("application/vnd.oasis.opendocument.spreadsheet")),
        ("META-INF/manifest.xml", text("<manifest:manifest/>")),
        ("content.xml", text(&content)),
    ])
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

/// An xls file with one sheet of these records; `extra` stands in the workbook part.
pub fn xls(extra: &[u8], sheet: &[u8]) -> Vec<u8> {
    let bof = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let bound = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
    let before = bof.len() + bound(0).len() + extra.len() + end.len();
    let globals = [bof.clone(), bound(u32::try_from(before).unwrap()), extra.to_vec(), end.clone()].concat();
    let stream = [globals, bof, sheet.to_vec(), end].concat();
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    let padded = [stream, vec![0; 4096]].concat();
    file.create_stream("/Workbook").unwrap().write_all(&padded).unwrap();
    file.into_inner().into_inner()
}

fn xls_number(row: u16, column: u16) -> Vec<u8> {
    let mut data = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    data.extend_from_slice(&1f64.to_le_bytes());
    record(0x0203, &data)
}

/// The files with the codes that refuse them; `ok` where there is nothing to fear any more.
pub fn all() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let one = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let inline = |text: &str| format!("<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
    vec![
        (
            "A1 and XFD1048576",
            xlsx(cells(&format!("{one}<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")), vec![]),
            "SHEET-COLUMNS",
        ),
        (
            "the last row",
            xlsx(cells(&format!("{one}<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>")), vec![]),
            "SHEET-ROWS",
        ),
        (
            "column ZZZZZ",
            xlsx(cells("<row r=\"1\"><c r=\"ZZZZZ1\"><v>1</v></c></row>"), vec![]),
            "SHEET-DAMAGED",
        ),
        (
            "an address beyond numbers",
            xlsx(cells("<row><c r=\"AAAAAAAAA99999999999\"><v>1</v></c></row>"), vec![]),
            "SHEET-DAMAGED",
        ),
        (
            "four milliards of strings announced",
            xlsx(
                cells(one),
                vec![(
                    "xl/sharedStrings.xml",
                    text("<sst count=\"4000000000\" uniqueCount=\"4000000000\"><si><t>a</t></si></sst>"),
                )],
            ),
            "SHEET-STRINGS",
        ),
        (
            "millions of empty strings",
            xlsx(cells(one), vec![("xl/sharedStrings.xml", repeated("<sst>", "<si/>", 9_000_000, "</sst>"))]),
            "SHEET-RATIO",
        ),
        (
            "a text of 1.5 GB",
            xlsx(
                repeated(
                    "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>",
                    "啊",
                    500_000_000,
                    "</t></is></c></row></sheetData></worksheet>",
                ),
                vec![],
            ),
            "SHEET-PART-SIZE",
        ),
        (
            "a text of 100 MB",
            xlsx(
                repeated(
                    "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>",
                    "文字abc0123456789",
                    5_000_000,
                    "</t></is></c></row></sheetData></worksheet>",
                ),
                vec![],
            ),
            "SHEET-TEXT",
        ),
        ("a text of 900 KB", xlsx(cells(&inline(&"啊".repeat(300_000))), vec![]), "SHEET-TEXT"),
        ("a text of 40,000 characters", xlsx(cells(&inline(&"啊".repeat(40_000))), vec![]), "SHEET-TEXT"),
        (
            "an attribute of 900 KB",
            xlsx(cells(&format!("<row spans=\"{}\"/>", "1".repeat(900_000))), vec![]),
            "ok",
        ),
        (
            "a DTD",
            xlsx(text("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><worksheet><sheetData/></worksheet>"), vec![]),
            "SHEET-DAMAGED",
        ),
        (
            "twenty thousand formats with a long name",
            xlsx(
                cells(one),
                vec![(
                    "xl/styles.xml",
                    text(&format!(
                        "<styleSheet><fonts><font><name val=\"{}\"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>",
                        "n".repeat(300_000),
                        "<xf fontId=\"0\"/>".repeat(20_000)
                    )),
                )],
            ),
            "ok",
        ),
        (
            "merged areas without end",
            xlsx(
                text(&format!(
                    "<worksheet><sheetData>{one}</sheetData><mergeCells>{}</mergeCells></worksheet>",
                    (1..=3000).map(|row| format!("<mergeCell ref=\"A{row}:XFD{row}\"/>")).collect::<String>()
                )),
                vec![],
            ),
            "SHEET-MERGES",
        ),
        (
            "five thousand parts",
            {
                let names: Vec<String> = (0..5000).map(|i| format!("xl/x{i}.xml")).collect();
                xlsx(cells(one), names.iter().map(|name| (name.as_str(), text("<a/>"))).collect())
            },
            "SHEET-ZIP",
        ),
        (
            "a million rows repeated with content",
            ods(
                "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
            ),
            "SHEET-ROWS",
        ),
        (
            "repetitions beyond counting",
            ods(
                "<table:table-row table:number-rows-repeated=\"18446744073709551615\"><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"18446744073709551615\"/></table:table-row>",
            ),
            "SHEET-COLUMNS",
        ),
        (
            "rows times columns",
            ods(
                "<table:table-row table:number-rows-repeated=\"190000\"><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"500\"/></table:table-row>",
            ),
            "SHEET-CELLS",
        ),
        (
            "merged areas repeated",
            ods(
                "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-spanned=\"2\"/></table:table-row>",
            ),
            "SHEET-MERGES",
        ),
        (
            "an xls rectangle from corner to corner",
            xls(&[], &[xls_number(0, 0), xls_number(65_535, 65_535)].concat()),
            "SHEET-CELLS",
        ),
        (
            "xls dimensions that are only announced",
            xls(
                &[],
                &[record(0x0200, &[0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0]), xls_number(0, 0)]
                    .concat(),
            ),
            "ok",
        ),
        (
            "one long xls string in a hundred thousand cells",
            {
                let text = [&[0u8; 8][..], &[0, 32, 0], &[b'x'; 8192]].concat();
                let cell = |n: u32| {
                    let row = u16::try_from(n / 200).unwrap().to_le_bytes();
                    let column = u16::try_from(n % 200).unwrap().to_le_bytes();
                    record(0x00FD, &[row[0], row[1], column[0], column[1], 0, 0, 0, 0, 0, 0])
                };
                xls(&record(0x00FC, &text), &(0..100_000).flat_map(cell).collect::<Vec<u8>>())
            },
            "SHEET-TEXT-TOTAL",
        ),
        (
            "an allocation table listed over and over",
            {
                let mut file = xls(&[], &xls_number(0, 0));
                for i in 0..109 {
                    file[76 + i * 4..80 + i * 4].copy_from_slice(&0u32.to_le_bytes());
                }
                file
            },
            "SHEET-DAMAGED",
        ),
    ]
}

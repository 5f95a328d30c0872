// UI rule 3: what Excel, WPS and Word put on the clipboard, as rows of texts; and the way out again.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readClipboard, readTable, readTsv, writeTable, writeTsv, type Grid } from "../src/sheet/clipboard";

const file = (name: string): string => readFileSync(join(import.meta.dirname, "fixtures/clipboard", name), "utf8");

describe("an HTML table", () => {
  const rows: [string, string, Grid][] = [
    [
      "of Excel: merged class once, breaks kept, hidden rows and blanks of the source gone, text that ran over laid out",
      "excel-merged.html",
      [
        ["数量指标", "补助村\n（社区）数量", "=", "8", "个", "8"],
        ["", "保障   村干部人数", "=", "1,042", "人", "8"],
        ["补助经费到位及时率", "", ">=", "95%", "", "8"],
      ],
    ],
    ["of Excel, one cell", "excel-one.html", [["≥95%"]]],
    ["of WPS: what is shown, not the number behind it", "wps.html", [["三级指标", "指标值", "分值"], ["村民满意度", "90%", "10"]]],
    ["of Word: paragraphs of a cell are lines, hidden text is not there", "word.html", [["工程开工\n及时率", "≥100"]]],
  ];
  it.each(rows)("%s", (_, name, grid) => expect(readTable(file(name))).toEqual(grid));
  it("wins over the text beside it", () => expect(readClipboard(file("excel-one.html"), "95%")).toEqual([["≥95%"]]));
  it("is not there in a page without one: the text is taken", () => {
    expect(readTable(file("page.html"))).toBeNull();
    expect(readClipboard(file("page.html"), "第一段\t第二段")).toEqual([["第一段", "第二段"]]);
  });
  it.each([
    ["colspan", "<table><tr><td colspan=2>甲</td><td>乙</td></tr></table>", [["甲", "", "乙"]]],
    ["rowspan", "<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", [["甲", "乙"], ["", "丙"]]],
    ["both", "<table><tr><td rowspan=2 colspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", [["甲", "", "乙"], ["", "", "丙"]]],
    ["a rowspan past the end", "<table><tr><td rowspan=9>甲</td><td>乙</td></tr></table>", [["甲", "乙"]]],
    ["a span without sense", "<table><tr><td colspan=0>甲</td><td colspan=x>乙</td></tr></table>", [["甲", "乙"]]],
    ["rows of unequal length", "<table><tr><td>甲</td></tr><tr><td>乙</td><td>丙</td></tr></table>", [["甲", ""], ["乙", "丙"]]],
    ["a table within a cell is not ours", "<table><tr><td>甲<table><tr><td>乙</td></tr></table></td></tr></table>", [["甲"]]],
    ["heads count as cells", "<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td>乙</td></tr></tbody></table>", [["甲"], ["乙"]]],
    ["scripts and styles are not text", "<table><tr><td><style>a{}</style><script>x</script>甲</td></tr></table>", [["甲"]]],
  ])("lays out %s", (_, html, grid) => expect(readTable(html)).toEqual(grid));
  it("cannot grow without end", () => {
    const grid = readTable('<table><tr><td colspan="9999">甲</td></tr></table>');
    expect(grid?.[0]?.length).toBeLessThanOrEqual(100);
  });
});

describe("tab-separated text", () => {
  it.each<[string, string, Grid]>([
    ["of Excel: quoted breaks, doubled quotes, CR", file("excel.tsv"), [["数量指标", "补助村\n（社区）数量", "=", "8", "个", "8"], ["", '合称"两委"', "定性", "合规", "", "8"]]],
    ["of WPS: one trailing empty row is dropped, a second is content", `${file("wps.tsv")}\r\n`, [["村民满意度", "≥90%", "10"], ["", "", ""], ["", "", ""]]],
    ["written by hand: a quote that does not enclose the field is text", file("notepad.tsv"), [['"合规"性较好', "不到"], ["末行没有换行", '"半个引号']]],
    ["one cell", "95", [["95"]]],
    ["one cell with a break", '"第一行\r\n第二行"', [["第一行\n第二行"]]],
    ["a trailing tab is an empty cell", "甲\t", [["甲", ""]]],
    ["CR alone ends a row", "甲\r乙", [["甲"], ["乙"]]],
    ["an empty line between rows stays", "甲\n\n乙\n", [["甲"], [""], ["乙"]]],
    ["an empty quoted field", '甲\t""\t乙', [["甲", "", "乙"]]],
    ["nothing", "", []],
  ])("%s", (_, text, grid) => expect(readClipboard("", text)).toEqual(grid));
});

describe("the way out", () => {
  const grid: Grid = [["补助村\n数量", "=", "8"], ['合称"两委"', "", "≥95%"], ["a\tb", "<b>", "&"]];
  it("comes back the same as tab-separated text", () => expect(readTsv(writeTsv(grid))).toEqual(grid));
  it("comes back the same as a table", () => {
    const plain = grid.map((row) => row.map((text) => text.replace("\t", " ")));
    expect(readTable(writeTable(plain))).toEqual(plain);
  });
  it("quotes only what needs it, and ends rows like Windows", () => {
    expect(writeTsv([["甲", "乙"], ["丙\n丁", '戊"']])).toBe('甲\t乙\r\n"丙\n丁"\t"戊"""');
  });
  it("keeps texts texts for a spreadsheet, numbers numbers", () => {
    const html = writeTable([["=1+1", "95", "1月2日"]]);
    expect(html.match(/mso-number-format/g)).toHaveLength(2);
    expect(html).toContain("<td>95</td>");
  });
});

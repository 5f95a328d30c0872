// What spreadsheets put on the clipboard, as rows of texts, and the same way out again.
// Excel and WPS give an HTML table beside tab-separated text; the table is the better witness, because it
// keeps line breaks in cells apart from rows. What a text means (≥95%, 万元) is for the program to read.

export type Grid = string[][];

const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all/i;
const BLOCKS = new Set(["P", "DIV", "LI", "H1", "H2", "H3", "H4"]);
const SILENT = new Set(["STYLE", "SCRIPT", "TEMPLATE", "RT", "RP", "TABLE"]);
/** More than any sheet of indicators has; a merged title over a whole workbook row must not grow without end. */
const WIDEST = 100;
const LONGEST = 2000;

/** Rows of texts: the HTML table if there is one, else tab-separated text. Empty when there is nothing. */
export function readClipboard(html: string, plain: string): Grid {
  const grid = (html === "" ? null : readTable(html)) ?? readTsv(plain);
  return withoutLastBlank(grid);
}

/** The first table of a fragment laid out as rows of equal length; null when it has none. */
export function readTable(html: string): Grid | null {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  const lines = [...table.querySelectorAll("tr")].filter((line) => line.closest("table") === table);
  if (lines.length === 0) return null;
  const grid: Grid = lines.map(() => []);
  lines.slice(0, LONGEST).forEach((line, row) => {
    let column = 0;
    for (const cell of line.children) {
      if ((cell.tagName !== "TD" && cell.tagName !== "TH") || hidden(cell)) continue;
      while (grid[row]?.[column] !== undefined) column += 1;
      if (column >= WIDEST) break;
      const down = Math.min(spanOf(cell, "rowspan"), lines.length - row);
      const right = Math.min(spanOf(cell, "colspan"), WIDEST - column);
      // A merged cell has its text once, at its top left, as the tab-separated text has it too.
      for (let r = row; r < row + down; r += 1) {
        for (let c = column; c < column + right; c += 1) (grid[r] ?? [])[c] = "";
      }
      (grid[row] ?? [])[column] = textOf(cell);
      column += right;
    }
  });
  // Hidden rows count for the cells that are merged over them, and then are left out.
  return evened(grid.filter((_, row) => !hidden(lines[row] as Element)));
}

/** Tab-separated text; a field that begins with a quote may hold tabs, line breaks and doubled quotes. */
export function readTsv(plain: string): Grid {
  const text = plain.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "");
  if (text === "") return [];
  const quoted = /"([^"]*(?:""[^"]*)*)"(?=[\t\n]|$)/y;
  const bare = /[^\t\n]*/y;
  const grid: Grid = [[]];
  let at = 0;
  for (;;) {
    quoted.lastIndex = at;
    bare.lastIndex = at;
    const match = quoted.exec(text);
    const field = match ? (match[1] ?? "").replaceAll('""', '"') : (bare.exec(text)?.[0] ?? "");
    at += match ? match[0].length : field.length;
    grid.at(-1)?.push(field);
    if (at >= text.length) return evened(grid);
    if (text[at] === "\n") grid.push([]);
    at += 1;
  }
}

/** Tab-separated text as spreadsheets write it. */
export function writeTsv(grid: Grid): string {
  const field = (text: string): string => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return grid.map((row) => row.map(field).join("\t")).join("\r\n");
}

/** An HTML table; cells in which a spreadsheet would see a number, a date or a formula that is none stay text. */
export function writeTable(grid: Grid): string {
  const cell = (text: string): string => {
    const words = !/^-?\d+(\.\d+)?%?$/.test(text) && text !== "";
    const inner = escaped(text).replaceAll("\n", '<br style="mso-data-placement:same-cell">');
    return `<td${words ? ` style='mso-number-format:"\\@"'` : ""}>${inner}</td>`;
  };
  const rows = grid.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("");
  return `<html><body><!--StartFragment--><table>${rows}</table><!--EndFragment--></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function hidden(element: Element): boolean {
  return HIDDEN.test(element.getAttribute("style") ?? "") || element.hasAttribute("hidden");
}

function spanOf(cell: Element, name: string): number {
  const span = cell.getAttribute(name) ?? "";
  return /^\d{1,4}$/.test(span) ? Math.max(1, +span) : 1;
}

/** What a reader sees in a cell: blanks of the source fold, `<br>` breaks the line, hidden pieces are not there. */
function textOf(cell: Element): string {
  let out = "";
  const walk = (node: Node): void => {
    if (node.nodeType === 3) {
      out += (node.textContent ?? "").replaceAll(/[ \t\r\n]+/g, " ");
    } else if (node.nodeType === 1) {
      const element = node as Element;
      if (element.tagName === "BR") out += "\n";
      else if (!SILENT.has(element.tagName) && !hidden(element)) {
        const block = BLOCKS.has(element.tagName);
        if (block && out.trim() !== "") out += "\n";
        for (const child of element.childNodes) walk(child);
      }
    }
  };
  for (const child of cell.childNodes) walk(child);
  return out
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}

/** Rows of one length: short ones end in blanks, holes are blanks. */
function evened(grid: Grid): Grid {
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ""));
}

function withoutLastBlank(grid: Grid): Grid {
  const last = grid.at(-1);
  return last?.every((text) => text === "") ? grid.slice(0, -1) : grid;
}

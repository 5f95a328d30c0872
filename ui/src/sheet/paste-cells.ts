// A pasted range laid over a sheet whose rows are given: what would change, and what does not fit. What a text means is
// for the program to read, cell by cell.
import type { EditCell } from "../api/gen";
import type { Grid } from "./clipboard";
import { settingOrder, type Column } from "./column";
import type { Model } from "./rows";

export interface PasteLine {
  id: string;
  name: string;
  cells: { word: string; before: string; after: string }[];
}

export interface PasteOver {
  cells: EditCell[];
  lines: PasteLine[];
  /** What is left out, and why. */
  skipped: string[];
}

const SAME = /\s+/g;
const squeezed = (text: string): string => text.replaceAll(SAME, "");

/** `from`: the cell at the top left. A first row of headings is told by its words and left out. */
export function pasteOver(models: readonly Model[], columns: readonly Column[], from: { row: string | null; at: string; grid: Grid }): PasteOver {
  const first = models.findIndex((model) => model.id === from.row);
  const left = columns.findIndex((column) => column.at === from.at);
  const words = new Set(columns.flatMap((column) => [column.word, column.title ?? column.word]).map(squeezed));
  const heading = from.grid.length > 1 && (from.grid[0] ?? []).filter((text) => words.has(squeezed(text))).length > 1;
  const grid = heading ? from.grid.slice(1) : from.grid;
  const skipped: string[] = heading ? ["第一行是表头，没有带入"] : [];
  const below = first + grid.length - models.length;
  if (below > 0) skipped.push(`最后 ${below} 行在表格以外，没有带入`);
  const right = left + (grid[0]?.length ?? 0) - columns.length;
  if (right > 0) skipped.push(`最后 ${right} 列在表格以外，没有带入`);
  const order = settingOrder(columns);
  const lines: PasteLine[] = [];
  const cells: EditCell[] = [];
  grid.forEach((texts, down) => {
    const model = models[first + down];
    if (!model) return;
    const line: PasteLine = { id: model.id, name: model.name, cells: [] };
    const changed = texts.flatMap((text, across) => {
      const column = columns[left + across];
      const cell = model.cells[left + across];
      if (!column || !cell) return [];
      if (cell.fixed) {
        // Its own name beside what is pasted: a range of another order of rows is noticed.
        if (column.at === "name" && text !== "" && squeezed(text) !== squeezed(cell.text)) skipped.push(`粘贴的“${text}”对着“${cell.text}”，请核对行的次序`);
        return [];
      }
      return cell.text === text ? [] : [{ column, path: cell.path, before: cell.text, after: text }];
    });
    changed.sort((a, b) => order(a.column, b.column));
    for (const each of changed) {
      cells.push({ path: each.path, text: each.after });
      line.cells.push({ word: each.column.title ?? each.column.word, before: each.before, after: each.after });
    }
    if (line.cells.length > 0) lines.push(line);
  });
  return { cells, lines, skipped };
}

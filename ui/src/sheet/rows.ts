// What each row of the sheet shows, worked out once after the data changed. Rows that came out the same stay the
// same objects, so that only those that changed are drawn again.
import type { ClassSum, FindingView, IndicatorRow, Level, RemarkView } from "../api/gen";
import type { Kept } from "../form/kept";
import { cellPath, COLUMNS, rightAligned, type Column } from "./columns";
import { spans } from "./merge";

/** The six looks: nothing special is `saved`; a remark and the lock come on top of the others. */
export type Look = "saved" | "empty" | "error" | "explain" | "hint";

export interface Cell {
  path: string;
  text: string;
  look: Look;
  /** The text itself could not be read or was refused. */
  bad: boolean;
  /** In words, for the pointer: findings, then open remarks. */
  why: string;
  remark: boolean;
  num: boolean;
}

export interface Model {
  id: string;
  path: string;
  name: string;
  level1: string;
  level2: string;
  /** Rows covered by the merged cells that begin here; 0 where one above covers this row. */
  span1: number;
  span2: number;
  /** 48 / 50 under the name of the class. */
  sum: string;
  off: boolean;
  locked: boolean;
  cells: Cell[];
}

const GRAVITY: Record<Level, number> = { error: 3, explain: 2, hint: 1 };

interface Note {
  level?: Level;
  why: string[];
  remark: boolean;
}

/** Findings and open remarks by path. */
export type Notes = ReadonlyMap<string, Note>;

export function notes(findings: readonly FindingView[], remarks: readonly RemarkView[]): Notes {
  const out = new Map<string, Note>();
  const at = (path: string): Note => {
    let note = out.get(path);
    if (!note) out.set(path, (note = { why: [], remark: false }));
    return note;
  };
  for (const finding of findings) {
    const note = at(finding.path);
    if (note.level === undefined || GRAVITY[finding.level] > GRAVITY[note.level]) note.level = finding.level;
    note.why.push(finding.text);
  }
  for (const remark of remarks) {
    if (remark.done) continue;
    const note = at(remark.path);
    note.remark = true;
    note.why.push(`${remark.role}意见：${remark.text}`);
  }
  return out;
}

export interface Sheet {
  rows: readonly IndicatorRow[];
  classes: readonly ClassSum[];
  notes: Notes;
  kept: ReadonlyMap<string, Kept>;
  /** Rows of this sheet have points. */
  weighted: boolean;
  locked: boolean;
}

export function models(sheet: Sheet): Model[] {
  const merged = spans(sheet.rows);
  return sheet.rows.map((row, index) => {
    const sum = sheet.classes.find((each) => each.level1 === row.level1);
    return {
      id: row.id,
      path: row.path,
      name: row.name,
      level1: row.level1,
      level2: row.level2,
      span1: merged[index]?.level1 ?? 1,
      span2: merged[index]?.level2 ?? 1,
      sum: sum ? (sum.due === null ? sum.weight : `${sum.weight} / ${sum.due}`) : "",
      off: sum !== undefined && sum.due !== null && sum.due !== sum.weight,
      locked: sheet.locked,
      cells: COLUMNS.map((column) => cell(sheet, row, column)),
    };
  });
}

function cell(sheet: Sheet, row: IndicatorRow, column: Column): Cell {
  const path = cellPath(row, column);
  const kept = sheet.kept.get(path);
  const unread = row.bad[column.at];
  const text = kept?.text ?? unread ?? row[column.key];
  // A finding or a remark on the row as a whole shows at its name.
  const found = [sheet.notes.get(path), column.key === "name" ? sheet.notes.get(row.path) : undefined];
  const levels = found.flatMap((note) => (note?.level ? [note.level] : []));
  const bad = (kept !== undefined && kept.why !== null) || (kept === undefined && unread !== undefined);
  const missing = text === "" && column.required === true && (column.key !== "weight" || sheet.weighted) && !sheet.locked;
  const why = found.flatMap((note) => note?.why ?? []);
  if (kept?.why) why.unshift(kept.why);
  else if (unread !== undefined && kept === undefined) why.unshift("这里填写的内容无法识别，已保留原样");
  const level = bad ? "error" : levels.sort((a, b) => GRAVITY[b] - GRAVITY[a])[0];
  return {
    path,
    text,
    look: missing ? "empty" : (level ?? "saved"),
    bad,
    why: why.join("\n"),
    remark: found.some((note) => note?.remark),
    num: rightAligned(column, row),
  };
}

/** The next rows, with the old object wherever a row came out the same. */
export function stable(before: readonly Model[], next: Model[]): Model[] {
  const old = new Map(before.map((model) => [model.id, model]));
  return next.map((model) => {
    const kept = old.get(model.id);
    return kept && same(kept, model) ? kept : model;
  });
}

function same(a: Model, b: Model): boolean {
  const { cells, ...rest } = a;
  const alike = <T extends object>(one: T, other: T): boolean => (Object.keys(one) as (keyof T)[]).every((key) => one[key] === other[key]);
  return alike(rest, b) && cells.every((cell, index) => alike(cell, b.cells[index] as Cell));
}

// The rectification ledger: in which order it is read, what it is narrowed to, and its fields. Pure.
import type { RectRow, TextCell } from "../../api/gen";
import type { Kept } from "../../form/kept";
import { whenOf } from "../home/when";

export type Standing = "open" | "closed" | "all";

export interface RectFilter {
  standing: Standing;
  text: string;
  /** Id of the only project that is shown; empty for all. */
  project: string;
}

export const NO_RECT_FILTER: RectFilter = { standing: "open", text: "", project: "" };

export function isClosed(row: RectRow): boolean {
  return row.closed_on !== "";
}
export function isOverdue(row: RectRow): boolean {
  return !isClosed(row) && row.days !== null && row.days < 0;
}

export function inLedger(row: RectRow, filter: RectFilter): boolean {
  if (filter.standing !== "all" && isClosed(row) !== (filter.standing === "closed")) return false;
  if (filter.project !== "" && row.project !== filter.project) return false;
  const text = filter.text.trim().toLowerCase();
  return text === "" || [row.project_name, row.problem, row.person, row.opener].some((each) => each.toLowerCase().includes(text));
}

/** Open ones lead, the longest overdue first, those without a day behind; then closed ones, the last closed first. */
export function byUrgency(rows: readonly RectRow[]): RectRow[] {
  const rank = (row: RectRow): number => (isClosed(row) ? 2 : row.days === null ? 1 : 0);
  return [...rows].sort((a, b) => rank(a) - rank(b) || (a.days ?? 0) - (b.days ?? 0) || b.closed_on.localeCompare(a.closed_on) || b.opened_on.localeCompare(a.opened_on));
}

/** When it is due, or when it was closed. */
export function standingOf(row: RectRow, year: number): string {
  if (isClosed(row)) return `${row.closed_on.startsWith(`${year}-`) ? row.closed_on.slice(5) : row.closed_on} 办结`;
  return whenOf({ date: row.due === "" ? null : row.due, days: row.days }, year);
}

/** What it is about, in one line: the project, and the month if it came from one. */
export function aboutOf(row: Pick<RectRow, "project_name" | "month">): string {
  return row.month === null ? row.project_name : `${row.project_name} · ${row.month}月`;
}

type Text = "problem" | "cause" | "measure" | "person" | "due" | "outcome" | "result" | "opened_on";
interface Field {
  key: Text;
  word: string;
  wide: boolean;
}
const FIELDS: Field[] = [
  { key: "problem", word: "存在问题", wide: true },
  { key: "cause", word: "原因", wide: true },
  { key: "measure", word: "整改措施", wide: true },
  { key: "person", word: "责任人", wide: false },
  { key: "due", word: "整改期限", wide: false },
  { key: "outcome", word: "处理结果", wide: false },
  { key: "result", word: "整改结果", wide: true },
];

/** The fields in the order in which they are filled in; a text that was refused stays in its field. */
export function cellsOf(row: RectRow, outcomes: readonly string[], kept: ReadonlyMap<string, Kept>, locked: boolean): TextCell[] {
  return FIELDS.map((field) => cellOf(row, field, field.key === "outcome" ? [...outcomes] : [], kept, locked));
}

/** The day from which it counts; of a feedback, the day it was received. */
export function openedOn(row: RectRow, kept: ReadonlyMap<string, Kept>, locked: boolean): TextCell {
  return cellOf(row, { key: "opened_on", word: "登记日期", wide: false }, [], kept, locked);
}

function cellOf(row: RectRow, { key, word, wide }: Field, options: string[], kept: ReadonlyMap<string, Kept>, locked: boolean): TextCell {
  const path = `${row.path}/${key}`;
  const own = kept.get(path);
  return { path, label: word, text: own?.text ?? row[key], bad: own?.why ?? null, locked: locked || isClosed(row), options, wide };
}

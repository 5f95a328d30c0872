// Which self-assessments the list shows. Pure.
import type { SelfEvalRow, Step } from "../../api/gen";

/** What a row may lack: something to fill in, something to mend, evidence, a report that is of today. */
export type Lack = "open" | "must" | "evidence" | "stale";

export interface Filter {
  text: string;
  state: string;
  grade: string;
  lacks: Lack[];
}

export const NO_FILTER: Filter = { text: "", state: "", grade: "", lacks: [] };

/** Without a score yet. */
export const NO_GRADE = "未评";

export const LACKS: readonly [Lack, string][] = [
  ["open", "没填齐"],
  ["must", "有必须改"],
  ["evidence", "缺佐证"],
  ["stale", "报告过期"],
];

export function lacks(row: SelfEvalRow, what: Lack): boolean {
  if (what === "open") return row.exists && row.filled < row.of;
  if (what === "must") return row.errors > 0;
  return what === "evidence" ? row.exists && row.missing_evidence > 0 : row.stale > 0;
}

export function isFiltered(filter: Filter): boolean {
  return filter.text.trim() !== "" || filter.state !== "" || filter.grade !== "" || filter.lacks.length > 0;
}

export function matches(row: SelfEvalRow, filter: Filter): boolean {
  const text = filter.text.trim().toLowerCase();
  if (text !== "" && ![row.name, row.code, row.kind].some((each) => each.toLowerCase().includes(text))) return false;
  if (filter.state !== "" && row.state !== filter.state) return false;
  if (filter.grade !== "" && (row.grade || NO_GRADE) !== filter.grade) return false;
  return filter.lacks.every((each) => lacks(row, each));
}

/** Those for which one can be begun. */
export function beginnable(rows: readonly SelfEvalRow[]): SelfEvalRow[] {
  return rows.filter((row) => !row.exists && row.blocked === null);
}

/** What may be done with some of these, each way once, in the order of the rows' own steps. */
export function stepsOf(rows: readonly SelfEvalRow[]): Step[] {
  const out = new Map<string, Step>();
  for (const row of rows) for (const step of row.steps) if (!out.has(step.to)) out.set(step.to, step);
  return [...out.values()];
}

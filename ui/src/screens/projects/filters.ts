// Which projects the list shows, and in which order. Pure; amounts are only compared, never added.
import type { ProjectRow } from "../../api/gen";

export interface Filter {
  text: string;
  state: string;
  novelty: string;
  category: string;
  flag: string;
  /** Only with 必须改. */
  must: boolean;
  /** Only with open remarks. */
  remarks: boolean;
}

export type SortBy = "name" | "code" | "department" | "attribute" | "amount" | "indicators" | "state" | "marks" | "remarks";

export interface Sort {
  by: SortBy | null;
  down: boolean;
}

export const NO_FILTER: Filter = { text: "", state: "", novelty: "", category: "", flag: "", must: false, remarks: false };

/** The states in the order of their way. */
const STATES = ["已退回", "编制中", "待复核", "已复核", "已审定", "已上报", "已批复"];

const words = new Intl.Collator("zh-CN", { numeric: true });

export function isFiltered(filter: Filter): boolean {
  return (
    filter.text.trim() !== "" || filter.state !== "" || filter.novelty !== "" || filter.category !== "" || filter.flag !== "" ||
    filter.must || filter.remarks
  );
}

export function matches(row: ProjectRow, filter: Filter): boolean {
  const text = filter.text.trim().toLowerCase();
  if (text !== "" && ![row.name, row.code, row.department].some((each) => each.toLowerCase().includes(text))) return false;
  if (filter.state !== "" && row.state !== filter.state) return false;
  if (filter.novelty !== "" && row.novelty !== filter.novelty) return false;
  if (filter.category !== "" && row.category !== filter.category) return false;
  if (filter.flag !== "" && !row.flags.includes(filter.flag)) return false;
  if (filter.must && row.errors === 0) return false;
  return !filter.remarks || row.remarks > 0;
}

/** The values of a column that occur, in order, for a list to choose from. */
export function choices(rows: readonly ProjectRow[], of: (row: ProjectRow) => string | string[]): string[] {
  const seen = new Set(rows.flatMap(of).filter((word) => word !== ""));
  return [...seen].sort((a, b) => place(a) - place(b) || words.compare(a, b));
}

function place(state: string): number {
  const at = STATES.indexOf(state);
  return at < 0 ? STATES.length : at;
}

type Compare = (a: ProjectRow, b: ProjectRow) => number;

const ORDER: Record<SortBy, Compare> = {
  name: (a, b) => words.compare(a.name, b.name),
  code: (a, b) => words.compare(a.code, b.code),
  department: (a, b) => words.compare(a.department, b.department),
  attribute: (a, b) => words.compare(a.category, b.category) || words.compare(a.novelty, b.novelty),
  // A blank amount is less than zero: the two are not the same.
  amount: (a, b) => larger(a.amount ?? Number.NEGATIVE_INFINITY, b.amount ?? Number.NEGATIVE_INFINITY),
  indicators: (a, b) => larger(a.indicators, b.indicators),
  state: (a, b) => place(a.state) - place(b.state),
  marks: (a, b) => larger(a.errors, b.errors) || larger(a.explains, b.explains) || larger(a.hints, b.hints),
  remarks: (a, b) => larger(a.remarks, b.remarks),
};

function larger(a: number, b: number): number {
  return a === b ? 0 : a > b ? 1 : -1;
}

/** Sorted by a column; what is equal stays as it was. */
export function sorted(rows: readonly ProjectRow[], sort: Sort): ProjectRow[] {
  if (sort.by === null) return [...rows];
  const compare = ORDER[sort.by];
  return [...rows].sort((a, b) => (sort.down ? compare(b, a) : compare(a, b)));
}

/** Counts and sums first want the largest on top; names want the first on top. A third click gives the form's order back. */
export function nextSort(now: Sort, by: SortBy): Sort {
  const large = by === "amount" || by === "indicators" || by === "marks" || by === "remarks";
  if (now.by !== by) return { by, down: large };
  return now.down === large ? { by, down: !large } : { by: null, down: false };
}

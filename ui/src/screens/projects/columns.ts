// The columns of the list of projects, and which of them find room. Pure.
import type { SortBy } from "./filters";

export interface Column {
  key: SortBy;
  word: string;
  num?: boolean;
  /** Width in rem, as in the table's styles; the name takes what is left. */
  rem: number;
}

export const COLUMNS: readonly Column[] = [
  { key: "name", word: "项目名称", rem: 12 },
  { key: "code", word: "项目代码", rem: 12.2 },
  { key: "department", word: "主管部门", rem: 8.6 },
  { key: "attribute", word: "类别", rem: 9.8 },
  { key: "amount", word: "年度资金", num: true, rem: 8.8 },
  { key: "indicators", word: "指标", num: true, rem: 3.4 },
  { key: "state", word: "状态", rem: 5.2 },
  { key: "marks", word: "核对结果", rem: 14.1 },
  { key: "remarks", word: "意见", num: true, rem: 3.2 },
];

/** As much as the department's name needs at most. */
const DEPARTMENT = 18;

/** The box for choosing a row. */
const PICK = 2.6;

/** What goes first when there is no room; the details beside the list say it all the same. */
const GOES: readonly SortBy[] = ["code", "department", "attribute", "indicators", "remarks", "state"];

/** The columns for a table so many rem wide; all of them while the width is not known. */
export function columnsFor(width: number): Column[] {
  const out = [...COLUMNS];
  if (width <= 0) return out;
  let free = width - PICK;
  for (const column of out) free -= column.rem;
  for (const key of GOES) {
    if (free >= 0) break;
    const at = out.findIndex((column) => column.key === key);
    const [gone] = out.splice(at, 1);
    free += gone?.rem ?? 0;
  }
  // The departments' names take their share of what is left over; the projects' take the rest.
  return out.map((column) => (column.key === "department" && free > 0 ? { ...column, rem: Math.min(DEPARTMENT, column.rem + free / 3) } : column));
}

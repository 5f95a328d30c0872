// Sheets whose rows are given — by the indicators of a target, by the sources of its money: what they tell, and how
// their rows begin. What stands in the cells is for each form.
import type { EditCell } from "../api/gen";
import { spans } from "./merge";
import type { PasteOver } from "./paste-cells";
import type { Cell, Model } from "./rows";

export interface GivenEvents {
  save: [path: string, text: string];
  cells: [cells: EditCell[], what: "fill" | "clear"];
  /** What a pasted range would change, for its preview. */
  paste: [over: PasteOver];
  focus: [path: string];
  lost: [text: string];
}

/** Of a sheet of indicators: level 1 and 2 stand before the columns, and a row begins at what was achieved. */
export const BY_CLASS: { heads: readonly string[]; first: number; blank: string } = {
  heads: ["一级指标", "二级指标"],
  first: 2,
  blank: "绩效目标里没有年度指标，请先在“绩效目标”里填写。",
};

interface GivenIndicator {
  id: string;
  path: string;
  name: string;
  level1: string;
  level2: string;
  gone: boolean;
}

/** The rows of a sheet of indicators, their classes merged. */
export function byClass<Row extends GivenIndicator>(rows: readonly Row[], locked: boolean, cells: (row: Row) => Cell[]): Model[] {
  const merged = spans(rows);
  return rows.map((row, index) => ({
    id: row.id,
    path: row.path,
    name: row.name,
    heads: [
      { text: row.level1, sub: "", off: false, span: merged[index]?.level1 ?? 1 },
      { text: row.level2, sub: "", off: false, span: merged[index]?.level2 ?? 1 },
    ],
    add: "",
    gone: row.gone,
    total: false,
    locked,
    cells: cells(row),
  }));
}

/** The rows of a sheet of money; the one without a path is the program's sum. */
export function bySource<Fund extends { path: string; label: string }>(funds: readonly Fund[], locked: boolean, cells: (fund: Fund) => Cell[]): Model[] {
  return funds.map((fund, index) => ({
    id: fund.path || `total ${index}`,
    path: fund.path,
    name: fund.label,
    heads: [],
    add: "",
    gone: false,
    total: fund.path === "",
    locked,
    cells: cells(fund),
  }));
}

// The columns of an indicator row that can be edited, in the order of the printed form.
import type { IndicatorRow } from "../api/gen";

export type ColumnKey = "name" | "op" | "value" | "unit" | "weight" | "note";

export interface Column {
  key: ColumnKey;
  word: string;
  /** Amounts and points stand at the right. */
  right?: boolean;
  choices?: readonly string[];
}

export const COLUMNS: readonly Column[] = [
  { key: "name", word: "三级指标" },
  { key: "op", word: "符号", choices: ["≥", ">", "＝", "<", "≤", "定性"] },
  { key: "value", word: "指标值", right: true },
  { key: "unit", word: "单位" },
  { key: "weight", word: "分值", right: true },
  { key: "note", word: "说明" },
];

/** The value of a qualitative indicator is words and stands at the left. */
export function rightAligned(column: Column, row: IndicatorRow): boolean {
  return column.right === true && !(column.key === "value" && row.op === "定性");
}

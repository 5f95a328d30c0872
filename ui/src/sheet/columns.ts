// The columns of an indicator row that can be edited, in the order of the printed form.
import type { IndicatorRow } from "../api/gen";

export interface Column {
  /** The field of the row that is shown. */
  key: "name" | "op" | "value" | "unit" | "weight" | "explanation";
  /** The last part of the cell's path. */
  at: string;
  word: string;
  /** Amounts and points stand at the right. */
  right?: boolean;
  choices?: readonly string[];
}

export const COLUMNS: readonly Column[] = [
  { key: "name", at: "name", word: "三级指标" },
  { key: "op", at: "sign", word: "符号", choices: ["≥", ">", "=", "<", "≤", "定性"] },
  { key: "value", at: "value", word: "指标值", right: true },
  { key: "unit", at: "unit", word: "单位" },
  { key: "weight", at: "weight", word: "分值", right: true },
  { key: "explanation", at: "explanation", word: "说明" },
];

/** The value of a qualitative indicator is words and stands at the left. */
export function rightAligned(column: Column, row: IndicatorRow): boolean {
  return column.right === true && !(column.key === "value" && row.op === "定性");
}

/** The path of one cell. */
export function cellPath(row: IndicatorRow, column: Column): string {
  return `${row.path}/${column.at}`;
}

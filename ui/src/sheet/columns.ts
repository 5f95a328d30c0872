// The columns of an indicator of a target that can be edited, in the order of the printed form.
import type { IndicatorRow, PasteColumn } from "../api/gen";
import type { Column } from "./column";

export interface TargetColumn extends Column {
  /** The field of the row that is shown. */
  key: "level2" | "name" | "op" | "value" | "unit" | "weight" | "explanation";
  /** Its name when a range is pasted. */
  paste: PasteColumn;
  /** It has a text in every finished row. */
  required?: boolean;
}

export const COLUMNS: readonly TargetColumn[] = [
  { key: "level2", at: "class", paste: "level2", word: "二级指标", lasting: true },
  { key: "name", at: "name", paste: "name", word: "三级指标", required: true },
  { key: "op", at: "sign", paste: "sign", word: "符号" },
  // The sign and the unit belong to a value.
  { key: "value", at: "value", paste: "value", word: "指标值", right: true, required: true, sooner: true },
  { key: "unit", at: "unit", paste: "unit", word: "单位" },
  { key: "weight", at: "weight", paste: "weight", word: "分值", right: true, required: true },
  { key: "explanation", at: "explanation", paste: "explanation", word: "说明" },
];

/** Where a row begins for Home, Tab and a jump to the whole row. */
export const FIRST = 1;

export const SIGNS: readonly string[] = ["≥", ">", "=", "<", "≤", "定性"];

/** The value of a qualitative indicator is words and stands at the left. */
export function rightAligned(column: TargetColumn, row: IndicatorRow): boolean {
  return column.right === true && !(column.key === "value" && row.op === "定性");
}

/** The path of one cell. */
export function cellPath(row: IndicatorRow, column: TargetColumn): string {
  return `${row.path}/${column.at}`;
}

// The columns of an indicator row that can be edited, in the order of the printed form.
import type { IndicatorRow, PasteColumn } from "../api/gen";

export interface Column {
  /** The field of the row that is shown. */
  key: "level2" | "name" | "op" | "value" | "unit" | "weight" | "explanation";
  /** The last part of the cell's path. */
  at: string;
  /** Its name when a range is pasted. */
  paste: PasteColumn;
  word: string;
  /** Amounts and points stand at the right. */
  right?: boolean;
  /** It offers a list; the list itself is the sheet's. */
  listed?: boolean;
  /** It has a text in every finished row. */
  required?: boolean;
}

export const COLUMNS: readonly Column[] = [
  { key: "level2", at: "class", paste: "level2", word: "二级指标", listed: true },
  { key: "name", at: "name", paste: "name", word: "三级指标", required: true },
  { key: "op", at: "sign", paste: "sign", word: "符号", listed: true },
  { key: "value", at: "value", paste: "value", word: "指标值", right: true, required: true },
  { key: "unit", at: "unit", paste: "unit", word: "单位" },
  { key: "weight", at: "weight", paste: "weight", word: "分值", right: true, required: true },
  { key: "explanation", at: "explanation", paste: "explanation", word: "说明" },
];

/** Where a row begins for Home, Tab and a jump to the whole row. */
export const FIRST = 1;

export const SIGNS: readonly string[] = ["≥", ">", "=", "<", "≤", "定性"];

/** How signs are typed on a keyboard that has none of them. */
const TYPED: Record<string, string> = {
  ">=": "≥", "=>": "≥", "≧": "≥", "＞=": "≥", "＞＝": "≥", "<=": "≤", "=<": "≤", "≦": "≤", "＜＝": "≤", "＞": ">", "＜": "<", "＝": "=",
};

/** The choice that a typed text means: the same, the keyboard's way of writing it, or the first that begins with it; −1 if none. */
export function chosen(choices: readonly string[], typed: string): number {
  const text = TYPED[typed.trim()] ?? typed.trim();
  if (text === "") return -1;
  const same = choices.indexOf(text);
  return same >= 0 ? same : choices.findIndex((each) => each.startsWith(text));
}

/** The value of a qualitative indicator is words and stands at the left. */
export function rightAligned(column: Column, row: IndicatorRow): boolean {
  return column.right === true && !(column.key === "value" && row.op === "定性");
}

/** The path of one cell. */
export function cellPath(row: IndicatorRow, column: Column): string {
  return `${row.path}/${column.at}`;
}

/** Cells of one row in the order in which they can be set: the sign and the unit belong to a value. */
export function settingOrder(a: Column, b: Column): number {
  const place = (column: Column): number => (column.key === "value" ? -1 : COLUMNS.indexOf(column));
  return place(a) - place(b);
}

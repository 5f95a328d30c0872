// What is odd in a file of payments: rows that cannot be read first, then what must be mended, explained, or known.
import type { LedgerPreview } from "../../api/gen";

export type Weight = "rejected" | "error" | "explain" | "hint";

export interface Fault {
  level: Weight;
  /** Row or cell, as the user's own program names it. */
  at: string;
  /** What stands in a cell that cannot be read; null where the row as a whole is meant. */
  read: string | null;
  text: string;
}

export const LEVEL_CHIP: Record<Weight, { word: string; look: string }> = {
  rejected: { word: "不导入", look: "error" },
  error: { word: "必须改", look: "error" },
  explain: { word: "请核对", look: "explain" },
  hint: { word: "提示", look: "hint" },
};
const ORDER: readonly Weight[] = ["rejected", "error", "explain", "hint"];

export function faultsOf(preview: LedgerPreview): Fault[] {
  const rejected = preview.rejected.map((cell): Fault => ({ level: "rejected", at: [cell.at, cell.header].filter((part) => part !== "").join(" "), read: cell.read, text: cell.text }));
  const odd = preview.faults.map((fault): Fault => ({ level: ORDER.find((each) => each === fault.level) ?? "hint", at: fault.line > 0 ? `第 ${fault.line} 行` : "整个文件", read: null, text: fault.text }));
  return [...rejected, ...odd].sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
}

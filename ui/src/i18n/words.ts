// The words of the trade that more than one screen shows.
import type { Level, Source } from "../api/gen";

export const LEVELS: readonly Level[] = ["error", "explain", "hint"];

export const LEVEL_WORD: Record<Level, string> = {
  error: "必须改",
  explain: "需说明",
  hint: "提示",
};

export const STATE_WORD: Record<string, string> = {
  drafted: "编制中",
  reviewed: "已复核",
  released: "已审定",
  sealed: "已上报",
  returned: "已退回",
  approved: "已批复",
};

/** The word for a state; an unknown one is shown as it is rather than hidden. */
export function stateWord(state: string): string {
  return STATE_WORD[state] ?? state;
}

/** A document and its clause as one line. */
export function sourceLine(source: Source): string {
  return [source.document, source.clause].filter((part) => part !== "").join(" ");
}

// The words of the trade that more than one screen shows.
import type { Lamp, Level, Source } from "../api/gen";

export const LEVELS: readonly Level[] = ["error", "explain", "hint"];

export const LEVEL_WORD: Record<Level, string> = {
  error: "必须改",
  explain: "需说明",
  hint: "提示",
};

/** The gravest first. */
export const LAMPS: readonly Lamp[] = ["red", "yellow", "green", "blue"];

export const LAMP_WORD: Record<Lamp, string> = { green: "正常", yellow: "关注", red: "预警", blue: "超前" };

/** A document and its clause as one line. */
export function sourceLine(source: Source): string {
  return [source.document, source.clause].filter((part) => part !== "").join(" ");
}

/** Roles that a person may declare. */
export const ROLES: readonly string[] = ["填报人", "复核人", "负责人"];

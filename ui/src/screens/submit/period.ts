// What a package carries: the targets of the year, the monitoring of a period, or the self-assessments of the year. Pure.
import type { BoardCell, BoardRow, SelfEvalRow } from "../../api/gen";
import { MONTHS, periodOf } from "../monitor/month";

export type Kind = "target" | "monitor" | "selfeval";
export const KINDS: { key: Kind; word: string }[] = [
  { key: "target", word: "绩效目标" },
  { key: "monitor", word: "运行监控" },
  { key: "selfeval", word: "绩效自评" },
];

/** The half year carries June of every project, and the whole unit. */
export const HALF = "H1";
const JUNE = 6;

export interface Period {
  key: string;
  word: string;
  month: number;
}
export const PERIODS: readonly Period[] = [
  ...MONTHS.map((month) => ({ key: periodOf(month), word: `${month}月`, month })),
  { key: HALF, word: "上半年（含单位整体）", month: JUNE },
];

export function kindOf(text: unknown): Kind {
  return KINDS.find((each) => each.key === text)?.key ?? "target";
}
export function periodOfKey(key: unknown): Period | undefined {
  return PERIODS.find((each) => each.key === key);
}

/** One project's month as it goes into the package. */
export interface Month {
  row: BoardRow;
  cell: BoardCell;
}

/** The months that go into a package: those of the projects that the plan tells by their ids. */
export function packedMonths(rows: readonly BoardRow[], month: number, ids: readonly string[]): Month[] {
  return rows.flatMap((row) => {
    const cell = row.cells[month - 1];
    return cell && ids.includes(row.id) ? [{ row, cell }] : [];
  });
}

/** One sentence on what is not whole yet in the months that are sent. */
export function monthsSentence(months: readonly Month[]): string {
  const open = months.filter(({ cell }) => cell.filled < cell.total).length;
  const copied = months.filter(({ cell }) => cell.untouched > 0).length;
  const parts = [open > 0 ? `${open} 个还没有填全` : "", copied > 0 ? `${copied} 个有照抄上月、还没有确认的` : ""].filter((part) => part !== "");
  return parts.length === 0 ? "" : `其中 ${parts.join("，")}。`;
}

/** One sentence on what is not whole yet in the self-assessments that are sent. */
export function evalsSentence(rows: readonly SelfEvalRow[]): string {
  const count = (word: string, has: (row: SelfEvalRow) => boolean): string => {
    const found = rows.filter(has).length;
    return found > 0 ? `${found} 个${word}` : "";
  };
  const parts = [
    count("还没有填全", (row) => row.filled < row.of),
    count("没有自评报告", (row) => !row.report),
    count("自评报告有过期的段落", (row) => row.stale > 0),
    count("缺佐证材料", (row) => row.missing_evidence > 0),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `其中 ${parts.join("，")}。`;
}

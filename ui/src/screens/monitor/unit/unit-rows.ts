// What the sheets of the whole unit show: its main tasks, and its indicators by the six dimensions. Pure.
import type { UnitMonitorRow, UnitTaskRow } from "../../../api/gen";
import type { Column } from "../../../sheet/column";
import { cell, type Around, type Model } from "../../../sheet/rows";
import { LEVELS, POSSIBILITIES } from "../entry/sheet-rows";

export const TASKS: readonly Column[] = [
  { at: "name", word: "任务名称", lasting: true },
  { at: "content", word: "主要内容" },
  { at: "done", word: "上半年完成情况" },
];

export function taskModels(tasks: readonly UnitTaskRow[], around: Around): Model[] {
  return tasks.map((task) => ({
    id: task.id, path: task.path, name: task.name, heads: [], add: "", gone: false, total: false, locked: around.locked,
    cells: TASKS.map(({ at }) =>
      cell(around, { path: `${task.path}/${at}`, text: task[at as "name" | "content" | "done"], required: at !== "content", long: at !== "name", ...(at === "name" ? { whole: task.path } : {}) }),
    ),
  }));
}

/** Words over what stands before the columns. */
export const HEADS: readonly string[] = ["维度"];
/** Where a row begins. */
export const FIRST = 0;
export const COLUMNS: readonly Column[] = [
  { at: "name", word: "指标", lasting: true },
  // What was achieved is read against the target.
  { at: "value", word: "指标值", title: "年度指标值", sooner: true },
  { at: "weight", word: "分值", right: true },
  { at: "done", word: "完成", title: "上半年完成情况", right: true, sooner: true },
  { at: "rate", word: "完成率%", right: true },
  { at: "expected", word: "全年预计", title: "全年预计完成情况", right: true },
  { at: "possibility", word: "可能性", title: "完成目标可能性" },
  { at: "reason", word: "偏差原因" },
  { at: "measures", word: "改进措施" },
];
type Key = "name" | "value" | "weight" | "done" | "rate" | "expected" | "possibility" | "reason" | "measures";
/** What the count of what is filled in asks for; the rest may stay empty. */
const NEEDED: readonly Key[] = ["name", "value", "done"];
const LONG: readonly Key[] = ["reason", "measures"];

/** How many rows of one dimension begin at this one; 0 within them. */
function span(rows: readonly UnitMonitorRow[], index: number): number {
  const dimension = rows[index]?.dimension;
  if (index > 0 && rows[index - 1]?.dimension === dimension) return 0;
  const after = rows.findIndex((row, at) => at > index && row.dimension !== dimension);
  return (after < 0 ? rows.length : after) - index;
}

export function indicatorModels(rows: readonly UnitMonitorRow[], around: Around): Model[] {
  return rows.map((row, index) => ({
    id: row.id, path: row.path, name: row.name, heads: [{ text: row.dimension, sub: "", off: false, span: span(rows, index) }], add: "", gone: false, total: false, locked: around.locked,
    cells: COLUMNS.map(({ at }) => {
      const key = at as Key;
      const answer = key === "done" || key === "expected";
      return cell(around, {
        path: `${row.path}/${at}`,
        text: row[key],
        unread: row.bad[at],
        required: NEEDED.includes(key),
        num: key === "weight" || key === "rate" || (answer && row.kind === "number"),
        fixed: key === "rate",
        list: key === "possibility" ? POSSIBILITIES : answer && row.kind === "level" ? LEVELS : [],
        lamp: key === "rate" ? row.lamp : null,
        hint: key === "expected" ? row.suggestion : "",
        long: LONG.includes(key),
        ...(key === "name" ? { whole: row.path } : {}),
      });
    }),
  }));
}

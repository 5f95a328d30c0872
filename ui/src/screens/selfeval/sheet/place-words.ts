// The place of a cell in words. Pure.
import type { SelfEvalView } from "../../../api/gen";
import { COLUMNS } from "./sheet-rows";

const FUND_WORDS: Record<string, string> = { initial: "年初预算数", budget: "全年预算数", executed: "全年执行数" };
const ROW_WORDS: Record<string, string> = { method: "赋分方式", too_low: "目标偏低" };

/** `完成里程 · 实际完成值`; empty for a path that is not in the view. */
export function placeWords(view: SelfEvalView, path: string): string {
  const at = path.split("/").at(-1) ?? "";
  const row = view.rows.find((each) => path === each.path || path.startsWith(`${each.path}/`));
  if (row) {
    const column = COLUMNS.find((each) => each.at === at);
    const word = column?.title ?? column?.word ?? ROW_WORDS[at] ?? "";
    return word === "" ? row.name : `${row.name} · ${word}`;
  }
  const fund = view.funds.find((each) => each.path !== "" && path.startsWith(`${each.path}/`));
  if (fund) return `${fund.label} · ${FUND_WORDS[at] ?? ""}`;
  return [view.scope, view.goal_done, view.funds_reason, ...view.texts].find((each) => each.path === path)?.label ?? "";
}

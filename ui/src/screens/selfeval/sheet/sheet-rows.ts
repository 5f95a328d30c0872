// What the two sheets of a self-assessment show: the year's money, and the indicators with their scores. Pure.
import type { SelfEvalFund, SelfEvalRowView } from "../../../api/gen";
import type { Column } from "../../../sheet/column";
import { byClass, bySource } from "../../../sheet/given";
import { cell, type Around, type Cell, type Model } from "../../../sheet/rows";

/** From where the cells of a new self-assessment were brought along. */
export const BROUGHT = "从运行监控带来，还没有核对";

const TYPED = ["initial", "budget", "executed"] as const;
type FundKey = (typeof TYPED)[number] | "label" | "paid" | "rate" | "weight" | "score";

/** The columns of the money; the ledgers' column only where a ledger says something. */
export function fundColumns(ledger: boolean): Column[] {
  return [
    { at: "label", word: "资金来源" },
    { at: "initial", word: "年初预算数", right: true },
    { at: "budget", word: "全年预算数", right: true },
    { at: "executed", word: "全年执行数", right: true },
    ...(ledger ? [{ at: "paid", word: "账上支付", right: true }] : []),
    { at: "weight", word: "分值", right: true },
    { at: "rate", word: "执行率", right: true },
    { at: "score", word: "得分", right: true },
  ];
}

export interface FundRows extends Around {
  funds: readonly SelfEvalFund[];
  columns: readonly Column[];
  copied: boolean;
}

/** A source with nothing in it can be left out of sight; the first one is always there. */
export function isBlank(fund: SelfEvalFund, index: number): boolean {
  return index > 1 && fund.path !== "" && fund.paid === "" && TYPED.every((key) => fund[key] === "" && fund.bad[key] === undefined);
}

export function fundModels(sheet: FundRows): Model[] {
  return bySource(sheet.funds, sheet.locked, (fund) => sheet.columns.map((column) => fundCell(sheet, fund, column.at as FundKey)));
}

function fundCell(sheet: FundRows, fund: SelfEvalFund, at: FundKey): Cell {
  const typed = TYPED.some((key) => key === at) && fund.path !== "";
  return cell(sheet, {
    path: typed ? `${fund.path}/${at}` : "",
    text: at === "rate" && fund.rate !== "" ? `${fund.rate}%` : fund[at],
    unread: fund.bad[at],
    num: at !== "label",
    fixed: !typed,
    copied: sheet.copied && typed,
    // Nothing spent is odd only where there is a budget.
    required: at === "executed" && typed && (fund.initial !== "" || fund.budget !== ""),
    ...(at === "label" && fund.path !== "" ? { whole: fund.path } : {}),
  });
}

/** In the order of the printed form; the two computed scores stand beside the typed one. */
export const COLUMNS: readonly Column[] = [
  { at: "name", word: "三级指标" },
  { at: "target", word: "指标值", title: "年度指标值" },
  { at: "actual", word: "实际完成值", right: true, sooner: true },
  { at: "weight", word: "分值", right: true },
  { at: "formula", word: "公式得分", right: true },
  { at: "score", word: "手工得分", right: true },
  { at: "counts", word: "得分", right: true },
  { at: "reason", word: "偏差原因", title: "偏差原因分析" },
  { at: "measures", word: "改进措施" },
];

const LEVELS: readonly string[] = ["达成", "部分达成", "未达成"];
const NONE: readonly string[] = [];

export function indicatorModels(rows: readonly SelfEvalRowView[], around: Around): Model[] {
  return byClass(rows, around.locked, (row) => COLUMNS.map((column) => indicatorCell(row, column.at, around)));
}

/** The text of a column as the row has it. */
function textOf(row: SelfEvalRowView, at: string): string {
  if (at === "score") return row.manual;
  if (at === "counts") return row.score;
  return row[at as "name" | "target" | "actual" | "weight" | "formula" | "reason" | "measures"];
}

const SHOWN = ["name", "target", "weight", "formula", "counts"];

function indicatorCell(row: SelfEvalRowView, at: string, around: Around): Cell {
  return cell(around, {
    path: `${row.path}/${at}`,
    text: textOf(row, at),
    unread: row.bad[at],
    // A score that only a person can tell is due as soon as its reading is there.
    required: !row.gone && (at === "actual" || (at === "score" && row.actual !== "" && row.formula === "")),
    explain: at === "reason" && row.reason_due,
    num: ["weight", "formula", "score", "counts"].includes(at) || (at === "actual" && row.kind === "number"),
    fixed: SHOWN.includes(at),
    list: at === "actual" && row.kind === "level" ? LEVELS : NONE,
    copied: row.untouched && at === "actual",
    long: at === "reason" || at === "measures",
    ...(at === "name" ? { whole: row.path } : {}),
  });
}

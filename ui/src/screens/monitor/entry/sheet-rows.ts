// What the two sheets of a month show: money by source, and the indicators with what became of them. Pure.
import type { MonitorFund, MonitorRow } from "../../../api/gen";
import type { Column } from "../../../sheet/column";
import { byClass, bySource } from "../../../sheet/given";
import { cell, type Around, type Cell, type Model } from "../../../sheet/rows";

/** The columns of the money; the ledgers' column only where a ledger says something. */
export function fundColumns(span: string, ledger: boolean): Column[] {
  return [
    { at: "label", word: "资金来源" },
    { at: "initial", word: "年初预算数", right: true },
    { at: "adjusted", word: "调整后预算数", right: true },
    { at: "executed", word: `${span}执行数`, right: true },
    ...(ledger ? [{ at: "paid", word: "账上支付", right: true }] : []),
    { at: "rate", word: "执行率", right: true },
    { at: "expected", word: "全年预计执行数", right: true },
  ];
}

const TYPED = ["initial", "adjusted", "executed", "expected"] as const;
type FundKey = (typeof TYPED)[number] | "label" | "paid" | "rate";

export interface FundRows extends Around {
  /** The expected sum may stay empty: the count of what is filled in does not ask for it. */
  lax?: boolean;
  funds: readonly MonitorFund[];
  columns: readonly Column[];
  copied: boolean;
}

/** A source with nothing in it can be left out of sight; 财政拨款 is always there. */
export function isBlank(fund: MonitorFund, index: number): boolean {
  return index > 1 && fund.path !== "" && TYPED.every((key) => fund[key] === "" && fund.bad[key] === undefined) && fund.earlier.length === 0;
}

export function fundModels(sheet: FundRows): Model[] {
  return bySource(sheet.funds, sheet.locked, (fund) => sheet.columns.map((column) => fundCell(sheet, fund, column.at as FundKey)));
}

function fundCell(sheet: FundRows, fund: MonitorFund, at: FundKey): Cell {
  const typed = TYPED.some((key) => key === at);
  const text = at === "rate" && fund.rate !== "" ? `${fund.rate}%` : fund[at];
  return cell(sheet, {
    path: typed && fund.path !== "" ? `${fund.path}/${at}` : "",
    text,
    unread: fund.bad[at],
    num: at !== "label",
    fixed: !typed || fund.path === "",
    hint: at === "expected" && fund.path !== "" ? fund.suggestion : "",
    copied: sheet.copied && (at === "executed" || at === "expected") && fund.path !== "",
    // A month without money spent is odd only where there is a budget.
    required: (at === "executed" || (at === "expected" && sheet.lax !== true)) && fund.path !== "" && (fund.adjusted !== "" || fund.initial !== ""),
    ...(at === "label" && fund.path !== "" ? { whole: fund.path } : {}),
  });
}

const CAUSES: readonly [string, string, string][] = [
  ["funds", "经费", "经费保障"],
  ["system", "制度", "制度保障"],
  ["staff", "人员", "人员保障"],
  ["equipment", "硬件", "硬件条件保障"],
  ["other", "其他", "其他"],
];

/** In the order of the printed form. */
export const COLUMNS: readonly Column[] = [
  { at: "name", word: "三级指标" },
  { at: "target", word: "指标值", title: "年度指标值" },
  { at: "done", word: "完成情况", right: true, sooner: true },
  { at: "rate", word: "完成率%", right: true },
  { at: "expected", word: "全年预计", right: true },
  { at: "possibility", word: "可能性", title: "完成目标可能性" },
  ...CAUSES.map(([key, word, title]) => ({ at: `cause_${key}`, word, title: `偏差原因：${title}`, group: "偏差原因" })),
  { at: "reason", word: "原因说明" },
  { at: "measures", word: "改进措施", title: "备注：拟采取的改进措施" },
];

export const POSSIBILITIES: readonly string[] = ["确定能", "有可能", "完全不可能"];
export const LEVELS: readonly string[] = ["达成", "部分达成", "未达成"];
const DAYS: readonly string[] = ["达成", "未达成"];
const NONE: readonly string[] = [];
const LONG = ["reason", "measures"];

export function indicatorModels(rows: readonly MonitorRow[], around: Around): Model[] {
  return byClass(rows, around.locked, (row) => COLUMNS.map((column) => indicatorCell(row, column.at, around)));
}

/** The text of a column as the row has it. */
export function textOf(row: MonitorRow, at: string): string {
  if (at.startsWith("cause_")) return row.causes[at.slice("cause_".length)] ?? "";
  return row[at as "name" | "target" | "done" | "rate" | "expected" | "possibility" | "reason" | "measures"];
}

function indicatorCell(row: MonitorRow, at: string, around: Around): Cell {
  const answer = at === "done" || at === "expected";
  return cell(around, {
    path: `${row.path}/${at}`,
    text: textOf(row, at),
    unread: row.bad[at],
    required: answer && !row.gone,
    num: at === "rate" || (answer && row.kind === "number"),
    fixed: at === "name" || at === "target" || at === "rate",
    list: at === "possibility" ? POSSIBILITIES : answer && row.kind !== "number" ? (row.kind === "level" ? LEVELS : DAYS) : NONE,
    lamp: at === "rate" ? row.lamp : null,
    hint: at === "expected" ? row.suggestion : "",
    copied: row.untouched && !["name", "target", "rate"].includes(at),
    long: LONG.includes(at) || at.startsWith("cause_"),
    ...(at === "name" ? { whole: row.path } : {}),
  });
}

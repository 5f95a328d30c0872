// The month board: what it is narrowed to, how its cells read, where its keys lead. Pure.
import type { BoardCell, BoardRow, Lamp, MonthHead } from "../../api/gen";
import { listMove } from "../../form/list-keys";
import { LAMP_WORD } from "../../i18n/words";
import { composing, type Key } from "../../sheet/keys";

export interface BoardFilter {
  text: string;
  /** The lamp of the month that is looked at. */
  lamp: Lamp | "";
  flag: string;
  /** Only what that month still lacks: no record yet, or cells that are not filled in. */
  incomplete: boolean;
  /** Only with open rectifications. */
  rectify: boolean;
}

/** What the cells show: the lamp of the whole, that of the money alone, or how much of the budget is spent. */
export type Shown = "lamp" | "money" | "rate";

export const SHOWN: [Shown, string][] = [["lamp", "综合灯"], ["money", "支出灯"], ["rate", "执行率"]];

export const NO_BOARD_FILTER: BoardFilter = { text: "", lamp: "", flag: "", incomplete: false, rectify: false };

/** Out of the unit's hands: in a package, or approved. */
const SEALED = ["已上报", "已批复"];

export function isNarrowed(filter: BoardFilter): boolean {
  return filter.text.trim() !== "" || filter.lamp !== "" || filter.flag !== "" || filter.incomplete || filter.rectify;
}

export function cellOf(row: BoardRow, month: number): BoardCell | null {
  return row.cells[month - 1] ?? null;
}
function isWhole(cell: BoardCell | null): boolean {
  return cell !== null && cell.filled >= cell.total && cell.untouched === 0;
}
/** There is something left to fill in for that month; 涉密 projects are not monitored here. */
export function isOpen(row: BoardRow, month: number): boolean {
  return !row.secret && !isWhole(cellOf(row, month));
}
export function isSealed(cell: BoardCell): boolean {
  return SEALED.includes(cell.state);
}
/** The lamp that the cell shows; none where numbers are shown. */
export function lampOf(cell: BoardCell | null, shown: Shown): Lamp | null {
  if (cell === null || shown === "rate") return null;
  return shown === "money" ? cell.money : cell.lamp;
}

export function onBoard(row: BoardRow, filter: BoardFilter, month: number, shown: Shown = "lamp"): boolean {
  const text = filter.text.trim().toLowerCase();
  if (text !== "" && ![row.name, row.code, row.category].some((each) => each.toLowerCase().includes(text))) return false;
  const cell = cellOf(row, month);
  if (filter.lamp !== "" && (shown === "money" ? cell?.money : cell?.lamp) !== filter.lamp) return false;
  if (filter.flag !== "" && !row.flags.includes(filter.flag)) return false;
  if (filter.incomplete && !isOpen(row, month)) return false;
  return !filter.rectify || row.open_rectifications > 0;
}

/** A month of a project in words: for the line under the board, and for who hears it. */
export function cellWords(cell: BoardCell | null): string[] {
  if (cell === null) return ["还没有记录"];
  return [
    cell.lamp === null ? "" : `综合${LAMP_WORD[cell.lamp]}`,
    cell.money === null ? "" : `支出${LAMP_WORD[cell.money]}`,
    cell.rate === "" ? "" : `执行率 ${cell.rate}%`,
    cell.filled >= cell.total ? "已填完" : `已填 ${cell.filled}/${cell.total}`,
    cell.untouched > 0 ? `${cell.untouched} 格沿用上月、还没有核实` : "",
    cell.state,
  ].filter((word) => word !== "");
}

/** With its project and month before it. */
export function wordsOf(row: BoardRow, month: number): string {
  return `${row.name} ${month}月：${cellWords(cellOf(row, month)).join("，")}`;
}

export interface Place {
  /** Number of the row; −1 for none yet. */
  row: number;
  month: number;
}

/** Where a key leads, or null when it is no key for moving. Home and End stay in the row, with Ctrl they go to its ends. */
export function boardMove(key: Key, at: Place, count: number): Place | null {
  if (composing(key) || count === 0 || key.altKey === true) return null;
  const row = Math.max(0, at.row);
  const far = key.ctrlKey === true;
  if (!far) {
    switch (key.key) {
      case "ArrowLeft":
        return { row, month: Math.max(1, at.month - 1) };
      case "ArrowRight":
        return { row, month: Math.min(12, at.month + 1) };
      case "Home":
        return { row, month: 1 };
      case "End":
        return { row, month: 12 };
    }
  }
  const to = listMove(key, at.row, count);
  return to === null ? null : { row: to, month: at.month };
}

/** What is next for a month: the records are begun, filled in, then filed. */
export type Next = "start" | "fill" | "file" | "done";
export function nextOf(head: MonthHead): Next {
  if (head.recorded < head.total) return "start";
  if (head.complete < head.total) return "fill";
  return head.round && head.sealed < head.total ? "file" : "done";
}

/** A month that lies ahead and has no record: there is nothing to count. */
export function isAhead(head: MonthHead, due: number): boolean {
  return head.month > due && !head.ended && head.recorded === 0;
}

/** Widths in rem: of every month the same. */
export interface Widths {
  amount: boolean;
  month: number;
}
const PICK = 2.6;
const NAME = 12;
const AMOUNT = 8;
const LEAST = 3.4;
const ROOMY = 3.75;
const MOST = 5.2;
/** Room that names may still grow into. */
const SPARE = 6;

export function widthsFor(width: number): Widths {
  if (width <= 0) return { amount: true, month: MOST };
  const free = width - PICK - NAME;
  const amount = free - AMOUNT >= 12 * ROOMY;
  const share = (free - (amount ? AMOUNT : 0) - SPARE) / 12;
  return { amount, month: Math.max(LEAST, Math.min(share, MOST)) };
}

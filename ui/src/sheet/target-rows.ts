// The rows of a target's sheet: level 1 stands before the columns, level 2 is its first column.
import type { ClassSum, IndicatorRow } from "../api/gen";
import { cellPath, COLUMNS, rightAligned, SIGNS, type TargetColumn } from "./columns";
import { spans } from "./merge";
import { cell, type Around, type Cell, type Model } from "./rows";

export interface TargetRows extends Around {
  rows: readonly IndicatorRow[];
  classes: readonly ClassSum[];
  /** Level-2 classes to choose from. */
  level2: readonly string[];
  /** Rows of this sheet have points. */
  weighted: boolean;
}

export function models(sheet: TargetRows): Model[] {
  const merged = spans(sheet.rows);
  return sheet.rows.map((row, index) => {
    const span = merged[index]?.level1 ?? 1;
    // Told by the first row of a class alone: the others stay as they are when its points change.
    const sum = span > 0 ? sheet.classes.find((each) => each.level1 === row.level1) : undefined;
    const off = sum !== undefined && sum.due !== null && sum.due !== sum.weight;
    const sub = sum ? (sum.due === null ? sum.weight : `${sum.weight} / ${sum.due}`) : "";
    return {
      id: row.id,
      path: row.path,
      name: row.name,
      heads: [{ text: row.level1, sub, off, span }],
      add: sheet.locked ? "" : `在“${row.level2}”下添加一条指标`,
      gone: false,
      total: false,
      locked: sheet.locked,
      cells: COLUMNS.map((column) => shown(sheet, row, column, merged[index]?.level2 ?? 1)),
    };
  });
}

function shown(sheet: TargetRows, row: IndicatorRow, column: TargetColumn, span: number): Cell {
  return cell(sheet, {
    path: cellPath(row, column),
    text: row[column.key],
    unread: row.bad[column.at],
    required: column.required === true && (column.key !== "weight" || sheet.weighted),
    num: rightAligned(column, row),
    ...(column.key === "level2" ? { list: sheet.level2, span } : {}),
    ...(column.key === "op" ? { list: SIGNS } : {}),
    ...(column.key === "name" ? { whole: row.path } : {}),
  });
}

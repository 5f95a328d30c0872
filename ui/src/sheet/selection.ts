// Places and ranges in a sheet, and where moves end. Pure.

export interface Place {
  row: number;
  column: number;
}

/** Rows, columns, and the column at which lines begin for Home and for a run of Tabs. */
export interface Size {
  rows: number;
  columns: number;
  first?: number;
}

/** Both ends belong to it. */
export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** A place kept inside a sheet of that many rows and columns. */
export function clamp(place: Place, rows: number, columns: number): Place {
  return {
    row: Math.max(0, Math.min(place.row, rows - 1)),
    column: Math.max(0, Math.min(place.column, columns - 1)),
  };
}

/** The rectangle between two corners. */
export function between(a: Place, b: Place): Range {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

/** All places of a range, row by row. */
export function places(range: Range): Place[] {
  const out: Place[] = [];
  for (let row = range.top; row <= range.bottom; row += 1) {
    for (let column = range.left; column <= range.right; column += 1) out.push({ row, column });
  }
  return out;
}

export function single(range: Range): boolean {
  return range.top === range.bottom && range.left === range.right;
}

/** Where a move ends. Tab at a row's end goes on to the next row; Enter after Tabs returns to their first column. */
export function moved(
  from: Place,
  by: { rows: number; columns: number; wrap?: boolean },
  size: Size,
  tabStart: number | null = null,
): Place {
  if (by.wrap) {
    const first = size.first ?? 0;
    const column = from.column + by.columns;
    if (column >= first && column < size.columns) return { row: from.row, column };
    const row = from.row + by.columns;
    if (row < 0 || row >= size.rows) return from;
    return { row, column: by.columns > 0 ? first : size.columns - 1 };
  }
  const column = by.rows !== 0 && tabStart !== null ? tabStart : from.column;
  return clamp({ row: from.row + by.rows, column: column + by.columns }, size.rows, size.columns);
}

/** Ctrl+arrow: to the last filled cell of a run, over a gap to the next filled cell, else to the border. */
export function dataEdge(from: Place, by: { rows: number; columns: number }, size: Size, filled: (at: Place) => boolean): Place {
  const inside = (at: Place): boolean => at.row >= 0 && at.column >= 0 && at.row < size.rows && at.column < size.columns;
  const step = (at: Place): Place => ({ row: at.row + by.rows, column: at.column + by.columns });
  let at = step(from);
  if (!inside(at)) return from;
  const run = filled(from) && filled(at);
  while (inside(step(at)) && (run ? filled(step(at)) : !filled(at))) at = step(at);
  return at;
}

// What a key means in the sheet. Pure: the component only carries out the answer.

export type Mode = "select" | "edit";

export type Action =
  | { do: "move"; rows: number; columns: number; wrap?: boolean }
  | { do: "edge"; to: "row-start" | "row-end" | "sheet-start" | "sheet-end" }
  | { do: "edit" }
  | { do: "save"; rows: number; columns: number; wrap?: boolean }
  | { do: "restore" }
  | { do: "clear" }
  | { do: "break" }
  | { do: "choose"; step: 1 | -1 }
  | { do: "none" };

export interface Key {
  key: string;
  shiftKey?: boolean;
  ctrlKey?: boolean;
  altKey?: boolean;
  metaKey?: boolean;
  isComposing?: boolean;
  keyCode?: number;
}

const NONE: Action = { do: "none" };
const PAGE = 10;

/** True while an input method is composing: no key is ours then, not even Esc. */
export function composing(key: Key): boolean {
  return key.isComposing === true || key.keyCode === 229 || key.key === "Process";
}

/** `choices`: the cell being edited offers a list, so up and down walk through it. */
export function decide(key: Key, mode: Mode, choices = false): Action {
  if (composing(key)) return NONE;
  const step = key.shiftKey ? -1 : 1;
  if (mode === "edit") {
    switch (key.key) {
      case "Enter":
        return key.altKey ? { do: "break" } : { do: "save", rows: step, columns: 0 };
      case "Tab":
        return { do: "save", rows: 0, columns: step, wrap: true };
      case "Escape":
        return { do: "restore" };
      case "ArrowDown":
      case "ArrowUp":
        return choices ? { do: "choose", step: key.key === "ArrowDown" ? 1 : -1 } : NONE;
      default:
        return NONE;
    }
  }
  const far = key.ctrlKey === true || key.metaKey === true;
  switch (key.key) {
    case "ArrowUp":
      return { do: "move", rows: -1, columns: 0 };
    case "ArrowDown":
      return key.altKey ? { do: "edit" } : { do: "move", rows: 1, columns: 0 };
    case "ArrowLeft":
      return { do: "move", rows: 0, columns: -1 };
    case "ArrowRight":
      return { do: "move", rows: 0, columns: 1 };
    case "Enter":
      return { do: "move", rows: step, columns: 0 };
    case "Tab":
      return { do: "move", rows: 0, columns: step, wrap: true };
    case "PageUp":
      return { do: "move", rows: -PAGE, columns: 0 };
    case "PageDown":
      return { do: "move", rows: PAGE, columns: 0 };
    case "Home":
      return { do: "edge", to: far ? "sheet-start" : "row-start" };
    case "End":
      return { do: "edge", to: far ? "sheet-end" : "row-end" };
    case "F2":
      return { do: "edit" };
    case "Delete":
    case "Backspace":
      return { do: "clear" };
    default:
      return NONE;
  }
}

/** A place kept inside a sheet of that many rows and columns. */
export function clamp(place: Place, rows: number, columns: number): Place {
  return {
    row: Math.max(0, Math.min(place.row, rows - 1)),
    column: Math.max(0, Math.min(place.column, columns - 1)),
  };
}

export interface Place {
  row: number;
  column: number;
}

/** Where a move ends. Tab at a row's end goes on to the next row; Enter after Tabs returns to their first column. */
export function moved(
  from: Place,
  by: { rows: number; columns: number; wrap?: boolean },
  size: { rows: number; columns: number },
  tabStart: number | null = null,
): Place {
  if (by.wrap) {
    const flat = from.row * size.columns + from.column + by.columns;
    if (flat < 0 || flat >= size.rows * size.columns) return from;
    return { row: Math.floor(flat / size.columns), column: flat % size.columns };
  }
  const column = by.rows !== 0 && tabStart !== null ? tabStart : from.column;
  return clamp({ row: from.row + by.rows, column: column + by.columns }, size.rows, size.columns);
}

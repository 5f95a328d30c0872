// What a key means in the sheet. Pure: the component only carries out the answer.

export type Mode = "select" | "edit";

/** `extend`: the other corner of the range moves, the cell that is typed into stays. */
export type Action =
  | { do: "move"; rows: number; columns: number; wrap?: boolean; extend?: boolean }
  | { do: "jump"; rows: number; columns: number; extend?: boolean }
  | { do: "edge"; to: "row-start" | "row-end" | "sheet-start" | "sheet-end"; extend?: boolean }
  | { do: "edit" }
  | { do: "save"; rows: number; columns: number; wrap?: boolean }
  | { do: "save-all" }
  | { do: "restore" }
  | { do: "clear" }
  | { do: "break" }
  | { do: "choose"; step: 1 | -1 }
  | { do: "all" }
  | { do: "fill" }
  | { do: "take" }
  | { do: "insert" }
  | { do: "remove" }
  | { do: "shift"; step: 1 | -1 }
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
const ARROWS: Record<string, { rows: number; columns: number }> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
};

/** True while an input method is composing: no key is ours then, not even Esc. */
export function composing(key: Key): boolean {
  return key.isComposing === true || key.keyCode === 229 || key.key === "Process";
}

/** `choices`: the cell being edited offers a list, so up and down walk through it. */
export function decide(key: Key, mode: Mode, choices = false): Action {
  if (composing(key)) return NONE;
  const step = key.shiftKey ? -1 : 1;
  const far = key.ctrlKey === true || key.metaKey === true;
  if (mode === "edit") {
    switch (key.key) {
      case "Enter":
        if (key.altKey) return { do: "break" };
        return far ? { do: "save-all" } : { do: "save", rows: step, columns: 0 };
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
  const extend = key.shiftKey ? { extend: true } : {};
  const arrow = ARROWS[key.key];
  if (arrow) {
    if (key.altKey && key.shiftKey && arrow.rows !== 0) return { do: "shift", step: arrow.rows > 0 ? 1 : -1 };
    if (key.altKey) return key.key === "ArrowDown" ? { do: "edit" } : NONE;
    return { do: far ? "jump" : "move", ...arrow, ...extend };
  }
  // To another month or project, where there are any.
  if ((far || key.altKey) && (key.key === "PageUp" || key.key === "PageDown")) return NONE;
  if (far) {
    switch (key.key) {
      case "a":
      case "A":
        return { do: "all" };
      case "d":
      case "D":
        return { do: "fill" };
      case "e":
      case "E":
        return { do: "take" };
      case "+":
      case "=":
        return { do: "insert" };
      case "-":
      case "_":
        return { do: "remove" };
    }
  }
  switch (key.key) {
    case "Enter":
      return { do: "move", rows: step, columns: 0 };
    case "Tab":
      return { do: "move", rows: 0, columns: step, wrap: true };
    case "PageUp":
      return { do: "move", rows: -PAGE, columns: 0, ...extend };
    case "PageDown":
      return { do: "move", rows: PAGE, columns: 0, ...extend };
    case "Home":
      return { do: "edge", to: far ? "sheet-start" : "row-start", ...extend };
    case "End":
      return { do: "edge", to: far ? "sheet-end" : "row-end", ...extend };
    case "F2":
      return { do: "edit" };
    case "Delete":
    case "Backspace":
      return { do: "clear" };
    default:
      return NONE;
  }
}

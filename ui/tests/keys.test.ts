// What each key means in the sheet, and where a move ends.
import { describe, expect, it } from "vitest";
import { composing, decide, moved, type Action, type Key, type Mode } from "../src/sheet/keys";

const rows: [string, Key, Mode, Action][] = [
  ["an arrow moves", { key: "ArrowDown" }, "select", { do: "move", rows: 1, columns: 0 }],
  ["an arrow in an edited cell is the text's", { key: "ArrowLeft" }, "edit", { do: "none" }],
  ["Enter goes down", { key: "Enter" }, "select", { do: "move", rows: 1, columns: 0 }],
  ["Shift+Enter goes up", { key: "Enter", shiftKey: true }, "select", { do: "move", rows: -1, columns: 0 }],
  ["Enter confirms and goes down", { key: "Enter" }, "edit", { do: "save", rows: 1, columns: 0 }],
  ["Alt+Enter breaks the line", { key: "Enter", altKey: true }, "edit", { do: "break" }],
  ["Tab confirms and goes right", { key: "Tab" }, "edit", { do: "save", rows: 0, columns: 1, wrap: true }],
  ["Esc restores", { key: "Escape" }, "edit", { do: "restore" }],
  ["Esc does nothing else", { key: "Escape" }, "select", { do: "none" }],
  ["F2 edits", { key: "F2" }, "select", { do: "edit" }],
  ["Alt+Down opens the cell", { key: "ArrowDown", altKey: true }, "select", { do: "edit" }],
  ["Delete clears", { key: "Delete" }, "select", { do: "clear" }],
  ["Delete in an edited cell is the text's", { key: "Delete" }, "edit", { do: "none" }],
  ["Home", { key: "Home" }, "select", { do: "edge", to: "row-start" }],
  ["Ctrl+End", { key: "End", ctrlKey: true }, "select", { do: "edge", to: "sheet-end" }],
  ["a letter is left to the text box", { key: "a" }, "select", { do: "none" }],
  ["composing: Enter belongs to the input method", { key: "Enter", isComposing: true }, "edit", { do: "none" }],
  ["composing: Esc too", { key: "Escape", isComposing: true }, "edit", { do: "none" }],
  ["composing by key code", { key: "Enter", keyCode: 229 }, "edit", { do: "none" }],
  ["composing by name", { key: "Process" }, "select", { do: "none" }],
];

describe("keys", () => {
  it.each(rows)("%s", (_, key, mode, action) => expect(decide(key, mode)).toEqual(action));
  it("up and down walk through choices", () => {
    expect(decide({ key: "ArrowDown" }, "edit", true)).toEqual({ do: "choose", step: 1 });
    expect(decide({ key: "ArrowUp" }, "edit", true)).toEqual({ do: "choose", step: -1 });
  });
  it("knows composing", () => {
    expect([{ key: "a" }, { key: "a", isComposing: true }, { key: "a", keyCode: 229 }].map(composing)).toEqual([false, true, true]);
  });
});

describe("moves in a sheet of 3 × 4", () => {
  const size = { rows: 3, columns: 4 };
  it.each([
    ["down", { row: 0, column: 1 }, { rows: 1, columns: 0 }, null, { row: 1, column: 1 }],
    ["down from the last row stays", { row: 2, column: 1 }, { rows: 1, columns: 0 }, null, { row: 2, column: 1 }],
    ["right from the last column stays", { row: 0, column: 3 }, { rows: 0, columns: 1 }, null, { row: 0, column: 3 }],
    ["Tab at the end goes to the next row", { row: 0, column: 3 }, { rows: 0, columns: 1, wrap: true }, null, { row: 1, column: 0 }],
    ["Shift+Tab goes back", { row: 1, column: 0 }, { rows: 0, columns: -1, wrap: true }, null, { row: 0, column: 3 }],
    ["Tab at the very end stays", { row: 2, column: 3 }, { rows: 0, columns: 1, wrap: true }, null, { row: 2, column: 3 }],
    ["Enter after Tabs returns to their first column", { row: 0, column: 3 }, { rows: 1, columns: 0 }, 1, { row: 1, column: 1 }],
    ["a page down is kept inside", { row: 0, column: 0 }, { rows: 10, columns: 0 }, null, { row: 2, column: 0 }],
  ])("%s", (_, from, by, tab, to) => expect(moved(from, by, size, tab)).toEqual(to));
});

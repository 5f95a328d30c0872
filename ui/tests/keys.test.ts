// UI rules 1 and 2: what each key means in the sheet, and where a move ends.
import { describe, expect, it } from "vitest";
import { chosen, headings, settingOrder } from "../src/sheet/column";
import { COLUMNS, SIGNS } from "../src/sheet/columns";
import { composing, decide, type Action, type Key, type Mode } from "../src/sheet/keys";
import { between, dataEdge, moved, places, single } from "../src/sheet/selection";

const ctrl = (key: string, more: object = {}): Key => ({ key, ctrlKey: true, ...more });
const rows: [string, Key, Mode, Action][] = [
  ["an arrow moves", { key: "ArrowDown" }, "select", { do: "move", rows: 1, columns: 0 }],
  ["Shift+arrow makes the range larger", { key: "ArrowDown", shiftKey: true }, "select", { do: "move", rows: 1, columns: 0, extend: true }],
  ["Ctrl+arrow goes to the edge of the data", ctrl("ArrowRight"), "select", { do: "jump", rows: 0, columns: 1 }],
  ["Ctrl+Shift+arrow takes the range there", ctrl("ArrowUp", { shiftKey: true }), "select", { do: "jump", rows: -1, columns: 0, extend: true }],
  ["an arrow in an edited cell is the text's", { key: "ArrowLeft" }, "edit", { do: "none" }],
  ["Enter goes down", { key: "Enter" }, "select", { do: "move", rows: 1, columns: 0 }],
  ["Shift+Enter goes up", { key: "Enter", shiftKey: true }, "select", { do: "move", rows: -1, columns: 0 }],
  ["Enter confirms and goes down", { key: "Enter" }, "edit", { do: "save", rows: 1, columns: 0 }],
  ["Ctrl+Enter confirms for the whole range", ctrl("Enter"), "edit", { do: "save-all" }],
  ["Alt+Enter breaks the line", { key: "Enter", altKey: true }, "edit", { do: "break" }],
  ["Tab confirms and goes right", { key: "Tab" }, "edit", { do: "save", rows: 0, columns: 1, wrap: true }],
  ["Esc restores", { key: "Escape" }, "edit", { do: "restore" }],
  ["Esc does nothing else", { key: "Escape" }, "select", { do: "none" }],
  ["F2 edits", { key: "F2" }, "select", { do: "edit" }],
  ["Alt+Down opens the cell", { key: "ArrowDown", altKey: true }, "select", { do: "edit" }],
  ["Alt+Left is not ours", { key: "ArrowLeft", altKey: true }, "select", { do: "none" }],
  ["Delete clears", { key: "Delete" }, "select", { do: "clear" }],
  ["Delete in an edited cell is the text's", { key: "Delete" }, "edit", { do: "none" }],
  ["Home", { key: "Home" }, "select", { do: "edge", to: "row-start" }],
  ["Ctrl+End", ctrl("End"), "select", { do: "edge", to: "sheet-end" }],
  ["Ctrl+Shift+Home", ctrl("Home", { shiftKey: true }), "select", { do: "edge", to: "sheet-start", extend: true }],
  ["a page down", { key: "PageDown" }, "select", { do: "move", rows: 10, columns: 0 }],
  ["Ctrl+A takes all", ctrl("a"), "select", { do: "all" }],
  ["Ctrl+A in an edited cell is the text's", ctrl("a"), "edit", { do: "none" }],
  ["Ctrl+D fills down", ctrl("d"), "select", { do: "fill" }],
  ["Ctrl+E takes what is suggested", ctrl("e"), "select", { do: "take" }],
  ["Ctrl+E in an edited cell is the text's", ctrl("e"), "edit", { do: "none" }],
  ["Ctrl+PageDown goes to another month, not down", ctrl("PageDown"), "select", { do: "none" }],
  ["Alt+PageUp goes to another project, not up", { key: "PageUp", altKey: true }, "select", { do: "none" }],
  ["Ctrl+Shift+= inserts a row", ctrl("+", { shiftKey: true }), "select", { do: "insert" }],
  ["Ctrl+- removes rows", ctrl("-"), "select", { do: "remove" }],
  ["Alt+Shift+Up moves the row", { key: "ArrowUp", altKey: true, shiftKey: true }, "select", { do: "shift", step: -1 }],
  ["Ctrl+Z is the frame's", ctrl("z"), "select", { do: "none" }],
  ["Ctrl+C is left to the clipboard", ctrl("c"), "select", { do: "none" }],
  ["a letter is left to the text box", { key: "a" }, "select", { do: "none" }],
  ["a minus is left to the text box", { key: "-" }, "select", { do: "none" }],
  ["composing: Enter belongs to the input method", { key: "Enter", isComposing: true }, "edit", { do: "none" }],
  ["composing: Esc too", { key: "Escape", isComposing: true }, "edit", { do: "none" }],
  ["composing: arrows too", { key: "ArrowDown", isComposing: true }, "edit", { do: "none" }],
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
  it("Tab begins a row at its name, not at its class", () => {
    expect(moved({ row: 0, column: 3 }, { rows: 0, columns: 1, wrap: true }, { ...size, first: 1 })).toEqual({ row: 1, column: 1 });
    expect(moved({ row: 1, column: 1 }, { rows: 0, columns: -1, wrap: true }, { ...size, first: 1 })).toEqual({ row: 0, column: 3 });
  });
});

describe("Ctrl+arrow down a column", () => {
  // x is filled, . is empty.
  it.each([
    ["xxx..", 0, 1, 2],
    ["xxx..", 2, 1, 4],
    ["x..xx", 0, 1, 3],
    ["..xx.", 0, 1, 2],
    [".....", 1, 1, 4],
    ["x.x.x", 4, -1, 2],
    ["xxxx", 3, 1, 3],
  ])("%s from %i going %i ends at %i", (column, from, by, to) => {
    const filled = (at: { row: number }): boolean => column[at.row] === "x";
    expect(dataEdge({ row: from, column: 0 }, { rows: by, columns: 0 }, { rows: column.length, columns: 1 }, filled).row).toBe(to);
  });
});

describe("ranges", () => {
  it("lie between any two corners", () => {
    const range = between({ row: 2, column: 3 }, { row: 1, column: 4 });
    expect(range).toEqual({ top: 1, bottom: 2, left: 3, right: 4 });
    expect(places(range)).toHaveLength(4);
    expect(single(range)).toBe(false);
    expect(single(between({ row: 1, column: 1 }, { row: 1, column: 1 }))).toBe(true);
  });
});

describe("typing into a list", () => {
  it.each([
    [">=", "≥"], ["<=", "≤"], [">", ">"], ["＝", "="], ["定", "定性"], ["≥", "≥"], ["x", undefined], ["", undefined],
  ])("%s means %s", (typed, choice) => expect(SIGNS[chosen(SIGNS, typed)]).toBe(choice));
});

it("sets a value before its sign and unit", () => {
  expect([...COLUMNS].sort(settingOrder(COLUMNS)).map((column) => column.at).slice(0, 4)).toEqual(["value", "class", "name", "sign"]);
});

it("columns of a group stand under its word, the others reach over both lines", () => {
  const [top, below] = headings([
    { at: "a", word: "完成" }, { at: "b", word: "经费", group: "原因" }, { at: "c", word: "制度", group: "原因" }, { at: "d", word: "措施" },
  ]);
  expect(top?.map((each) => [each.word, each.rows, each.columns])).toEqual([["完成", 2, 1], ["原因", 1, 2], ["措施", 2, 1]]);
  expect(below?.map((each) => each.word)).toEqual(["经费", "制度"]);
});

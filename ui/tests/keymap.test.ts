// Rule 16: all by keyboard, from one table. What is pressed, what is meant, and that nothing is meant twice.
import { describe, expect, it } from "vitest";
import { chord, commandOf, KEYMAP, keysOf } from "../src/app/keymap";
import { grouped, unasked } from "../src/app/search";
import type { SearchHit } from "../src/api/gen";

describe("rule 16: the keymap", () => {
  it.each([
    [{ key: "z", ctrlKey: true }, "Ctrl+Z", "undo"],
    [{ key: "Z", ctrlKey: true, shiftKey: true }, "Ctrl+Shift+Z", "redo"],
    [{ key: "y", ctrlKey: true }, "Ctrl+Y", "redo"],
    [{ key: "z", metaKey: true }, "Ctrl+Z", "undo"],
    [{ key: "k", ctrlKey: true }, "Ctrl+K", "search"],
    [{ key: "s", ctrlKey: true }, "Ctrl+S", "saved"],
    [{ key: "n", ctrlKey: true }, "Ctrl+N", "project.new"],
    [{ key: "p", ctrlKey: true }, "Ctrl+P", "print"],
    [{ key: "/", ctrlKey: true }, "Ctrl+/", "keys"],
    [{ key: "F1" }, "F1", "help"],
    [{ key: "Escape" }, "Esc", "close"],
    [{ key: "3", altKey: true }, "Alt+3", "area"],
    [{ key: "k" }, "K", undefined],
    [{ key: "z", ctrlKey: true, altKey: true }, "Ctrl+Alt+Z", undefined],
    [{ key: "?", shiftKey: true }, "?", undefined],
    [{ key: "F8", shiftKey: true }, "Shift+F8", undefined],
    [{ key: "Control", ctrlKey: true }, "", undefined],
  ])("%o is %s", (event, written, command) => {
    expect(chord(event)).toBe(written);
    expect(commandOf(event)?.command).toBe(command);
  });
  it("rule 2: never acts while an input method composes", () => {
    for (const more of [{ isComposing: true }, { keyCode: 229 }]) expect(commandOf({ key: "Escape", ...more })).toBeNull();
    expect(commandOf({ key: "Process" })).toBeNull();
  });
  it("tells which of a command's keys it was", () => expect(commandOf({ key: "9", altKey: true })).toEqual({ command: "area", which: 8 }));
  it("gives each key one meaning in one place", () => {
    const all = KEYMAP.flatMap((each) => each.keys.map((key) => `${each.where} ${key}`));
    expect(new Set(all).size).toBe(all.length);
    const commands = KEYMAP.map((each) => each.command).filter((id) => id !== "");
    expect(new Set(commands).size).toBe(commands.length);
  });
  it("knows the key to show beside a command", () => expect([keysOf("redo"), keysOf("about")]).toEqual(["Ctrl+Y", ""]));
});

describe("rule 9: what the search box lists", () => {
  const hit = (kind: SearchHit["kind"], id: string, path = ""): SearchHit => ({ kind, id, title: id, subtitle: "", path });
  it("groups hits by kind and numbers them as the arrows walk", () => {
    const groups = grouped([hit("command", "c"), hit("project", "p"), hit("command", "d")]);
    expect(groups.map((each) => [each.word, each.hits.map((found) => `${found.index} ${found.id}`)])).toEqual([["项目", ["0 p"]], ["命令", ["1 c", "2 d"]]]);
  });
  it("with nothing typed shows what was chosen or worked at lately, once each, then the commands", () => {
    const groups = unasked([hit("project", "p")], [hit("project", "p"), hit("project", "q", "/x")], [hit("command", "c")]);
    expect(groups.map((each) => [each.word, each.hits.map((found) => found.id)])).toEqual([["最近", ["p", "q"]], ["命令", ["c"]]]);
    expect(unasked([], [], [hit("command", "c")])[0]?.word).toBe("命令");
  });
});

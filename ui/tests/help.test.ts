// The guide's Markdown, and how it is drawn: as elements of our own, never as foreign HTML.
import { mount } from "@vue/test-utils";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inlineOf, parse, textOf, type Block } from "../src/help/markdown";
import MarkdownView from "../src/help/MarkdownView";

const kinds = (text: string): string[] => parse(text).map((block) => block.kind);
const guide = readFileSync(join(import.meta.dirname, "../../assets/help/guide.md"), "utf8");

describe("Markdown", () => {
  it.each([
    ["plain", [["text", "plain"]]],
    ["a **b** c", [["text", "a "], ["strong", "b"], ["text", " c"]]],
    ["`**x**` y", [["code", "**x**"], ["text", " y"]]],
    ["[to](http://x)", [["link", "to"]]],
    ["before ![picture](x.png) after", [["text", "before "], ["text", " after"]]],
    ["2 * 3 * 4 _ 5", [["text", "2 * 3 * 4 _ 5"]]],
    ["", []],
  ])("reads the line %s", (line, out) => expect(inlineOf(line).map((each) => [each.kind, each.text])).toEqual(out));

  it.each([
    ["# a\n\ntext\nmore\n\n- x\n- y\n", ["heading", "paragraph", "list"]],
    ["text\n- x", ["paragraph", "list"]],
    ["1. a\n2. b\n\n- c", ["list", "list"]],
    ["| a | b |\n|---|---|\n| c | d |\nend", ["table", "paragraph"]],
    ["| not a table", ["paragraph"]],
    ["```\n# no heading\n```\nend", ["code", "paragraph"]],
    ["```\nnever closed", ["code"]],
    ["![only a picture](x.png)", []],
    ["####### seven", ["paragraph"]],
    ["", []],
  ])("reads the blocks of %j", (text, out) => expect(kinds(text)).toEqual(out));

  it("keeps a list's lines together and a table's cells apart", () => {
    const [list, table] = parse("- one\n  more\n- two\n\n| a | `b\\|c` |\n|---|---|\n| **d** | |") as [Extract<Block, { kind: "list" }>, Extract<Block, { kind: "table" }>];
    expect(list.items.map(textOf)).toEqual(["one more", "two"]);
    expect(table.head.map(textOf)).toEqual(["a", "b|c"]);
    expect(table.rows[0]?.map(textOf)).toEqual(["d", ""]);
  });
  it("ends on any text", () => {
    for (const text of ["|", "|\n|", "- ", "#", "```", "**", "[](", "1.", "\r\n|a|\r\n|-|", "> quote"]) expect(parse(text)).toBeInstanceOf(Array);
  });
  it("reads the whole guide: its chapters, no picture, no mark left over", () => {
    const blocks = parse(guide);
    const chapters = blocks.filter((each) => each.kind === "heading" && each.level === 2);
    expect(chapters.length).toBeGreaterThan(8);
    const view = mount(MarkdownView, { props: { blocks } });
    expect(view.findAll("h3").length).toBe(chapters.length + 1);
    expect(view.find("img").exists()).toBe(false);
    expect(view.text()).not.toMatch(/\*\*|!\[|\]\(/);
  });
  it("draws text as text, whatever it says", () => {
    const view = mount(MarkdownView, { props: { blocks: parse("<img src=x onerror=alert(1)> **<b>x</b>**\n\n[y](javascript:alert(1))") } });
    expect(view.find("img").exists() || view.find("a").exists()).toBe(false);
    expect(view.text()).toContain("<img src=x onerror=alert(1)>");
  });
});

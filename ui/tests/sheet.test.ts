// The sheet in the page: merged cells, marks, typing, input methods, the list of choices.
import { mount, type VueWrapper } from "@vue/test-utils";
import { nextTick } from "vue";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { marks } from "../src/form/findings";
import { jump } from "../src/form/jump";
import TargetSheet from "../src/sheet/TargetSheet.vue";
import { FINDINGS, view } from "./fake";

const base = "/projects/p1/target/indicators";
let sheet: VueWrapper;

function make(locked = false): void {
  const data = view();
  sheet = mount(TargetSheet, {
    attachTo: document.body,
    props: {
      rows: data.indicators, classes: data.classes, marks: marks(FINDINGS), total: data.weight_total,
      due: data.weight_due, footNote: "执行率 10 分另计", locked,
    },
  });
}
const editor = () => sheet.get<HTMLTextAreaElement>("textarea");
const cell = (at: string) => sheet.get(`[data-at="${at}"]`);
const saves = () => sheet.emitted("save") ?? [];
async function type(text: string): Promise<void> {
  await editor().setValue(text);
}
async function press(key: string, more: object = {}): Promise<void> {
  await editor().trigger("keydown", { key, ...more });
}

beforeEach(() => make());
afterEach(() => sheet.unmount());

describe("what is drawn", () => {
  it("merges level 1 and level 2 and puts the class subtotal under its name", () => {
    const first = sheet.get("td.level1");
    expect(first.attributes("rowspan")).toBe("6");
    expect(first.text()).toContain("48 / 50");
    expect(first.get(".sub").classes()).toContain("must");
    expect(sheet.findAll("td.level1")).toHaveLength(3);
    expect(sheet.findAll("td.level2").map((each) => each.attributes("rowspan"))).toEqual(["2", "2", "1", "1", "1", "1", "1"]);
  });
  it("marks the cells that findings are about, by their level", () => {
    expect(cell("5-4").classes()).toContain("error");
    expect(cell("3-2").classes()).toContain("explain");
    expect(cell("0-0").classes()).not.toContain("mark");
  });
  it("puts words of a qualitative value at the left, numbers at the right", () => {
    expect(cell("0-2").classes()).toContain("num");
    expect(cell("2-2").classes()).not.toContain("num");
  });
  it("shows the total in red while it is not what is due", () => {
    expect(sheet.get("tfoot b.must").text()).toBe("88");
  });
});

describe("editing", () => {
  it("typing replaces, Enter saves and goes down", async () => {
    await cell("4-2").trigger("mousedown");
    await type("98");
    await press("Enter");
    expect(saves()).toEqual([[`${base}/i5/value`, "98"]]);
    expect(cell("5-2").classes()).toContain("on");
  });
  it("F2 starts from the text, Esc restores it", async () => {
    await cell("4-2").trigger("mousedown");
    await press("F2");
    expect(editor().element.value).toBe("95");
    await type("955");
    await press("Escape");
    expect(saves()).toEqual([]);
    expect(editor().classes()).not.toContain("on");
  });
  it("a double click edits; unchanged text is not saved", async () => {
    await cell("0-0").trigger("dblclick");
    expect(editor().element.value).toBe("补助村（社区）数量");
    await press("Enter");
    expect(saves()).toEqual([]);
  });
  it("leaving the sheet saves", async () => {
    await cell("0-0").trigger("mousedown");
    await type("补助村数量");
    await editor().trigger("blur");
    expect(saves()).toEqual([[`${base}/i1/name`, "补助村数量"]]);
  });
  it("Delete clears", async () => {
    await cell("0-3").trigger("mousedown");
    await press("Delete");
    expect(saves()).toEqual([[`${base}/i1/unit`, ""]]);
  });
  it("a Tab run, then Enter, returns to its first column", async () => {
    await cell("0-0").trigger("mousedown");
    await press("Tab");
    await press("Tab");
    await press("Enter");
    expect(cell("1-0").classes()).toContain("on");
  });
  it("the list of signs is walked by arrows", async () => {
    await cell("4-1").trigger("mousedown");
    await press("F2");
    await press("ArrowDown");
    await press("Enter");
    expect(saves()).toEqual([[`${base}/i5/sign`, ">"]]);
  });
  it("a locked sheet takes nothing", async () => {
    sheet.unmount();
    make(true);
    await cell("0-0").trigger("mousedown");
    await type("x");
    await press("Enter");
    await press("Delete");
    expect(saves()).toEqual([]);
  });
});

describe("an input method", () => {
  it("composes from the first letter, and its Enter and Esc are not ours", async () => {
    await cell("0-0").trigger("mousedown");
    const box = editor();
    await press("b", { keyCode: 229 });
    await box.trigger("compositionstart");
    expect(box.classes()).toContain("on");
    // Half-typed letters reach the box only through the composition; nothing is saved meanwhile.
    box.element.value = "bu'zhu";
    await box.trigger("input", { isComposing: true });
    await press("Escape", { isComposing: true, keyCode: 229 });
    expect(box.classes()).toContain("on");
    await press("Enter", { isComposing: true, keyCode: 229 });
    expect(saves()).toEqual([]);
    box.element.value = "补助";
    await box.trigger("compositionend");
    await box.trigger("input");
    await press("Enter");
    expect(saves()).toEqual([[`${base}/i1/name`, "补助"]]);
  });
});

describe("jumping to a path", () => {
  it.each([
    [`${base}/i6/weight`, "5-4"],
    [`${base}/i4`, "3-0"],
    [`${base}/i4/value/number`, "3-2"],
    [base, "0-0"],
  ])("%s", async (path, at) => {
    expect(await jump(path)).toBe(true);
    await nextTick();
    expect(cell(at).classes()).toContain("on");
    expect(document.activeElement).toBe(editor().element);
  });
  it("a path of another form is not taken", async () => expect(await jump("/units/u/name")).toBe(false));
});

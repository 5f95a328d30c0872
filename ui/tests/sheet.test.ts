// The sheet in the page (UI rules 1 to 5 and 12): merged cells, looks, typing, input methods, ranges, the clipboard.
import { mount, type VueWrapper } from "@vue/test-utils";
import { nextTick, shallowReactive } from "vue";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jump } from "../src/form/jump";
import type { Kept } from "../src/form/kept";
import { notes } from "../src/sheet/rows";
import TargetSheet from "../src/sheet/TargetSheet.vue";
import { FINDINGS, view } from "./fake";

const base = "/projects/p1/target/indicators";
let sheet: VueWrapper;

let kept: Map<string, Kept>;

function make(locked = false, change: (data: ReturnType<typeof view>) => void = () => undefined): void {
  const data = view();
  change(data);
  kept = shallowReactive(new Map());
  sheet = mount(TargetSheet, {
    attachTo: document.body,
    props: {
      rows: data.indicators, classes: data.classes, level2: ["数量指标", "质量指标", "时效指标"], notes: notes(FINDINGS, data.remarks), kept,
      total: data.weight_total, due: data.weight_due, footNote: "执行率 10 分另计", locked,
    },
  });
}
const editor = () => sheet.get<HTMLTextAreaElement>("textarea");
const cell = (at: string) => sheet.get(`td[data-at="${at}"]`);
/** Where typing goes. */
const here = () => editor().attributes("data-at");
const editing = () => editor().classes().includes("on");
const saves = () => sheet.emitted("save") ?? [];
async function type(text: string): Promise<void> {
  await editor().setValue(text);
}
async function press(key: string, more: object = {}): Promise<void> {
  await editor().trigger("keydown", { key, ...more });
}

function clip(html: string, text: string): DataTransfer {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  return data;
}
async function paste(text: string, html = ""): Promise<void> {
  const event = new Event("paste", { cancelable: true, bubbles: true });
  Object.assign(event, { clipboardData: clip(html, text) });
  editor().element.dispatchEvent(event);
  await nextTick();
}
async function copied(type: "copy" | "cut"): Promise<[string, string]> {
  const event = new Event(type, { cancelable: true, bubbles: true });
  const data = clip("", "");
  Object.assign(event, { clipboardData: data });
  editor().element.dispatchEvent(event);
  await nextTick();
  return [data.getData("text/plain"), data.getData("text/html")];
}
const DOWN = { shiftKey: true };

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
  it("puts words of a qualitative value at the left, numbers at the right", () => {
    expect(cell("0-3").classes()).toContain("num");
    expect(cell("2-3").classes()).not.toContain("num");
  });
  it("rule 12: shows the total and every class against its due in the foot that stays, red while off", () => {
    expect(sheet.get("tfoot b.must").text()).toBe("88");
    const sums = sheet.findAll("tfoot .sums span");
    expect(sums.map((each) => each.text())).toEqual(["产出 48 / 50", "效益 30 / 30", "满意度 10 / 10"]);
    expect(sums.map((each) => each.classes().includes("must"))).toEqual([true, false, false]);
  });
});

describe("rule 5: six looks", () => {
  const remark = {
    id: "m", project: "p1", project_name: "", path: `${base}/i2`, where: "", text: "人数不对", person: "", role: "复核人", at: "", round: 1, from_bureau: false, done: false, answer: "", answered_by: "",
  };
  it("each has its own class, and says why", () => {
    sheet.unmount();
    make(false, (data) => {
      data.remarks = [remark, { ...remark, path: `${base}/i3/name`, done: true }];
      data.indicators[0]!.value = "";
      data.indicators[4]!.bad = { value: "九十五" };
    });
    expect(cell("0-3").classes()).toContain("empty");
    expect(cell("0-3").text()).toBe("待填");
    expect(cell("0-4").classes()).toContain("saved");
    expect(cell("4-3").classes()).toEqual(expect.arrayContaining(["error", "bad"]));
    expect(cell("4-3").text()).toBe("九十五");
    expect(cell("5-5").classes()).toContain("error");
    expect(cell("5-5").classes()).not.toContain("bad");
    expect(cell("5-5").attributes("title")).toContain("应为 90");
    expect(cell("3-3").classes()).toContain("explain");
    expect(cell("1-1").classes()).toContain("remark");
    expect(cell("1-1").attributes("title")).toContain("复核人意见：人数不对");
    expect(cell("2-1").classes()).not.toContain("remark");
  });
  it("a locked sheet looks locked and asks for nothing", () => {
    sheet.unmount();
    make(true, (data) => {
      data.indicators[0]!.value = "";
    });
    expect(cell("1-3").classes()).toContain("locked");
    expect(cell("0-3").classes()).not.toContain("empty");
  });
});

describe("editing", () => {
  it("typing replaces, Enter saves and goes down", async () => {
    await cell("4-3").trigger("mousedown");
    await type("98");
    await press("Enter");
    expect(saves()).toEqual([[`${base}/i5/value`, "98"]]);
    expect(here()).toBe("5-3");
  });
  it("F2 starts from the text, Esc restores it", async () => {
    await cell("4-3").trigger("mousedown");
    await press("F2");
    expect(editor().element.value).toBe("95");
    await type("955");
    await press("Escape");
    expect(saves()).toEqual([]);
    expect(editing()).toBe(false);
  });
  it("a double click edits; unchanged text is not saved", async () => {
    await cell("0-1").trigger("mousedown");
    await cell("0-1").trigger("dblclick");
    expect(editor().element.value).toBe("补助村（社区）数量");
    await press("Enter");
    expect(saves()).toEqual([]);
  });
  it("Alt+Enter breaks the line where one is", async () => {
    await cell("0-1").trigger("mousedown");
    await type("补助村");
    await press("Enter", { altKey: true });
    expect(editor().element.value).toBe("补助村\n");
    expect(editing()).toBe(true);
  });
  it("Delete clears", async () => {
    await cell("0-4").trigger("mousedown");
    await press("Delete");
    expect(saves()).toEqual([[`${base}/i1/unit`, ""]]);
  });
  it("a Tab run, then Enter, returns to its first column", async () => {
    await cell("0-1").trigger("mousedown");
    await press("Tab");
    await press("Tab");
    await press("Enter");
    expect(here()).toBe("1-1");
  });
  it("the list of signs is walked by arrows, and by what is typed", async () => {
    await cell("4-2").trigger("mousedown");
    await press("ArrowDown", { altKey: true });
    expect(sheet.findAll("[role=option]")).toHaveLength(6);
    await press("ArrowDown");
    await press("Enter");
    await cell("0-2").trigger("mousedown");
    await type("<=");
    expect(sheet.get("[role=option].on").text()).toBe("≤");
    await press("Enter");
    expect(saves()).toEqual([[`${base}/i5/sign`, ">"], [`${base}/i1/sign`, "≤"]]);
  });
  it("a row goes to another class by its level-2 cell, the second of a merged pair too", async () => {
    await cell("1-1").trigger("mousedown");
    await press("ArrowLeft");
    expect(here()).toBe("1-0");
    await type("时");
    await press("Enter");
    expect(saves()).toEqual([[`${base}/i2/class`, "时效指标"]]);
  });
  it("a locked sheet takes nothing", async () => {
    sheet.unmount();
    make(true);
    await cell("0-1").trigger("mousedown");
    await type("x");
    await press("Enter");
    await press("Delete");
    await press("d", { ctrlKey: true });
    await press("-", { ctrlKey: true });
    await paste("甲\t乙");
    expect(Object.keys(sheet.emitted()).filter((each) => ["save", "cells", "paste", "insert", "remove", "shift"].includes(each))).toEqual([]);
  });
});

describe("rule 4: what is typed is not lost", () => {
  it("leaving the sheet saves", async () => {
    await cell("0-1").trigger("mousedown");
    await type("补助村数量");
    editor().element.blur();
    await nextTick();
    expect(saves()).toEqual([[`${base}/i1/name`, "补助村数量"]]);
    expect(editing()).toBe(false);
  });
  it("when the window loses the focus it is saved, and typing goes on; Esc still brings back the old text", async () => {
    await cell("0-1").trigger("mousedown");
    await type("补助村");
    await editor().trigger("blur");
    expect(saves()).toEqual([[`${base}/i1/name`, "补助村"]]);
    expect(editing()).toBe(true);
    expect(editor().element.value).toBe("补助村");
    await press("Escape");
    expect(saves()[1]).toEqual([`${base}/i1/name`, "补助村（社区）数量"]);
  });
  it("a jump saves", async () => {
    await cell("0-1").trigger("mousedown");
    await type("补助村");
    await jump(`${base}/i6/weight`);
    expect(saves()).toEqual([[`${base}/i1/name`, "补助村"]]);
  });
  it("data that are read again leave it alone, and the cell goes along with its row", async () => {
    await cell("4-3").trigger("mousedown");
    await type("9");
    const rows = view().indicators;
    await sheet.setProps({ rows: [rows[8]!, ...rows.slice(0, 8)].map((row) => ({ ...row })) });
    expect(editing()).toBe(true);
    expect(editor().element.value).toBe("9");
    expect(here()).toBe("5-3");
    await press("Enter");
    expect(saves()).toEqual([[`${base}/i5/value`, "9"]]);
  });
  it("when its row is gone it is told", async () => {
    await cell("4-3").trigger("mousedown");
    await type("97");
    await sheet.setProps({ rows: view().indicators.filter((row) => row.id !== "i5") });
    expect(sheet.emitted("lost")).toEqual([["97"]]);
    expect(saves()).toEqual([]);
  });
  it("a refused text stays in its cell with the reason, and Enter tries again", async () => {
    kept.set(`${base}/i5/sign`, { text: "约", why: "“约”不是可选的计算符号" });
    await nextTick();
    expect(cell("4-2").text()).toBe("约");
    expect(cell("4-2").classes()).toContain("bad");
    expect(cell("4-2").attributes("title")).toContain("不是可选的");
    await cell("4-2").trigger("mousedown");
    await press("F2");
    await press("Enter");
    expect(saves()).toEqual([[`${base}/i5/sign`, "约"]]);
  });
  it("leaving the screen saves", async () => {
    await cell("0-1").trigger("mousedown");
    await type("补助村");
    const heard: string[] = [];
    await sheet.setProps({ onSave: (path: string, text: string) => heard.push(path, text) });
    sheet.unmount();
    expect(heard).toEqual([`${base}/i1/name`, "补助村"]);
    make();
  });
});

describe("rule 2: an input method", () => {
  it("composes from the first letter, and its Enter and Esc are not ours", async () => {
    await cell("0-1").trigger("mousedown");
    const box = editor();
    expect(document.activeElement).toBe(box.element);
    await press("b", { keyCode: 229 });
    await box.trigger("compositionstart");
    expect(editing()).toBe(true);
    // Half-typed letters are in the box; nothing is saved meanwhile.
    box.element.value = "bu'zhu";
    await box.trigger("input", { isComposing: true });
    await press("Escape", { isComposing: true, keyCode: 229 });
    await press("Enter", { isComposing: true, keyCode: 229 });
    await press("Tab", { isComposing: true, keyCode: 229 });
    expect(editing()).toBe(true);
    expect(saves()).toEqual([]);
    box.element.value = "补助";
    await box.trigger("compositionend");
    await box.trigger("input");
    await press("Enter");
    expect(saves()).toEqual([[`${base}/i1/name`, "补助"]]);
  });
  it("data that are read again do not break a composition", async () => {
    await cell("0-1").trigger("mousedown");
    await editor().trigger("compositionstart");
    editor().element.value = "bu";
    await sheet.setProps({ rows: view().indicators });
    expect(editor().element.value).toBe("bu");
    expect(editing()).toBe(true);
  });
});

describe("ranges", () => {
  it("Delete empties a range in one step, but not the class", async () => {
    await cell("0-1").trigger("mousedown");
    await press("ArrowLeft");
    await press("ArrowRight", DOWN);
    await press("ArrowDown", DOWN);
    await press("Delete");
    expect(sheet.emitted("cells")).toEqual([[[{ path: `${base}/i1/name`, text: "" }, { path: `${base}/i2/name`, text: "" }], "clear"]]);
  });
  it("Ctrl+D fills down; a value comes before its sign and unit; what is the same is left out", async () => {
    await cell("4-2").trigger("mousedown");
    await cell("5-4").trigger("mousedown", { shiftKey: true });
    await press("d", { ctrlKey: true });
    const cells = sheet.emitted("cells")?.[0]?.[0] as { path: string; text: string }[];
    expect(cells.map((each) => `${each.path.slice(base.length + 1)}=${each.text}`)).toEqual(["i6/value=95", "i6/sign=≥", "i6/unit=%"]);
  });
  it("Ctrl+D in one cell takes the one above", async () => {
    await cell("1-4").trigger("mousedown");
    await press("d", { ctrlKey: true });
    expect(saves()).toEqual([[`${base}/i2/unit`, "个"]]);
  });
  it("a drag makes a range; Ctrl+Enter puts the typed text into all of it", async () => {
    await cell("0-6").trigger("mousedown", { buttons: 1 });
    await cell("2-6").trigger("mousemove", { buttons: 1 });
    await type("按年末在册数");
    await press("Enter", { ctrlKey: true });
    expect((sheet.emitted("cells")?.[0]?.[0] as unknown[]).length).toBe(3);
  });
  it("rows are inserted, removed and moved by keys", async () => {
    await cell("2-1").trigger("mousedown");
    await press("+", { ctrlKey: true, shiftKey: true });
    await press("ArrowDown", { altKey: true, shiftKey: true });
    await press("ArrowDown", DOWN);
    await press("-", { ctrlKey: true });
    const id = (each: unknown): string => (each as { id: string }).id;
    expect(id(sheet.emitted("insert")?.[0]?.[0])).toBe("i3");
    expect([id(sheet.emitted("shift")?.[0]?.[0]), sheet.emitted("shift")?.[0]?.[1]]).toEqual(["i3", 1]);
    expect((sheet.emitted("remove")?.[0]?.[0] as unknown[]).map(id)).toEqual(["i3", "i4"]);
  });
});

describe("when the selected row is taken away", () => {
  it("the cell that is there now is the focused one", async () => {
    await cell("4-3").trigger("mousedown");
    await sheet.setProps({ rows: view().indicators.filter((row) => row.id !== "i5") });
    expect(sheet.emitted("focus")?.at(-1)).toEqual([`${base}/i6/value`]);
    expect(sheet.emitted("lost")).toBeUndefined();
  });
});

describe("rule 3: the clipboard", () => {
  it("copies a range as text and as a table, with each row's class", async () => {
    await cell("4-1").trigger("mousedown");
    await press("ArrowLeft");
    await cell("5-3").trigger("mousedown", { shiftKey: true });
    const [text, html] = await copied("copy");
    expect(text).toBe("时效指标\t补助经费到位及时率\t≥\t95\r\n成本指标\t项目总成本\t≤\t202.6");
    expect(html).toContain("<td>95</td>");
    expect(saves()).toEqual([]);
  });
  it("Ctrl+A and cut empty everything that can be empty, as one step", async () => {
    await cell("0-1").trigger("mousedown");
    await press("a", { ctrlKey: true });
    const [text] = await copied("cut");
    expect(text.split("\r\n")).toHaveLength(9);
    expect(sheet.emitted("cells")).toHaveLength(1);
    expect(sheet.emitted("cells")?.[0]?.[1]).toBe("clear");
  });
  it("one cell into one cell is a plain change", async () => {
    await cell("4-3").trigger("mousedown");
    await paste("≥98%\r\n");
    expect(saves()).toEqual([[`${base}/i5/value`, "≥98%"]]);
    expect(sheet.emitted("paste")).toBeUndefined();
  });
  it("one cell into a range fills it", async () => {
    await cell("0-5").trigger("mousedown");
    await cell("2-5").trigger("mousedown", { shiftKey: true });
    await paste("9");
    expect((sheet.emitted("cells")?.[0]?.[0] as unknown[]).length).toBe(3);
  });
  it("several cells change nothing yet: they are handed over with where they begin", async () => {
    await cell("6-3").trigger("mousedown");
    await cell("4-1").trigger("mousedown", { shiftKey: true });
    await paste("不看", "<table><tr><td>甲</td><td>≥1</td></tr></table>");
    expect(sheet.emitted("paste")).toEqual([[{ row: "i5", column: "name", grid: [["甲", "≥1"]] }]]);
    expect(saves()).toEqual([]);
  });
  it("in an edited cell a paste belongs to the text", async () => {
    await cell("4-1").trigger("mousedown");
    await press("F2");
    await paste("甲\t乙");
    expect(sheet.emitted("paste")).toBeUndefined();
    expect(editing()).toBe(true);
  });
});

describe("an empty sheet", () => {
  beforeEach(() => {
    sheet.unmount();
    make(false, (data) => {
      data.indicators = [];
    });
  });
  it("takes a first name and a pasted range", async () => {
    await cell("0-1").trigger("mousedown");
    await paste("甲\t1\n乙\t2\n");
    expect(sheet.emitted("paste")).toEqual([[{ row: null, column: "name", grid: [["甲", "1"], ["乙", "2"]] }]]);
    await type("补助村数量");
    await press("Enter");
    expect(sheet.emitted("insert")).toEqual([[null, "补助村数量", expect.any(Function)]]);
  });
});

describe("jumping to a path", () => {
  it.each([
    [`${base}/i6/weight`, "5-5"],
    [`${base}/i4`, "3-1"],
    [`${base}/i4/value/number`, "3-3"],
    [`${base}/i4/class`, "3-0"],
    [base, "0-1"],
  ])("%s", async (path, at) => {
    expect(await jump(path)).toBe(true);
    await nextTick();
    expect(here()).toBe(at);
    expect(document.activeElement).toBe(editor().element);
  });
  it("a path of another form is not taken", async () => expect(await jump("/units/u/name")).toBe(false));
});

describe("sixty rows", () => {
  it("draws no row again while one types or moves, and one row when one changed", async () => {
    sheet.unmount();
    const many = (): ReturnType<typeof view>["indicators"] =>
      Array.from({ length: 60 }, (_, index) => ({ ...view().indicators[index % 9]!, id: `r${index}`, path: `${base}/r${index}`, level2: "数量指标", level1: "产出指标" }));
    make(false, (data) => {
      data.indicators = many();
    });
    const records: MutationRecord[] = [];
    const drawn = new MutationObserver((more) => void records.push(...more));
    const settled = async (): Promise<void> => {
      await new Promise((done) => setTimeout(done));
      records.push(...drawn.takeRecords());
    };
    drawn.observe(sheet.get("tbody").element, { subtree: true, childList: true, characterData: true, attributes: true });
    await cell("30-3").trigger("mousedown");
    await press("ArrowDown");
    await type("12");
    await settled();
    expect(records).toHaveLength(0);
    const rows = many();
    rows[31]!.unit = "户";
    await sheet.setProps({ rows });
    await settled();
    const touched = records.map((record) => (record.target instanceof Element ? record.target : record.target.parentElement)?.closest("tr")?.dataset["row"]);
    expect([...new Set(touched)]).toEqual(["31"]);
    drawn.disconnect();
  });
});

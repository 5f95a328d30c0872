// What was typed is never lost and never lands elsewhere: leaving by keys, a refusal, slow answers, foreign changes.
import { emit } from "@tauri-apps/api/event";
import { afterEach, describe, expect, it } from "vitest";
import type { CellChange, ProjectView } from "../src/api/gen";
import { PROJECTS, STORE, view } from "./fake";
import { open as start, type Window } from "./mount";

const base = "/projects/p1/target/indicators";
const goal = "textarea[data-path='/projects/p1/target/annual_goal']";
const saved = { changed: [], label: "修改", saved_at: "14:33" };

let window_: Window;
const open = async (...given: Parameters<typeof start>): Promise<Window> => (window_ = await start(...given));
afterEach(() => window_.end());

/** An answer that is held back until it is let go. */
function gate<T>(answer: () => T): { ask: () => Promise<T>; let: () => void } {
  let go = (): void => {};
  const opened = new Promise<void>((done) => (go = done));
  return { ask: async () => (await opened, answer()), let: () => go() };
}
const pause = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));
const box = () => window_.app.get<HTMLTextAreaElement>(".sheet textarea");
async function type(selector: string, text: string): Promise<HTMLTextAreaElement> {
  const field = window_.app.get<HTMLTextAreaElement>(selector);
  field.element.focus();
  field.element.value = text;
  await field.trigger("input");
  return field.element;
}
async function at(path: string): Promise<void> {
  await window_.app.get(`td[data-path="${path}"]`).trigger("mousedown");
  await window_.settle();
}
/** Types into the sheet's cell without finishing it. */
async function write(text: string): Promise<void> {
  box().element.value = text;
  await box().trigger("input");
}
const refusal = (field: string) => () => {
  throw { code: "APP-CHOICE", message: "“约”不是可选的计算符号", field };
};

describe("leaving by keys finishes what is being typed", () => {
  it.each([
    ["Alt+2", "2", { altKey: true }],
    ["Ctrl+P", "p", { ctrlKey: true }],
    ["Ctrl+N", "n", { ctrlKey: true }],
  ])("%s", async (_, key, more) => {
    const { asked, press } = await open("/target/p1");
    await type(goal, "保障 9 个村");
    await press(key, more);
    expect(asked("edit.cell")).toEqual([{ path: "/projects/p1/target/annual_goal", text: "保障 9 个村" }]);
  });
  it("F8 from a text at the right, which gives way to that of another cell", async () => {
    const { asked, press } = await open("/target/p1");
    await at(`${base}/i5/value`);
    await type(`textarea[data-path='${base}/i5/note']`, "按月统计");
    await press("F8");
    expect(asked("edit.cell")).toEqual([{ path: `${base}/i5/note`, text: "按月统计" }]);
  });
  it("also where the field goes without a blur", async () => {
    const { app, asked, settle, router } = await open("/target/p1");
    await app.get(goal).setValue("保障 9 个村");
    await router.push("/projects");
    await settle();
    expect(asked("edit.cell")).toEqual([{ path: "/projects/p1/target/annual_goal", text: "保障 9 个村" }]);
  });
});

describe("rule 8: Ctrl+Z belongs to the box while one types", () => {
  const undoable = { "store.current": () => ({ ...STORE, undo: "粘贴 24 格" }) };
  it("also to a box that was emptied", async () => {
    const { asked, press } = await open("/target/p1", undoable);
    await type(goal, "");
    await press("z", { ctrlKey: true });
    expect(asked("edit.undo")).toHaveLength(0);
  });
  it("to the program again as soon as a cell is finished, filled or emptied", async () => {
    const { asked, press } = await open("/target/p1", undoable);
    for (const text of ["", "98"]) {
      await at(`${base}/i5/value`);
      await press("F2");
      await write(text);
      await press("z", { ctrlKey: true });
      expect(asked("edit.undo")).toHaveLength(text === "" ? 0 : 1);
      await press("Enter");
      await press("z", { ctrlKey: true });
      expect(asked("edit.undo")).toHaveLength(text === "" ? 1 : 2);
    }
  });
  it("to the program after a text typed to find a row has gone by itself", async () => {
    const { app, asked, press } = await open("/projects", undoable);
    const keys = app.get<HTMLInputElement>(".holder .keys");
    keys.element.focus();
    await keys.setValue("河");
    await press("Escape");
    await press("z", { ctrlKey: true });
    expect(asked("edit.undo")).toHaveLength(1);
  });
});

describe("the first indicator of all", () => {
  const blank = (): ProjectView => ({ ...view(), indicators: [] });
  const one = (): ProjectView => ({ ...view(), indicators: [{ ...view().indicators[0]!, name: "培训人数", op: "", value: "" }] });
  it("typed fast is one row, and what follows goes into its cells", async () => {
    let made = false;
    const add = gate(() => ((made = true), { id: "i1" }));
    const { asked, press, settle } = await open("/target/p1", { "project.get": () => (made ? one() : blank()), "indicator.add": add.ask as never, "edit.cells": () => saved });
    await window_.app.get(".sheet td.none").trigger("mousedown");
    await write("培训人数");
    await press("Tab");
    await write("≥");
    await press("Tab");
    await write("9");
    add.let();
    await settle();
    await write("95");
    await press("Enter");
    expect(asked("indicator.add")).toEqual([{ project: "p1", horizon: "annual", name: "培训人数" }]);
    expect(asked("edit.cell")).toEqual([{ path: `${base}/i1/sign`, text: "≥" }, { path: `${base}/i1/value`, text: "95" }]);
  });
  it("comes back into the box when it could not be made", async () => {
    const { app, press } = await open("/target/p1", {
      "project.get": blank,
      "indicator.add": () => {
        throw { code: "STORE-FULL", message: "磁盘已满，请腾出空间后再试。" };
      },
    });
    await app.get(".sheet td.none").trigger("mousedown");
    await write("培训人数");
    await press("Enter");
    expect(box().element.value).toBe("培训人数");
    expect(app.get("[role=alert]").text()).toContain("磁盘已满");
  });
});

describe("rule 4: a refused text", () => {
  it("is counted in the saved line although later cells were saved; a click leads there", async () => {
    const { app, press, settle } = await open("/target/p1", { "edit.cell": ({ path, text }) => (text === "约" ? refusal(path)() : saved) });
    await at(`${base}/i5/sign`);
    await write("约");
    await press("Enter");
    await at(`${base}/i2/value`);
    await write("43");
    await press("Enter");
    expect(app.get("header [aria-live]").text()).toBe("1 格没有保存");
    await app.get("header.top .state button").trigger("click");
    await settle();
    expect(box().attributes("data-path")).toBe(`${base}/i5/sign`);
  });
  it("stays kept beside the data until it is saved or given up", async () => {
    let refuse = true;
    const { asked, button, press, settle } = await open("/target/p1", { "edit.cell": ({ path }) => (refuse ? refusal(path)() : saved) });
    await at(`${base}/i5/sign`);
    await write("约");
    await pause(520);
    await press("Enter");
    await pause(200);
    expect([asked("draft.keep").length, asked("draft.drop").length]).toEqual([1, 0]);
    await at(`${base}/i5/sign`);
    refuse = false;
    await button("放弃这段文字").trigger("click");
    await pause(200);
    await settle();
    expect(asked("draft.drop")).toHaveLength(1);
    expect(window_.app.get("header [aria-live]").text()).toBe("✓ 已保存 14:32");
  });
  it("is told before the unit is closed, once; closing comes after what is under way", async () => {
    const slow = gate(() => saved);
    const { app, asked, calls, button, press, settle } = await open("/target/p1", { "edit.cell": ({ path, text }) => (text === "约" ? refusal(path)() : (slow.ask() as never)) });
    const close = async (): Promise<void> => {
      await app.get(".who").trigger("click");
      await button("关闭单位").trigger("click");
      await settle();
    };
    await at(`${base}/i5/sign`);
    await write("约");
    await press("Enter");
    await close();
    expect(app.get("[role=alert]").text()).toContain("有 1 格填写的内容没有保存，单位没有关闭");
    expect(asked("store.close")).toHaveLength(0);
    await at(`${base}/i2/value`);
    await write("43");
    await close();
    expect(asked("store.close")).toHaveLength(0);
    slow.let();
    await settle();
    await settle();
    expect(calls.map((each) => each.name).filter((name) => name === "edit.cell" || name === "store.close")).toEqual(["edit.cell", "edit.cell", "store.close"]);
  });
});

describe("what others change", () => {
  it("is read once more when it came while an own change was being read", async () => {
    const slow = gate(view);
    let hold = false;
    const { asked, press, settle } = await open("/target/p1", {
      "edit.cell": () => (void emit("changed", { kinds: ["target"] }), saved),
      "project.get": () => (hold ? (slow.ask() as never) : view()),
    });
    const before = asked("project.get").length;
    await at(`${base}/i5/value`);
    await write("98");
    hold = true;
    await press("Enter");
    expect(asked("project.get")).toHaveLength(before + 1);
    await emit("changed", { kinds: ["target"] });
    hold = false;
    slow.let();
    await settle();
    expect(asked("project.get")).toHaveLength(before + 2);
  });
  it("one's own change is read once", async () => {
    const { asked, press } = await open("/target/p1", { "edit.cell": () => (void emit("changed", { kinds: ["target"] }), saved) });
    const before = asked("project.get").length;
    await at(`${base}/i5/value`);
    await write("98");
    await press("Enter");
    expect(asked("project.get")).toHaveLength(before + 1);
  });
  it("a project that is gone leads to the list, with a plain sentence and no error", async () => {
    let there = true;
    const { app, router, settle } = await open("/target/p1", {
      "project.get": () => {
        if (there) return view();
        throw { code: "APP-NOT-FOUND", message: "找不到项目“p1”，请核对后再试" };
      },
    });
    there = false;
    await emit("changed", { kinds: ["project"] });
    await settle();
    expect(router.currentRoute.value.path).toBe("/projects");
    expect(app.text()).toContain("项目“村级补助及运转经费”已经不在本年度里");
    expect(app.find("[role=alert]").exists()).toBe(false);
  });
  it("deleting the project that is open says nothing of an error", async () => {
    let there = true;
    const gone = (): never => {
      throw { code: "APP-NOT-FOUND", message: "找不到项目“p1”，请核对后再试" };
    };
    const { app, router, button, settle } = await open("/target/p1", {
      "project.get": () => (there ? view() : gone()),
      "project.delete": () => {
        there = false;
        void emit("changed", { kinds: ["project"] });
        return saved;
      },
    });
    await button("删除项目").trigger("click");
    await settle();
    expect(router.currentRoute.value.path).toBe("/projects");
    expect(app.text()).not.toContain("已经不在本年度");
    expect(app.find("[role=alert]").exists()).toBe(false);
  });
});

describe("a remark", () => {
  it("is for the cell where it was written, and an unfinished one waits there", async () => {
    const slow = gate(() => saved);
    const { app, asked, button, press, settle } = await open("/target/p1", { "edit.cell": slow.ask as never, "remark.add": () => saved });
    await at(`${base}/i5/value`);
    await write("98");
    await press("Enter");
    await at(`${base}/i5/value`);
    await button("写意见").trigger("click");
    await app.get("textarea[aria-label=意见]").setValue("请附依据");
    await app.get("textarea[aria-label=意见]").trigger("submit");
    await at(`${base}/i6/value`);
    expect(app.find("textarea[aria-label=意见]").exists()).toBe(false);
    slow.let();
    await settle();
    expect(asked("remark.add")).toEqual([{ path: `${base}/i5/value`, text: "请附依据" }]);
    await button("写意见").trigger("click");
    await app.get("textarea[aria-label=意见]").setValue("口径");
    await at(`${base}/i5/value`);
    expect(app.find("textarea[aria-label=意见]").exists()).toBe(false);
    await at(`${base}/i6/value`);
    expect(app.get<HTMLTextAreaElement>("textarea[aria-label=意见]").element.value).toBe("口径");
  });
});

describe("listening ends with its screen, also when that goes before the first reading", () => {
  it.each(["/target/p1", "/submit"])("%s", async (where) => {
    const slow = gate(view);
    const { asked, router, settle } = await open(where, { "project.get": slow.ask as never, "package.list": (() => slow.ask().then(() => [])) as never });
    await router.push("/settings/text");
    await settle();
    slow.let();
    await settle();
    const before = asked("project.get").length + asked("seal.plan").length;
    await emit("changed", { kinds: ["target"] });
    await settle();
    expect(asked("project.get").length + asked("seal.plan").length).toBe(before);
  });
});

describe("after one saved cell only what is needed is asked", () => {
  it("the project at once; the counts after a rest; its history where it was saved; no usual indicators again", async () => {
    const { app, asked, press, settle } = await open("/target/p1", {
      "edit.cell": () => (void emit("changed", { kinds: ["target"] }), saved), "history.cell": (): CellChange[] => [],
      "project.list": () => ({ rows: PROJECTS, total: 0, total_text: "", amount_unit: "万元", errors: 0, explains: 0, hints: 0 }),
    });
    await at(`${base}/i5/value`);
    await pause(220);
    const count = (): number[] => ["project.list", "store.current", "history.cell", "library.search"].map((name) => asked(name).length);
    const before = count();
    const [lists = 0, stores = 0, histories = 0, searches = 0] = before;
    await write("98");
    await press("Enter", { ctrlKey: true });
    await pause(300);
    expect(count()).toEqual([lists, stores, histories + 1, searches]);
    // Another cell, while this one stays looked at.
    await app.get(".flags input").trigger("change");
    await pause(300);
    expect(count()).toEqual([lists, stores, histories + 1, searches]);
    await pause(1400);
    await settle();
    expect(count()).toEqual([lists + 1, stores + 1, histories + 1, searches]);
  });
});

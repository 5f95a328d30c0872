// The frame: top line, keys that mean the same everywhere, search, panels. Each test names the rule that it holds.
import { afterEach, describe, expect, it } from "vitest";
import { STORE, view } from "./fake";
import { open as start, type Window } from "./mount";

let window_: Window;
const open = async (...given: Parameters<typeof start>): Promise<Window> => (window_ = await start(...given));
afterEach(() => window_.end());
const focusOn = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector);
  found?.focus();
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const focused = (): string => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName ?? "";

describe("the top line", () => {
  it("names unit, year, saved state with what waits, and the person", async () => {
    const { app } = await open("/projects");
    const top = app.get("header.top").text();
    for (const text of ["云溪镇人民政府", "2026 年度", "✓ 已保存 14:32", "6 处待核实", "填报人甲 · 填报人"]) expect(top).toContain(text);
  });
  it("lists only areas that have a screen: no empty doors", async () => {
    const { app, router } = await open("/projects");
    const shown = app.findAll("nav.areas a").map((each) => each.find(".grow").text());
    expect(shown.slice(0, 3)).toEqual(["工作台", "项目", "绩效目标"]);
    expect(shown.includes("指标库")).toBe(router.getRoutes().some((route) => route.path === "/library"));
  });
  it("another year reads everything anew and leaves the project, which that year does not have", async () => {
    const info = { ...STORE, years: [2025, 2026] };
    const { app, asked, router, settle } = await open("/target/p1", { "store.current": () => info, "store.set_year": ({ year }) => ({ ...info, year }) });
    const lists = asked("project.list").length;
    const years = app.get<HTMLSelectElement>("select[aria-label=预算年度]");
    years.element.selectedIndex = 0;
    await years.trigger("change");
    await settle();
    expect(asked("store.set_year")).toEqual([{ year: 2025 }]);
    expect(router.currentRoute.value.path).toBe("/target");
    expect(asked("project.list").length).toBeGreaterThan(lists);
    expect(years.element.value).toBe("2025");
  });
  it("adds a year with a chosen rule pack", async () => {
    const { app, asked, button, settle } = await open("/projects", { "store.set_year": ({ year }) => ({ ...STORE, year, years: [2026, 2027] }) });
    const years = app.get<HTMLSelectElement>("select[aria-label=预算年度]");
    years.element.selectedIndex = 1;
    await years.trigger("change");
    await settle();
    expect(years.element.value).toBe("2026");
    await app.findAll("input[type=radio]")[1]?.setValue();
    await button("增加 2027 年度").trigger("submit");
    await settle();
    expect(asked("store.set_year")).toEqual([{ year: 2027, pack: "mof-2021" }]);
    expect(app.find("[role=dialog]").exists()).toBe(false);
  });
});

describe("rule 8: undo and redo", () => {
  it("name the step, on the buttons and in the line that is read aloud", async () => {
    const { app, asked, press } = await open("/projects", {
      "store.current": () => ({ ...STORE, undo: "粘贴 24 格" }),
      "edit.undo": () => ({ changed: ["target"], label: "粘贴 24 格", saved_at: "14:40" }),
    });
    expect(app.find("[aria-label='撤销：粘贴 24 格']").exists()).toBe(true);
    expect(app.get("[aria-label='没有可重做的操作']").attributes("aria-disabled")).toBe("true");
    await press("z", { ctrlKey: true });
    expect(asked("edit.undo")).toHaveLength(1);
    expect(app.get("header [aria-live]").text()).toBe("已撤销：粘贴 24 格");
  });
  it("say so when there is nothing to undo, and ask for nothing", async () => {
    const { app, asked, press } = await open("/projects");
    await press("z", { ctrlKey: true });
    expect(asked("edit.undo")).toHaveLength(0);
    expect(app.get("header [aria-live]").text()).toBe("没有可撤销的操作");
  });
  it("leave the text that is being typed to its box, and come back when it is saved", async () => {
    const { asked, press, app } = await open("/target/p1", { "store.current": () => ({ ...STORE, undo: "修改" }) });
    const box = app.get<HTMLInputElement>("input[data-path='/projects/p1/name']");
    box.element.focus();
    await press("z", { ctrlKey: true });
    expect(asked("edit.undo")).toHaveLength(1);
    box.element.value = "新名称";
    await box.trigger("input");
    const event = await press("z", { ctrlKey: true });
    expect([asked("edit.undo").length, event.defaultPrevented]).toEqual([1, false]);
    await box.trigger("change");
    await press("z", { ctrlKey: true });
    expect(asked("edit.undo")).toHaveLength(2);
  });
  it("discarding names every step that it takes back, and says that it can be undone", async () => {
    const row = { seq: 2, kind: "reversible" as const, undone: false, label: "粘贴 24 格", person: "填报人甲", at: "2026-10-31T14:00:00+08:00" };
    const { app, asked, button, settle } = await open("/home", {
      "store.current": () => ({ ...STORE, can_discard: 1 }),
      "history.list": () => ({ rows: [{ ...row, seq: 3, undone: true, label: "已撤销的" }, row, { ...row, seq: 1, label: "上次的" }], undo: null, redo: null }),
      "edit.discard": () => ({ changed: ["target"], label: "放弃本次修改", saved_at: "14:41" }),
    });
    await app.get(".who").trigger("click");
    await button("放弃本次修改（1 步）").trigger("click");
    await settle();
    expect(app.findAll("[role=dialog] li").map((each) => each.text())).toEqual([expect.stringContaining("粘贴 24 格")]);
    await button("放弃这 1 步").trigger("click");
    await settle();
    expect(asked("edit.discard")).toHaveLength(1);
    expect(app.get("header [aria-live]").text()).toContain("已放弃本次修改 1 步，可撤销");
  });
});

describe("rule 16: all by keyboard", () => {
  it("Alt and a digit goes to that area, Ctrl+S says that all is saved, Ctrl+P previews the open project", async () => {
    const { app, router, press } = await open("/target/p1");
    await press("s", { ctrlKey: true });
    expect(app.get("header [aria-live]").text()).toContain("都已保存");
    await press("p", { ctrlKey: true });
    expect(router.currentRoute.value.path).toBe("/target/p1/print");
    await press("2", { altKey: true });
    expect(router.currentRoute.value.path).toBe("/projects");
    await press("9", { altKey: true });
    expect(router.currentRoute.value.path).toBe("/settings");
    const none = await press("0", { altKey: true });
    expect([router.currentRoute.value.path, none.defaultPrevented]).toEqual(["/settings", false]);
  });
  it("rule 4: Ctrl+S finishes what is being typed, saves it, and the focus stays", async () => {
    const { app, asked, press } = await open("/target/p1");
    await app.get('td[data-path="/projects/p1/target/indicators/i5/value"]').trigger("mousedown");
    const box = app.get<HTMLTextAreaElement>(".sheet textarea");
    box.element.value = "98";
    await box.trigger("input");
    await press("s", { ctrlKey: true });
    expect(asked("edit.cell")).toEqual([{ path: "/projects/p1/target/indicators/i5/value", text: "98" }]);
    expect(document.activeElement).toBe(box.element);
    expect(app.get("header [aria-live]").text()).toBe("✓ 填完的都已保存 14:33");
  });
  it("rule 2: no key acts while an input method composes", async () => {
    const { asked, press } = await open("/projects", { "store.current": () => ({ ...STORE, undo: "修改" }) });
    await press("z", { ctrlKey: true, isComposing: true });
    expect(asked("edit.undo")).toHaveLength(0);
  });
  it("F1 explains the focused field with its rules and documents; Esc gives the focus back", async () => {
    const { app, asked, press } = await open("/target/p1");
    const box = focusOn("input[data-path='/projects/p1/name']");
    await press("F1");
    expect(asked("help.field")).toEqual([{ path: "/projects/p1/name" }]);
    for (const text of ["说明：指标值", "需说明", "财预〔2021〕101号 三（二）"]) expect(app.get("[role=dialog]").text()).toContain(text);
    expect(app.get("[role=dialog]").element.contains(document.activeElement)).toBe(true);
    await press("Escape");
    expect(app.find("[role=dialog]").exists()).toBe(false);
    expect(document.activeElement).toBe(box);
  });
  it("F1 in the sheet explains the cell under its text box; on nothing it shows the shortcuts", async () => {
    const { app, asked, press } = await open("/target/p1");
    await app.get('td[data-path="/projects/p1/target/indicators/i5/value"]').trigger("mousedown");
    await press("F1");
    expect(asked("help.field")).toEqual([{ path: "/projects/p1/target/indicators/i5/value" }]);
    await press("Escape");
    (document.activeElement as HTMLElement).blur();
    await press("F1");
    expect(app.get("[role=dialog]").text()).toContain("快捷键");
    expect(app.get("[role=dialog]").text()).toContain("Ctrl+Shift+Z");
  });
  it("Ctrl+/ shows the shortcuts, and they lead to the guide", async () => {
    const { app, press, button, settle } = await open("/projects");
    await press("/", { ctrlKey: true });
    await button("用户手册").trigger("click");
    await settle();
    expect(app.get("[role=dialog]").text()).toContain("1. 安装");
  });
});

describe("the search box", () => {
  const box = "input[role=combobox]";
  async function type(text: string): Promise<void> {
    await window_.app.get(box).setValue(text);
    await new Promise((done) => setTimeout(done, 160));
    await window_.settle();
  }
  it("rule 9: Ctrl+K, type, arrows, Enter: jumps to the hit's cell", async () => {
    const { app, asked, router, press, settle } = await open("/projects");
    await press("k", { ctrlKey: true });
    expect(focused()).toBe("搜索项目、指标、命令");
    expect(app.get(box).attributes("aria-expanded")).toBe("true");
    await type("bz");
    expect(asked("search.run")).toEqual([expect.objectContaining({ text: "bz" })]);
    expect(app.findAll("[role=listbox] [role=group]").map((each) => each.attributes("aria-label"))).toEqual(["项目", "指标"]);
    await press("ArrowDown");
    const current = app.get("[aria-selected=true]");
    expect(current.text()).toContain("补助经费到位及时率");
    expect(app.get(box).attributes("aria-activedescendant")).toBe(current.attributes("id"));
    await press("Enter");
    await settle();
    expect(router.currentRoute.value.fullPath).toBe("/target/p1?at=/projects/p1/target/indicators/i5");
    expect((document.activeElement as HTMLElement).dataset["path"]).toContain("/projects/p1/target/indicators/i5/");
  });
  it("jumps from one project's cell to another's, though the screen stays the same", async () => {
    const { app, router, press, settle } = await open("/target/p2", { "project.get": ({ id }) => ({ ...view(), id, indicators: id === "p1" ? view().indicators : [] }) });
    expect(app.find('td[data-path="/projects/p1/target/indicators/i5/name"]').exists()).toBe(false);
    await press("k", { ctrlKey: true });
    await type("bz");
    await press("ArrowDown");
    await press("Enter");
    await new Promise((done) => setTimeout(done, 120));
    await settle();
    expect(router.currentRoute.value.path).toBe("/target/p1");
    expect((document.activeElement as HTMLElement).dataset["path"]).toContain("/projects/p1/target/indicators/i5/");
  });
  it("with nothing typed lists what was worked at lately and all commands; a command runs", async () => {
    const { app, press, button } = await open("/projects");
    await press("k", { ctrlKey: true });
    expect(app.get("[role=listbox]").text()).toContain("粘贴 24 格");
    const about = app.findAll("[role=option]").find((each) => each.text().includes("关于问效"));
    await about?.trigger("click");
    await window_.settle();
    expect(app.get("[role=dialog]").text()).toContain("关于问效");
    await button("关闭").trigger("click");
  });
  it("Esc closes it and gives the focus back; while composing nothing happens", async () => {
    const { app, press } = await open("/projects");
    const before = focusOn("nav.areas a");
    await press("k", { ctrlKey: true });
    await press("Escape", { isComposing: true });
    await press("Enter", { keyCode: 229 } as KeyboardEventInit);
    expect(app.get(box).attributes("aria-expanded")).toBe("true");
    await press("Escape");
    expect(app.get(box).attributes("aria-expanded")).toBe("false");
    expect(document.activeElement).toBe(before);
  });
  it("says that nothing was found, and why a search failed", async () => {
    let fail = false;
    const { app, press } = await open("/projects", {
      "search.run": () => {
        if (fail) throw { code: "X", message: "索引正在重建，请稍后再试。" };
        return [];
      },
    });
    await press("k", { ctrlKey: true });
    await type("没有的");
    expect(app.get(".pop").text()).toContain("没有找到“没有的”");
    fail = true;
    await type("别的");
    expect(app.get(".pop").text()).toContain("索引正在重建");
  });
});

describe("the person's menu", () => {
  it("opens on its first entry, walks by arrows, and Esc gives the focus back", async () => {
    const { app, press, settle } = await open("/projects");
    await app.get(".who").trigger("click");
    await settle();
    expect(document.activeElement?.textContent).toBe("14");
    await press("ArrowUp");
    expect(document.activeElement?.textContent).toContain("关闭单位");
    await press("ArrowDown");
    expect(document.activeElement?.textContent).toBe("14");
    await press("Escape");
    expect(app.find("[role=menu]").exists()).toBe(false);
    expect(document.activeElement).toBe(app.get(".who").element);
  });
  it("rule 16: a chosen text size is applied and kept for the next start", async () => {
    const { app, asked, settle } = await open("/projects");
    await app.get(".who").trigger("click");
    await app.findAll("[role=menuitemradio]")[3]?.trigger("click");
    await settle();
    expect(document.documentElement.dataset["size"]).toBe("20");
    expect(asked("prefs.set")).toContainEqual(expect.objectContaining({ text_size: 20 }));
  });
  it("switches to another declared person and reads everything anew", async () => {
    const { app, asked, button, settle } = await open("/home");
    const before = asked("home.overview").length;
    await app.get(".who").trigger("click");
    await button("切换人员").trigger("click");
    await settle();
    await button("复核人乙").trigger("click");
    await settle();
    expect(asked("person.use")).toEqual([{ id: "person-2" }]);
    expect(app.get(".who").text()).toBe("复核人乙 · 复核人");
    expect(asked("home.overview").length).toBeGreaterThan(before);
  });
});

it("rule 16: the kept text size stands before anything is drawn", async () => {
  let answer = (): void => {};
  const prefs = new Promise((done) => (answer = () => done({ text_size: 18, forms: {}, folders: {}, seen: [] })));
  const { app, settle } = await open("/home", { "prefs.get": (() => prefs) as never });
  expect(app.text()).toBe("");
  answer();
  await settle();
  expect(app.text()).toContain("云溪镇人民政府");
  expect(document.documentElement.dataset["size"]).toBe("18");
});

it("has its landmarks and one main heading", async () => {
  const { app } = await open("/home");
  for (const part of ["header", "nav[aria-label]", "main", "[role=search]"]) expect(app.findAll(part), part).toHaveLength(1);
  expect(app.findAll("h1").map((each) => each.text())).toEqual(["工作台"]);
  expect(app.findAll("button").filter((each) => !each.text() && !each.attributes("aria-label"))).toEqual([]);
});

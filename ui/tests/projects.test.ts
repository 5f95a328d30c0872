// The list of projects, its details and batch actions, taking along from last year, templates.
import { flushPromises, mount, type DOMWrapper, type VueWrapper } from "@vue/test-utils";
import { createPinia } from "pinia";
import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Router } from "vue-router";
import App from "../src/app/App.vue";
import { makeRouter } from "../src/app/router";
import { typedTo } from "../src/form/use-type-ahead";
import { columnsFor } from "../src/screens/projects/columns";
import { matches, nextSort, NO_FILTER, sorted, type Filter, type SortBy } from "../src/screens/projects/filters";
import { installFake, STORE, view, type Call } from "./fake";
import { carryPlan, manyProjects, TEMPLATES } from "./many";

const dialog = vi.hoisted(() => ({ file: null as string | null }));
vi.mock("@tauri-apps/plugin-dialog", () => ({ open: async () => dialog.file, save: async () => dialog.file }));

let calls: Call[] = [];
let app: VueWrapper;
let router: Router;

type Answers = Parameters<typeof installFake>[0];
const step = (label: string) => ({ rows: [], undo: label, redo: null });

async function start(at: string, more: Answers = {}): Promise<void> {
  calls = installFake({
    "store.current": () => STORE,
    "project.sum": (req) => ({ projects: req.projects.length, total: 0, total_text: "12.34" }),
    "template.list": () => TEMPLATES,
    "project.carry_plan": () => carryPlan(),
    ...more,
  });
  router = makeRouter();
  await router.push(at);
  app = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), router] } });
  await flushPromises();
  await vi.dynamicImportSettled();
  await flushPromises();
}
const asked = (name: string) => calls.filter((each) => each.name === name).map((each) => each.payload);
const button = (text: string): DOMWrapper<HTMLButtonElement> => {
  const found = app.findAll("button").find((each) => each.text().includes(text));
  if (!found) throw new Error(`no button ${text}`);
  return found;
};
async function click(text: string): Promise<void> {
  await button(text).trigger("click");
  await flushPromises();
}
const rows = () => app.findAll("tr[data-row]");
const names = () => rows().map((row) => row.get("b").text());
const keys = () => app.get<HTMLInputElement>("input.keys");
async function press(key: string, more: object = {}): Promise<void> {
  await keys().trigger("keydown", { key, ...more });
  await flushPromises();
}
const on = () => app.find("tr.on b").element.textContent;

afterEach(() => {
  app?.unmount();
  clearMocks();
  dialog.file = null;
  document.body.innerHTML = "";
});

describe("filters and order", () => {
  const all = manyProjects(40).rows;
  const count = (filter: Partial<Filter>) => all.filter((row) => matches(row, { ...NO_FILTER, ...filter })).length;
  it.each<[Partial<Filter>, (row: (typeof all)[number]) => boolean]>([
    [{}, () => true],
    [{ text: " 河道 " }, (row) => row.name.includes("河道")],
    [{ text: "t00001003" }, (row) => row.code.endsWith("T00001003")],
    [{ text: "农业综合" }, (row) => row.department.startsWith("农业综合")],
    [{ state: "已退回" }, (row) => row.state === "已退回"],
    [{ novelty: "新增", category: "运转类" }, (row) => row.novelty === "新增" && row.category === "运转类"],
    [{ flag: "政府采购" }, (row) => row.flags.includes("政府采购")],
    [{ must: true }, (row) => row.errors > 0],
    [{ remarks: true, must: true }, (row) => row.remarks > 0 && row.errors > 0],
  ])("%o", (filter, test) => expect(count(filter)).toBe(all.filter(test).length));

  it("blank is less than zero, and what is equal keeps its place", () => {
    const amounts = [200, null, 0, 100].map((amount, n) => ({ ...all[0]!, id: `${n}`, amount }));
    expect(sorted(amounts, { by: "amount", down: false }).map((row) => row.amount)).toEqual([null, 0, 100, 200]);
    expect(sorted(amounts, { by: "amount", down: true }).map((row) => row.amount)).toEqual([200, 100, 0, null]);
    expect(sorted(amounts, { by: "state", down: true }).map((row) => row.id)).toEqual(["0", "1", "2", "3"]);
  });
  it("states come in the order of their way", () => {
    const states = [...new Set(sorted(all, { by: "state", down: false }).map((row) => row.state))];
    expect(states).toEqual(["已退回", "编制中", "待复核", "已复核", "已审定", "已上报", "已批复"]);
  });
  it("amounts begin with the largest, names with the first; the third click gives the first order back", () => {
    const by = (column: SortBy) => {
      const first = nextSort({ by: null, down: false }, column);
      const second = nextSort(first, column);
      return [first, second, nextSort(second, column)].map((sort) => (sort.by === null ? "none" : sort.down ? "down" : "up"));
    };
    expect(by("amount")).toEqual(["down", "up", "none"]);
    expect(by("name")).toEqual(["up", "down", "none"]);
  });
  it.each([
    ["白石", 0, 1], ["河口", 0, 2], ["社区", 0, 2], ["社区", 3, 4], ["53252326t00001003", 0, 3], ["没有", 0, -1], ["", 0, -1],
  ])("typing %s from row %i goes to %i", (text, after, to) => expect(typedTo(all, text, after)).toBe(to));
});

describe("room", () => {
  it("columns go one after the other as room gets scarce, the amount and the findings never", () => {
    const of = (width: number) => columnsFor(width).map((column) => column.key).join(" ");
    expect(of(0)).toBe("name code department attribute amount indicators state marks remarks");
    expect(of(84)).toBe(of(0));
    expect(of(56)).toBe("name amount indicators state marks remarks");
    expect(of(40)).toBe("name amount marks");
  });
});

describe("the list", () => {
  it("says how many are shown and asks the program for their sum (rule 12)", async () => {
    await start("/projects", { "project.list": () => manyProjects(40) });
    expect(app.get("tfoot").text()).toContain("113,916.00");
    expect(asked("project.sum")).toEqual([]);
    await app.get(".filters select").setValue("已退回");
    await flushPromises();
    expect(app.get(".screen-head").text()).toContain("显示 5 / 40 个");
    expect(app.get("tfoot").text()).toMatch(/显示的 5 个，合计\s*12\.34/);
    expect(asked("project.sum")).toEqual([{ projects: ["m6", "m14", "m22", "m30", "m38"] }]);
    await click("清除筛选");
    expect(names()).toHaveLength(40);
  });
  it("offers only values that occur", async () => {
    await start("/projects");
    const state = app.get(".filters select").findAll("option").map((each) => each.text());
    expect(state).toEqual(["状态：全部", "已退回", "编制中", "已复核", "已审定", "已上报"]);
  });
  it("is sorted by a click on a head, and says so to a screen reader", async () => {
    await start("/projects");
    await click("年度资金");
    expect(names()[0]).toBe("乡村振兴衔接资金（产业）");
    expect(app.get("th.c-amount").attributes("aria-sort")).toBe("descending");
  });
  it("takes arrows, Space, Shift, Ctrl+A and Esc (rule 16: all by keyboard)", async () => {
    await start("/projects");
    await press("ArrowDown");
    await press("ArrowDown");
    expect(on()).toBe("河道保洁");
    await press(" ");
    await press("ArrowDown", { shiftKey: true });
    await press("ArrowDown", { shiftKey: true });
    expect(app.findAll("tr.picked")).toHaveLength(3);
    await press("a", { ctrlKey: true });
    expect(app.get("footer").text()).toContain("已选 6 个");
    await press("Escape");
    expect(app.findAll("tr.picked")).toHaveLength(0);
  });
  it("typing goes to a row, through an input method too (rule 2)", async () => {
    await start("/projects");
    keys().element.value = "nong";
    await keys().trigger("compositionstart");
    await press("Process", { isComposing: true, keyCode: 229 });
    await keys().trigger("input", { isComposing: true });
    expect(app.find("tr.on").exists()).toBe(false);
    keys().element.value = "农村";
    await keys().trigger("compositionend");
    await flushPromises();
    expect(on()).toBe("农村公路养护");
    expect(app.text()).toContain("查找：农村");
  });
  it("typing initials goes to the row that the program finds by its pinyin (rule 9)", async () => {
    await start("/projects", { "search.run": () => [{ kind: "indicator" as const, id: "p1", title: "", subtitle: "", path: "" }, { kind: "project" as const, id: "p2", title: "河道保洁", subtitle: "", path: "" }] });
    await keys().setValue("hdbj");
    await flushPromises();
    expect(asked("search.run")).toEqual([{ text: "hdbj", limit: 50, commands: [] }]);
    expect(on()).toBe("河道保洁");
  });
  it("Enter shows the details with the focus on their first action; a double click opens the target", async () => {
    await start("/projects");
    await press("ArrowDown");
    await press("Enter");
    expect(app.get("aside").text()).toContain("村级补助及运转经费");
    expect(document.activeElement?.textContent).toBe("打开绩效目标");
    await rows()[1]!.trigger("dblclick");
    await vi.dynamicImportSettled();
    await flushPromises();
    expect(router.currentRoute.value.path).toBe("/target/p2");
  });
  it("keeps filter and place while one works elsewhere", async () => {
    await start("/projects");
    await app.get(".filters input").setValue("农村");
    await rows()[0]!.trigger("click");
    await router.push("/settings");
    await flushPromises();
    await router.push("/projects");
    await flushPromises();
    await vi.dynamicImportSettled();
    await flushPromises();
    expect(names()).toEqual(["农村公路养护"]);
    expect(on()).toBe("农村公路养护");
  });
  it("Ctrl+N, from anywhere, asks for the new project's name", async () => {
    await start("/projects?new=1");
    expect(document.activeElement?.closest("form.naming")).not.toBeNull();
    expect(router.currentRoute.value.fullPath).toBe("/projects");
  });
  it("empty, shows the three ways to begin", async () => {
    await start("/projects", { "project.list": () => ({ ...manyProjects(0), total_text: "0" }) });
    expect(app.findAll(".way b").map((each) => each.text())).toEqual(["从表格导入", "从去年带入", "新建项目"]);
    await app.get("button.way").trigger("click");
    await flushPromises();
    await app.get(".naming input").setValue("河道保洁");
    await app.get(".naming select").setValue("t2");
    await app.get("form.naming").trigger("submit");
    await flushPromises();
    expect(asked("project.create")).toEqual([{ name: "河道保洁", template: "t2" }]);
  });
});

describe("many at once", () => {
  async function pick(count: number): Promise<void> {
    for (const row of rows().slice(0, count)) await row.get("input").trigger("change");
    await flushPromises();
  }
  it("hands on in one step and names what was left out, and why (rule 14)", async () => {
    await start("/projects", {
      "target.hand_on": () => ({ done: 1, refused: [{ project: "p2", name: "河道保洁", why: "已上报，不能送复核" }], label: "送复核 1 个项目", saved_at: "14:40" }),
      "history.list": () => step("送复核 1 个项目"),
    });
    await pick(2);
    await click("送复核");
    expect(asked("target.hand_on")).toEqual([{ projects: ["p1", "p2"], to: "review" }]);
    expect(app.get(".done").text()).toContain("已送复核 1 个项目；1 个没有送：");
    expect(app.get(".done").text()).toContain("河道保洁 已上报，不能送复核");
    await app.get(".done button").trigger("click");
    await flushPromises();
    expect(asked("edit.undo")).toHaveLength(1);
    expect(app.get(".done").text()).toContain("已撤销：送复核 1 个项目");
  });
  it("deletes in one step with its undo, which never takes back another's step (rules 8 and 14)", async () => {
    await start("/projects", {
      "project.delete_many": () => ({ done: 3, refused: [], label: "删除 3 个项目", saved_at: "14:40" }),
      "history.list": () => step("修改项目名称"),
    });
    await pick(3);
    await click("删除所选 3 个");
    expect(asked("project.delete_many")).toEqual([{ projects: ["p1", "p2", "p3"] }]);
    expect(app.get(".done").text()).toContain("已删除 3 个项目。");
    await app.get(".done button").trigger("click");
    await flushPromises();
    expect(asked("edit.undo")).toEqual([]);
    expect(app.get("[role=alert]").text()).toContain("不能单独撤销");
  });
  it("only what is seen is handled", async () => {
    await start("/projects");
    await press("a", { ctrlKey: true });
    await app.get(".filters input").setValue("农村");
    await flushPromises();
    expect(app.get("footer").text()).toContain("已选 1 个");
  });
  it("prints into a folder", async () => {
    dialog.file = "D:\\表格";
    await start("/projects", { "print.batch": () => ({ files: 2, folder: "D:\\表格", skipped: [{ project: "p3", name: "农村公路养护", why: "涉密项目不打印" }] }) });
    await pick(3);
    await click("打印…");
    await app.get('input[value="xlsx"]').setValue();
    await click("选择文件夹并保存");
    expect(asked("print.batch")).toEqual([{ projects: ["p1", "p2", "p3"], format: "xlsx", folder: "D:\\表格" }]);
    expect(app.get(".done").text()).toContain("已保存 2 份表格到 D:\\表格；1 个项目没有打印：");
  });
  it("prints all projects in one form, and says which were left out (rule 15)", async () => {
    dialog.file = "E:\\表";
    await start("/projects?print=all");
    await app.get("aside select").setValue("goal-2021");
    await click("选择文件夹并保存");
    expect(asked("print.batch")).toEqual([{ projects: ["p1", "p2", "p3", "p4", "p5", "p6"], form: "goal-2021", format: "pdf", folder: "E:\\表" }]);
    expect(app.get(".done").text()).toContain("已保存 5 份表格到 E:\\表；1 个项目没有打印：");
    expect(app.get(".done").text()).toContain("没有绩效目标");
    // The folder is where the next print begins.
    expect(asked("prefs.set").at(-1)).toMatchObject({ folders: { batch: "E:\\表" } });
  });
  it("shows what another rule pack would change before it is used", async () => {
    const move = (req: { commit: boolean }) => ({ moved: 2, refused: [], gone: [], fresh: view().findings.slice(1, 2), notes: [], label: req.commit ? "改用规则包" : null });
    await start("/projects", { "target.move_pack": move });
    await pick(2);
    await click("改用规则包");
    await app.get("aside select").setValue("mof-2021");
    await flushPromises();
    expect(app.get("aside").text()).toContain("新增的核对结果（1）");
    expect(asked("target.move_pack").every((each) => (each as { commit: boolean }).commit === false)).toBe(true);
    await click("改用“财政部 2021”");
    expect(asked("target.move_pack").at(-1)).toEqual({ projects: ["p1", "p2"], pack: "mof-2021", commit: true });
    expect(app.get(".done").text()).toContain("已把 2 个项目改用规则包“财政部 2021”");
  });
});

describe("a project's details", () => {
  async function open(more: Answers = {}): Promise<void> {
    await start("/projects", more);
    await rows()[0]!.trigger("click");
    await flushPromises();
  }
  it("show funds, flags, findings, and where it stands", async () => {
    const data = view();
    data.flags[0]!.text = "是";
    await open({ "project.get": () => data });
    const text = app.get("aside").text();
    for (const word of ["编制中", "涉密", "必须改 1", "202.64", "还差 2", "不少于 7", "且末 2020"]) expect(text).toContain(word);
  });
  it("delete names the project and offers undo (rule 14)", async () => {
    await open({ "project.delete": () => ({ changed: ["project"], label: "删除项目“村级补助及运转经费”", saved_at: "14:41" }), "history.list": () => step("删除项目“村级补助及运转经费”") });
    await click("删除项目“村级补助及运转经费”");
    expect(asked("project.delete")).toEqual([{ id: "p1" }]);
    await app.get(".done button").trigger("click");
    await flushPromises();
    expect(asked("edit.undo")).toHaveLength(1);
  });
  it("copy and template ask for a name in place; Esc leaves", async () => {
    await open({ "project.duplicate": () => ({ id: "p2" }), "template.save": () => ({ changed: ["template" as never], label: "存为模板", saved_at: "14:42" }) });
    await click("复制…");
    await app.get(".naming input").trigger("keydown", { key: "Escape" });
    expect(app.find(".naming").exists()).toBe(false);
    expect(app.find("aside").exists()).toBe(true);
    await click("复制…");
    expect(app.get<HTMLInputElement>(".naming input").element.value).toBe("村级补助及运转经费（复制）");
    await app.get(".naming input").setValue("村级补助二");
    await app.get("form.naming").trigger("submit");
    await flushPromises();
    expect(asked("project.duplicate")).toEqual([{ id: "p1", name: "村级补助二" }]);
    expect(on()).toBe("河道保洁");
    await click("存为模板…");
    await app.get("form.naming").trigger("submit");
    await flushPromises();
    expect(asked("template.save")).toEqual([{ project: "p2", name: "河道保洁" }]);
  });
  it("a locked project is not deleted", async () => {
    await open({ "project.get": () => ({ ...view(), locked: true, state: "已上报" }) });
    expect(app.get("aside").text()).toContain("已上报的项目不能删除");
    expect(app.get("aside").text()).not.toContain("（可撤销）");
  });
});

describe("taking along from last year", () => {
  it("greys what is here already with the reason, and takes the rest along in one step", async () => {
    await start("/projects/carry", { "project.carry": () => ({ created: 3, skipped: [{ project: "c5", name: "新街村", why: "本年度已有同名项目" }] }), "history.list": () => step("从 2025 年度带入 3 个项目") });
    const here = app.findAll("tr.here");
    expect(here).toHaveLength(2);
    expect(here[0]!.text()).toContain("本年度已有，不重复带入");
    expect(here[0]!.get("input").attributes("disabled")).toBeDefined();
    await app.findAll("tbody input")[0]!.trigger("change");
    await app.findAll("footer input")[1]!.setValue(true);
    await click("带入 3 个项目");
    expect(asked("project.carry")).toEqual([{ from: 2025, projects: ["c2", "c3", "c5"], funds: true, goals: true }]);
    expect(app.get(".done").text()).toContain("新街村 本年度已有同名项目");
    await app.get(".done button").trigger("click");
    await flushPromises();
    expect(asked("edit.undo")).toHaveLength(1);
  });
  it("asks again for another year", async () => {
    await start("/projects/carry");
    const year = app.get<HTMLSelectElement>("select.year");
    year.element.selectedIndex = 1;
    await year.trigger("change");
    await flushPromises();
    expect(asked("project.carry_plan")).toEqual([{}, { from: 2024 }]);
  });
  it("without an earlier year, says what to do", async () => {
    await start("/projects/carry", { "project.carry_plan": () => ({ from: 2025, years: [], rows: [] }) });
    expect(app.get(".empty-card").text()).toContain("只有 2026 这一个年度，没有可带入的项目。要增加年度，点窗口上方的“2026 年度”，选“增加年度…”。");
    expect(app.get(".empty-card a.primary").attributes("href")).toBe("#/projects/import");
    // That place exists.
    expect(app.get("select[aria-label=预算年度]").text()).toContain("增加年度…");
  });
  it("when all are here already, says so where the button was", async () => {
    const row = { id: "c1", name: "河道保洁", code: "", amount: null, amount_text: "", indicators: 8, state: "编制中", exists: true };
    await start("/projects/carry", { "project.carry_plan": () => ({ from: 2025, years: [2025], rows: [row, { ...row, id: "c2" }] }) });
    expect(app.get("footer").text()).toContain("去年的 2 个项目本年度都已有，没有可带入的");
    expect(app.findAll("footer button")).toHaveLength(0);
    expect(app.get("footer a").text()).toBe("返回项目");
  });
});

describe("templates", () => {
  it("stand by kind; a project is made from one; deleting offers undo", async () => {
    await start("/projects/templates", { "template.delete": () => ({ changed: [], label: "删除模板“村级补助”", saved_at: "14:43" }), "history.list": () => step("删除模板“村级补助”") });
    expect(app.findAll(".group").map((each) => each.text())).toEqual(["特定目标类 · 延续项目（2）", "运转类 · 延续项目（1）"]);
    await app.findAll(".delete")[2]!.trigger("click");
    await flushPromises();
    expect(asked("template.delete")).toEqual([{ id: "t2" }]);
    await app.get(".done button").trigger("click");
    await flushPromises();
    expect(asked("edit.undo")).toHaveLength(1);
    await click("用它新建项目");
    await app.get(".naming input").setValue("通村路养护");
    await app.get("form.naming").trigger("submit");
    await flushPromises();
    expect(asked("project.create")).toEqual([{ name: "通村路养护", template: "t1" }]);
  });
  it("none yet, says how one is made", async () => {
    await start("/projects/templates", { "template.list": () => [] });
    expect(app.text()).toContain("存为模板…");
  });
});

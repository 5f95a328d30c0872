// The indicator library: finding, reading, keeping and editing one's own, import and export.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { createPinia } from "pinia";
import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach, describe, expect, it, vi } from "vitest";
import App from "../src/app/App.vue";
import { makeRouter } from "../src/app/router";
import type { LibraryQuery, OwnRow } from "../src/api/gen";
import { asOwn, categoryOf, chipOf, classesOf, keyOf, originOf } from "../src/screens/library/hits";
import { installFake, STORE, type Call } from "./fake";
import { hits, OWN } from "./many";
import { importPreview } from "./workbook";

const dialog = vi.hoisted(() => ({ file: null as string | null }));
vi.mock("@tauri-apps/plugin-dialog", () => ({ open: async () => dialog.file, save: async () => dialog.file }));

let calls: Call[] = [];
let app: VueWrapper;
let own: OwnRow[];
const saved = (label: string) => ({ changed: [], label, saved_at: "14:50" });

async function start(more: Parameters<typeof installFake>[0] = {}): Promise<void> {
  own = OWN.map((row) => ({ ...row }));
  const all = hits(60);
  calls = installFake({
    "store.current": () => STORE,
    "library.search": (query: LibraryQuery) => all.filter((hit) => hit.name.includes(query.text) && (query.level2 === undefined || hit.level2 === query.level2)),
    "library.own": () => own.map((row) => ({ ...row })),
    "library.categories": () => ["通用", "农村公路"],
    "library.save": (req) => {
      own = own.map((row) => (row.id === req.id ? { ...row, ...req, id: row.id } : row));
      return saved("修改本单位指标");
    },
    "library.delete": () => saved("删除本单位指标“项目总成本”"),
    "history.list": () => ({ rows: [], undo: "删除本单位指标“项目总成本”", redo: null }),
    ...more,
  });
  const router = makeRouter();
  await router.push("/library");
  app = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), router] } });
  await flushPromises();
  await vi.dynamicImportSettled();
  await flushPromises();
}
const asked = (name: string) => calls.filter((each) => each.name === name).map((each) => each.payload);
async function click(text: string): Promise<void> {
  await app.findAll("button").find((each) => each.text() === text)!.trigger("click");
  await flushPromises();
}
const field = (row: number, key: string) => app.get<HTMLInputElement>(`[data-cell="${row} ${key}"]`);

afterEach(() => {
  app?.unmount();
  clearMocks();
  dialog.file = null;
  document.body.innerHTML = "";
});

describe("what was found", () => {
  const all = hits(30);
  it("is told apart by where it comes from", () => expect(all.slice(0, 3).map(originOf)).toEqual(["own", "past", "shipped"]));
  it("has a name of its own within the answer", () => expect(new Set(all.map(keyOf)).size).toBe(30));
  it("gives the classes in the order of the forms", () =>
    expect(classesOf([...all].reverse()).map(([level1, names]) => `${level1} ${names.length}`)).toEqual(["成本指标 1", "产出指标 3", "效益指标 2", "满意度指标 1"]));
  it("of the past says its year in the chip, and its category is free", () => {
    const past = { ...all[1]!, category: "本单位 2025" };
    expect([chipOf(past, 2026), chipOf(past, 2025), categoryOf(past)]).toEqual(["2025", "本年", ""]);
    expect([chipOf(all[0]!, 2026), chipOf(all[2]!, 2026), categoryOf(all[2]!)]).toEqual(["本单位", "内置", all[2]!.category]);
  });
  it("is kept without the year as its category", () => {
    expect(asOwn(all[1]!).category).toBe("");
    expect(asOwn(all[2]!)).toMatchObject({ name: "验收合格率", category: "人居环境" });
  });
});

describe("the library", () => {
  it("finds while typing, and the arrows walk through what was found (rule 9)", async () => {
    await start();
    const box = app.get<HTMLInputElement>(".find input");
    expect(document.activeElement).toBe(box.element);
    await box.setValue("满意度");
    await flushPromises();
    expect(asked("library.search").at(-1)).toMatchObject({ text: "满意度" });
    await box.trigger("keydown", { key: "ArrowDown" });
    expect(app.get("tr.on").attributes("data-row")).toBe("1");
    expect(app.get("aside").text()).toContain("达到目标值得满分");
    await box.trigger("keydown", { key: "ArrowDown", isComposing: true });
    expect(app.get("tr.on").attributes("data-row")).toBe("1");
  });
  it("narrows by class, by category and by origin", async () => {
    await start();
    const [level2, category] = app.findAll(".find select");
    await level2!.setValue("质量指标");
    await category!.setValue("农村公路");
    await flushPromises();
    expect(asked("library.search").at(-1)).toMatchObject({ level2: "质量指标", category: "农村公路" });
    await level2!.setValue("");
    await category!.setValue("");
    await click("历年");
    expect(app.findAll("tr[data-row]")).toHaveLength(6);
    expect(app.get("aside").text()).toContain("出自项目");
  });
  it("has a column for codes only where there is one", async () => {
    await start();
    const heads = () => app.findAll(".holder th").map((each) => each.text());
    expect(heads()).toContain("编码");
    await click("历年");
    expect(heads()).not.toContain("编码");
  });
  it("draws few of many rows (1000 and more)", async () => {
    await start({ "library.search": () => hits(3000) });
    expect(app.get(".screen-head").text()).toContain("3000 条");
    expect(app.findAll("tr[data-row]").length).toBeLessThan(100);
  });
  it("keeps a shipped or past one as the unit's own", async () => {
    await start();
    await app.findAll("tr[data-row]")[2]!.trigger("click");
    await click("收为本单位指标");
    expect(asked("library.save")).toEqual([expect.objectContaining({ name: "验收合格率", level2: "质量指标" })]);
    expect(asked("library.save")[0]).not.toHaveProperty("id");
    expect(app.get(".done").text()).toContain("已把“验收合格率”收为本单位指标。");
  });
});

describe("one's own indicators, edited in place", () => {
  it("are saved field by field (rule 4), and two fields of one row are both kept", async () => {
    await start();
    await click("本单位");
    await field(0, "name").setValue("养护总成本");
    await field(0, "name").trigger("keydown", { key: "Enter" });
    expect(document.activeElement).toBe(field(1, "name").element);
    await field(0, "value").setValue("≤100万元");
    await field(0, "value").trigger("blur");
    await flushPromises();
    await flushPromises();
    expect(asked("library.save").at(-1)).toMatchObject({ id: "o0", name: "养护总成本", value: "≤100万元" });
  });
  it("Esc restores, an emptied name comes back, composing keys are not ours (rules 1 and 2)", async () => {
    await start();
    await click("本单位");
    await field(0, "name").setValue("改错了");
    await field(0, "name").trigger("keydown", { key: "Escape", isComposing: true, keyCode: 229 });
    expect(field(0, "name").element.value).toBe("改错了");
    await field(0, "name").trigger("keydown", { key: "Escape" });
    expect(field(0, "name").element.value).toBe("项目总成本");
    await field(0, "name").setValue(" ");
    await field(0, "name").trigger("blur");
    await flushPromises();
    expect(field(0, "name").element.value).toBe("项目总成本");
    expect(asked("library.save")).toEqual([]);
  });
  it("what is being typed is not overwritten by an answer to an earlier change", async () => {
    await start();
    await click("本单位");
    await field(0, "name").setValue("养护总成本");
    await field(0, "name").trigger("blur");
    await field(1, "name").setValue("正在输入");
    await flushPromises();
    await flushPromises();
    expect(field(1, "name").element.value).toBe("正在输入");
  });
  it("a new row is saved once it has a name; Esc gives it up", async () => {
    await start();
    await click("新增指标");
    expect(document.activeElement).toBe(field(-1, "name").element);
    await field(-1, "name").trigger("keydown", { key: "Escape" });
    expect(app.find('[data-cell="-1 name"]').exists()).toBe(false);
    await click("新增指标");
    await field(-1, "value").setValue("≥12次");
    await field(-1, "value").trigger("blur");
    expect(asked("library.save")).toEqual([]);
    await field(-1, "name").setValue("巡查次数");
    await field(-1, "name").trigger("blur");
    await flushPromises();
    expect(asked("library.save")).toEqual([{ level2: "经济成本指标", name: "巡查次数", value: "≥12次", explanation: "", standard: "", category: "" }]);
  });
  it("a refused row stays, to be mended", async () => {
    await start({
      "library.save": () => {
        throw { code: "APP-LIBRARY", message: "指标库里已有这一条，请换一个名称。", field: "name" };
      },
    });
    await click("新增指标");
    await field(-1, "name").setValue("项目总成本");
    await field(-1, "name").trigger("blur");
    await flushPromises();
    expect(field(-1, "name").element.value).toBe("项目总成本");
    expect(app.get("[role=alert]").text()).toContain("指标库里已有这一条");
    await field(0, "name").setValue("群众满意度");
    await field(0, "name").trigger("blur");
    await flushPromises();
    expect(field(0, "name").classes()).toContain("unsaved");
  });
  it("delete names the indicator and offers undo (rule 14)", async () => {
    await start();
    await click("本单位");
    expect(app.get(".delete").attributes("aria-label")).toBe("删除指标“项目总成本”（可撤销）");
    await app.get(".delete").trigger("click");
    await flushPromises();
    expect(asked("library.delete")).toEqual([{ id: "o0" }]);
    await app.get(".done button").trigger("click");
    await flushPromises();
    expect(asked("edit.undo")).toHaveLength(1);
  });
  it("an import lists the rows that were not taken, each with its reason (rule 11)", async () => {
    dialog.file = "D:\\指标.xlsx";
    const rejected = importPreview(6).rows.flatMap((row) => row.errors);
    await start({ "library.import": () => ({ added: 4, changed: 1, rejected, label: "导入指标" }), "library.export": (req) => ({ file: req.file, bytes: 9 }) });
    await click("导入…");
    expect(app.get(".done").text()).toContain("新增 4 条，更新 1 条；2 处有问题的没有导入。");
    expect(app.get(".rejected").text()).toContain("E7 财政拨款");
    expect(app.get(".rejected").text()).toContain("不是金额");
    await click("导出本单位指标…");
    expect(asked("library.export")).toEqual([{ file: "D:\\指标.xlsx" }]);
  });
});

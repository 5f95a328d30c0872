// Taking projects in from a workbook, and what long lists share: rows in sight, keys that move.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { createPinia } from "pinia";
import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach, describe, expect, it, vi } from "vitest";
import App from "../src/app/App.vue";
import { makeRouter } from "../src/app/router";
import { listMove } from "../src/form/list-keys";
import { inSight } from "../src/form/use-window";
import { faultsOf, sample } from "../src/screens/projects/faults";
import { installFake, STORE, type Call } from "./fake";
import { importPreview } from "./workbook";

const dialog = vi.hoisted(() => ({ file: null as string | null }));
vi.mock("@tauri-apps/plugin-dialog", () => ({ open: async () => dialog.file, save: async () => dialog.file }));

let calls: Call[] = [];
let app: VueWrapper;

type Answers = Parameters<typeof installFake>[0];
const step = (label: string) => ({ rows: [], undo: label, redo: null });

async function start(at: string, more: Answers = {}): Promise<void> {
  calls = installFake({ "store.current": () => STORE, ...more });
  const router = makeRouter();
  await router.push(at);
  app = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), router] } });
  await flushPromises();
  await vi.dynamicImportSettled();
  await flushPromises();
}
const asked = (name: string) => calls.filter((each) => each.name === name).map((each) => each.payload);
const button = (text: string) => app.findAll("button").find((each) => each.text().includes(text))!;
async function click(text: string): Promise<void> {
  await button(text).trigger("click");
  await flushPromises();
}
const rows = () => app.findAll("tr[data-row]");

afterEach(() => {
  app?.unmount();
  clearMocks();
  dialog.file = null;
  document.body.innerHTML = "";
});

describe("rows in sight (rule 12: totals and rows stay in sight, whatever their number)", () => {
  it.each([
    [0, 600, 30, 400, 0, 32], [3000, 600, 30, 400, 88, 132], [99999, 600, 30, 400, 400, 400], [0, 0, 0, 400, 0, 60], [0, 0, 0, 7, 0, 7],
  ])("scrolled to %i, %i high, rows of %i, %i rows", (top, height, row, count, from, to) => {
    const out = inSight(top, height, row, count);
    expect([out.from, out.to]).toEqual([from, to]);
    expect(out.above).toBe(`${from * row}px`);
    expect(out.below).toBe(row === 0 ? "0px" : `${(count - to) * row}px`);
  });
  it.each([["ArrowDown", -1, 0], ["ArrowDown", 9, 9], ["ArrowUp", 0, 0], ["End", 3, 9], ["Home", 3, 0], ["PageUp", 3, 0], ["x", 3, null]])("%s from %i goes to %s", (key, from, to) =>
    expect(listMove({ key }, from, 10)).toBe(to));
  it("a composing key moves nothing (rule 2)", () => expect(listMove({ key: "ArrowDown", isComposing: true }, 3, 10)).toBeNull());
});

describe("import (rule 11)", () => {
  const book = { file: "D:\\清单.xlsx", file_name: "清单.xlsx", sheets: [{ name: "项目清单", looks: "project_list" as const, rows: 23 }, { name: "说明", looks: "other" as const, rows: 2 }] };
  const done = { added: 16, updated: 2, targets: 0, indicators: 0, rejected: 2, errors: [], rejects: "D:\\清单（退回）.xlsx" };
  async function upTo(name: string, more: Answers = {}): Promise<void> {
    dialog.file = "D:\\清单.xlsx";
    await start("/projects/import", { "import.inspect": () => book, "import.preview": () => importPreview(20), "import.commit": () => done, "history.list": () => step("导入“清单.xlsx”"), ...more });
    await click("选择文件");
    if (name === "sheet") return;
    await app.findAll("tr.pick")[0]!.trigger("click");
    await flushPromises();
    if (name === "mapping") return;
    await click("预览");
    if (name === "preview") return;
    await click("导入 18 项");
  }
  it("an unreadable file says why beside the button", async () => {
    await upTo("sheet", {
      "import.inspect": () => {
        throw { code: "SHEET-LOCKED", message: "这个文件有打开密码，请去掉密码后再导入。" };
      },
    });
    expect(app.get(".pad [role=alert]").text()).toContain("这个文件有打开密码");
    expect(app.find(".pad .btn.primary").exists()).toBe(true);
  });
  it("shows each column's field with samples; Enter goes on to the next column", async () => {
    await upTo("mapping");
    const first = app.findAll("tbody tr")[0]!.text();
    expect(first).toContain("云溪村农村公路养护；白石村人居环境整治；河口社区河道保洁");
    expect(app.findAll("tbody tr")[4]!.text()).toContain("2 行读不懂");
    const lists = app.findAll<HTMLSelectElement>("select.map");
    lists[0]!.element.focus();
    await lists[0]!.trigger("keydown", { key: "Enter" });
    expect(document.activeElement).toBe(lists[1]!.element);
    await lists[0]!.setValue(lists[0]!.findAll("option")[0]!.element.value);
    expect(app.text()).toContain("请指出哪一列是项目名称");
    expect(button("预览").attributes("disabled")).toBeDefined();
  });
  it("marks bad cells with the reason at them, and F8 walks through the faults (rule 6)", async () => {
    await upTo("preview");
    const bad = app.get('[data-cell="4-E"]');
    expect(bad.classes()).toContain("wrong");
    expect(bad.attributes("title")).toContain("不是金额");
    expect(app.get('[data-cell="7-F"]').classes()).toContain("odd");
    const at = () => document.activeElement?.getAttribute("data-cell");
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "F8" }));
    await flushPromises();
    expect(at()).toBe("4-D");
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "F8" }));
    await flushPromises();
    expect(at()).toBe("4-E");
    expect(app.get(".dock .on").text()).toMatch(/E7\s*财政拨款/);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "F8", shiftKey: true }));
    await flushPromises();
    expect(at()).toBe("4-D");
    bad.element.dispatchEvent(new FocusEvent("focus"));
    await flushPromises();
    expect(app.get(".dock .on").text()).toContain("约三十万");
    await app.get("input[type=checkbox]").setValue(true);
    expect(rows().filter((row) => row.element.tagName === "TR")).toHaveLength(4);
  });
  it("takes the good rows in, hands the bad ones back with number and path, and offers undo", async () => {
    await upTo("result");
    expect(app.text()).toContain("新增项目 16 个，更新 2 个");
    expect(app.text()).toContain("有问题的 2 项没有导入");
    expect(app.text()).toContain("D:\\清单（退回）.xlsx");
    await click("撤销");
    expect(asked("edit.undo")).toHaveLength(1);
  });
  it("a form goes in with a cell that could not be read: it is to be looked at, not left out", async () => {
    const fault = { sheet: "11 智慧校园", at: "D14", row: 14, column: "D", header: "指标值", read: "1:8", text: "指标值“1:8”是比例或分数，请换算成百分数或小数", weight: "error" as const };
    const form = { sheet: "11 智慧校园", project: "智慧校园平台运行维护", indicators: 6, errors: [fault], good: true, updates: false };
    const forms = [form, { ...form, sheet: "12", good: false }, { ...form, sheet: "13", errors: [] }];
    await upTo("preview", { "import.preview": () => ({ ...importPreview(4), forms }) });
    expect(app.get(".whole .card-head").text()).toContain("其中 1 张表有待核对的格");
    expect(app.findAll(".dock .item").map((each) => each.get(".chip").text())).toEqual(["请核对", "不导入"]);
    expect(app.get(".dock .item").text()).toMatch(/D14\s*指标值 · 11 智慧校园/);
  });
  it("an amount's head says its unit where the sheet does not", async () => {
    await upTo("preview");
    expect(app.findAll("table.list th").map((each) => each.text()).filter((word) => word.includes("元"))).toEqual(["财政拨款（万元）", "其他资金（万元）"]);
  });
  it("another file can be chosen while a sheet is", async () => {
    await upTo("sheet");
    await click("换一个文件");
    expect(asked("import.inspect")).toHaveLength(2);
  });
  it("faults come from top to bottom, from left to right; a sample has no value twice", () => {
    const preview = importPreview(20);
    expect(faultsOf(preview, preview.rows).map((fault) => fault.error.at)).toEqual(["D7", "E7", "F10", "D17", "E17", "F20"]);
    expect(sample(preview, 2)).toEqual(["云溪镇人民政府"]);
    expect(sample(preview, 6)).toEqual([]);
  });
});

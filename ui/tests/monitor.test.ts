// A month of a project against a stand-in program: UI rules 1 to 8, 12, 13, 14 and 17.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { flushPromises } from "@vue/test-utils";
import type { MonitorView } from "../src/api/gen";
import { pasteOver } from "../src/sheet/paste-cells";
import { COLUMNS, fundColumns, fundModels, indicatorModels, isBlank } from "../src/screens/monitor/entry/sheet-rows";
import { notes } from "../src/sheet/rows";
import { at, blankMonth, crowdedMonth, FOUND, month, ROWS } from "./fake-monitor";
import { open, type Window } from "./mount";

let win: Window;
const rows = `${at}/indicators`;
const sheets = () => win.app.findAll(".sheet");
const box = (which = 1) => sheets()[which]!.get<HTMLTextAreaElement>("textarea");
const cell = (place: string, which = 1) => sheets()[which]!.get(`td[data-at="${place}"]`);
/** The place of a column by its path's last part. */
const col = (name: string) => COLUMNS.findIndex((each) => each.at === name);

async function start(view: MonitorView = month(), more: Parameters<typeof open>[1] = {}, where = "/monitor/p1/7"): Promise<void> {
  win = await open(where, { "monitor.get": ({ project, month: number }) => ({ ...view, id: project, month: number, path: `/projects/${project}/monitoring/M${String(number).padStart(2, "0")}` }), ...more });
}
async function pick(place: string, which = 1): Promise<void> {
  await cell(place, which).trigger("mousedown");
}
async function press(key: string, more: object = {}, which = 1): Promise<void> {
  await box(which).trigger("keydown", { key, ...more });
  await win.settle();
}
async function paste(text: string, which = 1): Promise<void> {
  const event = new Event("paste", { cancelable: true, bubbles: true });
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  Object.assign(event, { clipboardData });
  box(which).element.dispatchEvent(event);
  await flushPromises();
}

afterEach(() => win?.end());

describe("what is in sight", () => {
  beforeEach(() => start());
  it("rule 13: the result stands above both sheets with its rates, lamp and what it demands", () => {
    const strip = win.app.get('section[aria-label="监控结果"]');
    for (const each of ["39.81%", "58.33%", "64.10%", "-24.29", "关注", "超过 20 个百分点"]) expect(strip.text()).toContain(each);
    expect(win.app.get(".panel").text()).toContain("82.00 ÷ 206.00");
  });
  it("merges classes, groups the causes, and shows rate and lamp together", () => {
    expect(sheets()[1]!.findAll("td.level1").map((each) => each.attributes("rowspan"))).toEqual(["6", "2", "1"]);
    expect(sheets()[1]!.get("th.group").text()).toBe("偏差原因");
    expect(sheets()[1]!.get("th.group").attributes("colspan")).toBe("5");
    expect(cell(`4-${col("rate")}`).get("svg").attributes("aria-label")).toBe("关注");
    expect(cell(`4-${col("rate")}`).text()).toBe("41.89");
  });
  it("rule 12: totals are shown, never typed; sources with nothing in them stay away until asked for", async () => {
    expect(cell("0-1", 0).classes()).toContain("fixed");
    expect(sheets()[0]!.findAll("tbody tr")).toHaveLength(3);
    await win.button("其他资金来源").trigger("click");
    expect(sheets()[0]!.findAll("tbody tr")).toHaveLength(6);
    await pick("0-1", 0);
    await box(0).setValue("5");
    await press("Delete", {}, 0);
    await press("Enter", {}, 0);
    expect(win.asked("edit.cell")).toEqual([]);
  });
  it("rule 5: invalid, must be explained, due and brought along each look their own way", () => {
    expect(cell(`5-${col("done")}`).classes()).toEqual(expect.arrayContaining(["error", "bad"]));
    expect(cell(`6-${col("reason")}`).classes()).toContain("explain");
    expect(cell(`3-${col("done")}`).text()).toBe("待填");
    expect(cell(`1-${col("done")}`).classes()).toContain("copied");
    expect(cell(`1-${col("done")}`).attributes("title")).toContain("还没有核对");
    expect(cell(`1-${col("name")}`).classes()).not.toContain("copied");
  });
  it("both charts have their tables: twelve months, every indicator", () => {
    expect(win.app.findAll(".values thead th")).toHaveLength(13);
    expect(win.app.get(".values").text()).toContain("39.81");
    expect(win.app.findAll(".lines circle")).toHaveLength(7);
    expect(win.app.findAll(".bars tbody tr")).toHaveLength(ROWS.length);
  });
});

describe("rule 1: keys", () => {
  beforeEach(() => start());
  it("typing replaces, Enter saves and goes down; Tab passes over what is computed", async () => {
    await pick(`1-${col("done")}`);
    await box().setValue("41");
    await press("Tab");
    expect(win.asked("edit.cell")).toEqual([{ path: `${rows}/i2/done`, text: "41" }]);
    expect(box().attributes("data-at")).toBe(`1-${col("expected")}`);
    await press("Enter");
    expect(box().attributes("data-at")).toBe(`2-${col("done")}`);
  });
  it("the list of possibilities is chosen by its first character", async () => {
    await pick(`0-${col("possibility")}`);
    await box().setValue("有");
    await press("Enter");
    expect(win.asked("edit.cell")).toEqual([{ path: `${rows}/i1/possibility`, text: "有可能" }]);
  });
  it("Ctrl+D fills down, Delete clears, both as one step and never into computed cells", async () => {
    await pick(`0-${col("done")}`);
    await cell(`1-${col("expected")}`).trigger("mousedown", { shiftKey: true });
    await press("Delete");
    expect(win.asked("edit.cells")).toEqual([{ what: "clear", cells: ["i1/done", "i1/expected", "i2/done", "i2/expected"].map((each) => ({ path: `${rows}/${each}`, text: "" })) }]);
    await press("d", { ctrlKey: true });
    expect(win.asked("edit.cells")[1]).toEqual({ what: "fill", cells: ["i2/done", "i2/expected"].map((each) => ({ path: `${rows}/${each}`, text: "8" })) });
  });
  it("Ctrl+E takes what is suggested, in money and indicators alike", async () => {
    expect(cell(`4-${col("expected")}`).get(".advice").text()).toBe("68.23");
    await pick(`4-${col("expected")}`);
    await press("e", { ctrlKey: true });
    await pick("1-6", 0);
    await press("e", { ctrlKey: true }, 0);
    expect(win.asked("edit.cell")).toEqual([{ path: `${rows}/i5/expected`, text: "68.23" }, { path: `${at}/funds/fiscal/expected`, text: "138.26" }]);
  });
  it("all suggestions and the ledger's payments are taken by one button each", async () => {
    for (const each of win.app.findAll("button").filter((one) => one.text() === "采用推算的全年预计")) await each.trigger("click");
    await win.button("采用账上支付数").trigger("click");
    await win.settle();
    expect(win.asked("monitor.accept").map((each) => (each as { what: string }).what)).toEqual(["funds", "indicators", "ledger"]);
  });
});

describe("rule 2: Chinese input", () => {
  it("a key that belongs to the input method does nothing here", async () => {
    await start();
    await pick(`6-${col("reason")}`);
    await box().trigger("compositionstart");
    box().element.value = "资金";
    await box().trigger("keydown", { key: "Enter", isComposing: true });
    await box().trigger("keydown", { key: "Escape", keyCode: 229 });
    expect(win.asked("edit.cell")).toEqual([]);
    expect(box().element.value).toBe("资金");
    await box().trigger("input");
    await press("Enter");
    expect(win.asked("edit.cell")).toEqual([{ path: `${rows}/i7/reason`, text: "资金" }]);
  });
});

describe("rule 3: paste", () => {
  it("shows what would change before it does, and then changes it as one step", async () => {
    await start();
    await pick(`3-${col("done")}`);
    await paste("达成\t\t达成\n90%\t\t95%");
    const plan = win.app.get('aside[aria-label="粘贴预览"]');
    expect(plan.text()).toContain("将修改 2 行 4 格");
    expect(plan.text()).toContain("39.8 → 90%");
    expect(win.asked("edit.cells")).toEqual([]);
    await win.button("粘贴（Enter）").trigger("click");
    await win.settle();
    expect(win.asked("edit.cells")).toEqual([
      { what: "paste", cells: [{ path: `${rows}/i4/done`, text: "达成" }, { path: `${rows}/i4/expected`, text: "达成" }, { path: `${rows}/i5/done`, text: "90%" }, { path: `${rows}/i5/expected`, text: "95%" }] },
    ]);
    expect(win.app.find('aside[aria-label="粘贴预览"]').exists()).toBe(false);
  });
  it("Esc pastes nothing", async () => {
    await start();
    await pick(`3-${col("done")}`);
    await paste("达成\n90%");
    await win.app.get('aside[aria-label="粘贴预览"]').trigger("keydown", { key: "Escape" });
    expect(win.asked("edit.cells")).toEqual([]);
    expect(win.app.find('aside[aria-label="粘贴预览"]').exists()).toBe(false);
  });

  const around = { notes: notes([], []), kept: new Map(), locked: false };
  const models = indicatorModels(ROWS, around);
  const cases: [string, string, string, string[][], string[], RegExp | null][] = [
    ["a heading is left out", "i1", "done", [["完成情况", "完成率%", "全年预计"], ["7", "", "8"]], ["i1/done 7"], /表头/],
    ["computed columns are passed over", "i1", "done", [["7", "99", "9"]], ["i1/done 7", "i1/expected 9"], null],
    ["what is below the table is told", "i9", "done", [["91"], ["92"]], ["i9/done 91"], /最后 1 行/],
    ["what is beside the table is told", "i9", "measures", [["甲", "乙"]], ["i9/measures 甲"], /最后 1 列/],
    ["another order of rows is noticed", "i1", "name", [["保障村干部人数", "", "7"]], ["i1/done 7"], /核对行的次序/],
    ["the same text changes nothing", "i1", "done", [["8"]], [], null],
  ];
  it.each(cases)("%s", (_, row, where, grid, expected, skipped) => {
    const over = pasteOver(models, COLUMNS, { row, at: where, grid });
    expect(over.cells.map((each) => `${each.path.slice(rows.length + 1)} ${each.text}`)).toEqual(expected);
    if (skipped) expect(over.skipped.join()).toMatch(skipped);
    else expect(over.skipped).toEqual([]);
  });
});

describe("rule 4: nothing typed is lost", () => {
  it("a refused text stays in its cell with the reason", async () => {
    await start(month(), { "edit.cell": () => { throw { code: "EDIT-CHOICE", message: "请选 确定能、有可能 或 完全不可能", field: `${rows}/i1/possibility` }; } });
    await pick(`0-${col("possibility")}`);
    await box().setValue("说不好");
    await press("Enter");
    expect(cell(`0-${col("possibility")}`).text()).toBe("说不好");
    expect(cell(`0-${col("possibility")}`).classes()).toContain("bad");
    expect(cell(`0-${col("possibility")}`).attributes("title")).toContain("请选");
  });
  it("going to another month saves what is being typed into the month it was typed for", async () => {
    await start();
    await pick(`0-${col("done")}`);
    await box().setValue("6");
    await win.router.push("/monitor/p1/6");
    await win.settle();
    expect(win.asked("edit.cell")).toEqual([{ path: `${rows}/i1/done`, text: "6" }]);
  });
});

describe("rule 6: findings", () => {
  it("F8 leads to the cells, the gravest first, into either sheet", async () => {
    await start();
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "F8" }));
    await win.settle();
    expect(document.activeElement?.getAttribute("data-path")).toBe(`${rows}/i6/done`);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "F8", shiftKey: true }));
    await win.settle();
    expect(document.activeElement?.getAttribute("data-path")).toBe(`${at}/funds/fiscal/executed`);
  });
  it("an address that names a cell leads to it", async () => {
    await start(month(), {}, `/monitor/p1/7?at=${FOUND[1]!.path}`);
    expect(document.activeElement?.getAttribute("data-path")).toBe(FOUND[1]!.path);
  });
});

describe("rule 7: the focused cell's memory", () => {
  it("earlier months, the plan, last year and how the rate came about", async () => {
    await start(month(), { "history.cell": () => [{ at: "2026-08-02T09:00:00+08:00", person: "填报人甲", label: "填写", before: "7", after: "8" }] });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await pick(`0-${col("done")}`);
    await vi.advanceTimersByTimeAsync(300);
    vi.useRealTimers();
    await win.settle();
    const panel = win.app.get(".panel").text();
    for (const each of ["补助村（社区）数量 · 完成情况", "=8个", "58.33 个", "4月 6", "7月 8", "去年同月8", "8 ÷ 目标值", "7 → 8"]) expect(panel.replaceAll("\n", "")).toContain(each);
    expect(win.app.get(".spark path").attributes("d")).toBe("M4 6L5 8L6 8L7 8");
  });
  it("words and days have no line", async () => {
    await start(month({ rows: [{ ...ROWS[2]!, earlier: [{ month: 5, text: "部分达成" }] }] }));
    await pick(`0-${col("done")}`);
    await win.settle();
    expect(win.app.find(".spark").exists()).toBe(false);
    expect(win.app.get(".panel").text()).toContain("部分达成");
  });
});

describe("copied from last month", () => {
  it("all of it, or one row, is confirmed as it stands", async () => {
    await start();
    await win.button("都已核对").trigger("click");
    await win.settle();
    expect(win.asked("monitor.confirm")).toEqual([{ project: "p1", month: 7 }]);
    await pick(`1-${col("done")}`);
    await win.settle();
    await win.button("核对无误").trigger("click");
    await win.settle();
    expect(win.asked("edit.cell")).toEqual([{ path: `${rows}/i2/done`, text: "42" }]);
  });
  it("a month not begun yet is begun as a copy or blank; why it cannot be stays to be read", async () => {
    await start(blankMonth(), { "monitor.start": () => ({ made: 0, refused: [{ project: "p1", name: "", why: "绩效目标还没有审定" }], label: null, saved_at: "", changed: [] }) });
    await win.button("沿用 6 月").trigger("click");
    await win.button("从空白开始").trigger("click");
    await win.settle();
    expect(win.asked("monitor.start")).toEqual([{ projects: ["p1"], month: 7, copy: true }, { projects: ["p1"], month: 7, copy: false }].slice(0, win.asked("monitor.start").length));
    expect(win.asked("monitor.start").length).toBeGreaterThan(0);
    expect(win.app.text()).toContain("绩效目标还没有审定");
  });
});

describe("what a month leads to", () => {
  it("a rectification that a rule demands is opened and shown", async () => {
    await start();
    await win.button("登记整改").trigger("click");
    await win.settle();
    expect(win.asked("rectify.open")).toEqual([{ project: "p1", month: 7, opener: "deviation", problem: month().result.rectify }]);
    expect(win.router.currentRoute.value.path).toBe("/rectify");
    expect(win.app.text()).toContain("偏差 21.40 个百分点");
  });
  it("one that is in the ledger is not demanded again", async () => {
    const row = { id: "r1", path: "/rectifications/r1", project: "p1", project_name: "", month: 7, opener: "偏差超过界限", opened_on: "2026-08-02", problem: "偏差 24.29 个百分点", cause: "", measure: "", person: "", due: "2026-09-01", days: 20, outcome: "", result: "", source: "", closed_on: "", lamp: "yellow" as const, missing: [], evidence: [] };
    await start(month({ rectifications: [row] }));
    expect(win.app.findAll("button").some((each) => each.text() === "登记整改")).toBe(false);
    expect(win.app.text()).toContain("2026-09-01 前");
  });
  it("rule 17: a filed month is locked and can be taken back; a secret project says so", async () => {
    await start(month({ locked: true, state: "已上报", secret: true }));
    expect(win.app.text()).toContain("已上报 · 不可修改");
    expect(win.app.text()).toContain("涉密");
    await pick(`0-${col("done")}`);
    await box().setValue("9");
    await press("Enter");
    expect(win.asked("edit.cell")).toEqual([]);
    expect(win.app.text()).not.toContain("都已核对");
    await win.button("重新填报").trigger("click");
    await win.settle();
    expect(win.asked("monitor.reopen")).toEqual([{ project: "p1", month: 7 }]);
  });
  it("a target adjusted since can be followed", async () => {
    await start(month({ target: { version: 1, state: "已批复", approved: true, newer: true } }));
    await win.button("改按调整后的目标").trigger("click");
    await win.settle();
    expect(win.asked("monitor.follow_target")).toEqual([{ project: "p1", month: 7 }]);
  });
  it("rule 14: deleting names what it deletes and that it can be undone", async () => {
    await start();
    await win.button("删除“村级补助及运转经费”1—7月的监控记录（可撤销）").trigger("click");
    await win.settle();
    expect(win.asked("monitor.delete")).toEqual([{ project: "p1", month: 7 }]);
    expect(win.app.text()).toContain("已删除“村级补助及运转经费”1—7月的监控记录，可撤销。");
  });
});

describe("months and projects beside each other", () => {
  it("keys and the strip lead on, and the same cell stays chosen", async () => {
    await start();
    expect(win.app.findAll(".months .month")).toHaveLength(12);
    await pick(`4-${col("done")}`);
    await win.press("PageDown", { ctrlKey: true });
    expect(win.router.currentRoute.value.path).toBe("/monitor/p1/8");
    await win.press("PageUp", { ctrlKey: true });
    await win.press("PageDown", { altKey: true });
    expect(win.router.currentRoute.value.path).toBe("/monitor/p2/7");
    expect(win.asked("monitor.get").at(-1)).toEqual({ project: "p2", month: 7 });
  });
  it("before the first and after the last there is nothing", async () => {
    await start(month(), {}, "/monitor/p1/12");
    await win.press("PageUp", { altKey: true });
    await win.press("PageDown", { ctrlKey: true });
    expect(win.router.currentRoute.value.path).toBe("/monitor/p1/12");
  });
});

describe("rows of the two sheets", () => {
  const around = { notes: notes([], []), kept: new Map(), locked: false };
  it("answers of a day or a word offer their lists, numbers none", () => {
    const lists = indicatorModels(ROWS, around).map((model) => model.cells[col("done")]!.list.length);
    expect(lists).toEqual([0, 0, 3, 3, 0, 0, 3, 2, 0]);
  });
  it("the ledgers' column is there only where a ledger says something", () => {
    expect(fundColumns("1—7月", true).map((each) => each.at)).toContain("paid");
    expect(fundColumns("1—7月", false).map((each) => each.at)).not.toContain("paid");
  });
  it("a source with an unreadable amount is never out of sight", () => {
    const none = month().funds[4]!;
    expect(isBlank(none, 4)).toBe(true);
    expect(isBlank({ ...none, bad: { executed: "十" } }, 4)).toBe(false);
    expect(isBlank({ ...none, path: "" }, 0)).toBe(false);
  });
  it("a locked month asks for nothing and suggests nothing", () => {
    const columns = fundColumns("1—7月", false);
    const cells = fundModels({ funds: blankMonth().funds, columns, copied: false, ...around, locked: true }).flatMap((each) => each.cells);
    expect(cells.filter((each) => each.look === "empty" || each.hint !== "")).toEqual([]);
  });
  it("60 indicators keep their rows apart", () => {
    const models = indicatorModels(crowdedMonth(60).rows, around);
    expect(new Set(models.map((each) => each.id)).size).toBe(60);
    expect(models.filter((each) => each.cells[col("done")]!.copied)).not.toHaveLength(0);
  });
});

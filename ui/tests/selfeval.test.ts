// One project's self-assessment against a stand-in program: UI rules 1 to 8, 12, 13 and 14, and trying values.
import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SelfEvalView } from "../src/api/gen";
import { addressOf } from "../src/app/address";
import { notes } from "../src/sheet/rows";
import { COLUMNS, fundColumns, fundModels, indicatorModels, isBlank } from "../src/screens/selfeval/sheet/sheet-rows";
import { at, blankEvaluation, crowdedEvaluation, evaluation, FOUND, ROWS } from "./fake-selfeval";
import { open, type Window } from "./mount";

let win: Window;
const rows = `${at}/indicators`;
const sheets = () => win.app.findAll(".sheet");
const box = (which = 1) => sheets()[which]!.get<HTMLTextAreaElement>("textarea.editor");
const cell = (place: string, which = 1) => sheets()[which]!.get(`td[data-at="${place}"]`);
const col = (name: string) => COLUMNS.findIndex((each) => each.at === name);
const strip = () => win.app.get("section[aria-label=自评得分]");
const panel = () => win.app.get("aside");

async function start(view: SelfEvalView = evaluation(), more: Parameters<typeof open>[1] = {}, where = "/selfeval/p1"): Promise<void> {
  win = await open(where, { "selfeval.get": ({ id }) => ({ ...view, id, path: `/projects/${id}/selfeval` }), ...more });
}
async function pick(place: string, which = 1): Promise<void> {
  await cell(place, which).trigger("mousedown");
  await win.settle();
}
async function press(key: string, more: object = {}, which = 1): Promise<void> {
  await box(which).trigger("keydown", { key, ...more });
  await win.settle();
}
async function type(text: string, which = 1): Promise<void> {
  await box(which).setValue(text);
  await press("Enter", {}, which);
}

afterEach(() => win?.end());

describe("rule 12: the score is always in sight and never typed", () => {
  it("shows total, grade, execution, each class, the cap and whether points and money agree", async () => {
    await start();
    for (const each of ["49.59", "差", "7.78", "77.84%", "产出指标", "31.81", "48.00", "89.00", "相差 20.57 个百分点", "9 / 14", "1 行待核对"]) expect(strip().text()).toContain(each);
    expect(strip().get("svg.lamp").attributes("aria-label")).toBe("关注");
  });
  it("a sum that is not whole is called so and has no grade; the findings say how much is open", async () => {
    const usual = evaluation();
    await start(evaluation({ result: { ...usual.result, total: "96.60", grade: "" } }));
    expect(strip().get(".item").text()).toBe("总分暂计 96.60");
    expect(strip().get(".item b").text()).toBe("96.60");
    expect(strip().find("[title=填齐后定等级]").exists()).toBe(true);
    expect(win.app.get("section[aria-label=核对结果]").text()).toContain("还有 5 项要填");
  });
  it("a document in which nothing is typed shows blanks, not noughts", async () => {
    await start(blankEvaluation());
    expect(strip().text()).not.toContain("0.00 ");
    expect(strip().text()).toContain("总分—");
    for (const at of ["formula", "score", "counts"]) expect(cell(`0-${col(at)}`).text()).toBe("");
    expect(win.app.text()).toContain("还没有开始自评");
    await win.button("开始自评").trigger("click");
    await win.settle();
    expect(win.asked("selfeval.start")).toEqual([{ projects: ["p1"] }]);
  });
  it("merges classes and shows 分值, 公式得分, 手工得分 and 得分 beside each other; the computed ones take nothing", async () => {
    await start();
    expect(sheets()[1]!.findAll("td.level1").map((each) => each.attributes("rowspan"))).toEqual(["6", "1", "1"]);
    expect(["weight", "formula", "score", "counts"].map((each) => cell(`4-${col(each)}`).text())).toEqual(["8.00", "7.58", "8.00", "8.00"]);
    await pick(`4-${col("counts")}`);
    await type("9");
    expect(win.asked("edit.cell")).toEqual([]);
  });
  it("the money's total line carries rate, weight and score; sources with nothing in them wait to be asked for", async () => {
    await start();
    expect(sheets()[0]!.findAll("tbody tr")).toHaveLength(3);
    expect(sheets()[0]!.findAll("tbody tr")[0]!.text()).toContain("7.78");
    await win.button("其他资金来源 2 项").trigger("click");
    expect(sheets()[0]!.findAll("tbody tr")).toHaveLength(5);
  });
});

describe("rule 13: every score opens to its working; another score than the formula's wants its reason", () => {
  beforeEach(() => start());
  it("the total's working stands at the right until a cell is chosen, each step with its document", () => {
    expect(panel().findAll("ol.working li")).toHaveLength(3);
    expect(panel().text()).toContain("执行率 70%—80%，总分不超过 89");
    expect(panel().text()).toContain("财预〔2020〕10号 附件 3");
    expect(panel().text()).toContain("建议：削减或取消");
    expect(panel().text()).toContain("2025 年自评");
  });
  it("a row's working shows its steps and points, and says that the typed score differs", async () => {
    await pick(`4-${col("score")}`);
    expect(panel().text()).toContain("90 ÷ 95 = 94.74%");
    expect(panel().findAll(".points").map((each) => each.text())).toEqual(["7.58", "8.00"]);
    expect(panel().text()).toContain("手工得分 8.00，公式得分 7.58");
  });
  it("the money's cells show how the execution score came about", async () => {
    await pick("1-3", 0);
    expect(panel().text()).toContain("160.35 ÷ 206.00 = 77.84%");
  });
  it("where a reason is owed the cell says so, by mark and word", () => {
    expect(cell(`1-${col("reason")}`).classes()).toContain("explain");
    expect(cell(`1-${col("reason")}`).text()).toBe("待说明");
  });
  it("a score that only a person can tell is asked for, with the band it may lie in", async () => {
    expect(cell(`3-${col("score")}`).text()).toBe("待填");
    expect(cell(`6-${col("score")}`).text()).toBe("");
    await pick(`3-${col("score")}`);
    expect(panel().text()).toContain("4.80—6.40");
  });
  it("the way of scoring is chosen beside its working, and too low a target is marked there", async () => {
    await pick(`0-${col("actual")}`);
    await panel().get<HTMLSelectElement>("select").setValue("直接赋分");
    await panel().get("input[type=checkbox]").setValue(true);
    await win.settle();
    expect(win.asked("edit.cell")).toEqual([{ path: `${rows}/i1/method`, text: "直接赋分" }, { path: `${rows}/i1/too_low`, text: "是" }]);
  });
});

describe("rules 5 and 7: what stands beside the focused cell", () => {
  it("what was brought along is marked until it is confirmed, one row or all", async () => {
    await start();
    expect(cell(`0-${col("actual")}`).classes()).toContain("copied");
    expect(cell(`0-${col("actual")}`).attributes("title")).toContain("从运行监控带来，还没有核对");
    expect(cell("1-3", 0).classes()).toContain("copied");
    await pick(`0-${col("actual")}`);
    await win.button("核对无误").trigger("click");
    await win.button("预填内容已核对").trigger("click");
    await win.settle();
    expect(win.asked("edit.cell")).toEqual([{ path: `${rows}/i1/actual`, text: "8" }]);
    expect(win.asked("selfeval.confirm")).toEqual([{ id: "p1" }]);
  });
  it("the year of the indicator stands there from target to self-assessment, with what does not fit", async () => {
    await start();
    await pick(`1-${col("actual")}`);
    expect(panel().findAll(".stations li").map((each) => each.text())).toEqual(["年初目标=42人", "1—12月监控42", "绩效自评41"]);
    expect(panel().text()).toContain("自评 41 小于 12 月监控的 42");
  });
  it("last year's result and score, and the way to the evidence", async () => {
    await start();
    await pick(`0-${col("actual")}`);
    expect(panel().text()).toContain("8，得 8.00 分");
    expect(panel().get("a").attributes("href")).toBe(`#/selfeval/p1/evidence?of=${rows}/i1`);
  });
});

describe("rules 1, 2 and 4: typing", () => {
  it("typing replaces, Enter goes down, each cell is saved at once", async () => {
    await start();
    await pick(`1-${col("actual")}`);
    await type("42");
    expect(win.asked("edit.cell")).toEqual([{ path: `${rows}/i2/actual`, text: "42" }]);
    expect(box().attributes("data-at")).toBe(`2-${col("actual")}`);
  });
  it("Tab passes over what is computed", async () => {
    await start();
    await pick(`1-${col("actual")}`);
    await press("Tab");
    expect(box().attributes("data-at")).toBe(`1-${col("score")}`);
    await press("Tab");
    expect(box().attributes("data-at")).toBe(`1-${col("reason")}`);
  });
  it("what could not be read stays in its cell, marked", async () => {
    await start();
    expect(cell(`5-${col("actual")}`).text()).toBe("一百六十");
    expect(cell(`5-${col("actual")}`).classes()).toEqual(expect.arrayContaining(["error", "bad"]));
  });
  it("a text that the program refuses stays with its reason", async () => {
    await start(evaluation(), {
      "edit.cell": ({ path }) => {
        throw { code: "APP-CELL", message: "手工得分不能超过分值 8.00。", field: path };
      },
    });
    await pick(`1-${col("score")}`);
    await type("9");
    expect(cell(`1-${col("score")}`).text()).toBe("9");
    expect(cell(`1-${col("score")}`).attributes("title")).toContain("手工得分不能超过分值 8.00。");
  });
  it("a key of the input method does nothing here", async () => {
    await start();
    await pick(`1-${col("reason")}`);
    await box().trigger("compositionstart");
    box().element.value = "人员";
    await box().trigger("keydown", { key: "Enter", isComposing: true });
    expect(win.asked("edit.cell")).toEqual([]);
    expect(box().element.value).toBe("人员");
  });
  it("texts show how much of their limit is used", async () => {
    await start(evaluation(), {
      "pack.get": () => ({ summary: evaluation().pack, documents: [], rules: [{ id: "selfeval.lengths", title: "自评文字长度", level: "explain", params: ["conclusion = 200", "goal_done = 100"], source: { document: "", clause: "" }, pack: "", note: "" }] }),
    });
    const count = (key: string) => win.app.get(`[data-path="${at}/${key}"]`).element.closest(".field")?.querySelector(".count")?.textContent;
    expect([count("conclusion"), count("goal_done"), count("note")]).toEqual(["0 / 200 字", "27 / 100 字", undefined]);
  });
});

describe("rule 6: findings", () => {
  it("F8 goes to the cell, with the same words at it", async () => {
    await start();
    await win.press("F8");
    expect(box().attributes("data-path")).toBe(`${rows}/i6/actual`);
    expect(panel().text()).toContain("实际完成值“一百六十”不是数。");
    await win.press("F8");
    expect(box().attributes("data-path")).toBe(`${rows}/i2/reason`);
  });
  it.each([
    [`${at}/indicators/i1/actual`, "/selfeval/p1", { at: `${at}/indicators/i1/actual` }],
    [`${at}/report/a1/text`, "/selfeval/p1/report", { at: `${at}/report/a1/text` }],
    [at, "/selfeval/p1", {}],
    ["/projects/p1/target/annual_goal", "/target/p1", { at: "/projects/p1/target/annual_goal" }],
  ])("%s is mended at %s", (path, to, query) => {
    expect(addressOf("p1", path)).toEqual({ path: to, query });
  });
  it("an address with a cell leads to it", async () => {
    await start(evaluation(), {}, `/selfeval/p1?at=${at}/goal_done`);
    expect(document.activeElement?.getAttribute("data-path")).toBe(`${at}/goal_done`);
  });
});

describe("trying values (试算)", () => {
  async function tryOne(): Promise<void> {
    await start();
    await win.button("试算").trigger("click");
    await pick(`5-${col("actual")}`);
    await type("160");
  }
  it("says what it was and would be, and saves nothing", async () => {
    await tryOne();
    expect(win.asked("selfeval.what_if")).toEqual([{ project: "p1", cells: [{ path: `${rows}/i6/actual`, text: "160" }] }]);
    expect(strip().text()).toContain("49.59 →");
    expect(strip().text()).toContain("57.49");
    expect(strip().text()).toContain("+7.90");
    expect(cell(`5-${col("actual")}`).text()).toBe("160");
    expect(cell(`5-${col("counts")}`).text()).toBe("7.90");
    expect(cell(`5-${col("actual")}`).attributes("title")).toContain("试算的值，没有保存");
    expect(panel().text()).toContain("项目总成本 · 实际完成值");
    expect(win.asked("edit.cell")).toEqual([]);
    // A text that a test before left refused in its cell may be kept only now: it is of another cell.
    expect(win.asked("draft.keep").filter((each) => JSON.stringify(each).includes("/i6/"))).toEqual([]);
  });
  it("ended, everything is as it was", async () => {
    await tryOne();
    await win.button("结束试算").trigger("click");
    await win.settle();
    expect(cell(`5-${col("actual")}`).text()).toBe("一百六十");
    expect(strip().text()).not.toContain("57.49");
    expect(win.asked("edit.cell")).toEqual([]);
  });
  it("left for another project with a text still open, nothing of it is saved there or here", async () => {
    await tryOne();
    await pick(`1-${col("actual")}`);
    await box().setValue("40");
    await win.router.push("/selfeval/p2");
    await win.settle();
    expect(win.asked("edit.cell")).toEqual([]);
    expect(strip().text()).not.toContain("→");
  });
  it("Ctrl+Z takes the last trial back and no kept step; afterwards it is the program's again", async () => {
    await tryOne();
    await pick(`1-${col("actual")}`);
    await type("42");
    await win.press("z", { ctrlKey: true });
    expect(win.asked("selfeval.what_if").at(-1)).toEqual({ project: "p1", cells: [{ path: `${rows}/i6/actual`, text: "160" }] });
    expect(win.asked("edit.undo")).toEqual([]);
    await win.button("结束试算").trigger("click");
    await win.settle();
    await win.press("z", { ctrlKey: true });
    expect(win.app.text()).toContain("没有可撤销的操作");
  });
  it("one cell can be dropped; what cannot be read is said", async () => {
    await tryOne();
    await pick(`1-${col("actual")}`);
    await type("很多");
    expect(panel().get("[role=alert]").text()).toContain("“很多”不是数");
    await win.button("不试“项目总成本 · 实际完成值”").trigger("click");
    await win.settle();
    expect(win.asked("selfeval.what_if").at(-1)).toEqual({ project: "p1", cells: [{ path: `${rows}/i2/actual`, text: "很多" }] });
  });
  it("becomes what is written only by its own button, as one step", async () => {
    await tryOne();
    await pick(`1-${col("actual")}`);
    await type("42");
    await win.button("填进自评表").trigger("click");
    await win.settle();
    expect(win.asked("edit.cells")).toEqual([{ what: "fill", cells: [{ path: `${rows}/i6/actual`, text: "160" }, { path: `${rows}/i2/actual`, text: "42" }] }]);
    expect(strip().text()).not.toContain("→");
  });
  it("the texts wait meanwhile, and a filed one can be tried too", async () => {
    await start(evaluation({ locked: true, state: "已上报", reopenable: true }));
    await win.button("试算").trigger("click");
    await pick(`5-${col("actual")}`);
    await type("160");
    expect(win.asked("selfeval.what_if")).toHaveLength(1);
    expect(win.app.get(`[data-path="${at}/goal_done"]`).attributes("readonly")).toBeDefined();
    expect(() => win.button("填进自评表")).toThrow();
  });
});

describe("the way from hand to hand", () => {
  it("a step is asked for at once, and said", async () => {
    await start();
    await win.button("送复核").trigger("click");
    await win.settle();
    expect(win.asked("selfeval.hand_on")).toEqual([{ projects: ["p1"], to: "review" }]);
    expect(win.app.text()).toContain("送复核。");
  });
  it("sending back needs its remark", async () => {
    await start(evaluation({ state: "待复核", locked: true, round: 2, steps: [{ to: "back", word: "退回", needs_remark: true }] }));
    expect(win.app.get("header.screen-head").text()).toContain("第 2 轮");
    await win.button("退回").trigger("click");
    await win.app.get("form.steps input").setValue("请补佐证");
    await win.app.get("form.steps").trigger("submit");
    await win.settle();
    expect(win.asked("selfeval.hand_on")).toEqual([{ projects: ["p1"], to: "back", remark: "请补佐证" }]);
  });
  it("a filed one is locked, shows so, and can be taken back", async () => {
    await start(evaluation({ locked: true, state: "已上报", reopenable: true, steps: [] }));
    expect(cell(`1-${col("actual")}`).classes()).toContain("locked");
    await win.button("重新填报").trigger("click");
    await win.settle();
    expect(win.asked("selfeval.reopen")).toEqual([{ id: "p1" }]);
  });
  it("rule 14: deleting names the object and says that it can be undone", async () => {
    await start();
    await win.button("删除“村级补助及运转经费”的绩效自评").trigger("click");
    await win.settle();
    expect(win.asked("selfeval.delete")).toEqual([{ id: "p1" }]);
    expect(win.app.text()).toContain("可撤销");
  });
  it("an adjusted target is offered, and a project without one says what to do", async () => {
    await start(evaluation({ target: { version: 1, state: "已批复", approved: true, newer: true } }));
    await win.button("改按调整后的目标").trigger("click");
    await win.settle();
    expect(win.asked("selfeval.follow_target")).toEqual([{ id: "p1" }]);
    win.end();
    win = await open("/selfeval/p9", {
      "selfeval.get": () => {
        throw { code: "APP-SELFEVAL-TARGET", message: "这个项目没有绩效目标。" };
      },
    });
    expect(win.app.text()).toContain("没有可以对照的绩效目标");
  });
  it("Alt+PageDown goes to the next project's, and the four parts lead to each other", async () => {
    await start();
    expect(win.app.findAll("nav.parts a").map((each) => each.attributes("href"))).toEqual(["#/selfeval/p1", "#/selfeval/p1/report", "#/selfeval/p1/evidence", "#/selfeval/p1/rounds"]);
    await win.press("PageDown", { altKey: true });
    await flushPromises();
    expect(win.router.currentRoute.value.path).toBe("/selfeval/p2");
  });
});

describe("the rows", () => {
  const around = { notes: notes(FOUND, []), kept: new Map(), locked: false };
  it.each([
    [{ ...ROWS[3]!, actual: "" }, "saved"],
    [{ ...ROWS[3]!, actual: "未达成" }, "empty"],
    [{ ...ROWS[3]!, actual: "未达成", gone: true }, "saved"],
    [{ ...ROWS[1]!, actual: "41" }, "saved"],
  ])("手工得分 of case %# looks %s", (row, look) => {
    expect(indicatorModels([row], around)[0]!.cells[col("score")]!.look).toBe(look);
  });
  it("the ledger's column is there only where a ledger says something; a blank source hides", () => {
    const { funds } = evaluation();
    expect(fundColumns(false).map((each) => each.at)).not.toContain("paid");
    expect(funds.map((fund, index) => isBlank(fund, index))).toEqual([false, false, false, true, true]);
    expect(fundModels({ ...around, funds, columns: fundColumns(true), copied: true })[1]!.cells.map((each) => each.fixed)).toEqual([true, false, false, false, true, true, true, true]);
  });
  it("sixty indicators stand there with their findings", async () => {
    await start(crowdedEvaluation(60));
    expect(sheets()[1]!.findAll("tr[data-row]")).toHaveLength(60);
    expect(win.app.findAll(".dock li")).toHaveLength(24);
  });
});

// The whole unit at half year: what is computed, what is typed, how rows come and go, and where it leads.
import { afterEach, describe, expect, it } from "vitest";
import { indicatorModels, taskModels } from "../src/screens/monitor/unit/unit-rows";
import { NO_UNIT_VIEW, unitView } from "./fake-ledger";
import { open, type Window } from "./mount";

let w: Window;
const text = (): string => w.app.text();
async function press(word: string): Promise<void> {
  await w.button(word).trigger("click");
  await w.settle();
}
afterEach(() => w?.end());

describe("the whole unit at half year", () => {
  it("asks for what is counted, and not for weights and what is expected", () => {
    const [row] = unitView().rows;
    const cells = indicatorModels([{ ...row!, weight: "", expected: "", done: "" }], { notes: new Map(), kept: new Map(), locked: false })[0]!.cells;
    expect(cells.filter((each) => each.due !== "").map((each) => each.path.split("/").at(-1))).toEqual(["done"]);
  });
  it("names the projects with a warning first, and leads to all of them", async () => {
    w = await open("/monitor/unit", { "unit_monitor.get": () => unitView({ projects: [...unitView().projects].reverse() }) });
    expect(w.app.findAll("aside .name").map((each) => each.text())).toEqual(["河道保洁", "乡村振兴衔接资金（产业）", "农村公路养护", "村级补助及运转经费"]);
    expect(w.app.findAll("aside a").at(-1)!.attributes("href")).toContain("/monitor?month=6");
  });
  it("begins with one button, and says where its figures come from", async () => {
    let begun = false;
    w = await open("/monitor/unit", {
      "unit_monitor.get": () => (begun ? unitView() : NO_UNIT_VIEW),
      "unit_monitor.start": () => {
        begun = true;
        return { changed: ["unit_monitoring"], label: "建立部门整体监控", saved_at: "14:33" };
      },
    });
    expect(text()).toContain("由程序从各项目 6 月的运行监控汇总");
    await press("开始填写");
    expect(w.app.findAll(".sheet")).toHaveLength(3);
  });
  it("rule 12: the projects' sum and the total are shown and cannot be typed; rule 13: the result opens to its working", async () => {
    w = await open("/monitor/unit");
    const money = w.app.get("[role=grid][aria-label='资金']");
    expect(money.text()).toContain("项目支出合计");
    expect(money.text()).toContain("1,061.66");
    expect(w.app.get("aside").text()).toContain("预算执行率 = 421.56 ÷ 805.91 = 52.31%");
    expect(w.app.get("section[aria-label='监控结果']").text()).toContain("30.85");
  });
  it("rule 6: F8 leads to the field of a finding", async () => {
    w = await open("/monitor/unit");
    await w.press("F8");
    expect(document.activeElement?.getAttribute("data-path")).toBe("/unit_monitoring/H1/rows/u8/done");
    expect(w.app.get("aside h2").text()).toBe("群众满意度 · 上半年完成情况");
    await w.press("F8");
    expect(document.activeElement?.getAttribute("data-path")).toBe("/unit_monitoring/H1/rows/u5/reason");
  });
  it("rule 4: a finished cell is saved by its path", async () => {
    w = await open("/monitor/unit?at=/unit_monitoring/H1/rows/u8/done");
    const box = document.activeElement as HTMLTextAreaElement;
    box.value = "92%";
    box.dispatchEvent(new Event("input"));
    await w.press("Enter");
    expect(w.asked("edit.cell")).toEqual([{ path: "/unit_monitoring/H1/rows/u8/done", text: "92%" }]);
  });
  it("adds an indicator in its dimension and a task by name, and takes rows out by key, with undo (rule 14)", async () => {
    w = await open("/monitor/unit");
    const form = w.app.get("form[aria-label='添加指标']");
    await form.get("select").setValue("社会效应");
    await form.get("input").setValue("信访办结率");
    await form.trigger("submit");
    await w.settle();
    expect(w.asked("unit_monitor.add_row")).toEqual([{ dimension: "社会效应", name: "信访办结率" }]);
    await w.app.get("form[aria-label='添加任务'] input").setValue("防汛");
    await w.app.get("form[aria-label='添加任务']").trigger("submit");
    await w.settle();
    expect(w.asked("unit_monitor.add_task")).toEqual([{ name: "防汛" }]);
    await w.router.push("/monitor/unit?at=/unit_monitoring/H1/rows/u3/name");
    await w.settle();
    await w.press("-", { ctrlKey: true });
    expect(w.asked("unit_monitor.remove")).toEqual([{ path: "/unit_monitoring/H1/rows/u3" }]);
    expect(text()).toContain("已删除“绩效目标覆盖率”，可撤销");
    await w.router.push("/monitor/unit?at=/unit_monitoring/H1/rows/u2/name");
    await w.settle();
    await w.press("+", { ctrlKey: true, shiftKey: true });
    expect(w.asked("unit_monitor.add_row").at(-1)).toEqual({ dimension: "管理效率", name: "" });
  });
  it("prints its form, goes on to sending the half year, and opens a rectification that a rule demands", async () => {
    w = await open("/monitor/unit", { "rectify.open": () => ({ id: "r9", saved: { changed: ["rectification"], label: "登记整改", saved_at: "14:33" } }) });
    const links = w.app.findAll("a").map((each) => [each.text(), each.attributes("href")]);
    expect(links.find(([word]) => word === "打印预览")?.[1]).toContain("/print/monitor-unit?month=6");
    expect(links.find(([word]) => word === "去上报")?.[1]).toContain("/submit?kind=monitor&period=H1");
    await press("登记整改");
    expect(w.asked("rectify.open")).toEqual([{ opener: "deviation", problem: unitView().result.rectify }]);
    expect(w.router.currentRoute.value.path).toBe("/rectify");
  });
  it("a locked half year offers no change", async () => {
    w = await open("/monitor/unit", { "unit_monitor.get": () => unitView({ locked: true, state: "已上报" }) });
    expect(text()).toContain("已上报 · 不可修改");
    expect(w.app.find("form[aria-label='添加指标']").exists()).toBe(false);
  });
});

describe("the rows of its sheets", () => {
  const around = { notes: new Map(), kept: new Map(), locked: false };
  it("a dimension covers its rows once; rates are never typed, levels are chosen", () => {
    const models = indicatorModels(unitView().rows, around);
    expect(models.map((model) => model.heads[0]?.span)).toEqual([1, 2, 0, 2, 0, 1, 1, 1]);
    const cell = (row: number, at: string) => models[row]?.cells.find((each) => each.path.endsWith(`/${at}`));
    expect(cell(0, "rate")?.fixed).toBe(true);
    expect(cell(6, "done")?.list).toEqual(["达成", "部分达成", "未达成"]);
    expect(cell(7, "done")?.look).toBe("empty");
    expect(cell(4, "rate")?.lamp).toBe("red");
  });
  it("a task without what came of it is marked", () => {
    const [, second] = taskModels(unitView().tasks, around);
    expect(second?.cells.map((each) => each.look)).toEqual(["saved", "saved", "empty"]);
  });
});

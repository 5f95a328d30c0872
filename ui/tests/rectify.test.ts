// The rectification ledger. Each test names the rule that it holds.
import { afterEach, describe, expect, it } from "vitest";
import { byUrgency, inLedger, NO_RECT_FILTER, standingOf, type RectFilter } from "../src/screens/rectify/rectify";
import { chosen, STORE } from "./fake";
import { manyRects, RECTS } from "./fake-board";
import { open as start, type Window } from "./mount";

let window_: Window;
const open = async (...given: Parameters<typeof start>): Promise<Window> => (window_ = await start(...given));
afterEach(() => {
  window_?.end();
  chosen.length = 0;
});
const rows = () => window_.app.findAll("tbody tr.pick");
const shown = (): string => window_.app.get("aside h2").text();
const field = (id: string, key: string) => window_.app.get(`[data-path="/rectifications/${id}/${key}"]`);

describe("the order", () => {
  it("the longest overdue lead, those without a day come behind, closed ones last", () => {
    expect(byUrgency(RECTS).map((row) => row.id)).toEqual(["r1", "r2", "r3", "r4"]);
    const days = byUrgency(manyRects(40)).filter((row) => row.closed_on === "" && row.days !== null).map((row) => row.days);
    expect(days).toEqual([...days].sort((a, b) => (a ?? 0) - (b ?? 0)));
  });
  it.each<[Partial<RectFilter>, string[]]>([
    [{}, ["r3", "r1", "r2"]], [{ standing: "closed" }, ["r4"]], [{ standing: "all" }, ["r3", "r1", "r2", "r4"]], [{ standing: "all", project: "p6" }, ["r2", "r4"]],
    [{ text: "河道" }, ["r1"]], [{ text: "复核人乙" }, ["r3"]], [{ text: "评价反馈" }, ["r2"]], [{ text: "没有" }, []],
  ])("%o", (filter, ids) => expect(RECTS.filter((row) => inLedger(row, { ...NO_RECT_FILTER, ...filter })).map((row) => row.id)).toEqual(ids));
  it.each([["r1", "已过 3 天"], ["r2", "7 天后"], ["r3", "无期限"], ["r4", "05-08 办结"]])("%s stands at %s", (id, said) => expect(standingOf(RECTS.find((row) => row.id === id)!, 2026)).toBe(said));
});

describe("the ledger", () => {
  it("opens with the overdue one and says what is wrong by shape, colour and word (rule 5)", async () => {
    const { app } = await open("/rectify");
    expect(app.get(".screen-head").text()).toContain("1 件已过期限");
    expect(rows().map((each) => each.get("td b").text())).toEqual(["河道保洁 · 7月", "乡村振兴衔接资金（产业） · 6月", "单位整体"]);
    expect(rows()[0]!.get("svg").classes()).toContain("red");
    expect(rows()[0]!.get("svg").attributes("aria-label")).toBe("已过期限");
    expect(shown()).toBe("河道保洁 · 7月");
    expect(app.get("aside").text()).toContain("依据：且末县预算绩效运行监控办法 第十二条");
  });
  it("rule 16: arrows walk, Enter goes to the first empty field", async () => {
    const { press } = await open("/rectify");
    await press("ArrowDown");
    expect(shown()).toContain("乡村振兴");
    await press("End");
    expect(shown()).toBe("单位整体");
    await press("ArrowUp", { isComposing: true });
    expect(shown()).toBe("单位整体");
    await press("Enter");
    expect(document.activeElement?.getAttribute("data-path")).toBe("/rectifications/r3/cause");
  });
  it("filters open and closed; what is shown at the right is always in the list", async () => {
    const { button } = await open("/rectify");
    await button("已办结").trigger("click");
    expect(rows()).toHaveLength(1);
    expect(shown()).toContain("乡村振兴衔接资金（产业） · 3月");
    expect(field("r4", "measure").attributes("readonly")).toBeDefined();
    await button("全部").trigger("click");
    expect(rows()).toHaveLength(4);
  });
  it("rule 4: each finished field is saved at once; refused text stays in its field with the reason", async () => {
    const { app, asked, settle } = await open("/rectify", {
      "edit.cell": ({ path, text }) => {
        if (text === "月底") throw { code: "EDIT-DATE", message: "“月底”不是日期，请写成 2026-09-30。", field: path };
        return { changed: ["rectification"], label: "修改整改措施", saved_at: "14:33" };
      },
    });
    const lists = asked("rectify.list").length;
    await field("r1", "measure").setValue("按合同进度支付");
    await field("r1", "measure").trigger("blur");
    await settle();
    expect(asked("edit.cell")).toEqual([{ path: "/rectifications/r1/measure", text: "按合同进度支付" }]);
    expect(asked("rectify.list").length).toBeGreaterThan(lists);
    await field("r1", "due").setValue("月底");
    await field("r1", "due").trigger("keydown", { key: "Enter" });
    await settle();
    expect(field("r1", "due").element).toHaveProperty("value", "月底");
    expect(app.get("aside .why").text()).toContain("请写成 2026-09-30");
    expect(field("r1", "due").attributes("aria-invalid")).toBe("true");
  });
  it("offers the outcomes that the program names", async () => {
    const { app, asked, settle } = await open("/rectify");
    expect(field("r1", "outcome").findAll("option").map((each) => each.text())).toEqual(["请选择", "纠偏", "调整", "暂缓", "停止", "调减", "收回", "追责"]);
    await app.get("aside select").setValue("调减");
    await settle();
    expect(asked("edit.cell")).toEqual([{ path: "/rectifications/r1/outcome", text: "调减" }]);
  });
  it("says what closing still needs, and does not close before", async () => {
    const { app, asked, button, press, settle } = await open("/rectify", { "history.list": () => ({ rows: [], undo: "办结", redo: null }) });
    expect(app.get("aside").text()).toContain("办结还差：整改措施、处理结果、整改结果");
    const close = () => app.findAll("aside .end button")[0]!;
    expect(close().attributes("disabled")).toBeDefined();
    await press("ArrowDown");
    expect(app.get("aside").text()).toContain("材料齐了");
    await close().trigger("click");
    await settle();
    expect(asked("rectify.close")).toEqual([{ id: "r2" }]);
    expect(app.get(".done").text()).toContain("已办结：乡村振兴衔接资金（产业） · 6月。");
    await button("撤销").trigger("click");
    await settle();
  });
  it("shows why closing failed, beside its button", async () => {
    const { app, settle, press } = await open("/rectify", {
      "rectify.close": () => {
        throw { code: "RECT-OPEN", message: "还没有佐证材料，请先添加再办结。" };
      },
    });
    await press("ArrowDown");
    await app.get("aside .end button").trigger("click");
    await settle();
    expect(app.get("aside [role=alert].note").text()).toContain("请先添加再办结");
  });
  it("opens a closed one again", async () => {
    const { asked, button, settle } = await open("/rectify");
    await button("已办结").trigger("click");
    await button("重新打开").trigger("click");
    await settle();
    expect(asked("rectify.reopen")).toEqual([{ id: "r4" }]);
  });
  it("rule 14: deletes by name, with a way back", async () => {
    const { app, asked, button, settle } = await open("/rectify");
    await button("删除这件整改（可撤销）").trigger("click");
    await settle();
    expect(asked("rectify.delete")).toEqual([{ id: "r1" }]);
    expect(app.get(".done").text()).toContain("已删除整改“河道保洁 · 7月”。");
    expect(app.get(".done").text()).toContain("撤销");
  });
  it("draws 200 at once and says when none fits", async () => {
    const { app, button } = await open("/rectify", { "rectify.list": () => manyRects(200) });
    expect(rows()).toHaveLength(150);
    await app.get(".filters input").setValue("没有这个词");
    expect(app.text()).toContain("没有没办完的整改");
    await button("全部").trigger("click");
    expect(app.text()).toContain("没有符合条件的整改");
  });
  it("empty, says what will come here", async () => {
    const { app } = await open("/rectify", { "rectify.list": () => [] });
    expect(app.text()).toContain("2026 年度没有整改事项");
    expect(app.find("a[href='#/monitor']").exists()).toBe(true);
  });
  it("only reading, every field is locked", async () => {
    const { button } = await open("/rectify", { "store.current": () => ({ ...STORE, read_only: true }) });
    expect(field("r1", "problem").attributes("readonly")).toBeDefined();
    expect(button("登记整改").attributes("disabled")).toBeDefined();
    expect(() => button("删除这件整改")).toThrow();
  });
});

describe("evidence", () => {
  it("lists what is there, and the fault of what is not", async () => {
    const { app } = await open("/rectify");
    const part = app.get("section[aria-label=佐证材料]");
    expect(part.text()).toContain("河道保洁整改通知.pdf");
    expect(part.text()).toContain("0.8 MB · 2026-08-20 · 填报人甲");
    expect(part.get("[role=alert]").text()).toContain("请从备份恢复");
    expect(rows()[0]!.text()).toContain("有缺失");
  });
  it("takes several files at once, and none when the choice is given up", async () => {
    const { asked, button, settle } = await open("/rectify");
    await button("添加文件").trigger("click");
    await settle();
    expect(asked("evidence.add")).toEqual([]);
    chosen.push(["D:\\a.pdf", "D:\\b.jpg"]);
    await button("添加文件").trigger("click");
    await settle();
    expect(asked("evidence.add")).toEqual([{ owner: "/rectifications/r1", files: ["D:\\a.pdf", "D:\\b.jpg"] }]);
  });
  it("saves a copy elsewhere and says where; removes with a way back", async () => {
    const { app, asked, button, settle } = await open("/rectify");
    chosen.push("E:\\通知.pdf");
    await button("另存“河道保洁整改通知.pdf”").trigger("click");
    await settle();
    expect(asked("evidence.save")).toEqual([{ id: "e1", file: "E:\\通知.pdf" }]);
    expect(app.text()).toContain("已另存为 E:\\通知.pdf");
    await button("移除“河道保洁整改通知.pdf”").trigger("click");
    await settle();
    expect(asked("evidence.remove")).toEqual([{ id: "e1" }]);
    expect(app.get(".done").text()).toContain("已移除佐证“河道保洁整改通知.pdf”。");
  });
});

describe("opening one by hand", () => {
  it("for the unit as a whole; the new one is then filled in", async () => {
    const { app, asked, button, settle } = await open("/rectify");
    await button("登记整改").trigger("click");
    await app.get("form.open input").setValue("公务接待台账缺审批单。");
    await app.get("form.open").trigger("submit");
    await settle();
    expect(asked("rectify.open")).toEqual([{ opener: "hand", problem: "公务接待台账缺审批单。" }]);
    expect(app.find("form.open").exists()).toBe(false);
    expect(document.activeElement?.getAttribute("data-path")).toBe("/rectifications/r1/measure");
  });
  it("from a project's month, by the finance side's feedback on its day", async () => {
    const { app, asked, button, router, settle } = await open("/rectify?new=1&project=p2&month=7");
    expect(router.currentRoute.value.fullPath).toBe("/rectify");
    await app.get("form.open input").setValue("支出进度偏慢。");
    await app.findAll("form.open select")[2]!.setValue("feedback");
    expect(button("登记").attributes("disabled")).toBeUndefined();
    expect(app.get("form.open button[type=submit]").attributes("disabled")).toBeDefined();
    await app.get("form.open input[placeholder='2026-09-10']").setValue("2026-08-05");
    await app.get("form.open").trigger("submit");
    await settle();
    expect(asked("rectify.open")).toEqual([{ opener: "feedback", problem: "支出进度偏慢。", project: "p2", month: 7, feedback_on: "2026-08-05" }]);
  });
  it("by a rule it needs the project's month, and not the problem, which the rule says", async () => {
    const { app, asked, settle } = await open("/rectify?new=1&project=p2");
    await app.findAll("form.open select")[2]!.setValue("deviation");
    expect(app.get("form.open").text()).toContain("请选择项目和月份");
    await app.findAll("form.open select")[1]!.setValue("7");
    await app.get("form.open").trigger("submit");
    await settle();
    expect(asked("rectify.open")).toEqual([{ opener: "deviation", problem: "", project: "p2", month: 7 }]);
  });
  it("is led to: a project's, one of them, one of its fields", async () => {
    const { app, button, router, settle } = await open("/rectify?project=p6");
    expect(rows()).toHaveLength(2);
    await button("清除").trigger("click");
    await router.push("/rectify?at=/rectifications/r4/result");
    await settle();
    expect(shown()).toContain("3月");
    await router.push("/rectify?at=/rectifications/r2/result");
    await settle();
    expect(document.activeElement?.getAttribute("data-path")).toBe("/rectifications/r2/result");
    expect(app.find("aside").exists()).toBe(true);
  });
});

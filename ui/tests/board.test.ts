// The month board, beginning a month, and the head's one page with its report. Each test names the rule that it holds.
import { afterEach, describe, expect, it, vi } from "vitest";
import { boardMove, cellWords, nextOf, NO_BOARD_FILTER, onBoard, widthsFor, type BoardFilter, type Place } from "../src/screens/monitor/board";
import { monthOf, periodOf, spanOf } from "../src/screens/monitor/month";
import { chosen, HOME, STORE } from "./fake";
import { BOARD, FRESH_BOARD, manyMonths, NO_BOARD } from "./fake-board";
import { open as start, type Window } from "./mount";

let window_: Window;
const open = async (...given: Parameters<typeof start>): Promise<Window> => (window_ = await start(...given));
afterEach(() => {
  window_?.end();
  chosen.length = 0;
});

const names = (): string[] => window_.app.findAll("tr[data-row] th").map((each) => each.text());
const active = (): string => window_.app.get("input.keys").attributes("aria-activedescendant") ?? "";
const cell = (project: string, month: number) => window_.app.get(`#board-${project}-${month}`);

describe("months", () => {
  it.each<[string | undefined, number | undefined]>([["7", 7], ["12", 12], ["0", undefined], ["13", undefined], ["M07", undefined], ["07", undefined], ["", undefined], [undefined, undefined]])(
    "an address %s names month %s", (text, month) => expect(monthOf(text)).toBe(month));
  it.each([[1, "M01", "1月"], [7, "M07", "1—7月"], [12, "M12", "1—12月"]])("month %i is %s and %s", (month, period, span) => expect([periodOf(month), spanOf(month)]).toEqual([period, span]));
});

describe("keys of a grid (rule 1)", () => {
  const at: Place = { row: 3, month: 7 };
  it.each<[string, object, Place | null]>([
    ["ArrowLeft", {}, { row: 3, month: 6 }], ["ArrowRight", {}, { row: 3, month: 8 }], ["ArrowUp", {}, { row: 2, month: 7 }], ["ArrowDown", {}, { row: 4, month: 7 }],
    ["Home", {}, { row: 3, month: 1 }], ["End", {}, { row: 3, month: 12 }], ["Home", { ctrlKey: true }, { row: 0, month: 7 }], ["End", { ctrlKey: true }, { row: 9, month: 7 }],
    ["PageDown", {}, { row: 9, month: 7 }], ["a", {}, null], ["ArrowDown", { altKey: true }, null], ["ArrowDown", { isComposing: true }, null], ["ArrowLeft", { keyCode: 229 }, null],
  ])("%s %o", (key, more, to) => expect(boardMove({ key, ...more }, at, 10)).toEqual(to));
  it("stays within the year, and goes nowhere in an empty board", () => {
    expect(boardMove({ key: "ArrowLeft" }, { row: 0, month: 1 }, 3)).toEqual({ row: 0, month: 1 });
    expect(boardMove({ key: "ArrowRight" }, { row: 0, month: 12 }, 3)).toEqual({ row: 0, month: 12 });
    expect(boardMove({ key: "ArrowDown" }, { row: -1, month: 4 }, 0)).toBeNull();
    expect(boardMove({ key: "ArrowDown" }, { row: -1, month: 4 }, 3)).toEqual({ row: 0, month: 4 });
  });
});

describe("what is shown", () => {
  const count = (filter: Partial<BoardFilter>, month = 7): string[] => BOARD.rows.filter((row) => onBoard(row, { ...NO_BOARD_FILTER, ...filter }, month)).map((row) => row.id);
  it.each<[Partial<BoardFilter>, string[]]>([
    [{}, ["p1", "p2", "p3", "p4", "p5", "p6"]], [{ text: " 河道 " }, ["p2"]], [{ text: "t0000p5" }, ["p5"]], [{ lamp: "red" }, ["p2"]], [{ lamp: "blue" }, ["p4"]],
    [{ incomplete: true }, ["p2", "p3", "p6"]], [{ rectify: true }, ["p2", "p6"]], [{ flag: "衔接资金" }, ["p6"]], [{ rectify: true, lamp: "red" }, ["p2"]], [{ text: "没有" }, []],
  ])("%o", (filter, ids) => expect(count(filter)).toEqual(ids));
  it("the lamp of the money is another one than the lamp of the whole", () => {
    const of = (lamp: "red" | "green", shown: "lamp" | "money"): string[] => BOARD.rows.filter((row) => onBoard(row, { ...NO_BOARD_FILTER, lamp }, 4, shown)).map((row) => row.id);
    expect([of("red", "lamp"), of("red", "money")]).toEqual([[], ["p6"]]);
    expect([of("green", "lamp"), of("green", "money")]).toEqual([["p1", "p2", "p3", "p5"], ["p1", "p2", "p3", "p4", "p5"]]);
  });
  it("says a cell in words, completeness and what nobody confirmed among them", () => {
    expect(cellWords(null)).toEqual(["还没有记录"]);
    expect(cellWords(BOARD.rows[1]!.cells[6]!)).toEqual(["综合预警", "支出预警", "执行率 21.40%", "已填 9/12", "编制中"]);
    expect(cellWords(BOARD.rows[2]!.cells[6]!)).toContain("3 格沿用上月、还没有核实");
  });
  it("what is next: begin, fill in, file, done", () => {
    const head = BOARD.months[6]!;
    expect(nextOf(head)).toBe("start");
    expect(nextOf({ ...head, recorded: 6 })).toBe("fill");
    expect(nextOf({ ...head, recorded: 6, complete: 6, sealed: 2 })).toBe("file");
    expect(nextOf({ ...head, recorded: 6, complete: 6, sealed: 6 })).toBe("done");
    expect(nextOf({ ...head, recorded: 6, complete: 6, sealed: 0, round: false })).toBe("done");
  });
  it("rule 16: twelve equal months find room at 1366 in the largest text; the amount goes first", () => {
    const sum = (width: number): number => {
      const { month, amount } = widthsFor(width);
      return 12 * month + (amount ? 8 : 0) + 2.6 + 12;
    };
    for (const width of [59, 65, 74, 84, 120]) expect(sum(width)).toBeLessThanOrEqual(width);
    expect(widthsFor(59)).toEqual({ amount: false, month: 3.4 });
    expect(widthsFor(84).amount).toBe(true);
    expect(widthsFor(0)).toEqual({ amount: true, month: 5.2 });
  });
});

describe("the board", () => {
  it("leads with what is due and the document that says so, its verb at the right", async () => {
    const { app, button } = await open("/monitor");
    const due = app.get("section.due");
    expect(due.text()).toContain("7月绩效运行监控，2026年8月10日前完成，还有 3 天");
    expect(due.text()).toContain("且末县预算绩效运行监控办法 第九条");
    await button("去建立").trigger("click");
    expect(app.find("form.start").exists()).toBe(true);
    window_.end();
    const none = await open("/monitor", { "monitor.board": () => ({ ...BOARD, due: "", source: "" }) });
    expect(none.app.get("section.due").text()).toContain("要报的各轮监控都已填齐");
    window_.end();
    const free = await open("/monitor", { "monitor.board": () => ({ ...BOARD, due: "", source: "", months: BOARD.months.map((head) => ({ ...head, round: false })) }) });
    expect(free.app.get("section.due").text()).toContain("没有定报送期限");
    window_.end();
    const whole = { ...BOARD, months: BOARD.months.map((head) => ({ ...head, recorded: 6 })) };
    const again = await open("/monitor", { "monitor.board": () => whole });
    const push = vi.spyOn(again.router, "push");
    await again.button("去填写").trigger("click");
    expect(push.mock.lastCall).toEqual(["/monitor/p2/7"]);
  });
  it("rule 5: lamps by shape and colour, what is not filled in by its numbers, what was copied by a corner", async () => {
    const { app } = await open("/monitor");
    expect(cell("p2", 7).get("svg.lamp").classes()).toContain("red");
    expect(cell("p2", 7).text()).toBe("9/12");
    await cell("p2", 7).trigger("mouseover");
    expect(cell("p2", 7).attributes("title")).toBe(cell("p2", 7).attributes("aria-label"));
    expect(cell("p2", 7).attributes("aria-label")).toBe("河道保洁 7月：综合预警，支出预警，执行率 21.40%，已填 9/12，编制中");
    expect(cell("p3", 7).classes()).toContain("copied");
    expect(cell("p4", 7).get("svg.lamp").classes()).toContain("blue");
    expect(cell("p1", 1).text()).toBe("✓");
    expect(cell("p5", 7).text()).toBe("·");
    expect(new Set(app.findAll(".filters svg.lamp path").map((each) => each.attributes("d"))).size).toBe(4);
  });
  it("says at each month's head how far it is", async () => {
    const { app } = await open("/monitor");
    const july = app.findAll("button.head")[6]!;
    expect(july.attributes("title")).toBe("7月（须上报）：已建立 4/6，填完 2，预警 1，关注 0，正常 2，超前 1，已上报 0");
    expect(july.text()).toContain("4/6");
    expect(july.attributes("aria-pressed")).toBe("true");
    expect(july.text()).not.toContain("须报");
  });
  it("marks the month that is filed where only some are", async () => {
    const { app } = await open("/monitor", { "monitor.board": () => ({ ...BOARD, months: BOARD.months.map((head) => ({ ...head, round: head.month === 7 })) }) });
    expect(app.findAll("button.head").filter((each) => each.text().includes("须报")).map((each) => each.get("b").text())).toEqual(["7月"]);
  });
  it("rule 1: arrows move over projects and months, Enter opens the month, Space selects", async () => {
    const { app, press, router } = await open("/monitor");
    expect(document.activeElement).toBe(app.get("input.keys").element);
    await press("ArrowDown");
    await press("ArrowDown");
    await press("ArrowLeft");
    expect(active()).toBe("board-p2-6");
    expect(app.get("footer").text()).toContain("河道保洁");
    expect(app.get("footer").text()).toContain("1—6月 · 综合预警 · 支出预警");
    await press(" ");
    await press("ArrowDown", { shiftKey: true });
    expect(app.get("footer").text()).toContain("已选 2 个");
    await press("a", { ctrlKey: true });
    expect(app.get("footer").text()).toContain("已选 6 个");
    await press("Escape");
    const push = vi.spyOn(router, "push");
    await press("Enter");
    expect(push.mock.lastCall).toEqual(["/monitor/p3/6"]);
  });
  it("rule 2: no key acts while an input method composes; what it has finished finds the project", async () => {
    const { app, press } = await open("/monitor");
    await press("ArrowDown", { isComposing: true });
    expect(active()).toBe("");
    const box = app.get<HTMLInputElement>("input.keys");
    box.element.value = "农村";
    await box.trigger("compositionstart");
    await box.trigger("input", { isComposing: true });
    expect(active()).toBe("");
    await box.trigger("compositionend");
    await box.trigger("input");
    expect(active()).toBe("board-p3-7");
  });
  it("a click stands on the cell, a double click opens it", async () => {
    const { router } = await open("/monitor");
    await cell("p4", 5).trigger("click");
    expect(active()).toBe("board-p4-5");
    const push = vi.spyOn(router, "push");
    await cell("p4", 5).trigger("dblclick");
    expect(push.mock.lastCall).toEqual(["/monitor/p4/5"]);
  });
  it("narrows by lamp, by what the month lacks, by rectification and by text", async () => {
    const { app, button } = await open("/monitor");
    await button("预警").trigger("click");
    expect(names()).toEqual([expect.stringContaining("河道保洁")]);
    expect(app.get(".screen-head").text()).toContain("显示 1 / 6 个项目");
    await button("清除筛选").trigger("click");
    const [incomplete, rectify] = app.findAll(".filters input[type=checkbox]");
    expect(app.get(".filters").text()).toContain("7月没填完（3）");
    await incomplete?.setValue(true);
    expect(names()).toHaveLength(3);
    await rectify?.setValue(true);
    expect(names()).toHaveLength(2);
    await app.get(".filters input[type=search]").setValue("没有这个");
    expect(app.text()).toContain("没有符合筛选条件的项目");
  });
  it("shows the money's lamp or the rate instead", async () => {
    const { app } = await open("/monitor");
    const show = app.findAll(".filters select").at(-1)!;
    await show.setValue("money");
    expect(cell("p4", 7).get("svg.lamp").classes()).toContain("green");
    await show.setValue("rate");
    expect(cell("p2", 7).text()).toBe("21.40");
  });
  it("leads to payments, the three-way check, the whole unit, the head's page and filing, of the month that is looked at", async () => {
    const { app } = await open("/monitor");
    await app.findAll("button.head")[4]!.trigger("click");
    const links = app.findAll(".screen-head a").map((each) => each.attributes("href"));
    expect(links).toEqual(["#/monitor/ledger", "#/monitor/check/5", "#/monitor/unit", "#/monitor/summary/5", "#/submit?kind=monitor&period=M05"]);
  });
  it("keeps month, filter and place while one works elsewhere", async () => {
    const { app, button, router, settle } = await open("/monitor");
    await cell("p2", 5).trigger("click");
    await button("关注").trigger("click");
    await router.push("/settings");
    await settle();
    await router.push("/monitor");
    await settle();
    expect(active()).toBe("board-p2-5");
    expect(button("关注").attributes("aria-pressed")).toBe("true");
    expect(app.findAll("button.head")[4]!.attributes("aria-pressed")).toBe("true");
  });
  it("is led to from elsewhere with a month and what it lacks", async () => {
    const { app, router } = await open("/monitor?month=6&incomplete=1");
    expect(router.currentRoute.value.fullPath).toBe("/monitor");
    expect(app.text()).toContain("6月没填完");
    expect(app.text()).toContain("没有符合筛选条件的项目");
  });
  it("draws only what is in sight of 400 projects", async () => {
    const { app } = await open("/monitor", { "monitor.board": () => manyMonths(400) });
    expect(app.findAll("tr[data-row]").length).toBeLessThanOrEqual(60);
    expect(app.get("table[role=grid]").attributes("aria-rowcount")).toBe("401");
  });
  it("without projects says what comes first", async () => {
    const { app } = await open("/monitor", { "monitor.board": () => NO_BOARD });
    expect(app.text()).toContain("2026 年度还没有可以监控的项目");
    expect(app.find("a[href='#/projects/import']").exists()).toBe(true);
  });
  it("in a year before its first record stands whole, and offers to begin", async () => {
    const { app, button } = await open("/monitor", { "monitor.board": () => FRESH_BOARD });
    expect(names()).toHaveLength(6);
    await button("去建立").trigger("click");
    expect(app.get<HTMLInputElement>("form.start input[type=radio][value=true]").element.disabled).toBe(true);
    expect(app.get("form.start").text()).toContain("还没有建立的 6 个项目");
  });
  it("a failure is said in its place", async () => {
    const { app } = await open("/monitor", {
      "monitor.board": () => {
        throw { code: "STORE-READ", message: "数据读不出来，请重试。" };
      },
    });
    expect(app.get("[role=alert]").text()).toContain("数据读不出来");
  });
  it("what is overdue is red by shape, colour and word, and its verb is the first thing to do", async () => {
    const { app, button } = await open("/monitor", { "monitor.board": () => ({ ...BOARD, due: "7月绩效运行监控，2026年8月10日前完成，已过 90 天" }) });
    expect(app.get(".due svg").attributes("aria-label")).toBe("已过期限");
    expect(button("去建立").classes()).toContain("primary");
    expect(button("建立7月记录").classes()).not.toContain("primary");
  });
  it("only reading, offers nothing that writes", async () => {
    const { button } = await open("/monitor", { "store.current": () => ({ ...STORE, read_only: true }) });
    expect(button("建立7月记录").attributes("disabled")).toBeDefined();
    expect(() => button("去建立")).toThrow();
  });
});

describe("beginning a month", () => {
  it("for all that lack it, as a copy of the month before; refusals are named and it can be undone (rule 14)", async () => {
    const { app, asked, button, settle } = await open("/monitor", { "history.list": () => ({ rows: [], undo: "建立7月监控", redo: null }) });
    await button("建立7月记录").trigger("click");
    expect(app.get("form.start").text()).toContain("沿用6月");
    expect(app.get("form.start").element.contains(document.activeElement)).toBe(true);
    expect(button("建立 2 个项目的记录").attributes("disabled")).toBeUndefined();
    await app.get("form.start").trigger("submit");
    await settle();
    expect(asked("monitor.start")).toEqual([{ projects: [], month: 7, copy: true }]);
    expect(app.get(".done").text()).toContain("已为 1 个项目建立 1—7月监控记录；1 个没有建立：");
    expect(app.get(".done li").text()).toContain("绩效目标还没有审定");
    expect(asked("monitor.board")).toHaveLength(2);
    expect(document.activeElement).toBe(app.get("input.keys").element);
    await app.get(".done .link").trigger("click");
    await settle();
    expect(asked("edit.undo")).toHaveLength(1);
  });
  it("for the chosen ones, blank", async () => {
    const { app, asked, button, press, settle } = await open("/monitor");
    await press("ArrowDown");
    await press(" ");
    await press("ArrowDown", { shiftKey: true });
    await button("建立7月记录").trigger("click");
    await app.get("form.start input[type=radio][value=false]").setValue();
    await app.get("form.start").trigger("submit");
    await settle();
    expect(asked("monitor.start")).toEqual([{ projects: ["p1", "p2"], month: 7, copy: false }]);
    expect(app.find("footer b").text()).not.toContain("已选");
  });
  it("printing takes the chosen projects that have that month's record", async () => {
    const { app, asked, button, press, settle } = await open("/monitor");
    await press("a", { ctrlKey: true });
    await button("打印7月监控表").trigger("click");
    await settle();
    expect(app.get("aside").text()).toContain("打印 4 个项目");
    chosen.push("E:\\表");
    await button("选择文件夹并保存").trigger("click");
    await settle();
    expect(asked("print.batch")).toEqual([expect.objectContaining({ projects: ["p1", "p2", "p3", "p4"], month: 7, form: "monitor-136" })]);
    expect(app.find("aside").exists()).toBe(false);
    expect(app.get(".done").text()).toContain("已保存 5 份表格");
  });
  it("Ctrl+K offers it and what else monitoring can do", async () => {
    const { app, press, settle } = await open("/home");
    await press("k", { ctrlKey: true });
    const words = app.findAll("#search-list .hit .title").map((each) => each.text());
    for (const word of ["去“运行监控”", "去“整改台账”", "建立监控记录", "导入支付", "三方核对", "部门整体监控", "月度汇总和监控报告", "登记整改"]) expect(words).toContain(word);
    await app.findAll("#search-list .hit").find((each) => each.text().includes("建立监控记录"))!.trigger("click");
    await settle();
    expect(app.find("form.start").exists()).toBe(true);
  });
});

describe("the head's page", () => {
  it("is previewed as it is saved, for the month that is due if none is named", async () => {
    const { app, asked, router } = await open("/monitor/summary");
    expect(router.currentRoute.value.path).toBe("/monitor/summary/7");
    expect(app.get("h1").text()).toBe("月度汇总");
    expect(asked("print.preview")).toEqual([{ project: "", month: 7, form: "monitor-summary" }]);
  });
  it("follows the chosen month and saves PDF", async () => {
    const { app, asked, button, settle } = await open("/monitor/summary/7");
    await app.get("select[aria-label=月份]").setValue("6");
    await settle();
    expect(asked("print.preview").at(-1)).toEqual({ project: "", month: 6, form: "monitor-summary" });
    chosen.push("E:\\汇总.pdf");
    await button("存为 PDF").trigger("click");
    await settle();
    expect(asked("print.save")).toEqual([expect.objectContaining({ project: "", month: 6, file: "E:\\汇总.pdf" })]);
  });
  it("makes the report and says where it is (rule 14: no message that flies past)", async () => {
    const { app, asked, button, settle } = await open("/monitor/summary/7");
    chosen.push("E:\\监控报告.docx");
    await button("生成监控报告").trigger("click");
    await settle();
    expect(asked("report.monitor")).toEqual([{ month: 7, file: "E:\\监控报告.docx" }]);
    expect(app.get("[aria-label=监控报告的位置]").element).toHaveProperty("value", "E:\\监控报告.docx");
    expect(app.text()).toContain("1—7月监控报告已保存");
  });
});

it("counts what is overdue at the areas where it is done", async () => {
  const due = HOME.dues[0]!;
  const dues = [{ ...due, route: "/monitor?month=10" }, { ...due, route: "/rectify?id=r1" }, { ...due, route: "/rectify?id=r2" }, { ...due, lamp: "yellow" as const, route: "/rectify" }];
  const { app } = await open("/home", { "home.overview": () => ({ ...HOME, dues }) });
  const counts = Object.fromEntries(app.findAll("nav.areas a").map((each) => [each.get(".grow").text(), each.find(".count").exists() ? each.get(".count").text() : ""]));
  expect([counts["运行监控"], counts["整改台账"], counts["绩效目标"]]).toEqual(["1", "2", "3"]);
});

// The list of self-assessments, the report, evidence, rounds, publication, results and filing, against a stand-in program.
import { afterEach, describe, expect, it, vi } from "vitest";
import { beginnable, matches, NO_FILTER, stepsOf } from "../src/screens/selfeval/list";
import { inStanding } from "../src/screens/selfeval/results/public-rows";
import { evalsSentence } from "../src/screens/submit/period";
import { previewOf } from "../src/screens/print/places";
import { chosen, packageReport, STORE } from "./fake";
import { at, DISCLOSURE, LINES, listOf, manyEvaluations, NO_EVALUATIONS, PROOFS, REPORT } from "./fake-selfeval";
import { open as openWindow, type Window } from "./mount";

let win: Window;
async function open(...args: Parameters<typeof openWindow>): Promise<Window> {
  win = await openWindow(...args);
  return win;
}
const names = () => win.app.findAll("tbody#selfeval-rows tr[data-row] b:first-child").map((each) => each.text()).filter((each) => !/^[\d.—]+$/.test(each));
const active = () => win.app.get("input.keys").attributes("aria-activedescendant") ?? "";
const cell = (path: string) => win.app.get(`td[data-path="${path}"]`);
const box = () => win.app.get<HTMLTextAreaElement>("textarea.editor");

afterEach(() => win?.end());

describe("the list", () => {
  it("shows when it is due, the grades as a chart that is its own table, and the sums", async () => {
    const { app } = await open("/selfeval");
    expect(app.get("section[aria-label=自评的期限]").text()).toContain("2027 年 3 月 31 日前");
    expect(app.get("section[aria-label=自评的期限] svg").attributes("aria-label")).toBe("期限关注");
    expect(app.findAll("table.bars tbody tr").map((each) => each.text())).toEqual(["优1", "良1", "中0", "差1", "未评3"]);
    for (const each of ["平均分77.26", "806.00", "598.10", "74.21%"]) expect(app.get("dl.figures").text()).toContain(each);
    expect(names()).toEqual(["村级补助及运转经费", "河道保洁", "农村公路养护", "人居环境整治", "义务教育营养改善", "涉密工程"]);
    expect(app.get("#selfeval-p6").text()).toContain("涉密项目另行办理");
    expect(app.get("#selfeval-p1").text()).toContain("1 段过期");
    expect(app.get("#selfeval-p1").text()).toContain("缺 2");
  });
  it("what is not scored is blank", async () => {
    const { app } = await open("/selfeval");
    expect(app.findAll("#selfeval-p4 td").map((each) => each.text())).toEqual(["", "人居环境整治", "还没有填", "100.00", "—", "—", "—", "—", "", "— / —", "—"]);
  });
  it("rule 1: arrows move, Space and Shift select, Enter opens", async () => {
    const { app, press, router } = await open("/selfeval");
    expect(document.activeElement).toBe(app.get("input.keys").element);
    await press("ArrowDown");
    await press("ArrowDown");
    expect(active()).toBe("selfeval-p2");
    await press(" ");
    await press("ArrowDown", { shiftKey: true });
    expect(app.get("footer").text()).toContain("已选 2 个");
    const push = vi.spyOn(router, "push");
    await press("Enter");
    expect(push.mock.lastCall).toEqual(["/selfeval/p3"]);
  });
  it("rule 2: no key acts while an input method composes; what it has finished finds the project", async () => {
    const { app, press } = await open("/selfeval");
    await press("ArrowDown", { isComposing: true });
    expect(active()).toBe("");
    const keys = app.get<HTMLInputElement>("input.keys");
    keys.element.value = "农村";
    await keys.trigger("input", { isComposing: true });
    expect(active()).toBe("");
    await keys.trigger("input");
    expect(active()).toBe("selfeval-p3");
  });
  it("narrows by grade, state and what is lacking", async () => {
    const { app, button } = await open("/selfeval");
    await app.findAll("table.bars button").find((each) => each.text() === "未评")!.trigger("click");
    expect(names()).toEqual(["人居环境整治", "义务教育营养改善", "涉密工程"]);
    await button("清除筛选").trigger("click");
    await app.get("select[aria-label=状态]").setValue("已退回");
    expect(names()).toEqual(["农村公路养护"]);
    await button("清除筛选").trigger("click");
    await app.findAll(".filters input[type=checkbox]")[1]!.setValue(true);
    expect(names()).toEqual(["村级补助及运转经费"]);
    expect(app.get(".screen-head").text()).toContain("显示 1 / 6 个项目");
  });
  it("what is not filled in is counted, has a sum for now only, and asks for no proof", async () => {
    const part = LINES.map((row, n) => (n === 2 ? { ...row, total: "96.60", grade: "", filled: 9 } : n === 3 ? { ...row, exists: true, filled: 0 } : row));
    const { app } = await open("/selfeval", { "selfeval.list": () => listOf(part) });
    const line = (id: string): string => app.get(`#selfeval-${id}`).text();
    expect(line("p3")).toContain("暂计 96.60");
    expect(line("p3")).toContain("还有 5 项要填");
    expect(line("p4")).toContain("还有 14 项要填");
    expect(line("p4")).toContain("— / —");
    await app.findAll(".filters label").find((each) => each.text() === "没填齐（3）")!.get("input").setValue(true);
    expect(names()).toEqual(["村级补助及运转经费", "农村公路养护", "人居环境整治"]);
  });
  it("begins all that have none, and names those that cannot (rule 14: with a way back)", async () => {
    const { app, asked, button, settle } = await open("/selfeval", { "history.list": () => ({ rows: [], undo: "开始绩效自评", redo: null }) });
    await button("开始自评（2 个）").trigger("click");
    await settle();
    expect(asked("selfeval.start")).toEqual([{ projects: [] }]);
    expect(app.get(".done").text()).toContain("已为 2 个项目开始绩效自评；1 个没有开始：");
    await app.get(".done .link").trigger("click");
    await settle();
    expect(asked("edit.undo")).toHaveLength(1);
  });
  it("hands the chosen ones on in one step, and names those that could not go", async () => {
    const { app, asked, button, press, settle } = await open("/selfeval", {
      "selfeval.hand_on": () => ({ done: 1, refused: [{ project: "p2", name: "河道保洁", why: "已在复核" }], label: "送复核 1 个", saved_at: "14:33" }),
    });
    await press("ArrowDown");
    await press(" ");
    await press("ArrowDown", { shiftKey: true });
    expect(app.get("footer").findAll("button").map((each) => each.text())).toEqual(["送复核", "复核通过", "退回", "打印自评表…", "取消选择"]);
    await button("送复核").trigger("click");
    await settle();
    expect(asked("selfeval.hand_on")).toEqual([{ projects: ["p1", "p2"], to: "review" }]);
    expect(app.get(".done").text()).toContain("送复核 1 个。1 个没有办：");
    expect(app.get(".done li").text()).toContain("已在复核");
  });
  it("prints the chosen sheets, and the unit's lists from the menu", async () => {
    const { app, asked, button, press, settle } = await open("/selfeval");
    expect(app.findAll(".menu a").map((each) => each.text())).toEqual(["绩效自评汇总表", "结果应用建议清单", "部门评价清单"]);
    await press("a", { ctrlKey: true });
    await button("打印自评表").trigger("click");
    await settle();
    expect(app.get("aside").text()).toContain("打印 3 个项目（绩效自评表）");
    chosen.push("E:\\表");
    await button("选择文件夹并保存").trigger("click");
    await settle();
    expect(asked("print.batch")).toEqual([expect.objectContaining({ projects: ["p1", "p2", "p3"], form: "selfeval", folder: "E:\\表" })]);
  });
  it("the preview of one leads to printing all of them", async () => {
    const { app, router, settle } = await open("/print/selfeval?project=p1&back=/selfeval/p1");
    const all = app.findAll("a").find((each) => each.text() === "打印全部项目")!;
    expect(all.attributes("href")).toBe("#/selfeval?print=all");
    expect(app.text()).not.toContain("封装上报后才有包号");
    await router.push("/selfeval?print=all");
    await settle();
    expect(app.get("aside").text()).toContain("打印 3 个项目（绩效自评表）");
  });
  it("draws only what is in sight of 400, and says what comes first when there is none", async () => {
    const { app } = await open("/selfeval", { "selfeval.list": () => manyEvaluations(400) });
    expect(app.findAll("tr[data-row]").length).toBeLessThanOrEqual(60);
    win.end();
    const none = await open("/selfeval", { "selfeval.list": () => NO_EVALUATIONS });
    expect(none.app.text()).toContain("还没有可以自评的项目");
  });
  it("only reading, offers nothing that writes", async () => {
    const { button } = await open("/selfeval", { "store.current": () => ({ ...STORE, read_only: true }) });
    expect(button("开始自评").attributes("disabled")).toBeDefined();
  });
  it("Ctrl+K offers it, and Ctrl+P previews the list", async () => {
    const { app, press, router } = await open("/selfeval");
    await press("k", { ctrlKey: true });
    const words = app.findAll("#search-list .hit .title").map((each) => each.text());
    for (const word of ["去“绩效自评”", "开始绩效自评", "信息公开", "结果应用"]) expect(words).toContain(word);
    await press("Escape");
    await press("p", { ctrlKey: true });
    expect(router.currentRoute.value.path).toBe("/print/selfeval-summary");
  });
  it.each([
    ["/selfeval/p1", "/print/selfeval?project=p1&back=%2Fselfeval%2Fp1"],
    ["/selfeval/results", "/print/treatments?back=%2Fselfeval%2Fresults&word=%E7%BB%93%E6%9E%9C%E5%BA%94%E7%94%A8"],
    ["/selfeval/disclosure", null],
  ])("the preview of %s is %s", (path, preview) => {
    expect(previewOf(path, undefined)).toBe(preview);
  });
  it.each([
    [{ ...NO_FILTER, text: "河道" }, ["p2"]],
    [{ ...NO_FILTER, grade: "未评" }, ["p4", "p5", "p6"]],
    [{ ...NO_FILTER, lacks: ["must" as const, "stale" as const] }, ["p1"]],
    [{ ...NO_FILTER, text: "政策" }, ["p5"]],
  ])("filter %# keeps %s", (filter, ids) => {
    expect(LINES.filter((row) => matches(row, filter)).map((row) => row.id)).toEqual(ids);
  });
  it("knows what can be begun and done", () => {
    expect(beginnable(LINES).map((row) => row.id)).toEqual(["p4", "p5"]);
    expect(stepsOf(LINES).map((step) => step.to)).toEqual(["review", "reviewed", "back"]);
  });
});

describe("the report", () => {
  it("is begun from the data", async () => {
    const { asked, button, settle } = await open("/selfeval/p1/report", { "selfeval.report": () => ({ ...REPORT, begun: false, sections: [], stale: 0 }) });
    await button("生成初稿").trigger("click");
    await settle();
    expect(asked("selfeval.report_begin")).toEqual([{ id: "p1" }]);
  });
  it("shows chapters, what the data built, and where its numbers come from", async () => {
    const { app } = await open("/selfeval/p1/report");
    expect(app.findAll("nav.outline button").map((each) => each.get("span").text())).toEqual(["一、项目基本情况", "二、综合评价结论", "三、存在问题及原因"]);
    expect(app.findAll("li.part .chip").map((each) => each.text())).toEqual(["已过期", "自己写的", "来自数据，已改"]);
    expect(app.get("li.part details a").attributes("href")).toBe(`#/selfeval/p1?at=${at}/funds/fiscal/executed`);
  });
  it("a sentence whose number moved on is flagged with today's, to be taken or kept", async () => {
    const { app, asked, button, settle } = await open("/selfeval/p1/report");
    expect(app.get("li.part.stale .note").text()).toContain("执行率 77.84%");
    await app.get("li.part.stale .note button").trigger("click");
    await settle();
    await button("保留原文").trigger("click");
    await settle();
    expect(asked("selfeval.report_refresh").at(-1)).toEqual({ project: "p1", path: `${at}/report/a1/text` });
    expect(asked("selfeval.report_keep")).toEqual([{ path: `${at}/report/a1/text` }]);
  });
  it("all stale ones that nobody changed are taken at once", async () => {
    const { asked, button, settle } = await open("/selfeval/p1/report");
    await button("1 段都采用新句").trigger("click");
    await settle();
    expect(asked("selfeval.report_refresh")).toEqual([{ project: "p1" }]);
  });
  it("text is edited in place and saved when it is left", async () => {
    const { app, asked, settle } = await open("/selfeval/p1/report");
    const area = app.get<HTMLTextAreaElement>(`[data-path="${at}/report/a2/text"]`);
    await area.setValue("项目覆盖 8 个村（社区）。");
    await area.trigger("blur");
    await settle();
    expect(asked("edit.cell")).toEqual([{ path: `${at}/report/a2/text`, text: "项目覆盖 8 个村（社区）。" }]);
  });
  it("paragraphs are added, moved by keys, offered, and removed", async () => {
    const { app, asked, button, settle } = await open("/selfeval/p1/report");
    await button("加一段在后面：一、项目基本情况 第 1 段").trigger("click");
    await button("加入：执行率").trigger("click");
    await button("在“三、存在问题及原因”末尾加一段").trigger("click");
    await settle();
    expect(asked("selfeval.report_add")).toEqual([
      { project: "p1", section: "basics", after: `${at}/report/a1/text` }, { project: "p1", section: "conclusion", fact: "conclusion.cap" }, { project: "p1", section: "problems" },
    ]);
    await app.get(`[data-path="${at}/report/a2/text"]`).trigger("keydown", { key: "ArrowUp", altKey: true, shiftKey: true });
    await settle();
    expect(asked("selfeval.report_move")).toEqual([{ path: `${at}/report/a2/text`, by: -1 }]);
    expect(button("上移：一、项目基本情况 第 1 段").attributes("disabled")).toBeDefined();
    await button("删除：一、项目基本情况 第 2 段").trigger("click");
    await settle();
    expect(asked("selfeval.report_remove")).toEqual([{ path: `${at}/report/a2/text` }]);
  });
  it("is saved as Word or PDF, and says where", async () => {
    const { app, asked, button, settle } = await open("/selfeval/p1/report");
    chosen.push("E:\\自评报告.docx");
    await button("存为 Word").trigger("click");
    await settle();
    expect(asked("selfeval.report_save")).toEqual([{ project: "p1", file: "E:\\自评报告.docx" }]);
    expect(app.get("[aria-label=自评报告的位置]").element).toHaveProperty("value", "E:\\自评报告.docx");
    chosen.push("E:\\公开.pdf");
    await button("公开版 PDF").trigger("click");
    await settle();
    expect(asked("selfeval.report_save").at(-1)).toEqual({ project: "p1", file: "E:\\公开.pdf", public: true });
  });
  it("says that the sheet is not filled in before it says that all is well", async () => {
    const { app } = await open("/selfeval/p1/report", { "selfeval.report": () => ({ ...REPORT, stale: 0 }) });
    expect(app.get(".second .explain-ink").text()).toBe("自评表还有 5 处未填");
  });
  it("filed, it is read only", async () => {
    const { app } = await open("/selfeval/p1/report", { "selfeval.report": () => ({ ...REPORT, locked: true }) });
    expect(app.find(".acts .link").exists()).toBe(false);
    expect(app.get(`[data-path="${at}/report/a1/text"]`).attributes("readonly")).toBeDefined();
  });
});

describe("evidence", () => {
  it("lists the indicators with their files, begins at the first that lacks one, and tells the size", async () => {
    const { app, asked, button, settle } = await open("/selfeval/p1/evidence");
    expect(app.text()).toContain("2 份文件，共 3.2 MB，上限 50 MB");
    expect(app.text()).toContain("1 份不见了或变了");
    expect(app.get("aside h2").text()).toBe("保障村干部人数");
    chosen.push("E:\\证明.pdf");
    await button("添加文件").trigger("click");
    await settle();
    expect(asked("evidence.add")).toEqual([{ owner: `${at}/indicators/i2`, files: ["E:\\证明.pdf"] }]);
  });
  it("only what is missing or gone can be looked at; the keys walk", async () => {
    const { app, press } = await open("/selfeval/p1/evidence");
    await app.get("label input[type=checkbox]").setValue(true);
    expect(app.findAll("tbody tr").map((each) => each.get("b").text())).toEqual(["补助村（社区）数量", "保障村干部人数", "补助经费到位及时率"]);
    app.get<HTMLElement>("[role=grid]").element.focus();
    await press("ArrowDown");
    expect(app.get("aside h2").text()).toBe("补助经费到位及时率");
  });
  it("asks for nothing before anything is filled in", async () => {
    const bare = PROOFS.items.map((item) => ({ ...item, actual: "", missing: false, files: [] }));
    const { app } = await open("/selfeval/p1/evidence", { "selfeval.evidence": () => ({ ...PROOFS, missing: 0, faulty: 0, items: bare }) });
    expect(app.text()).toContain("填了实际完成值后显示缺哪些");
    expect(app.find("label input[type=checkbox]").exists()).toBe(false);
  });
  it("is led to from a row", async () => {
    const { app, router } = await open(`/selfeval/p1/evidence?of=${at}/indicators/i1`);
    expect(app.get("aside h2").text()).toBe("补助村（社区）数量");
    expect(app.get("aside [role=alert]").text()).toContain("已不在数据文件夹里");
    expect(router.currentRoute.value.fullPath).toBe("/selfeval/p1/evidence");
  });
});

describe("rounds", () => {
  it("the last is compared with now; each with the one before", async () => {
    const { app, asked, button, settle } = await open("/selfeval/p1/rounds");
    expect(asked("selfeval.round_diff")).toEqual([{ project: "p1", from: 2 }]);
    await button("第 2 轮与上一轮对照").trigger("click");
    await settle();
    expect(asked("selfeval.round_diff").at(-1)).toEqual({ project: "p1", from: 1, to: 2 });
    expect(app.text()).toContain("第 1 轮（94.00 分）→ 第 2 轮（91.50 分）");
    expect(app.text()).toContain("保障村干部人数 · 实际完成值");
  });
  it("two that are the same are said to be, and what was said with handing on stands with its round", async () => {
    const round = { round: 1, word: "复核通过并送审", at: "2027-03-02 14:32", person: "复核人乙", total: "94.00", note: "复核人乙：数已核" };
    const { app } = await open("/selfeval/p1/rounds", { "selfeval.rounds": () => [round], "selfeval.round_diff": () => ({ title: "第 1 轮→现在", rows: [] }) });
    expect(app.get("section[aria-live=polite]").text()).toContain("两轮内容相同");
    expect(app.get("table.plain").text()).toContain("复核人乙：数已核");
  });
});

describe("publication", () => {
  it("says what is demanded, by which document, by when, and what is masked", async () => {
    const { app } = await open("/selfeval/disclosure");
    expect(app.get(".lead").text()).toContain("占 42.10%，不到 50%");
    expect(app.get(".lead p").classes()).toContain("must");
    expect(cell(`${at}/due`).get("svg").attributes("aria-label")).toBe("关注");
    expect(cell(`${at}/masked`).text()).toBe("2 处");
    expect(cell(`${at}/published_on`).text()).toBe("待填");
    expect(cell("/projects/p4/selfeval/formed_on").classes()).toContain("fixed");
  });
  it("dates are typed into the table; beside it stands what the public version covers", async () => {
    const { app, asked, settle } = await open("/selfeval/disclosure");
    await cell(`${at}/published_on`).trigger("mousedown");
    await vi.waitFor(() => expect(app.get("aside").text()).toContain("村民×××反映"));
    expect(app.get("aside a").attributes("href")).toContain("#/print/selfeval-public?project=p1");
    await box().setValue("2027-03-20");
    await box().trigger("keydown", { key: "Enter" });
    await settle();
    expect(asked("edit.cell")).toEqual([{ path: `${at}/published_on`, text: "2027-03-20" }]);
  });
  it.each([["unformed", ["p4"]], ["open", ["p1"]], ["published", ["p2"]], ["all", ["p1", "p2", "p4"]]] as const)("%s shows %s", (which, ids) => {
    expect(DISCLOSURE.rows.filter((row) => inStanding(row, which)).map((row) => row.id)).toEqual(ids);
  });
});

describe("results", () => {
  it("proposes, takes a proposal by Ctrl+E or all at once, and wants a reason for another", async () => {
    const { app, asked, button, settle } = await open("/selfeval/results");
    expect(cell(`${at}/treatment`).get(".advice").text()).toBe("削减或取消");
    expect(cell("/projects/p2/selfeval/treatment_reason").text()).toBe("待说明");
    await cell(`${at}/treatment`).trigger("mousedown");
    await box().trigger("keydown", { key: "e", ctrlKey: true });
    await settle();
    expect(asked("edit.cell")).toEqual([{ path: `${at}/treatment`, text: "削减或取消" }]);
    await button("1 个都采用建议").trigger("click");
    await settle();
    expect(asked("edit.cells")).toEqual([{ what: "fill", cells: [{ path: `${at}/treatment`, text: "削减或取消" }] }]);
    expect(app.findAll("a").some((each) => each.attributes("href")?.startsWith("#/print/treatments"))).toBe(true);
  });
});

describe("filing (rule 18)", () => {
  it("self-assessments go into a package of their own, with what is not whole", async () => {
    const { app, asked, button, settle } = await open("/submit");
    await button("绩效自评").trigger("click");
    await settle();
    expect(asked("seal.plan").at(-1)).toEqual(expect.objectContaining({ kind: "selfeval" }));
    expect(app.text()).toContain("自评报告和佐证材料随表装入");
    expect(app.findAll("table.plain a").map((each) => each.attributes("href"))[0]).toContain("#/print/selfeval?project=p1");
  });
  it("a package that is read says what each self-assessment came to", async () => {
    const result = "自评 99.00 分，等级为“优”，有自评报告，佐证材料 2 份";
    const report = packageReport(true);
    const { app, button, settle } = await open("/submit/read", { "package.read": () => ({ ...report, projects: report.projects.map((each, n) => (n === 0 ? { ...each, result } : each)) }) });
    chosen.push("E:\\包.zip");
    await button("选择文件").trigger("click");
    await settle();
    expect(app.get("section[aria-label=核对结论] thead").text()).toContain("自评结果");
    expect(app.findAll("section[aria-label=核对结论] tbody tr").slice(0, 2).map((each) => each.findAll("td").at(-1)!.text())).toEqual([result, "—"]);
  });
  it("the search box leads to a self-assessment", async () => {
    const { app, press, router, settle } = await open("/home", { "search.run": () => [{ kind: "self_eval", id: "p1", title: "村级补助及运转经费 绩效自评", subtitle: "编制中", path: at }] });
    await press("k", { ctrlKey: true });
    await app.get<HTMLInputElement>("[role=search] input").setValue("cjbz");
    await vi.waitFor(() => expect(app.get("#search-list").text()).toContain("绩效自评"));
    await press("Enter");
    await settle();
    expect(router.currentRoute.value.path).toBe("/selfeval/p1");
  });
  it("one sentence says what is not whole", () => {
    expect(evalsSentence(LINES.slice(0, 1))).toBe("其中 1 个还没有填全，1 个自评报告有过期的段落，1 个缺佐证材料。");
    expect(evalsSentence(listOf(LINES).rows.slice(1, 2))).toBe("");
  });
});

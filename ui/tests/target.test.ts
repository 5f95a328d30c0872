// The target's screen against a stand-in program: UI rules 4, 6, 7, 8, 9, 12, 14 and 17.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { createPinia } from "pinia";
import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RemarkView } from "../src/api/gen";
import App from "../src/app/App.vue";
import { makeRouter } from "../src/app/router";
// The frame and screens are fetched when first shown; here they are at hand, so that no test waits for them.
import "../src/app/Frame.vue";
import "../src/screens/home/HomeScreen.vue";
import "../src/screens/target/TargetScreen.vue";
import { shiftBefore } from "../src/screens/target/use-rows";
import { installFake, ROWS, STORE, view, type Call } from "./fake";

const base = "/projects/p1/target/indicators";
let calls: Call[] = [];
let app: VueWrapper;
let router: ReturnType<typeof makeRouter>;

async function start(more: Parameters<typeof installFake>[0] = {}, at = "/target/p1"): Promise<void> {
  calls = installFake({ "store.current": () => STORE, ...more });
  router = makeRouter();
  await router.push(at);
  app = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), router] } });
  await flushPromises();
  await flushPromises();
}
const asked = (name: string) => calls.filter((each) => each.name === name).map((each) => each.payload);
const button = (text: string) => app.findAll("button").find((each) => each.text().includes(text));
const box = () => app.get<HTMLTextAreaElement>(".sheet textarea");
const cell = (at: string) => app.get(`td[data-at="${at}"]`);
async function click(text: string): Promise<void> {
  const found = button(text);
  if (!found) throw new Error(`no button ${text}`);
  await found.trigger("click");
  await flushPromises();
}
async function fill(at: string, text: string): Promise<void> {
  await cell(at).trigger("mousedown");
  await box().setValue(text);
  await box().trigger("keydown", { key: "Enter" });
  await flushPromises();
}
async function choose(at: string): Promise<void> {
  await cell(at).trigger("mousedown");
  await vi.advanceTimersByTimeAsync(300);
  await flushPromises();
}
async function paste(text: string): Promise<void> {
  const event = new Event("paste", { cancelable: true, bubbles: true });
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  Object.assign(event, { clipboardData });
  box().element.dispatchEvent(event);
  await flushPromises();
}
function refuse(error: { code: string; message: string; field?: string }): () => never {
  return () => {
    throw error;
  };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  app?.unmount();
  clearMocks();
  vi.useRealTimers();
  document.body.innerHTML = "";
});

describe("the screen", () => {
  it("rule 6: shows sums, sheet and findings; F8 walks through them and focuses the field", async () => {
    await start();
    expect(app.text()).toContain("还差 2");
    expect(app.findAll(".dock li")).toHaveLength(3);
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "F8" }));
    await flushPromises();
    expect(box().attributes("data-at")).toBe("5-5");
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "F8", shiftKey: true }));
    await flushPromises();
    expect((document.activeElement as HTMLTextAreaElement).value).toContain("保障 8 个村");
  });
  it("an address that names a cell leads to it, also within the project that is shown", async () => {
    await start({}, `/target/p1?at=${base}/i6/weight`);
    expect(box().attributes("data-at")).toBe("5-5");
    await router.push(`/target/p1?at=${base}/i2/name`);
    await flushPromises();
    await flushPromises();
    expect(box().attributes("data-at")).toBe("1-1");
  });
  it("rule 4: after a cell is saved only what changed is drawn: the lines of other findings and other fields stay", async () => {
    const [gone, ...left] = view().findings;
    const drawn = new Set<Node>();
    await start({ "project.get": () => (asked("edit.cell").length === 0 ? view() : { ...view(), findings: left, weight_gap: "还差 1" }) });
    const lines = app.findAll(".dock li").map((each) => each.element);
    const place = lines.findIndex((each) => each.textContent?.includes(gone?.text ?? "-"));
    const watcher = new MutationObserver((all) => all.forEach((each) => drawn.add(each.target)));
    watcher.observe(app.get(".parts").element, { subtree: true, childList: true, characterData: true, attributes: true });
    await fill("4-3", "97");
    expect(app.text()).toContain("还差 1");
    expect(app.findAll(".dock li").map((each) => each.element)).toEqual(lines.filter((_, index) => index !== place));
    expect([...drawn]).toEqual([]);
    watcher.disconnect();
  });
  it("rule 17: that it is being saved is said only when it takes a while", async () => {
    let saved = (): void => {};
    await start({ "edit.cell": (() => new Promise((done) => (saved = () => done({ changed: ["target"], label: "修改", saved_at: "14:40" })))) as never });
    const line = (): string => app.get("header [aria-live]").text();
    await fill("4-3", "97");
    expect(line()).toBe("✓ 已保存 14:32");
    await vi.advanceTimersByTimeAsync(300);
    expect(line()).toBe("正在保存…");
    saved();
    await flushPromises();
    expect(line()).toBe("✓ 已保存 14:40");
  });
  it("rule 6: F8 saves what is being typed", async () => {
    await start();
    await cell("4-3").trigger("mousedown");
    await box().setValue("97");
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "F8" }));
    await flushPromises();
    expect(asked("edit.cell")).toEqual([{ path: `${base}/i5/value`, text: "97" }]);
  });
  it("counts the goal's characters against what the pack tells", async () => {
    await start();
    expect(app.get(".goals .count").text()).toMatch(/^\d+ \/ 2000 字$/);
  });
  it("rule 12: totals of money are shown, not typed; the unit stands at the top right", async () => {
    await start();
    const money = app.get('section[aria-label="项目资金"]');
    expect(money.text()).toContain("单位：万元");
    expect(money.get("tr.total b").text()).toBe("202.64");
    expect(money.find("tr.total input").exists()).toBe(false);
    expect(money.findAll("input").map((each) => each.element.value)).toEqual(["202.64", "0", ""]);
    await money.findAll("input")[2]!.setValue("1.5");
    await money.findAll("input")[2]!.trigger("blur");
    await flushPromises();
    expect(asked("edit.cell")).toEqual([{ path: "/projects/p1/funds/annual/other", text: "1.5" }]);
  });
});

describe("rule 4: saving", () => {
  it("saves each finished cell at once and asks for the target anew", async () => {
    await start();
    await fill("4-3", "98");
    expect(asked("edit.cell")).toEqual([{ path: `${base}/i5/value`, text: "98" }]);
    expect(asked("project.get").length).toBeGreaterThan(1);
  });
  it("says when a change was not saved, and the text stays in its cell, also when another project was looked at", async () => {
    await start({ "edit.cell": refuse({ code: "STORE-READONLY", message: "数据文件夹只读，请换一个文件夹。" }) });
    await fill("4-3", "98");
    expect(app.get("header.top").text()).toContain("1 格没有保存");
    expect(app.get("[role=alert]").text()).toContain("数据文件夹只读");
    expect(cell("4-3").text()).toBe("98");
    expect(cell("4-3").classes()).toContain("bad");
    await router.push("/projects");
    await flushPromises();
    await router.push("/target/p1");
    await flushPromises();
    await flushPromises();
    expect(cell("4-3").text()).toBe("98");
    expect(cell("4-3").attributes("title")).toContain("数据文件夹只读");
  });
  it("a word that the list does not know stays in its cell with the reason, without a notice", async () => {
    await start({ "edit.cell": refuse({ code: "APP-CHOICE", message: "“约”不是可选的计算符号", field: `${base}/i5/sign` }) });
    await fill("4-2", "约");
    expect(cell("4-2").text()).toBe("约");
    expect(cell("4-2").attributes("title")).toContain("不是可选的计算符号");
    expect(app.find("[role=alert]").exists()).toBe(false);
    await choose("4-2");
    expect(app.get('[aria-label="当前单元格"]').text()).toContain("不是可选的计算符号");
    await click("放弃这段文字");
    expect(cell("4-2").text()).toBe("≥");
  });
  it("keeps what is being typed beside the data a moment after the last key, and drops it when it is finished or given up", async () => {
    await start();
    await cell("4-3").trigger("mousedown");
    for (const text of ["9", "97"]) await box().setValue(text);
    expect(asked("draft.keep")).toEqual([]);
    await vi.advanceTimersByTimeAsync(600);
    expect(asked("draft.keep")).toEqual([{ path: `${base}/i5/value`, text: "97" }]);
    await box().trigger("keydown", { key: "Enter" });
    await vi.advanceTimersByTimeAsync(200);
    expect(calls.map((each) => each.name).filter((name) => name === "edit.cell" || name === "draft.drop")).toEqual(["edit.cell", "draft.drop"]);
    const goal = app.get<HTMLTextAreaElement>(".goals textarea");
    await goal.setValue("保障 8 个");
    await vi.advanceTimersByTimeAsync(600);
    expect(asked("draft.keep").at(-1)).toEqual({ path: "/projects/p1/target/annual_goal", text: "保障 8 个" });
    await goal.trigger("keydown", { key: "Escape" });
    await vi.advanceTimersByTimeAsync(200);
    expect(asked("draft.drop")).toHaveLength(2);
  });
  it("offers what was not finished when the program ended", async () => {
    await start({ "draft.pending": () => ({ path: `${base}/i6/weight`, project: "村级补助", where: "成本指标 · 分值", text: "1" }) });
    expect(app.get('[aria-label="没有写完的内容"]').text()).toContain("“村级补助 / 成本指标 · 分值”没有写完：1");
    await click("填入并继续");
    await flushPromises();
    expect(asked("edit.cell")).toEqual([{ path: `${base}/i6/weight`, text: "1" }]);
    expect(asked("draft.drop")).toHaveLength(1);
    expect(app.find('[aria-label="没有写完的内容"]').exists()).toBe(false);
  });
  it("text that could not be read stays in its cell, marked", async () => {
    const data = view();
    data.indicators[4]!.bad = { value: "九十五" };
    await start({ "project.get": () => data });
    expect(cell("4-3").text()).toBe("九十五");
    expect(cell("4-3").classes()).toContain("error");
  });
  it("what is being typed into a field is not touched when data are read again", async () => {
    await start();
    const goal = app.get<HTMLTextAreaElement>(".goals textarea");
    await goal.setValue("正在写");
    await fill("4-3", "98");
    expect(app.get<HTMLTextAreaElement>(".goals textarea").element.value).toBe("正在写");
  });
});

describe("rule 3: pasting a range", () => {
  const plan = {
    cells: [
      { line: 0, row: "补助村（社区）数量", column: "指标值", before: "8", after: "10", bad: null, new_row: false },
      { line: 1, row: "（新增）", column: "指标值", before: "", after: "十分之一", bad: "“十分之一”不是数字", new_row: true },
    ],
    new_rows: 1, skipped: ["“备注”列没有对应的内容，未带入"], headers: true,
  };
  it("shows every cell before and after, red what cannot be read and what is left out; Enter pastes as one step", async () => {
    await start({ "paste.preview": () => plan });
    await cell("0-3").trigger("mousedown");
    await paste("10\n十分之一\n");
    const panel = app.get('[aria-label="粘贴预览"]');
    expect(asked("paste.preview")).toEqual([{ project: "p1", horizon: "annual", row: "i1", column: "value", grid: [["10"], ["十分之一"]] }]);
    for (const text of ["将修改 2 格", "新增 1 条指标", "8 → 10", "第一行是表头", "“备注”列没有对应", "“十分之一”不是数字"]) expect(panel.text()).toContain(text);
    expect(panel.findAll(".unread")).toHaveLength(1);
    expect(asked("paste.commit")).toEqual([]);
    // Enter on the button that has the focus.
    expect(document.activeElement?.textContent).toContain("粘贴");
    await click("粘贴（Enter）");
    expect(asked("paste.commit")).toHaveLength(1);
    expect(app.find('[aria-label="粘贴预览"]').exists()).toBe(false);
    expect(document.activeElement).toBe(box().element);
  });
  it("Esc changes nothing", async () => {
    await start({ "paste.preview": () => plan });
    await cell("0-3").trigger("mousedown");
    await paste("10\n11\n");
    await app.get('[aria-label="粘贴预览"]').trigger("keydown", { key: "Escape" });
    expect(app.find('[aria-label="粘贴预览"]').exists()).toBe(false);
    expect(asked("paste.commit")).toEqual([]);
  });
});

describe("rule 7: the panel of the focused cell", () => {
  const remark: RemarkView = {
    id: "m1", project: "p1", project_name: "", path: `${base}/i5/value`, where: "时效指标", text: "请附依据", person: "复核人乙", role: "复核人", at: "", round: 2, from_bureau: false, done: false, answer: "", answered_by: "",
  };
  it("shows last year, history before and after, remarks, the rule with its document, usual indicators", async () => {
    const data = view();
    data.remarks = [remark];
    data.indicators[4]!.last = { year: 2025, value_text: "≥95%", weight: "8", done: "100%", score: "8.00" };
    await start({
      "project.get": () => data,
      "history.cell": () => [{ at: "", person: "填报人甲", label: "修改指标值", before: "90", after: "95" }],
      "library.search": () => [{ code: "L1", id: "", category: "通用", level1: "产出指标", level2: "时效指标", name: "资金到位及时率", value: "≥95%", explanation: "", standard: "", source: "" }],
    });
    await choose("4-3");
    const panel = app.get('[aria-label="当前单元格"]').text();
    for (const text of ["去年目标≥95%", "去年完成100%", "去年得分8.00 / 8", "90 → 95", "请附依据", "第 2 轮", "资金到位及时率"]) expect(panel).toContain(text);
    expect(asked("history.cell")).toEqual([{ path: `${base}/i5/value`, limit: 6 }]);
    await choose("5-5");
    expect(app.get('[aria-label="当前单元格"]').text()).toContain("〔财预〔2020〕10号〕");
  });
  it("waits until one stays at a cell, so that walking asks for nothing", async () => {
    await start();
    for (const at of ["0-1", "1-1", "2-1", "3-1"]) await cell(at).trigger("mousedown");
    expect(asked("history.cell")).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(asked("history.cell")).toHaveLength(1);
  });
  it("takes remarks and answers", async () => {
    const data = view();
    data.remarks = [remark];
    await start({ "project.get": () => data, "remark.add": () => ({ changed: [], label: "", saved_at: "" }), "remark.answer": () => ({ changed: [], label: "", saved_at: "" }) });
    await choose("4-3");
    await app.get('input[aria-label="答复"]').setValue("已附台账");
    await app.get('input[aria-label="答复"]').trigger("submit");
    await flushPromises();
    expect(asked("remark.answer")).toEqual([{ id: "m1", answer: "已附台账", done: true }]);
    await click("写意见");
    await app.get('textarea[aria-label="意见"]').setValue("口径？");
    await app.get('textarea[aria-label="意见"]').trigger("submit");
    await flushPromises();
    expect(asked("remark.add")).toEqual([{ path: `${base}/i5/value`, text: "口径？" }]);
  });
  it("rule 9: a usual indicator goes into a row without a name, as one step", async () => {
    const data = view();
    data.indicators[4]!.name = "";
    await start({
      "project.get": () => data,
      "library.search": () => [{ code: "L1", id: "", category: "通用", level1: "产出指标", level2: "时效指标", name: "资金到位及时率", value: "≥95%", explanation: "", standard: "", source: "" }],
    });
    await choose("4-1");
    await click("资金到位及时率");
    expect(asked("edit.cells")).toEqual([{ what: "replace", cells: [{ path: `${base}/i5/name`, text: "资金到位及时率" }, { path: `${base}/i5/value`, text: "≥95%" }] }]);
  });
});

describe("from hand to hand", () => {
  it("the forward step is the one primary button and works at once", async () => {
    await start({ "target.hand_on": () => ({ done: 1, refused: [], label: "送复核", saved_at: "14:33" }) });
    expect(app.findAll(".screen-head .primary").map((each) => each.text())).toEqual(["送复核"]);
    await click("送复核");
    expect(asked("target.hand_on")).toEqual([{ projects: ["p1"], to: "review" }]);
  });
  it("says why a target was not handed on", async () => {
    await start({ "target.hand_on": () => ({ done: 0, refused: [{ project: "p1", name: "", why: "还有 1 处必须改" }], label: null, saved_at: "" }) });
    await click("送复核");
    expect(app.get("[role=alert]").text()).toContain("还有 1 处必须改");
  });
  it("sending back asks for a remark first; an adjustment for its reason, an approval whether it is meant", async () => {
    const data = view();
    data.steps = [{ to: "approved", word: "登记批复", needs_remark: false }, { to: "back", word: "退回", needs_remark: true }, { to: "adjust", word: "办理调整", needs_remark: true }];
    await start({ "project.get": () => data, "target.hand_on": () => ({ done: 1, refused: [], label: "退回", saved_at: "" }) });
    for (const [word, label, text] of [["退回", "退回的意见", "人数不对"], ["办理调整", "调整原因", "政策变化"]] as const) {
      await click(word);
      expect(app.get("form.steps button[type=submit]").attributes("disabled")).toBeDefined();
      await app.get(`input[aria-label="${label}"]`).setValue(text);
      await app.get("form.steps").trigger("submit");
      await flushPromises();
    }
    await click("登记批复");
    expect(app.get("form.steps").text()).toContain("“村级补助及运转经费”的批复以后不能撤销");
    expect(asked("target.hand_on")).toHaveLength(2);
    await app.get("form.steps").trigger("submit");
    await flushPromises();
    expect(asked("target.hand_on")).toEqual([
      { projects: ["p1"], to: "back", remark: "人数不对" }, { projects: ["p1"], to: "adjust", remark: "政策变化" }, { projects: ["p1"], to: "approved" },
    ]);
  });
  it("an adjusted version shows what it changes, and where to print that", async () => {
    const data = view();
    data.version = 2;
    data.forms = [["goal", "绩效目标申报表"], ["adjustment", "绩效目标调整对照表"]];
    await start({ "project.get": () => data, "target.changes": () => [{ item: "年度目标", before: "8 个村", after: "7 个村" }] });
    expect(app.text()).toContain("与批复版本相比改了 1 处");
    expect(app.get(".changes a").attributes("href")).toContain("/target/p1/print?form=adjustment");
  });
});

describe("from elsewhere", () => {
  it("rule 9: rows of last year are picked", async () => {
    const data = view();
    data.last_year = { year: 2025, project: "p0", name: "村级补助", annual_goal: "保障", medium_goal: "", indicators: ROWS.slice(0, 3), amount_text: "198.00" };
    await start({ "project.get": () => data, "target.copy_last_year": () => ({ added: 2, changed: 0, label: "带入", saved_at: "" }) });
    await click("从去年带入");
    const ticks = app.findAll('[aria-label="从去年带入"] input');
    await ticks[3]!.setValue(false);
    await click("带入 2 条");
    expect(asked("target.copy_last_year")).toEqual([{ project: "p1", indicators: ["i1", "i3"], goals: false }]);
    expect(app.get(".said").text()).toContain("已从 2025 年度带入 2 条指标，可撤销");
  });
  it("a template is put in, and the target kept as one", async () => {
    await start({
      "template.list": () => [{ id: "t1", name: "村级经费", about: "特定目标类", indicators: 9, from: "" }],
      "template.apply": () => ({ added: 9, changed: 0, label: "套用", saved_at: "" }),
      "template.save": () => ({ changed: [], label: "", saved_at: "" }),
    });
    await click("模板");
    await app.get('button[aria-label="套用模板“村级经费”"]').trigger("click");
    await flushPromises();
    expect(asked("template.apply")).toEqual([{ template: "t1", project: "p1" }]);
    await click("模板");
    await app.get("form.keep").trigger("submit");
    await flushPromises();
    expect(asked("template.save")).toEqual([{ project: "p1", name: "村级补助及运转经费" }]);
  });
  it("rule 9: the library is searched by field and by the unit's own, and stays open for more", async () => {
    const hit = { code: "", id: "own1", category: "本单位", level1: "产出指标", level2: "时效指标", name: "补助按月发放率", value: "100%", explanation: "", standard: "", source: "" };
    await start({ "library.search": () => [hit] });
    await click("指标库");
    await app.get('select[aria-label="行业领域"]').setValue("本单位");
    await vi.advanceTimersByTimeAsync(300);
    await flushPromises();
    expect(asked("library.search").at(-1)).toEqual({ text: "", limit: 60, own: true });
    await click("补助按月发放率");
    expect(asked("indicator.add")).toEqual([{ project: "p1", level2: "时效指标", horizon: "annual", library: "own1" }]);
    expect(app.find('[aria-label="指标库"]').exists()).toBe(true);
  });
});

describe("moving a row within its class", () => {
  const rows = ["a1", "a2", "a3", "b1"].map((id) => ({ id, level2: id[0] ?? "", horizon: "annual" }));
  it.each([
    ["a1", -1, undefined],
    ["a2", -1, "a1"],
    ["a1", 1, "a3"],
    ["a2", 1, null],
    ["a3", 1, undefined],
    ["b1", -1, undefined],
    ["x", 1, undefined],
  ] as const)("%s by %i goes before %s", (id, step, before) => expect(shiftBefore(rows, id, step)).toBe(before));
});

// The settings, part by part: what they ask of the program and what they say, by the rules that they hold.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { clearMocks } from "@tauri-apps/api/mocks";
import { createPinia } from "pinia";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRouter } from "../src/app/router";
import App from "../src/app/App.vue";
import { groupOf, paramWords, ruleWords } from "../src/screens/settings/rule-words";
import { chosen, FINDINGS, installFake, PACK, SIGNER, STORE, type Call } from "./fake";

// The frame and screens are fetched when first shown; here they are at hand, so that no test waits for one.
import.meta.glob("../src/{app,screens}/**/*.vue", { eager: true });

let calls: Call[] = [];
let app: VueWrapper;

const MORE: Parameters<typeof installFake>[0] = {
  "doctor.run": () => [{ name: "数据文件", ok: true, text: "完好" }, { name: "备份", ok: false, text: "还没有备份，请备份一次" }],
  "person.list": () => [{ id: "n1", name: "填报人甲", role: "填报人", current: true }, { id: "n2", name: "复核人乙", role: "复核人", current: false }],
  "person.save": () => ({ changed: ["person"], label: "登记复核人“复核人丙”", saved_at: "14:33" }),
  "person.use": () => ({ ...STORE, person: "复核人乙", role: "复核人" }),
  "person.delete": () => ({ changed: ["person"], label: "删除复核人“复核人乙”", saved_at: "14:33" }),
  "backup.list": () => [{ file: "D:\\问效\\云溪镇\\backups\\wenxiao-20261018-090500.db", name: "wenxiao-20261018-090500.db", at: "2026-10-18T09:05:00+08:00", bytes: 3_145_728 }],
  "backup.make": () => ({ file: "D:\\问效\\云溪镇\\backups\\wenxiao-20261019-101500.db", bytes: 3_145_728 }),
  "audit.list": ({ before }) => (before === undefined ? [3, 2] : [1]).map((seq) => ({ seq, at: "2026-10-18T09:05:00+08:00", person: "填报人甲", label: `修改第 ${seq} 格`, kind: "reversible", changes: 1 })),
  "audit.verify": () => ({ ok: true, entries: 3, head: "3:9f2c", text: "审计日志完整，共 3 条" }),
  "calendar.years": () => ({ years: [2025, 2026], last: "2026-12-31" }),
  "deadline.list": () => [{ id: "d1", title: "绩效目标报财政局", date: "2026-11-30", about: "target", source: "财政局通知" }],
  "deadline.save": () => ({ changed: ["setting"], label: "设定截止日期“绩效目标报财政局”", saved_at: "14:33" }),
  "deadline.delete": () => ({ changed: ["setting"], label: "删除截止日期“绩效目标报财政局”", saved_at: "14:33" }),
  "pack.compare": () => [{ id: "target.indicators.min-count", title: "三级指标最少条数", a: "必须改；at_least = 7", b: "", a_source: { document: "且财发〔2020〕77号", clause: "" }, b_source: null }],
  "store.set_year": () => STORE,
  "store.restore": () => STORE,
  "pack.get": ({ id }) => ({
    summary: { ...PACK, id }, documents: [{ id: "cy10", number: "财预〔2020〕10号", title: "项目支出绩效评价管理办法", issuer: "财政部", date: "2020-02-25" }],
    rules: [
      { id: "target.indicators.min-count", title: "三级指标最少条数", level: "error", params: ["at_least = 7", 'flags = ["rural_revitalization"]'], source: { document: "且财发〔2020〕77号", clause: "附件 二（二）3" }, pack: "qiemo-2020", note: "" },
      { id: "target.weights.sum", title: "指标分值合计", level: "error", params: ['total = "100"'], source: { document: "财预〔2020〕10号", clause: "" }, pack: "mof-2020", note: "" },
    ],
  }),
  "target.move_pack": ({ commit }) => ({
    moved: 4, refused: [{ project: "p2", name: "河道保洁", why: "已上报" }], gone: FINDINGS.slice(0, 1), fresh: FINDINGS.slice(1, 2), notes: [], label: commit ? "4 份绩效目标改用“财政部 2021”" : null,
  }),
};

async function start(part: string, more: Parameters<typeof installFake>[0] = {}): Promise<void> {
  calls = installFake({ "store.current": () => STORE, ...MORE, ...more });
  const router = makeRouter();
  await router.push(`/settings/${part}`);
  app = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), router] } });
  await flushPromises();
}
const asked = (name: string) => calls.filter((each) => each.name === name).map((each) => each.payload);
const find = (text: string) => {
  const found = app.findAll("button").find((each) => each.text().includes(text) || each.attributes("aria-label") === text);
  if (!found) throw new Error(`no button ${text}`);
  return found;
};
async function press(text: string): Promise<void> {
  await find(text).trigger("click");
  await flushPromises();
}
const part = () => app.get(".part");

beforeEach(() => chosen.splice(0));
afterEach(() => {
  app?.unmount();
  clearMocks();
  document.body.innerHTML = "";
});

const PARTS = ["unit", "persons", "keys", "pins", "packs", "backups", "audit", "calendar", "doctor", "display"];
it.each(PARTS)("rule 16: %s has its address, its link says that it is shown, and every control has a name", async (id) => {
  await start(id);
  expect(app.get("nav[aria-label='设置的各部分'] [aria-current=page]").attributes("href")).toContain(`/settings/${id}`);
  for (const control of part().findAll("input, select, textarea, button")) {
    const element = control.element as HTMLInputElement;
    const named = control.attributes("aria-label") || control.text() || element.labels?.[0]?.textContent?.trim();
    expect(named, `${id}: ${element.outerHTML}`).toBeTruthy();
  }
});

describe("单位", () => {
  it("rule 6: a finding leads to its field", async () => {
    await start("unit?at=/unit/credit_code");
    expect((document.activeElement as HTMLInputElement).labels?.[0]?.textContent).toBe("统一社会信用代码");
  });
  it("rule 4: each field is saved at once; what was refused stays in it with the reason", async () => {
    let fail = true;
    await start("unit", {
      "edit.cell": () => {
        if (fail) throw { code: "APP-EDIT", message: "单位代码应为数字。" };
        return { changed: ["unit"], label: "修改单位代码", saved_at: "14:33" };
      },
    });
    const box = part().findAll("input").find((each) => (each.element as HTMLInputElement).value === "219001")!;
    await box.setValue("二一九");
    await box.trigger("keydown", { key: "Enter" });
    await flushPromises();
    expect((box.element as HTMLInputElement).value).toBe("二一九");
    expect(part().text()).toContain("单位代码应为数字。");
    fail = false;
    await box.setValue("219002");
    await box.trigger("keydown", { key: "Enter" });
    await flushPromises();
    expect(asked("edit.cell").at(-1)).toEqual({ path: "/unit/code", text: "219002" });
    expect(part().text()).not.toContain("单位代码应为数字。");
  });
});

describe("人员与岗位", () => {
  it("says that it is no login; adds, switches, and offers undo after deleting by name (rule 14)", async () => {
    await start("persons");
    expect(part().text()).toContain("不是登录");
    await press("增加人员");
    await part().get("form input").setValue(" 复核人丙 ");
    await part().get("form select").setValue("复核人");
    await part().get("form").trigger("submit");
    await flushPromises();
    expect(asked("person.save")).toEqual([{ name: "复核人丙", role: "复核人" }]);
    await press("切换到此人：复核人乙");
    expect(asked("person.use")).toEqual([{ id: "n2" }]);
    await press("删除“复核人乙”");
    expect(asked("person.delete")).toEqual([{ id: "n2" }]);
    expect(part().text()).toContain("已完成：删除复核人“复核人乙”");
    await press("撤销");
    expect(asked("edit.undo")).toHaveLength(1);
    expect(part().text()).toContain("已撤销");
  });
  it("rule 2: Esc of an input method does not close the form", async () => {
    await start("persons");
    await press("增加人员");
    await part().get("form input").trigger("keydown", { key: "Escape", keyCode: 229 });
    expect(part().find("form").exists()).toBe(true);
    await part().get("form input").trigger("keydown", { key: "Escape" });
    expect(part().find("form").exists()).toBe(false);
  });
});

describe("密钥", () => {
  it("shows the fingerprint, and a renewal says what it means before it is done", async () => {
    await start("keys", { "key.status": () => SIGNER });
    expect(part().text()).toContain(SIGNER.fingerprint);
    await press("更换密钥");
    expect(part().text()).toContain("须重新送财政局登记");
    expect(asked("key.create")).toEqual([]);
  });
});

describe("信任的签名", () => {
  it("registers only after all is filled in and compared; a bad fingerprint is marked at its field", async () => {
    await start("pins", {
      "pin.add": () => {
        throw { code: "APP-PIN", message: "公钥指纹应为 64 位十六进制数字", field: "pin" };
      },
    });
    await press("登记签名人");
    const [pin, code, name, checked] = part().findAll("form input");
    await pin!.setValue("3A7F");
    await code!.setValue("219002");
    await name!.setValue("石桥镇人民政府");
    expect(part().get("form button[type=submit]").attributes("disabled")).toBeDefined();
    await checked!.setValue(true);
    await part().get("form").trigger("submit");
    await flushPromises();
    expect(pin!.classes()).toContain("bad");
    expect((pin!.element as HTMLInputElement).value).toBe("3A7F");
  });
});

describe("规则包", () => {
  const two = { "pack.list": () => [PACK, { ...PACK, id: "mof-2021", name: "财政部 2021", used_by: 0, imported: true }] };
  it("reads a pack in words with its sources", async () => {
    await start("packs", two);
    expect(part().text()).toContain("不少于 7 条；只针对：衔接资金");
    expect(part().text()).toContain("且财发〔2020〕77号 附件 二（二）3");
    expect(part().text()).not.toContain("at_least");
  });
  it("compares two, showing only what differs", async () => {
    await start("packs", two);
    await press("与另一个比较");
    expect(asked("pack.compare")).toEqual([{ a: "qiemo-2020", b: "mof-2021" }]);
    expect(part().text()).toContain("1 条规则不同");
    expect(part().text()).toContain("必须改：不少于 7 条；只针对：衔接资金");
    expect(part().text()).toContain("没有这条规则");
  });
  it("moves targets after a dry run that shows what goes and comes; one step, undoable", async () => {
    await start("packs", two);
    await press("财政部 2021");
    await press("让项目改用");
    await press("看会有什么变化");
    expect(asked("target.move_pack")).toEqual([{ projects: [], pack: "mof-2021", commit: false }]);
    for (const text of ["4 份绩效目标会改用", "消失 1 条", "新出现 1 条", "河道保洁（已上报）"]) expect(part().text()).toContain(text);
    await press("4 份改用");
    expect(asked("target.move_pack").at(-1)).toEqual({ projects: [], pack: "mof-2021", commit: true });
    await press("撤销");
    expect(asked("edit.undo")).toHaveLength(1);
  });
  it("sets the year's pack, imports and removes one by name", async () => {
    await start("packs", { ...two, "pack.import": () => ({ ...PACK, id: "mof-2021" }), "pack.remove": () => ({ changed: ["setting"], label: "移除规则包“财政部 2021”", saved_at: "14:33" }) });
    chosen.push("E:\\county.toml");
    await press("导入…");
    expect(asked("pack.import")).toEqual([{ file: "E:\\county.toml" }]);
    await press("定为本年规则包");
    expect(asked("store.set_year")).toEqual([{ year: 2026, pack: "mof-2021" }]);
    await press("移除“财政部 2021”");
    expect(asked("pack.remove")).toEqual([{ id: "mof-2021" }]);
  });
});

describe("备份", () => {
  it("says what restoring does to the present data before it is done (rule 14)", async () => {
    await start("backups");
    await press("恢复 wenxiao-20261018-090500.db");
    expect(asked("store.restore")).toEqual([]);
    expect(part().text()).toContain("现在的数据不删除，改名留在同一文件夹");
    await press("恢复到这份备份");
    expect(asked("store.restore")).toEqual([{ file: "D:\\问效\\云溪镇\\backups\\wenxiao-20261018-090500.db" }]);
    expect(part().text()).toContain("已恢复到备份");
  });
  it("takes a backup from a stick as well", async () => {
    await start("backups");
    chosen.push("E:\\旧备份.db");
    await press("从 U 盘恢复…");
    expect(part().text()).toContain("将用备份“旧备份.db”替换现在的数据");
    await press("恢复到这份备份");
    expect(asked("store.restore")).toEqual([{ file: "E:\\旧备份.db" }]);
  });
  it("makes one where it belongs, or on a stick", async () => {
    await start("backups");
    await press("立即备份");
    chosen.push("E:\\备份.db");
    await press("另存一份到 U 盘");
    expect(asked("backup.make")).toEqual([{}, { file: "E:\\备份.db" }]);
  });
});

describe("操作日志", () => {
  it("searches, pages back from the last entry, and verifies the chain", async () => {
    const page = (from: number) => Array.from({ length: 50 }, (_, at) => ({ seq: from - at, at: "2026-10-18T09:05:00+08:00", person: "填报人甲", label: "修改", kind: "reversible", changes: 1 }));
    await start("audit", { "audit.list": ({ before, limit }) => (before === undefined ? page(80) : page(before - 1)).slice(0, limit).filter((row) => row.seq > 0) });
    await press("再看更早的");
    expect(asked("audit.list")).toEqual([{ limit: 50 }, { limit: 50, before: 31 }]);
    expect(part().findAll("tbody tr")).toHaveLength(80);
    const box = part().get("input[type=search]");
    await box.setValue("封装");
    await box.trigger("keydown", { key: "Enter", isComposing: true });
    await flushPromises();
    expect(asked("audit.list")).toHaveLength(2);
    await box.trigger("keydown", { key: "Enter" });
    await flushPromises();
    expect(asked("audit.list").at(-1)).toEqual({ limit: 50, text: "封装" });
    await press("核验日志");
    expect(part().text()).toContain("审计日志完整，共 3 条");
  });
});

describe("日历与截止日期", () => {
  it("shows the years covered, imports the next, keeps own deadlines and takes deleting back", async () => {
    await start("calendar", { "calendar.import": () => ({ year: 2027, off: 33, work: 7, replaced: false, label: "导入 2027 年节假日安排" }) });
    expect(part().text()).toContain("已有 2025、2026 年的放假与调休安排，可算到 2026-12-31");
    chosen.push("E:\\2027.json");
    await press("导入节假日安排");
    expect(asked("calendar.import")).toEqual([{ file: "E:\\2027.json" }]);
    expect(part().text()).toContain("导入 2027 年节假日安排（放假 33 天、周末上班 7 天）");
    await press("增加截止日期");
    const [title, date] = part().findAll("form input");
    await title!.setValue("自评报告");
    await date!.setValue("2027-03-31");
    await part().get("form").trigger("submit");
    await flushPromises();
    expect(asked("deadline.save")).toEqual([{ title: "自评报告", date: "2027-03-31", about: "target", source: "" }]);
    await press("删除“绩效目标报财政局”");
    expect(asked("deadline.delete")).toEqual([{ id: "d1" }]);
    await press("撤销");
    expect(asked("edit.undo")).toHaveLength(1);
  });
});

describe("数据体检 and 显示", () => {
  it("names what is not well, in words and not by colour alone", async () => {
    await start("doctor");
    expect(part().text()).toContain("1 项有问题");
    expect(part().findAll("tbody tr")[1]?.text()).toContain("有问题");
  });
  it("rule 16: the text size is set at once and kept", async () => {
    await start("display");
    await part().get("input[value='18']").setValue(true);
    await flushPromises();
    expect(document.documentElement.dataset["size"]).toBe("18");
    await part().get("input[value='14']").setValue(true);
  });
});

describe("rules in words", () => {
  it.each([
    ["target.indicators.min-count", "at_least = 7", "不少于 7 条"],
    ["quality.all-hundred", "at_least = 5", "5 条及以上"],
    ["target.weights.classes", 'due = { output = "50", benefit = "30" }', "应为：产出指标 50、效益指标 30"],
    ["monitoring.rounds", "due = { month = 8, day = 31 }", "8 月 31 日前完成"],
    ["monitoring.rounds", "monthly = true", "每月监控"],
    ["project.ex-ante", "only_new = false", ""],
    ["project.ex-ante", 'at_least_wan = "0"', "不论金额"],
    ["disclosure.goal", 'at_least_wan = "100"', "100 万元及以上"],
    ["target.classes.level2", 'one_of_each = [["quantity"], ["timeliness", "quality"]]', "每组至少有一类：数量指标；时效指标 或 质量指标"],
    ["target.classes.level2", "flags = []", ""],
    ["scoring.execution", 'caps = [{ from_percent = "70", below_percent = "80", cap = "89" }]', "封顶：执行率 70%～80% 最多 89 分"],
    ["scoring.satisfaction", 'intervals = [{ from_percent = "90", score_percent = "100" }, { from_percent = "80", score_percent = "80" }]', "分档：90% 及以上得分值的 100%；80% 及以上得分值的 80%"],
    ["scoring.satisfaction", 'steps = { full_from_percent = "90", every_points = "5", less_percent = "10" }', "逐级扣分：90% 及以上满分，每低 5 个百分点扣分值的 10%"],
    ["scoring.cost-control", 'within = [{ off_percent = "10", score_percent = "100" }]', "分档：±10% 以内得分值的 100%"],
    ["scoring.pass-threshold", 'below_percent = "60"', "完成率低于 60% 不得分"],
    ["scoring.consistency", 'unspent_percent = "20"', "预算未执行超过 20% 亮黄灯"],
    ["selfeval.evidence", "file_mb = 20", "每份材料不超过 20 MB"],
    ["selfeval.evidence", "project_mb = 50", "一个项目的材料共不超过 50 MB"],
    ["form.selfeval", "grade_row = true", "总分旁写自评等级"],
    ["results.treatment", 'good = "priority"', "良：优先保障"],
    ["results.treatment", 'idle_over_percent = "10"', "上年结转资金剩余超过 10% 为长期沉淀"],
    ["scoring.grades", 'good = "80"', "良 80 分起"],
    ["selfeval.lengths", "conclusion = 200", "评价结论不超过 200 字"],
    ["selfeval.report", 'sections = ["basics", "indicators", "use"]', "章节：项目基本情况、绩效指标完成情况分析、结果应用建议"],
    ["some.rule", 'unheard_of = "x"', "unheard_of：x"],
    ["some.rule", "free text", "free text"],
  ])("%s: %s says %s", (rule, line, text) => expect(paramWords(rule, line)).toBe(text));
  it("are one line without what says nothing", () => expect(ruleWords("project.ex-ante", ['at_least_wan = "0"', "only_new = true"])).toBe("不论金额；只针对新增项目"));
  it.each([
    ["target.weights.sum", "分值"],
    ["target.required", "绩效目标与指标"],
    ["monitoring.lamps", "运行监控"],
    ["never.heard", "其他"],
  ])("%s is read under %s", (rule, group) => expect(groupOf(rule)).toBe(group));
});

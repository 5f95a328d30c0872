// Sending, opening and printing: what the screens say and ask, by the rules of the user interface that they hold.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { clearMocks } from "@tauri-apps/api/mocks";
import { createPinia } from "pinia";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PackageReport, ProjectRow } from "../src/api/gen";
import { addressOf } from "../src/app/address";
import { makeRouter } from "../src/app/router";
import App from "../src/app/App.vue";
import { previewOf } from "../src/screens/print/places";
import { zoomed } from "../src/screens/print/zoom";
import { approvalSentence, approvesMore, packed } from "../src/screens/submit/approval";
import { differences } from "../src/screens/submit/differences";
import { kindWord, lineage } from "../src/screens/submit/lineage";
import { folderOf, within } from "../src/screens/submit/places";
import { knownRecipient, rememberRecipient } from "../src/screens/submit/recipient";
import { chosen, installFake, packageReport, PACKAGES, PROJECTS, SIGNER, STORE, type Call } from "./fake";

// The frame and screens are fetched when first shown; here they are at hand, so that no test waits for one.
import.meta.glob("../src/{app,screens}/**/*.vue", { eager: true });

let calls: Call[] = [];
let app: VueWrapper;

async function start(at: string, more: Parameters<typeof installFake>[0] = {}): Promise<void> {
  calls = installFake({ "store.current": () => STORE, ...more });
  const router = makeRouter();
  await router.push(at);
  app = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), router] } });
  await flushPromises();
}
const asked = (name: string) => calls.filter((each) => each.name === name).map((each) => each.payload);
const button = (text: string) => {
  const found = app.findAll("button").find((each) => each.text().includes(text));
  if (!found) throw new Error(`no button ${text}`);
  return found;
};
async function press(text: string): Promise<void> {
  await button(text).trigger("click");
  await flushPromises();
}

beforeEach(() => chosen.splice(0));
afterEach(() => {
  app?.unmount();
  clearMocks();
  document.body.innerHTML = "";
});

const READY = {
  "seal.plan": () => ({
    sentence: "把 6 个项目的 2026 年度绩效目标（合计 805.91万元）报送 219，包号 WX-219001-2026-target-Y-003；没有未完成的事项。",
    ready: true, package_id: "WX-219001-2026-target-Y-003", file_name: "WX-219001-2026-target-Y-003.zip", projects: 6, packed: PROJECTS.map((row) => row.id), left_out: [], unfinished: [], errors: 0, explains: 0,
  }),
  "key.status": () => SIGNER,
  "seal.run": () => packageReport(true),
};

describe("rule 18: the sealing page says what goes where and what is not done yet", () => {
  it("names the recipient of the last package, and says how many are approved and that sealing approves the rest", async () => {
    await start("/submit", READY);
    const lead = app.get("section[aria-label='这次上报']");
    expect(lead.text()).toContain("把 6 个项目的 2026 年度绩效目标");
    expect(lead.text()).toContain("其中 1 个已审定，1 个此前已上报；4 个还没有审定（编制中 2、已复核 1、已退回 1），封装即视为一并审定");
    expect((lead.get("input").element as HTMLInputElement).value).toBe("219");
    expect(asked("seal.plan").at(-1)).toEqual({ recipient: "219", ready_only: false });
  });
  it("leads from each unfinished item to its cell", async () => {
    await start("/submit");
    const links = app.findAll("a").filter((each) => each.text() === "去修改");
    expect(links).toHaveLength(3);
    expect(links[0]?.attributes("href")).toContain("/target/p1?at=");
  });
  it("asks for a folder once, seals, and says that the package was read back from there", async () => {
    await start("/submit", READY);
    await app.get("input[type='password']").setValue("correct horse");
    chosen.push("E:\\");
    await app.get("form.save").trigger("submit");
    await flushPromises();
    expect(asked("seal.run")).toEqual([{ recipient: "219", ready_only: false, folder: "E:\\", passphrase: "correct horse" }]);
    const text = app.get("section[aria-label='读回']").text();
    expect(text).toContain("并已从该处读回核对：6 个项目、12 个文件");
    expect(text).toContain("3A7F 09C2 5E11 D48B");
    expect((app.get("input[aria-label='文件的位置']").element as HTMLInputElement).value).toBe("E:\\WX-219001-2026-target-Y-002.zip");
    expect(asked("prefs.set")).toEqual([expect.objectContaining({ folders: { seal: "E:\\" } })]);
  });
  it("forgets the passphrase when sealing fails, and keeps the reason beside the button (rule 14)", async () => {
    await start("/submit", {
      ...READY,
      "seal.run": () => {
        throw { code: "PKG-PASSPHRASE", message: "口令不对，请重新输入。" };
      },
    });
    chosen.push("E:\\");
    const box = app.get("input[type='password']");
    await box.setValue("wrong horse");
    await app.get("form.save").trigger("submit");
    await flushPromises();
    expect((box.element as HTMLInputElement).value).toBe("");
    expect(app.get("section[aria-label='第 4 步 保存'] [role=alert]").text()).toContain("口令不对");
  });
  it("says nothing of a key before it was read, and all steps stand from the start", async () => {
    let tell = (): void => {};
    const slow = new Promise<void>((done) => (tell = done));
    await start("/submit", { ...READY, "key.status": (() => slow.then(() => SIGNER)) as never, "seal.plan": (() => slow.then(READY["seal.plan"])) as never });
    expect(app.text()).not.toContain("还没有签名密钥");
    expect(app.findAll("section.step").map((each) => each.attributes("aria-label"))).toEqual(["第 1 步 核对", "第 2 步 预览", "第 3 步 签名", "第 4 步 保存", "第 5 步 读回"]);
    expect(app.get(".screen").attributes("aria-busy")).toBe("true");
    tell();
    await flushPromises();
    await flushPromises();
    expect(app.get("section[aria-label='第 3 步 签名']").text()).toContain(SIGNER.unit_name);
    expect(app.get(".screen").attributes("aria-busy")).toBe("false");
    expect(asked("seal.plan")).toHaveLength(1);
  });
  it("without a key the step offers to make one, and sealing waits for it", async () => {
    await start("/submit", { ...READY, "key.status": () => null });
    expect(app.get("section[aria-label='第 3 步 签名']").text()).toContain("还没有签名密钥");
    expect(app.text()).toContain("请先建立签名密钥");
    expect(button("封装并保存").attributes("disabled")).toBeDefined();
  });
});

describe("what was sent", () => {
  it("shows which package replaced which, and verifies one again from its file", async () => {
    await start("/submit/history", { "package.read": () => packageReport(true) });
    const rows = app.findAll("tbody tr").map((each) => each.text());
    expect(rows[0]).toContain("现行");
    expect(rows[0]).toContain("替换 WX-219001-2026-target-Y-001");
    expect(rows[1]).toContain("已被 WX-219001-2026-target-Y-002 替换");
    chosen.push("E:\\a.zip");
    await app.get("button[aria-label='重新核对 WX-219001-2026-target-Y-001']").trigger("click");
    await flushPromises();
    expect(asked("package.read")).toEqual([{ file: "E:\\a.zip" }]);
    expect(app.text()).toContain("您选的文件是 WX-219001-2026-target-Y-002，不是 WX-219001-2026-target-Y-001");
  });
});

describe("opening a package", () => {
  it("gives the verdict first; an unknown signer is registered only after the fingerprint was compared", async () => {
    let known = false;
    await start("/submit/read", {
      "package.read": () => packageReport(known),
      "pin.add": () => {
        known = true;
        return { changed: ["pin"], label: "登记", saved_at: "14:33" };
      },
    });
    chosen.push("E:\\a.zip");
    await press("选择文件");
    expect(app.get("section[aria-label='核对结论']").text()).toMatch(/^! ?未验证/);
    const add = button("登记这个签名人");
    expect(add.attributes("disabled")).toBeDefined();
    await app.get("section[aria-label='登记信任'] input").setValue(true);
    await press("登记这个签名人");
    expect(asked("pin.add")).toEqual([{ pin: SIGNER.pin, unit_code: "219001", unit_name: "云溪镇人民政府" }]);
    expect(app.get("section[aria-label='核对结论']").text()).toMatch(/^✓ ?已验证/);
  });
});

it("a package that cannot be read: the error names the file, and the way to choose another stays in the card", async () => {
  await start("/submit/read", {
    "package.read": () => {
      throw { code: "ZIP-NOT-ZIP", message: "该文件不是压缩包格式，请确认选对了文件。" };
    },
  });
  expect(app.findAll(".screen-head button")).toHaveLength(0);
  chosen.push("E:\\收到\\不是包.zip");
  await press("选择文件");
  expect(app.get("main [role=alert]").text()).toMatch(/请确认选对了文件。.*文件：不是包\.zip$/);
  expect(app.get(".empty-card button.primary").text()).toBe("选择文件…");
});

describe("rule 10: the print is the PDF", () => {
  it("keeps zoom and format for the form, saves the same form, and says what 草稿 is", async () => {
    await start("/target/p1/print");
    expect(app.text()).toContain("印有“草稿”");
    await app.get("select[aria-label='显示比例']").setValue("125");
    await flushPromises();
    expect(asked("prefs.set").at(-1)).toMatchObject({ forms: { "goal-2015": { zoom: 125, format: "pdf" } } });
    chosen.push("E:\\表\\a.xlsx");
    await press("存为 Excel");
    expect(asked("print.save")).toEqual([{ project: "p1", form: "goal-2015", file: "E:\\表\\a.xlsx" }]);
    expect(asked("prefs.set").at(-1)).toMatchObject({ forms: { "goal-2015": { zoom: 125, format: "xlsx" } } });
  });
  it("turns pages by PageDown and PageUp", async () => {
    await start("/target/p1/print");
    const desk = app.get(".desk");
    expect(app.get(".second [role=status]").text()).toBe("第 1 页，共 2 页");
    await desk.trigger("keydown", { key: "PageDown" });
    expect(app.get(".second [role=status]").text()).toBe("第 2 页，共 2 页");
    await desk.trigger("keydown", { key: "PageDown" });
    await desk.trigger("keydown", { key: "PageUp" });
    expect(app.get(".second [role=status]").text()).toBe("第 1 页，共 2 页");
  });
});

describe("the pure parts", () => {
  const row = (state: string, name = "甲"): ProjectRow => ({ ...PROJECTS[0]!, name, state });
  it.each([
    [[], "", false],
    [["已审定", "已审定"], "2 个项目全部已审定。", false],
    [["已审定", "已上报", "已批复"], "其中 1 个已审定，2 个此前已上报。", false],
    [["已审定", "编制中", "待复核", "编制中"], "其中 1 个已审定；3 个还没有审定（编制中 2、待复核 1），封装即视为一并审定，并记入操作日志。", true],
  ])("approval of %j: %s", (states, text, more) => {
    const rows = states.map((state) => row(state));
    expect(approvalSentence(rows)).toBe(text);
    expect(approvesMore(rows)).toBe(more);
  });
  it("what is in the package is told by ids: a name that begins like another's takes nothing out", () => {
    const rows = [{ ...row("编制中", "村级补助"), id: "a" }, { ...row("编制中", "村级补助（二期）"), id: "b" }, { ...row("编制中", "村级补助"), id: "c" }];
    expect(packed(rows, ["b", "c"]).map((each) => each.id)).toEqual(["b", "c"]);
  });
  it("the recipient is what was typed, else that of the latest package sent", () => {
    const sent = [PACKAGES[0]!, { ...PACKAGES[1]!, recipient: "220" }, { ...PACKAGES[1]!, sent: false, at: "2027-01-01", recipient: "999" }];
    expect(knownRecipient("other", sent)).toBe("220");
    expect(knownRecipient("other", [])).toBe("");
    rememberRecipient("other", "301");
    expect(knownRecipient("other", sent)).toBe("301");
  });
  it("a package stands until another of the same direction names it", () => {
    const received = { ...PACKAGES[1]!, sent: false, id: "WX-219002-2026-target-Y-001", previous: PACKAGES[1]!.id };
    expect(lineage([...PACKAGES, received]).map((each) => [each.row.id.slice(-7), each.replacedBy])).toEqual([
      ["t-Y-002", ""],
      ["t-Y-001", ""],
      ["t-Y-001", PACKAGES[1]!.id],
    ]);
  });
  it.each([
    ["绩效目标", "全年", "绩效目标"],
    ["运行监控", "7 月", "运行监控 · 7 月"],
  ])("%s of %s is %s", (kind, period, word) => expect(kindWord(kind, period)).toBe(word));
  it.each([
    ["E:\\表\\a.pdf", "E:\\表"],
    ["/media/u/a.pdf", "/media/u"],
    ["a.pdf", ""],
    ["E:\\a.pdf", "E:\\"],
    ["/a.pdf", "/"],
  ])("the folder of %s is %s", (file, folder) => expect(folderOf(file)).toBe(folder));
  it.each([
    [undefined, "a.pdf"],
    ["E:\\", "E:\\a.pdf"],
    ["E:\\表", "E:\\表\\a.pdf"],
    ["/media/u", "/media/u/a.pdf"],
  ])("a.pdf within %s is %s", (folder, file) => expect(within(folder, "a.pdf")).toBe(file));
  it.each([
    [100, 1, 125],
    [100, -1, 75],
    [200, 1, 200],
    [50, -1, 50],
  ] as const)("zooming from %i by %i gives %i", (now, step, next) => expect(zoomed(now, step)).toBe(next));

  it("two packages differ in what was changed, added and taken out", () => {
    const indicator = (id: string, value: string) => ({ id, lv3_perf_ind_name: `指标${id}`, kpi_val: value }) as never;
    const make = (goal: string, indicators: never[], amount: string, more: object[] = []): PackageReport =>
      ({
        projects: [{ amount_text: amount }],
        submission: { projects: [{ id: "p", pro_name: "河道保洁", pro_code: "", target: { kpi_target: goal, medium_target: "", indicators } }, ...more] },
      }) as never;
    const gone = { id: "q", pro_name: "旧项目", target: { indicators: [] } };
    const before = make("甲", [indicator("1", "≥95%"), indicator("2", "8个")], "48.00", [gone]);
    const after = make("乙", [indicator("1", "≥98%"), indicator("3", "5个")], "50.00");
    expect(differences(before, after).map((each) => [each.item, each.before, each.after])).toEqual([
      ["年度资金总额（万元）", "48.00", "50.00"],
      ["年度目标", "甲", "乙"],
      ["指标“指标1”的指标值", "≥95%", "≥98%"],
      ["指标“指标3”", "", "新增 5个"],
      ["指标“指标2”", "8个", "删除"],
      ["项目", "在包内", "不在包内"],
    ]);
    expect(differences(before, before)).toEqual([]);
  });
});

describe("sending a month of monitoring", () => {
  const MONITORED = {
    ...READY,
    "monitor.board": () => ({
      year: 2026, month: 7, due: "7月运行监控应于 8 月 10 日前报送，还有 3 天。", source: "", months: [],
      rows: PROJECTS.map((row, index) => ({
        id: row.id, code: "", name: row.name, category: "", flags: [], amount_text: row.amount_text, secret: index === 4, target_state: "已批复", open_rectifications: 0,
        cells: Array.from({ length: 12 }, (_, month) =>
          month < 7 && index !== 5 ? { state: "编制中", lamp: index === 1 ? ("red" as const) : ("green" as const), money: null, filled: index === 2 ? 9 : 12, total: 12, untouched: index === 3 ? 2 : 0, rate: "39.80" } : null,
        ),
      })),
    }),
    "seal.plan": () => ({
      sentence: "把 4 个项目的 2026 年 7 月运行监控报送 219，包号 WX-219001-2026-monitor-M07-001；没有未完成的事项。", ready: true, package_id: "WX-219001-2026-monitor-M07-001",
      file_name: "WX-219001-2026-monitor-M07-001.zip", projects: 4, packed: ["p1", "p2", "p3", "p4"], left_out: ["乡村振兴衔接资金（产业）（没有填7月监控）"], unfinished: [], errors: 0, explains: 0,
    }),
  };
  it("is asked for by the address, which other screens lead to, and says what is in it (rule 18)", async () => {
    await start("/submit?kind=monitor&period=M07", MONITORED);
    expect(asked("seal.plan").at(-1)).toEqual({ recipient: "219", ready_only: false, kind: "monitor", period: "M07" });
    expect(app.get("section[aria-label='这次上报']").text()).toContain("其中 1 个还没有填全，1 个有照抄上月、还没有确认的");
    const rows = app.findAll("section[aria-label='第 2 步 预览'] tbody tr").map((row) => row.text());
    expect(rows).toHaveLength(4);
    expect(rows[2]).toContain("9 / 12");
    expect(app.get("a[aria-label='看表：河道保洁']").attributes("href")).toContain("/print/monitor-136?project=p2&month=7");
  });
  it("without a period the month that is due is taken; another choice asks anew", async () => {
    await start("/submit", MONITORED);
    expect(asked("seal.plan").at(-1)).toEqual({ recipient: "219", ready_only: false });
    await press("运行监控");
    await flushPromises();
    expect(asked("seal.plan").at(-1)).toMatchObject({ kind: "monitor" });
    await app.get("select[aria-label='期间']").setValue("M03");
    await flushPromises();
    expect(asked("seal.plan").at(-1)).toMatchObject({ kind: "monitor", period: "M03" });
  });
  it("the half year takes the whole unit along; what was sealed is named", async () => {
    await start("/submit?kind=monitor&period=H1", MONITORED);
    expect(app.get("a[aria-label='看表：单位整体']").attributes("href")).toContain("/print/monitor-unit?month=6");
    await app.get("input[type='password']").setValue("correct horse");
    chosen.push("E:\\");
    await app.get("form.save").trigger("submit");
    await flushPromises();
    expect(asked("seal.run").at(-1)).toMatchObject({ kind: "monitor", period: "H1" });
    expect(app.get("section[aria-label='读回']").text()).toContain("包内的上半年（含单位整体）运行监控现在不能直接修改");
  });
  it("the history narrows to one kind", async () => {
    const monitor = { ...PACKAGES[0]!, id: "WX-219001-2026-monitor-M07-001", kind: "运行监控", period: "7 月" };
    await start("/submit/history", { "package.list": () => [...PACKAGES, monitor] });
    expect(app.text()).toContain("运行监控 · 7 月");
    await app.get("select[aria-label='内容']").setValue("运行监控");
    expect(app.findAll("tbody tr")).toHaveLength(1);
  });
});

describe("where a path is mended, and what a screen prints", () => {
  it.each([
    ["p1", "/projects/p1/target/indicators/i1/value", "/target/p1", "/projects/p1/target/indicators/i1/value"],
    ["p1", "/projects/p1", "/target/p1", undefined],
    ["p1", "/projects/p1/monitoring/M07/funds/fiscal/executed", "/monitor/p1/7", "/projects/p1/monitoring/M07/funds/fiscal/executed"],
    ["", "/projects/p9/monitoring/M12", "/monitor/p9/12", "/projects/p9/monitoring/M12"],
    ["", "/unit_monitoring/H1/goal", "/monitor/unit", "/unit_monitoring/H1/goal"],
    ["p1", "/rectifications/r1/cause", "/rectify", "/rectifications/r1/cause"],
    ["", "/unit/phone", "/settings/unit", "/unit/phone"],
  ])("%s %s is on %s", (project, path, screen, at) => {
    expect(addressOf(project, path)).toEqual({ path: screen, query: at === undefined ? {} : { at } });
  });
  it.each([
    ["/target/p2", "/target/p2/print"],
    ["/target", "/target/p1/print"],
    ["/monitor/p2/7", "/print/monitor-136?project=p2&month=7&back=%2Fmonitor%2Fp2%2F7"],
    ["/monitor/unit", "/print/monitor-unit?back=%2Fmonitor%2Funit&word=%E6%95%B4%E4%BD%93%E7%9B%91%E6%8E%A7"],
    ["/monitor/check/7", null],
    ["/home", null],
  ])("%s prints %s", (path, to) => expect(previewOf(path, "p1")).toBe(to));
  it("all projects' forms of a month are printed from the preview of one", async () => {
    await start("/print/monitor-136?project=p1&month=7");
    expect(asked("print.preview")).toEqual([{ project: "p1", month: 7, form: "monitor-136" }]);
    const all = app.findAll("a").find((each) => each.text() === "打印全部项目")!;
    await all.trigger("click");
    await flushPromises();
    chosen.push("D:\\表");
    await press("选择文件夹并保存");
    expect(asked("print.batch").at(-1)).toMatchObject({ month: 7, form: "monitor-136", folder: "D:\\表" });
  });
});

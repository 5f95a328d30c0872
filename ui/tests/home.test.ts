// The desk, the first page and the question after a crash.
import { afterEach, describe, expect, it } from "vitest";
import type { Due } from "../src/api/gen";
import { whenOf } from "../src/screens/home/when";
import { chosen, HOME, STORE } from "./fake";
import { BOARD, FRESH_BOARD } from "./fake-board";
import { open as start, type Window } from "./mount";

let window_: Window;
const open = async (...given: Parameters<typeof start>): Promise<Window> => (window_ = await start(...given));
afterEach(() => window_?.end());

it.each([
  ["2026-10-31", 0, "今天截止"],
  ["2026-11-01", 1, "明天截止"],
  ["2026-11-12", 12, "12 天后"],
  ["2026-11-30", 30, "30 天后"],
  ["2026-12-18", 48, "12-18"],
  ["2027-03-31", 151, "2027-03-31"],
  ["2026-10-29", -2, "已过 2 天"],
  [null, null, "无期限"],
])("a due day %s, %s days left, is said %s", (date, days, said) => expect(whenOf({ date, days }, 2026)).toBe(said));

describe("the desk", () => {
  it("puts open returned remarks first; each jumps to its cell", async () => {
    const { app, router, button, settle } = await open("/home");
    expect(app.findAll("main h2").map((each) => each.text())).toEqual(["退回的意见", "要办的事", "双监控 · 1—7月", "运行监控", "1—7月偏离进度的项目", "编制进度", "最近的修改", "单位 × 表"]);
    expect(app.text()).toContain("1 条待处理");
    await button("去修改：乡村振兴").trigger("click");
    await settle();
    expect(router.currentRoute.value.path).toBe("/target/p6");
    expect(router.currentRoute.value.query["at"]).toBe("/projects/p6/target/indicators/i5/value");
  });
  it("says what came back once: in its own card, not in the list below as well", async () => {
    const back: Due = { ...HOME.dues[0]!, title: "“乡村振兴”有 1 条意见待处理", date: null, days: null, route: "/target/p6" };
    const { app } = await open("/home", { "home.overview": () => ({ ...HOME, dues: [back, ...HOME.dues] }) });
    expect(app.text()).not.toContain("有 1 条意见待处理");
    expect(app.get("nav.areas a .count").text()).toBe("2");
  });
  it("has no card for remarks when none is open", async () => {
    const { app } = await open("/home", { "home.overview": () => ({ ...HOME, returned: HOME.returned.slice(1) }) });
    expect(app.text()).not.toContain("退回的意见");
  });
  it("rule 5: says what is due by shape, colour and word, with its verb at the right", async () => {
    const { app, router, button, settle } = await open("/home");
    const lamps = app.findAll("section[aria-labelledby=due] svg.lamp");
    expect(lamps.map((each) => each.classes().at(-1))).toEqual(["red", "red", "blue", "yellow", "green", "blue"]);
    expect(new Set(lamps.map((each) => each.get("path").attributes("d"))).size).toBe(4);
    expect(lamps[0]?.attributes("aria-label")).toBe("到期或已过");
    await button("去上报：").trigger("click");
    await settle();
    expect(router.currentRoute.value.path).toBe("/submit");
  });
  it("counts the grades of the self-assessments, once there are any", async () => {
    const grades = [3, 2, 0, 0, 4].map((count, at) => ({ word: ["优", "良", "中", "差", "未评"][at]!, count }));
    const { app } = await open("/home", { "home.overview": () => ({ ...HOME, assessed: { grades, average: "91.20" } }) });
    const card = app.get("section[aria-labelledby=grades]");
    expect(card.findAll(".item").map((each) => each.text())).toEqual(["优3", "良2", "中0", "差0", "未评4", "平均分91.20"]);
    expect(card.get("a").attributes("href")).toContain("/selfeval");
    expect((await open("/home")).app.find("section[aria-labelledby=grades]").exists()).toBe(false);
  });
  it("adds an own deadline in place, refusing what is no date", async () => {
    const { app, asked, button, settle } = await open("/home");
    await button("添加期限").trigger("click");
    const [title, date] = app.findAll("form.line input");
    await title?.setValue("报送监控表");
    await date?.setValue("下月底");
    expect(button("保存").attributes("disabled")).toBeDefined();
    await date?.setValue("2026-11-30");
    await app.get("form.line").trigger("submit");
    await settle();
    expect(asked("deadline.save")).toEqual([{ title: "报送监控表", date: "2026-11-30", about: "other", source: "" }]);
    expect(app.find("form.line").exists()).toBe(false);
  });
  it("rule 14: deletes a deadline by name, and says that it can be undone", async () => {
    const { app, asked, button, settle } = await open("/home");
    await button("修改期限：报送 2027").trigger("click");
    await settle();
    await button("删除期限“报送 2027 年绩效目标”").trigger("click");
    await settle();
    expect(asked("deadline.delete")).toEqual([{ id: "d1" }]);
    expect(app.get("header [aria-live]").text()).toContain("可撤销");
  });
  it("rule 5: says each month's lamps in figures, and names the projects off their track, the gravest first", async () => {
    const { app } = await open("/home");
    const lines = app.findAll("table.counts tbody tr").map((each) => each.findAll("td").map((cell) => cell.text()).join(" ").trim());
    expect(lines).toEqual(["· · · · · 1 1", "· · · 1 1 1 ·", "6 6 6 4 4 3 2", "· · · 1 1 1 1", "6 6 6 6 6 6 4"]);
    expect(app.findAll(".off li").map((each) => each.text())).toEqual(["河道保洁执行率 21.40%"]);
    expect(app.get(".off a").attributes("href")).toBe("#/monitor/p2/7");
  });
  it("says how money and goals stand over all projects, as the program has it", async () => {
    const { app, asked } = await open("/home");
    expect(asked("monitor.totals")).toEqual([{ month: 7 }]);
    const sums = app.get("section[aria-labelledby=both]").text();
    for (const part of ["双监控 · 1—7月", "61.26%", "序时 58.33%", "64.80%", "3.54", "有数的项目4 / 6", "填齐2 / 6", "58.30万元"]) expect(sums).toContain(part);
  });
  it("those furthest behind stand first within each lamp", async () => {
    const cells = (lamp: "red" | "yellow", rate: string) => BOARD.rows[0]!.cells.map((cell) => cell && { ...cell, lamp, rate });
    const rows = [["a", "yellow", "9.00"], ["b", "red", "30.00"], ["c", "red", "15.00"]].map(([id, lamp, rate]) => ({ ...BOARD.rows[0]!, id: id!, name: id!, cells: cells(lamp as "red", rate!) }));
    const { app } = await open("/home", { "monitor.board": () => ({ ...BOARD, rows }) });
    expect(app.findAll(".off a").map((each) => each.text())).toEqual(["c", "b", "a"]);
  });
  it("the last changes have no bar of their own; the log has the rest", async () => {
    const recent = Array.from({ length: 9 }, (_, n) => ({ ...HOME.recent[0]!, label: `修改 ${n}` }));
    const { app } = await open("/home", { "home.overview": () => ({ ...HOME, recent }) });
    expect(app.findAll("section[aria-labelledby=recent] li")).toHaveLength(5);
    expect(app.get("section[aria-labelledby=recent] a").attributes("href")).toBe("#/settings/audit");
  });
  it("projects that are all in one state are said in a line", async () => {
    const { app } = await open("/home", { "home.overview": () => ({ ...HOME, progress: HOME.progress.map((share, n) => (n === 0 ? share : { ...share, projects: 0 })) }) });
    expect(app.find("table.bars").exists()).toBe(false);
    expect(app.get("section[aria-labelledby=progress]").text()).toBe("编制进度2 个项目都是编制中年度资金 289.14 万元");
  });
  it("what has no source takes its room", async () => {
    const { app } = await open("/home");
    const lines = app.findAll("section[aria-labelledby=due] li");
    expect(lines.map((each) => each.find(".source").exists() === each.find(".wide").exists())).not.toContain(true);
    expect(app.find("button[aria-label='去送复核：绩效目标送复核']").exists()).toBe(true);
  });
  it("does not say that all is well where nothing was judged", async () => {
    const blank = { ...BOARD, months: BOARD.months.map((head) => ({ ...head, red: 0, yellow: 0, green: 0, blue: 0 })), rows: BOARD.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => cell && { ...cell, lamp: null }) })) };
    const { app } = await open("/home", { "monitor.board": () => blank });
    expect(app.get("section[aria-labelledby=off]").text()).toContain("还没有填数");
  });
  it("has no card for monitoring before the first record, nor when the board cannot be read", async () => {
    const { app } = await open("/home", { "monitor.board": () => FRESH_BOARD });
    expect(app.find("table.counts").exists()).toBe(false);
    window_.end();
    const failed = await open("/home", {
      "monitor.board": () => {
        throw { code: "STORE-READ", message: "数据读不出来，请重试。" };
      },
    });
    expect(failed.app.find("table.counts").exists()).toBe(false);
    expect(failed.app.find("[role=alert]").exists()).toBe(false);
  });
  it("draws a bar per state, each beside its numbers", async () => {
    const { app } = await open("/home");
    const rows = app.findAll("table.bars tbody tr");
    expect(rows[0]?.text()).toMatch(/编制中.*2.*33\.33%.*289\.14/);
    expect(rows[0]?.get("rect.bar").attributes("width")).toBe("33.33%");
    expect(rows[1]?.text()).toContain("—");
  });
  it("counts what waits at its name in the list of areas", async () => {
    const { app } = await open("/home");
    expect(app.get("nav.areas a .count").text()).toBe("1");
  });
  it("without projects leads to making some", async () => {
    const none = { rows: [], total: 0, total_text: "0.00", amount_unit: "万元" as const, errors: 0, explains: 0, hints: 0 };
    const { app } = await open("/home", { "project.list": () => none, "home.overview": () => ({ ...HOME, dues: [], returned: [], recent: [], progress: [] }) });
    expect(app.text()).toContain("2026 年度还没有项目");
    expect(app.find("a[href='#/projects/import']").exists()).toBe(true);
    expect(app.text()).toContain("没有要办的事");
  });
  it("draws 400 lines of dues at once", async () => {
    const dues: Due[] = Array.from({ length: 400 }, (_, index) => ({ ...HOME.dues[0]!, title: `事 ${index}` }));
    const { app } = await open("/home", { "home.overview": () => ({ ...HOME, dues }) });
    expect(app.findAll("section[aria-labelledby=due] svg.lamp")).toHaveLength(402);
  });
});

describe("after a crash", () => {
  const crashed = { since: "2026-10-30T14:00:00+08:00", steps: 12, last: "粘贴 24 格", can_discard: true };
  const info = { ...STORE, crashed };
  it("rule 8: says what was kept before anything else is shown, and keeps it unless told otherwise", async () => {
    const { app, asked, button, settle } = await open("/home", { "store.current": () => info, "store.keep": () => STORE });
    for (const text of ["上次没有正常退出", "保存了 12 步", "粘贴 24 格"]) expect(app.text()).toContain(text);
    expect(app.find("nav").exists()).toBe(false);
    expect(document.activeElement?.textContent).toContain("保留");
    expect([...asked("store.keep"), ...asked("store.discard_crashed")]).toEqual([]);
    await button("保留").trigger("click");
    await settle();
    expect(app.find("nav").exists()).toBe(true);
  });
  it("offers no way back that there is not, and says why", async () => {
    const { app } = await open("/home", { "store.current": () => ({ ...STORE, crashed: { ...crashed, can_discard: false } }) });
    expect(app.findAll("button").map((each) => each.text())).toEqual(["保留，继续工作"]);
    expect(app.text()).toContain("不能整体放弃");
  });
  it("goes back when told to, and says to when", async () => {
    const { app, asked, button, settle } = await open("/home", { "store.current": () => info, "store.discard_crashed": () => STORE });
    await button("放弃这 12 步").trigger("click");
    await settle();
    expect(asked("store.discard_crashed")).toHaveLength(1);
    expect(app.get("header [aria-live]").text()).toContain("打开时的样子");
  });
});

describe("the first page", () => {
  const closed = { "store.current": () => null };
  it("explains each rule pack, chooses none by itself, and offers the key when the unit is made", async () => {
    const pack = { ...STORE.pack, summary: "每月监控。" };
    const { app, asked, button, settle } = await open("/", { ...closed, "pack.list": () => [pack] });
    chosen.push("D:\\云溪");
    expect(app.text()).toContain("每月监控。");
    expect(app.text()).toContain("还需填写：存放文件夹、单位名称、单位代码、规则包、姓名");
    expect(button("建立数据").attributes("disabled")).toBeDefined();
    await button("选择…").trigger("click");
    await settle();
    await app.get("input[placeholder='例：云溪镇人民政府']").setValue("云溪镇人民政府");
    await app.get("input[placeholder='例：219001']").setValue("219001");
    await app.get("input[type=radio]").setValue();
    expect(app.text()).toContain("还需填写：姓名");
    await app.findAll(".part").at(2)?.get("input").setValue("填报人甲");
    await app.get("form").trigger("submit");
    await settle();
    expect(asked("store.create")).toEqual([expect.objectContaining({ folder: "D:\\云溪", name: "云溪镇人民政府", pack: "qiemo-2020", person: "填报人甲", role: "填报人" })]);
    expect(app.text()).toContain("“云溪镇人民政府”的数据已建立");
    expect(app.text()).toContain("建立密钥");
    await button("以后再说").trigger("click");
    await settle();
    expect(app.find("nav").exists()).toBe(true);
  });
  it("restores one of a unit's backups", async () => {
    const backups = [{ file: "D:\\云溪\\b.db", name: "b.db", at: "2026-10-30T14:00:00+08:00", bytes: 2048 }];
    const { app, asked, button, settle } = await open("/", { ...closed, "backup.list": () => backups, "store.restore": () => STORE });
    chosen.push("D:\\云溪");
    await button("从备份恢复").trigger("click");
    await button("选择文件夹…").trigger("click");
    await settle();
    await button("恢复到这份：").trigger("click");
    await settle();
    expect(asked("store.restore")).toEqual([{ file: "D:\\云溪\\b.db" }]);
    expect(app.find("nav").exists()).toBe(true);
  });
  it("lists folders opened before", async () => {
    const { asked, button, settle, app } = await open("/", { ...closed, "app.about": () => ({ name: "问效", version: "0.1.0", data_folder: "D:\\问效", recent: ["D:\\云溪"] }) });
    await button("D:\\云溪").trigger("click");
    await settle();
    expect(asked("store.open")).toEqual([{ folder: "D:\\云溪" }]);
    expect(app.find("nav").exists()).toBe(true);
  });
});

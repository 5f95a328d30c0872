// What a screen says before and as soon as it knows: nothing false while it reads, what waits with its verb, sums by colour.
import { afterEach, describe, expect, it } from "vitest";
import { PROJECTS, view } from "./fake";
import { month } from "./fake-monitor";
import { evaluation } from "./fake-selfeval";
import { open as start, type Window } from "./mount";

let window_: Window;
const open = async (...given: Parameters<typeof start>): Promise<Window> => (window_ = await start(...given));
afterEach(() => window_.end());
const never = (): never => new Promise(() => undefined) as never;

describe("before the first answer nothing is said of there being nothing", () => {
  it.each([
    ["/library", { "library.search": never, "library.own": never }, ["没有找到", "还没有本单位的指标"]],
    ["/settings/audit", { "audit.list": never }, ["还没有记录"]],
    ["/target/p1", { "project.get": never }, ["还没有项目"]],
  ] as const)("%s", async (where, more, words) => {
    const { app } = await open(where, more);
    expect(app.find("main [aria-busy=true]").exists()).toBe(true);
    expect(app.get("main").text()).toContain("正在读取…");
    for (const word of words) expect(app.get("main").text()).not.toContain(word);
  });
  it("another project's sheet is not the one before", async () => {
    const { app, router, settle } = await open("/target/p1", { "project.get": ({ id }) => (id === "p1" ? view() : never()) });
    expect(app.find(".sheet").exists()).toBe(true);
    await router.push("/target/p2");
    await settle();
    expect(app.find(".sheet").exists()).toBe(false);
    expect(app.find(".screen-head .primary").exists()).toBe(false);
    expect(app.get<HTMLSelectElement>("select[aria-label=项目]").element.value).toBe("p2");
  });
});

describe("the box of projects names the one whose data stand there", () => {
  const refuse = (): never => {
    throw { code: "APP-TARGET", message: "这个项目还没有绩效目标" };
  };
  it.each([
    ["/target/p1", { "project.get": ({ id }: { id: string }) => (id === "p1" ? view() : refuse()) }],
    ["/monitor/p1/7", { "monitor.get": ({ project }: { project: string }) => (project === "p1" ? month() : refuse()) }],
    ["/selfeval/p1", { "selfeval.get": ({ id }: { id: string }) => (id === "p1" ? evaluation() : refuse()) }],
  ] as const)("also where another one's could not be read: %s", async (where, more) => {
    const { app, router, settle } = await open(where, more);
    const box = app.get<HTMLSelectElement>("select[aria-label=项目]");
    await box.setValue("p2");
    await settle();
    expect(router.currentRoute.value.path).toContain("p2");
    expect(app.text()).toContain("还没有绩效目标");
    expect(app.get(".sheet [data-path]").attributes("data-path")).toMatch(/^.projects.p1./);
    expect(box.element.value).toBe("p1");
  });
  it.each(["/monitor/p1/7", "/selfeval/p1"])("and offers all of them, although they could not be read before: %s", async (where) => {
    let asked = 0;
    const { app } = await open(where, {
      "project.list": (() => {
        asked += 1;
        if (asked === 1) throw { code: "STORE-BUSY", message: "数据正忙，请稍后再试" };
        return { rows: PROJECTS, total: 0, total_text: "", amount_unit: "万元", errors: 0, explains: 0, hints: 0 };
      }) as never,
    });
    expect(app.findAll("select[aria-label=项目] option").length).toBe(PROJECTS.length);
  });
});

describe("the address of a cold start", () => {
  const cold = async (at: string): Promise<Window> => {
    window.location.hash = at;
    return (window_ = await start());
  };
  afterEach(() => (window.location.hash = ""));
  it.each([
    ["#/target/p1", "/target/p1"],
    ["#/", "/home"],
    ["", "/home"],
    ["#/nowhere", "/home"],
  ])("%s leads to %s", async (at, path) => {
    const { router } = await cold(at);
    expect(router.currentRoute.value.path).toBe(path);
  });
  it("one that has no screen leads to the desk later, too", async () => {
    const { app, router, settle } = await open("/projects");
    await router.push("/");
    await settle();
    expect(router.currentRoute.value.path).toBe("/home");
    expect(app.find("main h1").exists()).toBe(true);
  });
});

it("the desk names what waits in the targets, each with its verb", async () => {
  const { app, router, settle } = await open("/home");
  const lines = app.findAll("section[aria-labelledby=due] li").map((each) => each.text());
  expect(lines.find((line) => line.includes("绩效目标核对"))).toContain("3 处必须改、3 处需说明");
  expect(lines.find((line) => line.includes("绩效目标送复核"))).toContain("3 个项目未送复核");
  await app.get("button[aria-label='去修改：绩效目标核对']").trigger("click");
  await settle();
  expect(router.currentRoute.value.path).toBe("/target/p1");
});

it.each([
  ["88", "还差 2", "short", ["88", "90"]],
  ["90", "", "even", ["90", "90"]],
  ["670", "多出 580", "over", ["90", "670"]],
])("points %s: the bar stands %s", async (total, gap, standing, numbers) => {
  const { app } = await open("/target/p1", { "project.get": () => ({ ...view(), weight_total: total, weight_gap: gap }) });
  const bar = app.get("section[aria-label=合计] progress");
  expect(bar.classes()).toContain(standing);
  expect([bar.attributes("value"), bar.attributes("max")]).toEqual(numbers);
});

it("no cell looks chosen before one is; the panel says how the project stands, the findings below lead there", async () => {
  const { app, settle } = await open("/target/p1");
  expect(app.find(".sheet .here").exists()).toBe(false);
  const panel = app.get("[aria-label=当前单元格]").text();
  for (const part of ["状态编制中", "最近修改", "修改“补助经费到位及时率”的指标值"]) expect(panel).toContain(part);
  expect(panel).not.toContain("指标分值合计 88");
  await app.get("section.dock li").trigger("click");
  await settle();
  expect(app.get(".sheet textarea").attributes("data-at")).toBe("5-5");
  expect(app.find(".sheet .here").exists()).toBe(true);
});

// What a screen says before and as soon as it knows: nothing false while it reads, what waits with its verb, sums by colour.
import { afterEach, describe, expect, it } from "vitest";
import { view } from "./fake";
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

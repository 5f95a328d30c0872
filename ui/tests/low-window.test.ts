// A window that is low for its text: what lies round a sheet gives way to its rows, and comes back when it is asked for.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FOUND, month } from "./fake-monitor";
import { at, evaluation } from "./fake-selfeval";
import { open, type Window } from "./mount";

let win: Window;
const high = window.innerHeight;
function height(px: number): void {
  Object.defineProperty(window, "innerHeight", { value: px, configurable: true });
  window.dispatchEvent(new Event("resize"));
}
const shut = (): boolean => win.app.get("section[aria-label=核对结果]").classes().includes("shut");
const money = (): string[] => win.app.get("[role=grid][aria-label=资金]").findAll("tbody tr").map((row) => row.get("td").text());

beforeEach(() => height(600));
afterEach(() => {
  win?.end();
  height(high);
});

describe("a low window", () => {
  it("shows of the findings their head line, and of the money its sum", async () => {
    win = await open("/monitor/p1/7");
    expect(shut()).toBe(true);
    expect(money()).toEqual(["年度资金总额"]);
    await win.button("展开资金 2 行").trigger("click");
    expect(money()).toEqual(["年度资金总额", "财政拨款", "上年结转资金"]);
    await win.button("展开核对结果").trigger("click");
    expect(shut()).toBe(false);
  });
  it("rule 6: F8 unfolds the findings and leads to the field, into money that is folded away too", async () => {
    win = await open("/monitor/p1/7", { "monitor.get": () => month({ findings: FOUND.slice(2) }) });
    await win.press("F8");
    expect(shut()).toBe(false);
    expect(document.activeElement?.getAttribute("data-path")).toBe(FOUND[2]!.path);
    expect(money()).toContain("财政拨款");
  });
  it("is high enough again: all of it is there without being asked for", async () => {
    win = await open("/selfeval/p1");
    expect(shut()).toBe(true);
    height(high);
    await win.settle();
    expect(shut()).toBe(false);
    expect(money()).toContain("财政拨款");
  });
});

describe("why the budget was not spent", () => {
  beforeEach(() => height(high));
  it("is a link while nothing is written, which opens its box; a text stands in sight", async () => {
    const usual = evaluation();
    win = await open("/selfeval/p1", { "selfeval.get": () => evaluation({ funds_reason: { ...usual.funds_reason, text: "" } }) });
    expect(win.app.find(`[data-path="${at}/funds_reason"]`).exists()).toBe(false);
    await win.button("写预算执行偏差原因").trigger("click");
    await win.settle();
    expect(document.activeElement?.getAttribute("data-path")).toBe(usual.funds_reason.path);
    win.end();
    win = await open("/selfeval/p1", { "selfeval.get": () => evaluation({ funds_reason: { ...usual.funds_reason, text: "资金下达晚" } }) });
    expect(win.app.find(`[data-path="${usual.funds_reason.path}"]`).exists()).toBe(true);
  });
});

// Payments from files: taking them in, giving them to projects, checking them against budget and entries, listing them.
import { afterEach, describe, expect, it } from "vitest";
import { assigned, columnWord, letter, missing, rejectsName, sampleOf } from "../src/screens/ledger/columns";
import { faultsOf } from "../src/screens/ledger/faults";
import { found, kindOf } from "../src/screens/ledger/groups";
import { chosen, PROJECTS } from "./fake";
import { FIELDS, groups, ledgerFile, ledgerPreview, LEDGERS, manyGroups, payments, threeWay } from "./fake-ledger";
import { open, type Window } from "./mount";

let w: Window;
const text = (): string => w.app.text();
const box = (): HTMLInputElement => w.app.get("#find-project").element as HTMLInputElement;
async function type(value: string): Promise<void> {
  await w.app.get("#find-project").setValue(value);
  await w.settle();
}
async function press(word: string): Promise<void> {
  await w.button(word).trigger("click");
  await w.settle();
}
afterEach(() => {
  w?.end();
  chosen.splice(0);
});

/** A program that remembers what was assigned. */
function remembering(more: Parameters<typeof open>[1] = {}): Parameters<typeof open>[1] {
  let list = groups();
  return {
    "ledger.list": () => LEDGERS.filter((row) => row.id === "l7"),
    "ledger.groups": () => list,
    "ledger.assign": (req) => {
      list = list.map((group) =>
        req.groups.includes(group.id)
          ? { ...group, project: req.project ?? "", project_name: PROJECTS.find((row) => row.id === req.project)?.name ?? "", how: req.ignore ? "不计入" : req.project ? "手工指定" : "" }
          : group,
      );
      return { changed: ["ledger"], label: "指定项目", saved_at: "14:33" };
    },
    ...more,
  };
}

describe("rule 11: file → sheet, columns and month → preview → good rows in, bad rows handed back", () => {
  async function upTo(step: "columns" | "preview" | "result", more: Parameters<typeof open>[1] = {}): Promise<void> {
    chosen.push("D:\\支付 7月.xlsx");
    w = await open("/monitor/ledger/import?month=7", more);
    await press("选择文件");
    if (step === "columns") return;
    await press("预览");
    if (step === "result") await press("导入 1204 笔");
  }
  it("says beside the button why a file cannot be read", async () => {
    await upTo("columns", {
      "ledger.inspect": () => {
        throw { code: "SHEET-LOCKED", message: "这个文件有打开密码，请去掉密码后再导入。" };
      },
    });
    expect(w.app.get("[role=alert]").text()).toContain("有打开密码");
    expect(w.app.find("select.map").exists()).toBe(false);
  });
  it("takes the remembered columns over, shows samples, and asks for what is missing", async () => {
    await upTo("columns");
    expect(text()).toContain("已沿用那次的对应");
    expect(w.app.findAll("select.map")).toHaveLength(FIELDS.length);
    expect(w.app.findAll("tbody tr")[0]!.text()).toContain("12,000.00；48,600.00；93,400.00");
    const amount = w.app.get("select[aria-label='“支付金额”在哪一列']");
    (amount.element as HTMLSelectElement).selectedIndex = 0;
    await amount.trigger("change");
    expect(text()).toContain("请指出哪一列是支付金额");
    expect(w.button("预览").attributes("disabled")).toBeDefined();
    (amount.element as HTMLSelectElement).selectedIndex = 14;
    await amount.trigger("change");
    await press("预览");
    const asked = w.asked("ledger.preview")[0] as { mapping: { columns: Record<string, number> } };
    expect(asked.mapping.columns["amount"]).toBe(13);
    expect(asked.mapping.columns["refund"]).toBeUndefined();
  });
  it("a source and a month are asked for before anything is read", async () => {
    chosen.push("D:\\支付 7月.xlsx");
    w = await open("/monitor/ledger/import", { "ledger.inspect": () => ledgerFile(""), "monitor.board": () => { throw { code: "X", message: "x" }; } });
    await press("选择文件");
    expect(text()).toContain("请写明来源");
    await w.app.get("#ledger-source").setValue("国库支付系统");
    await w.app.get("#ledger-source").trigger("change");
    expect(text()).toContain("请选择月份");
  });
  it("shows totals, refunds, what it replaces, and every fault with its place; F8 walks through them (rule 6)", async () => {
    await upTo("preview");
    const strip = w.app.get("section[aria-label='合计']").text();
    for (const part of ["1204 笔", "3,972.10", "12.30", "4 组", "3 组"]) expect(strip).toContain(part);
    expect(text()).toContain("将替换 7月“国库支付系统”8月2日导入的 1,198 笔支付");
    expect(w.app.findAll(".dock .item")).toHaveLength(7);
    await w.press("F8");
    expect(w.app.get(".dock .on").text()).toContain("M88 支付金额");
    expect(w.app.get(".dock .on").text()).toContain("三万元整");
    await w.press("F8", { shiftKey: true });
    expect(w.app.get(".dock .on").text()).toContain("没有支付日期");
    await press("已对应 4");
    expect(w.app.findAll("tbody tr")[0]!.text()).toContain("农村公路养护");
  });
  it("hands bad rows back beside the file, offers undo, and leads on to the groups without a project", async () => {
    await upTo("result");
    expect(w.asked("ledger.commit")[0]).toMatchObject({ sheet: "支付明细", month: 7, rejects: "D:\\支付 7月（退回的行）.xlsx" });
    expect(text()).toContain("已导入 7月“国库支付系统”1204 笔");
    expect(text()).toContain("D:\\支付 7月（退回的行）.xlsx");
    expect(w.app.get(".done button").attributes("title")).toBe("撤销：导入 7月支付明细");
    expect(document.activeElement).toBe(box());
  });
  it("asks for no file for bad rows when there are none", async () => {
    await upTo("result", { "ledger.preview": () => ledgerPreview({ rejected: [] }) });
    expect(w.asked("ledger.commit")[0]).not.toHaveProperty("rejects");
  });
});

describe("rule 16: groups are given to projects by the keyboard alone", () => {
  it("typing finds, Enter assigns and goes on to the next group", async () => {
    w = await open("/monitor/ledger", remembering());
    expect(document.activeElement).toBe(box());
    expect(w.app.get("tr.on").text()).toContain("镇区保洁");
    await type("保洁");
    expect(w.app.get("#found-projects").text()).toContain("河道保洁");
    await w.press("Enter");
    expect(w.asked("ledger.assign")).toEqual([{ groups: ["g1"], project: "p2" }]);
    expect(w.app.get("tr.on").text()).toContain("河道清淤");
    expect(box().value).toBe("");
    expect(document.activeElement).toBe(box());
    expect(text()).toContain("已把“镇区保洁”对应到“河道保洁”");
    expect(w.button("没有对应 2").exists()).toBe(true);
  });
  it("pinyin initials are found by the program", async () => {
    w = await open("/monitor/ledger", remembering({ "search.run": () => [{ kind: "project", id: "p3", title: "农村公路养护", subtitle: "", path: "" }] }));
    await type("ncgl");
    await w.press("Enter");
    expect(w.asked("ledger.assign")).toEqual([{ groups: ["g1"], project: "p3" }]);
  });
  it("with nothing typed the arrows walk and Delete leaves a group out; in a text they act on the text", async () => {
    w = await open("/monitor/ledger", remembering());
    await w.press("ArrowDown");
    expect(w.app.get("tr.on").text()).toContain("河道清淤");
    await type("农村");
    await w.press("Delete");
    expect(w.asked("ledger.assign")).toHaveLength(0);
    await w.press("Escape");
    expect(box().value).toBe("");
    await w.press("Delete");
    expect(w.asked("ledger.assign")).toEqual([{ groups: ["g3"], project: null, ignore: true }]);
  });
  it("a key of the input method assigns nothing (rule 2)", async () => {
    w = await open("/monitor/ledger", remembering());
    await type("保洁");
    await w.press("Enter", { isComposing: true });
    expect(w.asked("ledger.assign")).toHaveLength(0);
  });
  it("draws only what is in sight of 400 groups", async () => {
    w = await open("/monitor/ledger", { "ledger.groups": () => manyGroups(400), "ledger.list": () => LEDGERS.filter((row) => row.id === "l7") });
    expect(text()).toContain("没有对应 100");
    expect(w.app.findAll("tr[data-row]").length).toBeLessThanOrEqual(60);
  });
});

describe("rule 14: what is imported stands by month; deleting names its object and offers undo", () => {
  it("opens the latest month with something open, and marks the missing months", async () => {
    w = await open("/monitor/ledger");
    const months = w.app.findAll(".months button").map((each) => each.text());
    expect(months[5]).toBe("5月未导入");
    expect(w.app.get(".months .on").text()).toContain("7月");
    expect(w.app.findAll(".files tbody tr")).toHaveLength(2);
  });
  it("deletes one import and takes it back", async () => {
    w = await open("/monitor/ledger", { "history.list": () => ({ rows: [], undo: "删除 7月支付明细", redo: null }) });
    await w.app.get("button[aria-label='删除 7月“国库支付系统”的支付（可撤销）']").trigger("click");
    await w.settle();
    expect(w.asked("ledger.delete")).toEqual([{ id: "l7" }]);
    expect(text()).toContain("已删除 7月“国库支付系统”的 1187 笔支付");
    await w.app.get(".done button[title='撤销：删除 7月支付明细']").trigger("click");
    await w.settle();
    expect(w.asked("edit.undo")).toHaveLength(1);
  });
  it("an empty year says what to do", async () => {
    w = await open("/monitor/ledger", { "ledger.list": () => [] });
    expect(text()).toContain("还没有导入支付");
    expect(w.app.get("a.primary").attributes("href")).toContain("/monitor/ledger/import");
  });
});

describe("the three-way check", () => {
  it("leads with the worst, shows budget, payments and entry side by side, and never a computed total (rule 12)", async () => {
    w = await open("/monitor/check/7");
    const rows = w.app.findAll("tr[data-row]").map((row) => row.text());
    expect(rows[0]).toContain("河道保洁");
    expect(rows.at(-1)).toContain("相符");
    expect(w.app.get("tfoot").text()).toContain("488.66");
    expect(text()).toContain("22.82 万元没有对应到项目");
    expect(w.asked("ledger.check")).toEqual([{ month: 7 }]);
  });
  it("shape and colour together: each lamp has its word (rule 5)", async () => {
    w = await open("/monitor/check/7");
    expect(w.app.findAll("tr[data-row] svg").map((each) => each.attributes("aria-label"))).toEqual(["要查明", "要查明", "请核对", "请核对", "相符", "相符"]);
  });
  it("says nothing of lamps where there is nothing to compare; the screen is empty where nothing is", async () => {
    const given = threeWay();
    const bare = { ...given.rows[0]!, project: "p9", name: "还没有开工的项目", lamp: "green" as const, paid: "", entered: "", gap: "", text: "没有支付，也没有填报" };
    w = await open("/monitor/check/7", { "ledger.check": () => ({ ...given, rows: [bare, ...given.rows] }) });
    const last = w.app.findAll("tr[data-row]").at(-1)!;
    expect([last.text().includes("还没有开工的项目"), last.find("svg").exists()]).toEqual([true, false]);
    expect(text()).toContain("还没有数 1");
    w.end();
    w = await open("/monitor/check/7", { "ledger.check": () => ({ ...given, rows: [bare] }) });
    expect(text()).toContain("还没有可核对的");
  });
  it("arrows choose a row and Enter leads to its cell", async () => {
    w = await open("/monitor/check/7");
    w.router.addRoute({ path: "/monitor/:project/:month", component: { render: () => null } });
    (w.app.get("[role=grid]").element as HTMLElement).focus();
    await w.press("ArrowDown");
    await w.press("Enter");
    expect(w.router.currentRoute.value.fullPath).toContain("/monitor/p4/7?at=");
  });
  it("narrows to what does not agree, and draws only what is in sight", async () => {
    w = await open("/monitor/check/7", { "ledger.check": () => threeWay(70) });
    expect(w.app.findAll("tr[data-row]").length).toBeLessThanOrEqual(60);
    await w.app.get("input[type=checkbox]").setValue(true);
    expect(w.app.findAll("tr[data-row]").some((row) => row.text().includes("相符"))).toBe(false);
  });
});

describe("直达资金", () => {
  it("are asked for by project and month, and their ledger is printed as it is narrowed (rule 10)", async () => {
    w = await open("/monitor/payments?direct=1&month=7");
    expect(w.asked("ledger.payments").at(-1)).toEqual({ limit: 2000, month: 7, direct: true });
    await w.app.get("select[aria-label='项目']").setValue("p5");
    await w.settle();
    expect(w.asked("ledger.payments").at(-1)).toMatchObject({ project: "p5" });
    const print = w.app.findAll("a").find((each) => each.text() === "打印台账…")?.attributes("href") ?? "";
    expect(print).toContain("/print/direct-ledger?project=p5&month=7");
  });
  it("what waits for a project says so; columns without a word in them are left out", async () => {
    const [waiting] = groups().filter((group) => kindOf(group) === "open");
    const rows = payments(2).rows.map((row, n) => ({ ...row, voucher: "", direct: false, ...(n === 0 ? { code: waiting!.code, name: waiting!.name } : {}) }));
    w = await open("/monitor/payments", { "ledger.payments": () => ({ rows, total: 2, net: "1.00" }) });
    expect(w.app.findAll("thead th").map((each) => each.text())).toEqual(["日期", "项目", "收款人", "用途", "金额（万元）", "原表行"]);
    expect(w.app.findAll("tr[data-row]").map((row) => row.text().includes("没有对应"))).toEqual([true, false]);
  });
  it("a refund stands with its sign and is no alarm (rule 17); a longer list says that it goes on", async () => {
    w = await open("/monitor/payments", { "ledger.payments": ({ limit }) => payments(Math.min(limit, 12), 5321) });
    const refund = w.app.findAll("td").find((cell) => cell.text() === "-0.20")!;
    expect(refund.classes()).not.toContain("must");
    expect(text()).toContain("前 12 笔；合计是全部 5321 笔的");
    await press("全部列出");
    expect(w.asked("ledger.payments").at(-1)).toMatchObject({ limit: 5321 });
  });
});

describe("the pure parts", () => {
  it.each([[0, "A"], [25, "Z"], [26, "AA"], [51, "AZ"], [52, "BA"]])("column %i is %s", (index, name) => expect(letter(index)).toBe(name));
  it("a column means one thing only; taking one away leaves the rest", () => {
    const mapping = { name: "甲", header_row: 1, columns: { amount: 3, refund: 4 } };
    expect(assigned(mapping, "refund", 3).columns).toEqual({ refund: 3 });
    expect(assigned(mapping, "refund", undefined).columns).toEqual({ amount: 3 });
    expect(missing(FIELDS, assigned(mapping, "refund", 3))).toEqual(["支付金额", "项目名称"]);
  });
  it("samples have no value twice, and headers their letters", () => {
    const sheet = ledgerFile().sheets[0]!;
    expect(sampleOf(sheet, 3)).toEqual(["云溪镇人民政府"]);
    expect(sampleOf(sheet, undefined)).toEqual([]);
    expect(columnWord({ ...sheet, headers: [" "] }, 0)).toBe("A （无表头）");
  });
  it.each([["D:\\a.b\\支付.xlsx", "D:\\a.b\\支付（退回的行）.xlsx"], ["/home/x/ledger", "/home/x/ledger（退回的行）.xlsx"]])("rows of %s go back to %s", (file, to) => expect(rejectsName(file)).toBe(to));
  it("rows that are not taken come first, then what must be explained, then hints", () => {
    expect(faultsOf(ledgerPreview()).map((each) => each.level)).toEqual(["rejected", "rejected", "rejected", "explain", "explain", "explain", "hint"]);
    expect(faultsOf(ledgerPreview()).at(-1)?.at).toBe("整个文件");
  });
  it("a group is open unless it has a project or is left out, whatever the program calls it", () => {
    const [first] = groups();
    expect(kindOf({ ...first!, how: "未匹配" })).toBe("open");
    expect(groups().map(kindOf).filter((kind) => kind === "open")).toHaveLength(3);
  });
  it("names that begin with the text come first", () => {
    const rows = [{ ...PROJECTS[0]!, id: "a", name: "镇区保洁" }, { ...PROJECTS[0]!, id: "b", name: "保洁员补助" }];
    expect(found(rows, "保洁").map((row) => row.id)).toEqual(["b", "a"]);
    expect(found(rows, " ")).toEqual([]);
  });
});

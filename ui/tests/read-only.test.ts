// Data that were opened for reading only: everything is shown, nothing can be typed into, and it is said once.
import { afterEach, describe, expect, it } from "vitest";
import { lockedAll } from "../src/form/read-only";
import { ANSWERS, PROJECTS, STORE, view } from "./fake";
import { open, type Window } from "./mount";

let w: Window;
afterEach(() => w?.end());
const NOTICE = "“D:\\问效”的数据正在另一个窗口或另一台电脑上使用，这里按只读方式打开";
const CLOSED = { "store.current": () => ({ ...STORE, read_only: true, notice: NOTICE }) };

/** Whatever takes text on the screen, but for what only filters or chooses a project. */
function free(): string[] {
  const fields = [...document.querySelectorAll<HTMLInputElement>("main textarea, main input, main select:not([aria-label=项目])")];
  return fields.filter((field) => !field.readOnly && !field.disabled).map((field) => field.getAttribute("aria-label") ?? field.outerHTML);
}
const said = (): number => document.querySelector("main")!.textContent.split("另一台电脑上使用").length - 1;

it("whatever can be locked is, and nothing else changes", () => {
  expect(lockedAll({ locked: false, name: "甲", cells: [{ locked: false, text: "1" }], last: null })).toEqual({ locked: true, name: "甲", cells: [{ locked: true, text: "1" }], last: null });
});

describe("data for reading only", () => {
  it.each([["/target/p1"], ["/monitor/p1/7"], ["/selfeval/p1"], ["/monitor/unit"], ["/selfeval/p1/report"]])("%s takes no text", async (where) => {
    w = await open(where, CLOSED);
    await w.settle();
    expect(w.app.findAll(".screen").length).toBe(1);
    for (const grid of document.querySelectorAll("[role=grid]")) expect(grid.getAttribute("aria-readonly")).toBe("true");
    expect(free()).toEqual([]);
    for (const word of ["下方插入", "写意见", "可撤销"]) expect(document.querySelector("main")?.textContent).not.toContain(word);
  });
  it("a cell shows its texts beside the sheet, and they are closed too", async () => {
    w = await open("/target/p1", CLOSED);
    await w.app.get('td[data-at="0-1"]').trigger("mousedown");
    await w.settle();
    expect(w.app.get("[aria-label=当前单元格]").text()).toContain("评（扣）分标准");
    expect(free()).toEqual([]);
    expect(w.app.get("header [role=status]").text()).toBe("只读，不能修改");
  });
  it("a refusal that says the same takes the place of the note until it is read", async () => {
    w = await open("/target/p1", {
      ...CLOSED,
      "project.list": () => {
        if (refusing) throw { code: "STORE-LOCKED", message: NOTICE };
        return ANSWERS["project.list"]!({});
      },
      "history.list": () => ({ rows: [], undo: null, redo: null }),
    });
    expect(said()).toBe(1);
    refusing = true;
    const { useNotice } = await import("../src/stores/notice");
    const { useProjects } = await import("../src/stores/projects");
    await useNotice().guard(() => useProjects().load());
    await w.settle();
    refusing = false;
    expect(said()).toBe(1);
    expect(w.app.find("main .note.bad").exists()).toBe(true);
    await w.button("知道了").trigger("click");
    expect(w.app.find("main .note.warn").text()).toContain(NOTICE);
  });
});
let refusing = false;

describe("the project's name in the head", () => {
  it("is there before the list knows the project", async () => {
    w = await open("/target/p9", { "project.get": () => ({ ...view(), id: "p9", name: "新建的项目" }) });
    const which = w.app.get<HTMLSelectElement>("select[aria-label=项目]");
    expect(which.element.selectedOptions[0]?.textContent).toBe("新建的项目");
    expect(PROJECTS.some((row) => row.id === "p9")).toBe(false);
  });
  it("stands in the list once", async () => {
    w = await open("/target/p1");
    const words = [...w.app.get<HTMLSelectElement>("select[aria-label=项目]").element.options].map((each) => each.textContent);
    expect(words.filter((word) => word === "村级补助及运转经费")).toHaveLength(1);
  });
});

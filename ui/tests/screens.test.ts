// Screens against a stand-in program: what is asked, what is shown, what a failure looks like.
import { mount, type VueWrapper } from "@vue/test-utils";
import { createPinia } from "pinia";
import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach, describe, expect, it } from "vitest";
import { call, CallError } from "../src/api/rpc";
import { makeRouter } from "../src/app/router";
import App from "../src/app/App.vue";
import { installFake, STORE, type Call } from "./fake";
import { settle } from "./mount";

let calls: Call[] = [];
let app: VueWrapper;

async function start(at: string, more: Parameters<typeof installFake>[0] = {}): Promise<void> {
  calls = installFake({ "store.current": () => STORE, ...more });
  const router = makeRouter();
  await router.push(at);
  app = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), router] } });
  await settle();
}
const asked = (name: string) => calls.filter((each) => each.name === name).map((each) => each.payload);
const button = (text: string) => app.findAll("button").find((each) => each.text().includes(text));

afterEach(() => {
  app?.unmount();
  clearMocks();
  document.body.innerHTML = "";
});

describe("the first page", () => {
  it("says what is still missing, and opens the sample unit", async () => {
    await start("/", { "store.current": () => null });
    expect(app.text()).toContain("还需填写：存放文件夹、单位名称、单位代码、规则包、姓名");
    expect(button("建立数据")?.attributes("disabled")).toBeDefined();
    await button("打开示例单位")?.trigger("click");
    await settle();
    expect(asked("demo.open")).toHaveLength(1);
    expect(app.find("nav").exists()).toBe(true);
  });
  it("shows why a store could not be opened, beside the button", async () => {
    await start("/", {
      "store.current": () => null,
      "demo.open": () => {
        throw { code: "STORE-FULL", message: "磁盘已满，请腾出空间后重试。" };
      },
    });
    await button("打开示例单位")?.trigger("click");
    await settle();
    expect(app.get("[role=alert]").text()).toContain("磁盘已满，请腾出空间后重试。");
    expect(app.get("[role=alert]").text()).toContain("STORE-FULL");
  });
});

describe("projects", () => {
  it("shows money in 万元, states, and counts by level", async () => {
    await start("/projects");
    const rows = app.findAll("tbody tr");
    expect(rows).toHaveLength(6);
    expect(rows[0]?.text()).toContain("202.64");
    expect(rows[0]?.text()).toContain("必须改 1");
    expect(rows[1]?.text()).toContain("✓ 无问题");
    expect(app.get("tfoot").text()).toContain("805.91");
  });
});

describe("submission", () => {
  it("says in one sentence what goes where, and will not seal while something must be mended", async () => {
    await start("/submit");
    expect(app.text()).toContain("把 6 个项目的 2026 年度绩效目标");
    expect(app.text()).toContain("1 处必须改，改完才能封装");
    expect(button("封装并保存")?.attributes("disabled")).toBeDefined();
  });
});

it("a failed call has its code and sentence; anything else gets one of ours", async () => {
  installFake();
  await expect(call("doctor.run", {})).rejects.toMatchObject({ code: "APP-UNKNOWN" });
  await expect(call("doctor.run", {})).rejects.toBeInstanceOf(CallError);
  clearMocks();
  await expect(call("doctor.run", {})).rejects.toMatchObject({ code: "UI-CALL" });
});

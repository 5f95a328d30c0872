// A stand-in for the program in component tests: one sample project, every command answered.
import { mockIPC } from "@tauri-apps/api/mocks";
import { BOARD_ANSWERS } from "./fake-board";
import { LEDGER_ANSWERS } from "./fake-ledger";
import { MONITOR_ANSWERS } from "./fake-monitor";
import { SELFEVAL_ANSWERS } from "./fake-selfeval";
import type { Commands, FindingView, Home, IndicatorRow, KeyView, PackageReport, PackageRow, PackSummary, ProjectRow, ProjectView, Saved, StoreInfo } from "../src/api/gen";

type Answers = { [K in keyof Commands]?: (req: Commands[K]["req"]) => Commands[K]["res"] };

export const PACK: PackSummary = { id: "qiemo-2020", name: "且末 2020", summary: "", extends: "", documents: ["财预〔2020〕10号"], imported: false, used_by: 1 };

function row(id: string, level1: string, level2: string, name: string, op: string, value: string, unit: string, weight: string): IndicatorRow {
  return {
    id, path: `/projects/p1/target/indicators/${id}`, horizon: "annual", level1, level2, name, op, value, value_text: "", unit, weight,
    explanation: "", standard: "", note: "", bad: {}, last: null, remarks: 0,
  };
}

export const ROWS: IndicatorRow[] = [
  row("i1", "产出指标", "数量指标", "补助村（社区）数量", "=", "8", "个", "8"),
  row("i2", "产出指标", "数量指标", "保障村干部人数", "=", "42", "人", "8"),
  row("i3", "产出指标", "质量指标", "补助资格合规性", "定性", "合规", "", "8"),
  row("i4", "产出指标", "质量指标", "经费审批流程规范性", "定性", "严格执行", "", "8"),
  row("i5", "产出指标", "时效指标", "补助经费到位及时率", "≥", "95", "%", "8"),
  row("i6", "产出指标", "成本指标", "项目总成本", "≤", "202.6", "万元", "8"),
  row("i7", "效益指标", "社会效益", "村（社区）两委正常运行影响程度", "定性", "效果明显", "", "15"),
  row("i8", "效益指标", "可持续影响", "村干部工作积极性", "定性", "持续提高", "", "15"),
  row("i9", "满意度指标", "服务对象满意度", "村民满意度", "≥", "90", "%", "10"),
];

const at = "/projects/p1/target";
export const FINDINGS: FindingView[] = [
  { rule: "goal.sum", level: "hint", project: "p1", path: `${at}/annual_goal`, where: "年度总体目标", text: "文字中的分项金额合计 174.00 万元，与所写总额 202.64 万元不一致。", remedy: "请核对文字中的金额。", source: { document: "文字与金额核对", clause: "" }, numbers: [] },
  { rule: "target.weights.class", level: "error", project: "p1", path: `${at}/indicators/i6/weight`, where: "产出指标 / 项目总成本 · 分值", text: "指标分值合计 88，应为 90；产出指标 48，应为 50。", remedy: "建议在本类增加 2 分。", source: { document: "财预〔2020〕10号", clause: "" }, numbers: [] },
  { rule: "target.vague", level: "explain", project: "p1", path: `${at}/indicators/i4/value`, where: "质量指标 / 经费审批流程规范性", text: "“严格执行”难以衡量，请写明判断标准，或改为可量化的指标值。", remedy: "", source: { document: "弥政办发〔2020〕38号", clause: "二（二）2" }, numbers: [] },
];

export function view(): ProjectView {
  return {
    id: "p1", name: "村级补助及运转经费", subtitle: "延续项目 · 一般公共预算 · 规则包 且末 2020", state: "编制中", version: 1, locked: false, secret: false, pack: PACK, amount_unit: "万元",
    flags: [{ path: "/projects/p1/flags/secret", label: "涉密", text: "", bad: null, locked: false, options: ["是"], wide: false }],
    medium_funds: [], forms: [["goal-2015", "绩效目标申报表"]], level2: [["产出指标", ["数量指标", "质量指标"]], ["效益指标", ["社会效益"]]],
    identity: [
      { path: "/projects/p1/name", label: "项目名称", text: "村级补助及运转经费", bad: null, locked: false, options: [], wide: false },
      { path: "/projects/p1/department", label: "主管部门", text: "云溪镇人民政府", bad: null, locked: false, options: [], wide: false },
      { path: "/projects/p1/novelty", label: "项目属性", text: "延续", bad: null, locked: false, options: ["新增", "延续"], wide: false },
    ],
    funds: [
      { path: "", label: "年度资金总额", amount: 202_640_000, text: "202.64", bad: null, computed: true },
      { path: "/projects/p1/funds/annual/fiscal", label: "其中：财政拨款", amount: 202_640_000, text: "202.64", bad: null, computed: false },
      { path: "/projects/p1/funds/annual/carried", label: "上年结转", amount: 0, text: "0", bad: null, computed: false },
      { path: "/projects/p1/funds/annual/other", label: "其他资金", amount: null, text: "", bad: null, computed: false },
    ],
    goals: [
      { path: `${at}/annual_goal`, label: "年度总体目标", text: "保障 8 个村（社区）正常运转，按月足额发放 42 名村干部补助，村级组织办公经费及时到位。", bad: null, locked: false, options: [], wide: true },
    ],
    indicators: ROWS.map((each) => ({ ...each })),
    classes: [{ level1: "产出指标", weight: "48", due: "50" }, { level1: "效益指标", weight: "30", due: "30" }, { level1: "满意度指标", weight: "10", due: "10" }],
    weight_total: "88", weight_due: "90", weight_gap: "还差 2", indicator_min: 7, execution_weight: "10", findings: FINDINGS,
    handed_on: false, steps: [{ to: "review", word: "送复核", needs_remark: false }], remarks: [], last_year: null, saved_as: [], packs_differ: false,
  };
}

export const STORE: StoreInfo = {
  folder: "D:\\问效\\云溪镇", unit: { id: "u", name: "云溪镇人民政府", kind: "township", code: "219001", credit_code: "", division_code: "", parent_name: "", head: "", phone: "" },
  year: 2026, years: [2026], pack: PACK,
  person: "填报人甲", role: "填报人", person_id: "person-1", can_discard: 0, crashed: null, demo: true, read_only: false, can_restore: false, notice: null, saved_at: "14:32", undo: null, redo: null,
};

const NAMES: [string, number | null, number, number, number, string][] = [
  ["村级补助及运转经费", 202_640_000, 1, 1, 1, "编制中"], ["河道保洁", 48_000_000, 0, 0, 0, "已上报"], ["农村公路养护", 120_000_000, 0, 2, 0, "已复核"],
  ["人居环境整治", 86_500_000, 0, 0, 1, "编制中"], ["义务教育营养改善", 38_770_000, 0, 0, 0, "已审定"], ["乡村振兴衔接资金（产业）", 310_000_000, 2, 0, 0, "已退回"],
];
export const PROJECTS: ProjectRow[] = NAMES.map(([name, amount, errors, explains, hints, state], index) => ({
  id: `p${index + 1}`, name, code: "", department: "云溪镇人民政府", attribute: index % 2 ? "新增项目" : "延续项目", amount, amount_text: amount === null ? "" : (amount / 1_000_000).toFixed(2), state, handed_on: false, remarks: 0, secret: false, indicators: 9, errors, explains, hints,
  kind: "项目", novelty: index % 2 ? "新增" : "延续", category: "", book: "", flags: [], can_carry: false,
}));

const KEY = "3A7F 09C2 5E11 D48B 6620 9A3C F75D 1B84 C0E9 72A6 4D1F 8B35 E6D0 57C9 A214 0F68";
export const SIGNER: KeyView = { unit_name: "云溪镇人民政府", unit_code: "219001", fingerprint: KEY, pin: KEY.replaceAll(" ", "").toLowerCase(), valid_from: "2026-03-01", valid_until: "2031-03-01", warning: null };

const first = { id: "WX-219001-2026-target-Y-001", sent: true, kind: "绩效目标", period: "全年", sequence: 1, at: "2026-03-05 14:32", recipient: "219", file: "WX-219001-2026-target-Y-001.zip", previous: "", projects: 5, head: "41:9f2c" };
export const PACKAGES: PackageRow[] = [first, { ...first, id: "WX-219001-2026-target-Y-002", sequence: 2, at: "2026-03-12 10:05", previous: first.id, projects: 6, head: "77:c310" }];

/** A package as it is read, signed by somebody who is not registered unless `ok`. */
export function packageReport(ok = false): PackageReport {
  return {
    verdict: ok ? "已验证" : "未验证", ok, code: ok ? null : "PKG-UNKNOWN-SIGNER", reason: ok ? null : "签名人“219001 云溪镇人民政府”的公钥没有登记，请对照登记表核对指纹后登记。",
    id: PACKAGES[1]!.id, signer: "219001 云溪镇人民政府", fingerprint: KEY, pin: SIGNER.pin, sender: "219001 云溪镇人民政府", recipient: "219", sealed_at: "2026-03-12",
    digest: SIGNER.pin, previous: first.id, rule_pack: "qiemo-2020", audit_head: "77:c310", bytes: 1_482_752, path: "E:\\WX-219001-2026-target-Y-002.zip",
    projects: PROJECTS.map((row) => ({ name: row.name, code: row.code, amount: row.amount, amount_text: row.amount_text, indicators: row.indicators })),
    files: PROJECTS.flatMap((row, index) => ["pdf", "xlsx"].map((ending) => ({ name: `forms/000${index + 1}-${row.name}.${ending}`, bytes: 98_304 }))), submission: null,
  };
}

export const HOME: Home = {
  dues: [
    { id: "", title: "10 月运行监控", detail: "3 个项目未填：村级补助、河道保洁、农村公路养护", date: "2026-10-31", days: 0, lamp: "red", verb: "去填写", route: "/target", source: "" },
    { id: "d1", title: "报送 2027 年绩效目标", detail: "6 个项目，1 个还没有审定", date: "2026-11-03", days: 3, lamp: "yellow", verb: "去上报", route: "/submit", source: "财预〔2026〕18号" },
    { id: "", title: "绩效目标批复", detail: "预算批复后 20 日内", date: "2026-11-12", days: 12, lamp: "green", verb: "查看", route: "/projects", source: "财预〔2021〕101号" },
    { id: "", title: "登记签名公钥", detail: "还没有送财政局登记", date: null, days: null, lamp: "blue", verb: "去建立", route: "/submit", source: "" },
  ],
  matrix: {
    forms: ["绩效目标申报表", "项目清单", "绩效目标批复表"],
    rows: [
      { unit: "云溪镇人民政府", cells: [{ text: "3/4", done: 3, total: 4, route: "/projects" }, { text: "4/4", done: 4, total: 4, route: "/projects" }, { text: "—", done: 0, total: 0, route: "" }] },
      { unit: "云溪镇农业综合服务中心", cells: [{ text: "0/2", done: 0, total: 2, route: "/projects" }, { text: "2/2", done: 2, total: 2, route: "/projects" }, { text: "—", done: 0, total: 0, route: "" }] },
    ],
  },
  returned: [
    { id: "r1", project: "p6", project_name: "乡村振兴衔接资金（产业）", path: "/projects/p6/target/indicators/i5/value", where: "时效指标 / 资金到位及时率 · 指标值", text: "指标值应写明时点，不能只写“及时”。", person: "复核人乙", role: "复核人", at: "2026-10-30T09:20:00+08:00", round: 2, from_bureau: true, done: false, answer: "", answered_by: "" },
    { id: "r2", project: "p6", project_name: "乡村振兴衔接资金（产业）", path: "/projects/p6/target/annual_goal", where: "年度总体目标", text: "文字与资金总额不一致。", person: "复核人乙", role: "复核人", at: "2026-10-30T09:21:00+08:00", round: 2, from_bureau: true, done: true, answer: "已改", answered_by: "填报人甲" },
  ],
  recent: [
    { at: "2026-10-31T14:32:00+08:00", person: "填报人甲", label: "修改“补助经费到位及时率”的指标值", project: "p1", path: "/projects/p1/target/indicators/i5/value" },
    { at: "2026-10-31T14:10:00+08:00", person: "填报人甲", label: "粘贴 24 格", project: "p3", path: "/projects/p3/target" },
    { at: "2026-10-30T16:00:00+08:00", person: "复核人乙", label: "修改单位联系电话", project: "", path: "" },
  ],
  assessed: null,
  progress: [
    { state: "编制中", projects: 2, amount_text: "289.14", percent: "33.33" },
    { state: "待复核", projects: 0, amount_text: "", percent: "0" },
    { state: "已复核", projects: 1, amount_text: "120.00", percent: "16.67" },
    { state: "已审定", projects: 1, amount_text: "38.77", percent: "16.67" },
    { state: "已上报", projects: 1, amount_text: "48.00", percent: "16.67" },
    { state: "已退回", projects: 1, amount_text: "310.00", percent: "16.67" },
  ],
  notice: null,
};

const saved: Saved = { changed: ["target"], label: "修改指标值", saved_at: "14:33" };

/** What every command answers unless a test says otherwise. */
export const ANSWERS: Answers = {
  ...BOARD_ANSWERS,
  ...LEDGER_ANSWERS,
  ...MONITOR_ANSWERS,
  ...SELFEVAL_ANSWERS,
  "app.about": () => ({ name: "问效", version: "0.1.0", data_folder: "D:\\问效", recent: [] }),
  "store.current": () => null,
  "store.create": () => STORE,
  "store.open": () => STORE,
  "store.close": () => null,
  "demo.open": () => STORE,
  "pack.list": () => [PACK, { ...PACK, id: "mof-2021", name: "财政部 2021" }],
  "project.list": () => ({ rows: PROJECTS, total: 805_910_000, total_text: "805.91", amount_unit: "万元", errors: 3, explains: 3, hints: 2 }),
  "project.get": () => view(),
  "project.create": () => ({ id: "p1" }),
  "edit.cell": () => saved,
  "edit.undo": () => saved,
  "edit.redo": () => saved,
  "history.list": () => ({
    rows: [{ seq: 1, kind: "reversible", undone: false, label: "修改“补助经费到位及时率”的指标值", person: "填报人甲", at: new Date().toISOString() }],
    undo: "修改“补助经费到位及时率”的指标值", redo: null,
  }),
  "indicator.add": () => ({ id: "i9" }),
  "indicator.remove": () => saved,
  "indicator.remove_many": () => saved,
  "indicator.move": () => saved,
  "draft.keep": () => null,
  "draft.drop": () => null,
  "draft.pending": () => null,
  "edit.cells": () => saved,
  "paste.commit": () => saved,
  "history.cell": () => [],
  "library.categories": () => ["基础设施", "农林水"],
  "library.keep": () => saved,
  "template.list": () => [],
  "pack.get": () => ({
    summary: PACK, documents: [],
    rules: [{ id: "text.lengths", title: "字段长度", level: "explain", params: ["goal = 2000", "project_name = 180"], source: { document: "", clause: "" }, pack: "", note: "" }],
  }),
  "seal.plan": () => ({
    sentence: "把 6 个项目的 2026 年度绩效目标（合计 805.91 万元）报送 219，包号 WX-219001-2026-target-Y-001；还有 1 处必须改。",
    ready: false, package_id: "WX-219001-2026-target-Y-001", file_name: "WX-219001-2026-target-Y-001.zip", projects: 6, packed: PROJECTS.map((row) => row.id), left_out: [],
    unfinished: FINDINGS, errors: 1, explains: 1,
  }),
  "key.status": () => null,
  "package.list": () => PACKAGES,
  "pin.list": () => [],
  "prefs.get": () => ({ text_size: 14, forms: {}, folders: {}, seen: [] }),
  "prefs.set": (prefs) => prefs,
  "pin.add": () => ({ changed: ["pin"], label: "登记“云溪镇人民政府”的签名公钥", saved_at: "14:33" }),
  "print.preview": () => ({ title: "绩效目标申报表", file_name: "村级补助及运转经费-绩效目标申报表", pages: 2, form: "goal-2015", forms: [["goal-2015", "绩效目标申报表（2015版）"], ["goal-2021", "绩效目标申报表（2021版）"]] }),
  "print.page": () => new ArrayBuffer(8),
  "print.save": ({ file }) => ({ file, bytes: 4096 }),
  "print.batch": ({ folder }) => ({ files: 5, folder, skipped: [{ project: "p6", name: "乡村振兴衔接资金（产业）", why: "没有绩效目标" }] }),
  "library.search": () => [],
  "task.cancel": () => null,
  "home.overview": () => HOME,
  "deadline.list": () => [{ id: "d1", title: "报送 2027 年绩效目标", date: "2026-11-03", about: "target", source: "财预〔2026〕18号" }],
  "deadline.save": () => saved,
  "deadline.delete": () => saved,
  "person.list": () => [
    { id: "person-1", name: "填报人甲", role: "填报人", current: true },
    { id: "person-2", name: "复核人乙", role: "复核人", current: false },
  ],
  "person.use": ({ id }) => ({ ...STORE, person_id: id, person: "复核人乙", role: "复核人" }),
  "search.run": ({ text, commands }) => [
    { kind: "project", id: "p2", title: "河道保洁", subtitle: "已上报 · 48.00 万元", path: "" },
    { kind: "indicator", id: "p1", title: "补助经费到位及时率", subtitle: "村级补助及运转经费", path: "/projects/p1/target/indicators/i5" },
    ...commands.filter((each) => each.word.includes(text)).map((each) => ({ kind: "command" as const, id: each.id, title: each.word, subtitle: "", path: "" })),
  ],
  "help.field": () => ({
    title: "指标值",
    text: "写符号、数值和单位，例如 ≥95%。定性的写明判断标准。",
    rules: [{ title: "时效指标须可量化", text: "写明完成的时点或及时率，并注明统计口径。", source: { document: "财预〔2021〕101号", clause: "三（二）" }, level: "explain" }],
  }),
  "help.guide": () => ({ text: "# 问效用户手册\n\n## 1. 安装\n\n双击**安装程序**。\n\n![图](start.png)\n\n## 2. 键\n\n| 键 | 作用 |\n|---|---|\n| `F2` | 编辑 |\n" }),
};

export interface Call {
  name: string;
  payload: unknown;
}

/** What the system's file dialogs answer, in order; afterwards nothing is chosen. */
export const chosen: (string | string[])[] = [];

/** Answers the two Tauri commands; gives the list of calls, which grows as they come. */
export function installFake(more: Answers = {}): Call[] {
  const calls: Call[] = [];
  const answers: Answers = { ...ANSWERS, ...more };
  mockIPC(
    (command, args) => {
      type Asked = { name: keyof Commands; payload: never };
      const { name, payload, then } = args as Asked & { then?: Asked };
      const run = (asked: Asked): unknown => {
        calls.push({ name: asked.name, payload: asked.payload });
        const answer = answers[asked.name] as ((req: unknown) => unknown) | undefined;
        if (!answer) throw { code: "APP-UNKNOWN", message: `没有这项功能：${asked.name}` };
        return answer(asked.payload);
      };
      if (command === "rpc" || command === "rpc_bytes") {
        const done = run({ name, payload });
        if (!then) return done;
        return Promise.resolve(done).then(async (done) => {
          try {
            return { done, then: await run(then) };
          } catch {
            return { done, then: null };
          }
        });
      }
      return command.startsWith("plugin:dialog|") ? (chosen.shift() ?? null) : null;
    },
    { shouldMockEvents: true },
  );
  return calls;
}

// A stand-in for the program in component tests: one sample project, every command answered.
import { mockIPC } from "@tauri-apps/api/mocks";
import type { Commands, Finding, IndicatorRow, Pack, ProjectRow, ProjectView, StoreInfo } from "../src/api/gen";

type Answers = { [K in keyof Commands]?: (req: Commands[K]["req"]) => Commands[K]["res"] };

export const PACK: Pack = { id: "qiemo-2020", name: "且末 2020", region: "新疆且末", year: 2020, documents: ["财预〔2020〕10号", "且财〔2020〕15号"] };

function row(id: string, level1: string, level2: string, name: string, op: string, value: string, unit: string, weight: string): IndicatorRow {
  return { id, level1, level2, name, op, value, unit, weight, note: "", bad: {} };
}

export const ROWS: IndicatorRow[] = [
  row("i1", "产出指标", "数量指标", "补助村（社区）数量", "＝", "8", "个", "8"),
  row("i2", "产出指标", "数量指标", "保障村干部人数", "＝", "42", "人", "8"),
  row("i3", "产出指标", "质量指标", "补助资格合规性", "定性", "合规", "", "8"),
  row("i4", "产出指标", "质量指标", "经费审批流程规范性", "定性", "严格执行", "", "8"),
  row("i5", "产出指标", "时效指标", "补助经费到位及时率", "≥", "95", "%", "8"),
  row("i6", "产出指标", "成本指标", "项目总成本", "≤", "202.6", "万元", "8"),
  row("i7", "效益指标", "社会效益", "村（社区）两委正常运行影响程度", "定性", "效果明显", "", "15"),
  row("i8", "效益指标", "可持续影响", "村干部工作积极性", "定性", "持续提高", "", "15"),
  row("i9", "满意度指标", "服务对象满意度", "村民满意度", "≥", "90", "%", "10"),
];

const at = "/projects/p1/target";
export const FINDINGS: Finding[] = [
  { rule: "goal.sum", level: "hint", path: `${at}/annual_goal`, where: "年度总体目标", text: "文字中的分项金额合计 174.00 万元，与所写总额 202.64 万元不一致。", remedy: "请核对文字中的金额。", source: { document: "文字与金额核对", clause: "" }, numbers: [] },
  { rule: "target.weights.class", level: "error", path: `${at}/indicators/i6/weight`, where: "产出指标 / 项目总成本 · 分值", text: "指标分值合计 88，应为 90；产出指标 48，应为 50。", remedy: "建议在本类增加 2 分。", source: { document: "财预〔2020〕10号", clause: "" }, numbers: [] },
  { rule: "target.vague", level: "explain", path: `${at}/indicators/i4/value`, where: "质量指标 / 经费审批流程规范性", text: "“严格执行”难以衡量，请写明判断标准，或改为可量化的指标值。", remedy: "", source: { document: "弥政办发〔2020〕38号", clause: "二（二）2" }, numbers: [] },
];

export function view(): ProjectView {
  return {
    id: "p1", name: "村级补助及运转经费", subtitle: "延续项目 · 一般公共预算 · 规则包 且末 2020", state: "drafted", locked: false, pack: PACK,
    identity: [
      { path: "/projects/p1/name", label: "项目名称", text: "村级补助及运转经费", bad: null, locked: false, options: [], wide: false },
      { path: "/projects/p1/department", label: "主管部门", text: "云溪镇人民政府", bad: null, locked: false, options: [], wide: false },
      { path: "/projects/p1/novelty", label: "项目属性", text: "延续", bad: null, locked: false, options: ["新增", "延续"], wide: false },
    ],
    funds: [
      { path: "/projects/p1/funds/annual/total", label: "年度资金总额", amount: 202_640_000, text: "202.64", bad: null, computed: true },
      { path: "/projects/p1/funds/annual/fiscal", label: "其中：财政拨款", amount: 202_640_000, text: "202.64", bad: null, computed: false },
      { path: "/projects/p1/funds/annual/carried", label: "上年结转", amount: 0, text: "0", bad: null, computed: false },
      { path: "/projects/p1/funds/annual/other", label: "其他资金", amount: null, text: "", bad: null, computed: false },
    ],
    goals: [
      { path: `${at}/annual_goal`, label: "年度总体目标", text: "保障 8 个村（社区）正常运转，按月足额发放 42 名村干部补助，村级组织办公经费及时到位。", bad: null, locked: false, options: [], wide: true },
    ],
    indicators: ROWS.map((each) => ({ ...each })),
    classes: [{ level1: "产出指标", weight: "48", due: "50" }, { level1: "效益指标", weight: "30", due: "30" }, { level1: "满意度指标", weight: "10", due: "10" }],
    weight_total: "88", weight_due: "90", indicator_min: 7, execution_weight: "10", findings: FINDINGS,
  };
}

export const STORE: StoreInfo = {
  folder: "D:\\问效\\云溪镇", unit: { name: "云溪镇人民政府", kind: "乡镇", code: "219001", credit_code: "" }, year: 2026, pack: PACK,
  person: "李文静", role: "填报人", demo: true, saved_at: new Date().toISOString(), open_findings: 3,
};

const NAMES: [string, number | null, number, number, number, string][] = [
  ["村级补助及运转经费", 202_640_000, 1, 1, 1, "drafted"], ["河道保洁", 48_000_000, 0, 0, 0, "sealed"], ["农村公路养护", 120_000_000, 0, 2, 0, "reviewed"],
  ["人居环境整治", 86_500_000, 0, 0, 1, "drafted"], ["义务教育营养改善", 38_770_000, 0, 0, 0, "released"], ["乡村振兴衔接资金（产业）", 310_000_000, 2, 0, 0, "returned"],
];
export const PROJECTS: ProjectRow[] = NAMES.map(([name, amount, errors, explains, hints, state], index) => ({
  id: `p${index + 1}`, name, code: "", department: "云溪镇人民政府", attribute: index % 2 ? "新增" : "延续", amount, state, indicators: 9, errors, explains, hints,
}));

const saved = { changed: ["target"], label: "修改指标值", saved_at: new Date().toISOString() };

/** What every command answers unless a test says otherwise. */
export const ANSWERS: Answers = {
  "app.about": () => ({ version: "0.1.0", data_folder: "D:\\问效", font_notices: [] }),
  "store.current": () => null,
  "store.create": () => STORE,
  "store.open": () => STORE,
  "store.close": () => null,
  "demo.open": () => STORE,
  "pack.list": () => [PACK, { ...PACK, id: "mof-2021", name: "财政部 2021（101号）", documents: ["财预〔2021〕101号"] }],
  "unit.get": () => STORE.unit,
  "project.list": () => ({ rows: PROJECTS, total: 805_910_000 }),
  "project.get": () => view(),
  "project.create": () => ({ id: "p1" }),
  "edit.cell": () => saved,
  "edit.undo": () => saved,
  "edit.redo": () => saved,
  "history.list": (req) => ({ rows: req.path ? [{ at: new Date().toISOString(), who: "李文静", label: "修改指标值", from: "90", to: "95", path: req.path }] : [], undo: "修改指标值", redo: null }),
  "indicator.add": () => ({ id: "i9" }),
  "indicator.remove": () => saved,
  "seal.plan": () => ({
    sentence: "将云溪镇人民政府 2026 年度 6 个项目的绩效目标（合计 805.91 万元）第 1 次报送财政部门。", ready: false, package_id: "WX-219001-2026-target-Y-001", file_name: "WX-219001-2026-target-Y-001.zip",
    unfinished: FINDINGS.map((each) => ({ project: "p1", name: "村级补助及运转经费", path: each.path, level: each.level, text: each.text })),
  }),
  "key.status": () => ({ file: null, subject: null, fingerprint: null, created: null, expires: null }),
  "key.create": () => ({ file: "D:\\钥匙.pem", subject: "云溪镇人民政府", fingerprint: "1a2b3c4d".repeat(8), created: null, expires: null }),
  "library.search": () => [],
  "task.cancel": () => null,
};

export interface Call {
  name: string;
  payload: unknown;
}

/** Answers the two Tauri commands; gives the list of calls, which grows as they come. */
export function installFake(more: Answers = {}): Call[] {
  const calls: Call[] = [];
  const answers: Answers = { ...ANSWERS, ...more };
  mockIPC(
    (command, args) => {
      const { name, payload } = args as { name: keyof Commands; payload: never };
      if (command === "rpc" || command === "rpc_bytes") {
        calls.push({ name, payload });
        const answer = answers[name] as ((req: unknown) => unknown) | undefined;
        if (!answer) throw { code: "APP-UNKNOWN", message: `没有这项功能：${name}` };
        return answer(payload);
      }
      return null;
    },
    { shouldMockEvents: true },
  );
  return calls;
}

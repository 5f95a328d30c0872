// Stand-in answers for self-assessments: a usual one, a blank one, a crowded year.
import type {
  Commands, Disclosure, FindingView, PackSummary, ReportView, Saved, SelfEvalEvidence, SelfEvalFund, SelfEvalList, SelfEvalRow, SelfEvalRowView, SelfEvalView, TextCell, TreatmentRow, WorkingStep,
} from "../src/api/gen";
import { PLACES, WORKS } from "./workbook";

type Answers = { [K in keyof Commands]?: (req: Commands[K]["req"]) => Commands[K]["res"] };

const PACK: PackSummary = { id: "qiemo-2020", name: "且末 2020", summary: "", extends: "", documents: ["财预〔2020〕10号"], imported: false, used_by: 1 };
const RULE = { document: "财预〔2020〕10号", clause: "附件 3" };
export const at = "/projects/p1/selfeval";

const step = (text: string, points = "", source: WorkingStep["source"] = RULE): WorkingStep => ({ text, rule: "scoring.ratio", source, points });

function fund(key: string, label: string, figures: Partial<SelfEvalFund>): SelfEvalFund {
  return { path: key === "" ? "" : `${at}/funds/${key}`, label, initial: "", budget: "", executed: "", bad: {}, rate: "", weight: "", score: "", paid: "", ...figures };
}
const FUNDS: SelfEvalFund[] = [
  fund("", "年度资金总额", { initial: "202.64", budget: "206.00", executed: "160.35", rate: "77.84", weight: "10.00", score: "7.78", paid: "160.35" }),
  fund("fiscal", "财政拨款", { initial: "202.64", budget: "202.64", executed: "157.00", rate: "77.48", paid: "160.35" }),
  fund("carried", "上年结转资金", { initial: "0", budget: "3.36", executed: "3.35", rate: "99.70" }),
  fund("unit", "单位资金", {}),
  fund("other", "其他资金", {}),
];

function row(id: string, level1: string, level2: string, name: string, target: string, more: Partial<SelfEvalRowView> = {}): SelfEvalRowView {
  return {
    path: `${at}/indicators/${id}`, id, level1, level2, name, target, unit: "", kind: "number", actual: "", weight: "8.00", formula: "", manual: "", score: "", differs: false, band: "", rate: "",
    method: "按完成比例", methods: ["按完成比例", "直接赋分"], too_low: false, reason: "", measures: "", reason_due: false, bad: {}, working: [], untouched: false, gone: false, evidence: 0, remarks: 0,
    last_actual: "", last_score: "", ...more,
  };
}
const whole = (actual: string, weight = "8.00"): Partial<SelfEvalRowView> => ({ actual, weight, rate: "100.00", formula: weight, score: weight, evidence: 1, working: [step(`完成率 = 100%，达到目标值，得满分 ${weight}`, weight)] });

export const ROWS: SelfEvalRowView[] = [
  row("i1", "产出指标", "数量指标", "补助村（社区）数量", "=8个", { ...whole("8"), untouched: true, last_actual: "8", last_score: "8.00" }),
  row("i2", "产出指标", "数量指标", "保障村干部人数", "=42人", { ...whole("41"), rate: "97.62", formula: "7.81", score: "7.81", reason_due: true, evidence: 0, working: [step("完成率 = 41 ÷ 42 = 97.62%"), step("得分 = 97.62% × 8.00 = 7.81", "7.81")] }),
  row("i3", "产出指标", "质量指标", "补助资格合规性", "合规", { ...whole("达成"), kind: "level", method: "按评判等级", methods: ["按评判等级", "直接赋分"], band: "6.40—8.00" }),
  row("i4", "产出指标", "质量指标", "经费审批流程规范性", "严格执行", { actual: "部分达成", kind: "level", method: "按评判等级", methods: ["按评判等级", "直接赋分"], band: "4.80—6.40" }),
  row("i5", "产出指标", "时效指标", "补助经费到位及时率", "≥95%", { actual: "90", unit: "%", rate: "94.74", formula: "7.58", manual: "8.00", score: "8.00", differs: true, reason: "12 月末已下达，次日到账。", working: [step("完成率 = 90 ÷ 95 = 94.74%"), step("得分 = 94.74% × 8.00 = 7.58", "7.58"), step("手工得分 8.00 代替公式得分", "8.00", null)] }),
  row("i6", "产出指标", "成本指标", "项目总成本", "≤202.6万元", { bad: { actual: "一百六十" }, unit: "万元" }),
  row("i7", "效益指标", "社会效益", "村（社区）两委正常运行影响程度", "效果明显", { kind: "level", method: "按评判等级", methods: ["按评判等级", "直接赋分"], weight: "15.00" }),
  row("i8", "满意度指标", "服务对象满意度", "村民满意度", "≥90%", { ...whole("93", "10.00"), unit: "%", method: "满意度赋分", methods: ["满意度赋分", "按完成比例"] }),
];

export const FOUND: FindingView[] = [
  { rule: "selfeval.readings", level: "error", project: "p1", path: `${at}/indicators/i6/actual`, where: "绩效自评 · 成本指标 / 项目总成本 · 实际完成值", text: "实际完成值“一百六十”不是数。", remedy: "请填 160，单位万元可不写。", source: RULE, numbers: [] },
  { rule: "selfeval.explained", level: "explain", project: "p1", path: `${at}/indicators/i2/reason`, where: "绩效自评 · 数量指标 / 保障村干部人数 · 偏差原因", text: "完成率 97.62%，没有达到目标值，须写明偏差原因。", remedy: "请填偏差原因和改进措施。", source: RULE, numbers: [] },
  { rule: "scoring.typed", level: "hint", project: "p1", path: `${at}/indicators/i5/score`, where: "绩效自评 · 时效指标 / 补助经费到位及时率 · 手工得分", text: "手工得分 8.00，公式得分 7.58，已说明原因。", remedy: "", source: RULE, numbers: [] },
];

const text = (key: string, label: string, more: Partial<TextCell> = {}): TextCell => ({ path: `${at}/${key}`, label, text: "", bad: null, locked: false, options: [], wide: true, ...more });
const TREATMENTS = ["优先保障", "督促改进", "调整", "削减或取消", "收回统筹"];

export function evaluation(more: Partial<SelfEvalView> = {}): SelfEvalView {
  return {
    id: "p1", name: "村级补助及运转经费", code: "53252326T00001", subtitle: "延续项目 · 规则包 且末 2020", year: 2026, exists: true, state: "编制中", steps: [{ to: "review", word: "送复核", needs_remark: false }], round: 1,
    locked: false, reopenable: false, secret: false, pack: PACK, amount_unit: "万元", path: at, target: { version: 1, state: "已批复", approved: true, newer: false }, scope: text("scope", "自评范围", { text: "年度", options: ["年度", "整个实施期"], wide: false }),
    goal: "保障 8 个村（社区）正常运转，按月足额发放 42 名村干部补助。", goal_done: text("goal_done", "年度总体目标实际完成情况", { text: "8 个村（社区）运转正常，41 名村干部补助按月发放。" }), funds: FUNDS.map((each) => ({ ...each })), funds_untouched: true,
    funds_reason: text("funds_reason", "预算执行偏差原因"),
    execution: { weight: "10.00", rate: "77.84", score: "7.78", working: [step("执行率 = 160.35 ÷ 206.00 = 77.84%"), step("得分 = 77.84% × 10.00 = 7.78", "7.78")] },
    rows: ROWS.map((each) => ({ ...each })),
    result: {
      indicators: "41.81", weights: "73.00", sum: "49.59", cap: "89.00", total: "49.59", grade: "差", consistency: "yellow", consistency_text: "指标得分率 57.27%，执行率 77.84%，相差 20.57 个百分点",
      working: [step("指标得分合计 = 41.81"), step("加预算执行得分 7.78 = 49.59", "49.59"), step("执行率 70%—80%，总分不超过 89", "49.59")], classes: [["产出指标", "31.81", "48.00"], ["效益指标", "", "15.00"], ["满意度指标", "10.00", "10.00"]], proposal: "建议：削减或取消。自评等级为差",
    },
    texts: [
      text("conclusion", "评价结论"), text("problems", "存在问题"), text("measures", "改进措施"), text("note", "其他需要说明事项"), text("treatment", "结果应用建议", { options: TREATMENTS, wide: false }),
      text("treatment_reason", "结果应用理由"), text("formed_on", "报告形成日期", { wide: false }), text("published_on", "公开日期", { wide: false }), text("published_at", "公开网址或方式"),
    ],
    findings: FOUND, remarks: [], forms: [["selfeval", "项目支出绩效自评表"]], prefilled: "取自1—12月监控，带标记的内容请核对后确认", untouched: 1, filled: 9, of: 14,
    last_year: { year: 2025, total: "92.40", grade: "优", problems: "个别村资料不全。", measures: "按季核对。" },
    timelines: [{ id: "i1", stations: [{ word: "年初目标", text: "=8个" }, { word: "1—7月监控", text: "8" }, { word: "绩效自评", text: "8" }], odd: [] }, { id: "i2", stations: [{ word: "年初目标", text: "=42人" }, { word: "1—12月监控", text: "42" }, { word: "绩效自评", text: "41" }], odd: ["自评 41 小于 12 月监控的 42"] }],
    report_paragraphs: 12, report_stale: 1, ...more,
  };
}

/** Of which nothing is typed: every score is blank, none is nought. */
export function blankEvaluation(): SelfEvalView {
  const usual = evaluation();
  return evaluation({
    exists: false, state: "还没有填", steps: [], findings: [], prefilled: null, untouched: 0, filled: 0, funds_untouched: false, report_paragraphs: 0, report_stale: 0, last_year: null, timelines: [],
    funds: usual.funds.map((each) => ({ ...each, executed: "", rate: "", score: "", paid: "" })), execution: { weight: "10.00", rate: "", score: "", working: [] },
    rows: ROWS.map(({ id, level1, level2, name, target, kind, weight }) => row(id, level1, level2, name, target, { kind, weight })),
    result: { indicators: "", weights: "73.00", sum: "", cap: "", total: "", grade: "", consistency: null, consistency_text: "", working: [], classes: usual.result.classes.map(([word, , weight]) => [word, "", weight]), proposal: "" },
  });
}

export function crowdedEvaluation(count: number): SelfEvalView {
  const rows = Array.from({ length: count }, (_, n): SelfEvalRowView => {
    const like = ROWS[Math.floor((n / count) * ROWS.length)] ?? ROWS[0]!;
    return { ...like, id: `c${n}`, path: `${at}/indicators/c${n}`, name: `${like.name}（第 ${n + 1} 项）`, untouched: n % 3 === 0 };
  });
  return evaluation({ rows, findings: Array.from({ length: 24 }, (_, n) => ({ ...FOUND[n % 3]!, path: `${at}/indicators/c${n}/${n % 3 === 1 ? "reason" : "actual"}` })) });
}

function line(id: string, name: string, more: Partial<SelfEvalRow> = {}): SelfEvalRow {
  return {
    id, name, code: `53252326T0000${id.slice(1)}`, kind: "项目", exists: true, blocked: null, state: "编制中", steps: [{ to: "review", word: "送复核", needs_remark: false }], budget: 100_000_000, budget_text: "100.00", rate: "98.20", total: "94.20", grade: "优",
    filled: 14, of: 14, errors: 0, explains: 0, consistency: null, report: true, stale: 0, missing_evidence: 0, treatment: "优先保障", round: 1, remarks: 0, ...more,
  };
}
const NONE: Partial<SelfEvalRow> = { exists: false, state: "还没有填", steps: [], rate: "", total: "", grade: "", filled: 0, report: false, treatment: "" };
export const LINES: SelfEvalRow[] = [
  line("p1", "村级补助及运转经费", { budget_text: "206.00", rate: "77.84", total: "49.59", grade: "差", filled: 9, errors: 1, explains: 1, consistency: "yellow", stale: 1, missing_evidence: 2, treatment: "削减或取消" }),
  line("p2", "河道保洁", { state: "待复核", steps: [{ to: "reviewed", word: "复核通过", needs_remark: false }, { to: "back", word: "退回", needs_remark: true }], total: "88.00", grade: "良", treatment: "督促改进" }),
  line("p3", "农村公路养护", { state: "已退回", round: 2, remarks: 1 }),
  line("p4", "人居环境整治", NONE),
  line("p5", "义务教育营养改善", { ...NONE, kind: "政策" }),
  line("p6", "涉密工程", { ...NONE, blocked: "涉密项目另行办理" }),
];
export function listOf(rows: SelfEvalRow[], more: Partial<SelfEvalList> = {}): SelfEvalList {
  const count = (word: string): number => rows.filter((each) => (each.grade || "未评") === word).length;
  const states = [...new Set(rows.map((each) => each.state))];
  return {
    year: 2026, amount_unit: "万元", rows, grades: ["优", "良", "中", "差", "未评"].map((word) => ({ word, count: count(word) })), states: states.map((word) => ({ word, count: rows.filter((each) => each.state === word).length })),
    average: "77.26", budget: "806.00", executed: "598.10", rate: "74.21", due: "2027 年 3 月 31 日前完成绩效自评（且末县项目支出绩效自评办法 第八条），还有 3 天", due_lamp: "yellow",
    forms: [["selfeval-summary", "绩效自评汇总表"], ["treatments", "结果应用建议清单"], ["department-evaluation", "部门评价清单"]], ...more,
  };
}
export function manyEvaluations(count: number): SelfEvalList {
  return listOf(Array.from({ length: count }, (_, n) => ({ ...LINES[n % 6]!, id: `m${n}`, name: `${PLACES[n % 8]}${WORKS[(n * 7) % 10]}`, code: `53252326T${1000 + n}` })));
}
export const NO_EVALUATIONS = listOf([], { average: "", budget: "", executed: "", rate: "", due: null, due_lamp: null });

export const REPORT: ReportView = {
  id: "p1", name: "村级补助及运转经费", title: "2026年度“村级补助及运转经费”绩效自评报告", begun: true, locked: false, stale: 1,
  sections: [
    {
      section: "basics", title: "一、项目基本情况", offered: [],
      paragraphs: [
        { path: `${at}/report/a1/text`, text: "项目全年预算 206.00 万元，全年执行 150.00 万元，执行率 72.82%。", linked: true, edited: false, stale: "项目全年预算 206.00 万元，全年执行 160.35 万元，执行率 77.84%。", from: [[`${at}/funds/fiscal/executed`, "财政拨款 · 全年执行数"]] },
        { path: `${at}/report/a2/text`, text: "项目覆盖全部 8 个村（社区）。", linked: false, edited: false, stale: null, from: [] },
      ],
    },
    { section: "conclusion", title: "二、综合评价结论", paragraphs: [{ path: `${at}/report/b1/text`, text: "自评总分 49.59 分，等级为差。", linked: true, edited: true, stale: null, from: [] }], offered: [["conclusion.cap", "执行率 77.84%，总分不超过 89 分。"]] },
    { section: "problems", title: "三、存在问题及原因", paragraphs: [], offered: [] },
  ],
};

export const PROOFS: SelfEvalEvidence = {
  id: "p1", name: "村级补助及运转经费", locked: false, sentence: "2 份文件，共 3.2 MB，上限 50 MB", over: false, missing: 2, faulty: 1,
  items: [
    { owner: at, name: "项目总体", place: "", actual: "", missing: false, files: [{ id: "e1", name: "补助发放明细表.xlsx", size: "0.8 MB", added_on: "2027-02-20", added_by: "填报人甲", fault: null }] },
    { owner: `${at}/indicators/i1`, name: "补助村（社区）数量", place: "产出指标 / 数量指标", actual: "8", missing: false, files: [{ id: "e2", name: "村（社区）名单.pdf", size: "2.4 MB", added_on: "2027-02-21", added_by: "填报人甲", fault: "这份材料已不在数据文件夹里，请从备份恢复，或重新添加。" }] },
    { owner: `${at}/indicators/i2`, name: "保障村干部人数", place: "产出指标 / 数量指标", actual: "41", missing: true, files: [] },
    { owner: `${at}/indicators/i5`, name: "补助经费到位及时率", place: "产出指标 / 时效指标", actual: "90", missing: true, files: [] },
  ],
};

export const DISCLOSURE: Disclosure = {
  share: "公开项目 2 个，资金 309.00 万元，占 42.10%，不到 50%，还差 58.00 万元。", share_met: false, sources: ["普陀区预算绩效信息公开办法 第六条"], notice: null, forms: [],
  rows: [
    { id: "p1", name: "村级补助及运转经费", budget: "206.00", must: true, total: "49.59", grade: "差", path: at, formed_on: "2027-03-01", due: "2027-03-29", lamp: "yellow", published_on: "", published_at: "", masked: 2, exists: true, locked: false },
    { id: "p2", name: "河道保洁", budget: "48.00", must: false, total: "88.00", grade: "良", path: "/projects/p2/selfeval", formed_on: "2027-02-20", due: "2027-03-20", lamp: null, published_on: "2027-03-10", published_at: "区政府网站", masked: 0, exists: true, locked: false },
    { id: "p4", name: "人居环境整治", budget: "86.50", must: false, total: "", grade: "", path: "/projects/p4/selfeval", formed_on: "", due: "", lamp: null, published_on: "", published_at: "", masked: 0, exists: false, locked: false },
  ],
};
export const RESULTS: TreatmentRow[] = [
  { id: "p1", name: "村级补助及运转经费", total: "49.59", grade: "差", rate: "77.84", proposed: "削减或取消", why: "自评等级为差，按规则削减或取消（财预〔2020〕10号）", set: "", reason: "", path: at, locked: false, options: TREATMENTS },
  { id: "p2", name: "河道保洁", total: "88.00", grade: "良", rate: "98.20", proposed: "督促改进", why: "自评等级为良", set: "优先保障", reason: "", path: "/projects/p2/selfeval", locked: false, options: TREATMENTS },
];

const saved: Saved = { changed: ["target"], label: "填写实际完成值", saved_at: "14:33" };

export const SELFEVAL_ANSWERS: Answers = {
  "selfeval.list": () => listOf(LINES),
  "selfeval.get": ({ id }) => ({ ...evaluation(), id, path: `/projects/${id}/selfeval` }),
  "selfeval.start": ({ projects }) => ({ made: projects.length || 2, refused: [{ project: "p6", name: "涉密工程", why: "涉密项目另行办理" }], label: "开始绩效自评", saved_at: "14:33", changed: ["target"] }),
  "selfeval.delete": () => saved,
  "selfeval.confirm": () => saved,
  "selfeval.follow_target": () => saved,
  "selfeval.reopen": () => saved,
  "selfeval.hand_on": ({ projects }) => ({ done: projects.length, refused: [], label: "送复核", saved_at: "14:33" }),
  "selfeval.what_if": ({ cells }) => ({
    before: "49.59", after: "57.49", change: "+7.90", grade_before: "差", grade_after: "差", execution: "7.78", rows: [{ id: "i6", name: "项目总成本", before: "", after: "7.90" }], faults: cells.some((each) => each.text === "很多") ? ["“很多”不是数"] : [],
  }),
  "selfeval.rounds": () => [
    { round: 1, word: "送复核", at: "2027-02-20 10:00", person: "填报人甲", total: "94.00" },
    { round: 2, word: "送复核", at: "2027-03-02 14:32", person: "填报人甲", total: "91.50" },
  ],
  "selfeval.round_diff": ({ from, to }) => ({ title: to ? `第 ${from} 轮（94.00 分）→ 第 ${to} 轮（91.50 分）` : `第 ${from} 轮 → 现在`, rows: [{ item: "保障村干部人数 · 实际完成值", before: "42", after: "41" }] }),
  "selfeval.report": () => REPORT,
  "selfeval.report_begin": () => saved,
  "selfeval.report_add": () => ({ id: `${at}/report/new/text` }),
  "selfeval.report_remove": () => saved,
  "selfeval.report_keep": () => saved,
  "selfeval.report_move": () => saved,
  "selfeval.report_refresh": () => saved,
  "selfeval.report_save": ({ file }) => ({ file, bytes: 65_536 }),
  "selfeval.evidence": () => PROOFS,
  "selfeval.disclosure": () => DISCLOSURE,
  "selfeval.public_diff": () => ({ name: "村级补助及运转经费", rows: [{ item: "联系电话", before: "13800001234", after: "" }, { item: "存在问题", before: "村民张某某反映", after: "村民×××反映" }], forms: [["selfeval-public", "项目支出绩效自评表（公开版）"]] }),
  "selfeval.treatments": () => RESULTS,
};

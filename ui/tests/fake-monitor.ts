// Stand-in answers for a month of a project: usual, blank and crowded.
import type { Commands, FindingView, Lamp, MonitorFund, MonitorRow, MonitorView, PackSummary, Saved, TextCell } from "../src/api/gen";

type Answers = { [K in keyof Commands]?: (req: Commands[K]["req"]) => Commands[K]["res"] };

const PACK: PackSummary = { id: "qiemo-2020", name: "且末 2020", summary: "", extends: "", documents: ["财预〔2020〕10号"], imported: false, used_by: 1 };
export const at = "/projects/p1/monitoring/M07";

function fund(key: string, label: string, figures: Partial<MonitorFund>): MonitorFund {
  return {
    path: key === "" ? "" : `${at}/funds/${key}`, label, initial: "", adjusted: "", executed: "", expected: "", bad: {}, rate: "", paid: "", suggestion: "", earlier: [], last_year: "", ...figures,
  };
}

const FUNDS: MonitorFund[] = [
  fund("", "年度资金总额", { initial: "202.64", adjusted: "206.00", executed: "82.00", expected: "140.57", rate: "39.81", paid: "82.00", earlier: [{ month: 6, text: "70.10" }] }),
  fund("fiscal", "财政拨款", { initial: "202.64", adjusted: "202.64", executed: "80.65", expected: "", rate: "39.80", suggestion: "138.26", earlier: [{ month: 4, text: "41.20" }, { month: 5, text: "58.36" }, { month: 6, text: "70.10" }], last_year: "118.20" }),
  fund("carried", "上年结转资金", { initial: "0", adjusted: "3.36", executed: "1.35", expected: "2.31", rate: "40.18" }),
  fund("special", "财政专户管理资金", {}),
  fund("unit", "单位资金", {}),
  fund("other", "其他资金", {}),
];

const NO_CAUSES = { funds: "", system: "", staff: "", equipment: "", other: "" };
function row(id: string, level1: string, level2: string, name: string, target: string, more: Partial<MonitorRow> = {}): MonitorRow {
  return {
    path: `${at}/indicators/${id}`, id, level1, level2, name, target, unit: "", weight: "8", kind: "number", accrual: "累计", done: "", expected: "", suggestion: "", causes: NO_CAUSES, reason: "", possibility: "",
    measures: "", rate: "", pace: "", plan: "", lamp: null, working: [], earlier: [], last_year: "", untouched: false, gone: false, bad: {}, remarks: 0, ...more,
  };
}
function rated(done: string, rate: string, lamp: Lamp, more: Partial<MonitorRow> = {}): Partial<MonitorRow> {
  return { done, rate, lamp, pace: rate, plan: "58.33", possibility: lamp === "red" ? "有可能" : "确定能", working: [`完成率 ＝ ${done} ÷ 目标值 ＝ ${rate}%`, "序时进度 ＝ 7 ÷ 12 ＝ 58.33%"], ...more };
}

export const ROWS: MonitorRow[] = [
  row("i1", "产出指标", "数量指标", "补助村（社区）数量", "=8个", rated("8", "100.00", "blue", { expected: "8", unit: "个", accrual: "时点", earlier: [{ month: 4, text: "6" }, { month: 5, text: "8" }, { month: 6, text: "8" }], last_year: "8" })),
  row("i2", "产出指标", "数量指标", "保障村干部人数", "=42人", rated("42", "100.00", "green", { expected: "42", untouched: true, unit: "人" })),
  row("i3", "产出指标", "质量指标", "补助资格合规性", "合规", { kind: "level", done: "达成", expected: "达成", rate: "100.00", lamp: "green" }),
  row("i4", "产出指标", "质量指标", "经费审批流程规范性", "严格执行", { kind: "level" }),
  row("i5", "产出指标", "时效指标", "补助经费到位及时率", "≥95%", rated("39.8", "41.89", "yellow", { suggestion: "68.23", unit: "%", causes: { ...NO_CAUSES, funds: "上级资金 6 月才下达", staff: "经办人更换" }, reason: "资金下达晚，5、6 月补助到 7 月中旬才发放。", measures: "8 月起按月申请用款计划，月底前发放到位。" })),
  row("i6", "产出指标", "成本指标", "项目总成本", "≤202.6万元", rated("八十二", "39.80", "red", { done: "", bad: { done: "八十二" }, unit: "万元" })),
  row("i7", "效益指标", "社会效益", "村（社区）两委正常运行影响程度", "效果明显", { kind: "level", done: "部分达成", expected: "达成", rate: "60.00", lamp: "yellow" }),
  row("i8", "效益指标", "可持续影响", "村级办公场所修缮完成日期", "2026年10月31日前", { kind: "date", expected: "2026年10月31日" }),
  row("i9", "满意度指标", "服务对象满意度", "村民满意度", "≥90%", { unit: "%" }),
];

export const FOUND: FindingView[] = [
  { rule: "monitor.unread", level: "error", project: "p1", path: `${at}/indicators/i6/done`, where: "成本指标 / 项目总成本 · 完成情况", text: "完成情况“八十二”不是数。", remedy: "请填 82，单位万元可不写。", source: { document: "弥政办发〔2020〕38号", clause: "附件 4" }, numbers: [] },
  { rule: "monitor.reason", level: "explain", project: "p1", path: `${at}/indicators/i7/reason`, where: "社会效益 / 村（社区）两委正常运行影响程度 · 原因说明", text: "黄灯的指标须写明偏差原因。", remedy: "请选偏差原因并写说明。", source: { document: "财预〔2021〕101号", clause: "四（二）" }, numbers: [] },
  { rule: "monitor.back", level: "hint", project: "p1", path: `${at}/funds/fiscal/executed`, where: "财政拨款 · 执行数", text: "账上支付 82.00 万元，填的合计 82.00 万元，一致。", remedy: "", source: { document: "支付数据", clause: "" }, numbers: [] },
];

const text = (key: string, label: string, more: Partial<TextCell> = {}): TextCell => ({ path: `${at}/${key}`, label, text: "", bad: null, locked: false, options: [], wide: false, ...more });
const TIME = ["8.33", "16.67", "25", "33.33", "41.67", "50", "58.33", "66.67", "75", "83.33", "91.67", "100"];
const SPENT = ["3.10", "7.20", "12.05", "20.33", "28.80", "34.59", "39.81"];

export function month(more: Partial<MonitorView> = {}): MonitorView {
  const rows = more.rows ?? ROWS.map((each) => ({ ...each }));
  return {
    id: "p1", name: "村级补助及运转经费", code: "53252326T00001", subtitle: "延续项目 · 一般公共预算 · 规则包 且末 2020", year: 2026, month: 7, span: "1—7月", exists: true, state: "编制中", locked: false, secret: false,
    pack: PACK, amount_unit: "万元", path: at, target: { version: 1, state: "已批复", approved: true, newer: false }, goal: "保障 8 个村（社区）正常运转，按月足额发放 42 名村干部补助。",
    funds: FUNDS.map((each) => ({ ...each })), funds_untouched: false, rows,
    result: {
      rate: "39.81", time: "58.33", pace: "68.24", money: "yellow", completion: "64.10", deviation: "-24.29", lamp: "yellow", because: "支出进度黄灯",
      opener: "deviation", rectify: "预算执行率与绩效目标完成率相差 24.29 个百分点，超过 20 个百分点，须整改（且末县预算绩效运行监控办法 第十二条）。", idle: "按全年预计执行数，年底将有 65.43 万元 用不出去（资金沉淀）",
      common: [{ name: "预算执行进度", value: "39.81%" }], cross: null, working: ["预算执行率 ＝ 82.00 ÷ 206.00 ＝ 39.81%（调整后预算）", "序时进度 ＝ 7 ÷ 12 ＝ 58.33%", "39.81% ÷ 58.33% ＝ 68.24%，低于 80%，黄灯"], filled: 13, total: 18, untouched: 1,
    },
    review_score: text("review_score", "监控审核得分"), feedback_on: text("feedback_on", "财政评价反馈日期"), note: text("note", "说明", { wide: true }), findings: FOUND, remarks: [], rectifications: [],
    forms: [["monitor-136", "项目支出绩效目标执行监控表"]],
    months: TIME.map((_, n) => ({ month: n + 1, word: `${n + 1}月`, state: n < 6 ? "已上报" : n === 6 ? "编制中" : "", lamp: n > 6 ? null : n === 6 ? "yellow" : n === 3 ? "blue" : "green" })),
    previous: 6, ledger: "账上1—7月支付 82.00 万元",
    charts: { money: TIME.map((time, n) => ({ month: n + 1, executed: SPENT[n] ?? null, time })), indicators: rows.map(({ id, name, rate, lamp }) => ({ id, name, rate: rate || null, lamp })) },
    ...more,
  };
}

/** Of which nothing is recorded: the first cell begins it. */
export function blankMonth(): MonitorView {
  const usual = month();
  return month({
    exists: false, state: "还没有填", findings: [], ledger: null,
    funds: usual.funds.map((each) => ({ ...each, executed: "", expected: "", rate: "", paid: "", suggestion: "" })),
    rows: ROWS.map(({ path, id, level1, level2, name, target, kind }) => ({ ...row(id, level1, level2, name, target), path, kind })),
    result: { ...usual.result, rate: "", pace: "", money: null, completion: "", deviation: "", lamp: null, because: null, opener: null, rectify: null, idle: null, common: [], working: [], filled: 0, untouched: 0 },
  });
}

/** As many indicators as a large project has. */
export function crowdedMonth(count: number): MonitorView {
  const rows = Array.from({ length: count }, (_, n): MonitorRow => {
    const like = ROWS[Math.floor((n / count) * ROWS.length)] ?? ROWS[0]!;
    return { ...like, id: `c${n}`, path: `${at}/indicators/c${n}`, name: `${like.name}（第 ${n + 1} 项）`, untouched: n % 3 === 0 };
  });
  return month({ rows, findings: Array.from({ length: 24 }, (_, n) => ({ ...FOUND[n % 3]!, path: `${at}/indicators/c${n}/${n % 3 === 1 ? "reason" : "done"}` })) });
}

const saved: Saved = { changed: ["monitoring"], label: "填写完成情况", saved_at: "14:33" };

export const MONITOR_ANSWERS: Answers = {
  "monitor.get": ({ project, month: number }) => ({ ...month(), id: project, month: number }),
  "monitor.delete": () => saved,
  "monitor.confirm": () => saved,
  "monitor.reopen": () => saved,
  "monitor.follow_target": () => saved,
  "monitor.accept": () => saved,
};

// Stand-in answers for payments from files, the three-way check and the unit's own monitoring.
import type {
  Commands, LedgerField, LedgerFile, LedgerGroup, LedgerPreview, LedgerRow, MonitorFund, MonitorResult, MonitorRow, Payments, PaymentRow, Saved, ThreeWay, UnitMonitorView,
} from "../src/api/gen";
import { PLACES, WORKS } from "./workbook";

type Answers = { [K in keyof Commands]?: (req: Commands[K]["req"]) => Commands[K]["res"] };

const saved = (label: string): Saved => ({ changed: ["ledger"], label, saved_at: "14:33" });

const WORDS: [string, string, boolean][] = [
  ["amount", "支付金额", true], ["refund", "退款", false], ["code", "项目代码", false], ["name", "项目名称", true], ["date", "支付日期", false], ["month", "月份", false],
  ["unit", "预算单位", false], ["unit_code", "预算单位代码", false], ["payee", "收款人", false], ["summary", "摘要", false], ["voucher", "凭证号", false], ["source", "资金性质", false], ["direct", "直达资金标识", false],
];
export const FIELDS: LedgerField[] = WORDS.map(([key, word, required]) => ({ key, word, required }));

const HEADERS = ["序号", "支付日期", "单位编码", "预算单位", "项目编码", "项目名称", "资金性质", "是否直达资金", "收款人全称", "收款人账号", "用途", "支付凭证号", "支付金额", "退款金额", "经办人", "业务处室"];
const SAMPLE = [
  ["1", "2026-07-03", "219001", "云溪镇人民政府", "53252326T000001001", "村级补助及运转经费", "一般公共预算", "否", "云溪镇河口村民委员会", "6217…0012", "7月办公经费", "ZF2026070301", "12,000.00", "", "填报人甲", "国库股"],
  ["2", "2026-07-03", "219001", "云溪镇人民政府", "53252326T000001001", "村级补助及运转经费", "一般公共预算", "是", "云溪镇白石村民委员会", "6217…0013", "7月干部补助", "ZF2026070302", "48,600.00", "", "填报人甲", "国库股"],
  ["3", "2026-07-11", "219001", "云溪镇人民政府", "", "镇区保洁", "政府性基金预算", "否", "云溪县环洁物业有限公司", "6217…0771", "二季度保洁服务费", "ZF2026071105", "93,400.00", "2,000.00", "填报人甲", "国库股"],
];

export function ledgerFile(known = "国库支付系统"): LedgerFile {
  const columns = { date: 1, unit_code: 2, unit: 3, code: 4, name: 5, source: 6, direct: 7, payee: 8, summary: 10, voucher: 11, amount: 12, refund: 13 };
  return {
    file: "D:\\资料\\支付明细 2026年7月.xlsx", size: "1.2 MB",
    sheets: [
      { name: "支付明细", rows: 1204, headers: HEADERS, mapping: { name: known, header_row: 3, columns }, known, sample: SAMPLE },
      { name: "说明", rows: 12, headers: ["内容"], mapping: { name: "", header_row: 1, columns: {} }, known: "", sample: [["导出说明"]] },
    ],
  };
}

const BOOKS: [string, string, string, string, string][] = [
  ["", "镇区保洁", "9.14", "", ""], ["53252326T000009001", "工会经费", "1.20", "", "不计入"], ["", "河道清淤（上半年）", "12.80", "0.20", ""], ["53252326T000001002", "农村公路养护", "31.06", "", "按代码"],
  ["53252326T000001001", "村级补助及运转经费", "6.06", "", "按代码"], ["", "人居环境整治", "14.50", "", "按名称"], ["", "营养改善计划", "3.23", "", "沿用上次"], ["53252326T000004410", "遗属生活补助", "0.88", "", ""],
];
const NAMED: Record<string, [string, string]> = { 农村公路养护: ["p3", "农村公路养护"], 村级补助及运转经费: ["p1", "村级补助及运转经费"], 人居环境整治: ["p4", "人居环境整治"], 营养改善计划: ["p5", "义务教育营养改善"] };

export function groups(): LedgerGroup[] {
  return BOOKS.map(([code, name, net, refunded, how], index) => {
    const [project = "", project_name = ""] = how === "" || how === "不计入" ? [] : (NAMED[name] ?? []);
    return { id: `g${index + 1}`, code, name, source: index % 3 === 0 ? "政府性基金预算" : "一般公共预算", direct: name.includes("营养"), count: 1 + index * 3, paid: net, refunded, net, project, project_name, how };
  });
}
/** So many groups, every fourth without a project. */
export function manyGroups(count: number): LedgerGroup[] {
  return Array.from({ length: count }, (_, n) => {
    const open = n % 4 === 0;
    const name = `${PLACES[n % 8]}${WORKS[(n * 7) % 10]}${n % 9 === 0 ? "（含上年结转、省级补助资金和县级配套，按季度支付）" : ""}`;
    return {
      id: `g${n}`, code: n % 3 ? `53252326T0000${1000 + n}` : "", name, source: n % 2 ? "一般公共预算" : "政府性基金预算", direct: n % 5 === 0, count: 1 + (n % 40), paid: `${n + 3}.50`, refunded: n % 7 === 0 ? "1.20" : "",
      net: `1,${100 + n}.50`, project: open ? "" : `m${n}`, project_name: open ? "" : name, how: open ? "" : (["按代码", "按名称", "沿用上次", "手工指定"][n % 4] ?? ""),
    };
  });
}

export function ledgerPreview(more: Partial<LedgerPreview> = {}): LedgerPreview {
  const all = groups();
  return {
    name: "国库支付系统", rows: 1207, read: 1204, net: "3,972.10", refunds: "12.30", replaces: "将替换 7月“国库支付系统”8月2日导入的 1,198 笔支付",
    faults: [
      { line: 0, text: "有 3 行（净额 61,200.00 元）没有支付日期，按7月计入；请核对是否都是本年度的支付", level: "hint" },
      { line: 611, text: "支付日期 2025-12-30 不在 2026 年度，不计入；请核对日期，或到该年度导入", level: "explain" },
      { line: 702, text: "与第 701 行完全相同（凭证号“ZF2026071105”，93,400.00 元），两行都已计入；如果是重复导出，请删去一行后重新导入", level: "explain" },
      { line: 903, text: "预算单位“云溪县教育局”不是本单位“云溪镇人民政府”，不计入；如果确属本单位，请把“预算单位”一栏改为不导入", level: "explain" },
    ],
    matched: all.filter((group) => group.project !== ""), unmatched: all.filter((group) => group.project === "" && group.how === ""),
    rejected: [
      { sheet: "支付明细", at: "M88", column: "M", header: "支付金额", read: "三万元整", text: "不是金额，请改成数字", weight: "error" },
      { sheet: "支付明细", at: "B91", column: "B", header: "支付日期", read: "7/41", text: "没有这一天，请改正日期", weight: "error" },
      { sheet: "支付明细", at: "M95", column: "M", header: "支付金额", read: "", text: "没有金额", weight: "error" },
    ] as LedgerPreview["rejected"],
    ...more,
  };
}

function ledger(month: number, unmatched: number, name = "国库支付系统"): LedgerRow {
  return { id: `l${month}${name === "国库支付系统" ? "" : "b"}`, month, name, file: `支付明细 2026年${month}月.xlsx`, rows: 900 + month * 41, net: `${400 + month * 17}.10`, matched: 38, unmatched, at: `2026-0${month + 1}-02T09:12:00+08:00` };
}
export const LEDGERS: LedgerRow[] = [ledger(1, 0), ledger(2, 0), ledger(3, 0), ledger(4, 0), ledger(6, 0), ledger(7, 3), ledger(7, 0, "财政专户明细账")];

const THREE: [string, string, string, string, string, string, ThreeWay["rows"][number]["lamp"], string][] = [
  ["p3", "农村公路养护", "120.00", "71.06", "71.06", "", "green", "相符"],
  ["p1", "村级补助及运转经费", "202.64", "118.20", "118.20", "", "green", "相符"],
  ["p2", "河道保洁", "48.00", "21.30", "12.30", "-9.00", "red", "填报比账上少 9.00 万元"],
  ["p4", "人居环境整治", "86.50", "90.10", "90.10", "3.60", "red", "支付超过预算 3.60 万元"],
  ["p6", "乡村振兴衔接资金（产业）", "310.00", "188.00", "", "", "yellow", "账上有支付，7月还没有填报"],
  ["p5", "义务教育营养改善", "38.77", "", "22.60", "22.60", "yellow", "已填报，账上没有支付"],
];
export function threeWay(copies = 1): ThreeWay {
  const rows = Array.from({ length: copies }, (_, n) =>
    THREE.map(([project, name, budget, paid, entered, gap, lamp, text]) => ({
      project: n === 0 ? project : `${project}-${n}`, name: n === 0 ? name : `${PLACES[n % 8]}${name}`, budget, paid, entered, gap, lamp, text, path: `/projects/${project}/monitoring/M07/funds/fiscal/executed`,
    })),
  ).flat();
  return { rows, unmatched: "22.82", totals: { budget: "805.91", paid: "488.66", entered: "314.26" } };
}

export function payments(count: number, total = count): Payments {
  const rows = Array.from({ length: count }, (_, n): PaymentRow => ({
    date: `2026-07-${String(1 + (n % 28)).padStart(2, "0")}`, code: n % 4 ? "53252326T000001001" : "", name: `${PLACES[n % 8]}${WORKS[n % 10]}`, payee: n % 6 === 5 ? "云溪县环洁物业服务有限责任公司第三分公司" : "云溪镇河口村民委员会",
    summary: n % 3 ? "7月办公经费" : "二季度保洁服务费及垃圾清运费（含人工、燃油和设备维修）", voucher: `ZF20260703${String(n).padStart(4, "0")}`, amount: n % 11 === 10 ? "-0.20" : `${1 + (n % 30)}.20`, direct: true, line: n + 4, file: "支付明细 2026年7月.xlsx",
  }));
  return { rows, total, net: "1,288.40" };
}

const at = "/unit_monitoring/H1";
function fund(key: string, label: string, texts: [string, string, string, string], rate: string): MonitorFund {
  const [initial, adjusted, executed, expected] = texts;
  return { path: key === "" ? "" : `${at}/funds/${key}`, label, initial, adjusted, executed, expected, bad: {}, rate, paid: "", suggestion: "", earlier: [], last_year: "" };
}
const ROWS: [string, string, string, string, string, string, MonitorRow["lamp"], string][] = [
  ["运行成本", "公用经费控制率", "≤100%", "8", "47.20%", "98%", "green", "100.00"], ["管理效率", "预算执行率", "≥95%", "12", "52.31%", "96%", "yellow", "55.06"], ["管理效率", "绩效目标覆盖率", "=100%", "8", "100%", "100%", "blue", "100.00"],
  ["履职效能", "行政村保洁覆盖率", "≥98%", "15", "98.50%", "98.5%", "green", "100.00"], ["履职效能", "农村公路养护里程", "≥36公里", "15", "11", "36", "red", "30.56"], ["社会效应", "安全生产责任事故", "=0起", "10", "0", "0", "green", "100.00"],
  ["可持续发展能力", "管护机制健全性", "健全", "12", "达成", "达成", "green", "100.00"], ["服务对象满意度", "群众满意度", "≥90%", "20", "", "", null, ""],
];
const RESULT: MonitorResult = {
  rate: "52.31", time: "50.00", pace: "104.62", money: "green", completion: "83.16", deviation: "30.85", lamp: "yellow", because: "“道路改造里程”黄灯", opener: null, rectify: "偏差 30.85 个百分点，超过 20 个百分点，须登记整改（且末县预算绩效运行监控办法 第十二条）", idle: "按现在的进度，年底预计结余 58.30 万元",
  common: [], cross: null, working: ["预算执行率 = 421.56 ÷ 805.91 = 52.31%", "完成率按权重加权 = 83.16%", "偏差 = 83.16 − 52.31 = 30.85 个百分点"], filled: 7, total: 8, untouched: 0,
};

export function unitView(more: Partial<UnitMonitorView> = {}): UnitMonitorView {
  return {
    exists: true, state: "编制中", locked: false, year: 2026, path: at,
    goal: { path: `${at}/goal`, label: "年度总体目标", text: "保障镇村两级正常运转，完成农村公路养护 36 公里、6 个村人居环境整治，群众满意度不低于 90%。", bad: null, locked: false, options: [], wide: true },
    funds: [
      fund("", "项目支出合计", ["805.91", "805.91", "421.56", "780.20"], "52.31"), fund("fiscal", "基本支出：财政拨款", ["1,260.00", "1,288.50", "640.10", "1,288.50"], "49.68"), fund("other", "其他资金", ["", "", "", ""], ""),
      fund("", "合计", ["2,065.91", "2,094.41", "1,061.66", "2,068.70"], "50.69"),
    ],
    tasks: [
      { path: `${at}/tasks/t1`, id: "t1", name: "农村公路养护", content: "养护农村公路 36 公里", done: "完成 11 公里，雨季后集中施工" },
      { path: `${at}/tasks/t2`, id: "t2", name: "人居环境整治", content: "6 个行政村生活垃圾清运全覆盖", done: "" },
    ],
    rows: ROWS.map(([dimension, name, value, weight, done, expected, lamp, rate], index) => ({
      path: `${at}/rows/u${index + 1}`, id: `u${index + 1}`, level1: dimension, level2: "", name, target: value, unit: "", weight, kind: value === "健全" ? "level" : "number", accrual: "累计", done, expected, suggestion: "", causes: {}, reason: lamp === "red" ? "雨季停工" : "",
      possibility: lamp === "red" ? "有可能" : "确定能", measures: lamp === "red" ? "9 月起增加两个班组" : "", rate, pace: "", plan: "50%", lamp, working: [], earlier: [], last_year: "", untouched: false, gone: false, bad: {}, remarks: 0, dimension, value,
    })),
    dimensions: ["运行成本", "管理效率", "履职效能", "社会效应", "可持续发展能力", "服务对象满意度"],
    projects: [
      { id: "p2", name: "河道保洁", rate: "25.63", completion: "40.00", lamp: "red" }, { id: "p6", name: "乡村振兴衔接资金（产业）", rate: "41.20", completion: "", lamp: "yellow" },
      { id: "p1", name: "村级补助及运转经费", rate: "58.33", completion: "96.40", lamp: "green" }, { id: "p3", name: "农村公路养护", rate: "59.22", completion: "61.00", lamp: "green" },
    ],
    result: RESULT, note: { path: `${at}/note`, label: "备注", text: "", bad: null, locked: false, options: [], wide: true },
    findings: [
      { rule: "unit.blank", level: "error", project: "", path: `${at}/rows/u8/done`, where: "服务对象满意度 / 群众满意度 · 完成情况", text: "上半年完成情况没有填。", remedy: "没有开展调查的，填 0 并写明原因。", source: { document: "财预〔2019〕136号", clause: "" }, numbers: [] },
      { rule: "unit.slow", level: "explain", project: "", path: `${at}/rows/u5/reason`, where: "履职效能 / 农村公路养护里程 · 原因", text: "完成 30.56%，低于序时进度 50%。", remedy: "写明原因和下半年的措施。", source: { document: "且末县预算绩效运行监控办法", clause: "第十条" }, numbers: [] },
    ],
    forms: [["monitor-unit", "部门（单位）整体支出绩效监控表"]], ...more,
  };
}
/** A unit that has begun nothing. */
export const NO_UNIT_VIEW = unitView({ exists: false, rows: [], tasks: [], findings: [], projects: [] });

export const LEDGER_ANSWERS: Answers = {
  "ledger.fields": () => FIELDS,
  "ledger.inspect": ({ file }) => ({ ...ledgerFile(), file }),
  "ledger.preview": () => ledgerPreview(),
  "ledger.commit": ({ rejects }) => ({ id: "l7", rows: 1204, matched: 4, unmatched: 3, rejected: 3, rejects: rejects ?? null, label: "导入 7月支付明细", saved_at: "14:35" }),
  "ledger.list": () => LEDGERS,
  "ledger.groups": () => groups(),
  "ledger.assign": () => saved("指定“镇区保洁”的项目"),
  "ledger.delete": () => saved("删除 7月支付明细"),
  "ledger.check": () => threeWay(),
  "ledger.payments": () => payments(6),
  "unit_monitor.get": () => unitView(),
  "unit_monitor.start": () => saved("建立整体监控"),
  "unit_monitor.add_row": () => ({ id: "u9" }),
  "unit_monitor.add_task": () => ({ id: "t3" }),
  "unit_monitor.remove": () => saved("删除重点任务"),
};

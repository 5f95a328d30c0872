// Stand-in answers for the month board, the head's page and the rectification ledger.
import type { BoardCell, BoardRow, Commands, EvidenceRow, Lamp, MonitorBoard, MonthHead, RectRow, Saved } from "../src/api/gen";
import { PLACES, WORKS } from "./workbook";

type Answers = { [K in keyof Commands]?: (req: Commands[K]["req"]) => Commands[K]["res"] };

/** A cell by its sign: g y r b are lamps, lower case filled in, upper case not yet; `c` copied, `s` sealed, `.` none. */
function cell(sign: string, month: number): BoardCell | null {
  const lamps: Record<string, Lamp> = { g: "green", y: "yellow", r: "red", b: "blue", c: "green", s: "green" };
  const lamp = lamps[sign.toLowerCase()];
  if (lamp === undefined) return null;
  const whole = sign === sign.toLowerCase();
  return {
    state: sign === "s" ? "已上报" : "编制中", lamp, money: lamp === "blue" ? "green" : lamp === "yellow" ? "red" : lamp, filled: whole ? 12 : 9, total: 12,
    untouched: sign === "c" ? 3 : 0, rate: { green: `${month * 8}.20`, yellow: `${month * 6}.75`, red: `${month * 3}.40`, blue: "100.00" }[lamp],
  };
}

function row(id: string, name: string, amount: string, signs: string, more: Partial<BoardRow> = {}): BoardRow {
  return {
    id, code: `53252326T0000${id}`, name, category: "特定目标类", flags: [], amount_text: amount, secret: false, target_state: "已批复", open_rectifications: 0,
    cells: [...signs].map((sign, n) => cell(sign, n + 1)), ...more,
  };
}

function heads(rows: readonly BoardRow[], due: number): MonthHead[] {
  return Array.from({ length: 12 }, (_, n) => {
    const cells = rows.map((each) => each.cells[n] ?? null).filter((each) => each !== null);
    const of = (lamp: Lamp): number => cells.filter((each) => each.lamp === lamp).length;
    return {
      month: n + 1, word: `${n + 1}月`, recorded: cells.length, total: rows.length, complete: cells.filter((each) => each.filled === each.total && each.untouched === 0).length,
      red: of("red"), yellow: of("yellow"), green: of("green"), blue: of("blue"), sealed: cells.filter((each) => each.state === "已上报").length, round: true, ended: n < due,
    };
  });
}

function board(rows: BoardRow[], month: number): MonitorBoard {
  return {
    year: 2026, month, due: `${month}月绩效运行监控，2026年8月10日前完成，还有 3 天`, source: "且末县预算绩效运行监控办法 第九条", months: heads(rows, month), rows,
  };
}

/** Six projects, seven months ended, the seventh under way: two not begun, one half filled, one copied. */
export const BOARD: MonitorBoard = board(
  [
    row("p1", "村级补助及运转经费", "202.64", "ssssssg.....", { flags: ["直达资金"] }),
    row("p2", "河道保洁", "48.00", "ssssyrR.....", { open_rectifications: 1 }),
    row("p3", "农村公路养护", "120.00", "ssssssc....."),
    row("p4", "人居环境整治", "86.50", "sssbbbb....."),
    row("p5", "义务教育营养改善", "38.77", "ssssss......", { secret: true }),
    row("p6", "乡村振兴衔接资金（产业）", "310.00", "sssysy......", { open_rectifications: 2, flags: ["衔接资金"] }),
  ],
  7,
);
export const NO_BOARD: MonitorBoard = board([], 7);
/** A year before its first record. */
export const FRESH_BOARD: MonitorBoard = board(BOARD.rows.map((each) => ({ ...each, open_rectifications: 0, cells: each.cells.map(() => null) })), 1);

/** A crowded year: every lamp and mark among so many projects, up to the month that is due. */
export function manyMonths(count: number, month = 10): MonitorBoard {
  const signs = "ggsgycgrggbgYgcggsgR";
  const rows = Array.from({ length: count }, (_, n) => {
    const months = Array.from({ length: 12 }, (_, m) => (m + 1 > month || (m + 1 === month && n % 9 === 8) ? "." : m < 6 ? "s" : (signs[(n * 7 + m * 3) % signs.length] ?? "g")));
    return row(`m${n}`, `${PLACES[n % 8]}${WORKS[(n * 7) % 10]}`, `${n * 3 + 12}.50`, months.join(""), {
      open_rectifications: n % 13 === 5 ? 1 : 0, secret: n === 7, flags: n % 6 === 0 ? ["直达资金"] : n % 9 === 0 ? ["衔接资金"] : [], category: n % 2 ? "运转类" : "特定目标类",
    });
  });
  return board(rows, month);
}

const PROOF: EvidenceRow[] = [
  { id: "e1", name: "河道保洁整改通知.pdf", size: "0.8 MB", added_on: "2026-08-20", added_by: "填报人甲", fault: null },
  { id: "e2", name: "清淤验收照片.jpg", size: "2.4 MB", added_on: "2026-08-26", added_by: "填报人甲", fault: "这份材料已不在数据文件夹里，请从备份恢复，或重新添加。" },
];

function rect(id: string, more: Partial<RectRow>): RectRow {
  return {
    id, path: `/rectifications/${id}`, project: "", project_name: "单位整体", month: null, opener: "自行登记", opened_on: "2026-08-12", problem: "", cause: "", measure: "", person: "", due: "",
    days: null, outcome: "", result: "", source: "", closed_on: "", lamp: "green", missing: ["整改措施", "处理结果", "整改结果"], evidence: [], ...more,
  };
}

export const RECTS: RectRow[] = [
  rect("r3", { problem: "公务用车运行费台账不全。", person: "复核人乙", measure: "按月登记，复核人签字。", lamp: "yellow", missing: ["原因", "处理结果", "整改结果", "佐证材料"] }),
  rect("r1", {
    project: "p2", project_name: "河道保洁", month: 7, opener: "偏差超过界限", problem: "预算执行率 39.80%，绩效目标完成率 61.20%，偏差 21.40 个百分点，超过 20 个百分点。", person: "填报人甲", due: "2026-08-31", days: -3,
    cause: "保洁合同 6 月才签订，支付滞后。", source: "且末县预算绩效运行监控办法 第十二条", lamp: "red", evidence: PROOF,
  }),
  rect("r2", {
    project: "p6", project_name: "乡村振兴衔接资金（产业）", month: 6, opener: "财政评价反馈", problem: "联农带农机制不够具体。", person: "填报人甲", due: "2026-09-10", days: 7, lamp: "yellow", measure: "补签利益联结协议。", outcome: "纠偏", result: "已补签 36 户。",
    missing: [], evidence: PROOF.slice(0, 1), source: "普陀区财政重点评价管理办法 第二十条",
  }),
  rect("r4", { project: "p6", project_name: "乡村振兴衔接资金（产业）", month: 3, opener: "偏差超过界限", problem: "支出进度偏慢。", person: "填报人甲", due: "2026-05-10", days: null, outcome: "调减", result: "调减 12 万元。", closed_on: "2026-05-08", missing: [], evidence: PROOF.slice(0, 1) }),
];

/** A long ledger: every standing among so many. */
export function manyRects(count: number): RectRow[] {
  return Array.from({ length: count }, (_, n) => {
    const like = RECTS[n % 4]!;
    const days = like.days === null ? null : (n % 40) - 20;
    const lamp: Lamp = days === null ? like.lamp : days <= 0 ? "red" : days <= 7 ? "yellow" : "green";
    return { ...like, id: `x${n}`, path: `/rectifications/x${n}`, project_name: like.project === "" ? like.project_name : `${PLACES[n % 8]}${WORKS[n % 10]}`, days, lamp };
  });
}

const saved: Saved = { changed: ["rectification"], label: "修改整改措施", saved_at: "14:33" };

export const BOARD_ANSWERS: Answers = {
  "monitor.board": () => BOARD,
  "monitor.totals": ({ month }) => ({
    month, span: `1—${month}月`,
    result: {
      rate: "61.26", time: "58.33", pace: "105.02", money: "green", completion: "64.80", deviation: "3.54", lamp: "red", because: "“道路改造里程”红灯", rectify: null, opener: null, idle: "按全年预计执行数，年底将有 58.30万元 用不出去（资金沉淀）",
      common: [], cross: null, working: [], filled: 4, total: 6, untouched: 0,
    },
  }),
  "monitor.start": ({ month }) => ({
    made: 1, refused: [{ project: "p6", name: "乡村振兴衔接资金（产业）", why: "绩效目标还没有审定，请先审定再建立监控。" }], label: `建立${month}月监控`, saved_at: "14:33", changed: ["monitoring"],
  }),
  "rectify.list": () => RECTS,
  "rectify.outcomes": () => ["纠偏", "调整", "暂缓", "停止", "调减", "收回", "追责"],
  "rectify.open": () => ({ id: "r1", saved: { ...saved, label: "登记整改" } }),
  "rectify.close": () => ({ ...saved, label: "办结" }),
  "rectify.reopen": () => ({ ...saved, label: "重新打开整改" }),
  "rectify.delete": () => ({ ...saved, label: "删除整改" }),
  "evidence.add": () => ({ ...saved, changed: ["evidence"], label: "添加佐证" }),
  "evidence.remove": () => ({ ...saved, changed: ["evidence"], label: "移除佐证“河道保洁整改通知.pdf”" }),
  "evidence.save": ({ file }) => ({ file, bytes: 838_861 }),
  "report.monitor": ({ file }) => ({ file, bytes: 65_536 }),
};

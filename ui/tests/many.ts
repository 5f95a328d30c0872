// Large answers for the lists: a crowded year, a full library.
import type { CarryPlan, LibraryHit, OwnRow, ProjectList, ProjectRow, TemplateRow } from "../src/api/gen";
import { PROJECTS } from "./fake";
import { PLACES, WORKS } from "./workbook";

const STATES = ["编制中", "编制中", "待复核", "已复核", "已审定", "已上报", "已退回", "已批复"];
const CATEGORIES = ["特定目标类", "运转类", "人员类"];

/** So many projects, every state and mark among them; the amounts are texts made here, as the program would give them. */
export function manyProjects(count: number): ProjectList {
  const rows: ProjectRow[] = Array.from({ length: count }, (_, n) => ({
    ...PROJECTS[0]!,
    id: `m${n}`, name: `${PLACES[n % 8]}${WORKS[(n * 7) % 10]}`, code: n % 5 === 4 ? "" : `53252326T0000${String(1000 + n)}`,
    department: n % 3 ? "云溪镇人民政府" : "农业综合服务中心", novelty: n % 2 ? "新增" : "延续", category: CATEGORIES[n % 3]!, attribute: "",
    amount: n % 11 === 10 ? null : (n * 137 + 900) * 10_000, amount_text: n % 11 === 10 ? "" : `${n * 137 + 900}`.replace(/(\d\d)$/, ".$1").replace(/^(\d+)(\d{3}\.)/, "$1,$2"),
    indicators: n % 17 === 16 ? 0 : 7 + (n % 6), state: STATES[n % 8]!, errors: n % 4 === 0 ? 1 + (n % 3) : 0, explains: n % 3 === 0 ? 2 : 0, hints: n % 5 === 0 ? 1 : 0,
    secret: n === 7, flags: n % 6 === 0 ? ["政府采购"] : n % 9 === 0 ? ["衔接资金"] : [], remarks: n % 8 === 6 ? 2 : 0,
  }));
  return { rows, total: 1_139_160_000_00, total_text: "113,916.00", amount_unit: "万元", errors: 200, explains: 267, hints: 80 };
}

export const TEMPLATES: TemplateRow[] = [
  { id: "t1", name: "农村公路养护（样本）", about: "特定目标类 · 延续项目", indicators: 11, from: "农村公路养护 · 2025 年度" },
  { id: "t2", name: "村级补助", about: "运转类 · 延续项目", indicators: 9, from: "村级补助及运转经费 · 2026 年度" },
  { id: "t3", name: "小型水利", about: "特定目标类 · 延续项目", indicators: 10, from: "小型水利维修 · 2025 年度" },
];

export function carryPlan(count = 6): CarryPlan {
  return {
    from: 2025, years: [2025, 2024],
    rows: Array.from({ length: count }, (_, n) => ({
      id: `c${n}`, name: `${PLACES[n % 8]}${WORKS[n % 10]}`, code: n % 4 === 3 ? "" : `53252325T0000${1000 + n}`, amount_text: n % 5 === 4 ? "" : `${20 + n}.50`,
      indicators: 8 + (n % 4), state: "已批复", exists: n % 3 === 1,
    })),
  };
}

const LEVEL2: [string, string][] = [
  ["成本指标", "经济成本指标"], ["产出指标", "数量指标"], ["产出指标", "质量指标"], ["产出指标", "时效指标"], ["效益指标", "社会效益指标"], ["效益指标", "可持续影响指标"], ["满意度指标", "服务对象满意度指标"],
];
const NAMES = ["项目总成本", "养护道路里程", "验收合格率", "资金到位及时率", "受益人口数", "管护机制健全性", "群众满意度"];
const FIELDS = ["通用", "农村公路", "人居环境", "教育", "卫生健康", "河湖管护", "培训"];

export function hits(count: number): LibraryHit[] {
  return Array.from({ length: count }, (_, n) => {
    const [level1, level2] = LEVEL2[n % 7]!;
    const kind = n % 10 === 0 ? "own" : n % 10 === 1 ? "past" : "shipped";
    return {
      id: kind === "own" ? `o${n / 10}` : "", code: kind === "shipped" ? `WX-${String(n).padStart(4, "0")}` : "", level1, level2, name: NAMES[n % 7]! + (n > 20 ? ` ${n}` : ""),
      category: kind === "past" ? "本单位 2025" : kind === "own" ? "本单位" : FIELDS[n % 7]!, value: ["≤120万元", "≥36公里", "≥95%", "≥98%", "≥4200人", "健全", "≥90%"][n % 7]!,
      explanation: "反映项目实施的实际完成情况，按年度计划内已经完成并验收的数量统计。", standard: "达到目标值得满分；每低 1 个百分点扣 5% 权重分，扣完为止。",
      source: kind === "past" ? "农村公路养护" : "财预〔2021〕101号 共性绩效指标框架",
    };
  });
}

export const OWN: OwnRow[] = hits(60)
  .filter((hit) => hit.id !== "")
  .map((hit) => ({ id: hit.id, level1: hit.level1, level2: hit.level2, name: hit.name, value: hit.value, explanation: hit.explanation, standard: hit.standard, category: "农村公路" }));

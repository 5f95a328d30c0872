// What differs between two packages, as their contents say it. Values are compared as they are printed; nothing is computed.
import type { IndicatorPart, PackageReport, ProjectPart } from "../../api/gen";

export interface Difference {
  project: string;
  item: string;
  before: string;
  after: string;
}

const FIELDS: [keyof IndicatorPart, string][] = [
  ["lv3_perf_ind_name", "名称"],
  ["lv2_perf_ind_name", "二级指标"],
  ["kpi_val", "指标值"],
  ["unit", "单位"],
  ["ind_weight", "分值"],
  ["kpi_content", "说明"],
  ["kpi_evalstd", "评（扣）分标准"],
  ["kpi_remark", "备注"],
];

const said = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

function ofIndicators(project: string, before: readonly IndicatorPart[], after: readonly IndicatorPart[]): Difference[] {
  const out: Difference[] = [];
  for (const now of after) {
    const was = before.find((each) => each.id === now.id);
    const name = `指标“${now.lv3_perf_ind_name}”`;
    if (!was) out.push({ project, item: name, before: "", after: `新增 ${now.kpi_val}` });
    else {
      for (const [field, word] of FIELDS) {
        if (said(was[field]) !== said(now[field])) out.push({ project, item: `${name}的${word}`, before: said(was[field]), after: said(now[field]) });
      }
    }
  }
  for (const was of before) {
    if (!after.some((each) => each.id === was.id)) {
      out.push({ project, item: `指标“${was.lv3_perf_ind_name}”`, before: was.kpi_val, after: "删除" });
    }
  }
  return out;
}

function amountOf(report: PackageReport, at: number): string {
  return report.projects[at]?.amount_text ?? "";
}

/** What the later package changes; empty when both say the same. */
export function differences(before: PackageReport, after: PackageReport): Difference[] {
  const old = before.submission?.projects ?? [];
  const now = after.submission?.projects ?? [];
  const same = (a: ProjectPart, b: ProjectPart): boolean => a.id === b.id;
  const out: Difference[] = [];
  now.forEach((project, at) => {
    const was = old.findIndex((each) => same(each, project));
    const name = project.pro_name;
    const earlier = old[was];
    if (!earlier) {
      out.push({ project: name, item: "项目", before: "", after: "新增" });
      return;
    }
    const pairs: [string, string, string][] = [
      ["项目名称", earlier.pro_name, project.pro_name],
      ["项目代码", earlier.pro_code, project.pro_code],
      ["年度资金总额（万元）", amountOf(before, was), amountOf(after, at)],
      ["年度目标", earlier.target.kpi_target, project.target.kpi_target],
      ["中期目标", earlier.target.medium_target, project.target.medium_target],
    ];
    for (const [item, a, b] of pairs) if (a !== b) out.push({ project: name, item, before: a, after: b });
    out.push(...ofIndicators(name, earlier.target.indicators, project.target.indicators));
  });
  for (const was of old) {
    if (!now.some((each) => same(was, each))) out.push({ project: was.pro_name, item: "项目", before: "在包内", after: "不在包内" });
  }
  return out;
}

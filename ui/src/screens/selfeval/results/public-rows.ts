// What the sheets of publication and of results show, project by project. Pure.
import type { DisclosureRow, TreatmentRow } from "../../../api/gen";
import type { Column } from "../../../sheet/column";
import { cell, type Around, type Model } from "../../../sheet/rows";

/** Which projects the table of publication shows. */
export type Standing = "unformed" | "open" | "published" | "all";
/** Every project stands in one of the first three: together they are all. */
export const STANDINGS: readonly [Standing, string][] = [["unformed", "报告未形成"], ["open", "待公开"], ["published", "已公开"], ["all", "全部"]];

export function inStanding(row: DisclosureRow, which: Standing): boolean {
  const now: Standing = row.published_on !== "" ? "published" : row.formed_on !== "" ? "open" : "unformed";
  return which === "all" || which === now;
}

export const PUBLIC_COLUMNS: readonly Column[] = [
  { at: "name", word: "项目" },
  { at: "budget", word: "全年预算", right: true },
  { at: "must", word: "须公开" },
  { at: "total", word: "总分 等级", right: true },
  { at: "formed_on", word: "报告日期", title: "报告形成日期" },
  { at: "due", word: "公开期限" },
  { at: "published_on", word: "公开日期" },
  { at: "published_at", word: "公开方式", title: "公开网址或方式" },
  { at: "masked", word: "隐去", right: true, title: "公开版隐去的涉密和个人信息" },
];

const PUBLIC_TYPED = ["formed_on", "published_on", "published_at"];

function publicText(row: DisclosureRow, at: string): string {
  switch (at) {
    case "must":
      return row.must ? "是" : "";
    case "total":
      return row.grade === "" && row.total !== "" ? `暂计 ${row.total}` : [row.total, row.grade].filter((each) => each !== "").join(" ");
    case "masked":
      return row.masked > 0 ? `${row.masked} 处` : "";
    default:
      return row[at as "name" | "budget" | "formed_on" | "due" | "published_on" | "published_at"];
  }
}

export function publicModels(rows: readonly DisclosureRow[], columns: readonly Column[], around: Around): Model[] {
  return rows.map((row) => ({
    id: row.id, path: row.path, name: row.name, heads: [], add: "", gone: false, total: false, locked: around.locked,
    cells: columns.map(({ at }) => {
      const typed = PUBLIC_TYPED.includes(at) && row.exists;
      return cell(around, {
        path: `${row.path}/${at}`,
        text: publicText(row, at),
        fixed: !typed,
        num: at === "budget" || at === "total" || at === "masked",
        required: typed && at === "published_on" && row.due !== "" && row.formed_on !== "",
        lamp: at === "due" ? row.lamp : null,
      });
    }),
  }));
}

export const TREATMENT_COLUMNS: readonly Column[] = [
  { at: "name", word: "项目" },
  { at: "total", word: "总分", right: true },
  { at: "grade", word: "等级" },
  { at: "rate", word: "执行率", right: true },
  { at: "why", word: "建议的依据" },
  { at: "treatment", word: "结果应用", title: "结果应用建议；空着就按建议" },
  { at: "treatment_reason", word: "理由", title: "结果应用理由" },
];

export function treatmentModels(rows: readonly TreatmentRow[], around: Around): Model[] {
  return rows.map((row) => ({
    id: row.id, path: row.path, name: row.name, heads: [], add: "", gone: false, total: false, locked: around.locked || row.locked,
    cells: TREATMENT_COLUMNS.map(({ at }) =>
      cell(
        { ...around, locked: around.locked || row.locked },
        {
          path: `${row.path}/${at}`,
          text: treatmentText(row, at),
          fixed: at !== "treatment" && at !== "treatment_reason",
          num: at === "total" || at === "rate",
          long: at === "why" || at === "treatment_reason",
          list: at === "treatment" ? row.options : [],
          hint: at === "treatment" ? row.proposed : "",
          // Another result than the one that is proposed is a decision: it says why.
          explain: at === "treatment_reason" && row.set !== "" && row.proposed !== "" && row.set !== row.proposed,
        },
      ),
    ),
  }));
}

/** Without a grade the rules have nothing to go by. */
const UNSCORED = "还没有评分，填齐自评表后给出建议";

function treatmentText(row: TreatmentRow, at: string): string {
  switch (at) {
    case "why":
      return row.why === "" && row.grade === "" ? UNSCORED : row.why;
    case "treatment":
      return row.set;
    case "treatment_reason":
      return row.reason;
    case "rate":
      return row.rate === "" ? "—" : `${row.rate}%`;
    case "total":
      return row.grade === "" && row.total !== "" ? `暂计 ${row.total}` : row.total || "—";
    case "grade":
      return row.grade || "—";
    default:
      return row.name;
  }
}

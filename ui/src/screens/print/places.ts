// The preview of what a screen is about, by the screen's address. Pure.
import { monthOf } from "../monitor/month";

/** Forms of the whole unit, by the screens they are printed from. */
const UNIT_FORMS: Record<string, { form: string; word: string }> = {
  "/monitor/unit": { form: "monitor-unit", word: "整体监控" },
  "/monitor/payments": { form: "direct-ledger", word: "逐笔支付" },
  "/selfeval": { form: "selfeval-summary", word: "绩效自评" },
  "/selfeval/results": { form: "treatments", word: "结果应用" },
  "/rectify": { form: "rectify-ledger", word: "整改台账" },
};

/** The usual form of a self-assessment; the program takes the layout that the pack has. */
export const SELFEVAL = "selfeval";

/** The address of a preview with its way back. */
export function preview(form: string, query: { project?: string | undefined; month?: number | undefined; back: string; word?: string }): string {
  const parts = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return `/print/${form}?${new URLSearchParams(parts.map(([key, value]) => [key, String(value)])).toString()}`;
}

/** Null where nothing is printed; `first` is the project that the targets' screen shows by itself. */
export function previewOf(path: string, first: string | undefined): string | null {
  const own = UNIT_FORMS[path];
  if (own) return preview(own.form, { back: path, word: own.word });
  const [, area = "", project = "", month = ""] = path.split("/");
  if (area === "target" && (project || first)) return `/target/${project || first}/print`;
  if (area === "selfeval" && project !== "" && !["disclosure", "results"].includes(project)) return preview(SELFEVAL, { project, back: path });
  if (area !== "monitor" || monthOf(month) === undefined || ["check", "summary"].includes(project)) return null;
  return preview("monitor-136", { project, month: monthOf(month), back: path });
}

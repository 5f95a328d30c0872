// Words for the weight total against its due total. The numbers themselves come from the program.
import type { ProjectView } from "../../api/gen";

type Weights = Pick<ProjectView, "weight_total" | "weight_due">;

/** "还差 2", "超出 3", or nothing when it agrees or nothing is due. Two decimals are the form's precision. */
export function weightGap(view: Weights): string {
  if (view.weight_due === null) return "";
  const gap = Math.round((Number(view.weight_due) - Number(view.weight_total)) * 100);
  if (gap === 0 || Number.isNaN(gap)) return "";
  return `${gap > 0 ? "还差" : "超出"} ${String(Math.abs(gap) / 100)}`;
}

/** How much of the bar is filled, 0 to 1. */
export function weightShare(view: Weights): number {
  const due = Number(view.weight_due);
  return due > 0 ? Math.min(1, Number(view.weight_total) / due) : 0;
}

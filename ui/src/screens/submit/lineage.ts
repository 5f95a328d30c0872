// Which package replaces which.
import type { PackageRow } from "../../api/gen";

export interface Lineage {
  row: PackageRow;
  /** Number of the package that replaced this one, empty while it stands. */
  replacedBy: string;
}

/** The packages, the latest first, each with what replaced it. */
export function lineage(rows: readonly PackageRow[]): Lineage[] {
  return [...rows]
    .sort((a, b) => b.at.localeCompare(a.at) || b.sequence - a.sequence)
    .map((row) => ({
      row,
      replacedBy: rows.find((each) => each.sent === row.sent && each.previous === row.id)?.id ?? "",
    }));
}

/** What it carries; the period only where it is not the whole year. */
export function kindWord(kind: string, period: string): string {
  return period === "全年" ? kind : `${kind} · ${period}`;
}

// Groups of payments: which are without a project, and which projects a typed text means. Pure.
import type { LedgerGroup, ProjectRow } from "../../api/gen";

export type Kind = "open" | "matched" | "ignored";
export const KINDS: readonly Kind[] = ["open", "matched", "ignored"];
export const KIND_WORD: Record<Kind, string> = { open: "没有对应", matched: "已对应", ignored: "不计入" };
/** The program's word for a group that is no matter of any project. */
const IGNORED = "不计入";

export function kindOf(group: LedgerGroup): Kind {
  if (group.project !== "") return "matched";
  return group.how === IGNORED ? "ignored" : "open";
}

/** Projects whose name or code holds the text: names that begin with it first. */
export function found(rows: readonly ProjectRow[], text: string): ProjectRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const hits = rows.filter((row) => row.name.toLowerCase().includes(wanted) || row.code.toLowerCase().includes(wanted));
  return [...hits.filter((row) => row.name.toLowerCase().startsWith(wanted)), ...hits.filter((row) => !row.name.toLowerCase().startsWith(wanted))];
}

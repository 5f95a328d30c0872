// How far the projects of a package are approved: sealing approves the rest along with it, and that is said.
/** Where something that is sent stands. */
export interface Standing {
  id: string;
  state: string;
}

const APPROVED = "已审定";
/** Sent before: their approval lies behind them. */
const SENT = ["已上报", "已批复"];

/** The projects that go into a package, as the plan tells them. */
export function packed<Row extends Standing>(rows: readonly Row[], ids: readonly string[]): Row[] {
  return rows.filter((row) => ids.includes(row.id));
}

/** One sentence: how many are 已审定, how many are not, and what sealing does with those. */
export function approvalSentence(rows: readonly Standing[]): string {
  if (rows.length === 0) return "";
  const approved = rows.filter((row) => row.state === APPROVED).length;
  const sent = rows.filter((row) => SENT.includes(row.state)).length;
  const open = new Map<string, number>();
  for (const row of rows) {
    if (row.state !== APPROVED && !SENT.includes(row.state)) open.set(row.state, (open.get(row.state) ?? 0) + 1);
  }
  const before = sent > 0 ? `，${sent} 个此前已上报` : "";
  if (open.size === 0) return approved === rows.length ? `${approved} 个项目全部已审定。` : `其中 ${approved} 个已审定${before}。`;
  const waiting = rows.length - approved - sent;
  const parts = [...open].map(([state, count]) => `${state} ${count}`).join("、");
  return `其中 ${approved} 个已审定${before}；${waiting} 个还没有审定（${parts}），封装即视为一并审定，并记入操作日志。`;
}

/** Whether something would be approved by sealing that has not been yet. */
export function approvesMore(rows: readonly Standing[]): boolean {
  return rows.some((row) => row.state !== APPROVED && !SENT.includes(row.state));
}

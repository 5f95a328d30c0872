// Findings as the screens need them: counted, in order, and by the cell they are about.
import type { FindingView, Level } from "../api/gen";

const ORDER: Record<Level, number> = { error: 0, explain: 1, hint: 2 };

/** What must be done first comes first; within a level the order of the form stays. */
export function ordered(findings: readonly FindingView[]): FindingView[] {
  return [...findings].sort((a, b) => ORDER[a.level] - ORDER[b.level]);
}

export function counted(findings: readonly FindingView[]): Record<Level, number> {
  const out: Record<Level, number> = { error: 0, explain: 0, hint: 0 };
  for (const finding of findings) out[finding.level] += 1;
  return out;
}

/** The gravest level per path. */
export function marks(findings: readonly FindingView[]): Map<string, Level> {
  const out = new Map<string, Level>();
  for (const finding of findings) {
    const now = out.get(finding.path);
    if (now === undefined || ORDER[finding.level] < ORDER[now]) out.set(finding.path, finding.level);
  }
  return out;
}

/** The next one after `current`, round and round; −1 if there is none. */
export function next(current: number, count: number, step: 1 | -1 = 1): number {
  if (count === 0) return -1;
  if (current < 0) return step === 1 ? 0 : count - 1;
  return (current + step + count) % count;
}

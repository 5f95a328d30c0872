// Findings as the screens need them: counted, in order, and by the cell they are about.
import type { FindingView, Level } from "../api/gen";

const ORDER: Record<Level, number> = { error: 0, explain: 1, hint: 2 };

/** What must be done first comes first; within a level the order of the form stays. */
export function ordered(findings: readonly FindingView[]): FindingView[] {
  return [...findings].sort((a, b) => ORDER[a.level] - ORDER[b.level]);
}

/** One key each, the same as long as the finding is there, wherever it stands: rule, place, and the how manieth there. */
export function keys(findings: readonly FindingView[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, path }) => {
    const key = `${rule} ${path}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${key} ${count}`;
  });
}

export function counted(findings: readonly FindingView[]): Record<Level, number> {
  const out: Record<Level, number> = { error: 0, explain: 0, hint: 0 };
  for (const finding of findings) out[finding.level] += 1;
  return out;
}

/** The gravest level per path; the marks before where they are the same. */
export function marks(findings: readonly FindingView[], before?: Map<string, Level>): Map<string, Level> {
  const out = new Map<string, Level>();
  for (const finding of findings) {
    const now = out.get(finding.path);
    if (now === undefined || ORDER[finding.level] < ORDER[now]) out.set(finding.path, finding.level);
  }
  if (before?.size === out.size && [...out].every(([path, level]) => before.get(path) === level)) return before;
  return out;
}

/** The next one after `current`, round and round; −1 if there is none. */
export function next(current: number, count: number, step: 1 | -1 = 1): number {
  if (count === 0) return -1;
  if (current < 0) return step === 1 ? 0 : count - 1;
  return (current + step + count) % count;
}

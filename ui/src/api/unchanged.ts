// What was read again, with the old object for every part that came out the same: what shows such a part has nothing
// to do, and what is computed from it stays.

/** One part: the old one if it reads the same. In a list each entry is looked for by itself, so that one more moves none. */
function part(before: unknown, next: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(next)) {
    const known = new Map(before.map((each) => [JSON.stringify(each), each as unknown]));
    const entries = next.map((each) => known.get(JSON.stringify(each)) ?? (each as unknown));
    return entries.length === before.length && entries.every((each, at) => Object.is(each, before[at])) ? before : entries;
  }
  return JSON.stringify(before) === JSON.stringify(next) ? before : next;
}

/** `next`, made of the parts of `before` wherever they are the same. Both are plain data, as they came from the program. */
export function unchanged<T extends object>(before: T | null, next: T): T {
  if (before === null) return next;
  if (Array.isArray(next)) return part(before, next) as T;
  const old = before as Record<string, unknown>;
  return Object.fromEntries(Object.entries(next).map(([key, each]) => [key, part(old[key], each)])) as T;
}

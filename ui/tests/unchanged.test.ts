// What was read again keeps the objects of what came out the same.
import { describe, expect, it } from "vitest";
import { unchanged } from "../src/api/unchanged";

const rows = [{ id: "a", text: "1" }, { id: "b", text: "2" }, { id: "c", text: "3" }];
const before = { id: "p", total: "90", last: { rows: ["x"] }, rows, none: null };

describe("unchanged", () => {
  it.each<[string, object, (next: typeof before) => [unknown, unknown][]]>([
    ["nothing", {}, (next) => [[next.rows, rows], [next.last, before.last]]],
    ["a word", { total: "91" }, (next) => [[next.rows, rows], [next.last, before.last]]],
    ["one row", { rows: [rows[0], { id: "b", text: "20" }, rows[2]] }, (next) => [[next.rows[0], rows[0]], [next.rows[2], rows[2]], [next.last, before.last]]],
    ["one row more at the top", { rows: [{ id: "n", text: "" }, ...rows] }, (next) => [[next.rows[1], rows[0]], [next.rows[3], rows[2]]]],
    ["a row less", { rows: rows.slice(1) }, (next) => [[next.rows[0], rows[1]], [next.rows[1], rows[2]]]],
    ["the order", { rows: [rows[2], rows[0], rows[1]] }, (next) => [[next.rows[0], rows[2]], [next.rows[1], rows[0]]]],
  ])("%s changed: the rest stays", (_, change, pairs) => {
    const read = structuredClone({ ...before, ...change });
    const next = unchanged(before, read);
    expect(next).toEqual(read);
    for (const [now, old] of pairs(next)) expect(now).toBe(old);
  });
  it("what changed is what was read", () => {
    const read = structuredClone({ ...before, rows: [{ id: "a", text: "7" }], last: { rows: ["y"] }, none: "x" });
    const next = unchanged<object>(before, read);
    expect(next).toEqual(read);
    expect(before.rows).toBe(rows);
    expect(rows[0]?.text).toBe("1");
  });
  it("a field that is gone or new, and nothing before", () => {
    expect(unchanged<object>({ a: [1], b: 2 }, { a: [1], c: 3 })).toEqual({ a: [1], c: 3 });
    expect(unchanged(null, before)).toBe(before);
  });
});

// The pure modules, row by row: input and what must come out.
import { describe, expect, it } from "vitest";
import { homeOf } from "../src/api/files";
import type { FindingView, Level } from "../src/api/gen";
import { counted, keys, marks, next, ordered } from "../src/form/findings";
import { prefixes } from "../src/form/jump";
import { bytes, fingerprint, grouped, moment, wan } from "../src/i18n/format";
import { weakPassphrase } from "../src/screens/submit/passphrase";
import { spans } from "../src/sheet/merge";

describe("numbers and times", () => {
  it.each([
    [0, "0.00"],
    [null, "—"],
    [undefined, "—"],
    [202_640_000, "202.64"],
    [132_912_067, "132.912067"],
    [1_234_567_800_000, "1,234,567.80"],
    [1, "0.000001"],
    [-500_000, "-0.50"],
    [10_000, "0.01"],
  ])("writes %s 分 as %s 万元", (fen, text) => {
    expect(wan(fen)).toBe(text);
  });

  it.each([
    ["1234567", "1,234,567"],
    ["-1234.5", "-1,234.5"],
    ["999", "999"],
    ["约100", "约100"],
    ["", ""],
  ])("groups %s as %s", (text, out) => {
    expect(grouped(text)).toBe(out);
  });

  const now = new Date(2026, 9, 21, 18, 0);
  it.each([
    [new Date(2026, 9, 21, 14, 32).toISOString(), "14:32"],
    [new Date(2026, 9, 18, 9, 5).toISOString(), "10-18 09:05"],
    [new Date(2025, 0, 2, 9, 5).toISOString(), "2025-01-02"],
    [null, ""],
    ["昨天", "昨天"],
  ])("writes %s as %s", (iso, text) => {
    expect(moment(iso, now)).toBe(text);
  });

  it.each([
    [12, "12 字节"],
    [2048, "2.0 KB"],
    [3 * 1024 * 1024, "3.0 MB"],
  ])("writes %i bytes as %s", (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  it("writes a fingerprint in fours", () => {
    expect(fingerprint("1a2b3c4d5e")).toBe("1A2B 3C4D 5E");
  });
});

describe("merged cells", () => {
  const rows = (text: string): { level1: string; level2: string }[] =>
    text.split(" ").map((each) => ({ level1: each[0] ?? "", level2: each[1] ?? "" }));
  it.each([
    ["Aa Aa Ab Bc", [4 - 1, 0, 0, 1], [2, 0, 1, 1]],
    ["Aa Ba Ba", [1, 2, 0], [1, 2, 0]],
    ["Aa Ab Aa", [3, 0, 0], [1, 1, 1]],
    ["Aa", [1], [1]],
  ])("of %s", (text, first, second) => {
    const out = spans(rows(text));
    expect(out.map((span) => span.level1)).toEqual(first);
    expect(out.map((span) => span.level2)).toEqual(second);
  });
  it("of nothing are none", () => expect(spans([])).toEqual([]));
});

describe("findings", () => {
  const make = (level: Level, path: string): FindingView => ({
    rule: "r", level, path, project: "", where: "", text: "", remedy: "", source: { document: "", clause: "" }, numbers: [],
  });
  const list = [make("hint", "/a"), make("error", "/b"), make("explain", "/a"), make("error", "/c")];

  it("come by gravity, else in their order", () => {
    expect(ordered(list).map((each) => each.level + each.path)).toEqual(["error/b", "error/c", "explain/a", "hint/a"]);
  });
  it("are counted by level", () => expect(counted(list)).toEqual({ error: 2, explain: 1, hint: 1 }));
  it("mark a path with the gravest level", () => {
    expect(marks(list)).toEqual(new Map([["/a", "explain"], ["/b", "error"], ["/c", "error"]]));
  });
  it.each([
    ["other words in the same places", [...list].reverse(), true],
    ["one less", list.slice(1, 3), false],
    ["another level", [...list.slice(0, 3), make("hint", "/c")], false],
    ["another place", [...list.slice(0, 3), make("error", "/d")], false],
  ])("the marks stay with %s: %#", (_, now, same) => {
    const before = marks(list);
    expect(marks(now, before) === before).toBe(same);
    expect(marks(now, before)).toEqual(marks(now));
  });
  it("each has a key of its own, which no other finding's coming or going changes", () => {
    const found = [make("hint", "/a"), make("error", "/a"), make("error", "/b")];
    expect(keys(found)).toEqual(["r /a 1", "r /a 2", "r /b 1"]);
    expect(keys([make("hint", "/z"), ...found]).slice(1)).toEqual(keys(found));
  });
  it.each([
    [-1, 3, 1, 0],
    [-1, 3, -1, 2],
    [2, 3, 1, 0],
    [0, 3, -1, 2],
    [0, 0, 1, -1],
  ] as const)("after %i of %i going %i comes %i", (current, count, step, out) => {
    expect(next(current, count, step)).toBe(out);
  });
});

it("tries the whole path first, then what is above it", () => {
  expect(prefixes("/projects/p/target")).toEqual(["/projects/p/target", "/projects/p", "/projects"]);
});

it.each([
  ["", "", "请输入口令"],
  ["1234567", "", "口令至少 8 位"],
  ["aaaaaaaa", "", "口令不能是同一个字符"],
  ["云溪镇财政所二号钥匙", "", "请再输入一次"],
  ["correct horse", "correct hors", "两次输入不一致"],
  ["correct horse", "correct horse", ""],
])("passphrase %s, then %s: %s", (first, second, why) => {
  expect(weakPassphrase(first, second)).toBe(why);
});

it.each([
  ["/home/li/.local/share/cn.wenxiao.desktop", "/home/li"],
  ["C:\\Users\\李\\AppData\\Local\\cn.wenxiao.desktop", "C:\\Users\\李"],
  ["/srv/data", "/srv/data"],
])("the home above %s is %s", (folder, home) => expect(homeOf(folder)).toBe(home));

// Rule 16: every pair of text and background that the tokens allow has a contrast of at least 4.5 : 1.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../src");
const tokens = new Map(
  [...readFileSync(join(SRC, "app/styles/tokens.css"), "utf8").matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [name, hex]),
);
const TEXTS = ["ink", "soft-ink", "mute", "accent", "accent-deep", "must", "explain", "ok"];
const PLACES = ["page", "card", "head", "hair", "accent-soft", "must-soft", "explain-soft", "ok-soft"];
/** White text stands on these. */
const FULL = ["accent", "accent-deep", "must", "explain", "ok"];

function light(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
function token(name: string): string {
  const hex = tokens.get(name);
  if (!hex) throw new Error(`no token ${name}`);
  return hex;
}
/** Styles of the whole window, with the file that they stand in. */
const styles = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(css|vue)$/.test(file))
  .map((file) => {
    const text = readFileSync(join(SRC, file), "utf8");
    const css = file.endsWith(".css") ? text : [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((match) => match[1]).join("\n");
    return { file, css };
  });
function used(property: RegExp): string[] {
  return styles.flatMap(({ css }) => [...css.matchAll(property)].flatMap(([line]) => [...line.matchAll(/var\(--([\w-]+)\)/g)].map(([, name = ""]) => name)));
}

describe("rule 16: contrast", () => {
  it("is computed as the standard says", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });
  it.each(TEXTS.flatMap((text) => PLACES.map((place) => [text, place] as const)))("of %s on %s", (text, place) => {
    expect(contrast(token(text), token(place))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(FULL)("of white on %s", (place) => expect(contrast(token("card"), token(place))).toBeGreaterThanOrEqual(4.5));
  it("has looked at every colour that text or a background takes", () => {
    const texts = used(/(?<![-\w])color:[^;]+;/g).filter((name) => !TEXTS.includes(name));
    // White is for the full colours only; `off` for what is switched off.
    expect([...new Set(texts)].filter((name) => !["card", "off"].includes(name))).toEqual([]);
    const places = used(/background(?:-color)?:[^;]+;/g).filter((name) => !PLACES.includes(name) && !FULL.includes(name));
    expect([...new Set(places)]).toEqual([]);
  });
  it("keeps the faint colour for what is switched off", () => {
    const rules = styles.flatMap(({ css }) => [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)]);
    const faint = rules.filter(([, , body = ""]) => /(?<![-\w])color: var\(--off\)/.test(body)).map(([, selector = ""]) => selector.trim());
    expect(faint.length).toBeGreaterThan(0);
    expect(faint.filter((selector) => !/disabled/.test(selector))).toEqual([]);
  });
});

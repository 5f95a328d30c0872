// What the library shows of what was found. Pure.
import type { LibraryHit, OwnRow } from "../../api/gen";

/** Where an indicator comes from: shipped with the program, kept by the unit, or written in the unit's targets. */
export type Origin = "shipped" | "own" | "past";

export const ORIGIN_WORD: Record<Origin, string> = { shipped: "内置", own: "本单位", past: "历年" };

const CLASSES = ["成本指标", "产出指标", "效益指标", "满意度指标"];

export function originOf(hit: LibraryHit): Origin {
  if (hit.id !== "") return "own";
  return hit.code !== "" ? "shipped" : "past";
}

/** A hit of one's own past says of which year it is; its category says nothing else. */
export function chipOf(hit: LibraryHit, year: number): string {
  const origin = originOf(hit);
  const of = origin === "past" ? /\d{4}$/.exec(hit.category)?.[0] : undefined;
  return of === undefined ? ORIGIN_WORD[origin] : of === String(year) ? "本年" : of;
}
export const categoryOf = (hit: LibraryHit): string => (originOf(hit) === "past" ? "" : hit.category);

/** What names a hit within one answer. */
export function keyOf(hit: LibraryHit): string {
  return [hit.id, hit.code, hit.level2, hit.name, hit.value, hit.category, hit.source].join("\n");
}

/** The level-2 classes that occur, under their level-1 class, in the order of the forms. */
export function classesOf(hits: readonly LibraryHit[]): [string, string[]][] {
  const out = new Map<string, Set<string>>();
  for (const hit of hits) out.set(hit.level1, (out.get(hit.level1) ?? new Set()).add(hit.level2));
  const place = (word: string): number => (CLASSES.includes(word) ? CLASSES.indexOf(word) : CLASSES.length);
  return [...out].sort(([a], [b]) => place(a) - place(b)).map(([level1, names]) => [level1, [...names]]);
}

/** A hit as an indicator of one's own, to be kept. */
export function asOwn(hit: LibraryHit): Omit<OwnRow, "id" | "level1"> {
  const { level2, name, value, explanation, standard } = hit;
  return { level2, name, value, explanation, standard, category: originOf(hit) === "past" ? "" : hit.category };
}

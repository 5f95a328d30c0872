// The groups that the search box shows: hits by kind, or what was chosen lately when nothing is typed.
import type { SearchHit } from "../api/gen";

export interface Group {
  word: string;
  hits: Hit[];
}
/** A hit with its place in the whole list, as arrows walk through it. */
export interface Hit extends SearchHit {
  index: number;
}

const WORDS: [SearchHit["kind"], string][] = [
  ["project", "项目"],
  ["self_eval", "自评"],
  ["indicator", "指标"],
  ["command", "命令"],
];

function numbered(groups: [string, SearchHit[]][]): Group[] {
  let index = 0;
  return groups.filter(([, hits]) => hits.length > 0).map(([word, hits]) => ({ word, hits: hits.map((hit) => ({ ...hit, index: index++ })) }));
}

/** Hits by kind; within a kind they stay as the program ordered them. */
export function grouped(hits: readonly SearchHit[]): Group[] {
  return numbered(WORDS.map(([kind, word]) => [word, hits.filter((hit) => hit.kind === kind)]));
}

/** With nothing typed: what was chosen here lately, then where work was done lately, then all commands. */
export function unasked(chosen: readonly SearchHit[], worked: readonly SearchHit[], commands: readonly SearchHit[]): Group[] {
  const seen = new Set<string>();
  const late = [...chosen, ...worked].filter((hit) => {
    const key = `${hit.id} ${hit.path}`;
    return !seen.has(key) && seen.add(key);
  });
  return numbered([["最近", late.slice(0, 6)], ["命令", [...commands]]]);
}

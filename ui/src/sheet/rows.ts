// What each row of a sheet shows, worked out once after the data changed. Rows that came out the same stay the
// same objects, so that only those that changed are drawn again.
import type { FindingView, Lamp, Level, RemarkView } from "../api/gen";
import type { Kept } from "../form/kept";

/** The six looks: nothing special is `saved`; a remark and the lock come on top of the others. */
export type Look = "saved" | "empty" | "error" | "explain" | "hint";

export interface Cell {
  path: string;
  text: string;
  look: Look;
  /** The text itself could not be read or was refused. */
  bad: boolean;
  /** In words, for the pointer: findings, open remarks, where the text comes from. */
  why: string;
  remark: boolean;
  num: boolean;
  /** Rows covered by a merged cell that begins here, 0 where one above covers this row; null: it is never merged. */
  span: number | null;
  /** Shown, never typed: computed, or another form's. */
  fixed: boolean;
  /** The choices of a list; none for free text. */
  list: readonly string[];
  lamp: Lamp | null;
  /** What is suggested for it: shown while it is blank, taken by Ctrl+E. */
  hint: string;
  /** Brought along and not touched since. */
  copied: boolean;
  /** A long text in a narrow column: two lines of it here, all of it while it is edited. */
  long: boolean;
  /** What the blank cell says is asked for; empty without. */
  due: string;
}

/** A cell before the columns, which nobody types into: the name of a class over all its rows. */
export interface Head {
  text: string;
  /** Under it: 48 / 50. */
  sub: string;
  off: boolean;
  /** Rows covered; 0 where one above covers this row. */
  span: number;
}

export interface Model {
  id: string;
  path: string;
  name: string;
  heads: Head[];
  /** What the button for one more row in this class says; empty without one. */
  add: string;
  /** It is no longer asked for. */
  gone: boolean;
  /** A sum. */
  total: boolean;
  locked: boolean;
  cells: Cell[];
}

const GRAVITY: Record<Level, number> = { error: 3, explain: 2, hint: 1 };

interface Note {
  level?: Level;
  why: string[];
  remark: boolean;
}

/** Findings and open remarks by path. */
export type Notes = ReadonlyMap<string, Note>;

export function notes(findings: readonly FindingView[], remarks: readonly RemarkView[]): Notes {
  const out = new Map<string, Note>();
  const at = (path: string): Note => {
    let note = out.get(path);
    if (!note) out.set(path, (note = { why: [], remark: false }));
    return note;
  };
  for (const finding of findings) {
    const note = at(finding.path);
    if (note.level === undefined || GRAVITY[finding.level] > GRAVITY[note.level]) note.level = finding.level;
    note.why.push(finding.text);
  }
  for (const remark of remarks) {
    if (remark.done) continue;
    const note = at(remark.path);
    note.remark = true;
    note.why.push(`${remark.role}意见：${remark.text}`);
  }
  return out;
}

/** What all cells of a sheet are seen against. */
export interface Around {
  notes: Notes;
  kept: ReadonlyMap<string, Kept>;
  locked: boolean;
  /** From where cells were brought along, in words; the month before unless told. */
  brought?: string;
  /** Paths of cells whose text is only tried and not kept. */
  tried?: ReadonlySet<string>;
}

/** A cell as its form knows it; what is left out is not so. */
export interface Given extends Partial<Pick<Cell, "num" | "span" | "fixed" | "list" | "lamp" | "hint" | "copied" | "long">> {
  path: string;
  text: string;
  /** What was typed when it could not be read. */
  unread?: string | undefined;
  required?: boolean;
  /** A text is demanded by what other cells say. */
  explain?: boolean;
  /** Path of the row, at the one cell where findings and remarks on the row as a whole show. */
  whole?: string;
}

const NOTHING: readonly string[] = [];

export function cell(around: Around, given: Given): Cell {
  const kept = around.kept.get(given.path);
  const unread = kept === undefined ? given.unread : undefined;
  const text = kept?.text ?? unread ?? given.text;
  const tried = around.tried?.has(given.path) === true;
  // What was found is about the text that is kept, not about one that is only tried.
  const found = tried ? [] : [around.notes.get(given.path), given.whole === undefined ? undefined : around.notes.get(given.whole)];
  const levels = found.flatMap((note) => (note?.level ? [note.level] : []));
  const bad = (kept !== undefined && kept.why !== null) || unread !== undefined;
  const missing = text === "" && given.required === true && !around.locked;
  const why = found.flatMap((note) => note?.why ?? []);
  if (kept?.why) why.unshift(kept.why);
  else if (unread !== undefined) why.unshift("这里填写的内容无法识别，已保留原样");
  const hint = around.locked || given.hint === text ? "" : (given.hint ?? "");
  const copied = tried || (given.copied === true && kept === undefined && text !== "");
  const owed = given.explain === true && text === "" && !around.locked;
  if (owed) levels.push("explain");
  if (hint !== "") why.push(`建议 ${hint}，按 Ctrl+E 采用`);
  if (copied) why.push(tried ? "试算的值，没有保存" : (around.brought ?? "从上月带来，还没有核对"));
  const level = bad ? "error" : levels.sort((a, b) => GRAVITY[b] - GRAVITY[a])[0];
  return {
    path: given.path,
    text,
    look: missing ? "empty" : (level ?? "saved"),
    bad,
    why: why.join("\n"),
    remark: found.some((note) => note?.remark),
    num: given.num ?? false,
    span: given.span ?? null,
    fixed: given.fixed ?? false,
    list: given.list ?? NOTHING,
    lamp: given.lamp ?? null,
    hint,
    copied,
    long: given.long ?? false,
    due: missing ? "待填" : owed ? "待说明" : "",
  };
}

/** The next rows, with the old object wherever a row came out the same. */
export function stable(before: readonly Model[], next: readonly Model[]): Model[] {
  const old = new Map(before.map((model) => [model.id, model]));
  return next.map((model) => {
    const kept = old.get(model.id);
    return kept && same(kept, model) ? kept : model;
  });
}

function alike<T extends object>(one: T, other: T | undefined): boolean {
  return other !== undefined && (Object.keys(one) as (keyof T)[]).every((key) => one[key] === other[key]);
}
function same(a: Model, b: Model): boolean {
  const { cells, heads, ...rest } = a;
  return alike(rest, b) && heads.every((head, index) => alike(head, b.heads[index])) && cells.every((each, index) => alike(each, b.cells[index]));
}

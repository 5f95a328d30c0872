// Changes of a screen's data: sent in their order, then read again. What was typed is kept until the program has it.
import { ref, shallowReactive } from "vue";
import type { Commands, EditCell, Saved } from "../api/gen";
import { call, callAhead, CallError, forgetAhead, type Reading } from "../api/rpc";
import { useNotice } from "../stores/notice";
import { useSession } from "../stores/session";
import { useKept } from "./kept";

/** Changes that answer with what they changed. */
export type Change = { [K in keyof Commands]: Commands[K]["res"] extends Saved ? K : never }[keyof Commands];

export interface Cells {
  /** Something changed, whoever changed it: read again, unless a reading after a change made here is to come anyway. */
  heard: () => void;
  save: (path: string, text: string) => Promise<void>;
  saveCells: (cells: EditCell[], what: Commands["edit.cells"]["req"]["what"]) => Promise<void>;
  /** One change, then a reading; false when it failed, which is then on the screen. */
  run: <K extends Change>(name: K, req: Commands[K]["req"]) => Promise<boolean>;
  /** Rises when that cell's history may have grown: it was saved, or something changed that was not saved here. */
  changes: (path: string) => number;
  /** Called as a reading begins: it will bring what is saved by now. What it gives is to be called as that is shown. */
  landing: () => () => void;
}

/** `load` reads the screen's data again; `reading` is what it calls for first, to be had with a saved cell in one go. */
export function useCells(load: () => Promise<void>, reading: () => Reading | undefined = () => undefined): Cells {
  const session = useSession();
  const notice = useNotice();
  const kept = useKept();
  let own = 0;
  /** A change was heard while one made here was being read: that reading may not have seen it. */
  let missed = false;
  /** Changes that were heard of; one's own is always among them. */
  let told = 0;
  const saved = shallowReactive(new Map<string, number>());
  /** Ends of texts that the program has and that no reading was begun for. */
  let landed: (() => void)[] = [];
  const elsewhere = ref(0);

  async function readAfter(): Promise<void> {
    missed = false;
    await load();
  }

  /** Sends texts of cells. A refusal stays in the cells; what is not about a cell is told at the top as well. */
  async function send(cells: EditCell[], change: () => Promise<Saved>): Promise<void> {
    const mine = cells.map((cell) => ({ path: cell.path, ...kept.begin(cell.path, cell.text) }));
    own += 1;
    const before = told;
    try {
      await session.save(change);
      // Somebody else's change came as well, and the reading that was brought along may not have seen it.
      if (told - before > 1) forgetAhead();
      for (const { path } of mine) saved.set(path, (saved.get(path) ?? 0) + 1);
      landed.push(...mine.map((each) => each.done));
      await readAfter();
      for (const each of mine) each.done();
      landed = landed.filter((done) => !mine.some((each) => each.done === done));
    } catch (thrown) {
      const field = thrown instanceof CallError ? thrown.field : undefined;
      const why = thrown instanceof Error ? thrown.message : "没有保存，请重试";
      for (const each of mine) each.refused(field === undefined || field === each.path ? why : "同一步中另一格没有被接受，这一格也没有保存");
      if (field === undefined || !mine.some((each) => each.path === field)) notice.show(thrown);
      await readAfter();
    } finally {
      own -= 1;
      if (own === 0 && missed) heard();
    }
  }
  function heard(): void {
    told += 1;
    missed = own > 0;
    if (missed) return;
    elsewhere.value += 1;
    void load();
  }
  async function run<K extends Change>(name: K, req: Commands[K]["req"]): Promise<boolean> {
    const done = await notice.guard(async () => {
      await session.save(async () => (await call(name, req)) as Saved);
      return true;
    });
    elsewhere.value += 1;
    await load();
    return done ?? false;
  }

  function landing(): () => void {
    const mine = landed;
    landed = [];
    return () => {
      for (const done of mine) done();
    };
  }

  return {
    heard,
    run,
    landing,
    changes: (path) => elsewhere.value + (saved.get(path) ?? 0),
    save: (path, text) => send([{ path, text }], () => callAhead("edit.cell", { path, text }, reading())),
    saveCells: (cells, what) => send(cells, () => callAhead("edit.cells", { cells, what }, reading())),
  };
}

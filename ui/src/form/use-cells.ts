// Changes of a screen's data: sent in their order, then read again. What was typed is kept until the program has it.
import type { Commands, EditCell, Saved } from "../api/gen";
import { call, CallError } from "../api/rpc";
import { useNotice } from "../stores/notice";
import { useSession } from "../stores/session";
import { useKept } from "./kept";

/** Changes that answer with what they changed. */
export type Change = { [K in keyof Commands]: Commands[K]["res"] extends Saved ? K : never }[keyof Commands];

export interface Cells {
  /** Something changed, whoever changed it: read again, unless a change made here reads anyway. */
  heard: () => void;
  save: (path: string, text: string) => Promise<void>;
  saveCells: (cells: EditCell[], what: Commands["edit.cells"]["req"]["what"]) => Promise<void>;
  /** One change, then a reading; false when it failed, which is then on the screen. */
  run: <K extends Change>(name: K, req: Commands[K]["req"]) => Promise<boolean>;
}

/** `load` reads the screen's data again. */
export function useCells(load: () => Promise<void>): Cells {
  const session = useSession();
  const notice = useNotice();
  const kept = useKept();
  let own = 0;

  /** Sends texts of cells. A refusal stays in the cells; what is not about a cell is told at the top as well. */
  async function send(cells: EditCell[], change: () => Promise<Saved>): Promise<void> {
    const mine = cells.map((cell) => ({ path: cell.path, ...kept.begin(cell.path, cell.text) }));
    own += 1;
    try {
      await session.save(change);
      await load();
      for (const each of mine) each.done();
    } catch (thrown) {
      const field = thrown instanceof CallError ? thrown.field : undefined;
      const why = thrown instanceof Error ? thrown.message : "没有保存，请重试";
      for (const each of mine) each.refused(field === undefined || field === each.path ? why : "同一步中另一格没有被接受，这一格也没有保存");
      if (field === undefined || !mine.some((each) => each.path === field)) notice.show(thrown);
      await load();
    } finally {
      own -= 1;
    }
  }
  function heard(): void {
    if (own === 0) void load();
  }
  async function run<K extends Change>(name: K, req: Commands[K]["req"]): Promise<boolean> {
    const done = await notice.guard(async () => {
      await session.save(async () => (await call(name, req)) as Saved);
      return true;
    });
    await load();
    return done ?? false;
  }

  return {
    heard,
    run,
    save: (path, text) => send([{ path, text }], () => call("edit.cell", { path, text })),
    saveCells: (cells, what) => send(cells, () => call("edit.cells", { cells, what })),
  };
}

// Rows of the sheet taken out or moved within their class.
import { nextTick } from "vue";
import type { Target } from "./use-target";

export interface RowChanges {
  remove: (rows: { path: string }[]) => Promise<void>;
  /** One place up or down among the rows of its class; nothing at either end. */
  shift: (id: string, step: 1 | -1) => Promise<void>;
}

/** The row before which a row goes: an id, null for the end of its class, undefined when it cannot go further. */
export function shiftBefore(rows: readonly { id: string; level2: string; horizon: string }[], id: string, step: 1 | -1): string | null | undefined {
  const own = rows.find((row) => row.id === id);
  const peers = rows.filter((row) => row.level2 === own?.level2 && row.horizon === own.horizon);
  const at = peers.findIndex((row) => row.id === id);
  if (at < 0 || at + step < 0 || at + step >= peers.length) return undefined;
  return peers[step < 0 ? at - 1 : at + 2]?.id ?? null;
}

export function useRowChanges(target: Target, focus: (path: string) => Promise<void>): RowChanges {
  async function remove(rows: { path: string }[]): Promise<void> {
    if (rows.length > 0) await target.run("indicator.remove_many", { paths: rows.map((row) => row.path) });
  }
  async function shift(id: string, step: 1 | -1): Promise<void> {
    const rows = target.view.value?.indicators ?? [];
    const path = rows.find((row) => row.id === id)?.path;
    const before = shiftBefore(rows, id, step);
    if (path === undefined || before === undefined) return;
    await target.run("indicator.move", { path, ...(before === null ? {} : { before }) });
    await nextTick();
    await focus(`${path}/name`);
  }
  return { remove, shift };
}

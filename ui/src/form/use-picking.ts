// Which rows of a long list are picked — one by one, in runs with Shift, or all — and which one the keys stand on.
import { computed, watch } from "vue";

/** Held by the list's store, for when one works elsewhere and comes back. */
export interface Picking {
  picked: Set<string>;
  /** Id of the row that the keys move from. */
  current: string;
}

export function usePicking<Row extends { id: string }>(rows: () => readonly Row[], state: Picking) {
  /** Where a run of Shift-moves began; −1 for nowhere yet. */
  let anchor = -1;
  const at = computed(() => rows().findIndex((row) => row.id === state.current));
  const all = computed(() => rows().length > 0 && rows().every((row) => state.picked.has(row.id)));
  const some = computed(() => !all.value && rows().some((row) => state.picked.has(row.id)));
  const start = (): number => (anchor < 0 ? Math.max(0, at.value) : anchor);

  function pick(which: readonly Row[], on: boolean): void {
    const next = new Set(state.picked);
    for (const row of which) {
      if (on) next.add(row.id);
      else next.delete(row.id);
    }
    state.picked = next;
  }
  function pickAll(on: boolean): void {
    pick(rows(), on);
  }
  function pickNone(): void {
    state.picked = new Set();
  }
  function toggle(index: number): void {
    const row = rows()[index];
    if (row) pick([row], !state.picked.has(row.id));
  }
  function toggleCurrent(): void {
    toggle(at.value);
    anchor = at.value;
  }
  /** Every row from where the run began to that one. */
  function pickRun(to: number): void {
    const from = start();
    pick(rows().slice(Math.min(from, to), Math.max(from, to) + 1), true);
  }
  function go(to: number): void {
    state.current = rows()[to]?.id ?? "";
  }
  function onMove(to: number, shift: boolean): void {
    anchor = shift ? start() : -1;
    if (shift) pickRun(to);
    go(to);
  }
  function onClick(index: number, event: MouseEvent): void {
    if (event.shiftKey) pickRun(index);
    else {
      if (event.ctrlKey) toggle(index);
      anchor = index;
    }
    go(index);
  }
  // Other rows, or another order: a run does not go on among them.
  watch(rows, () => {
    anchor = -1;
  });

  return { at, all, some, pickAll, pickNone, toggle, toggleCurrent, go, onMove, onClick };
}

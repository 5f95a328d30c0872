// Which store is open, for whom and which year; what was saved last; what undo would take back.
import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { call } from "../api/rpc";
import type { Saved, StoreInfo } from "../api/gen";

export const useSession = defineStore("session", () => {
  const info = ref<StoreInfo | null>(null);
  const loaded = ref(false);
  const savedAt = ref<string | null>(null);
  const saving = ref(0);
  const unsaved = ref<string | null>(null);
  /** What was done last in words, for the saved line: 已撤销：粘贴 24 格. Gone with the next change. */
  const said = ref<string | null>(null);
  let last: Promise<unknown> = Promise.resolve();

  const open = computed(() => info.value !== null);

  function take(next: StoreInfo | null): void {
    info.value = next;
    savedAt.value = next?.saved_at ?? null;
    unsaved.value = null;
    said.value = null;
    loaded.value = true;
  }

  /** Reads again what undo would take back, and the rest that changes with every step. */
  async function refresh(): Promise<void> {
    info.value = await call("store.current", {});
  }

  async function close(): Promise<void> {
    await call("store.close", {});
    take(null);
  }

  /**
   * Runs one change after those before it, in the order in which they were made, and keeps the saved line true:
   * under way, saved at, or not saved and why.
   */
  async function save<T extends object>(change: () => Promise<T>): Promise<T> {
    saving.value += 1;
    said.value = null;
    try {
      // At once where none is under way: the program works while the screen is drawn.
      const mine = saving.value === 1 ? change() : last.then(change, change);
      last = mine.catch(() => undefined);
      const saved = await mine;
      // What was made answers with its id alone.
      savedAt.value = (saved as Partial<Saved>).saved_at ?? savedAt.value;
      unsaved.value = null;
      return saved;
    } catch (error) {
      unsaved.value = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      saving.value -= 1;
    }
  }

  /** When all that was to be saved has been, or has failed. */
  async function settled(): Promise<void> {
    do {
      await last;
      // Who asked for it hears of a refusal first.
      await new Promise((done) => setTimeout(done));
    } while (saving.value > 0);
  }

  /** Takes a step back or forth and says which. */
  async function step(way: "undo" | "redo"): Promise<void> {
    const word = way === "undo" ? "撤销" : "重做";
    await last;
    if (!info.value?.[way]) await refresh();
    if (!info.value?.[way]) {
      said.value = `没有可${word}的操作`;
      return;
    }
    const saved = await save(() => call(way === "undo" ? "edit.undo" : "edit.redo", {}));
    await refresh();
    said.value = `已${word}：${saved.label ?? ""}`;
  }

  return { info, loaded, open, savedAt, saving, unsaved, said, take, refresh, close, save, settled, step };
});

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
  let last: Promise<unknown> = Promise.resolve();

  const open = computed(() => info.value !== null);

  function take(next: StoreInfo | null): void {
    info.value = next;
    savedAt.value = next?.saved_at ?? null;
    unsaved.value = null;
    loaded.value = true;
  }

  async function load(): Promise<void> {
    take(await call("store.current", {}));
  }

  async function close(): Promise<void> {
    await call("store.close", {});
    take(null);
  }

  /**
   * Runs one change after those before it, in the order in which they were made, and keeps the saved line true:
   * under way, saved at, or not saved and why.
   */
  async function save<T extends Saved>(change: () => Promise<T>): Promise<T> {
    saving.value += 1;
    const mine = last.then(change, change);
    last = mine.catch(() => undefined);
    try {
      const saved = await mine;
      savedAt.value = saved.saved_at;
      unsaved.value = null;
      return saved;
    } catch (error) {
      unsaved.value = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      saving.value -= 1;
    }
  }

  return { info, loaded, open, savedAt, saving, unsaved, take, load, close, save };
});

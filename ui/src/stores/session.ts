// Which store is open, for whom and which year; what was saved last; how many findings wait.
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

  /** Runs one change and keeps the saved line true: under way, saved at, or not saved and why. */
  async function save(change: () => Promise<Saved>): Promise<Saved> {
    saving.value += 1;
    try {
      const saved = await change();
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

// What this computer remembers of its user: the text size, how forms were printed, folders last used.
import { defineStore } from "pinia";
import { ref, watch } from "vue";
import type { Prefs } from "../api/gen";
import { call } from "../api/rpc";
import { setSize, size, SIZES } from "./size";

const PLAIN: Prefs = { text_size: 14, forms: {}, folders: {}, seen: [] };

export const usePrefs = defineStore("prefs", () => {
  const prefs = ref<Prefs>(PLAIN);

  /** Reads them and sets the text size; later changes of the size are kept. */
  async function load(): Promise<void> {
    prefs.value = await call("prefs.get", {});
    const kept = SIZES.find((each) => each === prefs.value.text_size);
    if (kept) setSize(kept);
  }
  async function change(part: Partial<Prefs>): Promise<void> {
    prefs.value = { ...prefs.value, ...part };
    prefs.value = await call("prefs.set", prefs.value);
  }

  watch(size, (now) => {
    // Not kept means only that the next start is at the old size: no reason to interrupt.
    if (now !== prefs.value.text_size) void change({ text_size: now }).catch(() => undefined);
  });

  return { prefs, load, change };
});

// The list of self-assessments, kept while one works on one of them and comes back: its data, and how it was looked at.
import { defineStore } from "pinia";
import { ref, shallowRef } from "vue";
import type { SelfEvalList } from "../../api/gen";
import { call } from "../../api/rpc";
import { NO_FILTER, type Filter } from "./list";

export const useSelfEvals = defineStore("selfevals", () => {
  const list = shallowRef<SelfEvalList | null>(null);
  const filter = ref<Filter>({ ...NO_FILTER });
  const picked = ref(new Set<string>());
  /** Id of the row that the keys move from. */
  const current = ref("");
  let whose = "";

  /** Another unit or year: nothing of the old one stays. */
  function begin(now: string): void {
    if (now === whose) return;
    whose = now;
    list.value = null;
    clear();
    picked.value = new Set();
    current.value = "";
  }
  async function load(): Promise<void> {
    list.value = await call("selfeval.list", {});
  }
  function clear(): void {
    filter.value = { ...NO_FILTER, lacks: [] };
  }

  return { list, filter, picked, current, begin, load, clear };
});

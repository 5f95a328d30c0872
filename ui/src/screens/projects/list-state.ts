// What the list of projects was showing, kept while one works in another area and comes back.
import { defineStore } from "pinia";
import { ref } from "vue";
import { NO_FILTER, type Filter, type Sort } from "./filters";

export const useListState = defineStore("project-list", () => {
  const filter = ref<Filter>({ ...NO_FILTER });
  const sort = ref<Sort>({ by: null, down: false });
  const picked = ref(new Set<string>());
  /** Id of the row that the keys move from. */
  const current = ref("");
  /** Whether that row's details are open. */
  const open = ref(false);

  function clear(): void {
    filter.value = { ...NO_FILTER };
  }

  return { filter, sort, picked, current, open, clear };
});

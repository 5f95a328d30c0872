// How the ledger was looked at, kept while one works in another area and comes back.
import { defineStore } from "pinia";
import { ref } from "vue";
import { NO_RECT_FILTER, type RectFilter } from "./rectify";

export const useRectify = defineStore("rectify", () => {
  const filter = ref<RectFilter>({ ...NO_RECT_FILTER });
  /** Id of the row whose details are shown. */
  const current = ref("");

  return { filter, current };
});

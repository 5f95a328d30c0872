// What waits, for the home screen and for the count beside its name.
import { defineStore } from "pinia";
import { computed, ref } from "vue";
import type { Home } from "../api/gen";
import { call } from "../api/rpc";

export const useHome = defineStore("home", () => {
  const overview = ref<Home | null>(null);
  /** What came back, and what is overdue or due today. */
  const waiting = computed(() => overview.value?.dues.filter((each) => each.lamp === "red").length ?? 0);

  /** What is overdue or due today and is done in that area. */
  function overdue(area: string): number {
    return overview.value?.dues.filter((each) => each.lamp === "red" && /^[^?]*/.exec(each.route)?.[0].startsWith(area)).length ?? 0;
  }

  async function load(): Promise<void> {
    overview.value = await call("home.overview", {});
  }
  function forget(): void {
    overview.value = null;
  }

  return { overview, waiting, overdue, load, forget };
});

// The month board, kept while one works on one of its months and comes back: its data, and how it was looked at.
import { defineStore } from "pinia";
import { computed, ref, shallowRef } from "vue";
import type { MonitorBoard, MonthHead } from "../../api/gen";
import { call } from "../../api/rpc";
import { NO_BOARD_FILTER, type BoardFilter, type Shown } from "./board";

export const useBoard = defineStore("board", () => {
  const board = shallowRef<MonitorBoard | null>(null);
  const filter = ref<BoardFilter>({ ...NO_BOARD_FILTER });
  const shown = ref<Shown>("lamp");
  const picked = ref(new Set<string>());
  /** Id of the row that the keys move from. */
  const current = ref("");
  /** The month that is looked at; 0 until the board says which one is due. */
  const month = ref(0);
  const head = computed<MonthHead | undefined>(() => board.value?.months.find((each) => each.month === month.value));

  let whose = "";

  /** Another unit or year: nothing of the old one stays. */
  function begin(now: string): void {
    if (now === whose) return;
    whose = now;
    board.value = null;
    filter.value = { ...NO_BOARD_FILTER };
    picked.value = new Set();
    current.value = "";
    month.value = 0;
  }
  async function load(): Promise<void> {
    board.value = await call("monitor.board", {});
    if (month.value === 0) month.value = board.value.month;
  }
  function clear(): void {
    filter.value = { ...NO_BOARD_FILTER };
  }

  return { board, filter, shown, picked, current, month, head, begin, load, clear };
});

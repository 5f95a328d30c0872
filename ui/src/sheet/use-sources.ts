// Sources of money with nothing in them stay out of sight until they are asked for, or something is kept or noted there.
import { computed, ref } from "vue";
import type { Kept } from "../form/kept";
import type { Notes } from "./rows";

/** `isBlank` is told the number of the source too: the first ones are always there. */
export function useSources<Fund extends { path: string }>(props: { funds: readonly Fund[]; notes: Notes; kept: ReadonlyMap<string, Kept> }, isBlank: (fund: Fund, index: number) => boolean) {
  const all = ref(false);
  const busy = (fund: Fund): boolean => [...props.kept.keys(), ...props.notes.keys()].some((path) => path === fund.path || path.startsWith(`${fund.path}/`));
  const hidden = computed(() => props.funds.filter((fund, index) => isBlank(fund, index) && !busy(fund)).length);
  const shown = computed(() => (all.value ? props.funds : props.funds.filter((fund, index) => !isBlank(fund, index) || busy(fund))));

  return { all, hidden, shown };
}

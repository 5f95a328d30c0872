// Sources of money with nothing in them stay out of sight until they are asked for, or something is kept or noted there.
// Where the window is low, only the sums show until the rows are asked for.
import { computed, nextTick, onBeforeUnmount, onMounted, ref } from "vue";
import { canFocus, jump } from "../form/jump";
import type { Kept } from "../form/kept";
import { useFolded } from "../form/use-tight";
import type { Notes } from "./rows";

/** `isBlank` is told the number of the source too: the first ones are always there. */
export function useSources<Fund extends { path: string }>(props: { funds: readonly Fund[]; notes: Notes; kept: ReadonlyMap<string, Kept> }, isBlank: (fund: Fund, index: number) => boolean) {
  const all = ref(false);
  const folded = useFolded();
  const busy = (fund: Fund): boolean => [...props.kept.keys(), ...props.notes.keys()].some((path) => path === fund.path || path.startsWith(`${fund.path}/`));
  const hidden = computed(() => props.funds.filter((fund, index) => isBlank(fund, index) && !busy(fund)).length);
  const open = computed(() => (all.value ? props.funds : props.funds.filter((fund, index) => !isBlank(fund, index) || busy(fund))));
  const sums = computed(() => props.funds.filter((fund) => fund.path === ""));
  const shown = computed(() => (folded.value && sums.value.length > 0 ? sums.value : open.value));

  /** A jump to a row that is folded away unfolds it first. */
  function unfold(path: string): boolean {
    const mine = (fund: Fund): boolean => fund.path !== "" && (path.startsWith(`${fund.path}/`) || path === fund.path || path === fund.path.replace(/\/[^/]*$/, ""));
    if (!folded.value || !props.funds.some(mine)) return false;
    folded.value = false;
    void nextTick(() => void jump(path));
    return true;
  }
  let forget = (): void => {};
  onMounted(() => {
    forget = canFocus(unfold);
  });
  onBeforeUnmount(() => forget());

  return { all, folded, hidden, rows: computed(() => open.value.length - sums.value.length), shown };
}

// Long lists draw only the rows in sight and a few around them. All rows of a list are of one height, which is
// measured, so that every text size works.
import { computed, nextTick, onBeforeUnmount, onMounted, onUpdated, ref, watch, type Ref } from "vue";

/** Rows drawn above and below those in sight. */
const SPARE = 12;
/** Rows drawn before anything could be measured. */
const FIRST = 60;

export interface Rows {
  from: number;
  to: number;
  /** Room for the rows above and below that are not drawn. */
  above: string;
  below: string;
}

/** Which rows to draw when the list is scrolled to `top`. */
export function inSight(top: number, height: number, row: number, count: number): Rows {
  if (row <= 0 || height <= 0) return { from: 0, to: Math.min(count, FIRST), above: "0px", below: "0px" };
  const last = Math.min(count, Math.ceil((top + height) / row) + SPARE);
  const from = Math.max(0, Math.min(Math.floor(top / row) - SPARE, last));
  return { from, to: last, above: `${from * row}px`, below: `${(count - last) * row}px` };
}

/** `box` scrolls; its rows carry `data-row` with their number. */
export function useWindow(box: Ref<HTMLElement | null>, count: () => number) {
  const top = ref(0);
  const height = ref(0);
  const row = ref(0);
  const rows = computed(() => inSight(top.value, height.value, row.value, count()));

  function measure(): void {
    const element = box.value;
    if (!element) return;
    top.value = element.scrollTop;
    height.value = element.clientHeight;
    row.value = element.querySelector("[data-row]")?.getBoundingClientRect().height ?? row.value;
  }

  /** Scrolls until that row stands clear of the sticky head and foot. */
  function show(index: number): void {
    const element = box.value;
    if (!element || row.value <= 0 || index < 0) return;
    const head = element.querySelector("thead")?.clientHeight ?? 0;
    const foot = element.querySelector("tfoot")?.clientHeight ?? 0;
    const start = index * row.value;
    if (start < element.scrollTop) element.scrollTop = start;
    else if (start + row.value + head + foot > element.scrollTop + element.clientHeight) {
      element.scrollTop = start + row.value + head + foot - element.clientHeight;
    }
    measure();
  }

  let watcher: ResizeObserver | undefined;
  let watched: (Element | null)[] = [];
  /** The list itself tells when its rows get higher. Either may come late, or be another element after a change. */
  function follow(): void {
    const now = [box.value, box.value?.firstElementChild ?? null];
    if (!watcher || now.every((each, n) => each === watched[n])) return;
    watcher.disconnect();
    watched = now;
    for (const each of now) if (each) watcher.observe(each);
  }
  onMounted(() => {
    measure();
    if (typeof ResizeObserver === "undefined") return;
    watcher = new ResizeObserver(measure);
    follow();
  });
  onUpdated(follow);
  onBeforeUnmount(() => watcher?.disconnect());
  watch(count, () => void nextTick(measure));

  return { rows, measure, show };
}

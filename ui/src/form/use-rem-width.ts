// How many rem wide a box is, so that a larger text size drops columns as a smaller window does.
import { onBeforeUnmount, onMounted, ref, type Ref } from "vue";

/** `rem` is an element one rem wide; 0 while nothing is measured. */
export function useRemWidth(box: Ref<HTMLElement | null>, rem: Ref<HTMLElement | null>): Ref<number> {
  const width = ref(0);
  let watcher: ResizeObserver | undefined;
  onMounted(() => {
    if (typeof ResizeObserver === "undefined" || !box.value) return;
    watcher = new ResizeObserver(([entry]) => {
      const one = rem.value?.offsetWidth ?? 0;
      width.value = entry && one > 0 ? entry.contentRect.width / one : 0;
    });
    watcher.observe(box.value);
  });
  onBeforeUnmount(() => watcher?.disconnect());
  return width;
}

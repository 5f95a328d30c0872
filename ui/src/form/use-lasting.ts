// What is only worth a word once it has lasted: for what is quickly done nothing flickers.
import { onBeforeUnmount, ref, watch, type Ref } from "vue";

/** True as long as `going` is, but for its first `pause` milliseconds. */
export function useLasting(going: () => boolean, pause: number): Ref<boolean> {
  const lasting = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    going,
    (now) => {
      clearTimeout(timer);
      if (now) timer = setTimeout(() => (lasting.value = true), pause);
      else lasting.value = false;
    },
    { immediate: true },
  );
  onBeforeUnmount(() => clearTimeout(timer));
  return lasting;
}

// One button's work: whether it runs, and how it failed.
import { ref, type Ref } from "vue";
import { asCallError, type CallError } from "../api/rpc";

export interface Action<A extends unknown[]> {
  busy: Ref<boolean>;
  error: Ref<CallError | null>;
  run: (...args: A) => Promise<boolean>;
}

/** Wraps work so that a second press while it runs does nothing, and a failure is kept for showing. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<void>): Action<A> {
  const busy = ref(false);
  const error = ref<CallError | null>(null);

  async function run(...args: A): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    error.value = null;
    try {
      await work(...args);
      return true;
    } catch (thrown) {
      error.value = asCallError(thrown);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, error, run };
}

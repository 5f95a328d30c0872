// What went wrong and is not tied to one field: shown under the top line until it is read and closed.
import { defineStore } from "pinia";
import { ref } from "vue";
import { asCallError, type CallError } from "../api/rpc";

export const useNotice = defineStore("notice", () => {
  const error = ref<CallError | null>(null);

  function show(thrown: unknown): void {
    error.value = asCallError(thrown);
  }

  function clear(): void {
    error.value = null;
  }

  /** Runs something; a failure is shown and gives undefined. */
  async function guard<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (thrown) {
      show(thrown);
      return undefined;
    }
  }

  return { error, show, clear, guard };
});

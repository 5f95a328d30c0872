// What went wrong or came about and is not tied to one field: shown under the top line until it is read and closed.
import { defineStore } from "pinia";
import { ref } from "vue";
import { asCallError, type CallError } from "../api/rpc";

export const useNotice = defineStore("notice", () => {
  const error = ref<CallError | null>(null);
  /** What happened and is nobody's fault, in one sentence. */
  const said = ref("");

  function show(thrown: unknown): void {
    error.value = asCallError(thrown);
  }

  function tell(text: string): void {
    said.value = text;
  }

  function clear(): void {
    error.value = null;
    said.value = "";
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

  return { error, said, show, tell, clear, guard };
});

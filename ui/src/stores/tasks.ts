// Long work: how far it is, and its cancel button.
import { defineStore } from "pinia";
import { ref } from "vue";
import { onProgress, type Progress } from "../api/events";
import { call } from "../api/rpc";

export const useTasks = defineStore("tasks", () => {
  const current = ref<Progress | null>(null);

  async function listen(): Promise<void> {
    await onProgress((event) => {
      current.value = event.done >= event.total ? null : event;
    });
  }

  async function cancel(): Promise<void> {
    if (current.value) await call("task.cancel", { task: current.value.task });
  }

  /** The work ended, however it ended. */
  function ended(): void {
    current.value = null;
  }

  return { current, listen, cancel, ended };
});

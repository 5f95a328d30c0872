// Long work: how far it is, and its cancel button.
import { defineStore } from "pinia";
import { ref } from "vue";
import { onProgress, type Progress } from "../api/events";
import { busy, call, whenIdle } from "../api/rpc";

export const useTasks = defineStore("tasks", () => {
  const current = ref<Progress | null>(null);

  async function listen(): Promise<void> {
    whenIdle(() => {
      current.value = null;
    });
    await onProgress((event) => {
      current.value = busy() && event.done < event.total ? event : null;
    });
  }

  async function cancel(): Promise<void> {
    if (current.value) await call("task.cancel", { task: current.value.task });
  }

  return { current, listen, cancel };
});

// Long work: how far it is, and its cancel button.
import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { onProgress, type Progress } from "../api/events";
import { busy, call, whenIdle } from "../api/rpc";

/** Long work by its name in the events. */
const WORDS: Record<string, string> = {
  import: "正在导入",
  seal: "正在封装",
  "seal-forms": "正在生成包内表格",
  print: "正在生成表格",
  check: "正在核对",
  verify: "正在验证",
  backup: "正在备份",
};

export const useTasks = defineStore("tasks", () => {
  const current = ref<Progress | null>(null);

  const word = computed(() => WORDS[current.value?.task ?? ""] ?? "正在处理");

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

  return { current, word, listen, cancel };
});

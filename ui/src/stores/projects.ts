// The year's projects with their counts: the list, the frame's numbers and the target's chooser read it here.
import { defineStore } from "pinia";
import { computed, ref } from "vue";
import type { ProjectList } from "../api/gen";
import { call } from "../api/rpc";

export const useProjects = defineStore("projects", () => {
  const list = ref<ProjectList | null>(null);
  const errors = computed(() => list.value?.errors ?? 0);
  /** What a person has to look at: must be mended, or must be explained. */
  const waiting = computed(() => (list.value?.errors ?? 0) + (list.value?.explains ?? 0));

  async function load(): Promise<void> {
    list.value = await call("project.list", {});
  }
  function forget(): void {
    list.value = null;
  }

  return { list, errors, waiting, load, forget };
});

// The project on the screen: read, changed, read again.
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from "vue";
import type { PackView, ProjectView } from "../../api/gen";
import { call, CallError } from "../../api/rpc";
import { useShown, type Shown } from "../../form/use-shown";
import { useProjects } from "../../stores/projects";

export interface Target extends Shown<ProjectView> {
  /** The project that is wanted is not the one that was read last, and may still come. */
  reading: ComputedRef<boolean>;
  /** Characters that each kind of text may have: goal, project_name, … */
  limits: ShallowRef<Record<string, string>>;
}

/** The project was deleted, or the step that made it was taken back. */
function isGone(thrown: unknown): boolean {
  return thrown instanceof CallError && thrown.code === "APP-NOT-FOUND";
}

/** `goal = 2000` and its like among the parameters of a rule about lengths. */
export function limitsOf(pack: PackView, of = "text.lengths"): Record<string, string> {
  const out: Record<string, string> = {};
  for (const line of pack.rules.find((rule) => rule.id === of)?.params ?? []) {
    const [, key, value] = /^(\w+)\s*=\s*(\d+)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) out[key] = value;
  }
  return out;
}

/** `gone` is called with the name of the project that was on the screen when it is no longer there. */
export function useTarget(id: () => string | undefined, gone: (name: string) => void): Target {
  const projects = useProjects();
  const limits = shallowRef<Record<string, string>>({});

  async function read(): Promise<ProjectView | null> {
    if (!projects.list) await projects.load();
    const wanted = id() || projects.list?.rows[0]?.id;
    try {
      return wanted ? await call("project.get", { id: wanted }) : null;
    } catch (thrown) {
      if (!isGone(thrown)) throw thrown;
      gone((view.value?.id === wanted && view.value?.name) || "");
      return null;
    }
  }
  const shown: Shown<ProjectView> = useShown(read, () => (view.value ? { name: "project.get", req: { id: id() || view.value.id } } : undefined));
  const { view, failed } = shown;
  const reading = computed(() => !failed.value && (view.value === null ? projects.list?.rows.length !== 0 : (id() ?? view.value.id) !== view.value.id));

  watch(
    () => view.value?.pack.id,
    async (pack) => {
      limits.value = {};
      if (!pack) return;
      try {
        limits.value = limitsOf(await call("pack.get", { id: pack }));
      } catch {
        limits.value = {}; // The count alone is shown then.
      }
    },
  );

  return { ...shown, reading, limits };
}

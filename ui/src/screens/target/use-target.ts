// The project on the screen: read, changed, read again.
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { PackView, ProjectView } from "../../api/gen";
import { latest } from "../../api/latest";
import { call, CallError } from "../../api/rpc";
import { lockedAll } from "../../form/read-only";
import { useCells, type Cells } from "../../form/use-cells";
import { useNotice } from "../../stores/notice";
import { useProjects } from "../../stores/projects";
import { useSession } from "../../stores/session";

export interface Target extends Cells {
  view: ShallowRef<ProjectView | null>;
  /** The project that is wanted is not the one that was read last, and may still come. */
  reading: ComputedRef<boolean>;
  /** Characters that each kind of text may have: goal, project_name, … */
  limits: ShallowRef<Record<string, string>>;
  /** Rises with each reading: what hangs on the data reads again too. */
  readings: Ref<number>;
  load: () => Promise<void>;
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
  const notice = useNotice();
  const session = useSession();
  const view = shallowRef<ProjectView | null>(null);
  const limits = shallowRef<Record<string, string>>({});
  const readings = ref(0);
  const failed = ref(false);
  const reading = computed(() => !failed.value && (view.value === null ? projects.list?.rows.length !== 0 : (id() ?? view.value.id) !== view.value.id));

  const load = latest(async () => {
    failed.value = false;
    const done = await notice.guard(async () => {
      if (!projects.list) await projects.load();
      const wanted = id() || projects.list?.rows[0]?.id;
      try {
        const found = wanted ? await call("project.get", { id: wanted }) : null;
        view.value = session.info?.read_only ? lockedAll(found) : found;
        readings.value += 1;
      } catch (thrown) {
        if (!isGone(thrown)) throw thrown;
        const name = view.value?.id === wanted ? view.value?.name : undefined;
        view.value = null;
        gone(name ?? "");
      }
      return true;
    });
    failed.value = done === undefined;
  });

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

  return { view, reading, limits, readings, load, ...useCells(load, () => (view.value ? { name: "project.get", req: { id: id() || view.value.id } } : undefined)) };
}

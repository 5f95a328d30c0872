// The self-assessment of one project: read, changed, read again.
import { ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import type { SelfEvalView } from "../../../api/gen";
import { latest } from "../../../api/latest";
import { call } from "../../../api/rpc";
import { lockedAll } from "../../../form/read-only";
import { useCells, type Cells } from "../../../form/use-cells";
import { useNotice } from "../../../stores/notice";
import { useProjects } from "../../../stores/projects";
import { useSession } from "../../../stores/session";
import { limitsOf } from "../../target/use-target";

export interface SelfEvalDocument extends Cells {
  view: ShallowRef<SelfEvalView | null>;
  /** Characters that a text may have by the pack, by the last part of its path. */
  limits: ShallowRef<Record<string, string>>;
  /** Rises with each reading: what hangs on the data reads again too. */
  readings: Ref<number>;
  load: () => Promise<void>;
}

export function useSelfEval(project: () => string): SelfEvalDocument {
  const projects = useProjects();
  const notice = useNotice();
  const session = useSession();
  const view = shallowRef<SelfEvalView | null>(null);
  const limits = shallowRef<Record<string, string>>({});
  const readings = ref(0);

  const load = latest(async () => {
    await notice.guard(async () => {
      const wanted = project();
      const found = await call("selfeval.get", { id: wanted });
      // One may have gone on to another project while it was read.
      if (wanted !== project()) return;
      view.value = session.info?.read_only ? lockedAll(found) : found;
      readings.value += 1;
      if (!projects.list) await projects.load();
    });
  });
  watch(
    () => view.value?.pack.id,
    async (pack) => {
      limits.value = {};
      if (!pack) return;
      try {
        limits.value = limitsOf(await call("pack.get", { id: pack }), "selfeval.lengths");
      } catch {
        limits.value = {}; // The texts are checked all the same; only the counters are missing.
      }
    },
  );
  return { view, limits, readings, load, ...useCells(load, () => ({ name: "selfeval.get", req: { id: project() } })) };
}

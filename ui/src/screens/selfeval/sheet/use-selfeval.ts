// The self-assessment of one project: read, changed, read again.
import { shallowRef, watch, type ShallowRef } from "vue";
import type { SelfEvalView } from "../../../api/gen";
import { call } from "../../../api/rpc";
import { useShown, type Shown } from "../../../form/use-shown";
import { limitsOf } from "../../target/use-target";

export interface SelfEvalDocument extends Shown<SelfEvalView> {
  /** Characters that a text may have by the pack, by the last part of its path. */
  limits: ShallowRef<Record<string, string>>;
}

export function useSelfEval(project: () => string): SelfEvalDocument {
  const limits = shallowRef<Record<string, string>>({});
  const shown = useShown(
    async () => {
      const wanted = project();
      const found = await call("selfeval.get", { id: wanted });
      // One may have gone on to another project while it was read.
      return wanted === project() ? found : undefined;
    },
    () => ({ name: "selfeval.get", req: { id: project() } }),
  );
  watch(
    () => shown.view.value?.pack.id,
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
  return { ...shown, limits };
}

// The data of a screen: read, changed, read again, and always what was read last.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { latest } from "../api/latest";
import type { Reading } from "../api/rpc";
import { unchanged } from "../api/unchanged";
import { useNotice } from "../stores/notice";
import { useProjects } from "../stores/projects";
import { useSession } from "../stores/session";
import { lockedAll } from "./read-only";
import { useCells, type Cells } from "./use-cells";

export interface Shown<T> extends Cells {
  view: ShallowRef<T | null>;
  /** The last reading failed, and its reason stands at the top. */
  failed: Ref<boolean>;
  /** Rises with each reading: what hangs on the data reads again too. */
  readings: Ref<number>;
  load: () => Promise<void>;
  /** A part of it: what is computed from that stays as long as the part reads the same. */
  part: <K extends keyof T>(key: K) => ComputedRef<T[K] | undefined>;
}

/**
 * `read` gives what is to be shown, null for nothing, and undefined to leave what stands there; `reading` is the call
 * it begins with, to be had with a saved cell in one go. What came out the same in it stays the same object.
 */
export function useShown<T extends object>(read: () => Promise<T | null | undefined>, reading: () => Reading | undefined): Shown<T> {
  const notice = useNotice();
  const projects = useProjects();
  const session = useSession();
  const view: ShallowRef<T | null> = shallowRef(null);
  const failed = ref(false);
  const readings = ref(0);

  const load = latest(async () => {
    const landed = cells.landing();
    failed.value = false;
    const done = await notice.guard(async () => {
      try {
        const found = await read();
        if (found !== undefined) {
          view.value = found && unchanged(view.value, session.info?.read_only ? lockedAll(found) : found);
          readings.value += 1;
        }
      } finally {
        // In the same breath: what was kept is part of what is shown now, and all of it is drawn once.
        landed();
      }
      // The projects that one can go on to, if they could not be read before.
      if (!projects.list) await projects.load();
      return true;
    });
    failed.value = done === undefined;
  });
  const cells = useCells(load, reading);

  return { view, failed, readings, load, part: (key) => computed(() => view.value?.[key]), ...cells };
}

// One month of one project: read, changed, read again.
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import type { MonitorView } from "../../../api/gen";
import { latest } from "../../../api/latest";
import { call } from "../../../api/rpc";
import { lockedAll } from "../../../form/read-only";
import { useCells, type Cells } from "../../../form/use-cells";
import { useNotice } from "../../../stores/notice";
import { useProjects } from "../../../stores/projects";
import { useSession } from "../../../stores/session";

export interface MonthDocument extends Cells {
  view: ShallowRef<MonitorView | null>;
  /** Rises with each reading: what hangs on the data reads again too. */
  readings: Ref<number>;
  load: () => Promise<void>;
}

export function useMonth(project: () => string, month: () => number): MonthDocument {
  const projects = useProjects();
  const notice = useNotice();
  const session = useSession();
  const view = shallowRef<MonitorView | null>(null);
  const readings = ref(0);

  const load = latest(async () => {
    await notice.guard(async () => {
      const found = await call("monitor.get", { project: project(), month: month() });
      // One may have gone on to another month while it was read.
      if (found.month !== month()) return;
      view.value = session.info?.read_only ? lockedAll(found) : found;
      readings.value += 1;
      if (!projects.list) await projects.load();
    });
  });
  return { view, readings, load, ...useCells(load, () => ({ name: "monitor.get", req: { project: project(), month: month() } })) };
}

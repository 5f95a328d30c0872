// One month of one project: read, changed, read again.
import type { MonitorView } from "../../../api/gen";
import { call } from "../../../api/rpc";
import { useShown, type Shown } from "../../../form/use-shown";

export function useMonth(project: () => string, month: () => number): Shown<MonitorView> {
  const wanted = (): { project: string; month: number } => ({ project: project(), month: month() });
  return useShown(
    async () => {
      const found = await call("monitor.get", wanted());
      // One may have gone on to another project or month while it was read.
      return found.id === project() && found.month === month() ? found : undefined;
    },
    () => ({ name: "monitor.get", req: wanted() }),
  );
}

// The project on the screen: read, changed, read again. What was typed is kept until the program has it.
import { ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import type { Commands, EditCell, PackView, ProjectView, Saved } from "../../api/gen";
import { latest } from "../../api/latest";
import { call, CallError } from "../../api/rpc";
import { useKept } from "../../form/kept";
import { useNotice } from "../../stores/notice";
import { useProjects } from "../../stores/projects";
import { useSession } from "../../stores/session";

/** Changes that answer with what they changed. */
export type Change = { [K in keyof Commands]: Commands[K]["res"] extends Saved ? K : never }[keyof Commands];

export interface Target {
  view: ShallowRef<ProjectView | null>;
  /** Characters that each kind of text may have: goal, project_name, … */
  limits: ShallowRef<Record<string, string>>;
  /** Rises with each reading: what hangs on the data reads again too. */
  readings: Ref<number>;
  load: () => Promise<void>;
  /** Something changed, whoever changed it: read again, unless a change made here reads anyway. */
  heard: () => void;
  save: (path: string, text: string) => Promise<void>;
  saveCells: (cells: EditCell[], what: Commands["edit.cells"]["req"]["what"]) => Promise<void>;
  /** One change, then a reading; false when it failed, which is then on the screen. */
  run: <K extends Change>(name: K, req: Commands[K]["req"]) => Promise<boolean>;
}

/** `goal = 2000` and its like among the parameters of the rule about lengths. */
export function limitsOf(pack: PackView): Record<string, string> {
  const out: Record<string, string> = {};
  for (const line of pack.rules.find((rule) => rule.id === "text.lengths")?.params ?? []) {
    const [, key, value] = /^(\w+)\s*=\s*(\d+)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) out[key] = value;
  }
  return out;
}

export function useTarget(id: () => string | undefined): Target {
  const session = useSession();
  const projects = useProjects();
  const notice = useNotice();
  const kept = useKept();
  const view = shallowRef<ProjectView | null>(null);
  const limits = shallowRef<Record<string, string>>({});
  const readings = ref(0);
  let own = 0;

  const load = latest(async () => {
    await notice.guard(async () => {
      if (!projects.list) await projects.load();
      const wanted = id() || projects.list?.rows[0]?.id;
      view.value = wanted ? await call("project.get", { id: wanted }) : null;
      readings.value += 1;
    });
  });

  /** Sends texts of cells. A refusal stays in the cells; what is not about a cell is told at the top as well. */
  async function send(cells: EditCell[], change: () => Promise<Saved>): Promise<void> {
    const mine = cells.map((cell) => ({ path: cell.path, ...kept.begin(cell.path, cell.text) }));
    own += 1;
    try {
      await session.save(change);
      await load();
      for (const each of mine) each.done();
    } catch (thrown) {
      const field = thrown instanceof CallError ? thrown.field : undefined;
      const why = thrown instanceof Error ? thrown.message : "没有保存，请重试";
      for (const each of mine) each.refused(field === undefined || field === each.path ? why : "同一步中另一格没有被接受，这一格也没有保存");
      if (field === undefined || !mine.some((each) => each.path === field)) notice.show(thrown);
      await load();
    } finally {
      own -= 1;
    }
  }
  function heard(): void {
    if (own === 0) void load();
  }
  async function run<K extends Change>(name: K, req: Commands[K]["req"]): Promise<boolean> {
    const done = await notice.guard(async () => {
      await session.save(async () => (await call(name, req)) as Saved);
      return true;
    });
    await load();
    return done ?? false;
  }

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

  return {
    view, limits, readings, load, heard, run,
    save: (path, text) => send([{ path, text }], () => call("edit.cell", { path, text })),
    saveCells: (cells, what) => send(cells, () => call("edit.cells", { cells, what })),
  };
}

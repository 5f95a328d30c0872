// What each command of the keymap does while the frame stands.
import { nextTick } from "vue";
import { useRouter } from "vue-router";
import { call, CallError } from "../api/rpc";
import { finishTyping } from "../form/jump";
import { useKept } from "../form/kept";
import { useBoard } from "../screens/monitor/board-state";
import { monthOf } from "../screens/monitor/month";
import { useNotice } from "../stores/notice";
import { useProjects } from "../stores/projects";
import { previewOf } from "../screens/print/places";
import { useSession } from "../stores/session";
import { areasOf } from "./areas";
import { provideCommands } from "./commands";
import { closePanel, focusedPath, focusMain, openPanel } from "./panel";
import { START } from "./router";

/** Gives the frame's commands; returns how to take them back. */
export function useFrameCommands(search: () => void): () => void {
  const router = useRouter();
  const session = useSession();
  const notice = useNotice();
  const projects = useProjects();
  const kept = useKept();
  /** How many refused texts closing was warned of. */
  let warned = 0;
  const areas = areasOf(router);

  function step(way: "undo" | "redo"): void {
    void notice.guard(() => session.step(way));
  }
  async function go(path: string, query: Record<string, string> = {}): Promise<void> {
    finishTyping();
    await router.push({ path, query });
    await nextTick();
    // A screen that focuses a field of its own keeps it.
    if (document.activeElement === document.body) focusMain();
  }
  /** The month that is open, else the one that is looked at on the board, else the one that is due. */
  async function goMonth(path: string): Promise<void> {
    const open = monthOf(router.currentRoute.value.params["month"]) ?? useBoard().month;
    await notice.guard(async () => go(`${path}/${open || (await call("monitor.board", {})).month}`));
  }
  /** What is open; the targets' screen without an id shows the first project. */
  function print(): void {
    const preview = previewOf(router.currentRoute.value.path, projects.list?.rows[0]?.id);
    if (preview) void go(preview);
    else session.said = "请先打开一个项目，再打印预览";
  }
  /** What is being typed is finished by leaving its box for a moment; everything else is saved already. */
  async function save(): Promise<void> {
    const box = document.activeElement;
    if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement) {
      box.blur();
      box.focus();
    }
    await session.settled();
    if (!session.unsaved) session.said = `✓ 填完的都已保存${session.savedAt ? ` ${session.savedAt}` : ""}`;
  }
  /** Closing comes after all that was typed; what was refused is told first, once. */
  async function close(): Promise<void> {
    finishTyping();
    await session.settled();
    const left = kept.refused.length;
    if (left > warned) {
      warned = left;
      throw new CallError({ code: "UI-UNSAVED", message: `有 ${left} 格填写的内容没有保存，单位没有关闭。请点上方的“${left} 格没有保存”去改；不要这些内容，再关闭一次即可。` });
    }
    kept.clear();
    await session.close();
    await router.push(START);
  }

  return provideCommands({
    search,
    undo: () => step("undo"),
    redo: () => step("redo"),
    saved: () => void save(),
    "project.new": () => go("/projects", { new: "1" }),
    print,
    area: (which) => {
      const area = areas[which];
      return area === undefined ? false : go(area.path);
    },
    help: () => {
      const path = focusedPath();
      openPanel(path ? { kind: "field", path } : { kind: "keys" });
    },
    keys: () => openPanel({ kind: "keys" }),
    close: () => closePanel(),
    import: () => go("/projects/import"),
    "monitor.start": () => go("/monitor", { start: "1" }),
    "monitor.ledger": () => go("/monitor/ledger"),
    "monitor.check": () => goMonth("/monitor/check"),
    "monitor.unit": () => go("/monitor/unit"),
    "monitor.summary": () => goMonth("/monitor/summary"),
    "selfeval.start": () => go("/selfeval", { start: "1" }),
    "selfeval.disclosure": () => go("/selfeval/disclosure"),
    "selfeval.results": () => go("/selfeval/results"),
    "rectify.new": () => go("/rectify", { new: "1" }),
    "package.read": () => go("/submit/read"),
    "year.add": () => openPanel({ kind: "year" }),
    person: () => openPanel({ kind: "person" }),
    discard: () => openPanel({ kind: "discard" }),
    guide: () => openPanel({ kind: "guide" }),
    about: () => openPanel({ kind: "about" }),
    "unit.close": () => void notice.guard(close),
  });
}

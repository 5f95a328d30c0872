// After a destructive act: what was done, and its way back, as long as it is still the last step.
import { ref } from "vue";
import { call, CallError } from "../api/rpc";
import { useSession } from "../stores/session";

export interface Done {
  /** One sentence, naming the object. */
  text: string;
  /** The step's name in the history; null when there is nothing to take back. */
  label: string | null;
  /** What was left out, and why. */
  left: { name: string; why: string }[];
}

export function useUndo() {
  const session = useSession();
  const done = ref<Done | null>(null);

  function tell(text: string, label: string | null = null, left: Done["left"] = []): void {
    done.value = { text, label, left };
  }
  /** Takes the step back, unless another one came after it: that one must not be taken back by mistake. */
  async function undo(): Promise<void> {
    const label = done.value?.label ?? null;
    const now = await call("history.list", { limit: 1 });
    if (label === null || now.undo !== label) {
      throw new CallError({ code: "UI-UNDO", message: `这之后又有别的改动，不能单独撤销“${label ?? ""}”；请按操作记录逐步撤销。` });
    }
    await session.save(() => call("edit.undo", {}));
    done.value = { text: `已撤销：${label}`, label: null, left: [] };
  }

  return { done, tell, undo };
}

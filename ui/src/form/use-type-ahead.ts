// Typing goes to a row of a long list: by its name or code, or by pinyin initials, which the program knows.
// The text box that holds the focus is the list's own, so that an input method works in it.
import { onBeforeUnmount, ref } from "vue";
import { call } from "../api/rpc";

export interface Named {
  id: string;
  name: string;
  code: string;
}

/** A run of letters ends when the keys move, or after such a pause. */
const PAUSE = 1500;

/** The row that typed text means: the next whose name or code begins with it, else the next that holds it. */
export function typedTo(rows: readonly Pick<Named, "name" | "code">[], text: string, after: number): number {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return -1;
  const order = rows.map((_, index) => (index + Math.max(0, after)) % rows.length);
  const has = (test: (word: string) => boolean): number =>
    order.find((index) => [rows[index]?.name ?? "", rows[index]?.code ?? ""].some((word) => test(word.toLowerCase()))) ?? -1;
  const start = has((word) => word.startsWith(wanted));
  return start >= 0 ? start : has((word) => word.includes(wanted));
}

/** `typed` is the box's text; `onInput` hears it. */
export function useTypeAhead(rows: () => readonly Named[], at: () => number, go: (index: number) => void) {
  const typed = ref("");
  let pause: ReturnType<typeof setTimeout> | undefined;

  /** Whatever the input method has finished: go to the row that it names. */
  function onInput(event: Event): void {
    if ((event as InputEvent).isComposing) return;
    clearTimeout(pause);
    pause = setTimeout(() => {
      typed.value = "";
    }, PAUSE);
    const found = typedTo(rows(), typed.value, at());
    if (found >= 0) go(found);
    else if (/^[a-z]+$/i.test(typed.value.trim())) void byPinyin(typed.value.trim());
  }
  async function byPinyin(text: string): Promise<void> {
    try {
      const hits = await call("search.run", { text, limit: 50, commands: [] });
      if (typed.value.trim() !== text) return;
      const ids = hits.filter((hit) => hit.kind === "project").map((hit) => hit.id);
      const found = rows().findIndex((row) => ids.includes(row.id));
      if (found >= 0) go(found);
    } catch {
      // Typing on finds the row all the same, by its name.
    }
  }
  onBeforeUnmount(() => clearTimeout(pause));

  return { typed, onInput };
}

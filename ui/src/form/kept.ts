// Texts that the program does not have yet: under way, or refused. They stay in their cells, so that nothing
// that was typed is lost when data are read again, when another project is looked at, or when saving fails.
import { defineStore } from "pinia";
import { computed, shallowReactive } from "vue";
import { useSession } from "../stores/session";
import { dropDraft } from "./draft";

export interface Kept {
  text: string;
  /** Why it was not taken; null while it is being saved. */
  why: string | null;
}

export const useKept = defineStore("kept", () => {
  const texts = shallowReactive(new Map<string, Kept>());
  /** The cells whose text was refused, in the order of their refusal. */
  const refused = computed(() => [...texts].filter(([, kept]) => kept.why !== null).map(([path]) => path));

  /** Keeps a text until `done`; a later text of the same cell is not touched by the end of an earlier one. */
  function begin(path: string, text: string): { done: () => void; refused: (why: string) => void } {
    const mine: Kept = { text, why: null };
    texts.set(path, mine);
    return {
      done: () => {
        if (texts.get(path) !== mine) return;
        texts.delete(path);
        dropDraft(path);
      },
      refused: (why) => {
        if (texts.get(path) === mine) texts.set(path, { text, why });
      },
    };
  }
  /** Gives up a text that was refused. */
  function forget(path: string): void {
    texts.delete(path);
    dropDraft(path);
    if (refused.value.length === 0) useSession().unsaved = null;
  }
  function clear(): void {
    texts.clear();
  }

  return { texts, refused, begin, forget, clear };
});

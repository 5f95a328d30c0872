// Texts that the program does not have yet: under way, or refused. They stay in their cells, so that nothing
// that was typed is lost when data are read again, when another project is looked at, or when saving fails.
import { defineStore } from "pinia";
import { shallowReactive } from "vue";

export interface Kept {
  text: string;
  /** Why it was not taken; null while it is being saved. */
  why: string | null;
}

export const useKept = defineStore("kept", () => {
  const texts = shallowReactive(new Map<string, Kept>());

  /** Keeps a text until `done`; a later text of the same cell is not touched by the end of an earlier one. */
  function begin(path: string, text: string): { done: () => void; refused: (why: string) => void } {
    const mine: Kept = { text, why: null };
    texts.set(path, mine);
    return {
      done: () => {
        if (texts.get(path) === mine) texts.delete(path);
      },
      refused: (why) => {
        if (texts.get(path) === mine) texts.set(path, { text, why });
      },
    };
  }

  return { texts, begin };
});

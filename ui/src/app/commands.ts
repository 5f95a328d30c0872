// What the frame can do, by the command's name in the keymap. The frame gives the work when it stands.
import { computed, shallowRef } from "vue";
import { KEYMAP } from "./keymap";

/** Runs a command; `which` tells its keys apart. False means that there was nothing to do. */
export type Run = (which: number) => boolean | void | Promise<void>;

/** Each screen's on top of those before it: what a screen does in its own way is the frame's again afterwards. */
const layers = shallowRef<readonly Record<string, Run>[]>([]);
const known = computed<Readonly<Record<string, Run>>>(() => Object.assign({}, ...layers.value));

/** Gives the work of commands; returns how to take it back. */
export function provideCommands(more: Record<string, Run>): () => void {
  layers.value = [...layers.value, more];
  return () => {
    layers.value = layers.value.filter((each) => each !== more);
  };
}

/** Whether the command did anything. */
export function runCommand(id: string, which = 0): boolean {
  const run = known.value[id];
  return run !== undefined && run(which) !== false;
}

/** Commands for the search box. Searching and closing are of no use there; areas are listed by their names; a step has two ways. */
export function offered(): { id: string; word: string; keys: string }[] {
  const left = ["search", "close", "area", "project.step", "month.step"];
  return KEYMAP.filter(({ command }) => !left.includes(command) && known.value[command] !== undefined).map((binding) => ({
    id: binding.command,
    word: binding.word,
    keys: binding.keys[0] ?? "",
  }));
}

// What the frame can do, by the command's name in the keymap. The frame gives the work when it stands.
import { shallowRef } from "vue";
import { KEYMAP } from "./keymap";

/** Runs a command; `which` tells its keys apart. False means that there was nothing to do. */
export type Run = (which: number) => boolean | void | Promise<void>;

const known = shallowRef<Readonly<Record<string, Run>>>({});

/** Gives the work of commands; returns how to take it back. */
export function provideCommands(more: Record<string, Run>): () => void {
  known.value = { ...known.value, ...more };
  return () => {
    known.value = Object.fromEntries(Object.entries(known.value).filter(([id, run]) => more[id] !== run));
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

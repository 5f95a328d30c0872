// From a finding to the cell it is about. Screens register what they can focus, by path; a jump takes the
// longest known prefix, so that a finding on a whole indicator still lands on its row.
import { nextTick, shallowReactive } from "vue";

type Focus = (path: string) => boolean;

const known = shallowReactive(new Set<Focus>());

/** Registers a place that can focus paths; returns how to take it back. */
export function canFocus(focus: Focus): () => void {
  known.add(focus);
  return () => known.delete(focus);
}

/** What is being typed is finished by leaving its box: before going elsewhere, by keys that leave the focus where it is. */
export function finishTyping(): void {
  const box = document.activeElement;
  if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement) box.blur();
}

/** A path and its prefixes, the longest first. */
export function prefixes(path: string): string[] {
  const parts = path.split("/");
  const out: string[] = [];
  for (let length = parts.length; length > 1; length -= 1) out.push(parts.slice(0, length).join("/"));
  return out;
}

/** Focuses the field of that path; false if nothing on the screen knows it. */
export async function jump(path: string): Promise<boolean> {
  await nextTick();
  for (const candidate of prefixes(path)) {
    for (const focus of known) if (focus(candidate)) return true;
  }
  return false;
}

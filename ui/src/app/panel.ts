// The one panel that may lie over the right side of a screen. Closing it gives the focus back to where it was.
import { nextTick, shallowRef } from "vue";

export type Panel =
  | { kind: "field"; path: string }
  | { kind: "keys" }
  | { kind: "guide" }
  | { kind: "about" }
  | { kind: "year" }
  | { kind: "person" }
  | { kind: "discard" };

export const panel = shallowRef<Panel | null>(null);
let before: Element | null = null;

/** Focuses the screen itself, for what leads to another screen. */
export function focusMain(): void {
  document.querySelector<HTMLElement>("main")?.focus();
}

export function openPanel(next: Panel): void {
  if (panel.value === null) before = document.activeElement;
  panel.value = next;
}

/** False if none was open. */
export function closePanel(): boolean {
  if (panel.value === null) return false;
  panel.value = null;
  const back = before;
  before = null;
  void nextTick(() => {
    if (back instanceof HTMLElement && back.isConnected && back !== document.body) back.focus();
    else focusMain();
  });
  return true;
}

/** The path of the field that has the focus; empty if it is no field. The sheet's one text box lies over its cell. */
export function focusedPath(): string {
  const at = document.activeElement;
  const own = at?.closest("[data-path]") ?? at?.closest(".sheet")?.querySelector("[data-path].on");
  return own?.getAttribute("data-path") ?? "";
}

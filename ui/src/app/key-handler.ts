// Keys that mean the same on every screen. Undo of what is being typed stays the text box's own.
import { runCommand } from "./commands";
import { commandOf } from "./keymap";

type Box = HTMLInputElement | HTMLTextAreaElement;

function isBox(target: EventTarget | null): target is Box {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Listens on the window; returns how to stop. */
export function listenKeys(): () => void {
  /** The box that was typed into and not yet saved or left, and what the typing left in it: an emptied box too has its own undo. */
  let typed: { box: EventTarget; text: string } | null = null;

  function onInput(event: Event): void {
    typed = isBox(event.target) ? { box: event.target, text: event.target.value } : null;
  }
  function onDone(): void {
    typed = null;
  }
  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const found = commandOf(event);
    if (!found) return;
    const own = isBox(event.target) && event.target === typed?.box && event.target.value === typed.text;
    if (own && (found.command === "undo" || found.command === "redo")) return;
    if (runCommand(found.command, found.which)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  const heard: [string, (event: never) => void][] = [["input", onInput], ["change", onDone], ["focusout", onDone], ["keydown", onKey]];
  for (const [name, act] of heard) window.addEventListener(name, act as EventListener);
  return () => {
    for (const [name, act] of heard) window.removeEventListener(name, act as EventListener);
  };
}

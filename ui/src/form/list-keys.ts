// Which row of a list a key leads to. Pure.
import { composing, type Key } from "../sheet/keys";

const PAGE = 15;

/** The row that the key goes to, or null when it is no key for moving; −1 stands for no row yet. */
export function listMove(key: Key, at: number, count: number): number | null {
  if (composing(key) || count === 0 || key.altKey === true) return null;
  const to = target(key.key, at, count);
  return to === null ? null : Math.max(0, Math.min(to, count - 1));
}

function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return at + 1;
    case "ArrowUp":
      return at - 1;
    case "PageDown":
      return at + PAGE;
    case "PageUp":
      return at - PAGE;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

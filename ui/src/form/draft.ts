// The one text that is being typed and is not finished, kept by the program beside the data, so that a crash or a
// power cut takes no word of it. What fails here is no matter of the user's: the text is in its cell.
import { call } from "../api/rpc";

/** A moment after the last key: typing is never held up. */
const PAUSE = 500;
/** Long enough for the finished text to be on its way first. */
const BEHIND = 150;
let waiting: ReturnType<typeof setTimeout> | undefined;
let kept = false;
/** The cell whose text was typed last. */
let typing = "";

/** Call at each change of an unfinished text. */
export function keepDraft(path: string, text: string): void {
  clearTimeout(waiting);
  typing = path;
  waiting = setTimeout(() => {
    kept = true;
    call("draft.keep", { path, text }).catch(() => undefined);
  }, PAUSE);
}

/** Call when that cell's text has been saved, or was given up. A text of another cell, typed meanwhile, stays kept. */
export function dropDraft(path: string): void {
  if (path !== typing) return;
  clearTimeout(waiting);
  if (!kept) return;
  waiting = setTimeout(() => {
    kept = false;
    call("draft.drop", {}).catch(() => undefined);
  }, BEHIND);
}

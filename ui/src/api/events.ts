// The two things the program says unasked.
import { listen, type UnlistenFn } from "@tauri-apps/api/event";
import type { DataKind } from "./gen";

/** Which kinds of data changed, whoever changed them. */
export interface Changed {
  kinds: DataKind[];
}

/** How far long work has come. */
export interface Progress {
  task: string;
  done: number;
  total: number;
}

export function onChanged(act: (event: Changed) => void): Promise<UnlistenFn> {
  return listen<Changed>("changed", (event) => act(event.payload));
}

export function onProgress(act: (event: Progress) => void): Promise<UnlistenFn> {
  return listen<Progress>("progress", (event) => act(event.payload));
}

// The one way to the program: a typed call over the two Tauri commands, and the errors it can give.
import { invoke } from "@tauri-apps/api/core";
import type { ApiError, Commands } from "./gen";

export type Name = keyof Commands;
export type Req<K extends Name> = Commands[K]["req"];
export type Res<K extends Name> = Commands[K]["res"];

/** A call that failed: `message` is one plain sentence for the user, `code` is for telling cases apart. */
export class CallError extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly detail: unknown;

  constructor(error: ApiError) {
    super(error.message);
    this.name = "CallError";
    this.code = error.code;
    this.field = error.field ?? undefined;
    this.detail = error.detail;
  }
}

/** Whatever was thrown, as an error with a code and a sentence. */
export function asCallError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    return new CallError(thrown as ApiError);
  }
  return new CallError({
    code: "UI-CALL",
    message: `程序没有应答，请重试；仍然如此请重新启动程序。（${String(thrown)}）`,
  });
}

let running = 0;
const resting = new Set<() => void>();

/** Whether any command runs: progress that is heard while none does is late news. */
export function busy(): boolean {
  return running > 0;
}

/** Calls back whenever the last running command has ended, however it ended; gives the way to stop that. */
export function whenIdle(act: () => void): () => void {
  resting.add(act);
  return () => void resting.delete(act);
}

/** A reading that is wanted as soon as a change is made. */
export interface Reading<K extends Name = Name> {
  name: K;
  req: Req<K>;
}

/** What a change brought along: it answers the very next command, if that is this reading. */
let ahead: { name: string; req: string; answer: unknown } | null = null;

async function ask<T>(command: "rpc" | "rpc_bytes", name: string, payload: unknown, then?: Reading): Promise<T> {
  const kept = ahead;
  ahead = null;
  if (kept?.name === name && kept.req === JSON.stringify(payload)) return kept.answer as T;
  running += 1;
  try {
    return await invoke<T>(command, then ? { name, payload, then: { name: then.name, payload: then.req } } : { name, payload });
  } catch (thrown) {
    throw asCallError(thrown);
  } finally {
    running -= 1;
    if (running === 0) for (const act of resting) act();
  }
}

/** Runs one command and gives its answer; throws `CallError`. */
export function call<K extends Name>(name: K, req: Req<K>): Promise<Res<K>> {
  return ask<Res<K>>("rpc", name, req);
}

/** Runs one command and, once it is done, the reading in the same go; calling for that reading next is answered at once. */
export async function callAhead<K extends Name>(name: K, req: Req<K>, reading: Reading | undefined): Promise<Res<K>> {
  if (!reading) return call(name, req);
  const { done, then } = await ask<{ done: Res<K>; then: unknown }>("rpc", name, req, reading);
  if (then !== null) ahead = { name: reading.name, req: JSON.stringify(reading.req), answer: then };
  return done;
}

/** What a change brought along may be older than what was heard since. */
export function forgetAhead(): void {
  ahead = null;
}

/** Runs one command whose answer is a file's bytes. */
export async function callBytes<K extends Name>(name: K, req: Req<K>): Promise<Uint8Array> {
  return new Uint8Array(await ask<ArrayBuffer | number[]>("rpc_bytes", name, req));
}

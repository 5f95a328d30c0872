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

/** Runs one command and gives its answer; throws `CallError`. */
export async function call<K extends Name>(name: K, req: Req<K>): Promise<Res<K>> {
  try {
    return await invoke<Res<K>>("rpc", { name, payload: req });
  } catch (thrown) {
    throw asCallError(thrown);
  }
}

/** Runs one command whose answer is a file's bytes. */
export async function callBytes<K extends Name>(name: K, req: Req<K>): Promise<Uint8Array> {
  try {
    const answer = await invoke<ArrayBuffer | number[]>("rpc_bytes", { name, payload: req });
    return new Uint8Array(answer);
  } catch (thrown) {
    throw asCallError(thrown);
  }
}

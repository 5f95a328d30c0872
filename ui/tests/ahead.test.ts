// A reading that is brought along by a change answers the very next call, and only that.
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, describe, expect, it } from "vitest";
import { call, callAhead, forgetAhead, type Reading } from "../src/api/rpc";

const cell = { path: "/projects/p1/name", text: "x" };
const reading: Reading<"project.get"> = { name: "project.get", req: { id: "p1" } };

/** The names of the commands that went through the door, and the answer of each. */
function door(then: unknown = "along"): string[] {
  const asked: string[] = [];
  mockIPC((_, args) => {
    const sent = args as { name: string; then?: { name: string } };
    asked.push(sent.then ? `${sent.name}+${sent.then.name}` : sent.name);
    return sent.then ? { done: "done", then } : "anew";
  });
  return asked;
}
afterEach(() => {
  forgetAhead();
  clearMocks();
});

describe("a reading brought along", () => {
  it.each([
    ["answers the reading that follows", async () => undefined, reading.req, "along"],
    ["does not answer another reading", async () => undefined, { id: "p2" }, "anew"],
    ["is forgotten when another command comes first", () => call("undo.list" as never, {} as never), reading.req, "anew"],
    ["is forgotten when it is told to be old", async () => forgetAhead(), reading.req, "anew"],
  ])("%s", async (_, between, req, expected) => {
    const asked = door();
    expect(await callAhead("edit.cell", cell, reading)).toBe("done");
    expect(asked).toEqual(["edit.cell+project.get"]);
    await between();
    expect(await call("project.get", req)).toBe(expected);
    expect(asked.includes("project.get")).toBe(expected === "anew");
    // Once only.
    expect(await call("project.get", reading.req)).toBe("anew");
  });
  it("that failed is asked for again, so that the screen hears why", async () => {
    const asked = door(null);
    await callAhead("edit.cell", cell, reading);
    expect(await call("project.get", reading.req)).toBe("anew");
    expect(asked).toEqual(["edit.cell+project.get", "project.get"]);
  });
  it("is not asked for without a reading", async () => {
    const asked = door();
    expect(await callAhead("edit.cell", cell, undefined)).toBe("anew");
    expect(asked).toEqual(["edit.cell"]);
  });
});

// Going to a project or one of its cells, wherever one is.
import type { Router } from "vue-router";
import { jump } from "../form/jump";
import { addressOf } from "./address";

const TRIES = 40;
const PAUSE = 50;

/** `path` is the cell to focus; empty, or the project's own, for the project as a whole. */
export async function goTo(router: Router, project: string, path: string): Promise<void> {
  const to = addressOf(project, path);
  const at = to.query["at"] ?? "";
  await router.push(to);
  const here = router.currentRoute.value.fullPath;
  // The cell is there as soon as the project has been read, unless one has gone on meanwhile.
  for (let tries = 0; at && tries < TRIES && router.currentRoute.value.fullPath === here; tries += 1) {
    if (await jump(at)) return;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

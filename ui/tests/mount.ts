// The whole window against the stand-in program, as component tests drive it.
import { clearMocks } from "@tauri-apps/api/mocks";
import { flushPromises, mount, type DOMWrapper, type VueWrapper } from "@vue/test-utils";
import { createPinia } from "pinia";
import type { Router } from "vue-router";
import App from "../src/app/App.vue";
import { makeRouter } from "../src/app/router";
import { installFake, STORE, type Call } from "./fake";

// Screens and panels are fetched when first shown; here they are at hand, so that no test waits for one.
import.meta.glob("../src/{app,help,screens}/**/*.vue", { eager: true });

export interface Window {
  app: VueWrapper;
  router: Router;
  calls: Call[];
  /** What was asked of one command, in order. */
  asked: (name: string) => unknown[];
  button: (text: string) => DOMWrapper<Element>;
  /** Presses a key where the focus is. */
  press: (key: string, more?: KeyboardEventInit) => Promise<KeyboardEvent>;
  settle: () => Promise<void>;
  end: () => void;
}

/** Waits until what was asked for has come, screens fetched on the way too. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await flushPromises();
    await new Promise((done) => setTimeout(done, 0));
  }
  await flushPromises();
}

/** Without a place the window goes where its address says. */
export async function open(at?: string, more: Parameters<typeof installFake>[0] = {}): Promise<Window> {
  const calls = installFake({ "store.current": () => STORE, ...more });
  const router = makeRouter();
  if (at !== undefined) await router.push(at);
  const app = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), router] } });
  await settle();
  return {
    app,
    router,
    calls,
    settle,
    asked: (name) => calls.filter((each) => each.name === name).map((each) => each.payload),
    button: (text) => {
      const found = app.findAll("button").find((each) => each.text().includes(text) || each.attributes("aria-label")?.includes(text));
      if (!found) throw new Error(`no button ${text}`);
      return found;
    },
    press: async (key, init = {}) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
      (document.activeElement ?? document.body).dispatchEvent(event);
      await settle();
      return event;
    },
    end: () => {
      app.unmount();
      clearMocks();
      document.body.innerHTML = "";
    },
  };
}

import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

// One bundle that the shell embeds: no development server is ever asked for, and nothing is inlined
// into the page, so that the content security policy can stay at 'self'.
export default defineConfig({
  plugins: [vue()],
  build: {
    target: ["chrome105", "safari15"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    // All that the first page needs in one file: each file is a way to the program and back.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "start", tags: ["$initial"] }] } } },
  },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.ts"],
    restoreMocks: true,
  },
});

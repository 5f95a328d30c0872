// Which screen stands at which address. Each screen is fetched when it is first shown, so that the start is quick.
// A new screen is one line here; areas.ts already knows the areas and shows those that have a route.
import { createRouter, createWebHashHistory, type RouteRecordRaw, type Router } from "vue-router";

/** Where one goes when nothing else is asked for. */
export const START = "/home";

const routes: RouteRecordRaw[] = [
  { path: "/home", component: () => import("../screens/home/HomeScreen.vue") },
  { path: "/projects", component: () => import("../screens/projects/ProjectList.vue") },
  { path: "/projects/import", component: () => import("../screens/projects/ImportWizard.vue") },
  { path: "/projects/carry", component: () => import("../screens/projects/CarryOver.vue") },
  { path: "/projects/templates", component: () => import("../screens/projects/TemplateList.vue") },
  { path: "/library", component: () => import("../screens/library/LibraryScreen.vue") },
  { path: "/target/:id?", component: () => import("../screens/target/TargetScreen.vue"), props: true },
  { path: "/target/:id/print", component: () => import("../screens/print/PrintPreview.vue"), props: true },
  { path: "/submit", component: () => import("../screens/submit/SubmitScreen.vue") },
  { path: "/submit/history", component: () => import("../screens/submit/PackageHistory.vue") },
  { path: "/submit/read", component: () => import("../screens/submit/ReadPackage.vue") },
  { path: "/settings/:tab?", component: () => import("../screens/settings/SettingsScreen.vue"), props: true },
  { path: "/:rest(.*)*", redirect: START },
];

export function makeRouter(): Router {
  return createRouter({ history: createWebHashHistory(), routes });
}

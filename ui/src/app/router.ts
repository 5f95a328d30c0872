// Which screen stands at which address. Each screen is fetched when it is first shown, so that the start is quick.
// A new screen is one line here; areas.ts already knows the areas and shows those that have a route.
import { createRouter, createWebHashHistory, type LocationQueryValue, type RouteLocation, type RouteRecordRaw, type Router } from "vue-router";
import { monthOf } from "../screens/monitor/month";

/** Where one goes when nothing else is asked for. */
export const START = "/home";

function one(value: LocationQueryValue | LocationQueryValue[] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
/** `/print/monitor-136?project=…&month=7&back=/monitor&word=运行监控`: any form, of a project, a month or the unit. */
function printed(route: RouteLocation): object {
  const { project, month, back, word } = route.query;
  return { id: one(project) ?? "", form: one(route.params["form"]), month: monthOf(month), back: one(back), word: one(word) };
}

const routes: RouteRecordRaw[] = [
  // The first page is drawn without a screen; the frame goes on from here.
  { path: "/", component: { render: () => null } },
  { path: "/home", component: () => import("../screens/home/HomeScreen.vue") },
  { path: "/projects", component: () => import("../screens/projects/ProjectList.vue") },
  { path: "/projects/import", component: () => import("../screens/projects/ImportWizard.vue") },
  { path: "/projects/carry", component: () => import("../screens/projects/CarryOver.vue") },
  { path: "/projects/templates", component: () => import("../screens/projects/TemplateList.vue") },
  { path: "/library", component: () => import("../screens/library/LibraryScreen.vue") },
  { path: "/target/:id?", component: () => import("../screens/target/TargetScreen.vue"), props: true },
  { path: "/target/:id/print", component: () => import("../screens/print/PrintPreview.vue"), props: true },
  { path: "/monitor", component: () => import("../screens/monitor/MonitorBoard.vue") },
  { path: "/monitor/summary/:month?", component: () => import("../screens/monitor/SummaryScreen.vue"), props: true },
  { path: "/monitor/:project/:month", component: () => import("../screens/monitor/entry/EntryScreen.vue"), props: true },
  { path: "/rectify", component: () => import("../screens/rectify/RectifyScreen.vue") },
  { path: "/monitor/ledger", component: () => import("../screens/ledger/LedgerScreen.vue") },
  { path: "/monitor/ledger/import", component: () => import("../screens/ledger/LedgerImport.vue") },
  { path: "/monitor/check/:month", component: () => import("../screens/ledger/CheckScreen.vue"), props: true },
  { path: "/monitor/unit", component: () => import("../screens/monitor/unit/UnitScreen.vue") },
  { path: "/monitor/payments", component: () => import("../screens/ledger/PaymentsScreen.vue") },
  { path: "/selfeval", component: () => import("../screens/selfeval/ListScreen.vue") },
  { path: "/selfeval/disclosure", component: () => import("../screens/selfeval/DisclosureScreen.vue") },
  { path: "/selfeval/results", component: () => import("../screens/selfeval/ResultsScreen.vue") },
  { path: "/selfeval/:project", component: () => import("../screens/selfeval/SheetScreen.vue"), props: true },
  { path: "/selfeval/:project/report", component: () => import("../screens/selfeval/ReportScreen.vue"), props: true },
  { path: "/selfeval/:project/evidence", component: () => import("../screens/selfeval/EvidenceScreen.vue"), props: true },
  { path: "/selfeval/:project/rounds", component: () => import("../screens/selfeval/RoundsScreen.vue"), props: true },
  { path: "/print/:form", component: () => import("../screens/print/PrintPreview.vue"), props: printed },
  { path: "/submit", component: () => import("../screens/submit/SubmitScreen.vue") },
  { path: "/submit/history", component: () => import("../screens/submit/PackageHistory.vue") },
  { path: "/submit/read", component: () => import("../screens/submit/ReadPackage.vue") },
  { path: "/settings/:tab?", component: () => import("../screens/settings/SettingsScreen.vue"), props: true },
  { path: "/:rest(.*)*", redirect: START },
];

export function makeRouter(): Router {
  return createRouter({ history: createWebHashHistory(), routes });
}

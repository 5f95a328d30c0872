// Which screen stands at which address.
import { createRouter, createWebHashHistory, type Router } from "vue-router";
import ProjectList from "../screens/projects/ProjectList.vue";
import ImportWizard from "../screens/projects/ImportWizard.vue";
import TargetScreen from "../screens/target/TargetScreen.vue";
import PrintPreview from "../screens/print/PrintPreview.vue";
import SubmitScreen from "../screens/submit/SubmitScreen.vue";
import ReadPackage from "../screens/submit/ReadPackage.vue";
import SettingsScreen from "../screens/settings/SettingsScreen.vue";

export function makeRouter(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: "/projects", component: ProjectList },
      { path: "/projects/import", component: ImportWizard },
      { path: "/target/:id?", component: TargetScreen, props: true },
      { path: "/target/:id/print", component: PrintPreview, props: true },
      { path: "/submit", component: SubmitScreen },
      { path: "/submit/read", component: ReadPackage },
      { path: "/settings", component: SettingsScreen },
      { path: "/:rest(.*)*", redirect: "/projects" },
    ],
  });
}

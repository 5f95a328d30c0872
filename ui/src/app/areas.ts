// The areas at the left, in their order. Those without a screen yet do not appear: no empty doors.
import type { Router } from "vue-router";

export interface Area {
  path: string;
  word: string;
  /** A line above it in the list of areas. */
  line?: boolean;
}

const ALL: readonly Area[] = [
  { path: "/home", word: "工作台" },
  { path: "/projects", word: "项目" },
  { path: "/target", word: "绩效目标" },
  { path: "/monitor", word: "运行监控" },
  { path: "/selfeval", word: "绩效自评" },
  { path: "/rectify", word: "整改台账" },
  { path: "/library", word: "指标库", line: true },
  { path: "/submit", word: "上报", line: true },
  { path: "/settings", word: "设置" },
];

/** The areas that the router has a screen for. */
export function areasOf(router: Router): readonly Area[] {
  const paths = router.getRoutes().map((route) => route.path.replace(/\/:.*$/, ""));
  return ALL.filter((area) => paths.includes(area.path));
}

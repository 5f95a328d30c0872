// The areas at the left: those that exist, and nothing else.

export interface Area {
  path: string;
  word: string;
  /** A line above it in the list of areas. */
  line?: boolean;
}

export const AREAS: readonly Area[] = [
  { path: "/projects", word: "项目" },
  { path: "/target", word: "绩效目标" },
  { path: "/submit", word: "上报", line: true },
  { path: "/settings", word: "设置" },
];

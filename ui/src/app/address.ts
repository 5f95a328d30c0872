// On which screen a path is mended. Pure.

export interface Address {
  path: string;
  query: Record<string, string>;
}

function at(path: string): Record<string, string> {
  return path === "" ? {} : { at: path };
}

/** `path` is the cell, empty for the project as a whole; without a project it is the unit's own. */
export function addressOf(project: string, path: string): Address {
  const [, monitored = "", month = ""] = /^\/projects\/([^/]+)\/monitoring\/M(\d\d)(?:\/|$)/.exec(path) ?? [];
  if (monitored !== "") return { path: `/monitor/${monitored}/${month.replace(/^0/, "")}`, query: at(path) };
  const [, assessed = "", part = ""] = /^\/projects\/([^/]+)\/selfeval(?:\/([^/]+)|$)/.exec(path) ?? [];
  if (assessed !== "") return { path: part === "report" ? `/selfeval/${assessed}/report` : `/selfeval/${assessed}`, query: at(part === "" ? "" : path) };
  if (path.startsWith("/unit_monitoring/")) return { path: "/monitor/unit", query: at(path) };
  if (path.startsWith("/rectifications/")) return { path: "/rectify", query: at(path) };
  const owner = project || (/^\/projects\/([^/]+)/.exec(path)?.[1] ?? "");
  if (owner === "") return { path: "/settings/unit", query: at(path) };
  return { path: `/target/${owner}`, query: at(path === `/projects/${owner}` ? "" : path) };
}

// Folders and file names as the file dialogs take them, with either kind of separator.

/** The folder of a file's path; empty when it has none. */
export function folderOf(file: string): string {
  const [, folder = "", mark = ""] = /^(.*)([\\/])[^\\/]*$/.exec(file) ?? [];
  // The top of a drive keeps its mark: `E:` alone means something else.
  return folder === "" || folder.endsWith(":") ? folder + mark : folder;
}

/** A file name inside a folder; the bare name when no folder is known. */
export function within(folder: string | undefined, name: string): string {
  if (!folder) return name;
  const mark = folder.includes("\\") ? "\\" : "/";
  return folder.endsWith(mark) ? folder + name : folder + mark + name;
}

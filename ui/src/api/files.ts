// The system's own file dialogs. Each gives a path, or null if the user thought better of it.
import { open, save } from "@tauri-apps/plugin-dialog";

export interface Kind {
  name: string;
  extensions: string[];
}

export const WORKBOOK: Kind = { name: "表格文件", extensions: ["xlsx", "xls", "et", "ods"] };
export const LEDGER: Kind = { name: "支付明细、明细账", extensions: ["xlsx", "xls", "et", "ods", "csv", "txt"] };
export const PACKAGE: Kind = { name: "上报包", extensions: ["zip"] };
export const PDF: Kind = { name: "PDF 文件", extensions: ["pdf"] };
export const XLSX: Kind = { name: "Excel 表格", extensions: ["xlsx"] };
export const WORD: Kind = { name: "Word 文档", extensions: ["docx"] };
export const CERTIFICATE: Kind = { name: "证书", extensions: ["crt"] };
export const LOG: Kind = { name: "操作日志", extensions: ["jsonl"] };

/** Where folder dialogs begin. GTK's own beginning, the recent files, does not let a typed folder be opened. */
let start: string | undefined;

/** The user's home, as far as the program's own folder below it tells. */
export function homeOf(dataFolder: string): string {
  return dataFolder.replace(/(\/\.local\/share\/|\\AppData\\|\/Library\/).*$/, "");
}

export function startAt(folder: string): void {
  start = folder;
}

export async function pickFolder(title: string): Promise<string | null> {
  const picked = await open({ title, directory: true, multiple: false, ...(start === undefined ? {} : { defaultPath: start }) });
  if (picked !== null) start = picked;
  return picked;
}

export async function pickFile(title: string, kind: Kind): Promise<string | null> {
  return open({ title, multiple: false, directory: false, filters: [kind] });
}

/** Several files of any kind; none if the user thought better of it. */
export async function pickFiles(title: string): Promise<string[]> {
  const picked: string | string[] | null = await open({ title, multiple: true, directory: false });
  return picked === null ? [] : [picked].flat();
}

export async function pickTarget(title: string, name: string, ...kinds: Kind[]): Promise<string | null> {
  return save({ title, defaultPath: name, filters: kinds });
}

// The system's own file dialogs. Each gives a path, or null if the user thought better of it.
import { open, save } from "@tauri-apps/plugin-dialog";

export interface Kind {
  name: string;
  extensions: string[];
}

export const WORKBOOK: Kind = { name: "表格文件", extensions: ["xlsx", "xls", "et", "ods"] };
export const PACKAGE: Kind = { name: "上报包", extensions: ["zip"] };
export const PDF: Kind = { name: "PDF 文件", extensions: ["pdf"] };
export const XLSX: Kind = { name: "Excel 表格", extensions: ["xlsx"] };
export const CERTIFICATE: Kind = { name: "证书", extensions: ["crt"] };
export const LOG: Kind = { name: "操作日志", extensions: ["jsonl"] };

export async function pickFolder(title: string): Promise<string | null> {
  return open({ title, directory: true, multiple: false });
}

export async function pickFile(title: string, kind: Kind): Promise<string | null> {
  return open({ title, multiple: false, directory: false, filters: [kind] });
}

export async function pickTarget(title: string, name: string, ...kinds: Kind[]): Promise<string | null> {
  return save({ title, defaultPath: name, filters: kinds });
}

// The kinds of files that only the settings ask for.
import type { Kind } from "../../api/files";

export { pickFile, pickTarget } from "../../api/files";

export const BACKUP: Kind = { name: "备份", extensions: ["db"] };
export const RULE_PACK: Kind = { name: "规则包", extensions: ["toml"] };
export const HOLIDAYS: Kind = { name: "节假日安排", extensions: ["toml", "json"] };

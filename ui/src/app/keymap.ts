// One table of keys: it drives the handler, the commands of the search box and the sheet of shortcuts.
import { composing, type Key } from "../sheet/keys";

/** Who acts on the keys: the frame everywhere, or the part of a screen that has the focus. */
export type Where = "everywhere" | "findings" | "sheet" | "board" | "list" | "field";

export interface Binding {
  /** As printed on the keys, `Ctrl+Shift+Z`; none for what is only in the menus and the search box. */
  keys: readonly string[];
  /** What it does, in the words of the user. */
  word: string;
  /** The frame's command; empty where the focused part acts by itself. */
  command: string;
  where: Where;
}

const AREA_KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => `Alt+${digit}`);

export const KEYMAP: readonly Binding[] = [
  { keys: ["Ctrl+K"], word: "搜索项目、指标、命令", command: "search", where: "everywhere" },
  { keys: ["Ctrl+Z"], word: "撤销", command: "undo", where: "everywhere" },
  { keys: ["Ctrl+Y", "Ctrl+Shift+Z"], word: "重做", command: "redo", where: "everywhere" },
  { keys: ["Ctrl+S"], word: "看是否已保存（每一格填完即存）", command: "saved", where: "everywhere" },
  { keys: ["Ctrl+N"], word: "新建项目", command: "project.new", where: "everywhere" },
  { keys: ["Ctrl+P"], word: "打印预览", command: "print", where: "everywhere" },
  { keys: AREA_KEYS, word: "去第 1 至第 9 个功能区", command: "area", where: "everywhere" },
  { keys: ["Alt+PageUp", "Alt+PageDown"], word: "上一个、下一个项目（运行监控、绩效自评）", command: "project.step", where: "everywhere" },
  { keys: ["Ctrl+PageUp", "Ctrl+PageDown"], word: "上一个、下一个月（运行监控）", command: "month.step", where: "everywhere" },
  { keys: ["F1"], word: "说明这一格怎么填、依据什么", command: "help", where: "everywhere" },
  { keys: ["Ctrl+/"], word: "快捷键一览", command: "keys", where: "everywhere" },
  { keys: ["Esc"], word: "关闭面板", command: "close", where: "everywhere" },
  { keys: [], word: "从表格导入", command: "import", where: "everywhere" },
  { keys: [], word: "建立监控记录", command: "monitor.start", where: "everywhere" },
  { keys: [], word: "导入支付", command: "monitor.ledger", where: "everywhere" },
  { keys: [], word: "三方核对", command: "monitor.check", where: "everywhere" },
  { keys: [], word: "部门整体监控", command: "monitor.unit", where: "everywhere" },
  { keys: [], word: "月度汇总和监控报告", command: "monitor.summary", where: "everywhere" },
  { keys: [], word: "开始绩效自评", command: "selfeval.start", where: "everywhere" },
  { keys: [], word: "信息公开", command: "selfeval.disclosure", where: "everywhere" },
  { keys: [], word: "结果应用", command: "selfeval.results", where: "everywhere" },
  { keys: [], word: "登记整改", command: "rectify.new", where: "everywhere" },
  { keys: [], word: "打开上报包", command: "package.read", where: "everywhere" },
  { keys: [], word: "增加年度", command: "year.add", where: "everywhere" },
  { keys: [], word: "切换人员", command: "person", where: "everywhere" },
  { keys: [], word: "放弃本次修改", command: "discard", where: "everywhere" },
  { keys: [], word: "用户手册", command: "guide", where: "everywhere" },
  { keys: [], word: "关于问效", command: "about", where: "everywhere" },
  { keys: [], word: "关闭单位", command: "unit.close", where: "everywhere" },

  { keys: ["F8", "Shift+F8"], word: "下一条、上一条核对结果", command: "", where: "findings" },

  { keys: ["方向键"], word: "移动", command: "", where: "sheet" },
  { keys: ["Tab", "Shift+Tab"], word: "向右、向左；之后按 Enter 回到开始那一列的下一行", command: "", where: "sheet" },
  { keys: ["Enter", "Shift+Enter"], word: "确认并向下、向上", command: "", where: "sheet" },
  { keys: ["直接输入"], word: "改写这一格", command: "", where: "sheet" },
  { keys: ["F2"], word: "编辑这一格", command: "", where: "sheet" },
  { keys: ["Alt+↓"], word: "打开选项", command: "", where: "sheet" },
  { keys: ["Esc"], word: "恢复原值", command: "", where: "sheet" },
  { keys: ["Shift+方向键", "Ctrl+A"], word: "选一片、全选", command: "", where: "sheet" },
  { keys: ["Ctrl+方向键"], word: "到有内容的边上", command: "", where: "sheet" },
  { keys: ["Ctrl+C", "Ctrl+X", "Ctrl+V"], word: "复制、剪切、粘贴（与 Excel、WPS 互通）", command: "", where: "sheet" },
  { keys: ["Ctrl+D"], word: "向下填充", command: "", where: "sheet" },
  { keys: ["Ctrl+E"], word: "采用格里推算的数", command: "", where: "sheet" },
  { keys: ["Ctrl+Enter"], word: "把输入的内容填入所选各格", command: "", where: "sheet" },
  { keys: ["Delete"], word: "清除（所选各格）", command: "", where: "sheet" },
  { keys: ["Ctrl+Shift+=", "Ctrl+-"], word: "插入一行、删除所选行", command: "", where: "sheet" },
  { keys: ["Alt+Shift+↑", "Alt+Shift+↓"], word: "上移、下移这一行", command: "", where: "sheet" },
  { keys: ["Home", "End"], word: "到行首、行末；加 Ctrl 到表首、表末", command: "", where: "sheet" },
  { keys: ["Alt+Enter"], word: "在格内换行", command: "", where: "sheet" },

  { keys: ["方向键", "Home", "End"], word: "移动到另一个项目、另一个月；行首、行末", command: "", where: "board" },
  { keys: ["Enter"], word: "打开这个项目的这个月", command: "", where: "board" },
  { keys: ["空格", "Shift+方向键", "Ctrl+A"], word: "选择项目、选一片、全选", command: "", where: "board" },
  { keys: ["直接输入"], word: "查找项目（名称、代码或拼音首字母）", command: "", where: "board" },

  { keys: ["方向键", "PageUp", "PageDown"], word: "移动到另一个项目", command: "", where: "list" },
  { keys: ["Enter"], word: "打开这个项目的自评表", command: "", where: "list" },
  { keys: ["空格", "Shift+方向键", "Ctrl+A"], word: "选择项目、选一片、全选", command: "", where: "list" },

  { keys: ["Enter"], word: "保存这一栏；多行的栏按 Ctrl+Enter", command: "", where: "field" },
  { keys: ["Esc"], word: "恢复原值", command: "", where: "field" },
];

export const WHERE_WORD: Record<Where, string> = {
  everywhere: "随处",
  findings: "核对结果",
  sheet: "指标表",
  board: "运行监控总表",
  list: "绩效自评列表",
  field: "其他栏目",
};

const NAMES: Record<string, string> = { Escape: "Esc", " ": "空格" };

/** A pressed key as the table writes it; empty while an input method composes, or for a bare Ctrl, Alt or Shift. */
export function chord(event: Key): string {
  if (composing(event) || ["Control", "Alt", "Shift", "Meta"].includes(event.key)) return "";
  const name = NAMES[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  // A sign such as ? already has its Shift in it; letters and named keys do not.
  const shift = event.shiftKey === true && (event.key.length > 1 || /[A-Z]/.test(name));
  const parts = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", shift ? "Shift" : "", name];
  return parts.filter((part) => part !== "").join("+");
}

/** The frame's command for a pressed key, and which of its keys it was. */
export function commandOf(event: Key): { command: string; which: number } | null {
  const pressed = chord(event);
  for (const binding of KEYMAP) {
    const which = binding.where === "everywhere" ? binding.keys.indexOf(pressed) : -1;
    if (which >= 0) return { command: binding.command, which };
  }
  return null;
}

/** The keys of a command for showing beside it; empty if it has none. */
export function keysOf(command: string): string {
  return KEYMAP.find((binding) => binding.command === command)?.keys[0] ?? "";
}

// A column of a sheet, and what is typed into one that offers a list. What the columns of one form are stands with it.

export interface Column {
  /** The last part of the path of its cells. */
  at: string;
  word: string;
  /** In full, where the heading is short. */
  title?: string;
  /** Amounts and points stand at the right. */
  right?: boolean;
  /** A heading over it and its neighbours of the same group. */
  group?: string;
  /** It is set before the others of its row: they belong to it. */
  sooner?: boolean;
  /** Delete leaves it: a row always has one. */
  lasting?: boolean;
}

/** How signs are typed on a keyboard that has none of them. */
const TYPED: Record<string, string> = {
  ">=": "≥", "=>": "≥", "≧": "≥", "＞=": "≥", "＞＝": "≥", "<=": "≤", "=<": "≤", "≦": "≤", "＜＝": "≤", "＞": ">", "＜": "<", "＝": "=",
};

/** The choice that a typed text means: the same, the keyboard's way of writing it, or the first that begins with it; −1 if none. */
export function chosen(choices: readonly string[], typed: string): number {
  const text = TYPED[typed.trim()] ?? typed.trim();
  if (text === "") return -1;
  const same = choices.indexOf(text);
  return same >= 0 ? same : choices.findIndex((each) => each.startsWith(text));
}

/** Compares cells of one row by the order in which they can be set. */
export function settingOrder(columns: readonly Column[]): (a: Column, b: Column) => number {
  const place = (column: Column): number => (column.sooner ? -1 : columns.indexOf(column));
  return (a, b) => place(a) - place(b);
}

/** One cell of the head: a column's, or that of a group over several. */
export interface Heading {
  word: string;
  title: string;
  right: boolean;
  rows: number;
  columns: number;
}

const heading = (column: Column, rows: number): Heading => ({ word: column.word, title: column.title ?? "", right: column.right === true, rows, columns: 1 });

/** The lines of the head: one, or two where columns have groups. */
export function headings(columns: readonly Column[]): Heading[][] {
  if (!columns.some((column) => column.group !== undefined)) return [columns.map((column) => heading(column, 1))];
  const top: Heading[] = [];
  const below: Heading[] = [];
  columns.forEach((column, index) => {
    const open = top.at(-1);
    if (column.group === undefined) top.push(heading(column, 2));
    else {
      below.push(heading(column, 1));
      if (open && columns[index - 1]?.group === column.group) open.columns += 1;
      else top.push({ word: column.group, title: "", right: false, rows: 1, columns: 1 });
    }
  });
  return [top, below];
}

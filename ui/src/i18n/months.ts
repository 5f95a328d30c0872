// The twelve months as the screens name and address them.

export interface MonthName {
  number: number;
  /** 7月 */
  word: string;
  /** As paths and packages write it: M07. */
  key: string;
}

export const MONTHS: readonly MonthName[] = Array.from({ length: 12 }, (_, index) => {
  const number = index + 1;
  return { number, word: `${number}月`, key: `M${String(number).padStart(2, "0")}` };
});

/** The month of an address or a list: `7` or `M07`; null for anything else. */
export function monthOf(text: unknown): MonthName | null {
  return MONTHS.find((each) => String(each.number) === String(text) || each.key === text) ?? null;
}

// Months as addresses and periods write them. Pure.
import type { LocationQueryValue } from "vue-router";

export const MONTHS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** The month that an address names, `7`; undefined when it names none. */
export function monthOf(text: LocationQueryValue | LocationQueryValue[] | undefined): number | undefined {
  return MONTHS.find((month) => String(month) === text);
}

/** The period of a month in paths and packages, `M07`. */
export function periodOf(month: number): string {
  return `M${String(month).padStart(2, "0")}`;
}

/** The cumulative span that a month stands for, as the forms say it. */
export function spanOf(month: number): string {
  return month === 1 ? "1月" : `1—${month}月`;
}

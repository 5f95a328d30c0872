// How a due day is said: near days are counted, far ones dated.
import type { Due } from "../../api/gen";

const NEAR = 30;

export function whenOf(due: Pick<Due, "date" | "days">, year: number = new Date().getFullYear()): string {
  const { date, days } = due;
  if (days !== null && days < 0) return `已过 ${-days} 天`;
  if (days === 0) return "今天截止";
  if (days === 1) return "明天截止";
  if (days !== null && days <= NEAR) return `${days} 天后`;
  if (date === null) return "无期限";
  return date.startsWith(`${year}-`) ? date.slice(5) : date;
}

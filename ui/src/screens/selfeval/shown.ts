// A field of a form with the text that is on its way or was refused, which stays in it; `frozen` while it is not to be changed.
import type { TextCell } from "../../api/gen";
import type { Kept } from "../../form/kept";

export function shown(cell: TextCell, kept: ReadonlyMap<string, Kept>, frozen = false): TextCell {
  const locked = cell.locked || frozen;
  const own = kept.get(cell.path);
  return own ? { ...cell, locked, text: own.text, bad: own.why } : { ...cell, locked, text: cell.bad ?? cell.text, bad: cell.bad === null ? null : "无法识别，已保留原样" };
}

// Columns of a file of payments, and what of it the fields mean. Pure.
import type { LedgerField, LedgerMapping, LedgerSheet } from "../../api/gen";

/** A, B … Z, AA, as the user's own program names them. */
export function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}

/** A column as it is offered: its letter and its header. */
export function columnWord(sheet: LedgerSheet, index: number): string {
  return `${letter(index)} ${sheet.headers[index]?.trim() || "（无表头）"}`;
}

/** Up to three different texts of a column. */
export function sampleOf(sheet: LedgerSheet, index: number | undefined): string[] {
  if (index === undefined) return [];
  const texts = sheet.sample.map((row) => (row[index] ?? "").trim()).filter((text) => text !== "");
  return [...new Set(texts)].slice(0, 3);
}

/** Fields that the file must have and that nothing is given for. */
export function missing(fields: readonly LedgerField[], mapping: LedgerMapping): string[] {
  return fields.filter((field) => field.required && mapping.columns[field.key] === undefined).map((field) => field.word);
}

/** The mapping with a column given to a field, or taken from it. A column means one thing only. */
export function assigned(mapping: LedgerMapping, field: string, column: number | undefined): LedgerMapping {
  const kept = Object.entries(mapping.columns).filter(([key, at]) => key !== field && at !== column);
  const columns = Object.fromEntries(column === undefined ? kept : [...kept, [field, column]]);
  return { ...mapping, columns };
}

/** Where rows that could not be read are handed back: beside the file, under its name. */
export function rejectsName(file: string): string {
  return file.replace(/\.[^.\\/]*$/, "") + "（退回的行）.xlsx";
}

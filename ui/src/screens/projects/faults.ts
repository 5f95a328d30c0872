// The faults of an import in the order in which one walks through them. Pure.
import type { CellError, ImportPreview } from "../../api/gen";

export interface Fault {
  /** Place of the row among the rows shown; −1 for a remark on the whole file or on a form. */
  row: number;
  error: CellError;
  /** Its row or form goes in all the same: only to be looked at again. */
  taken: boolean;
}

/** What is on the rows first, from top to bottom and from left to right; then what is on forms and on the file as a whole. */
export function faultsOf(preview: ImportPreview, rows: ImportPreview["rows"]): Fault[] {
  const place = (error: CellError): number => preview.mapping?.columns.findIndex((column) => column.letter === error.column) ?? -1;
  const ofRows = rows.flatMap((row, index) =>
    [...row.errors].sort((a, b) => place(a) - place(b)).map((error) => ({ row: index, error, taken: error.weight !== "error" })),
  );
  const ofForms = preview.forms.flatMap((form) => form.errors.map((error) => ({ row: -1, error, taken: form.good })));
  return [...ofRows, ...ofForms, ...preview.notes.map((error) => ({ row: -1, error, taken: error.weight !== "error" }))];
}

/** Up to three different values of a column, as a sample of what is in it. */
export function sample(preview: ImportPreview, index: number): string[] {
  const out: string[] = [];
  for (const row of preview.rows) {
    const text = (row.cells[index] ?? "").trim();
    if (text !== "" && !out.includes(text)) out.push(text);
    if (out.length === 3) break;
  }
  return out;
}

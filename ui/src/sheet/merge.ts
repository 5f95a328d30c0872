// Which cells of the first two columns are drawn, and how many rows each covers.

export interface Span {
  /** Rows covered by the cell that starts here; 0 where a cell above covers this row. */
  level1: number;
  level2: number;
}

/** Spans for rows in their order: equal neighbours merge; a level-2 cell never crosses a level-1 border. */
export function spans(rows: readonly { level1: string; level2: string }[]): Span[] {
  const out: Span[] = rows.map(() => ({ level1: 0, level2: 0 }));
  let first = 0;
  let second = 0;
  rows.forEach((row, index) => {
    const newFirst = index === 0 || rows[first]?.level1 !== row.level1;
    const newSecond = newFirst || rows[second]?.level2 !== row.level2;
    if (newFirst) first = index;
    if (newSecond) second = index;
    const top = out[first];
    const group = out[second];
    if (top) top.level1 += 1;
    if (group) group.level2 += 1;
  });
  return out;
}

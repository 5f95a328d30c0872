// The steps of zooming, in percent of the window's width: 100 is as wide as the window.

export const FIT = 100;
export const ZOOMS: readonly number[] = [50, 75, FIT, 125, 150, 200];

/** The next larger or smaller step; the ends stay. */
export function zoomed(now: number, step: 1 | -1): number {
  const at = ZOOMS.indexOf(now);
  return ZOOMS[Math.max(0, Math.min(at + step, ZOOMS.length - 1))] ?? FIT;
}

// Data that were opened for reading only: whatever a screen would let one type into is locked there.

/** The same as it was read, with everything in it locked that can be. Pure. */
export function lockedAll<T>(value: T): T {
  if (Array.isArray(value)) return value.map(lockedAll) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === "locked" && typeof each === "boolean" ? true : lockedAll<unknown>(each)])) as T;
}

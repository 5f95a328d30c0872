// The bureau's unit code for each unit: what was typed last, else what the last package was addressed to.
import type { PackageRow } from "../../api/gen";

const typed = new Map<string, string>();

export function rememberRecipient(unit: string, code: string): void {
  typed.set(unit, code);
}

/** The code to begin with; empty when this unit has not sent anything yet. */
export function knownRecipient(unit: string, packages: readonly PackageRow[]): string {
  const last = packages
    .filter((each) => each.sent && each.recipient !== "")
    .sort((a, b) => b.at.localeCompare(a.at))[0];
  return typed.get(unit) ?? last?.recipient ?? "";
}

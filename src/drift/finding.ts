import type { Problem } from "../problem/problem";

/**
 * What kind of deviation it is. `information` is none: what waits for a person or for the next run.
 * `unreadable` says that nothing can be concluded.
 */
export type FindingKind =
  | "unreadable"
  | "missing"
  | "alive"
  | "changed"
  | "unmanaged"
  | "leaver"
  | "information";

/** One thing that specs, state and tenant do not agree on. */
export interface Finding {
  readonly kind: FindingKind;
  /** The organisation's stack. */
  readonly organisation: string;
  /** The calendar's address, where it is about one. */
  readonly calendar?: string;
  /** The policy's name, where it is about one. */
  readonly policy?: string;
  /** The facts with their place in the specs; its words tell the ways out. */
  readonly problem: Problem;
}

/** In the order of reports: what must be understood first comes first. */
export const FINDING_KINDS: readonly FindingKind[] = [
  "unreadable",
  "missing",
  "alive",
  "changed",
  "unmanaged",
  "leaver",
  "information",
];

/** Whether it makes a pipeline stop: exit code 2. */
export function isDrift({ kind }: Finding): boolean {
  return kind !== "information" && kind !== "unreadable";
}

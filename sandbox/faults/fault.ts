import type { GraphFault } from "../odata/graph-fault";

/** What may go wrong on request. */
export const faultKinds = [
  "429",
  "503",
  "504",
  "500",
  "slow",
  "cut-before",
  "cut-after",
  "cut-body",
  "stale-read",
  "hold-before",
  "hold-after",
] as const;

/** One of them. */
export type FaultKind = (typeof faultKinds)[number];

/** Those that the authority can have. */
export const authorityFaultKinds: readonly FaultKind[] = [
  "429",
  "503",
  "504",
  "500",
  "slow",
  "cut-before",
  "cut-after",
];

/** What happens to one request. */
export interface Fault {
  readonly kind: FaultKind;
  /** Thrown instead of running the operation. */
  readonly fault?: GraphFault;
  /** Milliseconds before the answer. */
  readonly delay: number;
}

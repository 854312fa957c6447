import type { Problem } from "../problem/problem";

/** What is looked after, in the order in which it is told. */
export type CheckKind =
  | "node"
  | "engine"
  | "reach"
  | "clock"
  | "tenant"
  | "identities"
  | "sign-in"
  | "permissions"
  | "state"
  | "lock";

/** One thing that was looked after, and what was found. */
export interface Check {
  readonly what: CheckKind;
  /** Of whom or which: an identity, an address, an organisation. */
  readonly of: string;
  readonly result: "fine" | "warning" | "error" | "not-tried";
  /** In few words, for the table: a version, an account, why it was not tried. */
  readonly detail: string;
  /** What is to be mended, and how. */
  readonly findings: readonly Problem[];
}

/** A check whose result is that of its gravest finding. */
export function checkOf(
  what: CheckKind,
  of: string,
  detail: string,
  findings: readonly Problem[] = [],
): Check {
  const isError = findings.some(({ severity }) => severity === "error");
  return { what, of, result: isError ? "error" : findings.length > 0 ? "warning" : "fine", detail, findings };
}

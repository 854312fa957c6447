import { InputError } from "../input-error";
import { isJsonObject } from "../json";
import { authorityFaultKinds, type FaultKind, faultKinds } from "./fault";

/** When which fault happens. */
export interface FaultRule {
  /**
   * Name of the operation with `*` for any part, or `METHOD /path` likewise: `staffMember.*`, `POST *staffMembers*`. Those of
   * the authority begin with `authority.`, and no other rule is for them.
   */
  readonly operation: string;
  readonly kind: FaultKind;
  /** Only the nth matching request, from 1. */
  readonly nth?: number;
  /** Each matching request with that probability; with `seed` the same ones every time. */
  readonly probability?: number;
  readonly seed?: number;
  /** How often at most; without it and without `probability` once. */
  readonly times?: number;
  /** Seconds in Retry-After of 429 and 503; 0 leaves the header out. */
  readonly retryAfter?: number;
  /** Milliseconds of `slow`. */
  readonly delay?: number;
}

const numbers = ["nth", "probability", "seed", "times", "retryAfter", "delay"];

/** Whether an operation, or the rule for it, is of the authority and not of Graph. */
export const isOfAuthority = (operation: string): boolean => operation.startsWith("authority.");

/** A rule from outside; unknown members are refused. */
export function readFaultRule(input: unknown): FaultRule {
  if (!isJsonObject(input)) throw new InputError("A fault rule must be an object.");
  const kind = faultKinds.find((word) => word === String(input["kind"]));
  if (!kind) throw new InputError(`A fault rule needs a kind: ${faultKinds.join(", ")}.`);
  for (const [name, value] of Object.entries(input)) {
    if (name === "kind") continue;
    if (
      name === "operation" ? typeof value !== "string" : !numbers.includes(name) || typeof value !== "number"
    ) {
      throw new InputError(
        `A fault rule has no ${name} of that type. Known: operation, kind, ${numbers.join(", ")}.`,
      );
    }
  }
  if (isOfAuthority(String(input["operation"])) && !authorityFaultKinds.includes(kind)) {
    throw new InputError(`The authority has no ${kind}. Known: ${authorityFaultKinds.join(", ")}.`);
  }
  // Every member was checked above.
  return { operation: "*", ...input, kind } as FaultRule;
}

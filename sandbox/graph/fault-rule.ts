import { InputError } from "../base/input";
import { isJsonObject } from "../base/json";
import { permissionTable } from "../directory/permission-table";
import type { GraphFault } from "../odata/graph-fault";

/** What may go wrong at the authority on request. */
const authorityFaultKinds = ["429", "503", "504", "500", "slow", "cut-before", "cut-after"] as const;

/** What may go wrong at Graph. */
const faultKinds = [...authorityFaultKinds, "cut-body", "stale-read", "hold-before", "hold-after"] as const;

/** One of them. */
type FaultKind = (typeof faultKinds)[number];

/** What happens to one request. */
export interface Fault {
  readonly kind: FaultKind;
  /** Thrown instead of running the operation. */
  readonly fault?: GraphFault;
  /** Milliseconds before the answer. */
  readonly delay: number;
}

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

const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;
const isAmount = (value: number): boolean => value >= 0;

/** What a number can be, in words and as a test. */
const ranges: Readonly<Record<string, readonly [string, (value: number) => boolean]>> = {
  nth: ["a whole number from 1", isCount],
  times: ["a whole number from 1", isCount],
  probability: ["between 0 and 1", (value) => value >= 0 && value <= 1],
  retryAfter: ["0 or more", isAmount],
  delay: ["0 or more", isAmount],
};

/** A rule that could never happen is a mistake of whoever wrote it. */
function assertWithin(name: string, value: unknown): void {
  const [words, holds] = ranges[name] ?? [];
  if (holds && typeof value === "number" && !holds(value))
    throw new InputError(`The ${name} of a fault rule must be ${words}.`);
}

/** Operations that need no permission, and so stand in no row of the table. */
const open = ["batch", "metadata"];

/** A whole name must be one that there is; what has a `*` or a path in it may be for anything. */
function assertKnown(operation: string): void {
  if (isOfAuthority(operation) || /[*\s/]/.test(operation)) return;
  const known = [...Object.keys(permissionTable), ...open];
  if (known.some((name) => name.toLowerCase() === operation.toLowerCase())) return;
  const [thing = ""] = operation.toLowerCase().split(".");
  const near = known.filter((name) => name.toLowerCase().startsWith(thing.slice(0, 4)));
  const names = (near.length > 0 ? near : known).join(", ");
  throw new InputError(`There is no operation ${operation}. Known: ${names}.`);
}

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
    assertWithin(name, value);
  }
  assertKnown(String(input["operation"] ?? "*"));
  if (isOfAuthority(String(input["operation"])) && !authorityFaultKinds.some((one) => one === kind))
    throw new InputError(`The authority has no ${kind}. Known: ${authorityFaultKinds.join(", ")}.`);
  // Every member was checked above.
  return { operation: "*", ...input, kind } as FaultRule;
}

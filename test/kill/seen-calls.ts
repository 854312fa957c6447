import type { LoggedRequest } from "../playground/emulated-tenant";

/** A request of an undisturbed run, as the sandbox counts them. */
export interface SeenCall {
  /** From 1: the `nth` of a fault for any operation. */
  readonly nth: number;
  readonly operation: string;
  readonly writes: boolean;
  /** `item` of a batch, `batch` for the batch itself, `single` for a request by itself. */
  readonly kind: "item" | "batch" | "single";
}

/**
 * The requests of a log in the order in which the sandbox meets them. A batch is met before its items and logged after
 * them; nothing comes between.
 */
export function seenCalls(
  log: readonly Pick<LoggedRequest, "operation" | "effect" | "via">[],
): readonly SeenCall[] {
  const calls: Omit<SeenCall, "nth">[] = [];
  let items: Omit<SeenCall, "nth">[] = [];
  for (const { operation, effect, via } of log) {
    if (via === "portal") continue;
    if (via === "batch") items.push({ operation, writes: effect === "write", kind: "item" });
    else if (operation === "batch") {
      calls.push({ operation, writes: items.some(({ writes }) => writes), kind: "batch" }, ...items);
      items = [];
    } else calls.push({ operation, writes: effect === "write", kind: "single" });
  }
  return calls.map((call, index) => ({ nth: index + 1, ...call }));
}

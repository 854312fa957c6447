import type { UserPolicy } from "../model/user-policy";
import type { Inventory } from "./inventory";
import type { LimitCount } from "./limit-counts";

/** How many policies would be left without anybody, out of those that the last run recorded as in use. */
export function policiesEmptied(
  { policies: recorded = {} }: Inventory,
  policies: readonly UserPolicy[],
): LimitCount {
  const active = Object.entries(recorded).filter(
    ([, { status, users }]) => status === "active" && users.length > 0,
  );
  const emptied = active.filter(([name]) =>
    policies.some(
      (policy) => policy.name === name && (policy.status === "deleted" || policy.users.length === 0),
    ),
  );
  return { count: emptied.length, total: active.length };
}

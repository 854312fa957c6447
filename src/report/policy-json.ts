import { policySets } from "../model/policy-fields";
import type { PolicyChange } from "../plan/change";

/** One change of a policy as machines read it. Keys are named one by one: what is published must not grow by accident. */
export function policyJson(change: PolicyChange): object {
  const { name, displayName, kind, repairsDrift } = change;
  const sets = policySets.map((set) => [set, change[set].map((one) => ({ name: one.name, on: one.on }))]);
  return { name, displayName, kind, repairsDrift, ...Object.fromEntries(sets) };
}

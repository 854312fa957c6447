import type { UserPolicy } from "../model/user-policy";
import { problem } from "../problem/problem";
import { eachPolicy, type Rule } from "./rule";

/** No two user policies, retired ones included, have one name. */
export const policyClash: Rule = {
  id: "policy-clash",
  codes: ["policy-clash"],
  check: ({ estate }) => {
    const holders = new Map<string, UserPolicy>();
    return eachPolicy(estate, (policy) => {
      const holder = holders.get(policy.name);
      holders.set(policy.name, holder ?? policy);
      if (!holder) return [];
      return [
        problem("policy-clash", { name: policy.displayName }, policy.placeOf("/name"), [
          holder.placeOf("/name"),
        ]),
      ];
    });
  },
};

import type { Address } from "../model/address";
import type { UserPolicy } from "../model/user-policy";
import { type Problem, problem } from "../problem/problem";
import type { Rule } from "./rule";

/** A user is in one user policy only, unless the tenant allows more. */
export const onePolicyEach: Rule = {
  id: "one-policy-each",
  codes: ["user-in-two-policies"],
  check: ({ estate }) => {
    if (!estate.tenant.oneUserPolicyPerUser) return [];
    const policies = estate.organisations.flatMap((model) => model.policies);
    const holders = new Map<Address, UserPolicy>();
    const problems: Problem[] = [];
    for (const policy of policies.filter(({ status }) => status === "active")) {
      for (const user of policy.users) {
        const holder = holders.get(user);
        if (holder) problems.push(twice(user, holder, policy), twice(user, policy, holder));
        else holders.set(user, policy);
      }
    }
    return problems;
  },
};

function twice(user: Address, policy: UserPolicy, other: UserPolicy): Problem {
  const args = { user, policy: policy.displayName, other: other.displayName };
  return problem("user-in-two-policies", args, policy.userPlace(user), [other.userPlace(user)]);
}

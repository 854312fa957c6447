import type { GraphClient } from "../graph/graph-client";
import type { Address } from "../model/address";
import type { UserPolicy } from "../model/user-policy";
import { groupsNamed } from "../tenant/groups";
import { type PolicyFacts, type PolicyGroup, policyFacts, policyGroup } from "../tenant/policies";

/** What preflight may ask of the tenant about policies. Every answer is a fact; what cannot be found out is thrown. */
export interface PolicyView {
  /** Whether the directory has no group of that name. */
  isGroupAbsent(displayName: string): Promise<boolean>;
  /** The group of a policy, by the id that its spec takes over or by its name; undefined where there is not exactly one. */
  group(policy: Pick<UserPolicy, "displayName" | "adopt">): Promise<PolicyGroup | undefined>;
  /** Looks up people with their licences, all with the fewest requests. Keyed by the address asked for. */
  facts(addresses: readonly Address[], attribute: string): Promise<PolicyFacts>;
}

/** Preflight's questions about policies, asked through a client that is opened at the first of them. */
export function policyView(graph: () => GraphClient): PolicyView {
  return {
    isGroupAbsent: async (displayName) => (await groupsNamed(graph(), displayName)).length === 0,
    group: (policy) => policyGroup(graph(), policy),
    facts: (addresses, attribute) => policyFacts(graph(), addresses, attribute),
  };
}

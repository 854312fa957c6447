import type { OrganisationModel } from "../model/estate";
import { type PolicySet, policyFields, policySets } from "../model/policy-fields";
import type { UserPolicy } from "../model/user-policy";
import type { Inventory, PolicyEntry } from "../plan/inventory";
import { isAdditive } from "../plan/licence-costs";
import { startOf } from "../problem/place";
import { type Problem, problem } from "../problem/problem";

/** What the specs say now against what the last run recorded of policies. */
interface PolicyComparison {
  readonly problems: readonly Problem[];
  /**
   * Recorded policies that no spec names any more, and that no spec in the same file explains. Whether these are errors
   * depends on whether the group was ever made: the tenant must be asked.
   */
  readonly vanished: readonly PolicyEntry[];
}

/** Renamed, revived, moved to another licence, and vanished policies. Pure. */
export function comparePolicies(
  before: Inventory | undefined,
  { policies }: OrganisationModel,
  broken: ReadonlySet<string>,
): PolicyComparison {
  const recorded = before?.policies ?? {};
  const problems: Problem[] = [];
  const vanished: PolicyEntry[] = [];
  for (const [name, entry] of Object.entries(recorded)) {
    const policy = policies.find((one) => one.name === name);
    const heir = policies.find((one) => !(one.name in recorded) && one.source.file === entry.file);
    if (policy) problems.push(...lockProblems(entry, policy));
    else if (heir) problems.push(changed(entry, "name", entry.policyName, heir.spec.name, heir));
    else if (!broken.has(entry.file)) vanished.push(entry);
  }
  return { problems, vanished };
}

function lockProblems(entry: PolicyEntry, policy: UserPolicy): Problem[] {
  if (entry.status === "deleted" && policy.status !== "deleted")
    return [problem("policy-revived", { policy: entry.displayName }, policy.source)];
  return entry.baseLicence === policy.baseLicence
    ? []
    : [changed(entry, "baseLicence", entry.baseLicence, policy.baseLicence, policy)];
}

function changed(entry: PolicyEntry, key: string, from: string, to: string, policy: UserPolicy): Problem {
  const field = policyFields[key === "name" ? "policyName" : "licence"].label;
  const args = { policy: entry.displayName, field, from, to };
  return problem("policy-identity-changed", args, policy.placeOf(`/${key}`));
}

/** The problem of a policy whose spec vanished, once the tenant has said whether its group was ever made. */
export function vanishedPolicyProblem(entry: PolicyEntry, neverMade: boolean): Problem {
  const args = { policy: entry.displayName, file: entry.file };
  const code = neverMade && entry.status === "active" ? "vanished-policy-never-made" : "policy-spec-vanished";
  return problem(code, args, startOf(entry.file));
}

/** What this run leaves of the policies. */
export function policyEntries({ policies }: OrganisationModel): Record<string, PolicyEntry> {
  return Object.fromEntries(
    policies.map((policy): [string, PolicyEntry] => {
      const { name, source, displayName, spec, baseLicence, status } = policy;
      const sets = Object.fromEntries(policySets.map((set) => [set, policy[set]])) as Pick<
        UserPolicy,
        PolicySet
      >;
      const fields = { displayName, policyName: spec.name, baseLicence, status, ...sets };
      const additive = isAdditive(policy) && { additive: true as const };
      return [name, { file: source.file, ...fields, ...additive }];
    }),
  );
}

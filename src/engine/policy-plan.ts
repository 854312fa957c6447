import type { Address } from "../model/address";
import type { OrganisationModel } from "../model/estate";
import type { UserPolicy } from "../model/user-policy";
import type { ChangeKind, Plan, PolicyChange, PolicyOutcome, SwitchChange } from "../plan/change";
import type { Place } from "../problem/place";
import type { StepFacts, StepLedger, Values } from "./internals/engine-events";
import { outcomeOf } from "./plan-of";

const keysOf = (value: unknown): string[] =>
  typeof value === "object" && value !== null ? Object.keys(value) : [];

function switches(
  now: readonly string[],
  wanted: readonly string[],
  at: (name: string) => Place | undefined,
): SwitchChange[] {
  return [...new Set([...now, ...wanted])]
    .filter((name) => now.includes(name) !== wanted.includes(name))
    .sort()
    .map((name) => {
      const place = at(name);
      return { name, on: wanted.includes(name), ...(place && { at: place }) };
    });
}

function kindOf(policy: UserPolicy, facts: StepFacts | undefined, differs: boolean): ChangeKind {
  const acts = facts?.op !== undefined && facts.op !== "same" && facts.op !== "refresh";
  if (facts?.live === undefined) return policy.status === "deleted" ? "record" : "create";
  if (facts.live["status"] === "missing") return "recreate";
  if (policy.status === "deleted") return acts ? "delete" : "unchanged";
  if (differs) return "update";
  return acts ? "complete" : "unchanged";
}

function changeOf(policy: UserPolicy, facts: StepFacts | undefined): PolicyChange {
  const live: Values = facts?.live ?? {};
  const isActive = policy.status === "active";
  const wanted = { applications: isActive ? policy.applications : [], users: isActive ? policy.users : [] };
  const { placeOf, userPlace } = policy;
  const applications = switches(keysOf(live["applications"]), wanted.applications, (name) =>
    placeOf(`/applications/${policy.spec.applications.map(String).indexOf(name)}`),
  );
  const users = switches(keysOf(live["users"]), wanted.users, (name) =>
    wanted.users.some((one) => one === name) ? userPlace(name as Address) : undefined,
  );
  const kind = kindOf(policy, facts, applications.length + users.length > 0);
  const recorded = facts?.recorded ?? {};
  const asRecorded =
    same(keysOf(recorded["applications"]), wanted.applications) &&
    same(keysOf(recorded["users"]), wanted.users);
  return {
    name: policy.name,
    displayName: policy.displayName,
    organisation: policy.organisation,
    kind,
    applications: kind === "unchanged" || kind === "record" ? [] : applications,
    users: kind === "unchanged" || kind === "record" ? [] : users,
    at: policy.source,
    repairsDrift: kind === "update" && facts?.recorded !== undefined && asRecorded,
    ...adoptionOf(policy, facts, kind),
    ...(kind === "delete" && policy.deletion && { deletion: { reason: policy.deletion.reason } }),
  };
}

function adoptionOf(
  { adopt }: UserPolicy,
  facts: StepFacts | undefined,
  kind: ChangeKind,
): Pick<PolicyChange, "adopts"> {
  if (!adopt) return {};
  if (kind === "create") return { adopts: "now" };
  const before = facts?.recorded?.["adopt"];
  const wasComplete =
    typeof before === "object" && before !== null && "complete" in before && before.complete;
  return adopt.complete && before !== undefined && wasComplete !== true ? { adopts: "completed" } : {};
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name) => other.includes(name));

/** What happens to each policy: what the tenant has against what the specs ask for. */
export function policyChanges(
  { policies }: OrganisationModel,
  ledger: ReadonlyMap<string, StepFacts>,
): PolicyChange[] {
  return policies.map((policy) => changeOf(policy, ledger.get(policy.name)));
}

/** What became of each change of a plan's policies, once `up` has ended. */
export function policyOutcomesOf({ policies = [] }: Plan, ledger: StepLedger): PolicyOutcome[] {
  return policies
    .filter(({ kind }) => kind !== "unchanged")
    .map((change) => {
      const facts = ledger.policies.get(change.name);
      return { change, outcome: outcomeOf(facts), problems: facts?.problems ?? [] };
    });
}

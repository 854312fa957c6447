import type { Address } from "../model/address";
import type { OrganisationModel } from "../model/estate";
import {
  differingFields,
  isUnfinished,
  type LivePolicyRecord,
  type PolicySet,
  policySets,
  setChanges,
} from "../model/policy-fields";
import type { UserPolicy } from "../model/user-policy";
import type { ChangeKind, PolicyChange, SwitchChange } from "../plan/change";
import { byAddress, type PersonKey } from "../plan/compare";
import type { Place } from "../problem/place";
import type { StepFacts, Values } from "./internals/engine-events";
import { liveOf, valuesOf } from "./internals/exported-state";

/** Where an entry of a set stands in the spec. */
const placeIn: Readonly<Record<PolicySet, (policy: UserPolicy, name: string) => Place | undefined>> = {
  applications: ({ placeOf, spec }, name) =>
    placeOf(`/applications/${spec.applications.map(String).indexOf(name)}`),
  users: (policy, name) =>
    policy.users.some((one) => one === name) ? policy.userPlace(name as Address) : undefined,
};

/** What tells the entries of a set apart. */
const keyIn: Readonly<Record<PolicySet, (keyOf: PersonKey) => PersonKey>> = {
  applications: () => byAddress,
  users: (keyOf) => (address) => keyOf(address.toLowerCase()),
};

type SetChanges = Readonly<Record<PolicySet, readonly SwitchChange[]>>;

function changesOf(policy: UserPolicy, live: Values, keyOf: PersonKey): SetChanges {
  const isActive = policy.status === "active";
  return bySet((set) =>
    setChanges(live[set], isActive ? policy[set] : [], keyIn[set](keyOf)).map((change) => {
      const at = placeIn[set](policy, change.name);
      return { ...change, ...(at && { at }) };
    }),
  );
}

const bySet = (changes: (set: PolicySet) => readonly SwitchChange[]): SetChanges =>
  Object.fromEntries(policySets.map((set) => [set, changes(set)])) as SetChanges;

function kindOf(policy: UserPolicy, facts: StepFacts | undefined, differs: boolean): ChangeKind {
  const acts = facts?.op !== undefined && facts.op !== "same" && facts.op !== "refresh";
  if (facts?.live === undefined) return policy.status === "deleted" ? "record" : "create";
  if (facts.live["status"] === "missing") return "recreate";
  if (policy.status === "deleted") return acts ? "delete" : "unchanged";
  if (differs) return "update";
  if (facts.op === "update" && isOnlyReworded(facts)) return "unchanged";
  return acts ? "complete" : "unchanged";
}

/** Nothing but the addresses differs under which people are listed: the run writes those to the record. */
function isOnlyReworded({ live, liveOutputs, wanted }: StepFacts): boolean {
  if (!live || !wanted || isUnfinished(liveOutputs?.["live"])) return false;
  return differingFields(live, wanted, "editable").every((field) => field === "users");
}

/** An account in the group that has another address than it is listed by is the same person under both. */
function knowingRenamed(facts: StepFacts | undefined, keyOf: PersonKey): PersonKey {
  const { renamed = {} } = liveOf(facts?.liveOutputs) as Partial<LivePolicyRecord>;
  return (address) => keyOf(renamed[address] ?? address);
}

function changeOf(policy: UserPolicy, facts: StepFacts | undefined, key: PersonKey): PolicyChange {
  const keyOf = knowingRenamed(facts, key);
  const changes = changesOf(policy, facts?.live ?? {}, keyOf);
  const kind = kindOf(
    policy,
    facts,
    policySets.some((set) => changes[set].length > 0),
  );
  const { recorded } = facts ?? {};
  const isShown = kind !== "unchanged" && kind !== "record";
  return {
    name: policy.name,
    displayName: policy.displayName,
    organisation: policy.organisation,
    kind,
    ...bySet((set) => (isShown ? changes[set] : [])),
    at: policy.source,
    repairsDrift:
      kind === "update" &&
      recorded !== undefined &&
      policySets.every((set) => changesOf(policy, recorded, keyOf)[set].length === 0),
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
  const isNew = before !== undefined && valuesOf(before)["complete"] !== true;
  return adopt.complete && isNew ? { adopts: "completed" } : {};
}

/** What happens to each policy: what the tenant has against what the specs ask for. */
export function policyChanges(
  { policies }: OrganisationModel,
  ledger: ReadonlyMap<string, StepFacts>,
  keyOf: PersonKey = byAddress,
): PolicyChange[] {
  return policies.map((policy) => changeOf(policy, ledger.get(policy.name), keyOf));
}

import type { Address } from "../model/address";
import type { OrganisationModel } from "../model/estate";
import { otherOrganisation } from "../model/person";
import { type PolicySet, policyFields, policySets, type SetChange, setChanges } from "../model/policy-fields";
import type { UserPolicy } from "../model/user-policy";
import { byAddress, type PersonKey } from "../plan/compare";
import { type Place, startOf } from "../problem/place";
import { type About, finding, type Surroundings } from "./calendar-case";
import { mayBeNamed } from "./compare-calendar";
import type { Finding } from "./finding";
import { isAnothers } from "./judge-identity";
import type {
  AskedPolicy,
  PolicyFacts,
  PolicySighting,
  RecordedPolicyFacts,
  SeenPolicy,
} from "./policy-facts";

type Around = Pick<Surroundings, "organisation" | "keyOf" | "directory" | "otherOrganisations" | "domain">;

/** A policy with its sides: what the spec wants, what the state holds, what the tenant has. */
interface PolicyCase extends Around {
  readonly wanted: UserPolicy;
  readonly recorded: RecordedPolicyFacts | undefined;
  readonly sighting: PolicySighting;
  readonly about: About;
  /** What most problems of it tell. */
  readonly args: { readonly policy: string; readonly organisation: string };
}

/** What differs from the spec, and what the spec is merely ahead in: then the tenant is as the last run asked. */
function differences(
  wanted: readonly string[],
  seen: readonly string[],
  asked: readonly string[] | undefined,
  keyOf: PersonKey,
): { drift: SetChange[]; ahead: string[] } {
  const differing = setChanges(wanted, seen, keyOf);
  const moved = new Set(setChanges(asked, seen, keyOf).map(({ name }) => keyOf(name)));
  const isAhead = ({ name }: SetChange): boolean => asked !== undefined && !moved.has(keyOf(name));
  return {
    drift: differing.filter((one) => !isAhead(one)),
    ahead: differing.filter(isAhead).map(({ name }) => name),
  };
}

function compare(one: PolicyCase, seen: SeenPolicy, asked: AskedPolicy | undefined): Finding[] {
  const { about, args, wanted } = one;
  const at = wanted.source;
  const sets = policySets.map((set) => {
    const keyOf = set === "users" ? one.keyOf : byAddress;
    return { set, ...differences(wanted[set], seen[set], asked?.[set], keyOf) };
  });
  const what = sets.flatMap(({ ahead }) => ahead);
  const failed = Object.entries(seen.failures).filter(([who]) => seen.users.includes(who));
  const isOthers = ({ name }: SetChange): boolean => isAnothers(one.directory, one.recorded ?? {}, name);
  const { otherLicences: licences = [], nestedGroups: groups = [] } = seen;
  return [
    ...sets.flatMap(({ set, drift }) =>
      drift
        .filter((change) => set !== "users" || !isOthers(change))
        .map((change) => driftFinding(one, set, change)),
    ),
    ...identityFindings(one, seen),
    ...(licences.length > 0
      ? [finding("unmanaged", about, "drift-policy-other-licence", { ...args, licences }, at)]
      : []),
    ...(groups.length > 0
      ? [finding("unmanaged", about, "drift-policy-nested-group", { ...args, groups }, at)]
      : []),
    ...(what.length > 0 ? [finding("information", about, "drift-not-applied", { ...args, what }, at)] : []),
    ...failed.map(([address, word]) =>
      finding("information", about, "drift-policy-not-served", { ...args, address, word }, at),
    ),
  ];
}

/** Users whose address is another account's by now, who have another address than the spec says, and who are of another organisation. */
function identityFindings(one: PolicyCase, { renamed = {}, elsewhere = {} }: SeenPolicy): Finding[] {
  const { organisation, about, args, wanted, recorded, directory, otherOrganisations } = one;
  return wanted.users.flatMap((address) => {
    const at = wanted.userPlace(address);
    const now = renamed[address];
    if (isAnothers(directory, recorded ?? {}, address))
      return [finding("changed", about, "drift-policy-another-person", { ...args, address }, at)];
    const theirs = otherOrganisation({ organisation: elsewhere[address] ?? "" }, organisation);
    const kind = otherOrganisations === "refused" ? "leaver" : "information";
    return [
      ...(now === undefined
        ? []
        : [finding("information", about, "drift-policy-user-renamed", { ...args, address, now }, at)]),
      ...(theirs === undefined
        ? []
        : [finding(kind, about, "policy-user-moved", { ...args, address, theirs }, at)]),
    ];
  });
}

function driftFinding(one: PolicyCase, set: PolicySet, { name, on }: SetChange): Finding {
  const { about, wanted } = one;
  const { drift } = policyFields[set];
  const keepable = set !== "users" || mayBeNamed(name, one.domain);
  const args = { ...one.args, application: name, address: name, keepable, isGone: isGone(one, name) };
  const at = on ? wanted.placeOf(`/${set}`, "key") : placeIn[set](wanted, name);
  return finding(on ? drift.extra : "changed", about, on ? drift.on : drift.off, args, at);
}

/** Whether the address of someone on record, which the directory was asked for, is no one's by now. */
function isGone({ recorded, directory }: PolicyCase, address: string): boolean {
  const isAsked = recorded?.persons?.[address] !== undefined;
  return isAsked && directory.what === "read" && !directory.people.has(address);
}

const placeIn: Readonly<Record<PolicySet, (policy: UserPolicy, name: string) => Place>> = {
  applications: applicationsAt,
  users: (policy, name) => policy.userPlace(name as Address),
};

function applicationsAt({ placeOf, spec }: UserPolicy, name: string): Place {
  const index = spec.applications.map(String).indexOf(name);
  return index < 0 ? placeOf("/applications", "key") : placeOf(`/applications/${index}`);
}

function active(one: PolicyCase): Finding[] {
  const { about, args, wanted, recorded, sighting } = one;
  const { displayName: policy, source: at } = wanted;
  if (!recorded) return [finding("information", about, "drift-not-made", { ...args, name: policy }, at)];
  if (recorded.status === "deleted" || recorded.status === "retiring")
    return [finding("changed", about, "policy-revived", { policy }, at)];
  if (sighting.what !== "there")
    return [finding("missing", about, "drift-policy-missing", { ...args, isOurs: !wanted.adopt }, at)];
  return compare(one, sighting.policy, recorded.asked);
}

function retired({ about, args, wanted, recorded, sighting }: PolicyCase): Finding[] {
  const at = wanted.placeOf("/status");
  const status = recorded?.status;
  if (status === "retiring") {
    const open = { ...args, name: wanted.displayName, status };
    return [finding("information", about, "drift-unfinished", open, at)];
  }
  if (status !== undefined && status !== "deleted")
    return [finding("information", about, "drift-not-applied", { ...args, what: ["its retirement"] }, at)];
  return sighting.what === "there" ? [finding("alive", about, "drift-policy-alive", args, at)] : [];
}

/** Everything that specs, state and tenant do not agree on about an organisation's policies. Doubt gives only that it is in doubt. */
export function policyFindings(
  { organisation, policies }: OrganisationModel,
  { recorded, sightings }: PolicyFacts,
  around: Omit<Around, "organisation">,
): Finding[] {
  const specs = new Set(policies.map(({ name }) => name));
  const known = policies.flatMap((wanted) => {
    const policy = wanted.displayName;
    const one: PolicyCase = {
      ...around,
      organisation,
      wanted,
      recorded: recorded.find(({ name }) => name === wanted.name),
      sighting: sightings.get(wanted.name) ?? { what: "gone" },
      about: { organisation, policy },
      args: { policy, organisation: organisation.stack },
    };
    if (one.sighting.what === "unreadable") {
      const { why } = one.sighting;
      return [finding("unreadable", one.about, "policy-unreadable", { policy, why }, wanted.source)];
    }
    return wanted.status === "deleted" ? retired(one) : active(one);
  });
  const orphans = recorded
    .filter(({ name }) => !specs.has(name))
    .map(({ displayName: policy, file }) => {
      const at = file === undefined ? organisation.source : startOf(file);
      const about = { organisation, policy };
      return finding("unmanaged", about, "policy-spec-vanished", { policy, file: at.file }, at);
    });
  return [...known, ...orphans];
}

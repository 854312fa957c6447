import type { Address } from "../model/address";
import type { OrganisationModel } from "../model/estate";
import type { Organisation } from "../model/organisation";
import { otherOrganisation } from "../model/person";
import { type PolicySet, policyFields, policySets, type SetChange, setChanges } from "../model/policy-fields";
import type { Tenant } from "../model/tenant";
import type { Directory } from "../model/tenant-facts";
import type { UserPolicy } from "../model/user-policy";
import { byAddress, type PersonKey } from "../plan/compare";
import type { Place } from "../problem/place";
import { type ProblemArgs, type ProblemCode, problem } from "../problem/problem";
import { mayBeNamed } from "./compare-calendar";
import type { Finding, FindingKind } from "./finding";
import { isAnothers } from "./judge-identity";
import type {
  AskedPolicy,
  PolicyFacts,
  PolicySighting,
  RecordedPolicyFacts,
  SeenPolicy,
} from "./policy-facts";

/** A policy with its sides: what the spec wants, what the state holds, what the tenant has. */
interface PolicyCase {
  readonly organisation: Organisation;
  readonly wanted: UserPolicy;
  readonly recorded: RecordedPolicyFacts | undefined;
  readonly sighting: PolicySighting;
  readonly keyOf: PersonKey;
  readonly directory: Directory;
  readonly otherOrganisations: Tenant["otherOrganisations"];
  /** The domain of the people that specs may name. */
  readonly domain: string;
}

function found<C extends ProblemCode>(
  { organisation, wanted }: Pick<PolicyCase, "organisation"> & { readonly wanted: { displayName: string } },
  kind: FindingKind,
  code: C,
  args: ProblemArgs<C>,
  at: Place,
): Finding {
  const { stack } = organisation;
  return { kind, organisation: stack, policy: wanted.displayName, problem: problem(code, args, at) };
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
  const { organisation, wanted } = one;
  const args = { policy: wanted.displayName, organisation: organisation.stack };
  const sets = policySets.map((set) => {
    const keyOf = set === "users" ? one.keyOf : byAddress;
    return { set, ...differences(wanted[set], seen[set], asked?.[set], keyOf) };
  });
  const what = sets.flatMap(({ ahead }) => ahead);
  const failed = Object.entries(seen.failures).filter(([who]) => seen.users.includes(who));
  const isOthers = ({ name }: SetChange): boolean => isAnothers(one.directory, one.recorded ?? {}, name);
  return [
    ...sets.flatMap(({ set, drift }) =>
      drift
        .filter((change) => set !== "users" || !isOthers(change))
        .map((change) => driftFinding(one, set, change)),
    ),
    ...identityFindings(one, seen),
    ...(seen.otherLicences?.length
      ? [
          found(
            one,
            "unmanaged",
            "drift-policy-other-licence",
            { ...args, licences: seen.otherLicences },
            wanted.source,
          ),
        ]
      : []),
    ...(seen.nestedGroups?.length
      ? [
          found(
            one,
            "unmanaged",
            "drift-policy-nested-group",
            { ...args, groups: seen.nestedGroups },
            wanted.source,
          ),
        ]
      : []),
    ...(what.length > 0
      ? [found(one, "information", "drift-not-applied", { ...args, what }, wanted.source)]
      : []),
    ...failed.map(([address, word]) =>
      found(one, "information", "drift-policy-not-served", { ...args, address, word }, wanted.source),
    ),
  ];
}

/** Users whose address is another account's by now, who have another address than the spec says, and who are of another organisation. */
function identityFindings(one: PolicyCase, { renamed = {}, elsewhere = {} }: SeenPolicy): Finding[] {
  const { organisation, wanted, recorded, directory, otherOrganisations } = one;
  const args = { policy: wanted.displayName, organisation: organisation.stack };
  return wanted.users.flatMap((address) => {
    const at = wanted.userPlace(address);
    const now = renamed[address];
    if (isAnothers(directory, recorded ?? {}, address))
      return [found(one, "changed", "drift-policy-another-person", { ...args, address }, at)];
    const theirs = otherOrganisation({ organisation: elsewhere[address] ?? "" }, organisation);
    const kind = otherOrganisations === "refused" ? "leaver" : "information";
    return [
      ...(now === undefined
        ? []
        : [found(one, "information", "drift-policy-user-renamed", { ...args, address, now }, at)]),
      ...(theirs === undefined
        ? []
        : [found(one, kind, "policy-user-moved", { ...args, address, theirs }, at)]),
    ];
  });
}

function driftFinding(one: PolicyCase, set: PolicySet, { name, on }: SetChange): Finding {
  const { organisation, wanted } = one;
  const { drift } = policyFields[set];
  const args = {
    policy: wanted.displayName,
    organisation: organisation.stack,
    application: name,
    address: name,
    keepable: set !== "users" || mayBeNamed(name, one.domain),
    isGone: isGone(one, name),
  };
  const at = on ? wanted.placeOf(`/${set}`, "key") : placeIn[set](wanted, name);
  return found(one, on ? drift.extra : "changed", on ? drift.on : drift.off, args, at);
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
  const { organisation, wanted, recorded, sighting } = one;
  const args = { policy: wanted.displayName, organisation: organisation.stack };
  if (!recorded)
    return [
      found(one, "information", "drift-not-made", { ...args, name: wanted.displayName }, wanted.source),
    ];
  if (recorded.status === "deleted" || recorded.status === "retiring")
    return [found(one, "changed", "policy-revived", { policy: wanted.displayName }, wanted.source)];
  return sighting.what === "there"
    ? compare(one, sighting.policy, recorded.asked)
    : [found(one, "missing", "drift-policy-missing", { ...args, isOurs: !wanted.adopt }, wanted.source)];
}

function retired(one: PolicyCase): Finding[] {
  const { organisation, wanted, recorded, sighting } = one;
  const args = { policy: wanted.displayName, organisation: organisation.stack };
  const at = wanted.placeOf("/status");
  if (recorded?.status === "retiring")
    return [
      found(
        one,
        "information",
        "drift-unfinished",
        { ...args, name: wanted.displayName, status: "retiring" },
        at,
      ),
    ];
  if (recorded && recorded.status !== "deleted")
    return [found(one, "information", "drift-not-applied", { ...args, what: ["its retirement"] }, at)];
  return sighting.what === "there" ? [found(one, "alive", "drift-policy-alive", args, at)] : [];
}

/** Everything that specs, state and tenant do not agree on about an organisation's policies. Doubt gives only that it is in doubt. */
export function policyFindings(
  { organisation, policies }: OrganisationModel,
  { recorded, sightings }: PolicyFacts,
  around: Pick<PolicyCase, "keyOf" | "domain" | "directory" | "otherOrganisations">,
): Finding[] {
  const specs = new Set(policies.map(({ name }) => name));
  const known = policies.flatMap((wanted) => {
    const record = recorded.find(({ name }) => name === wanted.name);
    const sighting = sightings.get(wanted.name) ?? { what: "gone" };
    const one: PolicyCase = { ...around, organisation, wanted, recorded: record, sighting };
    if (sighting.what === "unreadable") {
      const args = { policy: wanted.displayName, why: sighting.why };
      return [found(one, "unreadable", "policy-unreadable", args, wanted.source)];
    }
    return wanted.status === "deleted" ? retired(one) : active(one);
  });
  const orphans = recorded
    .filter(({ name }) => !specs.has(name))
    .map((one) => {
      const at = one.file === undefined ? organisation.source : { file: one.file, line: 1, column: 1 };
      const args = { policy: one.displayName, file: at.file };
      return found({ organisation, wanted: one }, "unmanaged", "policy-spec-vanished", args, at);
    });
  return [...known, ...orphans];
}

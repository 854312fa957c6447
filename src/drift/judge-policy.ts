import type { Address } from "../model/address";
import type { OrganisationModel } from "../model/estate";
import type { Organisation } from "../model/organisation";
import type { UserPolicy } from "../model/user-policy";
import type { Place } from "../problem/place";
import { type ProblemArgs, type ProblemCode, problem } from "../problem/problem";
import type { Finding, FindingKind } from "./finding";
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

/** Something that is on or off: whether the spec, the last run's specs and the tenant have it. */
interface Difference {
  readonly name: string;
  readonly isThere: boolean;
}

/** What differs from the spec, and what the spec is merely ahead in: then the tenant is as was asked for. */
function differences(
  wanted: readonly string[],
  seen: readonly string[],
  asked: readonly string[] | undefined,
): { drift: Difference[]; ahead: string[] } {
  const names = [...new Set([...wanted, ...seen])].sort();
  const differing = names.filter((name) => wanted.includes(name) !== seen.includes(name));
  const isAhead = (name: string): boolean =>
    asked !== undefined && asked.includes(name) === seen.includes(name);
  return {
    drift: differing.filter((name) => !isAhead(name)).map((name) => ({ name, isThere: seen.includes(name) })),
    ahead: differing.filter(isAhead),
  };
}

function compare(one: PolicyCase, seen: SeenPolicy, asked: AskedPolicy | undefined): Finding[] {
  const { organisation, wanted } = one;
  const args = { policy: wanted.displayName, organisation: organisation.stack };
  const applications = differences(wanted.applications, seen.applications, asked?.applications);
  const people = differences(wanted.users, seen.users, asked?.users);
  const ahead = [...applications.ahead, ...people.ahead];
  const failed = Object.entries(seen.failures).filter(([who]) => seen.users.includes(who));
  return [
    ...applications.drift.map(({ name, isThere }) =>
      isThere
        ? found(
            one,
            "changed",
            "drift-application-on",
            { ...args, application: name },
            applicationsAt(wanted),
          )
        : found(
            one,
            "changed",
            "drift-application-off",
            { ...args, application: name },
            applicationsAt(wanted, name),
          ),
    ),
    ...people.drift.map(({ name: address, isThere }) =>
      isThere
        ? found(
            one,
            "unmanaged",
            "drift-policy-user-unmanaged",
            { ...args, address },
            wanted.placeOf("/users", "key"),
          )
        : found(
            one,
            "changed",
            "drift-policy-user-missing",
            { ...args, address },
            wanted.userPlace(address as Address),
          ),
    ),
    ...(ahead.length > 0
      ? [found(one, "information", "drift-policy-not-applied", { ...args, what: ahead }, wanted.source)]
      : []),
    ...failed.map(([address, word]) =>
      found(one, "information", "drift-policy-not-served", { ...args, address, word }, wanted.source),
    ),
  ];
}

function applicationsAt({ placeOf, spec }: UserPolicy, name?: string): Place {
  const index = name === undefined ? -1 : spec.applications.map(String).indexOf(name);
  return index < 0 ? placeOf("/applications", "key") : placeOf(`/applications/${index}`);
}

function active(one: PolicyCase): Finding[] {
  const { organisation, wanted, recorded, sighting } = one;
  const args = { policy: wanted.displayName, organisation: organisation.stack };
  if (!recorded) return [found(one, "information", "drift-policy-not-made", args, wanted.source)];
  if (recorded.status === "deleted" || recorded.status === "retiring") {
    return [found(one, "changed", "policy-revived", { policy: wanted.displayName }, wanted.source)];
  }
  return sighting.what === "there"
    ? compare(one, sighting.policy, recorded.asked)
    : [found(one, "missing", "drift-policy-missing", { ...args, isOurs: !wanted.adopt }, wanted.source)];
}

function retired(one: PolicyCase): Finding[] {
  const { organisation, wanted, recorded, sighting } = one;
  const args = { policy: wanted.displayName, organisation: organisation.stack };
  const at = wanted.placeOf("/status");
  if (recorded?.status === "retiring")
    return [found(one, "information", "drift-policy-unfinished", args, at)];
  if (recorded && recorded.status !== "deleted") {
    return [found(one, "information", "drift-policy-not-applied", { ...args, what: ["its retirement"] }, at)];
  }
  return sighting.what === "there" ? [found(one, "alive", "drift-policy-alive", args, at)] : [];
}

/** Everything that specs, state and tenant do not agree on about an organisation's policies. Doubt gives only that it is in doubt. */
export function policyFindings(
  { organisation, policies }: OrganisationModel,
  { recorded, sightings }: PolicyFacts,
): Finding[] {
  const specs = new Set(policies.map(({ name }) => name));
  const known = policies.flatMap((wanted) => {
    const record = recorded.find(({ name }) => name === wanted.name);
    const sighting = sightings.get(wanted.name) ?? { what: "gone" };
    const one: PolicyCase = { organisation, wanted, recorded: record, sighting };
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

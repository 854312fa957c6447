import { otherOrganisation } from "../../src/model/person";
import {
  type LivePolicyRecord,
  type PolicyInputs,
  type PolicyRecord,
  type Switches,
  switchesOf,
} from "../../src/model/policy-fields";
import { isOurs } from "../../src/model/policy-marker";
import { isAdditive } from "../../src/plan/licence-costs";
import { applicationsIn, type Licence } from "../../src/plan/licences";
import {
  asRecorded,
  fromGroup,
  type LiveGroup,
  lookWithLicences,
  type PolicyPerson,
} from "../../src/tenant/groups";
import { refuse } from "../refuse";
import { assertName, type PolicyContext, pinnedReader } from "./context";
import { currentPlans, otherLicences } from "./decide";
import { inputsOf, parseRecord } from "./record";

/** What the engine gets of a reading: never without an id, or it would forget the policy and make it again. */
export interface ReadPolicy {
  readonly id: string;
  readonly props: PolicyRecord;
  readonly inputs: PolicyInputs;
}

/** A policy as it is in the tenant. Confirmed gone is `missing`; anything that is not known for sure is thrown. */
export async function readPolicy(
  context: Pick<PolicyContext, "reader" | "groupName"> & Partial<Pick<PolicyContext, "budget">>,
  id: string,
  stored: unknown,
): Promise<ReadPolicy> {
  const record = parseRecord(stored);
  if (record.live.status === "deleted" || record.live.status === "retiring") return result(id, record);
  const name = { ...record, displayName: context.groupName(record.organisation, record.policyName) };
  assertName(context, name);
  const reader = await pinnedReader(context, record);
  const { live: seen, licences } = await lookWithLicences(reader, record, record.live.group);
  const { persons } = record.live;
  const live = seen && asRecorded(seen, persons);
  if (!live) {
    await assertSeesAll(reader, record);
    const gone = { ...record.live, status: "missing" as const };
    return result(id, { ...record, applications: {}, users: {}, status: "missing", live: gone });
  }
  if (!isOurs(live.group, name)) {
    throw refuse("group-not-ours", {
      policy: record.displayName,
      group: live.group.id,
      organisation: record.organisation,
    });
  }
  if (live.people.length > 0) context.budget?.saw("policiesEmptied", record.displayName, 1);
  const { helperPlans, processing = false } = record.live;
  const inside = new Set(live.people.flatMap(({ addresses }) => addresses));
  const known = [...Object.keys(record.users), ...Object.keys(record.live.failures)];
  const left = Object.fromEntries(
    known
      .filter((address) => !inside.has(address))
      .map((address) => [address, record.live.failures[address] ?? "NotInGroup"]),
  );
  const licence = licenceOf(record, licences);
  return result(
    id,
    recordOf(record, licence, live, { id, helperPlans, processing, left, licences, persons }),
  );
}

/** An application sees every group; what a person does not see may be there. */
async function assertSeesAll(
  reader: Awaited<ReturnType<typeof pinnedReader>>,
  record: PolicyRecord,
): Promise<void> {
  const { account } = await reader.claims();
  if (account !== undefined) {
    const why = "the sign-in is a person's, and may not see every group";
    throw refuse("policy-unreadable", { policy: record.displayName, why });
  }
}

function result(id: string, record: PolicyRecord): ReadPolicy {
  return { id, props: record, inputs: inputsOf(record) };
}

/** The base licence of a policy among those that the tenant has. */
export function licenceOf({ displayName, licence }: PolicyInputs, licences: readonly Licence[]): Licence {
  const found = licences.find(({ partNumber }) => partNumber === licence);
  if (!found) throw refuse("licence-not-bought", { policy: displayName, licence });
  return found;
}

/** What is known besides the look at the group. */
export interface Beside {
  readonly id: string;
  readonly helperPlans: readonly string[];
  /** All of the tenant, for their names. */
  readonly licences: readonly Licence[];
  readonly processing: boolean;
  /** Listed people who are not in the group, and why. */
  readonly left: Readonly<Record<string, string>>;
  /** Accounts that are on record, by the address under which they are listed. */
  readonly persons?: LivePolicyRecord["persons"] | undefined;
}

/** The record of a policy: inputs as the tenant has them, and what became of everybody. */
export function recordOf(
  inputs: PolicyInputs,
  licence: Licence,
  live: LiveGroup,
  { id, helperPlans, processing, left, licences, persons = {} }: Beside,
): PolicyRecord {
  const { group } = live;
  const on = currentPlans(live, licence);
  const names = licence.plans.filter((plan) => on.has(plan.id)).map(({ name }) => name);
  const { users, unlisted } = usersOf(inputs, live);
  const others = otherLicences(inputs, group, licences);
  const waiting = waitingOf(inputs, licence, live);
  const listed = new Set([...Object.keys(users), ...Object.keys(inputs.users), ...Object.keys(left)]);
  return {
    ...inputsOf(inputs),
    displayName: inputs.adopt ? inputs.displayName : group.displayName,
    applications: applicationsOf(inputs, licence, on, helperPlans),
    users,
    status: "active",
    schema: 1,
    id,
    live: {
      status: "active",
      group: group.id,
      plans: names.sort(),
      helperPlans,
      failures: { ...left, ...failuresOf(inputs, licence, live) },
      ...(processing ? { processing: true as const } : {}),
      ...(waiting.length > 0 ? { waiting } : {}),
      ...(unlisted > 0 ? { unlisted } : {}),
      ...(others.length > 0 ? { otherLicences: others } : {}),
      ...(live.nested.length > 0 ? { nestedGroups: live.nested } : {}),
      persons: personsOf(listed, persons, live),
      ...(live.renamed ? { renamed: live.renamed } : {}),
      ...elsewhereOf(inputs, live),
    },
  };
}

/** What else a group that was someone's has switched on is not this policy's, and no difference. */
function applicationsOf(
  { applications, adopt }: PolicyInputs,
  licence: Licence,
  on: ReadonlySet<string>,
  helperPlans: readonly string[],
): Switches {
  const helpers = new Set(licence.plans.filter(({ name }) => helperPlans.includes(name)).map(({ id }) => id));
  const found = applicationsIn(new Set([...on].filter((id) => !helpers.has(id))), licence);
  return switchesOf(adopt ? found.filter((name) => name in applications) : found);
}

/** People under the addresses by which they are listed; the others under their primary ones. */
function usersOf(inputs: PolicyInputs, { people }: LiveGroup): { users: Switches; unlisted: number } {
  const listed = new Set(Object.keys(inputs.users));
  const names = people.map(({ address, addresses }) => ({
    known: addresses.filter((one) => listed.has(one)),
    address,
  }));
  const others = names.filter(({ known }) => known.length === 0).map(({ address }) => address);
  const known = names.flatMap((one) => one.known);
  return isAdditive(inputs)
    ? { users: switchesOf(known), unlisted: others.length }
    : { users: switchesOf([...known, ...others]), unlisted: 0 };
}

/** Whose the listed addresses are: the account on record, which no reading changes, or the one in the group. */
function personsOf(
  listed: ReadonlySet<string>,
  known: Readonly<Record<string, string>>,
  { people }: LiveGroup,
): Record<string, string> {
  const ids = new Map(people.flatMap(({ id, addresses }) => addresses.map((one) => [one, id] as const)));
  return Object.fromEntries(
    [...listed].sort().flatMap((address) => {
      const id = known[address] ?? ids.get(address);
      return id === undefined ? [] : [[address, id]];
    }),
  );
}

/** The address by which someone is listed; of the others the primary one. */
function listedAs({ users }: PolicyInputs, { addresses, address }: PolicyPerson): string {
  return addresses.find((one) => one in users) ?? address;
}

/** Listed people who are of another organisation by now. Where the directory names none, nothing is said. */
function elsewhereOf(inputs: PolicyInputs, { people }: LiveGroup): Pick<LivePolicyRecord, "elsewhere"> {
  const moved = people.flatMap((person) => {
    const theirs = otherOrganisation(person, inputs);
    const address = listedAs(inputs, person);
    return theirs !== undefined && address in inputs.users ? [[address, theirs] as const] : [];
  });
  return moved.length > 0 ? { elsewhere: Object.fromEntries(moved) } : {};
}

function waitingOf(inputs: PolicyInputs, licence: Licence, { group, people }: LiveGroup): string[] {
  return people
    .filter((person) => !fromGroup(person, group.id, licence.skuId))
    .map((person) => listedAs(inputs, person))
    .sort();
}

function failuresOf(
  inputs: PolicyInputs,
  licence: Licence,
  { group, people }: LiveGroup,
): Record<string, string> {
  return Object.fromEntries(
    people.flatMap((person) => {
      const given = fromGroup(person, group.id, licence.skuId);
      if (!given || given.state === "Active") return [];
      return [
        [listedAs(inputs, person), given.error === "None" || given.error === "" ? given.state : given.error],
      ];
    }),
  );
}

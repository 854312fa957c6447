import { applicationsIn } from "../../src/plan/licences/application-plans";
import { isAdditive } from "../../src/plan/licences/costs";
import type { Licence } from "../../src/plan/licences/licence";
import { currentPlans } from "./decide";
import type { LiveGroup } from "./look";
import { inputsOf } from "./parse-record";
import { type PolicyInputs, type Switches, switchesOf } from "./policy-inputs";
import { fromGroup, type PolicyPerson } from "./policy-person";
import type { PolicyRecord } from "./policy-record";

/** What is known besides the look at the group. */
export interface Beside {
  readonly id: string;
  readonly helperPlans: readonly string[];
  readonly processing: boolean;
  /** Listed people who are not in the group, and why. */
  readonly left: Readonly<Record<string, string>>;
}

/** The record of a policy: inputs as the tenant has them, and what became of everybody. */
export function recordOf(
  inputs: PolicyInputs,
  licence: Licence,
  live: LiveGroup,
  { id, helperPlans, processing, left }: Beside,
): PolicyRecord {
  const { group } = live;
  const on = currentPlans(live, licence);
  const names = licence.plans.filter((plan) => on.has(plan.id)).map(({ name }) => name);
  const { users, unlisted } = usersOf(inputs, live);
  const waiting = waitingOf(inputs, licence, live);
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
    },
  };
}

/** What else a group that was somebody's has switched on is not this policy's, and no difference. */
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

/** The address by which somebody is listed; of the others the primary one. */
function listedAs({ users }: PolicyInputs, { addresses, address }: PolicyPerson): string {
  return addresses.find((one) => one in users) ?? address;
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

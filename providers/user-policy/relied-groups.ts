import type { GraphClient } from "../../src/graph/graph-client";
import { isInForce, type Licence, type LicenceAssignment } from "../../src/plan/licences/licence";
import { effectivePlans, givesMailbox } from "../../src/plan/licences/losses";
import { type LiveGroup, lookAtGroup } from "./look";
import type { PolicyInputs } from "./policy-inputs";
import type { PolicyPerson } from "./policy-person";
import type { Unit } from "./unit";

/**
 * The group as it would be once the directory has done all that is asked of it. A person's licences tell for up to a day what
 * another policy of the organisation has just taken back: whoever would keep the mailbox by such a group alone is looked up
 * among its people.
 */
export async function withoutWhatIsGoing(
  client: GraphClient,
  inputs: PolicyInputs,
  unit: Unit,
  live: LiveGroup,
  licences: readonly Licence[],
): Promise<LiveGroup> {
  const own = new Set(unit.groups.map(({ id }) => id));
  const relied = new Set(live.people.flatMap((person) => keepers(person, live.group.id, own, licences)));
  if (relied.size === 0) return live;
  const looks = await Promise.all([...relied].map((id) => lookAtGroup(client, inputs, id)));
  const now = new Map([...relied].map((id, index) => [id, looks[index]]));
  const people = live.people.map((person) => ({
    ...person,
    assignments: person.assignments.flatMap((one) =>
      one.group !== null && now.has(one.group) ? still(person, one, now.get(one.group)) : [one],
    ),
  }));
  return { ...live, people };
}

/** The organisation's other groups by which alone somebody keeps a mailbox that this group gives as well. */
function keepers(
  { assignments }: PolicyPerson,
  group: string,
  own: ReadonlySet<string>,
  licences: readonly Licence[],
): string[] {
  const gives = (some: readonly LicenceAssignment[]) =>
    givesMailbox(effectivePlans(some, licences), licences);
  const inForce = assignments.filter(isInForce);
  const others = inForce.filter((one) => one.group !== group);
  const isOwn = (one: LicenceAssignment) => one.group !== null && own.has(one.group);
  if (!gives(inForce.filter((one) => one.group === group)) || gives(others.filter((one) => !isOwn(one)))) {
    return [];
  }
  return others.flatMap((one) => (one.group !== null && isOwn(one) && gives([one]) ? [one.group] : []));
}

/** What a group really goes on giving: to its people, and only what it still has. */
function still(
  { id }: PolicyPerson,
  given: LicenceAssignment,
  group: LiveGroup | undefined,
): LicenceAssignment[] {
  const has = group?.group.licences.find(({ skuId }) => skuId === given.skuId);
  if (!has || !group?.people.some((one) => one.id === id)) return [];
  return [{ ...given, disabledPlans: [...new Set([...given.disabledPlans, ...has.disabledPlans])] }];
}

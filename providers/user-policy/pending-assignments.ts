import type { GraphClient } from "../../src/graph/graph-client";
import type { PolicyInputs } from "../../src/model/policy-fields";
import {
  effectivePlans,
  givesMailbox,
  isInForce,
  type Licence,
  type LicenceAssignment,
} from "../../src/plan/licences";

import {
  fromGroup,
  isIdle,
  type LiveGroup,
  lookAtGroup,
  type PolicyPerson,
  type Unit,
} from "../../src/tenant/groups";

/**
 * People with what they have for sure, and what they may have besides before the directory has done all that is asked of it.
 * For up to a day a person's licences tell neither of what another policy of the organisation has just been given, nor that
 * it was taken back: so the other groups at which the directory is still at work are looked at themselves, and those by which
 * alone someone would keep a mailbox.
 */
export async function withPendingAssignments(
  client: GraphClient,
  inputs: PolicyInputs,
  unit: Unit,
  group: string | undefined,
  people: readonly PolicyPerson[],
  licences: readonly Licence[],
): Promise<(person: PolicyPerson) => PolicyPerson> {
  const others = unit.groups.filter(({ id }) => id !== group);
  const own = new Set(others.map(({ id }) => id));
  const relied = new Set(people.flatMap((person) => keepers(person, group, own, licences)));
  const unsure = others.filter(({ id, processing }) => relied.has(id) || !isIdle(processing));
  const looks = await Promise.all(unsure.map(({ id }) => lookAtGroup(client, inputs, id)));
  const now = new Map(unsure.map(({ id }, index) => [id, looks[index]]));
  return (person) => withPending(person, now);
}

/** The organisation's other groups by which alone someone keeps a mailbox that this group gives as well. */
function keepers(
  { assignments }: PolicyPerson,
  group: string | undefined,
  own: ReadonlySet<string>,
  licences: readonly Licence[],
): string[] {
  const gives = (some: readonly LicenceAssignment[]) =>
    givesMailbox(effectivePlans(some, licences), licences);
  const inForce = assignments.filter(isInForce);
  const others = inForce.filter((one) => one.group !== group);
  const isOwn = (one: LicenceAssignment) => one.group !== null && own.has(one.group);
  if (!gives(inForce.filter((one) => one.group === group)) || gives(others.filter((one) => !isOwn(one))))
    return [];
  return others.flatMap((one) => (one.group !== null && isOwn(one) && gives([one]) ? [one.group] : []));
}

/** For sure is what the person has by now and the group goes on giving. */
function withPending(person: PolicyPerson, now: ReadonlyMap<string, LiveGroup | undefined>): PolicyPerson {
  const isUnsure = ({ group }: LicenceAssignment): boolean => group !== null && now.has(group);
  const going = person.assignments.filter(isUnsure);
  const coming = [...now.values()].flatMap((group) => (group ? givenBy(group, person) : []));
  const both = going.flatMap((one) => {
    const gives = coming.find(({ group, skuId }) => group === one.group && skuId === one.skuId);
    return gives ? [{ ...one, disabledPlans: [...one.disabledPlans, ...gives.disabledPlans] }] : [];
  });
  return {
    ...person,
    assignments: [...person.assignments.filter((one) => !isUnsure(one)), ...both],
    unsure: [...going, ...coming],
  };
}

/** What a group gives to someone once the directory is done with it; what it could not give, it may be unable to give still. */
function givenBy({ group, people }: LiveGroup, person: PolicyPerson): LicenceAssignment[] {
  if (!people.some(({ id }) => id === person.id)) return [];
  return group.licences.map(({ skuId, disabledPlans }) => {
    const told = fromGroup(person, group.id, skuId);
    return told?.state === "Error"
      ? told
      : { skuId, disabledPlans, group: group.id, state: "Active", error: "None" };
  });
}

import type { UserPolicy } from "../model/user-policy";
import type { PolicyEntry } from "../plan/inventory";
import { costProblem, costsOf, isAdditive, isMeant, licencesWith } from "../plan/licence-costs";
import { disabledFor, enabledIn, type Licence, wantedPlans } from "../plan/licences";
import { type Problem, problem } from "../problem/problem";
import type { PolicyGroup } from "../tenant/policies";

/** Up to here people are named; more of the same is no news. */
const MOST_PEOPLE = 25;

/** Applications that a policy had when the last run was made, and has no more. Unknown of what older versions left. */
const dropped = (policy: UserPolicy, entry: PolicyEntry | undefined): string[] =>
  (entry?.applications ?? []).filter((one) => !policy.applications.includes(one));

/** Where the spec takes something from people who are on a policy, or changes what they get of it. */
export function takesAt(policy: UserPolicy, entry: PolicyEntry | undefined): Problem["at"] {
  if (!entry && policy.adopt && policy.status === "active") return policy.placeOf("/adopt", "key");
  if (entry?.status !== "active") return undefined;
  if (entry.additive && policy.adopt?.complete) return policy.placeOf("/adopt/complete");
  if (policy.status === "deleted") return policy.placeOf("/status");
  const added = policy.applications.some((one) => !(entry.applications ?? policy.applications).includes(one));
  if (added || (dropped(policy, entry).length > 0 && !isAdditive(policy)))
    return policy.placeOf("/applications", "key");
  const removed = entry.users.some((one) => !policy.users.some((user) => user === one));
  return removed && !isAdditive(policy) ? policy.placeOf("/users", "key") : undefined;
}

/** People it would cost a mailbox, the licence, or everything that the policy gives. The run decides again by the same facts. */
export function costProblems(
  policy: UserPolicy,
  entry: PolicyEntry | undefined,
  { id, licences: now, people }: PolicyGroup,
  licence: Licence,
  known: readonly Licence[],
): Problem[] {
  const isDeleted = policy.status === "deleted";
  const gifts = isDeleted ? [] : licencesWith(now, licence.skuId, disabledAfter(policy, entry, now, licence));
  const listed = new Set<string>(policy.users);
  const stays = ({ addresses }: PolicyGroup["people"][number]): boolean =>
    !isDeleted && (isAdditive(policy) || addresses.some((one) => listed.has(one)));
  const isTakenOver = policy.adopt !== undefined;
  const costs = costsOf({ id, licences: now, people, gifts, stays, isTakenOver }, known)
    .filter((cost) => !isMeant(cost, policy))
    .slice(0, MOST_PEOPLE)
    .map((cost) => costProblem(policy.displayName, cost, takesAt(policy, entry)));
  return [...takeover(policy, entry, people), ...costs];
}

/** A group that is taken over changes for people that no spec names: that is said before it is done. */
function takeover(
  policy: UserPolicy,
  entry: PolicyEntry | undefined,
  people: PolicyGroup["people"],
): Problem[] {
  const listed = new Set<string>(policy.users);
  const others = people.filter(({ addresses }) => !addresses.some((one) => listed.has(one)));
  const at = takesAt(policy, entry);
  const name = { policy: policy.displayName };
  if (!policy.adopt || policy.status === "deleted") return [];
  if (!policy.adopt.complete) {
    const facts = { people: people.length, unlisted: others.length };
    return entry ? [] : [problem("group-taken-over", { ...name, ...facts }, at)];
  }
  const who = others.map(({ address }) => address).sort();
  const isFirst = !entry || entry.additive;
  return isFirst && who.length > 0 ? [problem("people-not-listed", { ...name, who }, at)] : [];
}

/** What is on beside the applications of the spec stays on: a group that was someone's, and what Graph wants beside ours. */
function disabledAfter(
  policy: UserPolicy,
  entry: PolicyEntry | undefined,
  now: PolicyGroup["licences"],
  licence: Licence,
): string[] {
  const given = now.find(({ skuId }) => skuId === licence.skuId);
  const on = given ? enabledIn(given.disabledPlans, licence) : new Set<string>();
  const off = wantedPlans(isAdditive(policy) ? [] : dropped(policy, entry), licence);
  const kept = [...on].filter((plan) => !off.has(plan));
  return disabledFor(new Set([...kept, ...wantedPlans(policy.applications, licence)]), licence);
}

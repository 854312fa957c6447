import { randomUUID } from "node:crypto";
import { groups, membershipKey, memberships } from "../records/group";
import { type LicenceJob, licenceJobs } from "../records/licence";
import { type InheritedLicence, type User, users } from "../records/user";
import { delay } from "../store/settings";
import type { World } from "../store/world";
import { licenceProblem } from "./licence-problem";
import { hasPlan } from "./licences";

/** Members of the group, and users who still have a licence of it. */
function everyoneOf(world: World, group: string): string[] {
  const members = world.store
    .of(memberships)
    .by("group", group)
    .map((one) => one.member);
  const holders = world.store
    .of(users)
    .by("inheritedFrom", group)
    .map((user) => user.id);
  return [...new Set([...holders, ...members])];
}

function run(world: World, job: LicenceJob): void {
  for (const user of job.users ?? everyoneOf(world, job.group)) processMember(world, user, job.group);
  world.store.of(licenceJobs).remove(job.id);
}

/** Does the work on licences whose time has come. Called before anything looks at licences. */
export function settleLicences(world: World): void {
  if (world.store.staleRead) return;
  const now = world.clock.now();
  const jobs = world.store.of(licenceJobs).all();
  const due = jobs.filter((job) => job.due <= now).sort((left, right) => left.due - right.due);
  if (due.length === 0) return;
  world.store.transaction(() => {
    for (const job of due) run(world, job);
  });
}

function inherit(world: World, user: User, groupId: string): InheritedLicence[] {
  const group = world.store.of(groups).get(groupId);
  const isMember = world.store.of(memberships).get(membershipKey(groupId, user.id)) !== undefined;
  const former = (user.inherited ?? []).filter((one) => one.group === groupId);
  const others = (user.inherited ?? []).filter((one) => one.group !== groupId);
  const given: InheritedLicence[] = [];
  for (const { skuId, disabledPlans } of isMember ? (group?.assignedLicenses ?? []) : []) {
    const active = [...others, ...given].filter((one) => one.state === "Active");
    const wanted = { skuId, disabledPlans };
    const problem = licenceProblem(world, user, wanted, [...user.assignedLicenses, ...active]);
    const now: InheritedLicence = {
      ...wanted,
      group: groupId,
      state: problem ? "Error" : "Active",
      error: problem?.error ?? "None",
      since: world.clock.iso(),
    };
    const same = former.find((one) => sameLicence(one, now));
    given.push(same ?? now);
  }
  return [...others, ...given];
}

function sameLicence(one: InheritedLicence, other: InheritedLicence): boolean {
  const text = ({ since: _since, ...rest }: InheritedLicence) =>
    JSON.stringify(rest, Object.keys(rest).sort());
  return text(one) === text(other);
}

/** Gives a user what the group has for it, or takes away what it has no longer. */
function processMember(world: World, userId: string, groupId: string): void {
  const user = world.store.of(users).get(userId);
  if (!user || user.deletedDateTime !== null) return;
  keepLicences(world, user, { inherited: inherit(world, user, groupId) });
}

const exchange = /^EXCHANGE_S_/;

/** Writes a user whose licences changed. Who loses the last Exchange plan loses the mailbox, until there is one again. */
export function keepLicences(
  world: World,
  before: User,
  changes: Partial<Pick<User, "assignedLicenses" | "inherited">>,
): User {
  const { mailboxInactiveSince, ...rest } = { ...before, ...changes };
  const has = hasPlan(rest, exchange);
  const lost = before.mailbox === "user" && !has && hasPlan(before, exchange);
  const since = has ? undefined : lost ? world.clock.iso() : mailboxInactiveSince;
  return world.store.of(users).put(since === undefined ? rest : { ...rest, mailboxInactiveSince: since });
}

const realLicenceDelay = 600_000;

/** Has the licences of a group given to or taken from these users, or everyone, in the time that takes. */
export function queueLicences(world: World, group: string, about?: readonly string[]): void {
  const now = world.clock.now();
  const takes = delay(world.settings.licenceDelay, realLicenceDelay);
  world.store.of(licenceJobs).put({
    id: randomUUID(),
    group,
    ...(about ? { users: about } : {}),
    startsAt: now + takes / 4,
    due: now + takes,
  });
  settleLicences(world);
}

/** Has everything that groups give to a user looked at again. */
export function queueUser(world: World, userId: string): void {
  const licensed = world.store
    .of(memberships)
    .by("member", userId)
    .map((one) => one.group)
    .filter((id) => (world.store.of(groups).get(id)?.assignedLicenses.length ?? 0) > 0);
  const giving = (world.store.of(users).get(userId)?.inherited ?? []).map((one) => one.group);
  for (const group of new Set([...licensed, ...giving])) queueLicences(world, group, [userId]);
}

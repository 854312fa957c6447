import { groups } from "../directory/groups/group";
import { membershipKey, memberships } from "../directory/groups/membership";
import { type InheritedLicence, type User, users } from "../directory/users/user";
import type { World } from "../world";
import { keepLicences } from "./keep-licences";
import { type LicenceJob, licenceJobs } from "./licence-job";
import { licenceProblem } from "./licence-problem";

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
export function processMember(world: World, userId: string, groupId: string): void {
  const user = world.store.of(users).get(userId);
  if (!user || user.deletedDateTime !== null) return;
  keepLicences(world, user, { inherited: inherit(world, user, groupId) });
}

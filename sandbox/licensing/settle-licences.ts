import { memberships } from "../directory/groups/membership";
import { users } from "../directory/users/user";
import type { World } from "../world";
import { type LicenceJob, licenceJobs } from "./licence-job";
import { processMember } from "./process-member";

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

import { randomUUID } from "node:crypto";
import { groups } from "../directory/groups/group";
import { memberships } from "../directory/groups/membership";
import { users } from "../directory/users/user";
import { delay } from "../settings/delay";
import type { World } from "../world";
import { licenceJobs } from "./licence-job";
import { settleLicences } from "./settle-licences";

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

import { randomUUID } from "node:crypto";
import { administrativeUnits } from "../administrative-units/administrative-unit";
import { groups } from "../directory/groups/group";
import { memberships } from "../directory/groups/membership";
import { users } from "../directory/users/user";
import { InputError } from "../input-error";
import { licenceJobs } from "../licensing/licence-job";
import { settleLicences } from "../licensing/settle-licences";
import type { World } from "../world";
import type { SeedGroup } from "./seed";
import { seedLicence } from "./seed-licences";

function memberIds(world: World, given: SeedGroup): string[] {
  const ids = (given.members ?? []).map((address) => {
    const found = world.store.of(users).by("address", address.toLowerCase());
    const user = found.find((one) => one.deletedDateTime === null);
    if (!user) throw new InputError(`Group ${given.displayName} has the member ${address}, who is no user.`);
    return user.id;
  });
  return [...new Set(ids)];
}

function putIntoUnit(world: World, organisation: string, id: string): void {
  const collection = world.store.of(administrativeUnits);
  const unit = collection.by("displayName", organisation.toLowerCase())[0];
  if (!unit) throw new InputError(`There is no organisation ${organisation} for a group.`);
  collection.put({ ...unit, members: [...unit.members, id] });
}

/** A security group that has long given its licences to its members. */
export function seedGroup(world: World, given: SeedGroup): void {
  const assignedLicenses = (given.licences ?? []).map(seedLicence);
  const group = world.store.of(groups).put({
    id: given.id ?? randomUUID(),
    displayName: given.displayName,
    description: given.description ?? null,
    mailNickname: given.displayName.replace(/[^A-Za-z0-9]/g, "") || "group",
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
    isAssignableToRole: null,
    visibility: null,
    createdDateTime: world.clock.iso(),
    assignedLicenses,
    wasLicensed: assignedLicenses.length > 0,
    visibleFrom: 0,
    listedFrom: 0,
  });
  for (const member of memberIds(world, given))
    world.store.of(memberships).put({ group: group.id, member, kind: "user", listedFrom: 0 });
  if (given.organisation) putIntoUnit(world, given.organisation, group.id);
  if (assignedLicenses.length === 0) return;
  world.store.of(licenceJobs).put({ id: randomUUID(), group: group.id, startsAt: 0, due: 0 });
  settleLicences(world);
}
